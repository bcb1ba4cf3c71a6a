"""A registry as its adapter sees it: deadlines, places, second tries, errors, and the record of every call."""

import asyncio
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import Response
from starlette.routing import Route

from sources.core.breaker import Breaker
from sources.core.embedded import EmbeddedTransport
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.scope import Call, Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from tests.contract.loopback import Behaviour, misbehaving

BSN = "999990019"
READ = Request("POST", "/personen", (("bsn", BSN),), body=b'{"burgerservicenummer": ["999990019"]}')
WRITE = Request("POST", "/personen", body=b"{}", idempotent=False)


@dataclass
class Registry:
    """Answers with a status after a delay, and keeps what it saw."""

    status: int = 200
    delay: float = 0.0
    headers: list[Mapping[str, str]] = field(default_factory=list)
    inside: int = 0
    most_inside: int = 0

    def upstream(self, *, timeout: float = 5.0, limit: int = 64, breaker: Breaker | None = None) -> Upstream:
        app = Starlette(routes=[Route("/personen", self.personen, methods=["POST"])])
        transport = EmbeddedTransport(app, "http://registry.test")
        return Upstream("brp", transport, Badge(), timeout=timeout, limit=limit, breaker=breaker)

    async def personen(self, request: Incoming) -> Response:
        self.headers.append(request.headers)
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.inside -= 1
        return Response(f"name of {BSN}", status_code=self.status)


class Badge:
    """Credentials that are what they are."""

    closed = False

    async def headers(self) -> dict[str, str]:
        return {"X-Api-Key": "key"}

    def refused(self, headers: Mapping[str, str]) -> bool:
        return False

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def registry() -> Registry:
    return Registry()


async def ask(upstream: Upstream, scope: Scope, request: Request = READ) -> Answer:
    return await upstream.call(scope, "POST /personen", request, asked=frozenset({"naam"}), keys=1, wave=1)


def outcomes(scope: Scope) -> list[tuple[str, int]]:
    assert all(call.ended is not None for call in scope.calls)
    return [(call.outcome, call.tries) for call in scope.calls]


def silent(error: BaseException) -> None:
    told = "".join(traceback.format_exception(error)) + repr(error)
    assert BSN not in told and "registry.test" not in told and "127.0.0.1" not in told
    assert error.__cause__ is None and error.__context__ is None


# What is recorded and sent


async def test_a_call_is_recorded_with_what_it_asked_and_how_it_ended(registry: Registry) -> None:
    scope = Scope.lasting(5)
    before = asyncio.get_running_loop().time()
    answer = await ask(registry.upstream(), scope)
    assert answer.status == 200
    [call] = scope.calls
    assert call.ended is not None and before <= call.started <= call.ended
    assert call == Call("brp", "POST /personen", frozenset({"naam"}), 1, 1, call.started, call.ended, "200", 1)


async def test_a_call_carries_the_trace_of_its_operation_the_request_s_headers_and_our_credentials(
    registry: Registry,
) -> None:
    scope = Scope.lasting(5, trace_id="0af7651916cd43dd8448eb211c80319c")
    upstream = registry.upstream()
    sent = Request("POST", "/personen", headers={"Accept-Crs": "EPSG:4326", "X-Api-Key": "not this one"})
    for _ in range(2):
        await ask(upstream, scope, sent)
    traces = [headers["traceparent"] for headers in registry.headers]
    assert all(re.fullmatch("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01", trace) for trace in traces)
    assert traces[0] != traces[1]
    assert [(h["accept-crs"], h["x-api-key"]) for h in registry.headers] == [("EPSG:4326", "key")] * 2


async def test_operations_without_a_trace_get_one_each() -> None:
    ids = {Scope.lasting(5).trace_id for _ in range(3)}
    assert len(ids) == 3 and all(re.fullmatch("[0-9a-f]{32}", trace_id) for trace_id in ids)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (304, RegistryInvalid),
        (400, RegistryInvalid),
        (401, RegistryUnavailable),
        (403, RegistryUnavailable),
        (404, RegistryInvalid),
        (408, RegistryUnavailable),
        (422, RegistryInvalid),
        (429, RegistryUnavailable),
        (500, RegistryUnavailable),
        (503, RegistryUnavailable),
    ],
)
async def test_a_status_that_is_no_answer_is_an_error_that_tells_nothing_but_itself(
    registry: Registry, status: int, error: type[RegistryError]
) -> None:
    registry.status = status
    scope = Scope.lasting(5)
    with pytest.raises(error) as caught:
        await ask(registry.upstream(), scope)
    assert (str(caught.value), caught.value.registry) == (f"brp: status {status}", "brp")
    assert outcomes(scope) == [(str(status), 1)]
    silent(caught.value)


async def test_a_status_that_the_adapter_reads_itself_is_an_answer(registry: Registry) -> None:
    registry.status = 404
    upstream, scope = registry.upstream(), Scope.lasting(5)
    answer = await upstream.call(scope, "GET", READ, asked=frozenset(), keys=1, wave=1, also=(404,))
    assert (answer.status, outcomes(scope)) == (404, [("404", 1)])
    registry.status = 410
    with pytest.raises(RegistryInvalid):
        await upstream.call(scope, "GET", READ, asked=frozenset(), keys=1, wave=1, also=(404,))


async def test_a_registry_that_is_switched_off_is_not_asked(registry: Registry) -> None:
    upstream, scope = registry.upstream(), Scope.lasting(5)
    upstream.off = "it does not honour its filters"
    with pytest.raises(RegistryUnavailable, match="honour"):
        await ask(upstream, scope)
    assert registry.headers == [] and outcomes(scope) == [("RegistryUnavailable", 0)]


async def test_a_cancelled_call_is_recorded_too(registry: Registry) -> None:
    registry.delay = 30
    scope = Scope.lasting(5)
    call = asyncio.create_task(ask(registry.upstream(), scope))
    await asyncio.sleep(0.02)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert outcomes(scope) == [("CancelledError", 1)]


async def test_closing_closes_the_credentials_too(registry: Registry) -> None:
    badge = Badge()
    await Upstream("brp", EmbeddedTransport(Starlette(), "http://registry.test"), badge).close()
    assert badge.closed


# Time


@pytest.mark.parametrize(("per_call", "lasting"), [(0.1, 5.0), (5.0, 0.1)], ids=["of the call", "of the operation"])
async def test_the_nearest_deadline_ends_a_call(registry: Registry, per_call: float, lasting: float) -> None:
    registry.delay = 30
    scope, started = Scope.lasting(lasting), monotonic()
    with pytest.raises(RegistryTooSlow) as caught:
        await ask(registry.upstream(timeout=per_call), scope)
    assert 0.09 < monotonic() - started < 1
    assert outcomes(scope) == [("RegistryTooSlow", 1)] and registry.inside == 0
    silent(caught.value)


async def test_after_the_operation_s_deadline_nothing_is_sent(registry: Registry) -> None:
    scope = Scope.lasting(-1)
    with pytest.raises(RegistryTooSlow):
        await ask(registry.upstream(), scope)
    assert registry.headers == [] and outcomes(scope) == [("RegistryTooSlow", 0)]


async def test_no_more_calls_are_in_flight_than_there_are_places(registry: Registry) -> None:
    registry.delay = 0.01
    upstream, scope = registry.upstream(limit=3), Scope.lasting(5)
    await asyncio.gather(*(ask(upstream, scope) for _ in range(12)))
    assert registry.most_inside == 3 and outcomes(scope) == [("200", 1)] * 12


async def test_waiting_for_a_place_counts_against_the_time_of_a_call(registry: Registry) -> None:
    registry.delay = 30
    upstream, scope = registry.upstream(limit=1), Scope.lasting(0.1)
    first = asyncio.create_task(ask(upstream, Scope.lasting(5)))
    await asyncio.sleep(0)
    with pytest.raises(RegistryTooSlow):
        await ask(upstream, scope)
    assert outcomes(scope) == [("RegistryTooSlow", 0)]
    first.cancel()
    registry.delay = 0
    assert (await ask(upstream, Scope.lasting(5))).status == 200  # the place is free again


# Second tries, over a real connection


def breaking(times: int) -> Behaviour:
    """Takes the request and hangs up, this many times; answers after that."""
    broken: list[bool] = []

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if len(broken) == times:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()
        else:
            broken.append(True)

    return behave


@pytest.mark.parametrize(
    ("times", "request_", "outcome", "accepted"),
    [
        (1, READ, ("200", 2), 2),
        (2, READ, ("RegistryUnavailable", 2), 2),
        (1, WRITE, ("RegistryUnavailable", 1), 1),
    ],
    ids=["a harmless call is tried again", "but once", "and a call that changes something never"],
)
async def test_when_the_connection_breaks(
    times: int, request_: Request, outcome: tuple[str, int], accepted: int
) -> None:
    scope = Scope.lasting(5)
    async with misbehaving(breaking(times)) as peer:
        upstream = Upstream("brp", PyreqwestTransport(f"http://127.0.0.1:{peer.port}"))
        if outcome[0] == "200":
            await ask(upstream, scope, request_)
        else:
            with pytest.raises(RegistryUnavailable) as caught:
                await ask(upstream, scope, request_)
            silent(caught.value)
        await upstream.close()
    assert outcomes(scope) == [outcome] and peer.accepted == accepted


# The breaker


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_registry_that_keeps_failing_is_left_alone_and_tried_again_later(
    registry: Registry, status: int
) -> None:
    now = [0.0]
    upstream, scope = registry.upstream(breaker=Breaker(3, 10.0, lambda: now[0])), Scope.lasting(5)
    registry.status = status
    for _ in range(5):
        with pytest.raises(RegistryUnavailable):
            await ask(upstream, scope)
    assert outcomes(scope) == [(str(status), 1)] * 3 + [("RegistryUnavailable", 0)] * 2 and len(registry.headers) == 3
    now[0], registry.status = 11.0, 200
    assert (await ask(upstream, scope)).status == 200
    assert (await ask(upstream, scope)).status == 200


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404])
async def test_a_registry_that_answers_is_not_left_alone(registry: Registry, status: int) -> None:
    upstream, scope = registry.upstream(breaker=Breaker(2)), Scope.lasting(5)
    for registry.status in [500, status] * 3:
        await asyncio.gather(ask(upstream, scope), return_exceptions=True)
    assert len(registry.headers) == 6


@pytest.mark.parametrize(("per_call", "asked"), [(0.05, 2), (5.0, 4)], ids=["too slow", "we were in a hurry"])
async def test_only_a_registry_that_had_its_time_is_left_alone_for_being_slow(
    registry: Registry, per_call: float, asked: int
) -> None:
    registry.delay = 30
    upstream = registry.upstream(timeout=per_call, breaker=Breaker(2))
    for _ in range(4):
        await asyncio.gather(ask(upstream, Scope.lasting(0.06)), return_exceptions=True)
    assert len(registry.headers) == asked


async def test_calls_that_wait_for_a_place_when_the_breaker_opens_are_turned_away(registry: Registry) -> None:
    registry.status, registry.delay = 503, 0.01
    upstream, scope = registry.upstream(limit=1, breaker=Breaker(2)), Scope.lasting(5)
    await asyncio.gather(*(ask(upstream, scope) for _ in range(6)), return_exceptions=True)
    assert sorted(outcomes(scope)) == [("503", 1)] * 2 + [("RegistryUnavailable", 0)] * 4


# Waves


async def test_a_wave_is_one_more_than_the_latest_that_has_ended() -> None:
    scope = Scope.lasting(5)

    def call(wave: int, ended: float | None) -> Call:
        return Call("zaken", "GET /zaken", frozenset(), 1, wave, 0.0, ended)

    assert scope.wave() == 1
    scope.calls.append(call(1, None))
    assert scope.wave() == 1
    scope.calls.append(call(1, 1.0))
    assert scope.wave() == 2
    scope.calls.append(call(2, 2.0))
    assert scope.wave() == 3


# Bodies


class Naam(msgspec.Struct, frozen=True):
    voornamen: str | None = None


class Persoon(msgspec.Struct, frozen=True):
    burgerservicenummer: str
    naam: Naam | None = None


def answered(body: bytes, media_type: str = "application/json; charset=utf-8") -> Answer:
    return Answer(200, {"content-type": media_type}, body)


@pytest.mark.parametrize("media_type", ["application/json", "application/hal+json", "Application/JSON; x=y"])
def test_json_of_the_right_shape_becomes_a_record(media_type: str) -> None:
    body = b'{"burgerservicenummer": "999990019", "naam": {"voornamen": "An"}, "unknown": [1]}'
    assert decode("brp", answered(body, media_type), Persoon) == Persoon(BSN, Naam("An"))


@pytest.mark.parametrize(
    "answer",
    [
        answered(b"<html>999990019</html>", "text/html"),
        Answer(200, {}, b'{"burgerservicenummer": "999990019"}'),
        answered(b""),
        answered(b'{"burgerservicenummer": "999990019"'),
        answered(b'{"burgerservicenummer": 999990019}'),
        answered(b'{"burgerservicenummer": "999990019", "naam": []}'),
        answered(b'{"burgerservicenummer": "999990019\xff"}'),
        answered(b'{"naam":' * 100_000),
        answered(b"[" * 100_000),
    ],
)
def test_anything_else_is_invalid_and_not_repeated(answer: Answer) -> None:
    with pytest.raises(RegistryInvalid) as caught:
        decode("brp", answer, Persoon)
    silent(caught.value)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5).map(msgspec.json.encode)
)
def test_whatever_the_bytes_only_the_registry_error_comes_of_it(body: bytes) -> None:
    with pytest.raises(RegistryInvalid):
        decode("brp", answered(body), Persoon)
