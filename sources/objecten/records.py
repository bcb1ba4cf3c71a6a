"""What the municipality keeps in its Objects API, as its objecttypes spell it: messages (melding), parking permits."""

from datetime import date, datetime
from enum import Enum
from typing import Literal

from msgspec import field

from auth.roles import Level
from sources.core.record import Record

__all__ = ["Kenteken", "Melding", "MeldingSoort", "Tekst", "Vergunning"]


class MeldingSoort(Enum):
    """What a message is about; the last one is ours, and tells that there may be more at a higher level."""

    DOCUMENT_VERLOOPT = "document_verloopt"
    LIGT_KLAAR = "ligt_klaar"
    ACTIE_NODIG = "actie_nodig"
    TERMIJN = "termijn"
    MEDEDELING = "mededeling"
    HOGER_NIVEAU = "hoger_niveau"


class Tekst(Record, frozen=True):
    """A text in Dutch, and in English where somebody wrote it."""

    nl: str
    en: str | None = None


class Melding(Record, frozen=True):
    """A message of the municipality to somebody; `geldigTot` is the last day on which it matters.

    `regel` and `niveau` are ours: by which rule it was derived from other registries (`None` where a department sent
    it), and at which level of assurance there may be more.
    """

    uuid: str
    soort: MeldingSoort
    titel: Tekst
    publicatiedatum: date
    tekst: Tekst | None = None
    geldig_tot: date | None = None
    handelingsperspectief: str | None = None
    locatie: str | None = None
    regel: str | None = None
    niveau: Level | None = None


class Kenteken(Record, frozen=True):
    """A number plate, and between which moments it may park by the permit."""

    kenteken: str
    geldig_van: datetime | None = None
    geldig_tot: datetime | None = None


class Vergunning(Record, frozen=True):
    """A parking permit that is kept as an object; `kenteken` is that of one with a single plate.

    `uuid` and `sinds` are of the object around it: which it is, and since when it is as it is.
    """

    uuid: str = ""
    sinds: date = date.min
    zone: str | None = None
    zone_omschrijving: str | None = None
    soort: Literal["bewoner", "bezoeker", "bedrijf", "mantelzorg", "gehandicapten", "autodelen", "overig"] | None = None
    status: Literal["initieel", "in_aanvraag", "gereed", "actief", "ingetrokken", "geweigerd", "verlopen"] | None = None
    vergunningnummer: str | None = None
    kenteken: str | None = None
    kentekens: list[Kenteken] = field(default_factory=list)
    geldig_tot: date | None = None
    saldo_minuten: int | None = None
    saldo_geldig_tot: date | None = None
    automatisch_verlengen: bool | None = None
