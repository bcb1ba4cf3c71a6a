"""A registry whose bodies are streamed: places, time per piece, second tries, errors, and the record of the call."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from sources.core.breaker import Breaker
from sources.core.errors import RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Scope
from sources.core.transport import Answer, Request, Streamed, TransportFailed
from sources.core.upstream import Upstream

GET = Request("GET", "/x/download")


class Pieces:
    """A transport that gives these pieces, and raises those that are exceptions."""

    def __init__(self, *pieces: bytes | Exception, statuses: tuple[int, ...] = (200,)) -> None:
        self.given, self.statuses, self.open, self.sent = pieces, list(statuses), 0, list[Request]()

    async def send(self, request: Request, seconds: float) -> Answer:
        return Answer(200, {}, b"")

    @asynccontextmanager
    async def stream(self, request: Request, seconds: float, pause: float) -> AsyncIterator[Streamed]:
        self.sent.append(request)

        async def pieces() -> AsyncIterator[bytes]:
            for piece in self.given:
                if isinstance(piece, Exception):
                    raise piece
                yield piece

        self.open += 1
        try:
            yield Streamed(self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0], {}, pieces())
        finally:
            self.open -= 1

    async def close(self) -> None: ...


class Token:
    """Credentials of which a second try helps."""

    async def headers(self) -> dict[str, str]:
        return {"Authorization": "Bearer x"}

    def refused(self, headers: Mapping[str, str]) -> bool:
        return True

    async def close(self) -> None: ...


async def read(upstream: Upstream, scope: Scope) -> bytes:
    async with upstream.stream(scope, "GET /x/download", GET, asked=frozenset(), keys=1, wave=1) as answer:
        return b"".join([piece async for piece in answer.pieces])


def outcome(scope: Scope) -> tuple[str, int]:
    [call] = scope.calls
    assert call.ended is not None
    return call.outcome, call.tries


async def test_a_body_is_one_call_that_ends_when_it_has_come() -> None:
    scope, transport = Scope.lasting(5), Pieces(b"a", b"b")
    assert await read(Upstream("documenten", transport), scope) == b"ab"
    assert outcome(scope) == ("200", 1) and transport.open == 0
    assert transport.sent[0].headers["traceparent"].startswith(f"00-{scope.trace_id}-")


async def test_a_refused_token_gets_a_second_try_and_the_first_answer_is_let_go() -> None:
    scope, transport = Scope.lasting(5), Pieces(b"a", statuses=(401, 200))
    upstream = Upstream("documenten", transport, Token())
    async with upstream.stream(scope, "GET", GET, asked=frozenset(), keys=1, wave=1) as answer:
        assert (answer.status, transport.open) == (200, 1)
    assert outcome(scope) == ("200", 2) and transport.open == 0


@pytest.mark.parametrize(("status", "error"), [(404, RegistryInvalid), (403, RegistryUnavailable)])
async def test_a_status_that_is_no_answer_is_an_error(status: int, error: type[Exception]) -> None:
    scope, transport = Scope.lasting(5), Pieces(statuses=(status,))
    with pytest.raises(error):
        await read(Upstream("documenten", transport), scope)
    assert outcome(scope) == (str(status), 1) and transport.open == 0


@pytest.mark.parametrize(
    ("failure", "error"), [(TransportFailed("x"), RegistryUnavailable), (TimeoutError(), RegistryTooSlow)]
)
async def test_a_body_that_breaks_off_is_an_error_that_the_breaker_hears(
    failure: Exception, error: type[Exception]
) -> None:
    breaker, scope = Breaker(2), Scope.lasting(5)
    upstream = Upstream("documenten", Pieces(b"a", failure), breaker=breaker)
    with pytest.raises(error) as caught:
        await read(upstream, scope)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert outcome(scope) == (error.__name__, 1) and not breaker.open


async def test_what_is_switched_off_or_left_alone_is_not_asked() -> None:
    transport = Pieces(b"a")
    upstream = Upstream("documenten", transport, breaker=Breaker(0))
    upstream.off = "a reason"
    with pytest.raises(RegistryUnavailable, match="a reason"):
        await read(upstream, Scope.lasting(5))
    upstream.off = ""
    broken = Upstream("documenten", Pieces(statuses=(503,)), breaker=Breaker(1))
    for _ in range(2):
        with pytest.raises(RegistryUnavailable) as caught:
            await read(broken, Scope.lasting(5))
    assert "left alone" in str(caught.value) and transport.sent == []


async def test_slow_readers_have_places_of_their_own() -> None:
    upstream = Upstream("documenten", Pieces(b"a"), timeout=0.1, limit=1, streams=1)
    stream = upstream.stream(Scope.lasting(5), "GET", GET, asked=frozenset(), keys=1, wave=1)
    async with stream as slow:
        async with asyncio.timeout(1):
            await upstream.call(Scope.lasting(5), "GET", GET, asked=frozenset(), keys=1, wave=1)
        with pytest.raises(RegistryTooSlow, match="too many"):
            await read(upstream, Scope.lasting(5))
        assert [piece async for piece in slow.pieces] == [b"a"]
    assert await read(upstream, Scope.lasting(5)) == b"a"


async def test_who_lets_go_half_way_ends_the_call() -> None:
    scope, transport = Scope.lasting(5), Pieces(*[b"a"] * 100)
    upstream = Upstream("documenten", transport, streams=1)
    for _ in range(2):
        scope = Scope.lasting(5)
        async with upstream.stream(scope, "GET", GET, asked=frozenset(), keys=1, wave=1) as answer:
            await anext(answer.pieces)
        assert transport.open == 0 and outcome(scope) == ("200", 1)
