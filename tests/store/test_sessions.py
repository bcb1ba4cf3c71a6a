"""Sessions: one token, two clocks, and an end that everybody hears of."""

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from auth.errors import NotAuthenticated
from auth.groups import FieldGroup
from auth.principal import Organisation, Principal, Representation
from auth.roles import Level, Mandate, Role, Scope
from auth.sessions import Session, Sessions
from auth.store.database import Store
from auth.store.tables import sessions as table
from auth.store.vault import Vault
from tests.store.clock import Clock

KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(2)]
BSN, OTHER = "999990019", "999990020"
EMMA = Principal(Role.INWONER, "emma", "web", 0, Level.MIDDEN, subject=BSN, bsn=BSN)
FULL = Principal(
    Role.ONDERNEMER,
    "paul",
    "web",
    0,
    Level.SUBSTANTIEEL,
    subject=OTHER,
    bsn=BSN,
    scopes=frozenset(Scope),
    representation=Representation(Mandate.BEWIND, frozenset({FieldGroup.ZAKEN, FieldGroup.FINANCIEEL})),
    organisation=Organisation("12345678", "123456789", "000012345678", "87654321"),
    pseudonym="NL/NL/abc",
    department="Burgerzaken",
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(store: Store, clock: Clock) -> Sessions:
    return Sessions(store, Vault(KEYS[:1]), clock=clock)


@pytest.fixture
async def elsewhere(address: str, clock: Clock) -> AsyncIterator[Sessions]:
    """The same in another process."""
    store = Store(address)
    yield Sessions(store, Vault(KEYS[:1]), clock=clock)
    await store.close()


async def writes(store: Store, session: Session) -> float:
    """When the table says that the session ends."""
    async with store.reading() as connection:
        ends: float = (await connection.execute(table.select().where(table.c.id == session.id))).one().ends
        return ends


@pytest.mark.parametrize("principal", [EMMA, FULL])
async def test_what_was_opened_is_read_whole(sessions: Sessions, clock: Clock, principal: Principal) -> None:
    token, opened = await sessions.open(principal, provider="digid", sid="s-1", id_token="e.y.J")
    assert await sessions.read(token) == opened
    assert (opened.sub, opened.sid, opened.id_token, opened.provider) == (principal.id, "s-1", "e.y.J", "digid")
    assert (opened.began, opened.ends, opened.latest) == (clock.now, clock.now + 900, clock.now + 7200)
    assert opened.principal.expires == int(clock.now + 900)
    kept = {**{name: getattr(opened.principal, name) for name in Principal.__slots__}, "expires": 0}
    assert Principal(**kept) == principal
    assert len(token) == 43


async def test_a_session_shows_nothing_personal(sessions: Sessions) -> None:
    token, session = await sessions.open(FULL, provider="digid", sub="sub-9", sid="sid-9", id_token="e.y.J")
    for secret in (token, BSN, OTHER, "sub-9", "sid-9", "e.y.J", "12345678", "paul"):
        assert secret not in repr(session)


async def test_a_session_ends_after_a_quarter_of_an_hour_without_a_request(sessions: Sessions, clock: Clock) -> None:
    token, _ = await sessions.open(EMMA, provider="digid")
    clock.later(899)
    assert await sessions.read(token)
    clock.later(899)
    assert await sessions.read(token)
    clock.later(900)
    assert await sessions.read(token) is None
    clock.later(-900)
    assert await sessions.read(token), "it was the clock alone that ended it"


async def test_a_session_ends_after_two_hours_whatever_happens(sessions: Sessions, clock: Clock) -> None:
    token, opened = await sessions.open(EMMA, provider="digid")
    for _ in range(11):
        clock.later(600)
        token, session = await sessions.rotate(token, EMMA)
        assert session.latest == opened.latest and session.ends <= opened.latest
    clock.later(599.9)
    assert await sessions.read(token)
    clock.later(0.1)
    assert await sessions.read(token) is None
    with pytest.raises(NotAuthenticated):
        await sessions.rotate(token, EMMA)


async def test_the_idle_clock_is_written_at_most_every_half_minute(
    sessions: Sessions, store: Store, clock: Clock
) -> None:
    token, opened = await sessions.open(EMMA, provider="digid")
    clock.later(29.9)
    assert await sessions.read(token) == opened
    assert await writes(store, opened) == opened.ends
    clock.later(0.1)
    rolled = await sessions.read(token)
    assert rolled is not None and rolled.ends == await writes(store, opened) == opened.ends + 30
    assert rolled.principal.expires == int(rolled.ends)


async def test_other_clocks_by_setting(store: Store, clock: Clock) -> None:
    sessions = Sessions(store, Vault(KEYS[:1]), idle=60, longest=100, clock=clock)
    token, _ = await sessions.open(EMMA, provider="digid")
    clock.later(59)
    assert await sessions.read(token)
    clock.later(40)
    assert await sessions.read(token)
    clock.later(1)
    assert await sessions.read(token) is None


async def test_rotation_kills_the_old_token_and_keeps_the_rest(sessions: Sessions, elsewhere: Sessions) -> None:
    token, opened = await sessions.open(EMMA, provider="digid", sub="s", sid="1", id_token="e.y.J")
    waiting = asyncio.create_task(sessions.until_ended(opened))
    newer, session = await elsewhere.rotate(token, FULL)
    assert await sessions.read(token) is None and await elsewhere.end(token) is None
    assert (session.sub, session.sid, session.id_token) == ("s", "1", "e.y.J")
    assert newer != token and session.id != opened.id
    read = await sessions.read(newer)
    assert read is not None and read.principal.role is Role.ONDERNEMER
    await sessions.look()
    await asyncio.wait_for(waiting, 10)
    _, again = await sessions.rotate(newer, EMMA, sub="t", sid="2", id_token="f.z.K")
    assert (again.sub, again.sid, again.id_token) == ("t", "2", "f.z.K")


async def test_of_two_who_rotate_one_token_one_does(sessions: Sessions, elsewhere: Sessions) -> None:
    for _ in range(10):
        token, _ = await sessions.open(EMMA, provider="digid")
        both = (sessions.rotate(token, EMMA), elsewhere.rotate(token, FULL))
        results = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(isinstance(result, NotAuthenticated) for result in results) == [False, True]


async def test_the_provider_ends_by_sid_or_by_sub_and_only_its_own(sessions: Sessions) -> None:
    tokens = {}
    for provider, sub, sid in (("a", "x", "1"), ("a", "x", "2"), ("a", "y", "3"), ("b", "x", "1"), ("a", "1", None)):
        tokens[provider, sub, sid], _ = await sessions.open(EMMA, provider=provider, sub=sub, sid=sid)
    assert await sessions.end_by_sid("a", "9") == await sessions.end_by_subject("c", "x") == 0
    assert await sessions.end_by_sid("a", "1") == 1
    assert await sessions.end_by_subject("a", "y") == 1
    left = [names for names, token in tokens.items() if await sessions.read(token)]
    assert left == [("a", "x", "2"), ("b", "x", "1"), ("a", "1", None)]
    assert await sessions.end_by_subject("a", "x") == 1


async def test_end_gives_what_the_provider_wants_to_know(sessions: Sessions) -> None:
    token, opened = await sessions.open(EMMA, provider="digid", id_token="e.y.J")
    assert await sessions.end(token) == opened
    assert await sessions.end(token) is None and await sessions.read(token) is None


async def test_what_is_open_hears_of_the_end_at_once_in_this_process(sessions: Sessions) -> None:
    ways = (
        lambda token: sessions.end(token),
        lambda token: sessions.end_by_sid("digid", "1"),
        lambda token: sessions.end_by_subject("digid", "emma"),
        lambda token: sessions.rotate(token, EMMA),
    )
    for end in ways:
        token, opened = await sessions.open(EMMA, provider="digid", sid="1")
        _, other = await sessions.open(EMMA, provider="digid", sub="other", sid="2")
        streams = [asyncio.create_task(sessions.until_ended(opened)) for _ in range(3)]
        stays = asyncio.create_task(sessions.until_ended(other))
        await asyncio.sleep(0.05)
        assert not any(stream.done() for stream in streams)
        await end(token)
        await asyncio.wait_for(asyncio.gather(*streams), 10)
        assert not stays.done()
        stays.cancel()
        await asyncio.gather(stays, return_exceptions=True)


async def test_what_is_open_hears_of_an_end_elsewhere_and_by_the_clock(
    sessions: Sessions, elsewhere: Sessions, clock: Clock
) -> None:
    watch = asyncio.create_task(sessions.watch(0.02))
    token, opened = await sessions.open(EMMA, provider="digid")
    stream = asyncio.create_task(sessions.until_ended(opened))
    await asyncio.sleep(0.1)
    assert not stream.done()
    await elsewhere.end(token)
    await asyncio.wait_for(stream, 10)
    _, other = await sessions.open(EMMA, provider="digid")
    stream = asyncio.create_task(sessions.until_ended(other))
    await asyncio.sleep(0.1)
    clock.later(900)
    await asyncio.wait_for(stream, 10)
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)


async def test_what_is_over_already_is_not_waited_for(sessions: Sessions, elsewhere: Sessions) -> None:
    token, opened = await sessions.open(EMMA, provider="digid")
    await elsewhere.end(token)
    await asyncio.wait_for(sessions.until_ended(opened), 10)
    assert not sessions._waiting


async def test_who_cannot_be_checked_is_taken_as_over(store: Store, sessions: Sessions) -> None:
    _, opened = await sessions.open(EMMA, provider="digid")
    stream = asyncio.create_task(sessions.until_ended(opened))
    await asyncio.sleep(0.05)
    async with store.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE sessions")
    await sessions.look()
    await asyncio.wait_for(stream, 10)
    await asyncio.wait_for(sessions.until_ended(opened), 10)


async def test_many_are_looked_after_at_once(store: Store, sessions: Sessions) -> None:
    opened = [await sessions.open(EMMA, provider="digid", sub=f"{number % 2}") for number in range(6)]
    streams = [asyncio.create_task(sessions.until_ended(session)) for _, session in opened]
    strangers = [replace(opened[0][1], id=number.to_bytes(4)) for number in range(1200)]
    await asyncio.wait_for(asyncio.gather(*map(sessions.until_ended, strangers[:5])), 10)
    assert await sessions._alive([*(each.id for each in strangers), *(session.id for _, session in opened)]) == {
        session.id for _, session in opened
    }
    assert await sessions.end_by_subject("digid", "1") == 3
    done, pending = await asyncio.wait(streams, timeout=0.2)
    assert (len(done), len(pending)) == (3, 3)
    for stream in pending:
        stream.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


async def test_a_key_is_rotated_without_ending_sessions_and_a_lost_one_ends_them(store: Store, clock: Clock) -> None:
    before = Sessions(store, Vault(KEYS[:1]), clock=clock)
    tokens = [(await before.open(EMMA, provider="a", sub=name, sid=name))[0] for name in "xyz"]
    rotated = Sessions(store, Vault([KEYS[1], KEYS[0]]), clock=clock)
    assert await rotated.read(tokens[0])
    assert await rotated.end_by_sid("a", "x") == await rotated.end_by_subject("a", "y") == 1
    newer, _ = await rotated.rotate(tokens[2], EMMA)
    lost = Sessions(store, Vault(KEYS[1:]), clock=clock)
    assert await lost.read(newer) and await before.read(newer) is None


@pytest.mark.parametrize("token", ["", "x" * 43, "\ud800", "é", "'; DROP TABLE sessions --"])
async def test_what_is_no_token_opens_nothing(sessions: Sessions, token: str) -> None:
    await sessions.open(EMMA, provider="digid")
    assert await sessions.read(token) is None and await sessions.end(token) is None
    with pytest.raises(NotAuthenticated):
        await sessions.rotate(token, EMMA)
