"""The loaders of the residents of an address for one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sources.bewoning.adapter import Bewoners, BewoningAdapter
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["Adres", "BewonersLoader", "BewoningLoaders"]


@dataclass(frozen=True, slots=True)
class Adres:
    """An adresseerbaar object on a day."""

    object: str = field(repr=False)
    peildatum: date


class BewonersLoader(RegistryLoader[Adres, Bewoners]):
    """Who lives at an address, one address per call, for all who live there."""

    def __init__(self, adapter: BewoningAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[Adres], asked: Paths, wave: int
    ) -> Mapping[Adres, Bewoners | Exception | None]:
        """One address."""
        (adres,) = identities
        return {adres: await self._adapter.bewoners(self.scope, adres.object, adres.peildatum, wave)}


class BewoningLoaders:
    """`bewoners`: key (`Adres`, nothing)."""

    registry = "bewoning"

    def __init__(self, adapter: BewoningAdapter, scope: Scope) -> None:
        self.bewoners = BewonersLoader(adapter, scope)
