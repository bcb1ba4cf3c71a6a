"""What the identity provider remembers for a while, in memory: the oldest goes when there is too much."""

import secrets
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Shelf", "fresh"]

T = TypeVar("T")


def fresh() -> str:
    """A value that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


class Shelf(Generic[T]):
    """Values by key, each for `seconds` on `clock`, at most `most` of them."""

    def __init__(self, seconds: float, clock: Callable[[], float], most: int = 10_000) -> None:
        self._seconds, self._clock, self._most = seconds, clock, most
        self._kept: dict[str, tuple[float, T]] = {}

    def put(self, key: str, value: T, seconds: float | None = None) -> None:
        """Keep it from now on, for this long where it differs."""
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + (self._seconds if seconds is None else seconds), value)
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def add(self, value: T) -> str:
        """Keep it under a fresh key."""
        key = fresh()
        self.put(key, value)
        return key

    def get(self, key: str) -> T | None:
        """The value, while it is kept."""
        until, value = self._kept.get(key, (0.0, None))
        if until > self._clock():
            return value
        self._kept.pop(key, None)
        return None

    def take(self, key: str) -> T | None:
        """The value, which is not kept any longer."""
        value = self.get(key)
        self._kept.pop(key, None)
        return value

    def values(self) -> list[T]:
        """All that is kept now, oldest first."""
        return [value for until, value in self._kept.values() if until > self._clock()]
