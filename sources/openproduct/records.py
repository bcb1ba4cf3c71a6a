"""Products as Open Product spells them (Producten 1.7), and what the own contract keeps in one that is a permit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from msgspec import field

from sources.core.contract import Plaats
from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = [
    "Kenteken",
    "Parkeergegevens",
    "Product",
    "ProductStatus",
    "Producten",
    "Producttype",
    "Rij",
    "Verbruik",
    "Vergunning",
    "VergunningSoort",
    "Vergunningen",
    "Verwijzing",
]


class ProductStatus(Enum):
    """How far a product is."""

    INITIEEL = "initieel"
    IN_AANVRAAG = "in_aanvraag"
    GEREED = "gereed"
    ACTIEF = "actief"
    INGETROKKEN = "ingetrokken"
    GEWEIGERD = "geweigerd"
    VERLOPEN = "verlopen"


class VergunningSoort(Enum):
    """For whom a parking permit is."""

    BEWONER = "bewoner"
    BEZOEKER = "bezoeker"
    BEDRIJF = "bedrijf"
    MANTELZORG = "mantelzorg"
    GEHANDICAPTEN = "gehandicapten"
    AUTODELEN = "autodelen"
    OVERIG = "overig"


class Producttype(Record, frozen=True, rename=None):
    """What kind of product it is; `uniforme_product_naam` is that of all governments."""

    code: str
    naam: str | None = None
    uniforme_product_naam: str | None = None


class Verwijzing(Record, frozen=True):
    """Where something of another registry is, by urn or by url."""

    urn: str | None = None
    url: str | None = None


class Product(Record, frozen=True, rename=None):
    """What somebody was given; `prijs` in euros per `frequentie`."""

    uuid: str
    producttype: Producttype | None = None
    naam: str | None = None
    status: ProductStatus | None = None
    start_datum: date | None = None
    eind_datum: date | None = None
    prijs: Decimal | None = None
    frequentie: str | None = None  # empty where there is none
    documenten: list[Verwijzing] = field(default_factory=list)
    aanvraag_zaak_urn: str | None = None
    aanvraag_zaak_url: str | None = None


class Kenteken(Record, frozen=True):
    """A number plate, and between which moments it may park by the permit."""

    kenteken: str
    geldig_van: datetime | None = None
    geldig_tot: datetime | None = None


class Parkeergegevens(Record, frozen=True):
    """The `dataobject` of a parking permit, by the own contract (parkeervergunning)."""

    soort: VergunningSoort | None = None
    vergunningnummer: str | None = None
    zone: str | None = None
    zone_omschrijving: str | None = None
    kentekens: list[Kenteken] = field(default_factory=list)
    saldo_minuten: int | None = None
    saldo_geldig_tot: date | None = None
    automatisch_verlengen: bool | None = None


class Verbruik(Record, frozen=True):
    """The `verbruiksobject` of a parking permit: what is left of its time, where that is kept apart."""

    saldo_minuten: int | None = None
    saldo_geldig_tot: date | None = None


class Vergunning(Product, frozen=True, rename=None):
    """A product that is a parking permit; `bron` is ours: the registry that keeps it."""

    dataobject: Parkeergegevens | None = None
    verbruiksobject: Verbruik | None = None
    bron: str = "openproduct"


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of somebody's products: its place in the list, its kind, and what could be read of it.

    `vergunning` is `None` where the kind is no parking permit.
    """

    plaats: Plaats
    code: str
    product: Product | RegistryError
    vergunning: Vergunning | RegistryError | None


class Producten(Record, frozen=True):
    """One page of somebody's products, newest first; one that could not be read is its error."""

    producten: list[Product | RegistryError] = field(default_factory=list)
    volgende: Plaats | None = None


class Vergunningen(Record, frozen=True):
    """One page of somebody's parking permits, newest first; one that could not be read is its error."""

    vergunningen: list[Vergunning | RegistryError] = field(default_factory=list)
    volgende: Plaats | None = None
