"""The code by which a resident shows on the telephone who calls."""

from datetime import datetime

from auth.groups import FieldGroup
from resolvers import belcode as derive
from schema.engine.declare import from_record, plain

__all__ = ["Belcode"]


@from_record(
    derive.Belcode,
    "Een code om voor te lezen aan de medewerker die u belt.",
    "A code to read out to the employee whom you call.",
    group=FieldGroup.SESSIE,
)
class Belcode:
    """Good once, and for some minutes."""

    code: str = plain("Vier cijfers.", "Four digits.")
    verloopt_op: datetime = plain("Tot wanneer de code geldt.", "Until when the code is good.")
