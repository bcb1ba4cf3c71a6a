"""Whether somebody is a minor, as far as an incomplete date of birth can tell."""

from datetime import date

__all__ = ["is_minor"]

_MAJORITY = 18  # years (Burgerlijk Wetboek 1:233)


def is_minor(today: date, year: int | None, month: int | None = None, day: int | None = None) -> bool:
    """Whether this is surely a minor on this day in Europe/Amsterdam; what is not known counts against it.

    The earliest date that an incomplete date of birth allows is taken: born in 2009 may be born on 1 January. Who was
    born on 29 February is of age on 1 March. A date of birth in the future is nobody's.
    """
    if not year:
        return False
    earliest = (year, month or 1, (day or 1) if month else 1)
    if earliest > (today.year, today.month, today.day):
        return False
    return (today.year - _MAJORITY, today.month, today.day) < earliest
