"""The Objects API adapter on the wire: messages of a hundred persons at once, of those days and persons only."""

import asyncio
import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from sources.objecten.adapter import ObjectenAdapter
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Melding, MeldingSoort, Tekst
from sources.objecten.stub import MELDING
from tests.contract.objecten import CITY, ask
from tests.contract.objecten import TYPE as MELDING_TYPE
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of
from tests.shared import shared

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(2000)) if valid_bsn(bsn)]
JAN, ELS, NOBODY = BSNS[0], BSNS[1], BSNS[-1]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
TYPE = "65afc6c1-ebd5-4569-bbb7-f12d83022947"
BASE_URL = "https://objecten.example/objecten/api/v2"
ANOTHER = f"{BASE_URL}/objecttypes/f8b66d5e-d5d3-4966-b46f-fde31dfd0c70"
KIND = f"http://binnen:8000/objecten/api/v2/objecttypes/{TYPE}"
NONE = frozenset[str]()
GEHEIM = "geheim-7"
Row = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=number))


def melding(number: int, bsn: str = JAN, **other: Any) -> Row:
    """The data of a message; one that is None is left out."""
    whose = {"uuid": uuid(number), "belanghebbende": {"type": "bsn", "value": bsn}, "soort": "mededeling"}
    data = {**whose, "titel": {"nl": f"melding {number}"}, "publicatiedatum": "2026-11-01"} | other
    return {name: value for name, value in data.items() if value is not None}


def object_of(data: Any, kind: str | None = KIND) -> Row:
    """As seen from behind another host name: URLs follow the Host header."""
    record = {"index": 1, "typeVersion": 1, "data": data, "geometry": None, "startAt": "2026-11-01", "endAt": None}
    return {"url": f"http://binnen:8000/objecten/api/v2/objects/{uuid(99)}", "type": kind, "record": record}


def page(*rows: Any, **other: Any) -> Answer:
    return json_answer({"count": len(rows), "next": None, "previous": None, "results": rows} | other)


def says(*datas: Any) -> Wire:
    return always(page(*map(object_of, datas)))


def adapter(wire: Wire, option: str = TYPE) -> ObjectenAdapter:
    return ObjectenAdapter(Upstream("objecten", wire, base_url=f"{BASE_URL}/", options={"melding": option}))


async def of(wire: Wire, *bsns: str, today: date = TODAY) -> list[Any]:
    found = await adapter(wire).meldingen(scope_of(), bsns or (JAN,), today, 1)
    assert list(found) == list(bsns or (JAN,))
    return list(found.values())


def titles(rows: Any) -> list[str]:
    return [row.titel.nl.rpartition(" ")[2] if isinstance(row, Melding) else type(row).__name__ for row in rows]


def conditions(wire: Wire, number: int = 0) -> list[str]:
    """The expressions of `data_attrs`, each as its documentation has it: key, operator and value, without a comma."""
    found: list[str] = wire.bodies[number]["data_attrs"].split(",")
    for each in found:
        key, operator, value = each.rsplit("__", 2)
        assert key and operator in ("exact", "in", "lte", "gte") and value and "__" not in value
    return found


async def test_messages_are_one_search_with_the_persons_in_the_body_only() -> None:
    wire, scope = says(melding(1, ELS), melding(2)), scope_of()
    loader = ObjectenLoaders(adapter(wire), scope).meldingen
    jan, els = await loader.load_many([((bsn, TODAY), frozenset({"titel"})) for bsn in (JAN, ELS)])
    assert (titles(jan), titles(els)) == (["2"], ["1"])
    (request,) = wire.requests
    assert (request.method, request.path) == ("POST", "/objects/search")
    assert request.query == (("pageSize", "500"),) and request.idempotent
    headers = {"Accept": "application/json", "Content-Type": "application/json", "Content-Crs": "EPSG:4326"}
    assert {name: value for name, value in request.headers.items() if name != "traceparent"} == headers
    assert wire.bodies[0].keys() == {"type", "data_attrs"}  # `data_attr` in a body breaks the registry down
    assert conditions(wire) == [
        "belanghebbende__type__exact__bsn",
        "publicatiedatum__lte__2026-11-23",
        "publicatiedatum__gte__2025-11-22",
        f"belanghebbende__value__in__{JAN}|{ELS}",
    ]
    assert not any(bsn in str((request.path, request.query, request.headers)) for bsn in (JAN, ELS))
    (call,) = scope.calls
    assert (call.operation, call.asked, call.keys, call.wave) == ("POST /objects/search", NONE, 2, 1)


@pytest.mark.parametrize(
    ("option", "type_"),
    [
        (TYPE, f"{BASE_URL}/objecttypes/{TYPE}"),
        (f"https://types.example/api/v2/objecttypes/{TYPE}", f"https://types.example/api/v2/objecttypes/{TYPE}"),
        (f"https://types.example/api/v2/objecttypes/{TYPE}/", f"https://types.example/api/v2/objecttypes/{TYPE}/"),
    ],
)
async def test_the_objecttype_is_a_uuid_here_or_a_whole_address(option: str, type_: str) -> None:
    kinds = [KIND, f"{BASE_URL}/objecttypes/{TYPE}", ANOTHER, f"{BASE_URL}/objecttypes/x{TYPE}", ""]
    wire = always(page(*(object_of(melding(at), kind) for at, kind in enumerate(kinds))))
    one = adapter(wire, option)
    found = await one.meldingen(scope_of(), [JAN], TODAY, 1)
    assert wire.bodies[0]["type"] == type_
    assert titles(found[JAN]) == ["0", "1"] and one.dropped.rows == {"foreign": 3}


@pytest.mark.parametrize(("persons", "calls"), [(1, [1]), (100, [100]), (101, [100, 1])])
async def test_a_hundred_persons_share_a_call_and_all_calls_leave_together(persons: int, calls: list[int]) -> None:
    wire, scope = Wire(lambda _: page(), seconds=0.01), scope_of()
    loader = ObjectenLoaders(adapter(wire), scope).meldingen
    assert await loader.load_many([((bsn, TODAY), NONE) for bsn in BSNS[:persons]]) == [[]] * persons
    assert [len(conditions(wire, at)[-1].split("|")) for at in range(len(calls))] == calls and wire.busiest == len(
        calls
    )
    assert [(call.keys, call.wave) for call in scope.calls] == [(each, 1) for each in calls]
    await loader.load(((BSNS[0], TODAY), frozenset({"tekst.en"})))  # an object comes whole
    assert len(wire.requests) == len(calls)
    with pytest.raises(ValueError, match="at most 100 persons"):
        await adapter(wire).meldingen(scope_of(), BSNS[:101], TODAY, 1)


async def test_a_message_is_read_whole_and_what_is_not_there_is_none() -> None:
    texts: Row = {"titel": {"nl": "Paspoort", "en": "Passport"}, "tekst": {"nl": "Haal het op"}, "locatie": "Spui 70"}
    where = {"handelingsperspectief": "https://denhaag.nl/x", "geldigTot": "2026-12-31"}
    wide = melding(1, soort="ligt_klaar", **texts, **where)
    (rows,) = await of(says(wide | {"isGerelateerdAan": ["urn:nld:x"]}, melding(2)))
    day, bare = date(2026, 11, 1), Melding(uuid(2), MeldingSoort.MEDEDELING, Tekst("melding 2"), date(2026, 11, 1))
    titel, tekst, end = Tekst("Paspoort", "Passport"), Tekst("Haal het op"), date(2026, 12, 31)
    there = (titel, day, tekst, end, "https://denhaag.nl/x", "Spui 70", ["urn:nld:x"])
    assert rows == [Melding(uuid(1), MeldingSoort.LIGT_KLAAR, *there), bare]
    assert "Paspoort" not in repr(rows) and "Haal" not in repr(rows)


def test_the_soorten_of_a_message_are_those_of_its_schema_and_one_of_ours() -> None:
    schema = json.loads(shared("registers/eigen-contracten/melding.schema.json").read_text())["properties"]
    assert [soort.value for soort in MeldingSoort] == [*schema["soort"]["enum"], "hoger_niveau"]
    fields = {field.encode_name for field in msgspec.structs.fields(Melding)}
    assert fields - schema.keys() == {"regel", "niveau"} and schema.keys() - fields == {"belanghebbende"}


@pytest.mark.parametrize(
    ("geldig_tot", "shown"),
    [(None, True), (TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True), (date(2020, 1, 1), False)],
)
async def test_a_message_matters_up_to_and_on_its_last_day(geldig_tot: date | None, shown: bool) -> None:
    wire = says(melding(1, geldigTot=geldig_tot and str(geldig_tot)))
    one = adapter(wire)
    assert titles((await one.meldingen(scope_of(), [JAN], TODAY, 1))[JAN]) == ["1"] * shown
    assert not one.dropped.rows and not any("geldigTot" in each for each in conditions(wire))


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2025, 3, 1), date(2026, 12, 31)])
async def test_what_is_asked_was_published_up_to_today_and_in_the_year_before(today: date) -> None:
    wire = says()
    await of(wire, today=today)
    last, first = (date.fromisoformat(each.rpartition("__")[2]) for each in conditions(wire)[1:3])
    assert last == today and 365 <= (last - first).days <= 366


@pytest.mark.parametrize("published", [0, -1, 1, -365, -366, -367])
async def test_the_registry_itself_finds_what_is_published_and_nothing_that_is_still_to_come(published: int) -> None:
    """The conditions as they were sent, at the stand-in: what it then finds is what its messages say of themselves."""
    bsn = next(CITY.bsn(index) for index in range(2000, 2100) if CITY.notices.of(index))

    async def days(attrs: str) -> list[date]:
        found = (await ask("POST /objects/search", {"type": MELDING_TYPE, "data_attrs": attrs})).json()["results"]
        return [date.fromisoformat(row["record"]["data"]["publicatiedatum"]) for row in found]

    whole, wire = await days(f"belanghebbende__value__exact__{bsn}"), says()
    today = whole[0] - published * DAY
    await of(wire, bsn, today=today)
    found = await days(wire.bodies[0]["data_attrs"])
    assert found == [day for day in whole if today - 366 * DAY <= day <= today]
    assert (whole[0] in found) == (-366 <= published <= 0)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"soort": wrong} for wrong in ("iets_nieuws", "", 1)),
        *({"titel": wrong} for wrong in ("melding", {}, {"en": "only"}, {"nl": 1})),
        *({"publicatiedatum": wrong} for wrong in ("2026-02-30", "gisteren", 20261101)),
        *({"geldigTot": wrong} for wrong in ("2026-02-30", "", 1)),
        *({name: None} for name in ("uuid", "soort", "titel", "publicatiedatum")),
        {"tekst": "tekst"},
        {"locatie": ["Spui 70"]},
    ],
    ids=str,
)
async def test_a_message_that_cannot_be_read_is_its_own_error_in_its_own_place(wrong: Row) -> None:
    jan, els = await of(says(melding(1), melding(2, **wrong), melding(3), melding(4, ELS)), JAN, ELS)
    assert titles(jan) == ["1", "RegistryInvalid", "3"] and titles(els) == ["4"]
    assert str(jan[1]) == "objecten: not as its contract says"


async def test_messages_of_others_and_of_other_kinds_of_persons_are_dropped_and_counted() -> None:
    others = [melding(1, ELS), melding(2, "12345678"), melding(3, ""), melding(4, ELS, soort="iets_nieuws")]
    others += [melding(5, belanghebbende={"type": "kvk", "value": JAN})]
    one = adapter(says(*others, melding(6)))
    found = await one.meldingen(scope_of(), [JAN, "", "12345678"], TODAY, 1)
    assert titles(found[JAN]) == ["6"] and one.dropped.rows == {"foreign": 5}
    assert isinstance(found[""], InvalidKey) and isinstance(found["12345678"], InvalidKey)


OWNERS: list[Any] = [GEHEIM, {}, {"type": "bsn"}, {"value": JAN}, [{"type": "bsn", "value": JAN}]]
OWNERS += [{"type": "bsn", "value": wrong} for wrong in (None, 7, [GEHEIM])]
ANYONES: list[Any] = [None, GEHEIM, [], {}]
ANYONES += [object_of(data) for data in [*ANYONES, *(melding(1, belanghebbende=who) for who in OWNERS)]]
ANYONES += [{"type": KIND, "record": wrong} for wrong in ANYONES[:4]]
ANYONES += [7, {"type": KIND}, {"record": {"data": melding(1)}}, object_of(melding(1), None)]


@pytest.mark.parametrize("row", ANYONES, ids=str)
async def test_a_message_that_could_be_anyones_fails_the_call_without_telling_of_it(row: Any) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await of(always(page(object_of(melding(2)), row)), JAN, ELS)
    assert str(raised.value) == "objecten: not as its contract says" and raised.value.__context__ is None


def paged(rows: list[Row], size: int) -> Wire:
    def answer(request: Request) -> Answer:
        number = int(dict(request.query).get("page", 1))
        more = "http://binnen/?page" if rows[number * size :] else None
        return page(*rows[(number - 1) * size : number * size], count=len(rows), next=more)

    return Wire(answer)


async def test_pages_are_followed_by_their_numbers_and_never_by_the_address_of_the_answer() -> None:
    wire, scope = paged([object_of(melding(number, BSNS[number % 2])) for number in range(7)], 2), scope_of()
    found = await adapter(wire).meldingen(scope, [JAN, ELS], TODAY, 3)
    assert [titles(rows) for rows in found.values()] == [["0", "2", "4", "6"], ["1", "3", "5"]]
    size = ("pageSize", "500")
    assert [request.query for request in wire.requests] == [(size,), *((("page", page), size) for page in "234")]
    assert len({(request.path, request.body) for request in wire.requests}) == 1
    assert [(call.wave, call.keys) for call in scope.calls] == [(3, 2), (4, 2), (5, 2), (6, 2)]


async def test_endless_pages_end_and_a_page_that_fails_fails_the_call() -> None:
    wire = Wire(lambda _: page(object_of(melding(1)), next="more"))
    with pytest.raises(RegistryInvalid):
        await of(wire)
    assert len(wire.requests) == 10
    rows = [page(object_of(melding(1)), next="more"), json_answer({"code": "not_found"}, 404)]
    with pytest.raises(RegistryInvalid):
        await of(Wire(lambda _: rows.pop(0)))


@pytest.mark.parametrize("bsn", ["", "1", "12345678", "123456789", f"{JAN} ", f"{JAN}|{ELS}", "000000000", "٩٩٩٩٩٠٠١٩"])
async def test_what_is_no_bsn_is_not_sent(bsn: str) -> None:
    wire = says()
    bad, good = await of(wire, bsn, JAN)
    assert isinstance(bad, InvalidKey) and good == []
    assert [conditions(wire)[-1]] == [f"belanghebbende__value__in__{JAN}"]
    with pytest.raises(InvalidKey):
        await ObjectenLoaders(adapter(wire), scope_of()).meldingen.load(((bsn, TODAY), NONE))
    with pytest.raises(InvalidKey):
        await adapter(wire).canary(scope_of(), bsn)
    assert await adapter(wire).meldingen(scope_of(), [], TODAY, 1) == {}  # an empty value would ask for everybody
    assert len(wire.requests) == 1


OTHERWISE: dict[str, tuple[Answer, str]] = {
    "no token": (json_answer({"code": "not_authenticated", "detail": JAN}, 401), "RegistryUnavailable"),
    "no count": (json_answer({"results": [], "next": None}), "RegistryInvalid"),
    "no results": (json_answer({"count": 0, "next": None}), "RegistryInvalid"),
    "next as an object": (page(next={"href": "x"}), "RegistryInvalid"),
}


@pytest.mark.parametrize("kind", [*RUBBISH, *OTHERWISE])
async def test_rubbish_is_a_named_failure_and_never_an_empty_list(kind: str) -> None:
    answer, name = RUBBISH.get(kind) or OTHERWISE[kind]
    one = adapter(always(answer))
    loader = ObjectenLoaders(one, scope_of()).meldingen
    calls = [*(loader.load(((bsn, TODAY), NONE)) for bsn in (JAN, ELS)), one.canary(scope_of(), NOBODY)]
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error).__name__ for error in errors] == [name] * 3
    assert all(isinstance(error, RegistryError) and error.registry == "objecten" for error in errors)
    assert not any(bsn in str(error) for error in errors for bsn in (JAN, ELS, NOBODY))


async def test_the_canary_lives_where_persons_are_honoured_and_dies_where_they_are_not() -> None:
    wire = says()
    assert await adapter(wire).canary(scope_of(), NOBODY) is True
    assert conditions(wire) == ["belanghebbende__type__exact__bsn", f"belanghebbende__value__in__{NOBODY}"]
    assert wire.bodies[0]["type"] == f"{BASE_URL}/objecttypes/{TYPE}" and NOBODY not in str(wire.requests[0].query)
    everybody = [page(object_of(data)) for data in (melding(1), melding(1, NOBODY), GEHEIM)]
    everybody += [page(count=3), page(object_of(melding(1)), count=0)]
    for answer in everybody:
        assert await adapter(always(answer)).canary(scope_of(), NOBODY) is False


def recordings() -> list[tuple[str, Row]]:
    """The recorded exchanges with Open Object."""
    files = sorted(shared("recorded/objects").glob("*.json"))
    assert len(files) > 50
    return [(file.stem, json.loads(file.read_text())) for file in files]


def replayed(exchange: Row) -> Answer:
    headers = {name.lower(): value for name, value in exchange["response_headers"]}
    body = exchange["body"]
    return Answer(exchange["status"], headers, body.encode() if isinstance(body, str) else json.dumps(body).encode())


async def test_every_recorded_list_of_objects_is_read_and_none_of_its_objects_is_taken_for_a_message() -> None:
    """They are of other kinds, whose owner stands elsewhere: with an owner of ours they are dropped by their kind."""
    lists = pages = 0
    for name, exchange in recordings():
        body = exchange["body"]
        if exchange["status"] != 200 or not isinstance(body, dict) or not body.get("results"):
            continue
        if not all("record" in row and "type" in row for row in body["results"]):
            continue
        first = body | {"next": None}
        with pytest.raises(RegistryInvalid):  # nothing says whose these are
            one = adapter(always(replayed(exchange | {"body": first})), body["results"][0]["type"])
            await one.meldingen(scope_of(), [JAN], TODAY, 1)
        owned = [row | {"record": {"data": row["record"].get("data", {}) | melding(7)}} for row in body["results"]]
        one = adapter(always(replayed(exchange | {"body": first | {"results": owned}})), MELDING)
        assert (await one.meldingen(scope_of(), [JAN], TODAY, 1))[JAN] == [], name
        assert one.dropped.rows == {"foreign": len(owned)}
        lists, pages = lists + 1, pages + (body["next"] is not None)
    assert lists >= 15 and pages >= 1


async def test_the_recorded_search_is_written_as_ours_and_its_objects_read_as_messages_when_they_are() -> None:
    exchange = dict(recordings())["40-objects-search-data_attrs"]
    wire = always(replayed(exchange))
    with pytest.raises(RegistryInvalid):
        await of(wire)
    sent, ours = exchange["request"], wire.requests[0]
    assert sent["line"].rpartition("/api/v2")[2] == ours.path and sent["body"].keys() == wire.bodies[0].keys()
    headers = {name: sent["headers"][name] for name in ("Accept", "Content-Type", "Content-Crs")}
    assert headers.items() <= ours.headers.items() and sent["body"]["type"].rpartition("/")[2] == TYPE
    rows = [row | {"record": {"data": melding(at)}} for at, row in enumerate(exchange["body"]["results"])]
    (found,) = await of(always(replayed(exchange | {"body": exchange["body"] | {"results": rows}})))
    assert titles(found) == ["0", "1", "2"]


async def test_every_recorded_refusal_of_a_search_is_a_named_failure() -> None:
    seen = set()
    for name, exchange in recordings():
        if exchange["status"] >= 400 and isinstance(exchange["body"], dict | str):
            with pytest.raises(RegistryError) as raised:
                await of(always(replayed(exchange)))
            unavailable = exchange["status"] in (401, 403) or exchange["status"] >= 500
            assert type(raised.value).__name__ == ("RegistryUnavailable" if unavailable else "RegistryInvalid"), name
            seen.add(exchange["status"])
    assert {400, 401, 404, 412, 500} <= seen


async def test_the_recorded_second_page_says_where_the_third_is_and_the_adapter_counts_for_itself() -> None:
    exchange = dict(recordings())["55-search-page2-data_attrs"]
    rows = [row | {"record": {"data": melding(at)}} for at, row in enumerate(exchange["body"]["results"])]
    body = exchange["body"] | {"results": [row | {"type": f"x/{TYPE}"} for row in rows]}
    answers = [replayed(exchange | {"body": body}), page()]
    wire = Wire(lambda _: answers.pop(0))
    assert titles((await of(wire))[0]) == ["0", "1"]
    assert [dict(request.query) for request in wire.requests] == [{"pageSize": "500"}, {"page": "2", "pageSize": "500"}]
