"""Parking permits in the Objects API: a hundred persons per search, and read as Open Object was seen to write them."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer
from sources.core.upstream import Upstream
from sources.objecten.adapter import ObjectenAdapter
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Vergunning
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of
from tests.shared import shared

JAN, ELS = "999990019", "999990020"
TYPE = "65afc6c1-ebd5-4569-bbb7-f12d83022947"  # as it was recorded
ANOTHER = "f8b66d5e-d5d3-4966-b46f-fde31dfd0c70"
BASE_URL = "https://objecten.example/api/v2"
RECORDED = {"999993653": 3}
Row = dict[str, Any]


def row(number: int, bsn: str | None = JAN, kind: str = TYPE, **data: Any) -> Row:
    held = {"zone": str(number), **({"bsn": bsn} if bsn is not None else {}), **data}
    record = {"index": 1, "typeVersion": 1, "data": held, "startAt": f"2026-02-{number:02}", "endAt": None}
    return {"uuid": str(UUID(int=number)), "type": f"http://binnen:8000/api/v2/objecttypes/{kind}", "record": record}


def page(*rows: Any, **other: Any) -> Answer:
    return json_answer({"count": len(rows), "next": None, "previous": None, "results": rows} | other)


def adapter(wire: Wire, option: str = TYPE) -> ObjectenAdapter:
    options = {"melding": ANOTHER, "parkeervergunning": option}
    return ObjectenAdapter(Upstream("objecten", wire, base_url=BASE_URL, options=options))


async def of(wire: Wire, *bsns: str) -> dict[str, Any]:
    return await read(adapter(wire), *bsns or (JAN,))


async def read(one: ObjectenAdapter, *bsns: str) -> dict[str, Any]:
    found = await one.vergunningen(scope_of(), [Belanghebbende(bsn) for bsn in bsns], 1)
    return {wie.nummer: rows for wie, rows in found.items()}


def zones(rows: Any) -> list[str | None]:
    return [each.zone if isinstance(each, Vergunning) else "error" for each in rows]


async def test_permits_are_one_search_with_the_persons_in_the_body_only() -> None:
    wire, scope = always(page(row(1, ELS), row(2))), scope_of()
    loader = ObjectenLoaders(adapter(wire), scope).vergunningen
    jan, els = await loader.load_many([(Belanghebbende(bsn), frozenset({"zone"})) for bsn in (JAN, ELS)])
    assert (zones(jan), zones(els)) == (["2"], ["1"]) and loader.kept
    [request], [call] = wire.requests, scope.calls
    assert (request.method, request.path, request.query) == ("POST", "/objects/search", (("pageSize", "500"),))
    assert wire.bodies == [{"type": f"{BASE_URL}/objecttypes/{TYPE}", "data_attrs": f"bsn__in__{JAN}|{ELS}"}]
    assert (call.operation, call.keys, call.wave) == ("POST /objects/search", 2, 1)


async def test_what_is_anothers_or_another_kind_is_dropped_and_what_says_no_owner_fails() -> None:
    one = adapter(always(page(row(1), row(2, ELS), row(3, kind=ANOTHER), row(4, None, ANOTHER), row(1))))
    assert zones((await read(one, JAN))[JAN]) == ["1"]
    assert one.dropped.rows == {"foreign": 3}
    for bad in (row(1, None), row(1) | {"record": {"data": {"bsn": JAN}}}, row(1) | {"record": None}):
        with pytest.raises(RegistryInvalid):
            await of(always(page(bad)))


async def test_a_permit_that_can_not_be_read_is_an_error_in_its_place() -> None:
    rows = (await of(always(page(row(1), row(2, status="zoek"), row(3, kentekens=[{}])))))[JAN]
    assert zones(rows) == ["1", "error", "error"] and all(isinstance(each, RegistryInvalid) for each in rows[1:])


async def test_no_call_for_a_company_or_for_what_is_no_number() -> None:
    wire = always(page(row(1)))
    loader = ObjectenLoaders(adapter(wire), scope_of()).vergunningen
    assert await loader.load((Belanghebbende("90000001"), frozenset())) == []
    for bad in ("", "999990018", "x" * 9):
        with pytest.raises(InvalidKey):
            await loader.load((Belanghebbende(bad), frozenset()))
        with pytest.raises(InvalidKey):
            await of(wire, bad)
    with pytest.raises(InvalidKey):
        await read(adapter(wire))
    assert wire.requests == []


async def test_pages_are_followed_and_end() -> None:
    replies = [page(row(1), next="https://elders/?page=9"), page(row(2))]
    wire = Wire(lambda _: replies.pop(0))
    assert zones((await of(wire))[JAN]) == ["1", "2"]
    assert [dict(request.query).get("page") for request in wire.requests] == [None, "2"]
    with pytest.raises(RegistryInvalid):
        await of(always(page(row(1), next="https://elders/")))


@pytest.mark.parametrize("what", RUBBISH)
async def test_rubbish_is_a_named_failure(what: str) -> None:
    answer, error = RUBBISH[what]
    with pytest.raises(RegistryError) as raised:
        await of(always(answer))
    assert type(raised.value).__name__ == error and JAN not in str(raised.value)


@pytest.mark.parametrize(("option", "kept"), [("", False), (TYPE, True), (f"https://types.example/{TYPE}/", True)])
def test_where_there_is_no_objecttype_no_permits_are_kept(option: str, kept: bool) -> None:
    assert adapter(always(page()), option).has_vergunningen is kept


def exchange(name: str) -> Any:
    return json.loads(shared(f"recorded/objects/{name}.json").read_text())


def replayed(found: Any) -> Answer:
    headers = {name.lower(): value for name, value in found["response_headers"]}
    body = found["body"]
    return Answer(found["status"], headers, body.encode() if isinstance(body, str) else json.dumps(body).encode())


def recorded() -> list[str]:
    """The recorded lists of permits alone, by their objecttype."""
    names = []
    for file in sorted(shared("recorded/objects").glob("*.json")):
        body = json.loads(file.read_text())["body"]
        rows = body.get("results") if isinstance(body, dict) else None
        whole = rows and all("bsn" in row.get("record", {}).get("data", {}) and "type" in row for row in rows)
        names += [file.stem] if whole else []
    return names


async def test_every_recorded_list_of_permits_is_read_and_each_is_of_who_it_names() -> None:
    names = recorded()
    assert len(names) >= 8 and "40-objects-search-data_attrs" in names
    for name in names:
        body = exchange(name)["body"]
        owners = sorted({row["record"]["data"]["bsn"] for row in body["results"]})
        found = await of(always(replayed(exchange(name) | {"body": body | {"next": None}})), *owners)
        assert {owner: len(rows) for owner, rows in found.items()} == {
            owner: sum(row["record"]["data"]["bsn"] == owner for row in body["results"]) for owner in owners
        }
        for row in body["results"]:
            data = row["record"]["data"]
            [mine] = [each for each in found[data["bsn"]] if isinstance(each, Vergunning) and each.uuid == row["uuid"]]
            assert (mine.zone, mine.kenteken) == (data["zone"], data["kenteken"])
            assert mine.geldig_tot == date.fromisoformat(data["geldigTot"])
            assert mine.sinds == date.fromisoformat(row["record"]["startAt"])
        stranger = await of(always(replayed(exchange(name) | {"body": body | {"next": None}})), JAN)
        assert stranger == {JAN: []}


async def test_the_recorded_search_is_written_as_ours() -> None:
    found = exchange("40-objects-search-data_attrs")
    wire = always(replayed(found))
    rows = await of(wire, *RECORDED)
    assert {bsn: len(each) for bsn, each in rows.items()} == RECORDED
    sent, ours = found["request"], wire.requests[0]
    assert sent["line"].rpartition("/api/v2")[2] == ours.path and sent["body"].keys() == wire.bodies[0].keys()
    assert sent["body"]["type"].rpartition("/")[2] == wire.bodies[0]["type"].rpartition("/")[2]
    # The operator of the list of numbers was recorded for a GET, with the same expression.
    [bsn] = RECORDED
    assert wire.bodies[0]["data_attrs"] == sent["body"]["data_attrs"].replace("exact", "in") == f"bsn__in__{bsn}"


@pytest.mark.parametrize(
    "name", ["41-objects-search-data_attr-list", "44-objects-search-no-content-crs", "35-auth-none"]
)
async def test_every_recorded_refusal_is_a_named_failure(name: str) -> None:
    with pytest.raises(RegistryError):
        await of(always(replayed(exchange(name))))


async def test_a_permit_of_the_own_contract_is_read_whole() -> None:
    plates = [{"kenteken": "TEST-001", "geldigVan": "2026-01-01T00:00:00Z"}]
    held: Row = {"soort": "bezoeker", "saldoMinuten": 90, "kentekens": plates, "vergunningnummer": "PV-1"}
    [permit] = (await of(always(page(row(1, **held)))))[JAN]
    assert (permit.soort, permit.saldo_minuten, permit.vergunningnummer) == ("bezoeker", 90, "PV-1")
    assert permit.kentekens[0].geldig_van == datetime.fromisoformat("2026-01-01T00:00:00+00:00")
