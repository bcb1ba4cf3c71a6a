"""A registry as its adapter sees it: a transport with credentials, a deadline, a limit, a switch and a record."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol, TypeVar

import msgspec

from sources.core.breaker import Breaker
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Call, Scope
from sources.core.transport import CONNECT_SECONDS, Answer, Request, Streamed, Transport, TransportFailed

__all__ = ["Credentials", "Upstream", "decode"]

T = TypeVar("T")
A = TypeVar("A", Answer, Streamed)
Send = Callable[[Request, float], Awaitable[A]]


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
    """Calls one registry. `timeout` in seconds per call, and for each piece of a body that is streamed.

    `limit` is the most calls in flight at once, `streams` the most bodies; who takes one slowly keeps no call waiting.

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
        streams: int = 16,
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
        self._streams = asyncio.Semaphore(streams)
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
            answer = await self._within(scope, call, request, self._transport.send, self._room)
            call.outcome = str(answer.status)
            if answer.status not in also:
                self._judge(answer)
            return answer
        except BaseException as error:  # cancelled calls too
            call.outcome = call.outcome or type(error).__name__
            raise
        finally:
            call.ended = asyncio.get_running_loop().time()

    @asynccontextmanager
    async def stream(
        self,
        scope: Scope,
        operation: str,
        request: Request,
        *,
        asked: frozenset[str],
        keys: int,
        wave: int,
        also: Collection[int] = (),
    ) -> AsyncIterator[Streamed]:
        """Send one request and give its 2xx answer when its head is there; the body comes piece by piece.

        The deadline of the operation is for the head; after it each piece has the time of a call. Whatever goes wrong,
        with a piece too, is a `RegistryError`.
        """
        call = Call(self.registry, operation, asked, keys, wave, asyncio.get_running_loop().time())
        scope.calls.append(call)
        try:
            async with AsyncExitStack() as stack:

                async def send(request: Request, seconds: float) -> Streamed:
                    await stack.aclose()  # of an earlier try
                    return await stack.enter_async_context(self._transport.stream(request, seconds, self._timeout))

                async with self._place(scope):
                    answer = await self._within(scope, call, request, send, None)
                    call.outcome = str(answer.status)
                    if answer.status not in also:
                        self._judge(answer)
                    yield Streamed(answer.status, answer.headers, self._taken(answer.pieces, call))
        except BaseException as error:
            call.outcome = call.outcome or type(error).__name__
            raise
        finally:
            call.ended = asyncio.get_running_loop().time()

    @asynccontextmanager
    async def _place(self, scope: Scope) -> AsyncIterator[None]:
        """A place among those whose bodies are streamed, for as long as one is."""
        try:
            async with asyncio.timeout(min(self._timeout, max(scope.remaining(), 0))):
                await self._streams.acquire()
        except TimeoutError:
            raise RegistryTooSlow(self.registry, "too many at once") from None
        try:
            yield
        finally:
            self._streams.release()

    async def _taken(self, pieces: AsyncIterator[bytes], call: Call) -> AsyncIterator[bytes]:
        failure: RegistryError | None = None
        try:
            async for piece in pieces:
                yield piece
            return
        except TimeoutError:
            failure = RegistryTooSlow(self.registry)
        except TransportFailed:
            failure = RegistryUnavailable(self.registry, "broke off")
        call.outcome = type(failure).__name__
        if (period := self._breaker.enter()) is not None:
            self._breaker.leave(period, False)
        raise failure

    async def close(self) -> None:
        """Give back the connections, those of the credentials too."""
        await self._transport.close()
        if self._credentials is not None:
            await self._credentials.close()

    async def _within(
        self, scope: Scope, call: Call, request: Request, send: Send[A], room: asyncio.Semaphore | None
    ) -> A:
        """The answer, whatever it says, before the deadline of the call and of the operation; waiting included."""
        if self.off and not scope.probe:
            raise RegistryUnavailable(self.registry, self.off)
        seconds = min(self._timeout, scope.remaining())
        if seconds <= 0:
            raise RegistryTooSlow(self.registry)
        failure: RegistryError
        try:
            async with asyncio.timeout(seconds), room or nullcontext():
                until = asyncio.get_running_loop().time() + seconds if room is None else call.started + seconds
                return await self._guarded(scope, call, request, until, send)
        except TimeoutError:
            failure = RegistryTooSlow(self.registry)
        except TransportFailed:
            failure = RegistryUnavailable(self.registry)
        raise failure

    async def _guarded(self, scope: Scope, call: Call, request: Request, until: float, send: Send[A]) -> A:
        """The answer, of which the breaker hears how it went; turned away while the breaker is open."""
        period = self._breaker.enter()
        if period is None:
            raise RegistryUnavailable(self.registry, "left alone after too many failures")
        begun = asyncio.get_running_loop().time()
        well: bool | None = None
        try:
            answer = await self._send(scope, call, request, until, send)
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

    async def _send(self, scope: Scope, call: Call, request: Request, until: float, send: Send[A]) -> A:
        """One request; a second one where the connection broke under a harmless first, or its token was refused."""
        credentials = self._credentials
        while True:
            ours = await credentials.headers() if credentials is not None else {}
            trace = {"traceparent": f"00-{scope.trace_id}-{secrets.token_hex(8)}-01"}
            call.tries += 1
            seconds = until - asyncio.get_running_loop().time()
            try:
                answer = await send(replace(request, headers={**trace, **request.headers, **ours}), seconds)
            except TransportFailed:
                if call.tries == 1 and request.idempotent:
                    continue
                raise
            if answer.status == 401 and call.tries == 1 and credentials is not None and credentials.refused(ours):
                continue
            return answer

    def _judge(self, answer: Answer | Streamed) -> None:
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
