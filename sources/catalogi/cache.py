"""Type data in memory: shared by everyone, bounded, and never older than its time."""

import time
from collections import OrderedDict
from collections.abc import Callable

from sources.catalogi.records import Type
from sources.core.zgw import uuid_of

__all__ = ["TypeCache"]


class TypeCache:
    """At most `capacity` types by uuid, the least used going first, each for `ttl` seconds."""

    def __init__(self, ttl: float, capacity: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.changes = 0  # moves with every type that is forgotten: what was asked before may be out of date
        self._ttl, self._capacity, self._clock = ttl, capacity, clock
        self._kept: OrderedDict[str, tuple[Type, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, uuid: str) -> Type | None:
        """The type, if it is here and fresh."""
        kept = self._kept.get(uuid)
        if kept is None:
            return None
        record, until = kept
        if self._clock() >= until:
            del self._kept[uuid]
            return None
        self._kept.move_to_end(uuid)
        return record

    def put(self, record: Type) -> None:
        """Keep a type that has just come."""
        self._kept[record.uuid] = record, self._clock() + self._ttl
        self._kept.move_to_end(record.uuid)
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def forget(self, uuid: str) -> None:
        """Drop a type, and with a zaaktype the types that belong to it."""
        self.changes += 1
        gone = [key for key, (record, _) in self._kept.items() if key == uuid or _zaaktype(record) == uuid]
        for key in gone:
            del self._kept[key]


def _zaaktype(record: Type) -> str | None:
    url: str | None = getattr(record, "zaaktype", None)
    return uuid_of(url) if url else None
