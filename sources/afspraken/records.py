"""Appointments as the own contract spells them (afspraak); what was not asked, or is empty, is `None`."""

from datetime import datetime
from enum import Enum
from typing import Annotated

from msgspec import Meta, field

from sources.core.contract import Moment
from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = ["Afspraak", "AfspraakStatus", "Locatie", "Pagina"]

Tijdstip = Annotated[datetime, Meta(tz=True)]


class AfspraakStatus(Enum):
    """How an appointment stands."""

    GEPLAND = "gepland"
    BEVESTIGD = "bevestigd"
    GEANNULEERD = "geannuleerd"
    AFGEROND = "afgerond"
    NIET_VERSCHENEN = "niet_verschenen"


class Locatie(Record, frozen=True):
    """Where it is."""

    naam: str | None = None
    adres: str | None = None
    online: bool | None = None


class Afspraak(Record, frozen=True):
    """An appointment of somebody with the municipality; `zaak` is the urn of what it is about."""

    uuid: str
    onderwerp: str | None = None
    producten: list[str] = field(default_factory=list)
    begin: Tijdstip | None = None
    eind: Tijdstip | None = None
    locatie: Locatie | None = None
    meenemen: list[str] = field(default_factory=list)
    status: AfspraakStatus | None = None
    wijzigen: str | None = None
    zaak: str | None = None


class Pagina(Record, frozen=True):
    """One page of somebody's appointments, the last to begin first; one that could not be read is its error."""

    afspraken: list[Afspraak | RegistryError] = field(default_factory=list)
    volgende: Moment | None = None
