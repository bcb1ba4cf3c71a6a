"""What is the same for everyone and changes seldom, in memory: shared, bounded, and never older than its time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Kept"]

V = TypeVar("V")


class Kept(Generic[V]):
    """At most `capacity` values by a key that names nobody, the least used going first, each for `ttl` seconds."""

    def __init__(self, ttl: float, capacity: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._ttl, self._capacity, self._clock = ttl, capacity, clock
        self._kept: OrderedDict[str, tuple[V, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> V | None:
        """The value, if it is here and fresh."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        value, until = kept
        if self._clock() >= until:
            del self._kept[key]
            return None
        self._kept.move_to_end(key)
        return value

    def put(self, key: str, value: V, ttl: float | None = None) -> None:
        """Keep what has just come; for another time than usual where it is given."""
        self._kept[key] = value, self._clock() + (self._ttl if ttl is None else ttl)
        self._kept.move_to_end(key)
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def drop(self, which: Callable[[str, V], bool]) -> None:
        """Forget those of which this holds, by key and value."""
        for key in [key for key, (value, _) in self._kept.items() if which(key, value)]:
            del self._kept[key]
