"""What the tests of the transports share: who they are, how they are opened, and what an error may not tell."""

import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sources.core.over_httpx import HttpxTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.transport import Request, Transport

__all__ = ["CANARY", "NETWORK", "PATIENCE", "Over", "get", "opened", "silent"]

PATIENCE = 10.0  # seconds; for what should not fail for lack of time on a busy machine
CANARY = "canary-of-a-secret"
Over = Callable[..., Transport]
NETWORK: dict[str, Over] = {"pyreqwest": PyreqwestTransport, "httpx": HttpxTransport}


@asynccontextmanager
async def opened(transport: Transport) -> AsyncIterator[Transport]:
    try:
        yield transport
    finally:
        await transport.close()


def get(path: str, **query: str) -> Request:
    return Request("GET", path, tuple(query.items()))


def silent(error: BaseException, *addresses: str) -> None:
    """An exception that tells nothing of what was sent, nor where to, and leads to no other that does."""
    told = "".join(traceback.format_exception_only(error)) + repr(error)
    assert not any(word in told for word in (CANARY, "127.0.0.1", "://", *addresses))
    assert error.__cause__ is None and error.__context__ is None
