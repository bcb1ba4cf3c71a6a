"""Messages to somebody, kept by the municipality."""

from datetime import date, datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import bericht as derive
from resolvers.bericht import Leesstand
from schema import bladzijde
from schema.document import Document
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.vtb import records as vtb
from sources.vtb.records import Perspectief

__all__ = ["Bericht", "BerichtConnectie", "Perspectief"]

make_enum(
    Leesstand,
    "BerichtFilter",
    words("Welke berichten.", "Which messages."),
    {
        Leesstand.ONGELEZEN: words("Die nog niet zijn geopend.", "Those that were not opened yet."),
        Leesstand.GELEZEN: words("Die zijn geopend.", "Those that were opened."),
    },
)
make_enum(
    Perspectief,
    "Handelingsperspectief",
    words("Wat u kunt of moet doen.", "What you can do, or have to."),
    {
        Perspectief.BETALEN: words("Betalen.", "Pay."),
        Perspectief.INCASSO: words("Er wordt een bedrag afgeschreven.", "An amount is debited."),
        Perspectief.INFORMATIE_GEVEN: words("Informatie geven.", "Give information."),
        Perspectief.INFORMATIE_KRIJGEN: words("U krijgt informatie.", "You get information."),
        Perspectief.REACTIE_ONTVANGEN: words("U krijgt een antwoord.", "You get a reply."),
        Perspectief.VERNIEUWING_NODIG: words("Iets vernieuwen.", "Renew something."),
        Perspectief.UITNODIGING_VOOR_AFSPRAAK: words("Een afspraak maken.", "Make an appointment."),
    },
)


@from_record(
    vtb.Bericht,
    "Een bericht van de gemeente aan iemand.",
    "A message of the municipality to somebody.",
    group=FieldGroup.BERICHTEN,
)
class Bericht:
    """Its texts are as they were written; asking for it does not mark it as read."""

    id: strawberry.ID = derived("De sleutel van het bericht.", "The key of the message.", derive.id_van, "uuid")
    nummer: str | None = plain("Het nummer van het bericht.", "The number of the message.", "referentie")
    onderwerp: str | None = plain("Waar het over gaat.", "What it is about.")
    tekst: str | None = plain(
        "De tekst, die met eenvoudige Markdown kan zijn opgemaakt.",
        "The text, which may hold simple Markdown.",
        "berichtTekst",
    )
    publicatiedatum: datetime | None = plain("Sinds wanneer het er is.", "Since when it is there.")
    geopend_op: datetime | None = plain(
        "Wanneer het is geopend in het portaal van de gemeente.",
        "When it was opened in the portal of the municipality.",
    )
    ongelezen: bool = derived(
        "Of het nog niet is geopend.", "Whether it was not opened yet.", derive.is_ongelezen, "geopendOp"
    )
    soort: str | None = plain("De code van het soort bericht.", "The code of the kind of message.", "berichtType")
    handelingsperspectief: Perspectief | None = derived(
        "Wat u kunt of moet doen.", "What you can do, or have to.", derive.perspectief, "handelingsPerspectief"
    )
    uiterlijk: date | None = derived(
        "Op welke dag dat uiterlijk gedaan moet zijn.",
        "By which day that has to be done.",
        derive.dag,
        "einddatumHandelingsTermijn",
    )
    aanvraag: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waar het over gaat, als de bron die bij haar sleutel noemt.",
        "The key of the request that it is about, where the source names it by its key.",
        derive.aanvraag,
        "isGerelateerdAan.urn",
    )
    aanvraagnummer: str | None = derived(
        "Het nummer van de aanvraag waar het over gaat, als de bron die bij haar nummer noemt.",
        "The number of the request that it is about, where the source names it by its number.",
        derive.aanvraagnummer,
        "isGerelateerdAan.urn",
    )
    bijlagen: list[Document | None] | None = edge(
        "De bijlagen die u mag zien.",
        "What comes with it, as far as you may see it.",
        derive.bijlagen,
        "uuid",
        "bijlagen.informatieObject",
        size=3,
    )


@from_record(
    vtb.Berichten,
    "Een bladzijde met berichten, de nieuwste eerst.",
    "A page of messages, newest first.",
    container=True,
)
class BerichtConnectie:
    """A page of messages."""

    knopen: list[Bericht | None] = plain("De berichten.", "The messages.", "berichten")
    aantal_ongelezen: int = plain(
        "Hoeveel er niet zijn geopend, op alle bladzijden.",
        "How many were not opened, on all pages.",
        "ongelezen",
        group=FieldGroup.BERICHTEN,
    )
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
