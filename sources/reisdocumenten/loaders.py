"""The loaders of the travel documents for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.reisdocumenten.adapter import FIELDS, ReisdocumentenAdapter
from sources.reisdocumenten.records import Reisdocument

__all__ = ["ReisdocumentenLoader", "ReisdocumentenLoaders"]

Reisdocumenten = list[Reisdocument | Exception]


class ReisdocumentenLoader(RegistryLoader[str, Reisdocumenten]):
    """Travel documents by BSN, one person per call."""

    def __init__(self, adapter: ReisdocumentenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the registry."""
        return FIELDS.of(paths)

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Reisdocumenten | Exception | None]:
        """One person."""
        (bsn,) = identities
        return {bsn: list(await self._adapter.van(self.scope, bsn, asked, wave))}


class ReisdocumentenLoaders:
    """`reisdocumenten`: key (BSN, paths of `Reisdocument`)."""

    registry = "reisdocumenten"

    def __init__(self, adapter: ReisdocumentenAdapter, scope: Scope) -> None:
        self.reisdocumenten = ReisdocumentenLoader(adapter, scope)
