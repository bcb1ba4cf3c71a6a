"""The transport of the hot path: pyreqwest (reqwest and rustls), the one module of the registries that imports it."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import TypeVar

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError
from pyreqwest.response import Response

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

__all__ = ["PyreqwestTransport"]

_PIECE = 256 * 1024  # bytes; an answer up to this size is read in one go, without a task of its own
_STREAMED = 0  # bytes that are read before the head is told: none, or a sender that pauses would seem silent
_building = Lock()

T = TypeVar("T")


class PyreqwestTransport:
    """Pooled HTTP/1.1 to one base address; `connections` is the most calls in flight at once.

    A call that is cancelled ends at once, but pyreqwest keeps its connection busy until the call's own time is over.
    """

    def __init__(self, base_url: str, *, connections: int = 64, tls: Tls | None = None) -> None:
        self._base = Base(base_url)
        self._connections, self._tls = connections, tls or Tls()
        self._client = _client(connections, self._tls, secure=self._base.secure)
        self._streaming: dict[float, Client] = {}  # by the seconds that a piece has: pyreqwest gives those to a client

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; redirects are not followed."""
        failure: Exception
        try:
            builder = self._client.request(request.method, self._base.address(request))
            builder = builder.timeout(timedelta(seconds=max(seconds, 0.0))).headers(request.headers)
            if request.body is not None:
                builder = builder.body_bytes(request.body)
            async with builder.streamed_read_buffer_limit(_PIECE).build_streamed() as response:
                return Answer(response.status, _headers(response), await _body(response))
        except TimeoutError:
            failure = TimeoutError()
        except (PyreqwestError, ValueError):  # their texts hold the address, or what was sent
            failure = TransportFailed("no answer")
        raise failure  # outside the handlers, so that nothing hangs on to the original

    @asynccontextmanager
    async def stream(self, request: Request, seconds: float, pause: float) -> AsyncIterator[Streamed]:
        """Send, and give the answer when its head is there; each piece has `pause` seconds."""
        client = self._streaming.get(pause)
        if client is None:  # its connections are others: who takes slowly keeps no call waiting
            client = _client(self._connections, self._tls, secure=self._base.secure, pause=pause)
            self._streaming[pause] = client
        async with AsyncExitStack() as stack:
            response = await _told(self._begun(client, request, stack), seconds)
            yield Streamed(response.status, _headers(response), _pieces(response, pause))

    async def close(self) -> None:
        """Give back the connections."""
        await self._client.close()
        for client in self._streaming.values():
            await client.close()

    async def _begun(self, client: Client, request: Request, stack: AsyncExitStack) -> Response:
        builder = client.request(request.method, self._base.address(request))
        builder = builder.headers({"accept": "*/*", "accept-encoding": "identity", **request.headers})
        if request.body is not None:
            builder = builder.body_bytes(request.body)
        streamed = builder.streamed_read_buffer_limit(_STREAMED).build_streamed()
        return await stack.enter_async_context(streamed)


async def _told(work: Awaitable[T], seconds: float) -> T:
    """The outcome, or a failure that tells nothing of what was sent."""
    failure: Exception
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        failure = TimeoutError()
    except (PyreqwestError, ValueError):  # their texts hold the address, or what was sent
        failure = TransportFailed("no answer")
    raise failure  # outside the handlers, so that nothing hangs on to the original


async def _pieces(response: Response, pause: float) -> AsyncIterator[bytes]:
    while piece := await _told(response.body_reader.read_chunk(), pause):
        yield bytes(piece)


async def _body(response: Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := await response.body_reader.read(_PIECE):
        pieces.append(bytes(piece))
        size += len(piece)
        if size > LARGEST_BODY:
            raise TransportFailed("the answer is too large")
        if len(piece) < _PIECE:
            break
    return b"".join(pieces)


def _headers(response: Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    values = iter(response.headers.items())
    while True:
        try:
            name, value = next(values)
        except StopIteration:
            return headers
        except ValueError:  # no ASCII; the next one may be
            continue
        headers[name] = f"{headers[name]}, {value}" if name in headers else value


def _client(connections: int, tls: Tls, *, secure: bool, pause: float | None = None) -> Client:
    builder = (
        ClientBuilder()
        .http1_only()
        .no_proxy()
        .follow_redirects(False)
        .referer(False)
        .default_cookie_store(False)
        .user_agent(USER_AGENT)
        .gzip(pause is None)
        .brotli(False)
        .zstd(False)
        .deflate(False)
        .connect_timeout(timedelta(seconds=CONNECT_SECONDS))
        .max_connections(connections)
        .pool_max_idle_per_host(connections)
        .pool_idle_timeout(timedelta(seconds=30))
        .min_tls_version("TLSv1.2")
    )
    if pause is not None:  # what nobody waits for any more gives up its connection after it too
        builder = builder.read_timeout(timedelta(seconds=pause))
    if not secure:  # never meets a certificate, and must not ask for roots on a machine that has none
        builder = builder.danger_accept_invalid_certs(True)
    try:
        if tls.certificate is not None and tls.key is not None:
            builder = builder.identity_pem(tls.key.read_bytes() + b"\n" + tls.certificate.read_bytes())
        with _trusting(tls.ca):
            return builder.build()
    except (OSError, ValueError, PyreqwestError):
        raise ValueError("TLS: a PEM file that is absent or none, or a machine without root certificates") from None


@contextmanager
def _trusting(ca: Path | None) -> Iterator[None]:
    """Let a client be built that trusts these roots only.

    pyreqwest can add roots to those of the machine but not leave those out; rustls reads which file holds the machine's
    roots from the environment, once, while a client is built.
    """
    if ca is None:
        yield
        return
    with _building:
        kept = {name: os.environ.pop(name, None) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")}
        os.environ["SSL_CERT_FILE"] = str(ca)
        try:
            yield
        finally:
            del os.environ["SSL_CERT_FILE"]
            os.environ.update({name: value for name, value in kept.items() if value is not None})
