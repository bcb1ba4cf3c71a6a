"""Tax assessments as the own contract spells them (belastingaanslag); what was not asked, or is empty, is `None`."""

from datetime import date
from decimal import Decimal
from enum import Enum

from msgspec import field

from sources.core.contract import Plaats, Termijn, exact
from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = ["AanslagStatus", "Aanslagregel", "Belastingaanslag", "Belastingsoort", "Pagina"]


class AanslagStatus(Enum):
    """How far an assessment is."""

    OPGELEGD = "opgelegd"
    DEELS_BETAALD = "deels_betaald"
    BETAALD = "betaald"
    VERMINDERD = "verminderd"
    VERNIETIGD = "vernietigd"
    KWIJTGESCHOLDEN = "kwijtgescholden"
    IN_BEZWAAR = "in_bezwaar"
    IN_BEROEP = "in_beroep"
    IN_INVORDERING = "in_invordering"


class Belastingsoort(Enum):
    """What is taxed."""

    OZB_EIGENAAR = "ozb_eigenaar"
    OZB_GEBRUIKER = "ozb_gebruiker"
    AFVALSTOFFENHEFFING = "afvalstoffenheffing"
    RIOOLHEFFING = "rioolheffing"
    HONDENBELASTING = "hondenbelasting"
    PRECARIOBELASTING = "precariobelasting"
    TOERISTENBELASTING = "toeristenbelasting"
    PARKEERBELASTING = "parkeerbelasting"
    REINIGINGSRECHT = "reinigingsrecht"
    OVERIG = "overig"


class Aanslagregel(Record, frozen=True):
    """One tax of the assessment; `wozObjectnummer` is the key of the WOZ, `vastgesteldeWaarde` in euros."""

    belastingsoort: Belastingsoort | None = None
    omschrijving: str | None = None
    bedrag: Decimal | None = None
    tarief: str | None = None
    woz_objectnummer: str | None = None
    waardepeildatum: date | None = None
    vastgestelde_waarde: int | None = None

    def __post_init__(self) -> None:
        exact(self.bedrag)


class Belastingaanslag(Record, frozen=True):
    """An assessment of one year, of one tax or of several together."""

    uuid: str
    aanslagnummer: str | None = None
    belastingjaar: int | None = None
    dagtekening: date | None = None
    vervaldatum: date | None = None
    bedrag: Decimal | None = None
    openstaand_bedrag: Decimal | None = None
    status: AanslagStatus | None = None
    betalingskenmerk: str | None = None
    automatische_incasso: bool | None = None
    bezwaar_mogelijk_tot: date | None = None
    document: str | None = None
    regels: list[Aanslagregel] = field(default_factory=list)
    termijnen: list[Termijn] = field(default_factory=list)
    is_gerelateerd_aan: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        exact(self.bedrag, self.openstaand_bedrag)


class Pagina(Record, frozen=True):
    """One page of somebody's assessments, newest first; one that could not be read is its error."""

    aanslagen: list[Belastingaanslag | RegistryError] = field(default_factory=list)
    volgende: Plaats | None = None
