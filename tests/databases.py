"""A database for a test of its own: a SQLite file, or a new database on a PostgreSQL server.

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

__all__ = ["POSTGRESQL", "STORE_KEY", "database"]

STORE_KEY = "bWlqbmRlbmhhYWcgbWlqbmRlbmhhYWcgbWlqbmRlbmg="  # of no other service than that of a test

_CHOSEN = os.environ.get("MIJNDENHAAG_TEST_DATABASE") or "sqlite"
POSTGRESQL = _CHOSEN if _CHOSEN != "sqlite" else ""


@contextlib.asynccontextmanager
async def database(tmp_path: Path, server: str = POSTGRESQL) -> AsyncIterator[str]:
    """The address of an empty database at this server, or of a file where there is none; it is gone afterwards."""
    if not server:
        yield f"sqlite+aiosqlite:///{tmp_path / 'store.db'}"
        return
    url, name = make_url(server), f"test_{secrets.token_hex(8)}"
    admin = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    async def administer(statement: str) -> None:
        async with admin.connect() as connection:
            await connection.execute(text(statement))

    await administer(f"CREATE DATABASE {name}")
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        await administer(f"DROP DATABASE {name} WITH (FORCE)")
