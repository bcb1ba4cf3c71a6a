"""WOZ objects as WOZ-bevragen 1.0 spells them; what was not asked, or is empty, is `None`."""

from datetime import date
from enum import Enum

from msgspec import field

from sources.core.contract import Plaats
from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = ["Aanduiding", "Belang", "Gemeente", "KadastraalObject", "Objecten", "Waarde", "Waarden", "WozObject"]


class Belang(Enum):
    """What somebody is to an object: ours, found from the belanghebbenden whom the registry names."""

    EIGENAAR = "eigenaar"
    GEBRUIKER = "gebruiker"


class Aanduiding(Record, frozen=True):
    """Where the object is, as the decision on its value says it."""

    straat: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    woonplaats: str | None = None
    locatieomschrijving: str | None = None


class Waarde(Record, frozen=True):
    """A value in euros as it was decided; of one waardepeildatum there may be several."""

    waardepeildatum: date | None = None
    vastgestelde_waarde: int | None = None
    ingangsdatum: date | None = None
    beschikkings_statussen: list[str] = field(default_factory=list)
    indicatie_bezwaar_beroep: bool | None = None


class Gemeente(Record, frozen=True):
    """The municipality that decides on the value."""

    omschrijving: str | None = None


class KadastraalObject(Record, frozen=True):
    """A part of the object as the Kadaster knows it ("'s-Gravenhage AB 1234 A5")."""

    aanduiding_met_gemeentenaam: str | None = None


class WozObject(Record, frozen=True):
    """An object of the WOZ, for one of those to whom its value was told; `grondoppervlakte` in square metres."""

    identificatie: str
    aanduiding: Aanduiding | None = None
    grondoppervlakte: int | None = None
    waarden: list[Waarde] = field(default_factory=list)
    belang: Belang | None = None  # ours, not the registry's
    verantwoordelijke_gemeente: Gemeente | None = None
    kadastraal_onroerende_zaken: list[KadastraalObject] = field(default_factory=list)


class Waarden(Record, frozen=True):
    """One page of the values of an object, newest date first."""

    waarden: list[Waarde] = field(default_factory=list)
    volgende: Plaats | None = None


class Objecten(Record, frozen=True):
    """One page of somebody's objects; one that could not be had is its error."""

    objecten: list[WozObject | RegistryError] = field(default_factory=list)
    volgende: Plaats | None = None
