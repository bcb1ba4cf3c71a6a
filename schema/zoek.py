"""What a search of a dossier finds."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import zoek as derive
from resolvers.zoek import TrefferSoort
from schema.engine.declare import from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Treffer"]

make_enum(
    TrefferSoort,
    "TrefferSoort",
    words("Wat er is gevonden.", "What was found."),
    {
        TrefferSoort.AANVRAAG: words("Een aanvraag.", "A request."),
        TrefferSoort.DOCUMENT: words("Een document bij een aanvraag.", "A document of a request."),
        TrefferSoort.FACTUUR: words("Een factuur.", "An invoice."),
        TrefferSoort.BELASTINGAANSLAG: words("Een belastingaanslag.", "A tax assessment."),
        TrefferSoort.MELDING: words("Een melding van een afdeling.", "A message of a department."),
        TrefferSoort.BERICHT: words("Een bericht van de gemeente.", "A message of the municipality."),
        TrefferSoort.TAAK: words("Iets wat te doen is, of was.", "Something that is to be done, or was."),
        TrefferSoort.PRODUCT: words("Een product, zoals een vergunning.", "A product, such as a permit."),
        TrefferSoort.AFSPRAAK: words("Een afspraak.", "An appointment."),
        TrefferSoort.CONTACTMOMENT: words("Een contact met de gemeente.", "A contact with the municipality."),
        TrefferSoort.THEMA: words("Een thema.", "A theme."),
        TrefferSoort.VERWIJZING: words("Een verwijzing naar elders.", "A referral to elsewhere."),
    },
)


@from_record(
    derive.Treffer,
    "Iets wat in een dossier is gevonden.",
    "Something that was found in a dossier.",
    group=FieldGroup.SESSIE,
)
class Treffer:
    """Only of what this viewer may see: each kind is decided by its own field group before it is looked at."""

    soort: TrefferSoort = plain("Wat het is.", "What it is.")
    sleutel: str = plain(
        "De sleutel; van een thema of verwijzing de vaste naam.", "The key; of a theme or a referral its fixed name."
    )
    titel: str | None = plain("Waar het over gaat.", "What it is about.")
    tekst: str | None = plain("Het nummer, of een korte tekst.", "Its number, or a short text.")
    datum: date | None = plain("Van welke dag het is.", "Of which day it is.")
    aanvraag: strawberry.ID | None = plain(
        "De sleutel van de aanvraag waar een gevonden document bij hoort.",
        "The key of the request that a document which was found belongs to.",
    )
