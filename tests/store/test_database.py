"""The database: migrations that are the tables, several processes at once, and what goes wrong."""

import asyncio
import contextlib
import gc
import importlib
import pkgutil
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import auth.store
from auth.errors import StoreUnavailable
from auth.store.database import Store
from auth.store.tables import metadata, replays

SECRET = "een-geheim-dat-nergens-mag-staan"


def row(number: int, ends: float) -> sa.Insert:
    return replays.insert().values(id=bytes([number]), ends=ends)


async def count(store: Store) -> int:
    async with store.reading() as connection:
        return (await connection.execute(sa.select(sa.func.count()).select_from(replays))).scalar_one()


async def test_the_migrations_are_the_tables(store: Store) -> None:
    for module in pkgutil.iter_modules(auth.store.__path__, "auth.store."):
        importlib.import_module(module.name)  # tables of other modules belong to the same metadata

    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.begin() as connection:
        assert await connection.run_sync(differences) == []
        await connection.execute(sa.text("DROP INDEX ix_replays_ends"))
        assert await connection.run_sync(differences) != [], "a difference is seen"


async def test_of_several_that_upgrade_at_once_all_find_the_tables(address: str) -> None:
    stores = [Store(address) for _ in range(4)]
    await asyncio.gather(*(store.upgrade() for store in stores))
    async with stores[0].begin() as connection:
        await connection.execute(row(1, 0))
    await stores[1].upgrade()
    assert await count(stores[2]) == 1, "what was there stays there"
    for store in stores:
        await store.close()


async def test_an_error_undoes_the_whole_transaction(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.begin() as connection:
            await connection.execute(row(1, 0))
            raise ZeroDivisionError
    assert await count(store) == 0


async def test_transactions_at_once_wait_for_each_other(store: Store, address: str) -> None:
    other = Store(address)

    async def write(store: Store, number: int) -> None:
        async with store.begin() as connection:
            await connection.execute(row(number, 0))
            await asyncio.sleep(0.002)

    await asyncio.gather(*(write((store, other)[number % 2], number) for number in range(40)))
    assert await count(store) == 40
    await other.close()


async def test_who_is_cancelled_at_any_moment_leaves_the_store_as_it_was(store: Store) -> None:
    async def write(number: int) -> None:
        async with store.begin() as connection:
            await connection.execute(row(number, 0))
            await connection.execute(row(number + 100, 0))

    async def read() -> None:
        async with store.reading() as connection:
            await connection.execute(sa.select(replays))

    kept = 0
    for number in range(60):
        task = asyncio.create_task(write(number) if number % 3 else read())
        await asyncio.sleep(number % 20 * 0.0003)
        task.cancel()
        (result,) = await asyncio.gather(task, return_exceptions=True)
        kept += number % 3 > 0 and result is None
    assert await count(store) >= 2 * kept and await count(store) % 2 == 0, "both rows or none"
    async with store.begin() as connection:
        await connection.execute(row(255, 0))


async def test_who_is_cancelled_while_a_connection_is_made_leaves_none_open(address: str) -> None:
    """A driver warns of one that is lost, and here a warning is an error."""

    async def read(store: Store) -> None:
        async with store.reading() as connection:
            await connection.execute(sa.select(1))

    for number in range(40):
        store = Store(address)
        task = asyncio.create_task(read(store))
        await asyncio.sleep(number * 0.0002)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await store.close()
    gc.collect()


async def test_a_fault_on_the_way_out_takes_no_cancellation_back(store: Store) -> None:
    async def work() -> None:
        while True:
            with contextlib.suppress(StoreUnavailable):
                async with store.begin():
                    try:
                        await asyncio.sleep(60)
                    except asyncio.CancelledError:
                        raise OSError from None

    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=10)
    assert done and task.cancelled()


async def test_a_connection_that_was_lost_is_made_anew(store: Store, address: str) -> None:
    if address.startswith("sqlite"):
        pytest.skip("a file has no connection that can be lost")
    assert await count(store) == 0
    other = Store(address)
    async with other.begin() as connection:
        await connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert await count(store) == 0
    await other.close()


async def test_what_is_over_is_swept(store: Store) -> None:
    async with store.begin() as connection:
        for number in range(10):
            await connection.execute(row(number, number))
    assert await store.sweep(4.0) == 5
    assert await store.sweep(4.0) == 0
    assert await count(store) == 5


async def test_it_is_swept_again_and_again_also_after_it_could_not_be(store: Store) -> None:
    async with store.begin() as connection:
        await connection.execute(row(1, 5))
        await connection.execute(row(2, 6))
        await connection.exec_driver_sql("ALTER TABLE contacts RENAME TO elsewhere")
    now = 5.0
    watch = asyncio.create_task(store.watch(0.01, lambda: now))
    await asyncio.sleep(0.1)
    async with store.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO contacts")
    for _ in range(100):
        await asyncio.sleep(0.02)
        if await count(store) < 2:
            break
    assert await count(store) == 1
    watch.cancel()
    (ended,) = await asyncio.gather(watch, return_exceptions=True)
    assert isinstance(ended, asyncio.CancelledError)


async def test_a_file_is_made_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.db"
    store = Store(f"sqlite+aiosqlite:///{path}")
    await store.upgrade()
    async with store.begin() as connection:
        await connection.execute(row(1, 0))
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
        assert (await connection.execute(sa.text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await connection.execute(sa.text("PRAGMA foreign_keys"))).scalar_one() == 1
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.close()
    path.chmod(0o640)
    with pytest.raises(PermissionError) as refused:
        Store(f"sqlite+aiosqlite:///{path}")
    assert str(path) not in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        SECRET,
        f"mysql://{SECRET}",
        f"postgresql://{SECRET}/x",
        "sqlite+aiosqlite://",
        f"postgresql+asyncpg://{SECRET}",
    ],
)
def test_what_is_no_address_is_told_without_it(wrong: str) -> None:
    with pytest.raises(ValueError) as told:
        Store(wrong)
    assert SECRET not in str(told.value) and told.value.__suppress_context__ | (told.value.__context__ is None)


async def test_a_server_that_is_not_there_is_told_without_its_address(unused_tcp_port: int) -> None:
    store = Store(f"postgresql+asyncpg://iemand:{SECRET}@127.0.0.1:{unused_tcp_port}/{SECRET}")
    for attempt in (store.upgrade, lambda: count(store), lambda: store.sweep(0)):
        with pytest.raises(StoreUnavailable) as told:
            await attempt()
        assert SECRET not in str(told.value)
    await store.close()


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text(SECRET * 100)
    (tmp_path / "store.db").chmod(0o600)
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(StoreUnavailable, match="DatabaseError"):
        await store.upgrade()
    await store.close()


async def test_values_are_in_no_error(store: Store) -> None:
    with pytest.raises(StoreUnavailable) as told:
        async with store.begin() as connection:
            await connection.execute(sa.text("SELECT * FROM nergens WHERE x = :x"), {"x": SECRET})
    assert SECRET not in repr(told.value)
