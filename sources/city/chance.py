"""Chance without memory: the same question under the same seed always gets the same answer."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """Draws that depend on nothing but the seed and what the draw is about."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def below(self, limit: int, *about: object) -> int:
        """A whole number in 0 ≤ n < limit."""
        digest = blake2b(repr((self.seed, about)).encode(), digest_size=8).digest()
        return int.from_bytes(digest) % limit

    def between(self, low: int, high: int, *about: object) -> int:
        """A whole number in low ≤ n ≤ high."""
        return low + self.below(high - low + 1, *about)

    def one_in(self, odds: int, *about: object) -> bool:
        """True once in so many times."""
        return self.below(odds, *about) == 0

    def pick(self, options: Sequence[T], *about: object) -> T:
        """One of the options, each as likely."""
        return options[self.below(len(options), *about)]
