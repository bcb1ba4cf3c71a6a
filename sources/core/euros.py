"""Amounts of registries that write them in more ways than one."""

from decimal import Decimal

__all__ = ["in_cents"]

_CENT, _MOST = Decimal("0.01"), Decimal(10**9)


def in_cents(amount: Decimal | None) -> Decimal | None:
    """An amount with two decimals; raises `ValueError` for one that is none in euros and cents."""
    if amount is None:
        return None
    if not amount.is_finite() or abs(amount) >= _MOST or amount.quantize(_CENT) != amount:
        raise ValueError("an amount is in euros and cents")
    return amount.quantize(_CENT)
