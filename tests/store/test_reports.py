"""Reports: which reports somebody made, sealed, for nobody else, and for two years."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.reports import KEPT, MOST, Report
from auth.store.database import Store
from auth.store.reports import StoreReports
from auth.store.tables import links as table
from auth.store.vault import Vault
from tests.databases import database
from tests.store.test_at_rest import files

BSN, OTHER, KVK = "999990019", "999990020", "12345678"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(2)]


def link(number: int, **ago: float) -> Report:
    return Report(str(UUID(int=number)), f"SIG-{number}", NOW - timedelta(**(ago or {"hours": number})))


def links_of(store: Store, keys: list[str] = KEYS[:1], now: datetime = NOW) -> StoreReports:
    return StoreReports(store, Vault(keys), clock=lambda: now)


async def test_somebodys_reports_come_newest_first_and_nobody_elses(store: Store) -> None:
    kept = links_of(store)
    await kept.keep(BSN, link(3), link(1), link(2))
    await kept.keep(OTHER, link(4))
    await kept.keep(KVK)
    assert [each.nummer for each in await kept.of(BSN)] == ["SIG-1", "SIG-2", "SIG-3"]
    assert await kept.of(OTHER) == [link(4)] and await kept.of(KVK) == []


async def test_one_that_is_kept_again_is_there_once_as_it_is_now(store: Store) -> None:
    kept = links_of(store)
    await asyncio.gather(*(kept.keep(BSN, link(1)) for _ in range(4)))
    later = Report(link(1).signal_id, "SIG-1", NOW)
    await links_of(store, KEYS[::-1]).keep(BSN, later)
    assert await links_of(store, KEYS).of(BSN) == [later]


async def test_it_is_read_with_a_key_that_was_replaced_and_not_without_it(store: Store) -> None:
    await links_of(store, KEYS[:1]).keep(BSN, link(1))
    assert await links_of(store, [KEYS[1], KEYS[0]]).of(BSN) == [link(1)]
    assert await links_of(store, [KEYS[1]]).of(BSN) == []


async def test_after_two_years_it_is_over_and_swept(store: Store) -> None:
    await links_of(store).keep(BSN, link(1), link(2, days=100))
    assert KEPT == timedelta(days=730)
    ends = link(2, days=100).gemeld_op + KEPT
    for now, shown in ((ends - timedelta(seconds=1), 2), (ends, 1)):
        assert len(await links_of(store, now=now).of(BSN)) == shown
    assert await store.sweep(ends.timestamp()) == 1
    async with store.reading() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(table)) == 1


async def test_there_is_an_end_to_what_one_person_is_shown(store: Store) -> None:
    await links_of(store).keep(BSN, *(link(number, minutes=number) for number in range(MOST + 5)))
    shown = await links_of(store).of(BSN)
    assert len(shown) == MOST == 500 and shown[-1] == link(MOST - 1, minutes=MOST - 1)


async def test_the_database_tells_neither_who_nor_what(store: Store, tmp_path: Path) -> None:
    await links_of(store).keep(BSN, link(7))
    async with store.reading() as connection:
        [row] = (await connection.execute(table.select())).all()
    await store.close()
    found = b"".join(each for each in row if isinstance(each, bytes))
    found += files(tmp_path)
    for secret in (BSN, "SIG-7", link(7).signal_id):
        assert secret.encode() not in found and secret.encode().hex().encode() not in found


async def test_who_can_write_there_gives_nobody_the_report_of_another(store: Store) -> None:
    kept = links_of(store)
    await kept.keep(BSN, link(1))
    await kept.keep(OTHER, link(2))
    async with store.begin() as connection:
        content = await connection.scalar(sa.select(table.c.content).order_by(table.c.ends).limit(1))
        await connection.execute(table.update().values(content=content))
    shown = [await kept.of(BSN), await kept.of(OTHER)]
    assert [len(each) for each in shown].count(0) == 1, "content is bound to its row"


@given(st.lists(st.tuples(st.sampled_from([BSN, OTHER, KVK]), st.integers(0, 40)), max_size=12))
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_kept_everybody_reads_their_own(tmp_path: Path, made: list[tuple[str, int]]) -> None:
    async def check() -> None:
        async with database(tmp_path, "") as url:
            store = Store(url)
            await store.upgrade()
            kept = links_of(store)
            async with store.begin() as connection:
                await connection.execute(table.delete())
            for whose, number in made:
                await kept.keep(whose, link(number))
            for whose in (BSN, OTHER, KVK):
                own = sorted({number for owner, number in made if owner == whose})
                assert [each.nummer for each in await kept.of(whose)] == [f"SIG-{number}" for number in own]
            await store.close()

    asyncio.run(check())


@pytest.mark.parametrize("subject", ["", "999990019 ", "9999900190"])
async def test_another_number_is_another_person(store: Store, subject: str) -> None:
    await links_of(store).keep(BSN, link(1))
    assert await links_of(store).of(subject) == []
