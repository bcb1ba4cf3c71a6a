"""How old a minor is, as far as an incomplete date of birth can tell."""

from datetime import date

from auth.roles import Relation

__all__ = ["child_of_age"]

# From what age a child is another to its parents, in years; at the last it is of age (Burgerlijk Wetboek 1:233).
_CUTS = ((12, Relation.KIND_TOT_12), (16, Relation.KIND_VAN_12), (18, Relation.KIND_VAN_16))


def child_of_age(today: date, year: int | None, month: int | None = None, day: int | None = None) -> Relation:
    """What a child born then is on this day in Europe/Amsterdam; ANDER where it may be of age.

    What is not known counts against it: the earliest date that an incomplete date of birth allows is taken, so that
    born in 2009 may be born on 1 January. Who was born on 29 February is a year older on 1 March. A date of birth in
    the future is nobody's.
    """
    if not year:
        return Relation.ANDER
    earliest = (year, month or 1, (day or 1) if month else 1)
    if earliest > (today.year, today.month, today.day):
        return Relation.ANDER
    for years, relation in _CUTS:
        if (today.year - years, today.month, today.day) < earliest:
            return relation
    return Relation.ANDER
