"""Dossiers to download in the store: one at a time, for one person, once, for a day, and sealed."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from auth.exports import State
from auth.groups import FieldGroup
from auth.principal import Organisation, Principal, Representation
from auth.roles import Mandate, Role
from auth.store.database import Store
from auth.store.exports import KEPT, MAKING, StoreExports
from auth.store.tables import exports
from auth.store.vault import Vault
from tests.databases import STORE_KEY
from tests.store.clock import Clock

JAN = Principal(Role.INWONER, "jan-id", "web", 0, subject="999990019", bsn="999990019")
GROUPS = frozenset({FieldGroup.ZAKEN, FieldGroup.ADRES})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(store: Store, clock: Clock) -> StoreExports:
    return StoreExports(store, Vault([STORE_KEY]), clock=clock)


async def made(kept: StoreExports, viewer: Principal = JAN) -> str:
    id_ = await kept.begin(viewer)
    assert id_ is not None
    await kept.finish(id_, {"json": b"{}", "pdf": b"%PDF"}, GROUPS)
    return id_


async def test_it_is_given_once_in_each_form_and_then_there_is_nothing(kept: StoreExports, store: Store) -> None:
    id_ = await made(kept)
    found = await kept.read(JAN, id_)
    assert found is not None and (found.state, found.forms, found.groups) == (State.KLAAR, ("json", "pdf"), GROUPS)
    assert await kept.take(JAN, id_, "pdf") == b"%PDF"
    assert await kept.take(JAN, id_, "pdf") is None
    found = await kept.read(JAN, id_)
    assert found is not None and found.forms == ("json",)
    assert await kept.take(JAN, id_, "json") == b"{}"
    assert await kept.read(JAN, id_) is None
    async with store.reading() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(exports)) == 0


async def test_one_at_a_time_and_a_new_one_takes_the_place_of_one_that_is_done(kept: StoreExports) -> None:
    first = await kept.begin(JAN)
    assert first is not None and await kept.begin(JAN) is None
    assert await kept.begin(replace(JAN, id="fatima-id", subject="999990020")) is not None
    await kept.finish(first, {"json": b"1", "pdf": b"1"}, GROUPS)
    second = await made(kept)
    assert await kept.read(JAN, first) is None and await kept.take(JAN, first, "json") is None
    assert await kept.take(JAN, second, "json") == b"{}"


async def test_what_was_being_made_when_the_service_stopped_has_failed_and_may_begin_anew(
    kept: StoreExports, clock: Clock
) -> None:
    id_ = await kept.begin(JAN)
    assert id_ is not None
    busy = await kept.read(JAN, id_)
    assert busy is not None and (busy.state, busy.forms) == (State.BEZIG, ())
    clock.now += MAKING
    failed = await kept.read(JAN, id_)
    assert failed is not None and failed.state is State.MISLUKT and await kept.take(JAN, id_, "json") is None
    again = await kept.begin(JAN)
    assert again is not None
    await kept.fail(again)
    assert await kept.begin(JAN) is not None


async def test_after_a_day_it_is_gone(kept: StoreExports, store: Store, clock: Clock) -> None:
    id_ = await made(kept)
    clock.now += KEPT
    assert await kept.read(JAN, id_) is None and await kept.take(JAN, id_, "json") is None
    await store.sweep(clock.now)
    async with store.reading() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(exports)) == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(JAN, id="fatima-id"),
        replace(JAN, subject="999990020"),
        replace(JAN, role=Role.MEDEWERKER),
        replace(JAN, representation=Representation(Mandate.MACHTIGING, frozenset({FieldGroup.ZAKEN}))),
        replace(JAN, organisation=Organisation("12345678")),
    ],
)
async def test_nobody_else_has_it_whatever_they_know(other: Principal, kept: StoreExports) -> None:
    id_ = await made(kept)
    assert await kept.read(other, id_) is None and await kept.take(other, id_, "json") is None
    assert await kept.take(replace(JAN, session="another", client_id="app"), id_, "json") == b"{}", "in a later session"


async def test_the_store_tells_nothing_of_it(kept: StoreExports, store: Store) -> None:
    id_ = await made(kept)
    async with store.reading() as connection:
        [row] = (await connection.execute(exports.select())).all()
    held = b"".join(value if isinstance(value, bytes) else repr(value).encode() for value in row)
    for secret in (id_, JAN.id, "999990019", "%PDF", "ZAKEN"):
        assert secret.encode() not in held
