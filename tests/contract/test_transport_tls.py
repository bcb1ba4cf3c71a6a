"""Whom the transports trust, and what they show of us."""

import os
from pathlib import Path

import pytest

from sources.core.transport import Answer, Tls, Transport, TransportFailed
from tests.contract.loopback import Authority, alerting, keeps_alive, misbehaving
from tests.contract.transports import CANARY, NETWORK, PATIENCE, Over, get, opened, silent


@pytest.fixture(params=list(NETWORK))
def over(request: pytest.FixtureRequest) -> Over:
    """A transport over the network, still to be opened."""
    return NETWORK[request.param]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"), "ours")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("theirs"), "theirs")


async def called(transport: Transport) -> Answer:
    async with opened(transport):
        return await transport.send(get("/x", bsn=CANARY), PATIENCE)


async def test_both_sides_show_their_certificate(over: Over, ours: Authority, theirs: Authority) -> None:
    async with misbehaving(keeps_alive, theirs.server(clients=ours.path)) as peer:
        tls = Tls(theirs.path, *ours.issue("mijndenhaag"))
        assert (await called(over(f"https://127.0.0.1:{peer.port}", tls=tls))).body == b"ok"
    assert peer.common_names == ["mijndenhaag"]


async def test_a_server_that_wants_a_certificate_refuses_us_without_one(
    over: Over, ours: Authority, theirs: Authority
) -> None:
    async with misbehaving(keeps_alive, theirs.server(clients=ours.path)) as peer:
        for tls in (Tls(theirs.path), Tls(theirs.path, *theirs.issue("stranger"))):
            with pytest.raises(TransportFailed) as caught:
                await called(over(f"https://127.0.0.1:{peer.port}", tls=tls))
            silent(caught.value, str(peer.port))


async def test_a_server_that_says_why_it_refuses_us_is_not_quoted(
    over: Over, ours: Authority, theirs: Authority
) -> None:
    with alerting(theirs.server(clients=ours.path)) as port:
        with pytest.raises(TransportFailed) as caught:
            await called(over(f"https://127.0.0.1:{port}", tls=Tls(theirs.path)))
    silent(caught.value, str(port))


async def test_a_server_of_another_authority_is_refused_even_if_the_machine_trusts_it(
    over: Over, ours: Authority, theirs: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(theirs.path))
    async with misbehaving(keeps_alive, theirs.server()) as peer:
        address = f"https://127.0.0.1:{peer.port}"
        assert (await called(over(address))).body == b"ok"
        with pytest.raises(TransportFailed) as caught:
            await called(over(address, tls=Tls(ours.path)))
        silent(caught.value, str(peer.port))
    assert os.environ["SSL_CERT_FILE"] == str(theirs.path)


async def test_a_server_with_a_certificate_for_another_address_is_refused(over: Over, theirs: Authority) -> None:
    async with misbehaving(keeps_alive, theirs.server(host="127.0.0.2")) as peer:
        with pytest.raises(TransportFailed):
            await called(over(f"https://127.0.0.1:{peer.port}", tls=Tls(theirs.path)))


async def test_plain_http_needs_no_roots_on_the_machine_and_https_trusts_nobody_without_them(
    over: Over, theirs: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "absent"))
    async with misbehaving(keeps_alive) as peer:
        assert (await called(over(f"http://127.0.0.1:{peer.port}"))).body == b"ok"
    async with misbehaving(keeps_alive, theirs.server()) as peer:
        with pytest.raises((ValueError, TransportFailed)):
            await called(over(f"https://127.0.0.1:{peer.port}"))


def test_a_pem_file_that_is_none_stops_the_start(over: Over, tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text(CANARY)
    for tls in (Tls(rubbish), Tls(None, rubbish, rubbish), Tls(tmp_path / "absent.pem")):
        with pytest.raises(ValueError, match="PEM") as caught:
            over("https://127.0.0.1:1", tls=tls)
        assert CANARY not in str(caught.value)


def test_a_certificate_without_its_key_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="together"):
        Tls(certificate=tmp_path / "client.crt")
