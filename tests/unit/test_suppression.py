"""Nothing that is told gives away a small count: attacked by trying every table, and by building a witness."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auth.figures import LEAST, Cell, LeadTime
from resolvers.figures import Key, cells
from resolvers.suppression import Branch, rank_of, told

DAYS = [date(2026, month, 1) for month in (1, 2, 3, 4)]
MANY = settings(max_examples=300, deadline=None)
Tree = Branch[Key]
Counts = dict[str, dict[str, tuple[int, int]]]  # kind, month: under way and ended


def tree_of(counts: Counts) -> Tree:
    soorten: list[Tree] = []
    for soort, months in counts.items():
        found: list[Tree] = []
        for month, (running, ended) in months.items():
            states: list[Tree] = [Branch((soort, month, True), running), Branch((soort, month, False), ended)]
            found.append(Branch((soort, month, None), running + ended, states))
        soorten.append(Branch((soort, None, None), sum(each.aantal for each in found), found))
    return Branch((None, None, None), sum(each.aantal for each in soorten), soorten)


def values(branch: Tree) -> dict[Key, int]:
    found = {branch.key: branch.aantal}
    for each in branch.branches:
        found |= values(each)
    return found


# Somebody who knows the rule, and everything that is told


@pytest.mark.parametrize(
    ("shape", "most", "least"),
    [((1, 3, 1), 7, 3), ((3, 1, 1), 7, 3), ((2, 2, 2), 3, 2), ((1, 4, 1), 5, 3)],
    ids=["months", "kinds", "all", "four"],
)
def test_of_all_tables_that_look_the_same_one_has_no_small_count_there(
    shape: tuple[int, int, int], most: int, least: int
) -> None:
    """Every table of this shape by what is told of it: a count that is left out may be one that is not small."""
    kinds, months, states = shape
    looks: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    keys: list[Key] = []
    for numbers in product(range(most + 1), repeat=kinds * months * states):
        number = iter(numbers)
        counts = {
            f"s{kind}": {f"m{month}": (next(number), next(number) if states == 2 else 0) for month in range(months)}
            for kind in range(kinds)
        }
        tree = tree_of(counts) if states == 2 else _without_states(tree_of(counts))
        if tree.aantal < least:
            continue
        shown, true = dict(told(tree, least)), values(tree)
        keys = keys or list(true)
        assert all(aantal is None or aantal >= least for aantal in shown.values())
        assert all(shown[key] in (None, true[key]) for key in keys)
        looks[tuple(shown[key] for key in keys)].append(tuple(true[key] for key in keys))
    left_out = 0
    for shown_counts, tables in looks.items():
        for at, aantal in enumerate(shown_counts):
            if aantal is None:
                left_out += 1
                assert max(table[at] for table in tables) >= least, (keys[at], shown_counts)
    assert left_out > 100


def _without_states(tree: Tree) -> Tree:
    return replace(
        tree,
        branches=[
            replace(soort, branches=[replace(month, branches=()) for month in soort.branches])
            for soort in tree.branches
        ],
    )


counts_of = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.fixed_dictionaries(
        {
            f"2026-{month:02}": st.tuples(st.integers(0, 25), st.one_of(st.integers(0, 25), st.just(0)))
            for month in (1, 2, 3)
        }
    ),
    min_size=1,
)


def concentrated(branch: Tree, path: tuple[int, ...], aantal: int) -> Tree:
    """A branch of this count, all of it on this path."""
    if not branch.branches:
        return replace(branch, aantal=aantal)
    at = path[0] if path else 0
    return replace(
        branch,
        aantal=aantal,
        branches=[
            concentrated(each, path[1:] if number == at else (), aantal if number == at else 0)
            for number, each in enumerate(branch.branches)
        ],
    )


def witness(branch: Tree, path: tuple[int, ...], shown: dict[Key, int | None]) -> Tree:
    """Another tree that looks the same, in which what is left out at the end of the path is not small."""
    at, *rest = path
    below = list(branch.branches)
    if shown[below[at].key] is not None:
        below[at] = witness(below[at], tuple(rest), shown)
        return replace(branch, branches=below)
    hidden = [number for number, each in enumerate(below) if shown[each.key] is None]
    largest = max(hidden, key=lambda number: below[number].aantal)
    mine, theirs = below[at].aantal, below[largest].aantal
    if theirs < LEAST:  # all are small: all of it may be in one
        assert len(hidden) == len(below)
        mine, theirs = 0, branch.aantal
        below = [concentrated(each, (), 0) for each in below]
    below[largest] = concentrated(below[largest], (), mine)
    below[at] = concentrated(below[at], tuple(rest), theirs)
    return replace(branch, branches=below)


def paths(branch: Tree, way: tuple[int, ...] = ()) -> list[tuple[tuple[int, ...], Tree]]:
    found = [(way, branch)]
    for number, each in enumerate(branch.branches):
        found += paths(each, (*way, number))
    return found


@MANY
@given(counts_of)
def test_every_count_that_is_left_out_may_be_one_that_is_not_small(counts: Counts) -> None:
    tree = tree_of(counts)
    assume(tree.aantal >= LEAST)
    names = dict.fromkeys(counts, "")
    published = cells(tree, names, DAYS)
    shown = {(cell.soort, cell.maand, cell.lopend): cell.aantal for cell in published}
    assert shown.keys() == values(tree).keys()
    for path, branch in paths(tree):
        if shown[branch.key] is None:
            other = witness(tree, path, shown)
            assert cells(other, names, DAYS) == published
            assert values(other)[branch.key] >= LEAST


@MANY
@given(counts_of)
def test_sums_bound_no_count_to_a_small_one(counts: Counts) -> None:
    """Somebody who knows no rule, and solves all sums: exact, since they stand in a tree."""
    tree = tree_of(counts)
    assume(tree.aantal >= LEAST)
    shown = dict(told(tree))

    def bound(branch: Tree, most: int) -> None:
        aantal = shown[branch.key]
        assert aantal is None or aantal >= LEAST
        assert most >= LEAST
        hidden = [each for each in branch.branches if shown[each.key] is None]
        if aantal is not None:
            assert len(hidden) != 1, "one that is left out is what the others lack"
            assert not hidden or aantal == branch.aantal
        left = most - sum(shown[each.key] or 0 for each in branch.branches)
        for each in branch.branches:
            known = shown[each.key]
            bound(each, left if known is None else known)

    bound(tree, tree.aantal)


@MANY
@given(counts_of)
def test_what_was_not_counted_further_looks_as_what_is_left_out(counts: Counts) -> None:
    tree = tree_of(counts)
    pruned = replace(
        tree,
        branches=[
            replace(soort, branches=())
            if soort.aantal < LEAST
            else replace(
                soort,
                branches=[replace(each, branches=()) if each.aantal < LEAST else each for each in soort.branches],
            )
            for soort in tree.branches
        ],
    )
    names = dict.fromkeys(counts, "")
    assert cells(pruned, names, DAYS) == cells(tree, names, DAYS)


def test_the_smallest_that_is_not_small_goes_with_the_small_ones_and_so_does_its_equal() -> None:
    months = {"2026-01": (3, 0), "2026-02": (12, 0), "2026-03": (12, 0), "2026-04": (40, 0)}
    shown = dict(told(tree_of({"a": months})))
    assert [shown["a", month, None] for month in months] == [None, None, None, 40]
    assert shown["a", None, None] == 67


# Percentiles

CLASSES = 7


def percentiles(tally: list[int]) -> tuple[int | None, ...]:
    def klasse(percent: int) -> int | None:
        rank = rank_of(percent, sum(tally))
        return None if rank is None else next(c for c in range(CLASSES) if sum(tally[: c + 1]) >= rank)

    return sum(tally), klasse(50), klasse(90)


@MANY
@given(st.lists(st.integers(0, 60), min_size=CLASSES, max_size=CLASSES), st.integers(0, CLASSES - 1))
def test_percentiles_bound_no_class_to_a_small_count(tally: list[int], klasse: int) -> None:
    """Of the tallies with these percentiles, in one the class holds ten or more."""
    number, median, ninetieth = percentiles(tally)
    assume(number is not None and number >= LEAST)
    assert number is not None
    ranks = [(rank_of(50, number), median), (rank_of(90, number), ninetieth)]
    fixed = {rank - 1: known for rank, known in ranks if rank is not None and known is not None}
    place = []  # of each value, by size: as near to the class as what is told lets it
    for at in range(number):
        lowest = max((known for rank, known in fixed.items() if rank <= at), default=0)
        highest = min((known for rank, known in fixed.items() if rank >= at), default=CLASSES - 1)
        place.append(min(max(klasse, lowest), highest))
    other = [place.count(each) for each in range(CLASSES)]
    assert percentiles(other) == (number, median, ninetieth)
    assert other[klasse] >= LEAST


def test_ranks_are_exact() -> None:
    assert [rank_of(50, number) for number in (20, 21, 22)] == [None, 11, 11]
    assert [rank_of(90, number) for number in (99, 100, 110, 111)] == [None, 90, 99, 100]


def test_no_small_figure_can_even_be_made() -> None:
    with pytest.raises(ValueError, match="too few"):
        Cell(aantal=LEAST - 1)
    with pytest.raises(ValueError, match="too few"):
        LeadTime(soort="a", naam="a", aantal=0)
    with pytest.raises(ValueError, match="sum"):
        Branch(0, 3, [Branch(1, 1)])
