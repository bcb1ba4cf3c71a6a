"""Where a person lives, in the four shapes that the BRP knows."""

from dataclasses import dataclass
from datetime import date

__all__ = ["MUNICIPALITY", "Abroad", "Address", "Code", "Moored", "Place", "Unknown", "registered_in"]


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a national table; a place abroad has a name and no code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address in The Hague as the BAG knows it."""

    household: int
    street: str
    short_street: str
    number: int
    letter: str
    addition: str
    postcode: str
    district: str  # the wijk
    object_id: str  # adresseerbaarObjectIdentificatie
    designation_id: str  # nummeraanduidingIdentificatie
    city: str = "'s-Gravenhage"
    postal: bool = False  # a letter-box address (briefadres), nobody lives there


@dataclass(frozen=True, slots=True)
class Moored:
    """A location without an address, a houseboat for example."""

    description: str


@dataclass(frozen=True, slots=True)
class Abroad:
    """An address in another country, in free lines."""

    lines: tuple[str, ...]
    country: Code
    since: date


@dataclass(frozen=True, slots=True)
class Unknown:
    """Left, and nobody knows where to."""

    since: date


Place = Address | Moored | Abroad | Unknown

MUNICIPALITY = Code("0518", "'s-Gravenhage")
_NON_RESIDENTS = Code("1999", "Registratie Niet Ingezetenen (RNI)")


def registered_in(place: Place) -> Code:
    """Where who lives at a place of the city is registered: who left the country is among the non-residents."""
    return _NON_RESIDENTS if isinstance(place, Abroad | Unknown) else MUNICIPALITY
