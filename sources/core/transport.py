"""The one small interface between an adapter and the network."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

__all__ = [
    "CONNECT_SECONDS",
    "LARGEST_BODY",
    "USER_AGENT",
    "Answer",
    "Base",
    "Request",
    "Streamed",
    "Tls",
    "Transport",
    "TransportFailed",
]

CONNECT_SECONDS = 2.0  # for name, connection and TLS handshake together; a call's own time may be shorter
LARGEST_BODY = 32 * 1024 * 1024  # bytes after decompression
USER_AGENT = "mijndenhaag"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `path` is relative to the registry's base address; it and `query` are not yet encoded."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    idempotent: bool = True  # GET, and a POST that only searches


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, whole and decompressed.

    Header names are in lower case, values of equal names are joined, values that are not ASCII are left out.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Streamed:
    """One HTTP answer of which the body is still to come, as it travels: `pieces` are read once, and one by one.

    No more is read than is taken: who takes slowly slows the sender. A piece raises as `Transport.send` does.
    """

    status: int
    headers: Mapping[str, str]
    pieces: AsyncIterator[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tls:
    """Whom a registry's TLS trusts and who we are, as PEM files.

    `ca` is the whole trust store: a registry behind the private root of PKIoverheid trusts nothing else (Digikoppeling
    Beveiligingsstandaarden 3.0); without it the machine's own roots count. `certificate` (with its chain) and `key`
    are ours, for a registry that wants to see them.
    """

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if (self.certificate is None) != (self.key is None):
            raise ValueError("a client certificate and its key come together")


class TransportFailed(Exception):
    """No answer came: refused, reset, unresolved, a broken TLS handshake. Its text names no address."""


class Transport(Protocol):
    """Sends a request to one base address. Raises `TransportFailed`, or `TimeoutError` after `seconds`."""

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; redirects are not followed."""
        ...

    def stream(self, request: Request, seconds: float, pause: float) -> AbstractAsyncContextManager[Streamed]:
        """Send, and give the answer when its head is there, within `seconds`; then each piece has `pause` seconds.

        The answer is asked as it is, not compressed. Leaving the context ends it, wherever it is.
        """
        ...

    async def close(self) -> None:
        """Give back the connections."""
        ...


class Base:
    """A registry's base address, which no request can leave: "https://brp.example/haalcentraal/api/brp"."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.query
            or parts.fragment
            or parts.username
        ):
            raise ValueError("a base address is http(s)://host[:port][/path], without user, query or fragment")
        self.secure = parts.scheme == "https"
        self._url = url.rstrip("/")

    def address(self, request: Request) -> str:
        """The whole address of a request, encoded. Raises `ValueError` for a path that climbs, without naming it."""
        if any(segment in (".", "..") for segment in request.path.split("/")):
            raise ValueError("a path with dot segments leaves its base address")
        path = request.path.lstrip("/")
        address = f"{self._url}/{quote(path)}" if path else self._url
        return f"{address}?{urlencode(request.query, quote_via=quote)}" if request.query else address
