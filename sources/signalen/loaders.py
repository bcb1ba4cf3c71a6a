"""The loaders of Signalen for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.signalen.adapter import SignalenAdapter
from sources.signalen.records import Gemeld, Signal
from sources.signalen.vraag import Melder

__all__ = ["GemeldLoader", "OpenbaarLoader", "SignalenLoaders"]


class OpenbaarLoader(RegistryLoader[str, Signal]):
    """What anybody may know of a report, by its key; one per call."""

    def __init__(self, adapter: SignalenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a report comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Signal | Exception | None]:
        """One report."""
        (signal_id,) = identities
        return {signal_id: await self._adapter.openbaar(self.scope, signal_id, wave)}


class GemeldLoader(RegistryLoader[Melder, Gemeld]):
    """Reports by the address of their reporter; one address per call."""

    def __init__(self, adapter: SignalenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a report comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[Melder], asked: Paths, wave: int
    ) -> Mapping[Melder, Gemeld | Exception | None]:
        """One page of one address."""
        (melder,) = identities
        return {melder: await self._adapter.van(self.scope, melder, wave)}


class SignalenLoaders:
    """`openbaar`: key (signal_id, nothing); `gemeld`: key (`Melder`, nothing)."""

    registry = "signalen"

    def __init__(self, adapter: SignalenAdapter, scope: Scope) -> None:
        self.openbaar = OpenbaarLoader(adapter, scope)
        self.gemeld = GemeldLoader(adapter, scope)
