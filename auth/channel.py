"""The back channel to one identity provider: small requests over any transport of httpx."""

import asyncio
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from auth.errors import IdentityUnavailable

__all__ = ["Channel"]

_LARGEST = 256 * 1024  # bytes of an answer
_HEADERS = {"user-agent": "mijndenhaag", "accept": "application/json", "accept-encoding": "identity"}


class Channel:
    """Asks what stands under an address. Redirects are not followed, nothing is retried, no cookie is kept.

    It works on a transport and not on a client, which would write addresses to the log. With `secure` only https will
    do; `seconds` is for one answer.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport, *, secure: bool = True, seconds: float = 5.0) -> None:
        self._transport, self._secure, self._seconds = transport, secure, seconds

    def fits(self, url: str) -> bool:
        """Whether this is an address to which anybody or anything may be sent."""
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError:
            return False
        schemes = ("https",) if self._secure else ("https", "http")
        return parts.scheme in schemes and bool(parts.hostname) and not parts.username and not parts.fragment

    async def ask(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: str | None = None
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises `IdentityUnavailable` where none comes."""
        answer: tuple[int, bytes] | None = None
        if self.fits(url):
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await self._answer(method, url, headers or {}, body)
            except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
                answer = None  # the texts hold addresses
        if answer is None:
            raise IdentityUnavailable  # outside the handler, so that nothing hangs on to the original
        return answer

    async def object(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: str | None = None
    ) -> tuple[int, dict[str, object]]:
        """The same, of an answer that is a JSON object. Raises `IdentityUnavailable` where it is none."""
        status, content = await self.ask(method, url, headers, body)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise IdentityUnavailable
        return status, found

    async def close(self) -> None:
        """Give back the connections."""
        await self._transport.aclose()

    async def _answer(
        self, method: str, url: str, headers: Mapping[str, str], body: str | None
    ) -> tuple[int, bytes] | None:
        form = {} if body is None else {"content-type": "application/x-www-form-urlencoded"}
        times = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        request = httpx.Request(
            method, url, headers={**_HEADERS, **form, **headers}, content=body, extensions={"timeout": times}
        )
        response = await self._transport.handle_async_request(request)
        pieces, size = [], 0
        try:
            async for piece in response.aiter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > _LARGEST:
                    return None
        finally:
            await response.aclose()
        return response.status_code, b"".join(pieces)
