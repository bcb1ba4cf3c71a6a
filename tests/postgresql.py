"""`python -m tests.postgresql COMMAND…` runs a command for which `MIJNDENHAAG_TEST_DATABASE` names a PostgreSQL server.

The one that it names already, or one that answers at 127.0.0.1:5432 without a password, or else one of its own in a
temporary folder, which is stopped afterwards.
"""

import asyncio
import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

__all__ = ["main", "server"]

_VARIABLE = "MIJNDENHAAG_TEST_DATABASE"
_MAY_MAKE = text("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")


def main(command: list[str]) -> int:
    """Run the command; its exit code."""
    with server() as address:
        print(f"On PostgreSQL at {address.rpartition('@')[2]}", flush=True)
        return subprocess.run(command, env={**os.environ, _VARIABLE: address}, check=False).returncode


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a server at which databases may be made."""
    given = os.environ.get(_VARIABLE, "")
    if given not in ("", "sqlite"):
        yield given
        return
    for user in (getpass.getuser(), "postgres"):
        address = f"postgresql+asyncpg://{user}@127.0.0.1:5432/postgres"
        if asyncio.run(_answers(address)):
            yield address
            return
    with _cluster() as address:
        yield address


async def _answers(address: str) -> bool:
    engine = create_async_engine(address, poolclass=NullPool, connect_args={"timeout": 3})
    try:
        async with engine.connect() as connection:
            return bool((await connection.execute(_MAY_MAKE)).scalar_one_or_none())
    except (SQLAlchemyError, OSError):
        return False


@contextlib.contextmanager
def _cluster() -> Iterator[str]:
    """A server of our own. PostgreSQL does not run as root: then the user `postgres` of its package runs it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        raise SystemExit("PostgreSQL is not on this machine: install it, or name a server by " + _VARIABLE)
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run(folder, initdb, "--pgdata=data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        control = (Path(initdb).with_name("pg_ctl"), "--pgdata=data", "--wait")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        _run(folder, *control, "--log=log", f"--options={options}", "start")
        try:
            yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run(folder, *control, "--mode=immediate", "stop")


def _run(folder: str, *command: str | Path) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
