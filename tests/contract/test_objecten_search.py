"""What the stand-in of the Objects API finds, for whom, in which order, and what it refuses."""

import time
from datetime import timedelta
from typing import Any

import pytest

from sources.objecten.stub import PARKEERVERGUNNING
from tests.contract.objecten import BASE, BSN, CITY, HOST, NOWHERE, TASK, TYPE, UUIDS, ask, of, search, told

TODAY = CITY.today.isoformat()
YESTERDAY = (CITY.today - timedelta(days=1)).isoformat()


async def test_a_hundred_persons_are_one_call_that_does_not_take_long() -> None:
    bsns = [CITY.bsn(index) for index in range(2000, 2100)]
    began = time.perf_counter()
    found = await search(
        "belanghebbende__type__exact__bsn", f"belanghebbende__value__in__{'|'.join(bsns)}", query="?pageSize=500"
    )
    assert time.perf_counter() - began < 1
    owners = {data["belanghebbende"]["value"] for data in told(found)}
    assert len(owners) > 30 and owners <= set(bsns)
    alone = [data for bsn in bsns for data in told(await search(f"belanghebbende__value__exact__{bsn}"))]
    assert sorted(map(str, alone)) == sorted(map(str, told(found)))


async def test_who_is_named_narrows_and_an_empty_name_finds_nobody() -> None:
    key = "belanghebbende__value__"
    assert (await search(of("jan", "fatima"), of("fatima", "els")))["count"] == 1
    assert (await search(f"{key}exact__{BSN['jan']}", of("fatima")))["count"] == 0
    for nobody in ("exact__", "in__", "in__|", "exact__111222333", "in__111222333|abc"):
        assert (await search(key + nobody))["results"] == []
    assert (await search(of("jan"), "belanghebbende__type__exact__kvk"))["count"] == 0


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("soort__exact__ligt_klaar", lambda data: data["soort"] == "ligt_klaar"),
        ("soort__in__termijn|actie_nodig", lambda data: data["soort"] in ("termijn", "actie_nodig")),
        ("titel__nl__icontains__RIJBEWIJS", lambda data: "rijbewijs" in data["titel"]["nl"].lower()),
        ("tekst__en__icontains__your", lambda data: "your" in data.get("tekst", {}).get("en", "").lower()),
        ("soort__in__termijnen|xactie_nodig", lambda data: False),
        (f"publicatiedatum__lte__{TODAY}", lambda data: data["publicatiedatum"] <= TODAY),
        (f"publicatiedatum__lte__{YESTERDAY}", lambda data: data["publicatiedatum"] <= YESTERDAY),
        (f"publicatiedatum__lt__{YESTERDAY}", lambda data: data["publicatiedatum"] < YESTERDAY),
        (f"geldigTot__gte__{YESTERDAY}", lambda data: data.get("geldigTot", "") >= YESTERDAY),
        (f"geldigTot__gt__{YESTERDAY}", lambda data: data.get("geldigTot", "") > YESTERDAY),
        ("isGerelateerdAan__icontains__:rijbewijs", lambda data: "rijbewijs" in str(data.get("isGerelateerdAan"))),
        ("publicatiedatum__gte__5", lambda data: False),
        ("soort__exact__5", lambda data: False),
        ("isGerelateerdAan__exact__x", lambda data: False),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_an_expression_says_which(expression: str, holds: Any) -> None:
    names = ("jan", "fatima", "els", "wim")
    whole = told(await search(of(*names), query="?pageSize=500"))
    some = told(await search(expression, of(*names), query="?pageSize=500"))
    assert some == [data for data in whole if holds(data)]
    assert told(await search(expression, query="?pageSize=5")) or not some  # nobody named: everybody's


@pytest.mark.parametrize("quirks", [True, False])
@pytest.mark.parametrize(
    "wrong", ["soort", "soort__exact", "soort__is__x", "geldigTot__gt__morgen", "__", ",", "a,b__c"]
)
async def test_what_is_no_expression_is_refused(wrong: str, quirks: bool) -> None:
    answer = await ask("POST /objects/search", {"type": TYPE, "data_attrs": wrong}, quirks=quirks)
    assert answer.status_code == 400
    assert [fault["code"] for fault in answer.json()["invalid_params"]] == ["invalid-data-attrs-query"]


async def test_quirk_a_blank_filter_gives_everybodys() -> None:
    everybodys, tasks = (await search())["count"], (await search(type=TASK))["count"]
    permits = (await search(type=f"{HOST}{BASE}/objecttypes/{PARKEERVERGUNNING}"))["count"]
    assert permits > 50 and (everybodys, tasks) == (len(CITY.notices.everybodys), len(CITY.object_tasks.everybodys))
    for blank in ({"data_attrs": ""}, {"type": ""}, {"data_attr_s": of("jan")}, {"bsn": BSN["jan"]}):
        assert (await ask("POST /objects/search", blank)).json()["count"] == everybodys + tasks + permits
    for blank in ({"data_attrs": ""}, {"type": ""}):
        assert (await ask("POST /objects/search", blank, quirks=False)).status_code == 400


async def test_without_quirks_data_attr_is_a_filter_that_may_have_a_comma() -> None:
    found = await search(of("jan"), data_attr="locatie__icontains__Spui 70, Den", quirks=False)
    assert [data["soort"] for data in told(found)] == ["ligt_klaar"]
    answer = await ask("POST /objects/search", {"data_attr": ["soort__exact__termijn"]}, quirks=False)
    assert answer.status_code == 400


async def test_pages_are_the_list_in_parts() -> None:
    whole = await search(of("wim"))
    assert whole["count"] == len(whole["results"]) == 60
    first, last = await search(of("wim"), query="?pageSize=50"), await search(of("wim"), query="?page=2&pageSize=50")
    assert first["results"] + last["results"] == whole["results"]
    assert first["next"] == f"{HOST}{BASE}/objects/search?page=2&pageSize=50"
    assert last["previous"] == f"{HOST}{BASE}/objects/search?pageSize=50"
    for usual in ("pageSize=0", "pageSize=-3", "pageSize=abc", "pageSize="):
        assert len((await search(query=f"?{usual}"))["results"]) == 100
    assert len((await search(query="?pageSize=1000"))["results"]) == 500
    for page in ("0", "-1", "abc", "3"):
        answer = await ask(f"POST /objects/search?pageSize=50&page={page}", {"type": TYPE, "data_attrs": of("wim")})
        assert (answer.status_code, answer.json()["detail"]) == (404, "Invalid page.")


async def test_objects_come_in_the_order_that_is_asked() -> None:
    days = [data["publicatiedatum"] for data in told(await search(of("wim"), ordering="record__data__publicatiedatum"))]
    assert days == sorted(days) and len(set(days)) > 10
    back = await search(of("wim"), ordering="-record__data__publicatiedatum,record__data__soort")
    pairs = [(data["publicatiedatum"], data["soort"]) for data in told(back)]
    assert pairs == sorted(sorted(pairs, key=lambda pair: pair[1]), key=lambda pair: pair[0], reverse=True)
    assert await search(of("wim"), ordering="foo") == await search(of("wim"))


async def test_the_other_filters_of_the_openapi() -> None:
    whole = await search(of("wim"))
    middle = whole["results"][30]["record"]["startAt"]
    for name in ("date", "registrationDate"):
        past = await search(of("wim"), **{name: middle})
        assert past["results"] == [row for row in whole["results"] if row["record"]["startAt"] <= middle]
    both = await ask("POST /objects/search", {"date": middle, "registrationDate": middle})
    assert both.json()["invalid_params"][0]["code"] == "invalid-date-query-params"
    assert (await ask("POST /objects/search", {"date": "2026-02-30"})).status_code == 400
    assert (await search(of("wim"), typeVersion=2))["count"] == 0
    assert 0 < (await search(of("wim"), data_icontains="PARKEER"))["count"] < 60


async def test_one_object_is_as_in_the_list() -> None:
    row = (await search(of("jan")))["results"][0]
    assert (await ask(f"GET /objects/{row['uuid']}")).json() == row
    assert row["url"] == f"{HOST}{BASE}/objects/{row['uuid']}" and row["type"] == TYPE
    assert (await ask("GET" + f" /objects/{row['record']['data']['uuid']}")).status_code == 404
    elsewhere = await ask(f"GET /objects/{row['uuid']}", headers={"Host": "elders.test:8000"})
    assert elsewhere.json()["url"] == f"http://elders.test:8000{BASE}/objects/{row['uuid']}"


@pytest.mark.parametrize("path", [f"/objecttypes/{NOWHERE}", "/objecttypes/abc", f"/objects/{NOWHERE}"])
async def test_what_is_not_there_is_not_found(path: str) -> None:
    answer = await ask(f"GET {path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await ask("GET /objecttypes?dataClassification=open")).json()["count"] == 0


@pytest.mark.parametrize(
    ("header", "code"),
    [
        *((None, "not_authenticated"), ("", "not_authenticated"), ("Bearer x", "not_authenticated")),
        *(
            ("Token", "authentication_failed"),
            ("Token ", "authentication_failed"),
            ("Token x", "authentication_failed"),
        ),
    ],
)
@pytest.mark.parametrize("line", ["POST /objects/search", f"GET /objects/{UUIDS[0]}", "GET /objecttypes"])
async def test_nobody_is_told_anything_without_the_token(line: str, header: str | None, code: str) -> None:
    answer = await ask(line, {} if line.startswith("POST") else None, {"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, code)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        *((b"{", {}, 400), (b"[]", {}, 400), (b"\xff", {}, 400), (b"[" * 5000, {}, 400)),
        *((b"{}", {"Content-Type": "text/plain"}, 415), (b"{}", {"Accept": "text/html"}, 406)),
        *((b"{}", {"Content-Crs": "EPSG:28992"}, 406), (b"{}", {"Content-Crs": None}, 412)),
        *((b'{"type": 7}', {}, 400), (b'{"data_attrs": ["soort__exact__x"]}', {}, 400)),
    ],
)
async def test_what_is_no_search_is_refused(body: bytes, headers: Any, status: int) -> None:
    answer = await ask("POST /objects/search", body, headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")


async def test_what_is_not_played_is_a_page_unless_asked_to_be_exact() -> None:
    assert (await ask("GET /permissions")).headers["content-type"].startswith("text/html")
    for line, status in (("GET /permissions", 404), ("DELETE /objecttypes", 405)):
        answer = await ask(line, quirks=False)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
