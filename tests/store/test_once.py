"""What is there once only: the state of a log-in, and the id of a token that may not be replayed."""

import asyncio
import base64
from collections.abc import AsyncIterator

import pytest

from auth.login_states import LoginStates
from auth.replays import Replays
from auth.store.database import Store
from auth.store.vault import Vault
from tests.store.clock import Clock

KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(2)]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def elsewhere(address: str) -> AsyncIterator[Store]:
    """The same database, as another process has it."""
    store = Store(address)
    yield store
    await store.close()


@pytest.fixture
def states(store: Store, clock: Clock) -> LoginStates:
    return LoginStates(store, Vault(KEYS[:1]), clock=clock)


@pytest.mark.parametrize("content", [b"", b"verifier", bytes(range(256)) * 100])
async def test_a_state_is_taken_once(states: LoginStates, content: bytes) -> None:
    key = await states.begin(content)
    assert len(key) == 43
    assert await states.take(key) == content
    assert await states.take(key) is None


async def test_of_many_who_take_it_at_once_one_gets_it(states: LoginStates, elsewhere: Store, clock: Clock) -> None:
    others = LoginStates(elsewhere, Vault(KEYS[:1]), clock=clock)
    for _ in range(5):
        key = await states.begin(b"verifier")
        taken = await asyncio.gather(*(each.take(key) for each in (states, others) * 5))
        assert sorted(taken, key=bool) == [None] * 9 + [b"verifier"]


async def test_a_state_is_over_after_ten_minutes(states: LoginStates, store: Store, clock: Clock) -> None:
    early, late, long = await states.begin(b"1"), await states.begin(b"2"), await states.begin(b"3", seconds=601)
    clock.later(599)
    assert await states.take(early) == b"1"
    clock.later(1)
    assert await states.take(late) is None
    assert await states.take(long) == b"3"
    await states.begin(b"4")
    clock.later(600)
    assert await store.sweep(clock.now) == 1


@pytest.mark.parametrize("key", ["", "x" * 43, "\ud800", "%"])
async def test_what_is_no_key_takes_nothing(states: LoginStates, key: str) -> None:
    kept = await states.begin(b"verifier")
    assert await states.take(key) is None
    assert await states.take(kept) == b"verifier"


async def test_a_state_of_a_lost_key_is_none(states: LoginStates, store: Store, clock: Clock) -> None:
    key = await states.begin(b"verifier")
    assert await LoginStates(store, Vault(KEYS[1:]), clock=clock).take(key) is None


async def test_an_id_is_seen_for_the_first_time_once(store: Store, clock: Clock) -> None:
    replays = Replays(store, Vault(KEYS[:1]))
    assert await replays.first_time("log-out", "jti", clock.now + 60)
    assert not await replays.first_time("log-out", "jti", clock.now + 60)
    assert await replays.first_time("other", "jti", clock.now + 60)
    assert await replays.first_time("log-out", "jt", clock.now + 60)
    assert await replays.first_time("log", "-outjti", clock.now + 60)
    rotated = Replays(store, Vault(KEYS[::-1]))
    assert not await rotated.first_time("log-out", "jti", clock.now + 60), "also after a key was rotated"
    assert await rotated.first_time("log-out", "new", clock.now + 60)
    assert await store.sweep(clock.now + 59) == 0
    assert await store.sweep(clock.now + 60) > 0
    assert await replays.first_time("log-out", "jti", clock.now + 60)


async def test_of_many_at_once_one_is_the_first(store: Store, elsewhere: Store) -> None:
    both = [Replays(each, Vault(KEYS)) for each in (store, elsewhere)]
    for number in range(5):
        seen = await asyncio.gather(*(each.first_time("log-out", f"{number}", 0) for each in both * 5))
        assert seen.count(True) == 1
