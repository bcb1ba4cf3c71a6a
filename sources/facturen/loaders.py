"""The loaders of the invoices for one operation."""

from sources.core.contract import ContractLoader
from sources.core.scope import Scope
from sources.facturen.adapter import FacturenAdapter
from sources.facturen.records import Factuur

__all__ = ["FacturenLoaders"]


class FacturenLoaders:
    """`facturen`: somebody's invoices, by `Vraag`."""

    registry = "facturen"

    def __init__(self, adapter: FacturenAdapter, scope: Scope) -> None:
        self.facturen: ContractLoader[Factuur] = ContractLoader(adapter, scope)
