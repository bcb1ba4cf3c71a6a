"""One fetch for all who want the same at the same time."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

from sources.core.errors import RegistryTooSlow
from sources.core.scope import Scope

__all__ = ["Flights"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_PATIENCE = 10.0  # seconds that a fetch may take, whatever the operation has left that happened to start it


class Flights(Generic[K, V]):
    """Fetches of one registry that are on their way; one serves all who wait for it, and goes on when they leave."""

    def __init__(self, registry: str) -> None:
        self._registry = registry
        self._under_way: dict[K, asyncio.Task[V]] = {}

    async def join(self, scope: Scope, key: K, fetch: Callable[[Scope], Coroutine[Any, Any, V]]) -> V:
        """What this fetch finds, whoever started it; it has its own time, and the caller waits as long as it may."""
        flight = self._under_way.get(key)
        if flight is None:
            deadline = asyncio.get_running_loop().time() + _PATIENCE
            flight = asyncio.create_task(fetch(Scope(deadline, trace_id=scope.trace_id, calls=scope.calls)))
            self._under_way[key] = flight
            flight.add_done_callback(lambda done: self._landed(key, done))
        try:
            async with asyncio.timeout(max(0.0, scope.remaining())):
                return await asyncio.shield(flight)
        except TimeoutError:
            raise RegistryTooSlow(self._registry) from None

    def _landed(self, key: K, flight: "asyncio.Task[V]") -> None:
        del self._under_way[key]
        if not flight.cancelled():
            flight.exception()  # whoever waited has it; when nobody did, it is nobody's
