"""Authority over children, as the BRP's own module for it tells (gezag): who has it, and what a child is for it."""

from collections.abc import Iterable
from datetime import date

from auth.age import child_of_age
from auth.roles import Relation
from sources.brp.records import Gezagsrelatie
from sources.core.haalcentraal import Datum

__all__ = ["PATH", "holders", "relation"]

PATH = "gezag"  # of a person's record: over whom a parent has authority, or who has it over a minor

# Where it is temporarily nobody's, or can't be told, nobody is let in: the counter decides then.
_TYPES = frozenset({"GezamenlijkOuderlijkGezag", "EenhoofdigOuderlijkGezag", "GezamenlijkGezag", "Voogdij"})


def holders(relations: Iterable[Gezagsrelatie], child: str) -> frozenset[str]:
    """The numbers of those who have authority over this child; nobody where the record tells of none."""
    found: set[str | None] = set()
    for each in relations:
        if each.type in _TYPES and each.minderjarige is not None and each.minderjarige.burgerservicenummer == child:
            some = [*each.ouders, *each.derden, *(one for one in (each.ouder, each.derde) if one is not None)]
            found.update(one.burgerservicenummer for one in some)
    return frozenset(number for number in found if number)


def relation(holds: bool, born: Datum | None, today: date) -> Relation:
    """What somebody is to who has authority over them, or has not: a minor child by its age, or just another."""
    if not holds or born is None:
        return Relation.ANDER
    if born.datum is not None:
        return child_of_age(today, born.datum.year, born.datum.month, born.datum.day)
    return child_of_age(today, born.jaar, born.maand)
