"""Parties and contacts as klantinteracties 0.9 spells them; an empty text or group is `None`, moments are UTC."""

from datetime import date, datetime
from enum import Enum

import msgspec
from msgspec import field

from sources.core.errors import RegistryError
from sources.core.zgw import Record
from sources.klantinteracties.venster import Plek

__all__ = [
    "Adres",
    "DigitaalAdres",
    "ExpandKlantcontact",
    "ExpandPartij",
    "Klantcontact",
    "Onderwerpobject",
    "Onderwerpobjectidentificator",
    "Pagina",
    "Partij",
    "SoortDigitaalAdres",
]


class SoortDigitaalAdres(Enum):
    """By which kind of channel a digital address reaches somebody."""

    EMAIL = "email"
    TELEFOONNUMMER = "telefoonnummer"
    OVERIG = "overig"


class DigitaalAdres(Record, frozen=True):
    """An address that a party gave; `voorkeur` is ours: whether the party prefers to be reached at it."""

    uuid: str
    adres: str | None = None
    soort_digitaal_adres: SoortDigitaalAdres | None = None
    is_standaard_adres: bool | None = None
    omschrijving: str | None = None
    verificatie_datum: date | None = None
    voorkeur: bool | None = None


class Adres(Record, frozen=True):
    """Where a party gets visitors or post; in the parts of an address, or in lines."""

    straatnaam: str | None = None
    huisnummer: int | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    stad: str | None = None
    adresregel1: str | None = None
    adresregel2: str | None = None
    adresregel3: str | None = None
    land: str | None = None


class ExpandPartij(Record, frozen=True):
    """What was asked to come along with a party."""

    digitale_adressen: list[DigitaalAdres] = field(default_factory=list)


class Partij(Record, frozen=True):
    """Somebody with whom the municipality has contact; `voorkeurstaal` by ISO 639-2/B."""

    uuid: str
    voorkeurstaal: str | None = None
    indicatie_geheimhouding: bool | None = None
    bezoekadres: Adres | None = None
    correspondentieadres: Adres | None = None
    expand: ExpandPartij | None = field(name="_expand", default=None)

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("bezoekadres", "correspondentieadres"):
            if getattr(self, name) == _NOWHERE:
                msgspec.structs.force_setattr(self, name, None)


_NOWHERE = Adres()


class Onderwerpobjectidentificator(Record, frozen=True):
    """What a contact was about, in a register of its own."""

    object_id: str | None = None
    code_objecttype: str | None = None


class Onderwerpobject(Record, frozen=True):
    """That a contact was about something."""

    uuid: str
    onderwerpobjectidentificator: Onderwerpobjectidentificator | None = None


class ExpandKlantcontact(Record, frozen=True):
    """What was asked to come along with a contact."""

    ging_over_onderwerpobjecten: list[Onderwerpobject] = field(default_factory=list)


class Klantcontact(Record, frozen=True):
    """One contact of somebody with the municipality; who of the municipality took part is not read."""

    uuid: str
    nummer: str | None = None
    referentienummer: str | None = None
    kanaal: str | None = None
    onderwerp: str | None = None
    inhoud: str | None = None
    reactie: str | None = None
    indicatie_contact_gelukt: bool | None = None
    taal: str | None = None
    plaatsgevonden_op: datetime | None = None
    expand: ExpandKlantcontact | None = field(name="_expand", default=None)


class Pagina(Record, frozen=True):
    """One page of somebody's contacts, newest first; one that could not be read is its error."""

    klantcontacten: list[Klantcontact | RegistryError] = field(default_factory=list)
    volgende: Plek | None = None
