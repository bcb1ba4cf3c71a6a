"""A database for a test of its own: a SQLite file, or one on a PostgreSQL server.

`MIJNDENHAAG_TEST_DATABASE` says which of both the whole suite runs on: `sqlite`, the default, or the address of a
PostgreSQL server at which databases may be made, `postgresql+asyncpg://USER@HOST:PORT/DATABASE`.
"""

import contextlib
import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

__all__ = ["POSTGRESQL", "STORE_KEY", "database", "drop_databases"]

STORE_KEY = "bWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmg="  # of no other service than that of a test

_CHOSEN = os.environ.get("MIJNDENHAAG_TEST_DATABASE") or "sqlite"
POSTGRESQL = _CHOSEN if _CHOSEN != "sqlite" else ""

_EMPTY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
)
_made: set[str] = set()
_free: list[str] = []  # to make a database takes much longer than to empty one


@contextlib.asynccontextmanager
async def database(tmp_path: Path, server: str = POSTGRESQL) -> AsyncIterator[str]:
    """The address of an empty database that nobody else uses: at this server, or a file where there is none."""
    if not server:
        yield f"sqlite+aiosqlite:///{tmp_path / 'store.db'}"
        return
    if not _free:
        name = f"test_{secrets.token_hex(8)}"
        await _administer(server, f"CREATE DATABASE {name}")
        _made.add(name)
        _free.append(name)
    name = _free.pop()
    address = make_url(server).set(database=name).render_as_string(hide_password=False)
    yield address
    await _administer(address, *_EMPTY)
    _free.append(name)


async def drop_databases() -> None:
    """Drop every database that was made here."""
    while _made:
        await _administer(POSTGRESQL, f"DROP DATABASE {_made.pop()} WITH (FORCE)")


async def _administer(address: str, *statements: str) -> None:
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
