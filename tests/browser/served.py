"""The whole service on a port of this machine, for browsers."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from tests.workbench import Workbench, workbench

__all__ = ["listening", "portal"]


@asynccontextmanager
async def listening(app: ASGIApp, listener: socket.socket | None = None) -> AsyncIterator[str]:
    """An app on a free port, in the loop of this test, in which the service runs already; gives its origin."""
    with listener or socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, log_level="warning"))
        serving = asyncio.ensure_future(server.serve(sockets=[bound]))
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def portal(tmp_path: Path, **settings: Any) -> AsyncIterator[tuple[Workbench, str]]:
    """The service on a port of this machine, which is also the address that it says it has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        async with (
            workbench(tmp_path, port=port, **settings) as bench,
            listening(bench.service.app, listener) as origin,
        ):
            yield bench, origin
