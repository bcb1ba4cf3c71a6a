"""Stand-ins in this process, behind the same interface as a registry on the network."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sources.core.over_httpx import HttpxTransport
from sources.core.transport import USER_AGENT, Answer, Base, Request, Streamed, TransportFailed

__all__ = ["EmbeddedTransport"]

T = TypeVar("T")

_log = logging.getLogger(__name__)


class EmbeddedTransport:
    """Calls an ASGI app as if it stood at `base_url`, after `latency` seconds; nothing leaves the process."""

    def __init__(self, app: ASGIApp, base_url: str, *, latency: float = 0.0) -> None:
        self._app, self._base = _logged(app), Base(base_url)
        self._transport = HttpxTransport(base_url, app=self._app)
        self._latency = latency

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; an app that breaks down answers 500, as it would over HTTP."""
        await self._wait(seconds)
        return await self._transport.send(request, seconds - self._latency)

    @asynccontextmanager
    async def stream(self, request: Request, seconds: float, pause: float) -> AsyncIterator[Streamed]:
        """Send, and give the answer when its head is there; the app goes no further than what is taken of it."""
        await self._wait(seconds)
        scope = _scope(self._base, request)
        if scope is None:
            raise TransportFailed("no answer")
        call = _Call(request.body or b"")
        running = asyncio.create_task(call.run(self._app, scope))
        try:
            await _within(seconds - self._latency, call.begun.wait())
            yield Streamed(call.status, call.headers, call.pieces(pause))
        finally:
            call.gone.set()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def close(self) -> None:
        """Give back the connections; there are none."""
        await self._transport.close()

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(min(self._latency, seconds))
        if self._latency >= seconds:
            raise TimeoutError


class _Call:
    """One call of an app: what it sends waits until it is taken."""

    def __init__(self, body: bytes) -> None:
        self.status, self.headers = 500, dict[str, str]()
        self.begun, self.gone = asyncio.Event(), asyncio.Event()
        self._body: list[bytes] = [body]
        self._given: asyncio.Queue[bytes | None] = asyncio.Queue(1)
        self._whole = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Let it answer; what breaks down in it is an answer that breaks off."""
        with suppress(Exception):
            await app(scope, self._receive, self._send)
        self.begun.set()
        await self._given.put(None)

    async def pieces(self, pause: float) -> AsyncIterator[bytes]:
        """The body as it comes. Raises as `Transport.stream` says."""
        while True:
            piece = await _within(pause, self._given.get())
            if piece is None:
                break
            if piece:
                yield piece
        if not self._whole:
            raise TransportFailed("the answer broke off")

    async def _receive(self) -> Message:
        if self._body:
            return {"type": "http.request", "body": self._body.pop(), "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message["headers"]
            }
            self.begun.set()
        elif message["type"] == "http.response.body":
            self._whole = not message.get("more_body", False)
            await self._given.put(message.get("body", b""))


async def _within(seconds: float, work: Awaitable[T]) -> T:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await work
    raise TimeoutError  # outside the handler, so that nothing hangs on to what was cancelled


def _scope(base: Base, request: Request) -> Scope | None:
    """The request as an app gets it; None for one whose path climbs."""
    try:
        parts = urlsplit(base.address(request))
    except ValueError:
        return None
    headers = {"host": parts.netloc, "user-agent": USER_AGENT, "accept": "*/*", "accept-encoding": "identity"}
    headers |= {name.lower(): value for name, value in request.headers.items()}
    if request.body is not None:
        headers["content-length"] = str(len(request.body))
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": parts.scheme,
        "path": unquote(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "root_path": "",
        "query_string": parts.query.encode("ascii"),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "server": (parts.hostname, parts.port),
        "client": ("127.0.0.1", 0),
    }
    return scope


def _logged(app: ASGIApp) -> ASGIApp:
    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except Exception:
            _log.exception("a stand-in broke down")
            raise

    return logged
