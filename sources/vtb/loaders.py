"""The loaders of Open VTB for one operation; each call is about one person or organisation."""

from asyncio import Future
from collections.abc import Mapping, Sequence
from datetime import datetime

from sources.core.belanghebbende import Belanghebbende
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.vtb.adapter import Rij, VtbAdapter
from sources.vtb.records import Bericht, ExterneTaak, Verzoek, VerzoekType

__all__ = ["BerichtenLoader", "TakenLoader", "TypenLoader", "VerzoekenLoader", "VtbLoaders"]

# What stands among the wanted fields for which rows are wanted: who wants all finds what was asked of some.
_SOME, _ALL = frozenset({"#some"}), frozenset({"#some", "#all"})
_WHOLE: Paths = frozenset()


class BerichtenLoader(RegistryLoader[tuple[Belanghebbende, datetime], list[Rij[Bericht]]]):
    """Messages by (whose, now); where all are wanted too, the unread ones are asked with them."""

    def __init__(self, adapter: VtbAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def rijen(
        self, wie: Belanghebbende, now: datetime, *, ongelezen: bool = False
    ) -> "Future[list[Rij[Bericht]] | None]":
        """Somebody's messages, or at least those that are unread."""
        return self.load(((wie, now), _SOME if ongelezen else _ALL))

    async def fetch(
        self, identities: Sequence[tuple[Belanghebbende, datetime]], asked: Paths, wave: int
    ) -> Mapping[tuple[Belanghebbende, datetime], list[Rij[Bericht]] | Exception | None]:
        """One call."""
        ((wie, now),) = identities
        return {(wie, now): await self._adapter.berichten(self.scope, wie, now, wave, ongelezen=asked == _SOME)}


class TakenLoader(RegistryLoader[Belanghebbende, list[Rij[ExterneTaak]]]):
    """Tasks by whose; where all are wanted too, the open ones are asked with them."""

    def __init__(self, adapter: VtbAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def rijen(self, wie: Belanghebbende, *, open_: bool) -> "Future[list[Rij[ExterneTaak]] | None]":
        """Somebody's tasks, or at least the open ones."""
        return self.load((wie, _SOME if open_ else _ALL))

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Rij[ExterneTaak]] | Exception | None]:
        """One call."""
        (wie,) = identities
        return {wie: await self._adapter.taken(self.scope, wie, wave, open_=asked == _SOME)}


class VerzoekenLoader(RegistryLoader[Belanghebbende, list[Rij[Verzoek]]]):
    """What was submitted and not taken up, by whose."""

    def __init__(self, adapter: VtbAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return _WHOLE

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Rij[Verzoek]] | Exception | None]:
        """One call."""
        (wie,) = identities
        return {wie: await self._adapter.verzoeken(self.scope, wie, wave)}


class TypenLoader(RegistryLoader[str, VerzoekType]):
    """Kinds of what can be submitted, by URL: one call for all, and none while they are in memory."""

    size = 500

    def __init__(self, adapter: VtbAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return _WHOLE

    def without_call(self, identity: str, paths: Paths) -> VerzoekType | Exception | None:
        """What is in memory."""
        return self._adapter.bekend(identity)

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, VerzoekType | Exception | None]:
        """One call."""
        await self._adapter.typen(self.scope, wave)
        return {url: self._adapter.bekend(url) for url in identities}


class VtbLoaders:
    """`berichten`, `taken` and `verzoeken` by whose they are; `typen` by URL."""

    registry = "vtb"

    def __init__(self, adapter: VtbAdapter, scope: Scope) -> None:
        self.berichten = BerichtenLoader(adapter, scope)
        self.taken = TakenLoader(adapter, scope)
        self.verzoeken = VerzoekenLoader(adapter, scope)
        self.typen = TypenLoader(adapter, scope)
