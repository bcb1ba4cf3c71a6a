"""A line in the journal costs far less than one in a table: what the journal was made for."""

import asyncio
import time
from pathlib import Path

from auth.log.entry import Status
from auth.log.rows import rows_of
from auth.store.database import Store
from auth.store.log_tables import log_looks, log_operations
from tests.bench.bench_log import cost
from tests.log.desk import log_at, looked_at_by_self

OPERATIONS = 256


async def test_many_at_once_in_the_journal_cost_less_than_a_quarter_of_an_insert_each(tmp_path: Path) -> None:
    log, store = log_at(tmp_path / "log"), Store(f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
    await store.upgrade()
    await cost(log, 64, 64)
    journal = min([await cost(log, OPERATIONS, 64) for _ in range(3)])

    async def insert() -> None:
        operation, looks = rows_of(looked_at_by_self(log)._entry(Status.OK).encoded(), log.register)
        async with store.begin() as connection:
            await connection.execute(log_operations.insert(), [operation])
            await connection.execute(log_looks.insert(), looks)

    before = time.process_time()
    await asyncio.gather(*(insert() for _ in range(OPERATIONS)))
    assert journal < (time.process_time() - before) / OPERATIONS / 4
    await store.close()
    await log.journal.close()
