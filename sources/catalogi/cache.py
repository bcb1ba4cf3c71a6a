"""Type data in memory, and what goes when a type changes."""

import time
from collections.abc import Callable

from sources.catalogi.records import Type
from sources.core.kept import Kept
from sources.core.zgw import uuid_of

__all__ = ["TypeCache"]


class TypeCache:
    """At most `capacity` types by uuid, each for `ttl` seconds."""

    def __init__(self, ttl: float, capacity: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.changes = 0  # moves with every type that is forgotten: what was asked before may be out of date
        self._kept: Kept[Type] = Kept(ttl, capacity, clock)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, uuid: str) -> Type | None:
        """The type, if it is here and fresh."""
        return self._kept.get(uuid)

    def put(self, record: Type) -> None:
        """Keep a type that has just come."""
        self._kept.put(record.uuid, record)

    def forget(self, uuid: str) -> None:
        """Drop a type, and with a zaaktype the types that belong to it."""
        self.changes += 1
        self._kept.drop(lambda key, record: key == uuid or _zaaktype(record) == uuid)


def _zaaktype(record: Type) -> str | None:
    url: str | None = getattr(record, "zaaktype", None)
    return uuid_of(url) if url else None
