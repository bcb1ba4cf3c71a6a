"""A registry as its adapter sees it: a transport with credentials, a deadline, a limit, a switch and a record."""

import asyncio
import secrets
from dataclasses import replace
from typing import Protocol, TypeVar

import msgspec

from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Call, Scope
from sources.core.transport import Answer, Request, Transport, TransportFailed

__all__ = ["Credentials", "Upstream", "decode"]

T = TypeVar("T")


class Credentials(Protocol):
    """What a registry wants to see of us."""

    async def headers(self) -> dict[str, str]:
        """The headers of one call, made fresh where they age."""
        ...

    def refused(self) -> bool:
        """Told that the registry answered 401: forgets what was kept; true when another try may help."""
        ...


class Upstream:
    """Calls one registry. `timeout` in seconds per call; `limit` is the most calls in flight at once."""

    def __init__(
        self,
        registry: str,
        transport: Transport,
        credentials: Credentials | None = None,
        *,
        timeout: float = 3.0,
        limit: int = 64,
    ) -> None:
        self.registry = registry
        self.off = ""  # why the registry is switched off; empty when it is on
        self._transport, self._credentials = transport, credentials
        self._timeout, self._room = timeout, asyncio.Semaphore(limit)

    async def call(
        self, scope: Scope, operation: str, request: Request, *, asked: frozenset[str], keys: int, wave: int
    ) -> Answer:
        """Send one request and give its 2xx answer; anything else is a `RegistryError`.

        `operation` is the template that may be shown ("GET /statussen"); `asked` and `keys` are what is recorded of the
        request. `wave` was read from the scope before the first call of a batch was made.
        """
        call = Call(self.registry, operation, asked, keys, wave, asyncio.get_running_loop().time())
        scope.calls.append(call)
        try:
            answer = await self._within(scope, request)
            call.outcome = str(answer.status)
            self._judge(answer)
            return answer
        except RegistryError as error:
            call.outcome = call.outcome or type(error).__name__
            raise
        finally:
            call.ended = asyncio.get_running_loop().time()

    async def close(self) -> None:
        """Give back the connections."""
        await self._transport.close()

    async def _within(self, scope: Scope, request: Request) -> Answer:
        if self.off:
            raise RegistryUnavailable(self.registry, self.off)
        seconds = min(self._timeout, scope.remaining())
        if seconds <= 0:
            raise RegistryTooSlow(self.registry)
        try:
            async with asyncio.timeout(seconds), self._room:
                return await self._send(scope, request, seconds)
        except TimeoutError:
            raise RegistryTooSlow(self.registry) from None
        except TransportFailed:
            raise RegistryUnavailable(self.registry) from None

    async def _send(self, scope: Scope, request: Request, seconds: float) -> Answer:
        for attempt in (1, 2):
            answer = await self._attempt(scope, request, seconds, last=attempt == 2)
            if answer is not None:
                return answer
        raise RegistryUnavailable(self.registry)  # pragma: no cover - the last attempt answers or raises

    async def _attempt(self, scope: Scope, request: Request, seconds: float, last: bool) -> Answer | None:
        """One try; None when a second one makes sense: the connection broke, or our token was too old."""
        headers = {"traceparent": f"00-{scope.trace_id}-{secrets.token_hex(8)}-01", **request.headers}
        if self._credentials is not None:
            headers |= await self._credentials.headers()
        try:
            answer = await self._transport.send(replace(request, headers=headers), seconds)
        except TransportFailed:
            if last or not request.idempotent:
                raise
            return None
        if answer.status == 401 and not last and self._credentials is not None and self._credentials.refused():
            return None
        return answer

    def _judge(self, answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        if answer.status in (401, 403, 408, 429) or answer.status >= 500:
            raise RegistryUnavailable(self.registry, f"status {answer.status}")
        raise RegistryInvalid(self.registry, f"status {answer.status}")


def decode(registry: str, answer: Answer, type_: type[T]) -> T:
    """The body as records; anything but JSON of this shape is `RegistryInvalid`, whose text holds nothing of it."""
    if not answer.media_type.endswith("json"):
        raise RegistryInvalid(registry, "no JSON")
    try:
        return msgspec.json.decode(answer.body, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise RegistryInvalid(registry, "not as its contract says") from None
