"""Authority over children, as the BRP's own module for it tells (gezag): who has it, and what a child is for it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from auth.age import child_of_age
from auth.roles import Relation
from sources.brp.records import Gezagsdrager, Gezagsrelatie
from sources.core.haalcentraal import Datum

__all__ = ["PATH", "GezagSoort", "holders", "is_onbekende_derde", "namen", "relation", "soort"]

PATH = "gezag"  # of a person's record: over whom a parent has authority, or who has it over a minor

_Drager = Gezagsdrager | None


class GezagSoort(Enum):
    """What kind of authority it is, or why nobody can be told to have it."""

    GEZAMENLIJK_OUDERLIJK = "GezamenlijkOuderlijkGezag"
    EENHOOFDIG_OUDERLIJK = "EenhoofdigOuderlijkGezag"
    GEZAMENLIJK = "GezamenlijkGezag"
    VOOGDIJ = "Voogdij"
    TIJDELIJK_GEEN = "TijdelijkGeenGezag"
    NIET_TE_BEPALEN = "GezagNietTeBepalen"


_SOORTEN = {soort.value: soort for soort in GezagSoort}
# Where it is temporarily nobody's, or can't be told, nobody is let in: the counter decides then.
_TYPES = frozenset(_SOORTEN) - {GezagSoort.TIJDELIJK_GEEN.value, GezagSoort.NIET_TE_BEPALEN.value}


def soort(type_: str | None) -> GezagSoort | None:
    """The kind of authority; one that we don't know is none."""
    return _SOORTEN.get(type_ or "")


def namen(ouder: _Drager, ouders: list[Gezagsdrager], derde: _Drager, derden: list[Gezagsdrager]) -> list[str]:
    """The names of those who have authority, as far as the registry knows them."""
    some = _all(ouder, ouders, derde, derden)
    return [each.naam.volledige_naam for each in some if each.naam is not None and each.naam.volledige_naam]


def is_onbekende_derde(derde: _Drager) -> bool:
    """Whether one of those who have authority is not known by name."""
    return derde is not None and derde.naam is None


def holders(relations: Iterable[Gezagsrelatie], child: str) -> frozenset[str]:
    """The numbers of those who have authority over this child; nobody where the record tells of none."""
    found: set[str | None] = set()
    for each in relations:
        if each.type in _TYPES and each.minderjarige is not None and each.minderjarige.burgerservicenummer == child:
            some = _all(each.ouder, each.ouders, each.derde, each.derden)
            found.update(one.burgerservicenummer for one in some)
    return frozenset(number for number in found if number)


def relation(holds: bool, born: Datum | None, today: date) -> Relation:
    """What somebody is to who has authority over them, or has not: a minor child by its age, or just another."""
    if not holds or born is None:
        return Relation.ANDER
    if born.datum is not None:
        return child_of_age(today, born.datum.year, born.datum.month, born.datum.day)
    return child_of_age(today, born.jaar, born.maand)


def _all(
    ouder: _Drager, ouders: list[Gezagsdrager], derde: _Drager, derden: list[Gezagsdrager]
) -> Iterator[Gezagsdrager]:
    return (one for one in (*ouders, *derden, ouder, derde) if one is not None)
