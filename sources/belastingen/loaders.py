"""The loaders of the tax assessments for one operation."""

from sources.belastingen.adapter import BelastingenAdapter
from sources.belastingen.records import Belastingaanslag
from sources.core.contract import ContractLoader
from sources.core.scope import Scope

__all__ = ["BelastingenLoaders"]


class BelastingenLoaders:
    """`aanslagen`: somebody's assessments, by `Vraag`."""

    registry = "belastingen"

    def __init__(self, adapter: BelastingenAdapter, scope: Scope) -> None:
        self.aanslagen: ContractLoader[Belastingaanslag] = ContractLoader(adapter, scope)
