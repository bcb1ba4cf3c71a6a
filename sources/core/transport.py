"""The one small interface between an adapter and the network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Answer", "Request", "Transport", "TransportFailed"]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `path` is relative to the registry's base address; `query` values are not yet encoded."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    idempotent: bool = True  # GET, and a POST that only searches


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, whole. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class TransportFailed(Exception):
    """No answer came: refused, reset, unresolved, a broken TLS handshake. Its text names no address."""


class Transport(Protocol):
    """Sends a request to one base address. Raises `TransportFailed`, or `TimeoutError` after `seconds`."""

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; redirects are not followed."""
        ...

    async def close(self) -> None:
        """Give back the connections."""
        ...
