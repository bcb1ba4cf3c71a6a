"""Calls to the source of invoices (own contract)."""

from enum import Enum

from sources.core.contract import ContractAdapter
from sources.core.fields import Fields
from sources.facturen.records import Factuur, FactuurStatus

__all__ = ["FacturenAdapter", "Openstaand"]


class Openstaand(Enum):
    """Which invoices: those on which something is to be paid, or those that are settled."""

    OPEN = (
        FactuurStatus.OPEN,
        FactuurStatus.DEELS_BETAALD,
        FactuurStatus.HERINNERING,
        FactuurStatus.AANMANING,
        FactuurStatus.OVERGEDRAGEN,
        FactuurStatus.IN_BETWISTING,
    )
    AFGEHANDELD = (FactuurStatus.BETAALD, FactuurStatus.VERVALLEN, FactuurStatus.GECREDITEERD)

    @property
    def statussen(self) -> tuple[str, ...]:
        """The statuses as the source is asked for them."""
        return tuple(status.value for status in self.value)


class FacturenAdapter(ContractAdapter[Factuur]):
    """Invoices, by factuurdatum."""

    record, path, datum = Factuur, "/facturen", "factuurdatum"
    fields = Fields(Factuur, control=("uuid", "factuurdatum"))
