from enum import Enum
from typing import ClassVar

from msgspec import Struct, field


class _Record(Struct, rename="camel", frozen=True, gc=False): ...


class Datum(_Record, frozen=True):
    type: str
    lang_formaat: str | None = None
    datum: str | None = None
    jaar: int | None = None


class Naam(_Record, frozen=True):
    volledige_naam: str | None = None
    voorletters: str | None = None


class Geboorte(_Record, frozen=True):
    datum: Datum | None = None


class Verblijfadres(_Record, frozen=True):
    straat: str | None = None
    huisnummer: int | None = None
    postcode: str | None = None


class Verblijfplaats(_Record, frozen=True):
    verblijfadres: Verblijfadres | None = None
    adresseerbaar_object: str | None = None


class Relatie(_Record, frozen=True):
    soort: ClassVar[str] = "relatie"
    burgerservicenummer: str | None = None
    voornamen: str | None = None


class Kind(Relatie, frozen=True):
    soort: ClassVar[str] = "kind"


class Persoon(_Record, frozen=True):
    burgerservicenummer: str
    naam: Naam | None = None
    geboorte: Geboorte | None = None
    verblijfplaats: Verblijfplaats | None = None
    leeftijd: int | None = None
    geheim: bool | None = None
    partners: list[Relatie] = []
    kinderen: list[Kind] = []


class Status(_Record, frozen=True):
    gezet: str | None = None
    toelichting: str | None = None


class Expand(_Record, frozen=True):
    status: Status | None = None


class Betaling(Enum):
    NVT = "nvt"
    NOG_NIET = "nog_niet"
    GEHEEL = "geheel"


class Zaak(_Record, frozen=True):
    uuid: str
    identificatie: str | None = None
    omschrijving: str | None = None
    betaling: Betaling | None = None
    expand: Expand | None = field(name="_expand", default=None)


class Pagina(Struct, frozen=True):
    knopen: list[Zaak]
    volgende: str | None = None


class Straat(Struct, frozen=True):
    """A page of persons: their own subjects inside a container."""

    bewoners: list[Persoon | None]
    naam: str | None = None


class Belanghebbende(_Record, tag_field="soort", frozen=True):
    naam: str | None = None


class NatuurlijkPersoon(Belanghebbende, tag="np", frozen=True):
    burgerservicenummer: str | None = None


class Bedrijf(Belanghebbende, tag="bedrijf", frozen=True):
    kvk_nummer: str | None = None


class Waarde(_Record, frozen=True):
    peildatum: str | None = None
    bedrag: int | None = None


class WozObject(_Record, frozen=True):
    identificatie: str
    waarden: list[Waarde | None] | None = None
    belanghebbende: NatuurlijkPersoon | Bedrijf | None = None
