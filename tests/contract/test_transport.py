"""One suite for every transport: over pyreqwest, over httpx, and what applies to stand-ins in this process."""

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Iterator
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sources.core.embedded import EmbeddedTransport
from sources.core.transport import LARGEST_BODY, Base, Request, Transport, TransportFailed
from tests.contract.loopback import served
from tests.contract.transports import CANARY, NETWORK, PATIENCE, get, opened, silent

METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"]

gathered: list[asyncio.Event] = []


async def echo(request: Incoming) -> Response:
    return JSONResponse(
        {
            "method": request.method,
            "path": request.scope["path"],
            "query": request.query_params.multi_items(),
            "headers": {name.lower(): value for name, value in request.headers.items()},
            "body": (await request.body()).hex(),
        }
    )


async def status(request: Incoming) -> Response:
    return Response(status_code=int(request.path_params["status"]), headers={"Location": "/base/echo/landed"})


async def zipped(request: Incoming) -> Response:
    body = bytes(int(request.query_params["size"]))
    return Response(gzip.compress(body, 1), headers={"Content-Encoding": "gzip"}, media_type="application/json")


async def slow(request: Incoming) -> Response:
    await request.body()
    await request.receive()  # until the other side is gone
    return Response()


async def dripping(request: Incoming) -> Response:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(600):
            yield b"."
            await asyncio.sleep(0.05)

    return StreamingResponse(drops())


async def together(request: Incoming) -> Response:
    """Answers once 64 requests have come in."""
    gathered.append(asyncio.Event())
    if len(gathered) == 64:
        for event in gathered:
            event.set()
    await gathered[-1].wait()
    return Response()


async def repeated(request: Incoming) -> Response:
    response = Response(media_type="Application/JSON; charset=utf-8")
    response.raw_headers += [(b"X-Page", b"1"), (b"x-page", b"2"), (b"Set-Cookie", b"session=1")]
    return response


async def broken(request: Incoming) -> Response:
    raise RuntimeError("a bug in a stand-in")


def registry() -> Starlette:
    return Starlette(
        routes=[
            Route("/base/echo/{rest:path}", echo, methods=METHODS),
            Route("/base/status/{status:int}", status),
            Route("/base/zipped", zipped),
            Route("/base/slow", slow),
            Route("/base/dripping", dripping),
            Route("/base/together", together),
            Route("/base/repeated", repeated),
            Route("/base/broken", broken),
        ]
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(registry()) as address:
        yield f"{address}/base"


@pytest.fixture(params=[*NETWORK, "embedded"])
async def transport(request: pytest.FixtureRequest, address: str) -> AsyncIterator[Transport]:
    gathered.clear()
    embedded = EmbeddedTransport(registry(), "http://registry.test/base/")
    transport = embedded if request.param == "embedded" else NETWORK[request.param](address)
    yield transport
    await transport.close()


# Every transport


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(METHODS),
    segments=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1, max_size=6).filter(
            lambda segment: segment not in (".", "..")
        ),
        max_size=3,
    ),
    query=st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=5)), max_size=4),
    header=st.text("abc ,;=:/%{}", max_size=9).map(str.strip),
    body=st.none() | st.binary(min_size=1, max_size=40),
)
async def test_a_request_arrives_as_it_was_meant(
    transport: Transport,
    method: str,
    segments: list[str],
    query: list[tuple[str, str]],
    header: str,
    body: bytes | None,
) -> None:
    path = "/".join(["/echo", *segments])
    answer = await transport.send(
        Request(method, path + "/", tuple(query), {"X-Kenmerk": f"<{header}>", "Accept-Crs": "EPSG:28992"}, body),
        PATIENCE,
    )
    seen = json.loads(answer.body)
    assert (seen["method"], seen["path"], [tuple(pair) for pair in seen["query"]]) == (method, f"/base{path}/", query)
    assert (seen["headers"]["x-kenmerk"], seen["headers"]["accept-crs"]) == (f"<{header}>", "EPSG:28992")
    assert bytes.fromhex(seen["body"]) == (body or b"")


async def test_we_say_who_we_are_and_take_only_gzip(transport: Transport) -> None:
    headers = json.loads((await transport.send(get("/echo/"), PATIENCE)).body)["headers"]
    assert (headers["user-agent"], headers["accept-encoding"]) == ("mijndenhaag", "gzip")


@pytest.mark.parametrize("code", [200, 204, 301, 302, 303, 307, 308, 400, 401, 404, 429, 500, 503])
async def test_a_status_is_handed_on_and_a_redirect_is_not_followed(transport: Transport, code: int) -> None:
    answer = await transport.send(get(f"/status/{code}"), PATIENCE)
    assert (answer.status, answer.body, answer.headers["location"]) == (code, b"", "/base/echo/landed")


async def test_header_names_are_lower_case_and_repeated_ones_are_joined(transport: Transport) -> None:
    answer = await transport.send(get("/repeated"), PATIENCE)
    assert (answer.headers["x-page"], answer.media_type) == ("1, 2", "application/json")
    assert all(name == name.lower() for name in answer.headers)


async def test_cookies_are_not_kept(transport: Transport) -> None:
    assert "set-cookie" in (await transport.send(get("/repeated"), PATIENCE)).headers
    assert "cookie" not in json.loads((await transport.send(get("/echo/"), PATIENCE)).body)["headers"]


@pytest.mark.parametrize("size", [0, 1, 300_000, LARGEST_BODY])
async def test_gzip_is_unpacked(transport: Transport, size: int) -> None:
    answer = await transport.send(get("/zipped", size=str(size)), PATIENCE)
    assert answer.body == bytes(size)
    assert not {"content-encoding", "content-length"} & set(answer.headers)


async def test_an_answer_beyond_the_largest_size_is_refused_however_small_it_travels(transport: Transport) -> None:
    with pytest.raises(TransportFailed, match="too large"):
        await transport.send(get("/zipped", size=str(LARGEST_BODY + 1)), PATIENCE)


@pytest.mark.parametrize("path", ["/slow", "/dripping"])
async def test_the_time_of_a_call_is_its_whole_time(transport: Transport, path: str) -> None:
    started = monotonic()
    with pytest.raises(TimeoutError) as caught:
        await transport.send(get(path, bsn=CANARY), 0.2)
    assert monotonic() - started < 2
    silent(caught.value)


async def test_sixty_four_calls_are_under_way_at_once(transport: Transport) -> None:
    answers = await asyncio.gather(*(transport.send(get("/together"), PATIENCE) for _ in range(64)))
    assert [answer.status for answer in answers] == [200] * 64


async def test_a_cancelled_call_is_given_up(transport: Transport) -> None:
    call = asyncio.create_task(transport.send(get("/slow"), 1.0))
    await asyncio.sleep(0.05)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(call, 0.5)


@pytest.mark.parametrize("path", ["/echo/../status/200", "/echo/./x", "..", "/echo/.."])
async def test_a_path_cannot_climb_out_of_its_base(transport: Transport, path: str) -> None:
    with pytest.raises(TransportFailed) as caught:
        await transport.send(get(path, bsn=CANARY), PATIENCE)
    silent(caught.value)


async def test_nothing_of_a_request_gets_into_a_log(transport: Transport, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for path in ("/echo/", "/status/500"):
            await transport.send(
                Request("POST", path, (("bsn", CANARY),), {"Authorization": CANARY}, CANARY.encode()), 9
            )
        with pytest.raises(TimeoutError):
            await transport.send(get("/slow", bsn=CANARY), 0.05)
    assert CANARY not in caplog.text


# In this process


async def test_a_stand_in_that_breaks_down_answers_500_and_says_why_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with opened(EmbeddedTransport(registry(), "http://registry.test/base")) as transport:
        assert (await transport.send(get("/broken"), PATIENCE)).status == 500
    assert "a bug in a stand-in" in caplog.text


async def test_a_stand_in_sees_the_host_that_it_stands_in_for() -> None:
    async with opened(EmbeddedTransport(registry(), "http://registry.test:8001/base")) as transport:
        seen = json.loads((await transport.send(get("/echo/"), PATIENCE)).body)
    assert seen["headers"]["host"] == "registry.test:8001"


async def test_latency_delays_every_call_alike_and_counts_against_its_time() -> None:
    async with opened(EmbeddedTransport(registry(), "http://registry.test/base", latency=0.1)) as transport:
        started = monotonic()
        await asyncio.gather(*(transport.send(get("/status/200"), PATIENCE) for _ in range(10)))
        assert 0.1 <= monotonic() - started < 1
        with pytest.raises(TimeoutError):
            await transport.send(get("/status/200"), 0.05)


# Addresses


@pytest.mark.parametrize(
    "url",
    ["", "brp.example", "ftp://brp.example", "https://", "https://user:pw@brp.example", "https://brp.example?x=1"],
)
def test_a_base_address_that_is_none_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="base address"):
        Base(url)
