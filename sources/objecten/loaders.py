"""The loaders of the Objects API for one operation."""

from asyncio import Future
from collections.abc import Mapping, Sequence
from datetime import date

from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.objecten.adapter import MOST, ObjectenAdapter, Rij
from sources.objecten.records import Melding, Vergunning

__all__ = ["MeldingenLoader", "ObjectenLoaders", "TakenLoader", "VergunningenLoader"]

Meldingen = list[Melding | Exception]
# What stands among the wanted fields for which rows are wanted: who wants all finds what was asked of some.
_OPEN, _ALL = frozenset({"#open"}), frozenset({"#open", "#all"})


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


class TakenLoader(RegistryLoader[Belanghebbende, list[Rij]]):
    """Tasks by whose, a hundred per call; where all are wanted too, the open ones are asked with them."""

    size = MOST

    def __init__(self, adapter: ObjectenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    @property
    def has_taken(self) -> bool:
        """Whether tasks are kept here."""
        return self._adapter.has_taken

    def rijen(self, wie: Belanghebbende, *, open_: bool) -> "Future[list[Rij] | None]":
        """Somebody's tasks, or at least the open ones."""
        return self.load((wie, _OPEN if open_ else _ALL))

    def apart(self, identity: Belanghebbende) -> Soort:
        """Residents and organisations are asked by another kind of number."""
        return identity.soort

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Rij] | Exception | None]:
        """One call."""
        return await self._adapter.taken(self.scope, identities, wave, open_=asked == _OPEN)


class VergunningenLoader(RegistryLoader[Belanghebbende, list[Vergunning | RegistryError]]):
    """Parking permits by whose, a hundred persons per call; the objecttype knows residents only."""

    size = MOST

    def __init__(self, adapter: ObjectenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    @property
    def kept(self) -> bool:
        """Whether permits are kept here."""
        return self._adapter.has_vergunningen

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: an object comes whole."""
        return frozenset()

    def without_call(
        self, identity: Belanghebbende, paths: Paths
    ) -> list[Vergunning | RegistryError] | Exception | None:
        """Nothing for a company; no call for what is no number of anybody."""
        if not identity.valid:
            return InvalidKey(self._adapter.upstream.registry)
        return [] if identity.soort is Soort.KVK else None

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Vergunning | RegistryError] | Exception | None]:
        """One call."""
        return await self._adapter.vergunningen(self.scope, identities, wave)


class ObjectenLoaders:
    """`meldingen`: key ((BSN, today), nothing to choose); `taken` and `vergunningen` by whose they are."""

    registry = "objecten"

    def __init__(self, adapter: ObjectenAdapter, scope: Scope) -> None:
        self.meldingen = MeldingenLoader(adapter, scope)
        self.taken = TakenLoader(adapter, scope)
        self.vergunningen = VergunningenLoader(adapter, scope)
