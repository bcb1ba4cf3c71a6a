"""The documents adapter on the wire: many at once, nothing unfinished, nothing more confidential than asked."""

import asyncio
import json
from typing import Any
from uuid import UUID

import msgspec
import pytest

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.core.zgw import Vertrouwelijkheid
from sources.documenten.adapter import DocumentenAdapter
from sources.documenten.loaders import DocumentenLoaders
from sources.documenten.records import Document
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

NONE: frozenset[str] = frozenset()
ZAAKVERTROUWELIJK = Vertrouwelijkheid.ZAAKVERTROUWELIJK


def uuid(number: int) -> str:
    return str(UUID(int=number, version=4))


def document(number: int, **other: Any) -> dict[str, Any]:
    return {
        "url": f"http://binnen:8000/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid(number)}",
        "titel": f"document {number}",
        "status": "definitief",
        "vertrouwelijkheidaanduiding": "openbaar",
        "beschrijving": "",
        "bestandsomvang": 129,
    } | other


def honest(request: Request) -> Answer:
    asked = msgspec.json.decode(request.body or b"")["uuid__in"]
    rows = [row for row in (document(number) for number in range(500)) if row["url"].rpartition("/")[2] in asked]
    return json_answer({"count": len(rows), "next": None, "results": rows})


def says(rows: list[Any]) -> Wire:
    return always(json_answer({"count": len(rows), "next": None, "results": rows}))


def adapter(wire: Wire) -> DocumentenAdapter:
    return DocumentenAdapter(upstream("documenten", wire))


async def test_documents_of_all_zaken_are_asked_a_hundred_at_a_time_in_one_wave() -> None:
    wire, scope = Wire(honest, seconds=0.01), scope_of()
    loader = DocumentenLoaders(adapter(wire), scope).metadata
    found = await loader.load_many([((uuid(number), ZAAKVERTROUWELIJK), frozenset({"titel"})) for number in range(250)])
    assert [record.titel for record in found if record] == [f"document {number}" for number in range(250)]
    assert [record.uuid for record in found if record] == [uuid(number) for number in range(250)]
    assert [len(body["uuid__in"]) for body in wire.bodies] == [100, 100, 50]
    assert wire.busiest == 3 and {call.wave for call in scope.calls} == {1}
    for request in wire.requests:
        assert (request.method, request.path) == ("POST", "/enkelvoudiginformatieobjecten/_zoek")
        assert request.query == (("pageSize", "100"),) and request.idempotent


async def test_a_known_id_alone_does_not_say_that_it_may_be_seen() -> None:
    wire = says([document(1, vertrouwelijkheidaanduiding="geheim")])
    assert (
        await DocumentenLoaders(adapter(wire), scope_of()).metadata.load(((uuid(1), ZAAKVERTROUWELIJK), NONE)) is None
    )
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("status", "aanduiding", "maximum", "seen"),
    [
        ("definitief", "openbaar", "openbaar", True),
        ("gearchiveerd", "zaakvertrouwelijk", "zaakvertrouwelijk", True),
        ("in_bewerking", "openbaar", "zeer_geheim", False),
        ("ter_vaststelling", "openbaar", "zeer_geheim", False),
        ("", "openbaar", "zeer_geheim", False),
        ("definitief", "intern", "beperkt_openbaar", False),
        ("definitief", "confidentieel", "zaakvertrouwelijk", False),
        ("definitief", "confidentieel", "confidentieel", True),
        ("definitief", "", "zeer_geheim", False),
        ("definitief", "iets_nieuws", "zeer_geheim", False),
    ],
)
async def test_only_finished_documents_within_what_was_asked_are_seen(
    status: str, aanduiding: str, maximum: str, seen: bool
) -> None:
    one = adapter(says([document(1, status=status, vertrouwelijkheidaanduiding=aanduiding)]))
    found = await one.metadata(scope_of(), [uuid(1)], Vertrouwelijkheid(maximum), 1)
    assert (found[uuid(1)] is not None) == seen
    assert one.dropped.rows == ({} if seen else {"withheld": 1})


async def test_documents_that_were_not_asked_are_dropped_and_counted() -> None:
    one = adapter(says([document(number) for number in range(5)]))
    found = await one.metadata(scope_of(), [uuid(1), uuid(77)], ZAAKVERTROUWELIJK, 1)
    assert list(found) == [uuid(1), uuid(77)]
    assert isinstance(found[uuid(1)], Document) and found[uuid(77)] is None
    assert one.dropped.rows == {"foreign": 4}


async def test_one_malformed_document_does_not_fail_the_others() -> None:
    rows = [
        document(1),
        document(2, bestandsomvang="groot"),
        document(3, bestandsomvang="groot", status="in_bewerking"),
    ]
    found = await adapter(says(rows)).metadata(scope_of(), [uuid(1), uuid(2), uuid(3)], ZAAKVERTROUWELIJK, 1)
    assert [type(one).__name__ for one in found.values()] == ["Document", "RegistryInvalid", "NoneType"]


@pytest.mark.parametrize("row", [None, 7, {}, {"titel": "zonder adres"}, {"url": 3}])
async def test_a_row_that_could_be_any_makes_no_answer(row: Any) -> None:
    with pytest.raises(RegistryInvalid):
        await adapter(says([document(1), row])).metadata(scope_of(), [uuid(1)], ZAAKVERTROUWELIJK, 1)


@pytest.mark.parametrize("key", ["", "x", "../1", f"{uuid(1)}/download", f"{uuid(1)}\n", f" {uuid(1)}"])
async def test_what_is_no_uuid_is_not_sent(key: str) -> None:
    wire = Wire(honest)
    found = await adapter(wire).metadata(scope_of(), [key], ZAAKVERTROUWELIJK, 1)
    assert isinstance(found[key], InvalidKey) and wire.requests == []
    found = await adapter(wire).metadata(scope_of(), [key, uuid(1)], ZAAKVERTROUWELIJK, 1)
    assert isinstance(found[uuid(1)], Document)
    assert [body["uuid__in"] for body in wire.bodies] == [[uuid(1)]]


async def test_nothing_asked_is_nothing_sent() -> None:
    wire = Wire(honest)
    assert await adapter(wire).metadata(scope_of(), [], ZAAKVERTROUWELIJK, 1) == {}
    assert wire.requests == []


async def test_more_than_a_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        await adapter(Wire(honest)).metadata(scope_of(), [uuid(n) for n in range(101)], ZAAKVERTROUWELIJK, 1)


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = RUBBISH[kind]
    loader = DocumentenLoaders(adapter(always(answer)), scope_of()).metadata
    (error,) = await asyncio.gather(loader.load(((uuid(1), ZAAKVERTROUWELIJK), NONE)), return_exceptions=True)
    assert type(error).__name__ == name
    assert isinstance(error, RegistryError) and error.registry == "documenten" and uuid(1) not in str(error)


async def test_the_canary_lives_where_ids_are_honoured_and_dies_where_they_are_not() -> None:
    assert await adapter(Wire(honest)).canary(scope_of(), "999990019") is True
    assert await adapter(says([document(1)])).canary(scope_of(), "999990019") is False
    nothing_shown = Wire(lambda _: json_answer({"count": 45, "next": None, "results": []}))
    assert await adapter(nothing_shown).canary(scope_of(), "999990019") is False


async def test_every_recorded_document_is_read_whole() -> None:
    read = 0
    for file in sorted(shared("recorded/openzaak").glob("*.json")):
        exchange = json.loads(file.read_text())
        path = exchange["request"]["line"].partition("/documenten/api/v1")[2].partition("?")[0]
        body = exchange["body"]
        if exchange["status"] != 200 or not path.startswith("/enkelvoudiginformatieobjecten"):
            continue
        rows = [row for row in (body.get("results", [body]) if isinstance(body, dict) else []) if "titel" in row]
        finished = [row | {"status": "definitief"} for row in rows]
        uuids = [row["url"].rpartition("/")[2] for row in rows]
        found = await adapter(says(finished)).metadata(scope_of(), uuids, Vertrouwelijkheid.ZEER_GEHEIM, 1)
        for key, row in zip(uuids, rows, strict=True):
            record = found[key]
            assert isinstance(record, Document)
            assert (record.titel, record.formaat, record.bestandsomvang, record.versie) == (
                row["titel"],
                row["formaat"],
                row["bestandsomvang"],
                row["versie"],
            )
            assert record.creatiedatum is not None and record.beschrijving == (row["beschrijving"] or None)
            read += 1
    assert read >= 5
