"""What the municipality keeps in its Objects API, as its objecttypes spell it: messages of departments (melding)."""

from datetime import date
from enum import Enum

from msgspec import field

from auth.roles import Level
from sources.core.record import Record

__all__ = ["Melding", "MeldingSoort", "Tekst"]


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
