"""Codes of residents who call: one of each, good once, for a short time, and not to be guessed."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from auth.codes import LIFETIME, TRIES
from auth.errors import Refused
from auth.principal import Principal, Representation
from auth.roles import Level, Mandate, Role
from auth.store.codes import StoreCodes
from auth.store.database import Store
from auth.store.tables import codes as table
from auth.store.vault import Vault
from tests.store.test_contacts import Clock

JAN, OTHER = "999990019", "999990020"
NEVER = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp())
RESIDENT = Principal(Role.INWONER, "jan", "web", NEVER, Level.MIDDEN, subject=JAN, bsn=JAN)
PAGE = "/aanvragen/abc"
KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(2)]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def codes(store: Store, clock: Clock) -> StoreCodes:
    return StoreCodes(store, Vault(KEYS[:1]), clock=clock)


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10_000:04}"


async def test_a_code_is_good_once_and_tells_the_page(codes: StoreCodes, clock: Clock) -> None:
    shown = await codes.show(RESIDENT, PAGE)
    assert len(shown.digits) == 4 and shown.digits.isdecimal() and shown.expires == clock.now + LIFETIME
    assert shown.digits not in repr(shown)
    assert await codes.accept(OTHER, shown.digits) is None, "it is one person's"
    accepted = await codes.accept(JAN, shown.digits)
    assert accepted == shown and accepted.page == PAGE
    assert await codes.accept(JAN, shown.digits) is None


async def test_after_some_wrong_guesses_there_is_none(codes: StoreCodes) -> None:
    shown = await codes.show(RESIDENT, PAGE)
    for _ in range(TRIES - 1):
        assert await codes.accept(JAN, wrong(shown.digits)) is None
    assert await codes.accept(JAN, shown.digits) == replace(shown, tries=1)
    shown = await codes.show(RESIDENT, PAGE)
    for guess in (wrong(shown.digits), "", "é" * 4):
        assert await codes.accept(JAN, guess) is None
    assert await codes.accept(JAN, shown.digits) is None


async def test_a_new_one_takes_the_place_of_an_earlier_one(codes: StoreCodes, store: Store) -> None:
    earlier = await codes.show(RESIDENT, PAGE)
    later = await StoreCodes(store, Vault(KEYS[::-1]), clock=codes._clock).show(RESIDENT, "/")  # by a new key too
    async with store.reading() as connection:
        assert (await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one() == 1
    both = StoreCodes(store, Vault(KEYS[::-1]), clock=codes._clock)
    if earlier.digits != later.digits:
        assert await both.accept(JAN, earlier.digits) is None
    accepted = await both.accept(JAN, later.digits)
    assert accepted is not None and accepted.page == "/"


async def test_it_is_over_by_its_time_and_with_the_log_in(codes: StoreCodes, clock: Clock) -> None:
    shown = await codes.show(RESIDENT, PAGE)
    clock.later(LIFETIME)
    assert await codes.accept(JAN, shown.digits) is None
    soon = clock.now.replace(microsecond=0) + timedelta(minutes=1)
    shown = await codes.show(replace(RESIDENT, expires=int(soon.timestamp())), PAGE)
    assert shown.expires == soon


@pytest.mark.parametrize(
    "who",
    [
        replace(RESIDENT, bsn=OTHER, representation=Representation(Mandate.MACHTIGING)),
        replace(RESIDENT, subject=None),
        replace(RESIDENT, bsn=None),
    ],
)
async def test_who_is_not_logged_in_for_themselves_gets_none(codes: StoreCodes, who: Principal) -> None:
    with pytest.raises(Refused):
        await codes.show(who, PAGE)


async def test_nothing_of_it_is_readable_in_the_table(codes: StoreCodes, store: Store) -> None:
    shown = await codes.show(RESIDENT, PAGE)
    async with store.reading() as connection:
        (row,) = (await connection.execute(sa.select(table))).all()
    for secret in (JAN, shown.digits, PAGE):
        assert secret.encode() not in row.id + row.content
