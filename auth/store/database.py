"""The database: one engine, transactions, and migrations at the start."""

import asyncio
import contextlib
import hashlib
import os
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from auth.errors import StoreUnavailable
from auth.store.tables import metadata

__all__ = ["Store"]

_DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
_MIGRATIONS = Path(__file__).with_name("migrations")
_PATIENCE = 5  # seconds for a connection, a statement, or another's write in SQLite


class Store:
    """The database at this address, `sqlite+aiosqlite:///FILE` or `postgresql+asyncpg://…`; a path is one of SQLite.

    A file that is not there yet is made, for its owner only. Raises `ValueError` for an address that is none and
    `PermissionError` for a file that others can read; neither text tells the address. Nothing is connected before the
    first use.
    """

    def __init__(self, url: str | Path) -> None:
        try:
            self._url = sa.make_url(url) if isinstance(url, str) else sa.URL.create(_DRIVERS[0], database=str(url))
        except ArgumentError:
            raise ValueError("no address of a database") from None
        path = self._url.database or ""
        if self._url.drivername not in _DRIVERS or not path or path.startswith((":memory:", "file:")):
            raise ValueError(f"no address of a database; it begins with {' or '.join(_DRIVERS)}")
        self._sqlite = self._url.drivername == _DRIVERS[0]
        if self._sqlite:
            _own(Path(path))
        self._engine = self._made(pool_timeout=_PATIENCE)
        # What only reads takes no transaction: one round trip less.
        autocommit = {"reads": True} if self._sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reader = self._engine.execution_options(**autocommit)
        self._writing = asyncio.Lock()
        self._left: set[asyncio.Future[None]] = set()  # connections on their way back

    @contextlib.asynccontextmanager
    async def begin(self, lock: bytes = b"") -> AsyncIterator[AsyncConnection]:
        """A transaction, kept at the end and undone by an error; those with the same lock come one after another.

        In SQLite there is one that writes at a time anyway; those of this process wait in line, not by polling. Raises
        `StoreUnavailable`.
        """
        async with self._writing if self._sqlite else contextlib.nullcontext(), _available():
            async with self._lent(self._engine) as connection, connection.begin():
                if lock and not self._sqlite:
                    await _locked(connection, lock)
                yield connection

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which each statement sees what is there at that moment. Raises `StoreUnavailable`."""
        async with _available(), self._lent(self._reader) as connection:
            yield connection

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT in the words of this database, which has `on_conflict_do_nothing` and `on_conflict_do_update`."""
        return sqlite.insert(table) if self._sqlite else postgresql.insert(table)

    async def upgrade(self) -> None:
        """Bring the tables up to date; of several processes that do so at once one does, and the others wait.

        Raises `StoreUnavailable`.
        """
        engine = self._made(poolclass=NullPool, patience=None)
        try:
            async with _available(), engine.begin() as connection:
                if not self._sqlite:
                    await _locked(connection, b"migrations")
                await connection.run_sync(_migrate)
        finally:
            await engine.dispose()

    async def sweep(self, now: float) -> int:
        """Delete what is over from every table that has a column `ends`; how many rows that were."""
        swept = 0
        for table in metadata.sorted_tables:
            if "ends" in table.c:
                async with self.begin() as connection:
                    swept += (await connection.execute(table.delete().where(table.c.ends <= now))).rowcount
        return swept

    async def watch(self, interval: float = 60.0, clock: Callable[[], float] = time.time) -> None:
        """Sweep again and again; what can't be swept now is swept the next time."""
        while True:
            await asyncio.sleep(interval)
            with contextlib.suppress(StoreUnavailable):
                await self.sweep(clock())

    async def close(self) -> None:
        """Give back all connections."""
        await asyncio.gather(*self._left)
        await self._engine.dispose()

    @contextlib.asynccontextmanager
    async def _lent(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """A connection; whoever is cancelled while it is made or given back leaves that to be done to its end."""
        making = asyncio.ensure_future(_connection(engine))
        try:
            yield await asyncio.shield(making)
        finally:
            giving_back = asyncio.ensure_future(_given_back(making))
            self._left.add(giving_back)
            giving_back.add_done_callback(self._left.discard)
            await asyncio.shield(giving_back)

    def _made(self, patience: float | None = _PATIENCE, **options: Any) -> AsyncEngine:
        if self._sqlite:
            engine = create_async_engine(self._url, hide_parameters=True, **options)
            event.listen(engine.sync_engine, "connect", _connected)
            event.listen(engine.sync_engine, "begin", _begun)
            return engine
        return create_async_engine(
            self._url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"timeout": _PATIENCE, "command_timeout": patience},
            **options,
        )


@contextlib.asynccontextmanager
async def _available() -> AsyncIterator[None]:
    """What a driver raises names hosts, users and values: none of it goes on."""
    try:
        yield
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise asyncio.CancelledError from None  # a fault on the way out takes no cancellation back
        cause = getattr(error, "orig", None) if isinstance(error, DBAPIError) else error
        raise StoreUnavailable(type(cause or error).__name__) from None


async def _connection(engine: AsyncEngine) -> AsyncConnection:
    return await engine.connect()


async def _given_back(making: asyncio.Future[AsyncConnection]) -> None:
    with contextlib.suppress(SQLAlchemyError, OSError, TimeoutError):
        await (await making).close()


async def _locked(connection: AsyncConnection, lock: bytes) -> None:
    number = int.from_bytes(hashlib.sha256(lock).digest()[:8], signed=True)
    await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _migrate(connection: sa.Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _own(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # its WAL takes the mode over
        try:
            with contextlib.closing(sqlite3.connect(made)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")  # in the file from then on; two can't switch at once
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    if path.stat().st_mode & 0o077:
        raise PermissionError("the database must be readable by its owner only (mode 600)")


def _connected(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver would begin a transaction at moments of its own
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {_PATIENCE * 1000}", "journal_mode = WAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begun(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
