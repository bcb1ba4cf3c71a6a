"""The real thing: two worker processes of uvicorn on one port, each with its journal and shipper, until killed.

`python -m tests.crash.served FOLDER DATABASE` prints the port when it listens.
"""

import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from auth.log.record import Log
from auth.log.register import read_register
from auth.log.shipper import Shipper
from auth.store.database import Store
from tests.crash.office import log_of, office

__all__: list[str] = []

_WORKERS = 2


def _app(log: Log, store: Store) -> Starlette:
    @contextlib.asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        shipping = asyncio.create_task(Shipper(log.journal.folder, store, log.register).run(0.02))
        yield
        shipping.cancel()

    return Starlette(routes=[Mount("/", office(log))], lifespan=running)


def _main(folder: Path, url: str) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    listening = socket.create_server(("127.0.0.1", 0))
    log = log_of(folder, read_register())
    print(listening.getsockname()[1], flush=True)
    for _ in range(_WORKERS - 1):
        if os.fork() == 0:
            break
    config = uvicorn.Config(_app(log, Store(url)), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
