"""What is in the journals gets into the store, each line once, and a segment goes when all of it is there."""

import asyncio
import os
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from auth.errors import StoreUnavailable
from auth.log.entry import Entry, Look, Subject
from auth.log.segments import framed, segments
from auth.log.shipper import Shipper
from auth.store.database import Store
from auth.store.log_tables import log_looks, log_operations, log_segments
from auth.store.tables import metadata
from tests.log.desk import ANNA, BERT, log_at, looked_at_by_agent, looked_at_by_self


async def rows(store: Store, table: sa.Table) -> list[Any]:
    async with store.reading() as connection:
        return list((await connection.execute(sa.select(table))).mappings())


async def counts(store: Store) -> tuple[int, int]:
    return len(await rows(store, log_operations)), len(await rows(store, log_looks))


async def test_an_operation_is_a_row_and_each_look_is_one(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    shipper = Shipper(log.journal.folder, store, log.register)
    by_agent = looked_at_by_agent(log)
    await by_agent.keep()
    await looked_at_by_self(log, BERT).keep()
    assert await shipper.catch_up() == 2
    first, second = sorted(await rows(store, log_looks), key=lambda row: bool(row["own"]))
    assert (first["trace_id"], first["parent_id"]) == (by_agent.trace.id, by_agent.trace.span)
    assert (first["activity"], first["purpose"]) == ("klantcontact-burgerzaken", "BURGERZAKEN")
    assert (first["department"], first["groups"]) == ("Klantcontactcentrum", "ADRES BSN IDENTITEIT")
    assert log.pseudonyms.open("BSN", first["subject"]) == ANNA
    assert log.pseudonyms.open("MEDEWERKER", first["agent"]) == "agnes"
    assert (second["own"], second["agent"], second["department"]) == (True, None, "Dienstverlening")
    assert first["ends"] - second["ends"] > 600 * 86_400, "an agent's look is kept longer than an own one"
    await log.journal.close()


async def test_nobody_is_to_be_read_in_the_journal_or_the_tables(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_agent(log).keep()
    found = b"".join(segment.path.read_bytes() for segment in segments(tmp_path / "log"))
    await Shipper(tmp_path / "log", store, log.register).catch_up()
    for table in (log_operations, log_looks, log_segments):
        values = [value for row in await rows(store, table) for value in row.values()]
        found += b" ".join(value if isinstance(value, bytes) else repr(value).encode() for value in values)
    assert b"klantcontact-burgerzaken" in found
    for secret in (ANNA, "agnes", "contact-1"):
        assert secret.encode() not in found and secret.encode().hex().encode() not in found
    await log.journal.close()


async def test_shipping_again_and_again_adds_nothing(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    for _ in range(5):
        await looked_at_by_self(log).keep()
    shippers = [Shipper(log.journal.folder, store, log.register) for _ in range(3)]
    await asyncio.gather(*(shipper.catch_up() for shipper in shippers))
    async with store.begin() as connection:
        await connection.execute(log_segments.delete())  # nobody knows any more how far they were
    assert await Shipper(log.journal.folder, store, log.register).catch_up() == 5
    assert await shippers[0].catch_up() == 0
    assert await counts(store) == (5, 5)
    await log.journal.close()


async def test_a_living_segment_stays_and_that_of_a_dead_writer_goes(tmp_path: Path, store: Store) -> None:
    dead, living = log_at(tmp_path / "log"), log_at(tmp_path / "log")
    await looked_at_by_self(dead).keep()
    await looked_at_by_self(living).keep()
    await dead.journal.close()
    shipper = Shipper(tmp_path / "log", store, living.register)
    assert await shipper.catch_up() == 2
    (left,) = segments(tmp_path / "log")
    assert left.living()
    assert [row["name"] for row in await rows(store, log_segments)] == [left.name]
    await looked_at_by_self(living).keep()
    assert await shipper.catch_up() == 1
    await living.journal.close()
    assert await shipper.catch_up() == 0
    assert segments(tmp_path / "log") == []
    assert await counts(store) == (3, 3)
    assert await rows(store, log_segments) == []


async def test_a_torn_tail_of_a_dead_writer_is_counted_and_damage_is_set_aside(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    shipper = Shipper(tmp_path / "log", store, log.register)
    for tail, torn, damaged in ((framed(b"half of it")[:9], 1, 0), (b"x" * 40, 1, 1), (framed(b"no entry"), 1, 2)):
        await looked_at_by_self(log).keep()
        await log.journal.close()
        (segment,) = segments(tmp_path / "log")
        with segment.path.open("ab") as file:
            file.write(tail)
        assert await shipper.catch_up() == 1
        assert (shipper.torn, shipper.damaged) == (torn, damaged)
        assert segments(tmp_path / "log") == []
    assert len(list((tmp_path / "log").glob("*.damaged"))) == 2
    assert await counts(store) == (3, 3)


async def test_when_the_store_is_away_nothing_is_lost(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_self(log).keep()
    await log.journal.close()
    async with store.begin() as connection:
        await connection.run_sync(lambda sync: metadata.drop_all(sync, [log_looks]))
    shipper = Shipper(tmp_path / "log", store, log.register)
    with pytest.raises(StoreUnavailable):
        await shipper.catch_up()
    assert len(segments(tmp_path / "log")) == 1
    assert await rows(store, log_operations) == [], "an operation without its looks is undone"
    async with store.begin() as connection:
        await connection.run_sync(lambda sync: metadata.create_all(sync, [log_looks]))
    assert await shipper.catch_up() == 1
    assert (await counts(store), segments(tmp_path / "log")) == ((1, 1), [])


async def test_more_than_one_batch_is_shipped_whole(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await asyncio.gather(*(looked_at_by_self(log).keep() for _ in range(1203)))
    assert await Shipper(tmp_path / "log", store, log.register).catch_up() == 1203
    assert await counts(store) == (1203, 1203)
    await log.journal.close()


async def test_in_the_background_one_of_several_workers_ships(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    shippers = [Shipper(tmp_path / "log", store, log.register) for _ in range(3)]
    running = [asyncio.create_task(shipper.run(0.01)) for shipper in shippers]
    for _ in range(20):
        await looked_at_by_self(log).keep()
        await asyncio.sleep(0.005)
    for _ in range(500):
        if await counts(store) == (20, 20):
            break
        await asyncio.sleep(0.02)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    assert await counts(store) == (20, 20)
    await log.journal.close()


async def test_whoever_stops_waiting_the_shipping_ends_and_the_store_goes_on(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    shipper = Shipper(tmp_path / "log", store, log.register)
    for number in range(40):
        await looked_at_by_self(log).keep()
        waiting = [asyncio.create_task(shipper.catch_up()), asyncio.create_task(shipper.run(0.001))]
        await asyncio.sleep(number / 8000)
        for task in waiting:
            task.cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(*waiting, return_exceptions=True)
    async with asyncio.timeout(10):
        await shipper.catch_up()
    assert await counts(store) == (40, 40)
    await log.journal.close()


async def test_a_segment_that_never_got_its_name_is_removed_when_it_is_old(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_self(log).keep()
    old, young = tmp_path / "log" / "old.new", tmp_path / "log" / "young.new"
    for path in (old, young):
        path.touch()
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    await Shipper(tmp_path / "log", store, log.register).catch_up()
    assert (old.exists(), young.exists()) == (False, True)
    await log.journal.close()


async def test_what_is_over_is_swept_with_everything_else(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_agent(log).keep()
    await looked_at_by_self(log).keep()
    await Shipper(tmp_path / "log", store, log.register).catch_up()
    await store.sweep(log.clock() + 400 * 86_400)
    assert await counts(store) == (1, 1)
    await store.sweep(log.clock() + 1200 * 86_400)
    assert await counts(store) == (0, 0)
    await log.journal.close()


async def test_a_look_for_an_activity_that_the_register_lost_is_shipped_all_the_same(
    tmp_path: Path, store: Store
) -> None:
    log = log_at(tmp_path / "log")
    look = Look(b"s" * 8, 0, "verdwenen", ("BSN",))
    entry = Entry(
        b"t" * 16, b"o" * 8, None, "n", 1, 2, 1, None, 0, (), None, None, "", "p", "r", (Subject("BSN", b"x"),), (look,)
    )
    await log.journal.write(entry.encoded())
    assert await Shipper(tmp_path / "log", store, log.register).catch_up() == 1
    assert [row["activity"] for row in await rows(store, log_looks)] == ["verdwenen"]
    await log.journal.close()
