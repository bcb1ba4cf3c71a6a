"""Which counts are told: none of a small group, and none from which one of a small group follows.

Counts stand in a tree: a branch is the sum of the branches on it. Nothing is told that is a sum across the tree, so
what can be known is what each family, a branch with those on it, tells by itself. The rule for a family is one of
values only: the small ones are left out, and with them the smallest that is not small, and all that are as large as
that. So any of those left out may be the largest of them, which is not small, for all that anybody can tell who knows
the rule. Below what is left out nothing is told. Who publishes this writes down every key that there could be, so that
what was counted no further looks as what is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from auth.figures import LEAST

__all__ = ["Branch", "rank_of", "told"]

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Branch(Generic[K]):
    """A count, and the counts of which it is the sum; none of these where they were not counted."""

    key: K
    aantal: int
    branches: "Sequence[Branch[K]]" = ()

    def __post_init__(self) -> None:
        if self.branches and sum(branch.aantal for branch in self.branches) != self.aantal:
            raise ValueError("a branch is the sum of those on it")


def told(tree: Branch[K], least: int = LEAST) -> Iterator[tuple[K, int | None]]:
    """Each key of the tree, with its count where that is told; less than `least` is small."""
    return _told(tree, tree.aantal >= least, least)


def rank_of(percent: int, number: int) -> int | None:
    """Which of so many values, from 1 and by size, is that percentile; None where a side of it is small.

    Whoever knows the number and the class of a percentile knows how many values lie at most on either side of it.
    """
    rank = -(-percent * number // 100)
    return rank if rank - 1 >= LEAST and number - rank >= LEAST else None


def _told(branch: Branch[K], shown: bool, least: int) -> Iterator[tuple[K, int | None]]:
    yield branch.key, branch.aantal if shown else None
    below = _below(branch, least) if shown else 0
    for each in branch.branches:
        yield from _told(each, shown and each.aantal > below, least)


def _below(branch: Branch[K], least: int) -> int:
    """The largest count on this branch that is left out; -1 where none is."""
    counts = [each.aantal for each in branch.branches]
    if all(count >= least for count in counts):
        return -1
    return min((count for count in counts if count >= least), default=least - 1)
