"""One suite for every transport: bodies that come piece by piece, no faster than they are taken."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from time import monotonic

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sources.core.embedded import EmbeddedTransport
from sources.core.transport import Request, Transport, TransportFailed
from tests.contract.loopback import asked, misbehaving, served
from tests.contract.transports import CANARY, NETWORK, PATIENCE, get, opened, silent

_PIECE = 64 * 1024
_LARGE = 64 * 1024 * 1024  # far more than any buffer on the way


class Sender:
    """A registry that notes how far it got with a body, and that it is done with it."""

    def __init__(self) -> None:
        self.large_one: _Large | None = None

    @property
    def sent(self) -> int:
        return self.large_one.sent if self.large_one is not None else 0

    @property
    def ended(self) -> bool:
        return self.large_one is not None and self.large_one.ended

    async def until_ended(self) -> None:
        for _ in range(200):
            if self.ended:
                break
            await asyncio.sleep(0.01)

    async def large(self, request: Incoming) -> Response:
        self.large_one = _Large()
        return self.large_one

    async def dripping(self, request: Incoming) -> Response:
        pause = float(request.query_params["pause"])

        async def drops() -> AsyncIterator[bytes]:
            for _ in range(5):
                yield b"."
                await asyncio.sleep(pause)

        return StreamingResponse(drops())

    async def broken(self, request: Incoming) -> Response:
        async def body() -> AsyncIterator[bytes]:
            yield b"half"
            await asyncio.sleep(0.01)
            raise RuntimeError("a bug in a registry")

        return StreamingResponse(body(), headers={"Content-Length": "8"})

    async def silence(self, request: Incoming) -> Response:
        await request.receive()
        await request.receive()
        return Response()

    async def echo(self, request: Incoming) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = (await request.body()).decode()
        return JSONResponse({"headers": headers, "query": request.url.query, "path": request.url.path, "body": body})

    async def status(self, request: Incoming) -> Response:
        return Response(b"no", status_code=int(request.path_params["status"]))

    def app(self) -> Starlette:
        paths = ("large", "dripping", "broken", "silence")
        routes = [Route(f"/base/{path}", getattr(self, path)) for path in paths]
        routes += [Route("/base/echo/{rest:path}", self.echo, methods=["GET", "POST"])]
        return Starlette(routes=[*routes, Route("/base/status/{status:int}", self.status)])


class _Large(Response):
    def __init__(self) -> None:
        super().__init__(headers={"Content-Length": str(_LARGE), "X-Kind": "large"})
        self.sent, self.ended = 0, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def body() -> None:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            for place in range(_LARGE // _PIECE):
                self.sent += _PIECE
                more = place + 1 < _LARGE // _PIECE
                await send({"type": "http.response.body", "body": bytes(_PIECE), "more_body": more})

        sending = asyncio.create_task(body())
        await receive()
        gone = asyncio.ensure_future(receive())
        try:
            await asyncio.wait([sending, gone], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.ended = True
            sending.cancel()
            gone.cancel()


SENDER = Sender()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SENDER.app()) as address:
        yield f"{address}/base"


@pytest.fixture(params=[*NETWORK, "embedded"])
async def transport(request: pytest.FixtureRequest, address: str) -> AsyncIterator[Transport]:
    SENDER.__init__()  # type: ignore[misc]
    embedded = EmbeddedTransport(SENDER.app(), "http://registry.test/base")
    async with opened(embedded if request.param == "embedded" else NETWORK[request.param](address)) as transport:
        yield transport


async def test_a_body_comes_whole_whatever_its_size(transport: Transport) -> None:
    size = 0
    async with transport.stream(get("/large"), PATIENCE, PATIENCE) as answer:
        assert (answer.status, answer.headers["x-kind"], answer.headers["content-length"]) == (
            200,
            "large",
            str(_LARGE),
        )
        async for piece in answer.pieces:
            size += len(piece)
    assert size == _LARGE


async def test_no_more_is_read_than_is_taken(transport: Transport) -> None:
    async with transport.stream(get("/large"), PATIENCE, PATIENCE) as answer:
        first = await anext(answer.pieces)
        await asyncio.sleep(0.3)
        seen = SENDER.sent
        assert len(first) <= seen < _LARGE / 2, "the sender waits"
        await asyncio.sleep(0.2)
        assert seen == SENDER.sent


async def test_who_leaves_ends_what_the_sender_does(transport: Transport) -> None:
    async with transport.stream(get("/large"), PATIENCE, PATIENCE) as answer:
        await anext(answer.pieces)
    await SENDER.until_ended()
    assert SENDER.ended


async def test_a_cancelled_reader_ends_it_too(transport: Transport) -> None:
    async def read() -> None:
        async with transport.stream(get("/large"), PATIENCE, PATIENCE) as answer:
            await anext(answer.pieces)
            await asyncio.sleep(60)

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.2)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await SENDER.until_ended()
    assert SENDER.ended


async def test_each_piece_has_its_time_and_the_whole_has_none(transport: Transport) -> None:
    async with transport.stream(get("/dripping", pause="0.1"), PATIENCE, 0.3) as answer:
        assert b"".join([piece async for piece in answer.pieces]) == b"....."  # half a second in all


async def test_a_piece_that_does_not_come_is_too_slow(transport: Transport) -> None:
    began = monotonic()
    with pytest.raises(TimeoutError) as caught:
        async with transport.stream(get("/dripping", pause="5", bsn=CANARY), PATIENCE, 0.2) as answer:
            async for _ in answer.pieces:
                pass
    assert monotonic() - began < 2
    silent(caught.value)


async def test_a_head_that_does_not_come_is_too_slow(transport: Transport) -> None:
    with pytest.raises(TimeoutError) as caught:
        async with transport.stream(get("/silence", bsn=CANARY), 0.2, 0.3):
            pass
    silent(caught.value)


async def test_a_body_that_breaks_off_is_a_failure_and_not_an_end(transport: Transport) -> None:
    taken = b""
    with pytest.raises(TransportFailed) as caught:
        async with transport.stream(get("/broken", bsn=CANARY), PATIENCE, PATIENCE) as answer:
            async for piece in answer.pieces:
                taken += piece
    assert taken in (b"half", b"")
    silent(caught.value)


async def test_a_request_arrives_as_it_was_meant_and_asks_for_no_compression(transport: Transport) -> None:
    request = Request("POST", "/echo/één", (("versie", "1 2"),), {"Accept": "application/pdf"}, b"{}")
    async with transport.stream(request, PATIENCE, PATIENCE) as answer:
        seen = b"".join([piece async for piece in answer.pieces])
    assert b'"path":"/base/echo/\xc3\xa9\xc3\xa9n"' in seen or b"%C3%A9%C3%A9n" in seen
    assert b"versie=1%202" in seen and b'"body":"{}"' in seen
    assert b'"accept":"application/pdf"' in seen and b'"accept-encoding":"identity"' in seen
    assert b'"user-agent":"mijndenhaag"' in seen


@pytest.mark.parametrize("code", [206, 302, 403, 404, 500])
async def test_any_status_is_handed_on(transport: Transport, code: int) -> None:
    async with transport.stream(get(f"/status/{code}"), PATIENCE, PATIENCE) as answer:
        assert answer.status == code


async def test_a_path_cannot_climb_out_of_its_base(transport: Transport) -> None:
    with pytest.raises(TransportFailed):
        async with transport.stream(get("/echo/../status/200"), PATIENCE, PATIENCE):
            pass


@pytest.mark.parametrize("over", list(NETWORK))
async def test_a_call_does_not_wait_for_those_who_read_slowly(over: str, address: str) -> None:
    async with opened(NETWORK[over](address, connections=1)) as transport:
        async with transport.stream(get("/large"), PATIENCE, PATIENCE) as answer:
            await anext(answer.pieces)
            assert (await transport.send(get("/status/204"), 2)).status == 204


@pytest.mark.parametrize("over", list(NETWORK))
async def test_a_connection_that_is_reset_half_way_is_a_failure(over: str) -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.transport.abort()

    async with misbehaving(resets) as peer, opened(NETWORK[over](f"http://127.0.0.1:{peer.port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            async with transport.stream(get("/x", bsn=CANARY), PATIENCE, PATIENCE) as answer:
                assert [piece async for piece in answer.pieces] == [b"abc"]
    silent(caught.value, str(peer.port))
