"""Organisations and branches as the KVK spells them (Basisprofiel and Vestigingsprofiel 1.4, Zoeken 2.0).

Dates are texts of eight digits, of which the last may be zeros. An address that is shielded tells nothing but that.
"""

import msgspec
from msgspec import field

from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = [
    "Adres",
    "Basisprofiel",
    "Eigenaar",
    "Embedded",
    "Handelsnaam",
    "MaterieleRegistratie",
    "Pagina",
    "Resultaat",
    "SbiActiviteit",
    "Vestiging",
    "VestigingBasis",
]

_OPEN = "Nee"  # the one value of an indAfgeschermd that lets an address be told


class SbiActiviteit(Record, frozen=True):
    """What an organisation does, by the Standaard Bedrijfsindeling."""

    sbi_code: str | None = None
    sbi_omschrijving: str | None = None
    ind_hoofdactiviteit: str | None = None


class Handelsnaam(Record, frozen=True):
    """A name under which an organisation trades."""

    naam: str | None = None
    volgorde: int | None = None


class MaterieleRegistratie(Record, frozen=True):
    """When it began and, where it has, ended."""

    datum_aanvang: str | None = None
    datum_einde: str | None = None


class Adres(Record, frozen=True):
    """A visiting or postal address; one that is shielded, or of which it is not said that it is open, is empty."""

    type: str | None = None
    ind_afgeschermd: str | None = None
    volledig_adres: str | None = None
    straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummer_toevoeging: str | None = None
    toevoeging_adres: str | None = None
    postcode: str | None = None
    postbusnummer: int | None = None
    plaats: str | None = None
    land: str | None = None

    def __post_init__(self) -> None:
        if self.ind_afgeschermd != _OPEN:
            for name in self.__struct_fields__:
                if name not in ("type", "ind_afgeschermd"):
                    msgspec.structs.force_setattr(self, name, None)


class Eigenaar(Record, frozen=True):
    """In what legal form an organisation exists; a sole trader has no RSIN."""

    rsin: str | None = None
    rechtsvorm: str | None = None
    uitgebreide_rechtsvorm: str | None = None
    adressen: list[Adres] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)


class Vestiging(Record, frozen=True):
    """A branch, whole."""

    vestigingsnummer: str
    kvk_nummer: str | None = None
    rsin: str | None = None
    eerste_handelsnaam: str | None = None
    ind_hoofdvestiging: str | None = None
    ind_commerciele_vestiging: str | None = None
    totaal_werkzame_personen: int | None = None
    materiele_registratie: MaterieleRegistratie | None = None
    handelsnamen: list[Handelsnaam] = field(default_factory=list)
    adressen: list[Adres] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    sbi_activiteiten: list[SbiActiviteit] = field(default_factory=list)


class Embedded(Record, frozen=True):
    """What comes with a profile unasked."""

    hoofdvestiging: Vestiging | None = None
    eigenaar: Eigenaar | None = None


class Basisprofiel(Record, frozen=True):
    """An organisation."""

    kvk_nummer: str
    naam: str | None = None
    statutaire_naam: str | None = None
    formele_registratiedatum: str | None = None
    materiele_registratie: MaterieleRegistratie | None = None
    totaal_werkzame_personen: int | None = None
    handelsnamen: list[Handelsnaam] = field(default_factory=list)
    sbi_activiteiten: list[SbiActiviteit] = field(default_factory=list)
    embedded: Embedded | None = field(name="_embedded", default=None)


class VestigingBasis(Record, frozen=True):
    """A branch, as far as the list of branches tells of it."""

    vestigingsnummer: str
    kvk_nummer: str | None = None
    eerste_handelsnaam: str | None = None
    ind_hoofdvestiging: str | None = None
    ind_commerciele_vestiging: str | None = None
    ind_adres_afgeschermd: str | None = None
    volledig_adres: str | None = None

    def __post_init__(self) -> None:
        if self.ind_adres_afgeschermd != _OPEN:
            msgspec.structs.force_setattr(self, "volledig_adres", None)


class _BinnenlandsAdres(Record, frozen=True):
    """Where something is that was found, as far as a search tells it."""

    straatnaam: str | None = None
    plaats: str | None = None


class _Adres(Record, frozen=True):
    binnenlands_adres: _BinnenlandsAdres | None = None


class Resultaat(Record, frozen=True):
    """What a search found: a branch, or the legal person, of one organisation."""

    kvk_nummer: str
    rsin: str | None = None
    vestigingsnummer: str | None = None
    naam: str | None = None
    type: str | None = None
    adres: _Adres | None = None


class Pagina(Record, frozen=True):
    """One page of the branches of an organisation, the main one first, then by number."""

    vestigingen: list[VestigingBasis | RegistryError] = field(default_factory=list)
    volgende: str | None = None
