"""A database for a test of its own: a SQLite file, or one on a PostgreSQL server.

`MIJNDENHAAG_TEST_DATABASE` says which of both the whole suite runs on: `sqlite`, the default, or the address of a
PostgreSQL server at which databases may be made, `postgresql+asyncpg://USER@HOST:PORT/DATABASE`.
"""

import contextlib
import os
import secrets
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from auth.store.database import Store
from auth.store.tables import metadata

__all__ = ["KEYS", "LOG_KEY", "POSTGRESQL", "STORE_KEY", "database", "drop_databases"]

STORE_KEY = "bWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmg="  # of no other service than that of a test
LOG_KEY = "bWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbg=="
KEYS: dict[str, Any] = {"store_keys": [STORE_KEY], "log_keys": [LOG_KEY]}

_CHOSEN = os.environ.get("MIJNDENHAAG_TEST_DATABASE") or "sqlite"
POSTGRESQL = _CHOSEN if _CHOSEN != "sqlite" else ""

_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_EMPTY = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
_CLEARED = (f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)} RESTART IDENTITY",)
_made: set[str] = set()
_free: dict[bool, list[str]] = {False: [], True: []}  # to make a database takes much longer than to empty one
_tables: list[bytes] = []  # a SQLite file with the tables in it


@contextlib.asynccontextmanager
async def database(tmp_path: Path, server: str = POSTGRESQL, *, tables: bool = False) -> AsyncIterator[str]:
    """The address of an empty database that nobody else uses: at this server, or a file where there is none.

    With `tables` these are there already, as an upgrade makes them: tests are about them seldom, and there are many.
    """
    if not server:
        path = tmp_path / "store.db"
        if tables:
            _place(path, await _with_tables())
        yield f"sqlite+aiosqlite:///{path}"
        return
    free = _free[tables]
    if not free:
        name = f"test_{secrets.token_hex(8)}"
        await _administer(server, f"CREATE DATABASE {name}")
        _made.add(name)
        if tables:
            await _upgraded(_at(server, name))
        free.append(name)
    name = free.pop()
    address = _at(server, name)
    yield address
    await _administer(address, _ALONE, *(_CLEARED if tables else _EMPTY))
    free.append(name)


def _at(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(content)
        path.chmod(0o600)


async def _with_tables() -> bytes:
    if not _tables:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            await _upgraded(f"sqlite+aiosqlite:///{path}")
            _tables.append(path.read_bytes())
    return _tables[0]


async def _upgraded(address: str) -> None:
    store = Store(address)
    await store.upgrade()
    await store.close()


async def drop_databases() -> None:
    """Drop every database that was made here."""
    while _made:
        await _administer(POSTGRESQL, f"DROP DATABASE {_made.pop()} WITH (FORCE)")


async def _administer(address: str, *statements: str) -> None:
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
