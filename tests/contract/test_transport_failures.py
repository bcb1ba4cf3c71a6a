"""What servers do to us, and what the transports over the network make of it."""

import asyncio
from time import monotonic

import pytest

from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.transport import Answer, Request, TransportFailed
from tests.contract.loopback import Behaviour, asked, keeps_alive, misbehaving
from tests.contract.transports import CANARY, NETWORK, PATIENCE, Over, get, opened, silent


@pytest.fixture(params=list(NETWORK))
def over(request: pytest.FixtureRequest) -> Over:
    """A transport over the network, still to be opened."""
    return NETWORK[request.param]


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
async def test_an_answer_that_is_none_is_a_failure_of_the_transport(over: Over, behaviour: Behaviour) -> None:
    async with misbehaving(behaviour) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(Request("GET", "/x", (("bsn", CANARY),), {"Authorization": CANARY}), PATIENCE)
    silent(caught.value, str(peer.port))


async def test_a_header_that_is_no_text_does_no_harm(over: Over) -> None:
    head = b"HTTP/1.1 200 OK\r\nX-Odd: caf\xe9\r\nContent-Length: 2\r\nX-Odd-Too: caf\xc3\xa9\r\n\r\n"
    async with misbehaving(sends(head + b"{}")) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        assert await transport.send(get("/x"), PATIENCE) == Answer(200, {"content-length": "2"}, b"{}")


async def test_what_no_header_may_hold_is_not_sent_and_not_told(over: Over) -> None:
    async with misbehaving(keeps_alive) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(Request("GET", "/x", headers={"X-Api-Key": f"{CANARY}\r\nX-Other: 1"}), PATIENCE)
    silent(caught.value, str(peer.port))


async def test_a_refused_connection_is_a_failure_of_the_transport(over: Over) -> None:
    async with misbehaving(hangs_up) as peer:
        port = peer.port
    async with opened(over(f"http://127.0.0.1:{port}")) as transport:
        with pytest.raises(TransportFailed) as caught:
            await transport.send(get("/x", bsn=CANARY), PATIENCE)
    silent(caught.value, str(port))


async def test_a_name_that_nobody_has_is_not_told(over: Over) -> None:
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


async def test_connections_are_kept_and_used_again(over: Over) -> None:
    async with misbehaving(keeps_alive) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        for _ in range(10):
            assert (await transport.send(get("/x"), PATIENCE)).body == b"ok"
        assert peer.accepted == 1
        for _ in range(3):
            await asyncio.gather(*(transport.send(get("/x"), PATIENCE) for _ in range(8)))
        assert peer.accepted <= 8


async def test_no_more_connections_are_opened_than_allowed(over: Over) -> None:
    async def thinks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await asked(reader)
            await asyncio.sleep(0.02)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    async with misbehaving(thinks) as peer:
        async with opened(over(f"http://127.0.0.1:{peer.port}", connections=4)) as transport:
            answers = await asyncio.gather(*(transport.send(get("/x"), PATIENCE) for _ in range(16)))
    assert (len(answers), peer.most_open) == (16, 4)


async def test_waiting_for_a_connection_counts_against_the_time_of_a_call(over: Over) -> None:
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


async def test_a_connection_that_the_server_has_given_up_is_not_used_again(over: Over) -> None:
    answer = sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    async with misbehaving(answer) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        for _ in range(3):
            assert (await transport.send(get("/x"), PATIENCE)).body == b"ok"
            await asyncio.sleep(0.05)
    assert peer.accepted == 3


@pytest.mark.parametrize("way", ["too slow", "cancelled"])
async def test_a_call_that_is_given_up_gives_up_its_connection_when_its_time_is_over(over: Over, way: str) -> None:
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


async def test_proxies_of_the_environment_are_not_used(over: Over, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with misbehaving(keeps_alive) as peer, opened(over(f"http://127.0.0.1:{peer.port}")) as transport:
        assert (await transport.send(get("/x"), PATIENCE)).status == 200
