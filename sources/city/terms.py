"""Terms: how an amount is paid, at once or in parts, and by which reference it is known when it comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

__all__ = ["IBAN", "NOTHING", "Term", "euros", "in_terms", "reference", "unpaid"]

IBAN = "NL91ABNA0417164300"  # the example that the registry of IBANs itself gives for the Netherlands
NOTHING = Decimal("0.00")
_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)  # from the right, over and over
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Term:
    """A part of an amount that is to be paid on a day."""

    due: date
    amount: Decimal
    paid: bool


def in_terms(amount: Decimal, days: Sequence[date], today: date) -> tuple[Term, ...]:
    """An amount over these days, equal but for a cent; what was due before today is paid."""
    cents, rest = divmod(int(amount * 100), len(days))
    return tuple(Term(day, Decimal(cents + (place < rest)).scaleb(-2), day < today) for place, day in enumerate(days))


def unpaid(terms: Iterable[Term]) -> Decimal:
    """What is still to be paid of some terms."""
    return sum((term.amount for term in terms if not term.paid), NOTHING)


def reference(number: int) -> str:
    """A payment reference (betalingskenmerk) of sixteen digits, of which the first proves the others."""
    digits = f"{number:0{_DIGITS}d}"
    total = sum(int(digit) * _WEIGHTS[place % len(_WEIGHTS)] for place, digit in enumerate(reversed(digits)))
    check = 11 - total % 11
    return f"{ {10: 1, 11: 0}.get(check, check) }{digits}"


def euros(amount: Decimal) -> str:
    """An amount as the contract writes it: a point and two decimals."""
    return f"{amount:.2f}"
