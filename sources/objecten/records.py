"""What the municipality keeps in its Objects API, as its objecttypes spell it: messages, tasks and parking permits."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Literal

from msgspec import field
from msgspec.structs import force_setattr

from auth.moments import AMSTERDAM
from auth.roles import Level
from sources.core.euros import in_cents
from sources.core.record import Record

__all__ = [
    "Kenteken",
    "Koppeling",
    "Melding",
    "MeldingSoort",
    "OgoneBetaling",
    "Taak",
    "TaakStatus",
    "Tekst",
    "Url",
    "Vergunning",
    "dag",
]


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

    `isGerelateerdAan` are URNs of what it is about, such as `urn:nld:gemeente-den-haag:product:rijbewijs`.
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
    is_gerelateerd_aan: list[str] = field(default_factory=list)
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


class TaakStatus(Enum):
    """How a task stands; `ingediend` is in no schema, and is used."""

    OPEN = "open"
    INGEDIEND = "ingediend"
    AFGEROND = "afgerond"
    VERWERKT = "verwerkt"
    GESLOTEN = "gesloten"


class Koppeling(Record, frozen=True):
    """What a task belongs to: `registratie` is zaak or product; the schema calls its key `uuid`, or `value`."""

    registratie: str | None = None
    uuid: str | None = None
    value: str | None = None


class Url(Record, frozen=True):
    """Where something is to be done."""

    uri: str | None = None


class OgoneBetaling(Record, frozen=True):
    """What is to be paid."""

    bedrag: Decimal | None = None
    betaalkenmerk: str | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "bedrag", in_cents(self.bedrag))


class Taak(Record, frozen=True):
    """Something that somebody has to do (externe klanttaak 1.1 and 2); `verloopdatum` is a day, or a moment.

    `id` is the uuid of its object. What a form was filled with is not read.
    """

    titel: str
    status: TaakStatus
    id: str = ""
    soort: str | None = None
    verloopdatum: str | None = None
    koppeling: Koppeling | None = None
    url: Url | None = None
    ogonebetaling: OgoneBetaling | None = None
    bedrag: Decimal | None = None
    eigenaar: str | None = None
    verwerker_taak_id: str | None = field(name="verwerker_taak_id", default=None)

    def __post_init__(self) -> None:
        force_setattr(self, "bedrag", in_cents(self.bedrag))


def dag(text: str | None) -> date | None:
    """The day in Amsterdam of a text that is a day, or a moment; raises `ValueError` for another."""
    if not text:
        return None
    if len(text) == len("2026-12-31"):
        return date.fromisoformat(text)
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(AMSTERDAM).date()
    except OverflowError:
        raise ValueError("no day") from None
