"""The parts in which an amount is paid."""

from datetime import date
from decimal import Decimal

from auth.groups import FieldGroup
from schema.engine.declare import from_record, plain
from sources.core import contract

__all__ = ["Termijn"]


@from_record(
    contract.Termijn,
    "Een deel van een bedrag.",
    "A part of an amount.",
    group=FieldGroup.FINANCIEEL,
    presence="vervaldatum",
)
class Termijn:
    """A part, and by when it is to be paid."""

    vervaldatum: date | None = plain("Wanneer dit deel uiterlijk betaald moet zijn.", "By when it is to be paid.")
    bedrag: Decimal | None = plain("Het bedrag.", "The amount.")
    betaald: bool | None = plain("Of het is betaald.", "Whether it is paid.")
