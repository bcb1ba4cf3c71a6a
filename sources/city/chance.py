"""Chance without memory: the same question under the same seed always gets the same answer."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

__all__ = ["Chance"]

T = TypeVar("T")

# A checksum is fast but lines up alike questions; multiplying by 2^64 over the golden ratio scatters them.
_GOLDEN = 0x9E3779B97F4A7C15


class Chance:
    """Draws that depend on nothing but the seed and what the draw is about."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def below(self, limit: int, *about: object) -> int:
        """A whole number in 0 ≤ n < limit."""
        return (crc32(repr(about).encode(), self.seed) * _GOLDEN >> 24 & 0xFFFFFFFF) % limit

    def between(self, low: int, high: int, *about: object) -> int:
        """A whole number in low ≤ n ≤ high."""
        return low + self.below(high - low + 1, *about)

    def one_in(self, odds: int, *about: object) -> bool:
        """True once in so many times."""
        return self.below(odds, *about) == 0

    def pick(self, options: Sequence[T], *about: object) -> T:
        """One of the options, each as likely."""
        return options[self.below(len(options), *about)]
