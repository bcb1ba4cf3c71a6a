"""The loaders of Open Product for one operation."""

from asyncio import Future
from collections.abc import Iterable, Mapping, Sequence

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.openproduct.adapter import OpenProductAdapter
from sources.openproduct.records import Rij

__all__ = ["OpenProductLoaders", "ProductenLoader"]

_EVERY = "*"  # among the kinds that are wanted: all of them


class ProductenLoader(RegistryLoader[Belanghebbende, list[Rij]]):
    """Somebody's products, one owner per call; the wants are the kinds of product, so that those unite in one call."""

    def __init__(self, adapter: OpenProductAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def van(self, wie: Belanghebbende, codes: Iterable[str] | None = None) -> "Future[list[Rij] | None]":
        """At least the products of these kinds; `None` is every kind."""
        return self.load((wie, frozenset({_EVERY} if codes is None else codes)))

    def without_call(self, identity: Belanghebbende, paths: Paths) -> list[Rij] | Exception | None:
        """No call for what is no number of anybody."""
        return None if identity.valid else InvalidKey(self._adapter.upstream.registry)

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Rij] | Exception | None]:
        """One call."""
        (wie,) = identities
        return {wie: await self._adapter.producten(self.scope, wie, None if _EVERY in asked else asked, wave)}


class OpenProductLoaders:
    """`producten`: somebody's products, by `Belanghebbende`; `vergunningen` are the kinds that are parking permits."""

    registry = "openproduct"

    def __init__(self, adapter: OpenProductAdapter, scope: Scope) -> None:
        self.producten = ProductenLoader(adapter, scope)
        self.vergunningen = adapter.vergunningen
