"""The loaders of the appointments for one operation."""

from sources.afspraken.adapter import AfsprakenAdapter
from sources.afspraken.records import Afspraak
from sources.core.contract import ContractLoader
from sources.core.scope import Scope

__all__ = ["AfsprakenLoaders"]


class AfsprakenLoaders:
    """`afspraken`: somebody's appointments, by `Vraag`."""

    registry = "afspraken"

    def __init__(self, adapter: AfsprakenAdapter, scope: Scope) -> None:
        self.afspraken: ContractLoader[Afspraak] = ContractLoader(adapter, scope)
