"""The second transport: httpx, the one module of the registries that imports it.

It works on httpx's transports and not on its client, which would keep cookies and write addresses with their query to
the log. Its cost per call grows with the number of calls in flight (docs/benchmarks.md): for low rates and stand-ins.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import httpx
from starlette.types import ASGIApp

from sources.core.transport import (
    CONNECT_SECONDS,
    LARGEST_BODY,
    USER_AGENT,
    Answer,
    Base,
    Request,
    Streamed,
    Tls,
    TransportFailed,
)

__all__ = ["HttpxTransport"]

T = TypeVar("T")

_OURS = {"user-agent": USER_AGENT, "accept": "*/*", "accept-encoding": "gzip"}
_WHOLE = {**_OURS, "accept-encoding": "identity"}
_GONE = ("content-encoding", "content-length", "transfer-encoding")  # no longer true of a body that is decompressed


class HttpxTransport:
    """Pooled HTTP/1.1 to one base address, or to an `app` in this process that stands in for it.

    `connections` is the most calls in flight at once.
    """

    def __init__(
        self, base_url: str, *, connections: int = 64, tls: Tls | None = None, app: ASGIApp | None = None
    ) -> None:
        self._base = Base(base_url)
        self._transport: httpx.AsyncBaseTransport
        self._streaming: httpx.AsyncBaseTransport
        if app is not None:
            self._transport = self._streaming = httpx.ASGITransport(app, raise_app_exceptions=False)
        else:
            limits = httpx.Limits(
                max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=30.0
            )
            context = _context(tls or Tls())
            # two pools: who takes slowly keeps no call waiting
            self._transport, self._streaming = (
                httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits, retries=0) for _ in range(2)
            )

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; redirects are not followed."""
        return await _told(self._send(request, seconds), seconds)

    @asynccontextmanager
    async def stream(self, request: Request, seconds: float, pause: float) -> AsyncIterator[Streamed]:
        """Send, and give the answer when its head is there; each piece has `pause` seconds."""
        response = await _told(self._begun(self._streaming, request, seconds, _WHOLE), seconds)
        try:
            yield Streamed(response.status_code, _headers(response), _pieces(response, pause))
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Give back the connections."""
        await self._transport.aclose()
        await self._streaming.aclose()

    async def _begun(
        self, over: httpx.AsyncBaseTransport, request: Request, seconds: float, ours: dict[str, str]
    ) -> httpx.Response:
        times = {"connect": min(seconds, CONNECT_SECONDS), "read": None, "write": None, "pool": None}
        return await over.handle_async_request(
            httpx.Request(
                request.method,
                self._base.address(request),
                headers={**ours, **request.headers},
                content=request.body,
                extensions={"timeout": times},
            )
        )

    async def _send(self, request: Request, seconds: float) -> Answer:
        response = await self._begun(self._transport, request, seconds, _OURS)
        try:
            pieces: list[bytes] = []
            size = 0
            async for piece in response.aiter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST_BODY:
                    raise TransportFailed("the answer is too large")
        finally:
            await response.aclose()
        gone = _GONE if "content-encoding" in response.headers else ()
        return Answer(response.status_code, _headers(response, gone), b"".join(pieces))


async def _told(work: Awaitable[T], seconds: float) -> T:
    """The outcome, or a failure that tells nothing of what was sent."""
    failure: Exception
    try:
        async with asyncio.timeout(seconds):
            return await work
    except (TimeoutError, httpx.TimeoutException):
        failure = TimeoutError()
    except TransportFailed as failed:
        failure = TransportFailed(*failed.args)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):  # TLS alerts come bare; texts hold addresses
        failure = TransportFailed("no answer")
    raise failure  # outside the handlers, so that nothing hangs on to the original


async def _pieces(response: httpx.Response, pause: float) -> AsyncIterator[bytes]:
    pieces = response.aiter_raw()
    while (piece := await _told(anext(pieces, None), pause)) is not None:
        yield piece


def _headers(response: httpx.Response, gone: tuple[str, ...] = ()) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in gone and value.isascii()}


def _context(tls: Tls) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context() if tls.ca is None else _trusting(tls.ca)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if tls.certificate is not None and tls.key is not None:
            context.load_cert_chain(tls.certificate, tls.key)
    except (OSError, ValueError):
        raise ValueError("TLS: a PEM file that is absent or none") from None
    return context


def _trusting(ca: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # holds no roots of its own
    context.load_verify_locations(ca)
    return context
