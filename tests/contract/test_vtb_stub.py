"""The stand-in of Open VTB against its three OpenAPIs (quirks off), and what it does like the real one."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.city import PERSONAS, City
from sources.vtb.stub import CREDENTIALS, stub_app
from tests.shared import shared

CITY = City(2026, date(2026, 11, 23))
BSN = {persona.name: persona.bsn for persona in PERSONAS}
BASE, HOST = "/vtb", "http://vtb.test"
TOKEN = {"Authorization": f"Token {CREDENTIALS['secret']}"}
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PROBLEM = {
    "type": "object",
    "required": ["type", "code", "title", "status", "detail", "instance"],
    "properties": {"status": {"type": "integer"}, "code": {"type": "string"}, "invalidParams": {"type": "array"}},
}
FILES = {"berichten": "berichten", "externetaken": "taken", "verzoeken": "verzoeken", "verzoektypen": "verzoeken"}
OWNER = {"berichten": "ontvanger", "externetaken": "isToegewezenAan", "verzoeken": "initiator"}
WIM = CITY.index(BSN["wim"]) or 0
UUIDS = {
    "berichten": [each.uuid for each in CITY.letters.of(WIM)][:5],
    "externetaken": [each.uuid for each in CITY.tasks.of(WIM)][:5],
    "verzoeken": [each.uuid for each in CITY.submissions.of(WIM)][:5],
}
OPERATIONS = [f"/{name}" for name in FILES] + [f"/{name}/{{uuid}}" for name in UUIDS]


def path_of(collection: str) -> str:
    return f"/{FILES[collection]}/api/v1/{collection}"


def urn(persona: str) -> str:
    return f"urn:nld:brp:bsn:{BSN[persona]}"


async def ask(
    collection: str,
    query: Mapping[str, Any] = MappingProxyType({}),
    *,
    headers: Mapping[str, str] = MappingProxyType({}),
    quirks: bool = True,
    below: str = "",
) -> Any:
    app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=quirks))])
    sent = {**TOKEN, **headers}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as client:
        return await client.get(f"{BASE}{path_of(collection)}{below}?{urlencode(query)}", headers=sent)


async def rows(collection: str, persona: str = "wim", **query: Any) -> list[dict[str, Any]]:
    answer = await ask(collection, {OWNER[collection]: urn(persona), "pageSize": 500, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@cache
def operation(path: str) -> Any:
    collection = path.split("/")[1]
    file = shared(f"registers/verzoeken-taken-berichten/{FILES[collection]}-openapi.yaml")
    document = yaml.load(file.read_text(), Loader=yaml.CSafeLoader)
    document["servers"] = [{"url": f"{BASE}/{FILES[collection]}/api/v1"}]
    chosen = document["paths"][path]["get"]
    chosen["responses"] |= {"4XX": {"description": "", "content": {"application/json": {"schema": PROBLEM}}}}
    chosen.pop("security")
    real = {"uuid": UUIDS.get(collection, [])} | {OWNER.get(collection, ""): [urn("wim"), urn("jan")]}
    for parameter in chosen["parameters"]:
        if real.get(parameter["name"]):
            parameter["schema"] = {"anyOf": [{"enum": real[parameter["name"]]}, parameter["schema"]]}
    document["paths"] = {path: {"get": chosen}}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=False))])
    return schema[path]["GET"]


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 12), (GenerationMode.NEGATIVE, 6)], ids=["right", "wrong"]
)
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_one_that_the_openapi_knows(path: str, mode: GenerationMode, examples: int) -> None:
    statuses = set()

    @given(case=operation(path).as_strategy(mode))
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        statuses.add(case.call_and_validate(checks=CHECKED, headers=TOKEN).status_code)

    answered()
    assert mode is GenerationMode.NEGATIVE or statuses & {200}


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_full_answer_is_as_the_openapi_says(path: str) -> None:
    collection = path.split("/")[1]
    query = {OWNER[collection]: urn("wim"), "pageSize": 500} if collection in OWNER and "{" not in path else {}
    given_: dict[str, Any] = {"path_parameters": {"uuid": UUIDS[collection][0]}} if "{" in path else {"query": query}
    response = operation(path).Case(**given_).call_and_validate(checks=CHECKED, headers=TOKEN)
    assert response.status_code == 200 and (response.json().get("results") or response.json()["uuid"])


@pytest.mark.parametrize("collection", OWNER)
async def test_somebodys_rows_are_theirs_and_an_empty_filter_gives_everybodys(collection: str) -> None:
    own = await rows(collection)
    assert own and {row[OWNER[collection]] for row in own} == {urn("wim")}
    for nobody in ("urn:nld:brp:bsn:111222333", "urn:nld:hr:kvknummer:12345678", "wim"):
        assert (await ask(collection, {OWNER[collection]: nobody})).json()["count"] == 0
    everybody = (await ask(collection)).json()["count"]
    assert everybody > 60
    for blank in ({OWNER[collection]: ""}, {OWNER[collection] + "s": urn("wim")}):
        assert (await ask(collection, blank)).json()["count"] == everybody
    assert (await ask(collection, {OWNER[collection]: ""}, quirks=False)).json()["count"] == 0


TODAY, UNTIL = CITY.today.isoformat(), "einddatumHandelingsTermijn"
MORNING = "2026-10-01T07:00:00Z"
AFTER = "2026-10-01T00:00:00+01:00"


@pytest.mark.parametrize(
    ("collection", "name", "value", "holds"),
    [
        ("berichten", "geopendOp__isnull", "true", lambda row: row["geopendOp"] is None),
        ("berichten", "geopendOp__isnull", "false", lambda row: row["geopendOp"] is not None),
        ("berichten", "publicatiedatum__lte", MORNING, lambda row: row["publicatiedatum"] <= MORNING),
        ("berichten", "publicatiedatum__gt", AFTER, lambda row: row["publicatiedatum"] > "2026-09-30T23"),
        ("externetaken", "status", "open", lambda row: row["status"] == "open"),
        ("externetaken", "taakSoort", "betaaltaak", lambda row: row["taakSoort"] == "betaaltaak"),
        ("externetaken", "einddatumHandelingsTermijn__lt", TODAY, lambda row: row[UNTIL] < TODAY),
        ("externetaken", "titel", "Betaal de leges", lambda row: row["titel"] == "Betaal de leges"),
        ("verzoeken", "verwerkStatus", "verwerkt", lambda row: row["verwerkStatus"] == "verwerkt"),
        ("verzoeken", "verzoekBetaling__voltooid", "true", lambda row: row["verzoekBetaling"]["voltooid"]),
    ],
)  # fmt: skip
async def test_a_filter_says_which(collection: str, name: str, value: str, holds: Any) -> None:
    whole, some = await rows(collection), await rows(collection, **{name: value})
    assert some == [row for row in whole if holds(row)] and 0 < len(some) < len(whole)


async def test_what_belongs_to_a_zaak_is_found_by_its_urn() -> None:
    row = next(row for row in await rows("berichten") if row["isGerelateerdAan"])
    named = row["isGerelateerdAan"][0]["urn"]
    assert row in await rows("berichten", isGerelateerdAan=named)
    urns = [each["urn"] for found in await rows("berichten") for each in found["isGerelateerdAan"]]
    assert {"zaaknummer", "uuid"} <= {each.split(":")[-2] for each in urns}, "by number and by key"


@pytest.mark.parametrize(
    ("collection", "name", "value", "code"),
    [
        *(("berichten", "publicatiedatum__lte", wrong, "invalid") for wrong in ("gisteren", "2026-02-30")),
        ("externetaken", "status", "nieuw", "invalid_choice"),
        ("verzoeken", "uuid", "geen", "invalid"),
    ],
)
async def test_a_wrong_value_is_refused(collection: str, name: str, value: str, code: str) -> None:
    answer = await ask(collection, {name: value})
    assert answer.status_code == 400
    assert [(fault["name"], fault["code"]) for fault in answer.json()["invalidParams"]] == [(name, code)]


async def test_pages_are_the_list_in_parts_and_the_list_has_no_order() -> None:
    whole = await rows("berichten")
    assert len(whole) == 130
    parts = [await rows("berichten", pageSize=50, page=number) for number in (1, 2, 3)]
    assert [row for part in parts for row in part] == whole
    first = (await ask("berichten", {"ontvanger": urn("wim"), "pageSize": 50})).json()
    assert (
        first["next"] == f"{HOST}{BASE}{path_of('berichten')}?ontvanger={quote(urn('wim'), safe='')}&page=2&pageSize=50"
    )
    days = [row["publicatiedatum"] for row in whole]
    assert days not in (sorted(days), sorted(days, reverse=True))
    for usual in ("0", "-3", "abc", ""):
        assert len(await rows("berichten", pageSize=usual)) == 100
    for page in ("0", "abc", "4"):
        answer = await ask("berichten", {"ontvanger": urn("wim"), "pageSize": 50, "page": page})
        assert (answer.status_code, answer.json()["detail"]) == (404, "Ongeldige pagina.")


@pytest.mark.parametrize("header", ["", "Bearer x", "Token", "Token x"])
async def test_nobody_is_told_anything_without_the_token(header: str) -> None:
    answer = await ask("berichten", {"ontvanger": urn("wim")}, headers={"Authorization": header})
    assert answer.status_code == 401 and "www-authenticate" in answer.headers


async def test_one_is_as_in_the_list_and_addresses_follow_the_host() -> None:
    for collection in OWNER:
        row = (await rows(collection))[0]
        assert (await ask(collection, below=f"/{row['uuid']}")).json() == row
        elsewhere = (await ask(collection, headers={"Host": "elders:8000"}, below=f"/{row['uuid']}")).json()
        assert elsewhere["url"] == f"http://elders:8000{BASE}{path_of(collection)}/{row['uuid']}"
        assert (await ask(collection, below="/abc")).status_code == 404
    assert BSN["wim"] not in json.dumps((await ask("verzoektypen")).json())


async def test_what_is_not_played_is_a_page_unless_asked_to_be_exact() -> None:
    assert (await ask("verzoektypen", below="/x/versies")).headers["content-type"].startswith("text/html")
    assert (await ask("verzoektypen", below="/x/versies", quirks=False)).headers["content-type"] == "application/json"
