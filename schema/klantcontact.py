"""The agent's door to somebody's dossier."""

from datetime import datetime

import strawberry

from auth.groups import FieldGroup
from auth.roles import Verification
from resolvers import klantcontact as derive
from schema.doel import Purpose
from schema.engine.declare import edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.person import Person

__all__ = ["Klantcontact"]

make_enum(
    Verification,
    "Verificatie",
    words("Hoe een medewerker weet wie er belt.", "How an employee knows who is calling."),
    {each: words(each.dutch + ".", each.english + ".") for each in Verification},
)


@from_record(
    derive.Klantcontact,
    "Een contact met een inwoner, waarbinnen een medewerker een dossier mag zien.",
    "A contact with a resident, within which an employee may see one dossier.",
    group=FieldGroup.SESSIE,
)
class Klantcontact:
    """Time-boxed, for one person and one purpose."""

    id: strawberry.ID = plain("De sleutel van het klantcontact.", "The key of the contact.")
    doel: Purpose = plain("Met welk doel het is geopend.", "For what purpose it was opened.")
    verificatie: Verification = plain("Hoe is nagegaan wie er belt.", "How it was made sure who is calling.")
    gestart: datetime = plain("Wanneer het begon.", "When it began.")
    verloopt_op: datetime = plain("Tot wanneer het geldt.", "Until when it holds.")
    persoon: Person | None = edge("Over wie het gaat.", "Whom it is about.", derive.persoon, "burgerservicenummer")
