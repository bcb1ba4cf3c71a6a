"""Of which months the figures for analysts are."""

from datetime import date

__all__ = ["counted", "measured"]

_MONTHS = 12


def counted(today: date) -> list[date]:
    """The first days of the last twelve whole months, and of this one, in which they end.

    This month is left out: a month that is still filling would tell of each day what came in that day.
    """
    return _months(today, 0)


def measured(today: date) -> list[date]:
    """The same of the twelve months before these: nearly all zaken of then have ended, and none is counted above."""
    return _months(today, _MONTHS)


def _months(today: date, back: int) -> list[date]:
    this = today.year * 12 + today.month - 1 - back
    return [date(month // 12, month % 12 + 1, 1) for month in range(this - _MONTHS, this + 1)]
