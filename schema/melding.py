"""Messages of the municipality to somebody: sent by a department, or derived by a rule."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import melding as derive
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.niveau import Level
from sources.objecten import records as objecten
from sources.objecten.records import MeldingSoort

__all__ = ["Melding"]

make_enum(
    MeldingSoort,
    "MeldingSoort",
    words("Waar een melding over gaat.", "What a message is about."),
    {
        MeldingSoort.DOCUMENT_VERLOOPT: words("Een document verloopt.", "A document expires."),
        MeldingSoort.LIGT_KLAAR: words("Er ligt iets klaar.", "Something is ready to be collected."),
        MeldingSoort.ACTIE_NODIG: words("U moet iets doen.", "You have to do something."),
        MeldingSoort.TERMIJN: words("Een termijn loopt af, of is voorbij.", "A period ends, or is over."),
        MeldingSoort.MEDEDELING: words("Iets om te weten.", "Something to know."),
        MeldingSoort.HOGER_NIVEAU: words(
            "Misschien is er meer te zien als u met een hoger niveau inlogt.",
            "There may be more to see when you log in at a higher level.",
        ),
    },
)


@from_record(
    objecten.Melding,
    "Een melding van de gemeente aan iemand.",
    "A message of the municipality to somebody.",
    group=FieldGroup.BERICHTEN,
)
class Melding:
    """Its texts are in the language that is asked for; what a department wrote in Dutch only stays Dutch."""

    id: strawberry.ID = derived("De sleutel van de melding.", "The key of the message.", derive.id_van, "uuid")
    soort: MeldingSoort = plain("Waar het over gaat.", "What it is about.")
    titel: str | None = edge("De titel.", "The title.", derive.in_taal, "titel", cost=0)
    tekst: str | None = edge("De tekst.", "The text.", derive.in_taal, "tekst", cost=0)
    datum: date = plain("Vanaf wanneer de melding er is.", "Since when it is there.", "publicatiedatum")
    geldig_tot: date | None = plain("De laatste dag waarop het ertoe doet.", "The last day on which it matters.")
    actie: str | None = plain("Waar u iets kunt doen.", "Where you can do something.", "handelingsperspectief")
    locatie: str | None = plain("Waar het ligt of plaatsvindt.", "Where it is, or takes place.")
    regel: str | None = plain(
        "Uit welke regel de melding volgt; niets als een afdeling haar stuurde.",
        "From which rule it follows; nothing if a department sent it.",
    )
    niveau: Level | None = plain(
        "Bij welk niveau er misschien meer te zien is.", "At which level there may be more to see."
    )
