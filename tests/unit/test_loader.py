"""Rule 6 of the declared fields: the fewest calls in which nobody is asked more than was selected for them."""

import asyncio
from collections.abc import Hashable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.core.errors import RegistryUnavailable
from sources.core.loader import Paths, RegistryLoader, batches
from sources.core.scope import Call, Scope

IDENTITIES = st.sampled_from("abcdefgh")
PATHS = st.frozensets(st.sampled_from(["p", "q", "r", "s"]), max_size=3)
KEYS = st.lists(st.tuples(IDENTITIES, PATHS), max_size=20)


def paths(text: str) -> Paths:
    return frozenset(text)


class Echo(RegistryLoader[str, tuple[str, Paths]]):
    """A registry that answers what it was asked, after a moment, and fails for whoever is in `down`."""

    size = 3

    def __init__(self, scope: Scope, down: str = "", seconds: float = 0.001) -> None:
        super().__init__(scope)
        self.calls: list[tuple[tuple[str, ...], Paths, int]] = []
        self.started = asyncio.Event()
        self.under_way = self.busiest = 0
        self._down, self._seconds = down, seconds

    def apart(self, identity: str) -> Hashable:
        return identity.isupper()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, tuple[str, Paths] | Exception | None]:
        self.calls.append((tuple(identities), asked, wave))
        self.started.set()
        self.under_way += 1
        self.busiest = max(self.busiest, self.under_way)
        await asyncio.sleep(self._seconds)
        self.under_way -= 1
        if set(identities) & set(self._down):
            raise RegistryUnavailable("echo")
        return {identity: (identity, asked) for identity in identities if identity != "nobody"}


@given(KEYS, st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_batches_ask_everyone_exactly_the_union_of_their_wants_once(keys: list[tuple[str, Paths]], size: int) -> None:
    wanted: dict[str, Paths] = {}
    for identity, want in keys:
        wanted[identity] = wanted.get(identity, frozenset()) | want
    calls = batches(keys, size)
    assert sorted((identity, want) for group, want in calls for identity in group) == sorted(wanted.items())
    assert all(0 < len(group) <= size for group, _ in calls)


@given(KEYS, st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_batches_are_as_few_as_equal_wants_allow(keys: list[tuple[str, Paths]], size: int) -> None:
    calls = batches(keys, size)
    alike: dict[Paths, int] = {}
    for group, want in calls:
        alike[want] = alike.get(want, 0) + len(group)
    assert len(calls) == sum(-(-number // size) for number in alike.values())


async def test_what_stays_apart_shares_no_call() -> None:
    loader = Echo(Scope.lasting(5))
    await loader.load_many([(identity, paths("p")) for identity in "aBcD"])
    assert {group for group, _, _ in loader.calls} == {("a", "c"), ("B", "D")}


async def test_wants_of_one_identity_in_one_dispatch_are_one_call() -> None:
    loader = Echo(Scope.lasting(5))
    first, second = await asyncio.gather(loader.load(("a", paths("p"))), loader.load(("a", paths("q"))))
    assert first == second == ("a", paths("pq"))
    assert loader.calls == [(("a",), paths("pq"), 1)]


async def test_the_union_of_a_dispatch_answers_later_wants_too() -> None:
    loader = Echo(Scope.lasting(5))
    await loader.load_many([("a", paths("p")), ("a", paths("q"))])
    await loader.load_many([("a", paths("pq")), ("a", paths("q")), ("a", paths(""))])
    assert len(loader.calls) == 1


async def test_a_call_under_way_answers_a_narrower_want() -> None:
    loader = Echo(Scope.lasting(5), seconds=0.01)
    wide = loader.load(("a", paths("pq")))
    await loader.started.wait()
    assert await loader.load(("a", paths("p"))) == await wide
    assert len(loader.calls) == 1


async def test_a_wider_want_is_asked_whole() -> None:
    loader = Echo(Scope.lasting(5))
    await loader.load(("a", paths("p")))
    assert await loader.load(("a", paths("pq"))) == ("a", paths("pq"))
    assert [asked for _, asked, _ in loader.calls] == [paths("p"), paths("pq")]


async def test_who_is_not_found_is_none_and_not_asked_again() -> None:
    loader = Echo(Scope.lasting(5))
    assert await loader.load(("nobody", paths("p"))) is None
    assert await loader.load(("nobody", paths("p"))) is None
    assert len(loader.calls) == 1


async def test_a_failed_call_fails_its_own_keys_only_and_is_not_repeated() -> None:
    loader = Echo(Scope.lasting(5), down="a")
    wants = [("a", paths("p")), ("b", paths("p")), ("c", paths("q"))]
    for _ in range(2):
        a, b, c = await asyncio.gather(*(loader.load(want) for want in wants), return_exceptions=True)
        assert isinstance(a, RegistryUnavailable) and isinstance(b, RegistryUnavailable)
        assert c == ("c", paths("q"))
    assert len(loader.calls) == 2


async def test_a_fault_of_our_own_is_an_answer_too() -> None:
    class Broken(Echo):
        async def fetch(
            self, identities: Sequence[str], asked: Paths, wave: int
        ) -> Mapping[str, tuple[str, Paths] | Exception | None]:
            raise ZeroDivisionError

    loader = Broken(Scope.lasting(5))
    with pytest.raises(ZeroDivisionError):
        await loader.load(("a", paths("p")))


async def test_the_calls_of_a_dispatch_start_together_in_one_wave() -> None:
    scope = Scope.lasting(5)
    scope.calls.append(Call("other", "GET /", frozenset(), 1, 1, 0.0, ended=1.0))
    loader = Echo(scope)
    await loader.load_many([(f"{number}", paths("p")) for number in range(8)])
    assert loader.busiest == 3
    assert [wave for _, _, wave in loader.calls] == [2, 2, 2]


class Lists(RegistryLoader[str, list[int]]):
    """Lists of numbers by name; `name/odd` is a part of it. A list of ten or more is never whole."""

    def __init__(self, scope: Scope, lists: Mapping[str, list[int] | Exception | None]) -> None:
        super().__init__(scope)
        self.calls: list[tuple[str, Paths]] = []
        self._lists = lists

    def whole(self, identity: str) -> Hashable | None:
        return None if "/" in identity else identity

    def part_of(self, identity: str) -> Hashable | None:
        return identity.partition("/")[0] if "/" in identity else None

    def part(self, identity: str, whole: list[int]) -> list[int] | None:
        return [each for each in whole if each % 2] if len(whole) < 10 else None

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[int] | Exception | None]:
        [identity] = identities
        self.calls.append((identity, asked))
        name, _, part = identity.partition("/")
        found = self._lists.get(name)
        return {identity: [each for each in found if each % 2] if part and isinstance(found, list) else found}


async def test_a_part_is_told_by_the_whole_that_is_asked_in_the_same_dispatch() -> None:
    loader = Lists(Scope.lasting(5), {"a": [1, 2, 3]})
    odd, all_ = await asyncio.gather(loader.load(("a/odd", paths("pq"))), loader.load(("a", paths("qr"))))
    assert (odd, all_) == ([1, 3], [1, 2, 3]) and loader.calls == [("a", paths("pqr"))]
    assert await loader.load(("a/odd", paths("p"))) == [1, 3] and len(loader.calls) == 1


async def test_a_part_is_asked_itself_where_the_whole_does_not_tell_it_or_is_not_asked() -> None:
    long = list(range(12))
    loader = Lists(Scope.lasting(5), {"a": long, "b": [1, 2]})
    wants = [("a/odd", paths("p")), ("a", paths("q")), ("b/odd", paths("p"))]
    odd, all_, other = await asyncio.gather(*(loader.load(each) for each in wants))
    assert (odd, all_, other) == ([1, 3, 5, 7, 9, 11], long, [1])
    assert loader.calls == [("a", paths("pq")), ("b/odd", paths("p")), ("a/odd", paths("p"))]


@pytest.mark.parametrize("found", [None, RegistryUnavailable("lists")])
async def test_of_nothing_and_of_a_failure_the_part_is_the_same(found: Exception | None) -> None:
    loader = Lists(Scope.lasting(5), {"a": found})
    got = await asyncio.gather(loader.load(("a/odd", paths(""))), loader.load(("a", paths(""))), return_exceptions=True)
    assert list(got) == [found, found] and loader.calls == [("a", paths(""))]


@given(st.lists(st.lists(st.tuples(IDENTITIES, PATHS), max_size=8), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_over_an_operation_nobody_is_asked_more_than_was_wanted_of_them(rounds: list[list[tuple[str, Paths]]]) -> None:
    async def operation() -> Echo:
        loader = Echo(Scope.lasting(5), seconds=0.0)
        for wants in rounds:
            for (identity, want), answer in zip(wants, await loader.load_many(wants), strict=True):
                assert answer is not None and answer[0] == identity and answer[1] >= want
        return loader

    loader = asyncio.run(operation())
    asked: dict[str, list[Paths]] = {}
    for group, want, _ in loader.calls:
        for identity in group:
            asked.setdefault(identity, []).append(want)
    for identity, sets in asked.items():
        wanted = frozenset().union(*(want for wants in rounds for key, want in wants if key == identity))
        assert frozenset().union(*sets) <= wanted
        assert not any(earlier >= later for at, later in enumerate(sets) for earlier in sets[:at])
