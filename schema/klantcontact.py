"""The agent's door to somebody's dossier."""

from datetime import datetime

import strawberry

from auth.cautions import Caution
from auth.groups import FieldGroup
from auth.roles import Verification
from resolvers import klantcontact as derive
from resolvers.zoekvraag import Wie
from schema.doel import Purpose
from schema.engine.declare import edge, from_record, plain
from schema.engine.seams import make_enum, make_input
from schema.engine.words import words
from schema.organisatie import Organisatie
from schema.organisatiezoeken import KVK_NUMMER
from schema.person import Person
from schema.zoeken import AANVRAAGNUMMER, BURGERSERVICENUMMER

__all__ = ["Klantcontact"]

make_enum(
    Verification,
    "Verificatie",
    words("Hoe een medewerker weet wie er belt.", "How an employee knows who is calling."),
    {each: words(each.dutch + ".", each.english + ".") for each in Verification},
)

make_input(
    Wie,
    "KlantcontactWie",
    words("Wiens dossier wordt geopend.", "Whose dossier is opened."),
    {
        "burgerservicenummer": BURGERSERVICENUMMER,
        "zoekresultaat": words(
            "De `sleutel` van iemand die u net hebt gevonden.", "The `sleutel` of somebody whom you have just found."
        ),
        "aanvraagnummer": AANVRAAGNUMMER,
        "kvk_nummer": KVK_NUMMER,
    },
    one_of=True,
)


@from_record(
    derive.Klantcontact,
    "Een contact met een inwoner of organisatie, waarbinnen een medewerker een dossier mag zien.",
    "A contact with a resident or an organisation, within which an employee may see one dossier.",
    group=FieldGroup.SESSIE,
)
class Klantcontact:
    """Time-boxed, for one person or organisation and one purpose."""

    id: strawberry.ID = plain("De sleutel van het klantcontact.", "The key of the contact.")
    doel: Purpose = plain("Met welk doel het is geopend.", "For what purpose it was opened.")
    verificatie: Verification = plain("Hoe is nagegaan wie er belt.", "How it was made sure who is calling.")
    gestart: datetime = plain("Wanneer het begon.", "When it began.")
    verloopt_op: datetime = plain("Tot wanneer het geldt.", "Until when it holds.")
    waarschuwingen: list[Caution] = plain(
        "Wat u moet weten zolang het loopt.", "What you must know as long as it lasts."
    )
    pagina: str | None = plain(
        "Welke pagina van het portaal de beller bekeek bij het maken van de code; leeg zonder code.",
        "Which page of the portal the caller looked at when making the code; empty without a code.",
    )
    persoon: Person | None = edge(
        "Over wie het gaat; leeg als het over een organisatie gaat.",
        "Whom it is about; empty where it is about an organisation.",
        derive.persoon,
        "nummer",
    )
    organisatie: Organisatie | None = edge(
        "Over welke organisatie het gaat; leeg als het over een persoon gaat.",
        "About which organisation it is; empty where it is about a person.",
        derive.organisatie,
        "nummer",
    )
