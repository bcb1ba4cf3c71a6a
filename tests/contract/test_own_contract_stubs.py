"""The stand-ins of facturen and belastingen against the schemas of the own contract, and against its rules."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import httpx
import jsonschema_rs
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.belastingen import stub as belastingen
from sources.city import PERSONAS, City
from sources.facturen import stub as facturen
from tests.shared import shared

CITY = City(2026, date(2026, 11, 23))
BSN = {persona.name: persona.bsn for persona in PERSONAS}
STREET = [CITY.bsn(index) for index in range(1000, 1100)]  # a hundred ordinary residents
ANYBODY = "ZoekMetBurgerservicenummer"


@dataclass(frozen=True)
class Source:
    """One source behind the contract: where it is, and what its things are called."""

    base: str
    soort: str
    datum: str
    schema: str
    stub: Callable[..., Starlette]
    key: str

    async def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str | None] | None = None
    ) -> httpx.Response:
        """Ask `{soort}{path}`, with the key unless told otherwise."""
        app = Starlette(routes=[Mount(self.base, self.stub(CITY))])
        usual: dict[str, str | None] = {"X-API-KEY": self.key, "Content-Type": "application/json" if body else None}
        sent = {name: value for name, value in (usual | (headers or {})).items() if value is not None}
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bron.test") as client:
            return await client.request(method, f"{self.base}/{self.soort}{path}", content=content, headers=sent)

    async def search(self, *bsns: str, query: str = "", **more: Any) -> Any:
        """The answer to a search that is 200."""
        answer = await self.ask("POST", f"/_zoek{query}", asking(*bsns, **more))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    def validator(self) -> jsonschema_rs.Validator:
        """The schema of one thing, formats included."""
        schema = json.loads(shared(f"registers/eigen-contracten/{self.schema}.schema.json").read_text())
        return jsonschema_rs.validator_for(schema, validate_formats=True)


def asking(*bsns: str, **more: Any) -> dict[str, Any]:
    return {"type": ANYBODY, "burgerservicenummer": list(bsns), **more}


FACTUREN = Source(
    "/facturen/api/v1", "facturen", "factuurdatum", "factuur", facturen.stub_app, facturen.CREDENTIALS["secret"]
)
BELASTINGEN = Source(
    "/belastingen/api/v1",
    "belastingaanslagen",
    "dagtekening",
    "belastingaanslag",
    belastingen.stub_app,
    belastingen.CREDENTIALS["secret"],
)
each = pytest.mark.parametrize("source", [FACTUREN, BELASTINGEN], ids=lambda source: source.soort)


@each
async def test_every_result_is_as_the_schema_says(source: Source) -> None:
    validator = source.validator()
    for bsns in (list(BSN.values()), STREET):
        found = await source.search(*bsns, query="?pageSize=500")
        assert found["count"] > 100
        for row in found["results"]:
            validator.validate(row)
            assert row["belanghebbende"]["value"] in bsns


@each
async def test_every_field_of_the_schema_can_be_asked_and_no_other(source: Source) -> None:
    schema = json.loads(shared(f"registers/eigen-contracten/{source.schema}.schema.json").read_text())

    def paths(part: Any, above: str = "") -> list[str]:
        found = []
        for name, below in part.get("items", part).get("properties", {}).items():
            found += [above + name, *paths(below, f"{above}{name}.")]
        return found

    known = paths(schema)
    assert "regels.bedrag" in known and "termijnen.betaald" in known
    await source.search(BSN["jan"], fields=known)
    for wrong in ("regels.onbekend", "Uuid", "uuid.x", "regels.", "", "regels[0].bedrag", 7, None):
        answer = await source.ask("POST", "/_zoek", asking(BSN["jan"], fields=["uuid", wrong]))
        assert answer.status_code == 400
        assert [fault["name"] for fault in answer.json()["invalidParams"]] == ["fields[1]"]


@each
async def test_no_more_than_the_fields_is_told_but_always_whose_it_is(source: Source) -> None:
    whole = (await source.search(BSN["anja"]))["results"]
    cut = (await source.search(BSN["anja"], fields=["bedrag", "regels.bedrag", "termijnen.vervaldatum"]))["results"]
    assert len(cut) == len(whole) > 0
    for row, all_of_it in zip(cut, whole, strict=True):
        expected = {name: all_of_it[name] for name in ("belanghebbende", "bedrag")}
        expected["regels"] = [{"bedrag": line["bedrag"]} for line in all_of_it["regels"]]
        if "termijnen" in all_of_it:
            expected["termijnen"] = [{"vervaldatum": term["vervaldatum"]} for term in all_of_it["termijnen"]]
        assert row == expected
    lines = (await source.search(BSN["anja"], fields=["regels", "regels.bedrag"]))["results"]
    assert [row["regels"] for row in lines] == [row["regels"] for row in whole]


@each
async def test_the_newest_come_first_and_of_one_day_the_last_uuid(source: Source) -> None:
    found = await source.search(*STREET[:60], BSN["wim"], query="?pageSize=500")
    places = [(row[source.datum], row["uuid"]) for row in found["results"]]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)
    assert any(one[0] == other[0] for one, other in pairwise(places))


@each
async def test_pages_are_the_list_in_parts(source: Source) -> None:
    whole = await source.search(BSN["wim"], query="?pageSize=500")
    assert whole["count"] == len(whole["results"]) and whole["next"] is None is whole["previous"]
    rows, answer, pages = [], await source.search(BSN["wim"], query="?pageSize=4"), 1
    assert answer["previous"] is None
    rows += answer["results"]
    while answer["next"] is not None:
        page = answer["next"]
        assert page.startswith(f"http://bron.test{source.base}/{source.soort}/_zoek?")
        answer, pages = await source.search(BSN["wim"], query="?" + page.partition("?")[2]), pages + 1
        assert answer["previous"] is not None and answer["count"] == whole["count"]
        rows += answer["results"]
    assert rows == whole["results"] and pages == -(-whole["count"] // 4)


async def test_a_page_holds_a_hundred_unless_asked() -> None:
    found = await FACTUREN.search(BSN["wim"])
    assert (found["count"], len(found["results"])) == (130, 100)
    assert found["next"] is not None


@each
async def test_a_hundred_persons_are_one_call_that_does_not_take_long(source: Source) -> None:
    began = time.perf_counter()
    found = await source.search(*STREET, query="?pageSize=500")
    assert time.perf_counter() - began < 2
    rows: list[Any] = []
    for bsn in STREET[:10]:
        rows += (await source.search(bsn, query="?pageSize=500"))["results"]
    theirs = [row for row in found["results"] if row["belanghebbende"]["value"] in STREET[:10]]
    assert sorted(rows, key=lambda row: str(row["uuid"])) == sorted(theirs, key=lambda row: str(row["uuid"]))


@each
async def test_a_person_counts_once_and_a_stranger_has_nothing(source: Source) -> None:
    once = await source.search(BSN["jan"])
    assert await source.search(BSN["jan"], BSN["jan"], "111222333", "000000000", "999900000") == once
    assert (await source.search("111222333"))["results"] == []


@each
async def test_statuses_and_days_narrow_the_list(source: Source) -> None:
    whole = (await source.search(*STREET, query="?pageSize=500"))["results"]
    statuses = {row["status"] for row in whole}
    assert len(statuses) > 3
    for status in statuses:
        some = (await source.search(*STREET, status=[status], query="?pageSize=500"))["results"]
        assert some == [row for row in whole if row["status"] == status]
    two = sorted(statuses)[:2]
    both = (await source.search(*STREET, status=two, query="?pageSize=500"))["results"]
    assert both == [row for row in whole if row["status"] in two]
    first, last = whole[len(whole) // 2][source.datum], whole[3][source.datum]
    some = (await source.search(*STREET, datumVanaf=first, datumTot=last, query="?pageSize=500"))["results"]
    assert some == [row for row in whole if first <= row[source.datum] <= last]
    assert {first, last} <= {row[source.datum] for row in some}
    assert (await source.search(*STREET, datumVanaf=last, datumTot=first))["count"] in (0, len(some))


@each
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"type": "RaadpleegMetBurgerservicenummer"}, "type"),
        ({"type": None}, "type"),
        ({"burgerservicenummer": []}, "burgerservicenummer"),
        ({"burgerservicenummer": BSN["jan"]}, "burgerservicenummer"),
        ({"burgerservicenummer": [BSN["jan"]] * 101}, "burgerservicenummer"),
        ({"burgerservicenummer": [BSN["jan"], "12345678"]}, "burgerservicenummer[1]"),
        ({"burgerservicenummer": ["٩٩٩٩٠٠٠٠٦"]}, "burgerservicenummer[0]"),
        ({"burgerservicenummer": [999900006]}, "burgerservicenummer[0]"),
        ({"fields": []}, "fields"),
        ({"fields": "uuid"}, "fields"),
        ({"status": []}, "status"),
        ({"status": ["onbekend"]}, "status[0]"),
        ({"status": "open"}, "status"),
        ({"datumVanaf": "2026-02-29"}, "datumVanaf"),
        ({"datumTot": "20260301"}, "datumTot"),
        ({"datumTot": 2026}, "datumTot"),
        ({"bsn": BSN["jan"]}, "bsn"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_wrong_body_is_told_what_is_wrong(source: Source, wrong: dict[str, Any], named: str) -> None:
    answer = await source.ask("POST", "/_zoek", asking(BSN["jan"]) | wrong)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400 and problem["title"]
    assert [fault["name"] for fault in problem["invalidParams"]] == [named]
    assert all(fault["code"] and fault["reason"] for fault in problem["invalidParams"])
    assert BSN["jan"] not in answer.text  # nothing of what was sent


@each
@pytest.mark.parametrize("missing", ["type", "burgerservicenummer"])
async def test_what_must_be_there_must_be_there(source: Source, missing: str) -> None:
    body = asking(BSN["jan"])
    del body[missing]
    answer = await source.ask("POST", "/_zoek", body)
    assert (answer.status_code, answer.json()["invalidParams"][0]["name"]) == (400, missing)


@each
@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("pageSize=0", 400), ("pageSize=501", 400), ("pageSize=-1", 400), ("pageSize=abc", 400), ("pageSize=", 400)),
        *(("page=0", 400), ("page=1.5", 400), ("page=99", 404), ("fields=uuid", 400), ("page_size=5", 400)),
    ],
)
async def test_a_wrong_query_is_refused(source: Source, query: str, status: int) -> None:
    answer = await source.ask("POST", f"/_zoek?{query}", asking(BSN["jan"]))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@each
@pytest.mark.parametrize("key", [None, "", "een-andere"])
@pytest.mark.parametrize("path", ["/_zoek", "/6f0e2cf3-3e60-4a1c-a6a4-ff6b1f1d8d9f"])
async def test_nobody_is_told_anything_without_the_key(source: Source, path: str, key: str | None) -> None:
    method, body = ("POST", asking(BSN["jan"])) if path == "/_zoek" else ("GET", None)
    answer = await source.ask(method, path, body, {"X-API-KEY": key})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert "www-authenticate" in answer.headers


@each
@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {"Content-Type": "application/json"}, 400),
        (b"[]", {"Content-Type": "application/json"}, 400),
        (b"[" * 5000, {"Content-Type": "application/json"}, 400),
        (b"\xff", {"Content-Type": "application/json"}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{}", {"Content-Type": None}, 415),
        (b"{}", {"Content-Type": "application/json", "Accept": "text/html"}, 406),
    ],
)
async def test_what_is_no_json_is_refused(source: Source, body: bytes, headers: Any, status: int) -> None:
    answer = await source.ask("POST", "/_zoek", body, headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@each
async def test_one_thing_is_as_in_the_list_and_not_sent_twice(source: Source) -> None:
    row = (await source.search(BSN["wim"]))["results"][7]
    answer = await source.ask("GET", f"/{row['uuid']}")
    assert (answer.status_code, answer.json()) == (200, row)
    etag = answer.headers["etag"]
    again = await source.ask("GET", f"/{row['uuid']}", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    other = (await source.search(BSN["wim"]))["results"][8]
    assert (await source.ask("GET", f"/{other['uuid']}", headers={"If-None-Match": etag})).status_code == 200


@each
@pytest.mark.parametrize("uuid", ["abc", "6f0e2cf3-3e60-4a1c-a6a4-ff6b1f1d8d9f", "_zoek", "%20", "…"])
async def test_what_is_not_there_is_not_found(source: Source, uuid: str) -> None:
    answer = await source.ask("GET", f"/{uuid}")
    assert answer.status_code in (404, 405) and answer.headers["content-type"] == "application/problem+json"


async def test_a_uuid_of_one_source_is_nothing_to_the_other() -> None:
    invoice = (await FACTUREN.search(BSN["jan"]))["results"][0]["uuid"]
    assessment = (await BELASTINGEN.search(BSN["jan"]))["results"][0]["uuid"]
    assert (await BELASTINGEN.ask("GET", f"/{invoice}")).status_code == 404
    assert (await FACTUREN.ask("GET", f"/{assessment}")).status_code == 404


@each
async def test_what_is_not_played_is_refused_in_the_same_words(source: Source) -> None:
    for method, path, status in (("GET", "", 404), ("POST", "/x", 405), ("DELETE", "/x", 405), ("PUT", "/_zoek", 405)):
        answer = await source.ask(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
