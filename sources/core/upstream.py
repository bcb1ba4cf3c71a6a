"""A registry as its adapter sees it: a transport with credentials, a deadline, a limit, a switch and a record."""

import asyncio
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol, TypeVar

import msgspec

from sources.core.breaker import Breaker
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Call, Scope
from sources.core.transport import CONNECT_SECONDS, Answer, Request, Transport, TransportFailed

__all__ = ["Credentials", "Upstream", "decode"]

T = TypeVar("T")


class Credentials(Protocol):
    """What a registry wants to see of us."""

    async def headers(self) -> dict[str, str]:
        """The headers of one call, made fresh where they age."""
        ...

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Told that a call with these headers got 401: forgets what was kept; true when another try may help."""
        ...

    async def close(self) -> None:
        """Give back what was opened for it."""
        ...


class Upstream:
    """Calls one registry. `timeout` in seconds per call; `limit` is the most calls in flight at once.

    What it is given it owns: `close` closes the transport and the credentials too.
    """

    def __init__(
        self,
        registry: str,
        transport: Transport,
        credentials: Credentials | None = None,
        *,
        timeout: float = 3.0,
        limit: int = 64,
        base_url: str = "",
        options: Mapping[str, str] = MappingProxyType({}),
        breaker: Breaker | None = None,
    ) -> None:
        self.registry = registry
        self.options = options  # what only this registry wants to know
        self.base_url = base_url.rstrip("/")  # the address that the registry has in its own answers
        self.off = ""  # why the registry is switched off; empty when it is on
        self.absent = False  # whether that is because a setting says that there is none
        self._transport, self._credentials = transport, credentials
        self._timeout, self._room = timeout, asyncio.Semaphore(limit)
        self._breaker = breaker or Breaker()

    async def call(
        self,
        scope: Scope,
        operation: str,
        request: Request,
        *,
        asked: frozenset[str],
        keys: int,
        wave: int,
        also: Collection[int] = (),
    ) -> Answer:
        """Send one request and give its 2xx answer; anything else is a `RegistryError`.

        `operation` is the template that may be shown ("GET /statussen"); `asked` and `keys` are what is recorded of the
        request. `wave` was read from the scope before the first call of a batch was made. `also` are other statuses
        that the adapter reads itself: 404, where one thing is asked by its key.
        """
        call = Call(self.registry, operation, asked, keys, wave, asyncio.get_running_loop().time())
        scope.calls.append(call)
        try:
            answer = await self._within(scope, call, request)
            call.outcome = str(answer.status)
            if answer.status not in also:
                self._judge(answer)
            return answer
        except BaseException as error:  # cancelled calls too
            call.outcome = call.outcome or type(error).__name__
            raise
        finally:
            call.ended = asyncio.get_running_loop().time()

    async def close(self) -> None:
        """Give back the connections, those of the credentials too."""
        await self._transport.close()
        if self._credentials is not None:
            await self._credentials.close()

    async def _within(self, scope: Scope, call: Call, request: Request) -> Answer:
        """The answer, whatever it says, before the deadline of the call and of the operation; waiting included."""
        if self.off and not scope.probe:
            raise RegistryUnavailable(self.registry, self.off)
        seconds = min(self._timeout, scope.remaining())
        if seconds <= 0:
            raise RegistryTooSlow(self.registry)
        failure: RegistryError
        try:
            async with asyncio.timeout(seconds), self._room:
                return await self._guarded(scope, call, request, call.started + seconds)
        except TimeoutError:
            failure = RegistryTooSlow(self.registry)
        except TransportFailed:
            failure = RegistryUnavailable(self.registry)
        raise failure

    async def _guarded(self, scope: Scope, call: Call, request: Request, until: float) -> Answer:
        """The answer, of which the breaker hears how it went; turned away while the breaker is open."""
        period = self._breaker.enter()
        if period is None:
            raise RegistryUnavailable(self.registry, "left alone after too many failures")
        begun = asyncio.get_running_loop().time()
        well: bool | None = None
        try:
            answer = await self._send(scope, call, request, until)
            well = answer.status < 500 and answer.status != 429
            return answer
        except TransportFailed:
            well = False
            raise
        except (TimeoutError, asyncio.CancelledError):  # our own clock ends a call by cancelling it
            waited = asyncio.get_running_loop().time() - begun
            if waited >= min(self._timeout / 2, CONNECT_SECONDS):  # a shorter wait says nothing of the registry
                well = False
            raise
        finally:
            self._breaker.leave(period, well)

    async def _send(self, scope: Scope, call: Call, request: Request, until: float) -> Answer:
        """One request; a second one where the connection broke under a harmless first, or its token was refused."""
        credentials = self._credentials
        while True:
            ours = await credentials.headers() if credentials is not None else {}
            trace = {"traceparent": f"00-{scope.trace_id}-{secrets.token_hex(8)}-01"}
            call.tries += 1
            seconds = until - asyncio.get_running_loop().time()
            try:
                answer = await self._transport.send(
                    replace(request, headers={**trace, **request.headers, **ours}), seconds
                )
            except TransportFailed:
                if call.tries == 1 and request.idempotent:
                    continue
                raise
            if answer.status == 401 and call.tries == 1 and credentials is not None and credentials.refused(ours):
                continue
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
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):  # their texts may hold a value
        return msgspec.json.decode(answer.body, type=type_)
    raise RegistryInvalid(registry, "not as its contract says")
