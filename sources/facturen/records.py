"""Invoices as the own contract spells them (factuur); what was not asked, or is empty, is `None`."""

from datetime import date
from decimal import Decimal
from enum import Enum

from msgspec import field

from sources.core.contract import Plaats, Termijn, exact
from sources.core.errors import RegistryError
from sources.core.record import Record

__all__ = ["Factuur", "FactuurStatus", "Factuurregel", "Pagina"]


class FactuurStatus(Enum):
    """How far an invoice is."""

    OPEN = "open"
    DEELS_BETAALD = "deels_betaald"
    BETAALD = "betaald"
    VERVALLEN = "vervallen"
    HERINNERING = "herinnering"
    AANMANING = "aanmaning"
    OVERGEDRAGEN = "overgedragen_aan_invordering"
    GECREDITEERD = "gecrediteerd"
    IN_BETWISTING = "in_betwisting"


class Factuurregel(Record, frozen=True):
    """What is charged; `btwPercentage` in per cent."""

    omschrijving: str | None = None
    aantal: float | None = None
    bedrag: Decimal | None = None
    btw_percentage: float | None = None

    def __post_init__(self) -> None:
        exact(self.bedrag)


class Factuur(Record, frozen=True):
    """An invoice of the municipality to somebody."""

    uuid: str
    factuurnummer: str | None = None
    omschrijving: str | None = None
    categorie: str | None = None
    factuurdatum: date | None = None
    vervaldatum: date | None = None
    bedrag: Decimal | None = None
    openstaand_bedrag: Decimal | None = None
    status: FactuurStatus | None = None
    betalingskenmerk: str | None = None
    iban: str | None = None
    automatische_incasso: bool | None = None
    betaalbaar_online: bool | None = None
    document: str | None = None
    regels: list[Factuurregel] = field(default_factory=list)
    termijnen: list[Termijn] = field(default_factory=list)
    is_gerelateerd_aan: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        exact(self.bedrag, self.openstaand_bedrag)


class Pagina(Record, frozen=True):
    """One page of somebody's invoices, newest first; one that could not be read is its error."""

    facturen: list[Factuur | RegistryError] = field(default_factory=list)
    volgende: Plaats | None = None
