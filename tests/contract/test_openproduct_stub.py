"""The stand-in of Open Product against its OpenAPI (quirks off), and the own contract that permits keep."""

import json
from typing import Any

import httpx
import jsonschema_rs
import pytest
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

from sources.city.permits import KINDS
from sources.openproduct.stub import CREDENTIALS, stub_app
from tests.contract.objecten import BSN, CITY
from tests.contract.openproduct_openapi import BASE, UUIDS, operation
from tests.shared import shared

TOKEN = {"Authorization": f"Token {CREDENTIALS['secret']}"}
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PATHS = ("/producten", "/producten/{uuid}")


async def ask(path: str, headers: dict[str, str] = TOKEN, *, quirks: bool = True) -> Any:
    app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=quirks))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://product.test") as client:
        return await client.get(BASE + path, headers=headers)


async def listed(query: str, *, quirks: bool = True) -> Any:
    answer = await ask(f"/producten?{query}", quirks=quirks)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 15), (GenerationMode.NEGATIVE, 10)], ids=["right", "wrong"]
)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_one_that_the_openapi_knows(path: str, mode: GenerationMode, examples: int) -> None:
    @given(case=operation(path).as_strategy(mode))
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        case.call_and_validate(checks=CHECKED, headers=TOKEN)

    answered()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/producten", {"query": {"eigenaren__bsn": BSN["jan"], "page_size": 500}}),
        ("/producten", {"query": {"eigenaren__kvk_nummer": "90000001"}}),
        ("/producten/{uuid}", {"path_parameters": {"uuid": UUIDS[0]}}),
    ],
)
def test_a_full_answer_is_as_the_openapi_says(path: str, asked: dict[str, Any]) -> None:
    response = operation(path).Case(**asked).call_and_validate(checks=CHECKED, headers=TOKEN)
    assert response.status_code == 200
    assert response.json().get("results") or response.json()["url"]


async def test_what_a_permit_keeps_is_as_the_own_contract_says() -> None:
    schema = json.loads(shared("registers/eigen-contracten/parkeervergunning.schema.json").read_text())
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    rows = [row for number in ("1", "2") for row in (await listed(f"page_size=40&page={number}"))["results"]]
    parking = {code for code, kind in KINDS.items() if kind.soort}
    permits = [row for row in rows if row["producttype"]["code"] in parking]
    assert len(permits) > 30 and {row["status"] for row in permits} >= {"actief", "verlopen", "in_aanvraag"}
    for row in permits:
        validator.validate(row["dataobject"])
    assert {name for row in permits for name in row["dataobject"]} >= {"kentekens", "zone", "automatischVerlengen"}
    assert any(row["verbruiksobject"] for row in permits) and any("saldoMinuten" in r["dataobject"] for r in permits)
    assert all(row["dataobject"] is None for row in rows if row not in permits)


async def test_an_owner_has_own_products_and_those_of_two_are_of_both() -> None:
    for name in BSN:
        rows = (await listed(f"eigenaren__bsn={BSN[name]}"))["results"]
        assert all(BSN[name] in [owner.get("bsn") for owner in row["eigenaren"]] for row in rows)
    jan, fatima = [(await listed(f"eigenaren__bsn={BSN[name]}"))["results"] for name in ("jan", "fatima")]
    [shared_one] = [row for row in jan if row in fatima]
    assert {owner["bsn"] for owner in shared_one["eigenaren"]} == {BSN["jan"], BSN["fatima"]}
    company = (await listed("eigenaren__kvk_nummer=90000001"))["results"]
    assert company and {owner["kvk_nummer"] for row in company for owner in row["eigenaren"]} == {"90000001"}
    assert (await listed("eigenaren__bsn=111222333"))["results"] == []


async def test_filters_without_a_value_and_unknown_ones_are_none_where_the_software_has_quirks() -> None:
    everybody = (await listed(""))["count"]
    for query in ("eigenaren__bsn=", "eigenaren__bns=999900012", "status="):
        assert (await listed(query))["count"] == everybody > 90
    assert (await listed("eigenaren__bsn=", quirks=False))["count"] == 0
    for query in ("status=bestaat-niet", "start_datum=gisteren", "prijs=veel", "producttype__uuid=x"):
        answer = await ask(f"/producten?{query}")
        assert answer.status_code == 400 and list(answer.json()) == [query.partition("=")[0]]


async def test_pages_are_the_list_in_parts_and_no_other_token_is_let_in() -> None:
    query = f"eigenaren__bsn={BSN['wim']}"
    whole = await listed(query)
    assert whole["count"] == len(whole["results"]) > 20 and whole["next"] is None
    parts = [await listed(f"{query}&page_size=10&page={page}") for page in (1, 2, 3)]
    assert [row for part in parts for row in part["results"]] == whole["results"]
    assert "page=2" in parts[0]["next"] and parts[2]["next"] is None
    assert (await ask(f"/producten?{query}&page=9")).status_code == 404
    for headers in ({}, {"Authorization": "Token anders"}, {"Authorization": "Bearer voor-ontwikkeling"}):
        assert (await ask("/producten", headers)).status_code == 401
        assert (await ask("/producten", headers, quirks=False)).status_code == 403
