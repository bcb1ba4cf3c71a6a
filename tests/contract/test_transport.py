"""One suite for every transport: over pyreqwest, over httpx, and what applies to stand-ins in this process."""

import asyncio
import gzip
import json
import logging
import os
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sources.core.embedded import EmbeddedTransport
from sources.core.over_httpx import HttpxTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.transport import LARGEST_BODY, Answer, Base, Request, Tls, Transport, TransportFailed
from tests.contract.loopback import Authority, Behaviour, misbehaving, served

PATIENCE = 10.0  # seconds; for what should not fail for lack of time on a busy machine
CANARY = "canary-of-a-secret"
METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"]
NETWORK: dict[str, Callable[..., Transport]] = {"pyreqwest": PyreqwestTransport, "httpx": HttpxTransport}

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


@pytest.fixture(params=list(NETWORK))
def over(request: pytest.FixtureRequest) -> Callable[..., Transport]:
    """A transport over the network, still to be opened."""
    return NETWORK[request.param]


@asynccontextmanager
async def opened(transport: Transport) -> AsyncIterator[Transport]:
    try:
        yield transport
    finally:
        await transport.close()


def get(path: str, **query: str) -> Request:
    return Request("GET", path, tuple(query.items()))


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


# Over the network: what servers do to us


async def asked(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(b"\r\n\r\n")


def sends(answer: bytes) -> Behaviour:
    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(answer)
        await writer.drain()

    return behave


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asked(reader)
    writer.transport.abort()


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    return


async def endless_header(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asked(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
    for _ in range(200):
        writer.write(b"x" * 65536)
        await writer.drain()


async def keeps_alive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        await asked(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        await writer.drain()


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(resets, id="reset"),
        pytest.param(hangs_up, id="hung up"),
        pytest.param(endless_header, id="endless header"),
        pytest.param(sends(b""), id="nothing"),
        pytest.param(sends(b"HTTP/1.1 200 OK\r\nContent-Le"), id="half a head"),
        pytest.param(sends(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), id="half a body"),
        pytest.param(sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"), id="half a chunk"),
        pytest.param(sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), id="no chunk"),
        pytest.param(sends(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), id="another protocol"),
        pytest.param(sends(bytes(range(256)) * 20), id="noise"),
        pytest.param(sends(b"HTTP/1.1 two OK\r\nContent-Length: 0\r\n\r\n"), id="no status"),
        pytest.param(
            sends(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nrubb"), id="no gzip"
        ),
    ],
)
async def test_an_answer_that_is_none_is_a_failure_of_the_transport(
    over: Callable[..., Transport], behaviour: Behaviour
) -> None:
    async with misbehaving(behaviour) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(Request("GET", "/x", (("bsn", CANARY),), {"Authorization": CANARY}), PATIENCE)
    silent(caught.value, str(peer.port))


async def test_a_header_that_is_no_text_does_no_harm(over: Callable[..., Transport]) -> None:
    head = b"HTTP/1.1 200 OK\r\nX-Odd: caf\xe9\r\nContent-Length: 2\r\nX-Odd-Too: caf\xc3\xa9\r\n\r\n"
    async with misbehaving(sends(head + b"{}")) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        assert await transport.send(get("/x"), PATIENCE) == Answer(200, {"content-length": "2"}, b"{}")


async def test_what_no_header_may_hold_is_not_sent_and_not_told(over: Callable[..., Transport], address: str) -> None:
    async with opened(over(address)) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(Request("GET", "/echo/", headers={"X-Api-Key": f"{CANARY}\r\nX-Other: 1"}), PATIENCE)
    silent(caught.value)


async def test_a_refused_connection_is_a_failure_of_the_transport(over: Callable[..., Transport]) -> None:
    async with misbehaving(hangs_up) as peer:
        port = peer.port
    async with opened(over(f"http://127.0.0.1:{port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(get("/x", bsn=CANARY), PATIENCE)
    silent(caught.value, str(port))


async def test_a_name_that_nobody_has_is_not_told(over: Callable[..., Transport]) -> None:
    async with opened(over("http://nowhere.invalid")) as transport:
        with pytest.raises((TransportFailed, TimeoutError)) as caught:
            await transport.send(get("/x", bsn=CANARY), 2)
    silent(caught.value, "nowhere")


async def test_a_closed_transport_is_a_failure_of_the_transport() -> None:
    async with misbehaving(keeps_alive) as peer:
        transport = PyreqwestTransport(f"http://127.0.0.1:{peer.port}")
        await transport.close()
        with pytest.raises(TransportFailed) as caught:
            await transport.send(get("/x", bsn=CANARY), PATIENCE)
    silent(caught.value, str(peer.port))


async def test_connections_are_kept_and_used_again(over: Callable[..., Transport]) -> None:
    async with misbehaving(keeps_alive) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        for _ in range(10):
            assert (await transport.send(get("/x"), PATIENCE)).body == b"ok"
        assert peer.accepted == 1
        for _ in range(3):
            await asyncio.gather(*(transport.send(get("/x"), PATIENCE) for _ in range(8)))
        assert peer.accepted <= 8


async def test_no_more_connections_are_opened_than_allowed(over: Callable[..., Transport]) -> None:
    async def thinks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await asked(reader)
            await asyncio.sleep(0.02)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    async with misbehaving(thinks) as peer:
        async with opened(over(f"http://127.0.0.1:{peer.port}", connections=4)) as transport:
            answers = await asyncio.gather(*(transport.send(get("/x"), PATIENCE) for _ in range(16)))
    assert (len(answers), peer.most_open) == (16, 4)


async def test_waiting_for_a_connection_counts_against_the_time_of_a_call(over: Callable[..., Transport]) -> None:
    async def silent_server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with misbehaving(silent_server) as peer:
        async with opened(over(f"http://127.0.0.1:{peer.port}", connections=1)) as transport:
            started = monotonic()
            calls = [asyncio.create_task(transport.send(get("/x"), seconds)) for seconds in (1.0, 0.2)]
            done, _ = await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
            assert done == {calls[1]} and monotonic() - started < 0.9
            for ended in await asyncio.gather(*calls, return_exceptions=True):
                assert type(ended) is TimeoutError


async def test_a_connection_that_the_server_has_given_up_is_not_used_again(over: Callable[..., Transport]) -> None:
    answer = sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    async with misbehaving(answer) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        for _ in range(3):
            assert (await transport.send(get("/x"), PATIENCE)).body == b"ok"
            await asyncio.sleep(0.05)
    assert peer.accepted == 3


@pytest.mark.parametrize("way", ["too slow", "cancelled"])
async def test_a_call_that_is_given_up_gives_up_its_connection_when_its_time_is_over(
    over: Callable[..., Transport], way: str
) -> None:
    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        await reader.read()  # until the other side closes

    async with misbehaving(listens) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        call = asyncio.create_task(transport.send(get("/x"), 0.2))
        await asyncio.sleep(0.1)
        if way == "cancelled":
            call.cancel()
        with pytest.raises((TimeoutError, asyncio.CancelledError)):
            await call
        await asyncio.wait_for(peer.ended.wait(), 2)


async def test_proxies_of_the_environment_are_not_used(
    over: Callable[..., Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with misbehaving(keeps_alive) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        assert (await transport.send(get("/x"), PATIENCE)).status == 200


# Over TLS


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"), "ours")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("theirs"), "theirs")


async def called(transport: Transport) -> Answer:
    async with opened(transport):
        return await transport.send(get("/x", bsn=CANARY), PATIENCE)


async def test_both_sides_show_their_certificate(
    over: Callable[..., Transport], ours: Authority, theirs: Authority
) -> None:
    async with misbehaving(keeps_alive, theirs.server(clients=ours.path)) as peer:
        tls = Tls(theirs.path, *ours.issue("mijndenhaag"))
        assert (await called(over(f"https://127.0.0.1:{peer.port}", tls=tls))).body == b"ok"
    assert peer.common_names == ["mijndenhaag"]


async def test_a_server_that_wants_a_certificate_refuses_us_without_one(
    over: Callable[..., Transport], ours: Authority, theirs: Authority
) -> None:
    async with misbehaving(keeps_alive, theirs.server(clients=ours.path)) as peer:
        for tls in (Tls(theirs.path), Tls(theirs.path, *theirs.issue("stranger"))):
            with pytest.raises(TransportFailed) as caught:
                await called(over(f"https://127.0.0.1:{peer.port}", tls=tls))
            silent(caught.value, str(peer.port))


async def test_a_server_of_another_authority_is_refused_even_if_the_machine_trusts_it(
    over: Callable[..., Transport], ours: Authority, theirs: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(theirs.path))
    async with misbehaving(keeps_alive, theirs.server()) as peer:
        address = f"https://127.0.0.1:{peer.port}"
        assert (await called(over(address))).body == b"ok"
        with pytest.raises(TransportFailed) as caught:
            await called(over(address, tls=Tls(ours.path)))
        silent(caught.value, str(peer.port))
    assert os.environ["SSL_CERT_FILE"] == str(theirs.path)


async def test_a_server_with_a_certificate_for_another_address_is_refused(
    over: Callable[..., Transport], theirs: Authority
) -> None:
    async with misbehaving(keeps_alive, theirs.server(host="127.0.0.2")) as peer:
        with pytest.raises(TransportFailed):
            await called(over(f"https://127.0.0.1:{peer.port}", tls=Tls(theirs.path)))


async def test_plain_http_needs_no_roots_on_the_machine_and_https_trusts_nobody_without_them(
    over: Callable[..., Transport], theirs: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "absent"))
    async with misbehaving(keeps_alive) as peer:
        assert (await called(over(f"http://127.0.0.1:{peer.port}"))).body == b"ok"
    async with misbehaving(keeps_alive, theirs.server()) as peer:
        with pytest.raises((ValueError, TransportFailed)):
            await called(over(f"https://127.0.0.1:{peer.port}"))


def test_a_pem_file_that_is_none_stops_the_start(over: Callable[..., Transport], tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text(CANARY)
    for tls in (Tls(rubbish), Tls(None, rubbish, rubbish), Tls(tmp_path / "absent.pem")):
        with pytest.raises(ValueError, match="PEM") as caught:
            over("https://127.0.0.1:1", tls=tls)
        assert CANARY not in str(caught.value)


def test_a_certificate_without_its_key_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="together"):
        Tls(certificate=tmp_path / "client.crt")


@pytest.mark.parametrize(
    "url",
    ["", "brp.example", "ftp://brp.example", "https://", "https://user:pw@brp.example", "https://brp.example?x=1"],
)
def test_a_base_address_that_is_none_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="base address"):
        Base(url)


def silent(error: BaseException, *addresses: str) -> None:
    """An exception that tells nothing of what was sent, nor where to, and leads to no other that does."""
    told = "".join(traceback.format_exception_only(error)) + repr(error)
    assert not any(word in told for word in (CANARY, "127.0.0.1", "://", *addresses))
    assert error.__cause__ is None and error.__context__ is None
