"""The loaders of the BAG for one operation."""

from collections.abc import Mapping, Sequence

from sources.bag.adapter import BagAdapter
from sources.bag.records import AdresUitgebreid
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["AdresLoader", "BagLoaders"]


class AdresLoader(RegistryLoader[str, AdresUitgebreid]):
    """Addresses by nummeraanduiding, one per call."""

    def __init__(self, adapter: BagAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: an address comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, AdresUitgebreid | Exception | None]:
        """One address."""
        (identificatie,) = identities
        return {identificatie: await self._adapter.adres(self.scope, identificatie, wave)}


class BagLoaders:
    """`adres`: key (nummeraanduidingIdentificatie, paths of `AdresUitgebreid`)."""

    registry = "bag"

    def __init__(self, adapter: BagAdapter, scope: Scope) -> None:
        self.adres = AdresLoader(adapter, scope)
