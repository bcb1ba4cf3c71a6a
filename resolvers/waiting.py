"""Work that somebody waits for: when they go away, it is broken off."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

__all__ = ["Gone", "while_waited_for"]

T = TypeVar("T")


class Gone(Exception):
    """The client went away before it had its answer."""


async def while_waited_for(work: Awaitable[T], receive: Receive) -> T:
    """Await the work; when the client goes away meanwhile, cancel it and raise `Gone`."""
    mine = asyncio.current_task()
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        if mine is not None:
            gone = True
            mine.cancel()

    watcher = asyncio.create_task(watch())
    try:
        return await work
    except asyncio.CancelledError:
        if gone and mine is not None and mine.uncancel() == 0:
            raise Gone from None
        raise
    finally:
        watcher.cancel()
