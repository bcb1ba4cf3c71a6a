"""The loaders of the Objects API for one operation."""

from collections.abc import Mapping, Sequence
from datetime import date

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.objecten.adapter import MOST, ObjectenAdapter
from sources.objecten.records import Melding
from sources.objecten.vergunningen import VergunningenLoader

__all__ = ["MeldingenLoader", "ObjectenLoaders"]

Meldingen = list[Melding | Exception]


class MeldingenLoader(RegistryLoader[tuple[str, date], Meldingen]):
    """Messages by (BSN, today), a hundred persons per call; an object comes whole."""

    size = MOST

    def __init__(self, adapter: ObjectenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a search has no fields."""
        return frozenset()

    def apart(self, identity: tuple[str, date]) -> date:
        """One day per call."""
        return identity[1]

    async def fetch(
        self, identities: Sequence[tuple[str, date]], asked: Paths, wave: int
    ) -> Mapping[tuple[str, date], Meldingen | Exception | None]:
        """One call."""
        today = identities[0][1]
        found = await self._adapter.meldingen(self.scope, [bsn for bsn, _ in identities], today, wave)
        return {(bsn, today): list(rows) if isinstance(rows, list) else rows for bsn, rows in found.items()}


class ObjectenLoaders:
    """`meldingen`: key ((BSN, today), nothing to choose); `vergunningen`: (`Belanghebbende`, nothing to choose)."""

    registry = "objecten"

    def __init__(self, adapter: ObjectenAdapter, scope: Scope) -> None:
        self.meldingen = MeldingenLoader(adapter, scope)
        self.vergunningen = VergunningenLoader(adapter.vergunningen, scope)
