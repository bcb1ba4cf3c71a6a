"""The bytes of documents: as Open Zaak sends them, and as a source of the own contract does for whose they are."""

import json
from typing import Any
from uuid import UUID

import pytest

from auth.bsn import valid_bsn
from sources.belastingen.stub import CREDENTIALS
from sources.belastingen.stub import stub_app as belastingen
from sources.city import City
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract_document import is_of, pdf
from sources.core.credentials import ApiKey
from sources.core.embedded import EmbeddedTransport
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryUnavailable
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from sources.documenten.adapter import DocumentenAdapter
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

UUID_ = str(UUID(int=7, version=4))
BSN, OTHER = "999990019", "999990020"


def recorded(number: int) -> tuple[dict[str, Any], Answer]:
    """What was asked of Open Zaak, and what it answered; the body is a beginning, filled up to its size."""
    [file] = shared("recorded/openzaak").glob(f"{number}-*.json")
    told = json.loads(file.read_text())
    headers = {name.lower(): value for name, value in told["response_headers"]}
    body = told["body"] or {"_raw_bytes": 0, "_start": ""}
    return told["request"], Answer(told["status"], headers, body["_start"].encode().ljust(body["_raw_bytes"], b"\n"))


async def read(wire: Wire, uuid: str = UUID_, range_: str = "") -> tuple[int, bytes]:
    adapter = DocumentenAdapter(upstream("documenten", wire))
    async with adapter.inhoud(scope_of(), uuid, 1, 1, range_) as answer:
        return answer.status, b"".join([piece async for piece in answer.pieces])


@pytest.mark.parametrize(("number", "range_"), [(139, ""), (140, ""), (141, "bytes=0-9")])
async def test_what_open_zaak_sends_is_read_as_it_was_recorded(number: int, range_: str) -> None:
    asked, answer = recorded(number)
    wire = always(answer)
    uuid = asked["line"].partition("/enkelvoudiginformatieobjecten/")[2].partition("/")[0]
    assert await read(wire, uuid, range_) == (200, answer.body), "a range is ignored"
    [sent] = wire.requests
    line = f"{sent.method} http://127.0.0.1:8001/documenten/api/v1{sent.path}?versie=1"
    assert (line, dict(sent.query)) == (asked["line"], {"versie": "1"})
    assert sent.headers["Accept"] == "*/*" and sent.headers.get("Range", "") == range_
    assert (answer.headers["content-type"], answer.headers["content-length"]) == ("application/octet-stream", "129")
    assert answer.headers["content-disposition"].endswith('.bin"'), "and the name is none"


@pytest.mark.parametrize(("number", "error"), [(84, RegistryInvalid), (142, RegistryUnavailable)])
async def test_what_open_zaak_refuses_is_an_error_and_no_document(number: int, error: type[RegistryError]) -> None:
    _, answer = recorded(number)
    with pytest.raises(error, match=f"status {answer.status}"):
        await read(always(answer))


async def test_what_is_no_uuid_is_not_asked() -> None:
    wire = always(Answer(200, {}, b""))
    for key in ("", "../x", "abc", f"{UUID_}/x"):
        with pytest.raises(InvalidKey):
            await read(wire, key)
        with pytest.raises(InvalidKey):
            await is_of(upstream("facturen", wire), "/facturen", scope_of(), key, Belanghebbende(BSN), 1)
    with pytest.raises(InvalidKey):
        await is_of(upstream("facturen", wire), "/facturen", scope_of(), UUID_, Belanghebbende("123456789"), 1)
    assert wire.requests == [] and valid_bsn(BSN)


def says(type_: str, value: str, uuid: str = UUID_) -> Wire:
    return always(json_answer({"uuid": uuid, "belanghebbende": {"type": type_, "value": value}, "bedrag": "1.00"}))


@pytest.mark.parametrize(
    ("wire", "own"),
    [
        (says("bsn", BSN), True),
        (says("bsn", OTHER), False),
        (says("kvk", BSN), False),
        (says("bsn", BSN, str(UUID(int=8, version=4))), False),
        (always(json_answer({"status": 404}, 404, "application/problem+json")), False),
    ],
)
async def test_a_thing_is_of_whom_it_says(wire: Wire, own: bool) -> None:
    assert await is_of(upstream("facturen", wire), "/facturen", scope_of(), UUID_, Belanghebbende(BSN), 1) is own
    [sent] = wire.requests
    assert (sent.method, sent.path, sent.query) == ("GET", f"/facturen/{UUID_}", ())


@pytest.mark.parametrize("name", [name for name in RUBBISH if name != "not found"])
async def test_rubbish_says_of_nobody_whose_it_is(name: str) -> None:
    answer, error = RUBBISH[name]
    with pytest.raises(RegistryError) as caught:
        await is_of(upstream("facturen", always(answer)), "/facturen", scope_of(), UUID_, Belanghebbende(BSN), 1)
    assert type(caught.value).__name__ == error


async def test_the_stand_in_sends_the_pdf_of_what_it_has() -> None:
    city = City()
    transport = EmbeddedTransport(belastingen(city), "http://belastingen.test")
    registry = Upstream("belastingen", transport, ApiKey(CREDENTIALS["header"], CREDENTIALS["secret"]))
    found = next(own for index in range(50) if (own := city.assessments.of(index)))[0]
    path, whose = "/belastingaanslagen", Belanghebbende(city.bsn(found.index))
    assert await is_of(registry, path, scope_of(), found.uuid, whose, 1)
    async with pdf(registry, path, scope_of(), found.uuid, 1) as answer:
        body = b"".join([piece async for piece in answer.pieces])
    assert body.startswith(b"%PDF-") and len(body) == int(answer.headers["content-length"])
    assert answer.headers["content-type"] == "application/pdf" and found.aanslagnummer.encode() in body
    with pytest.raises(RegistryInvalid, match="404"):
        async with pdf(registry, path, scope_of(), UUID_, 1):
            pass
    assert Request("GET", path).idempotent
