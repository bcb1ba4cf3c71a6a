"""The stand-in of Reisdocumenten against its OpenAPI and the rules of the API's features."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.city import PERSONAS, City
from sources.reisdocumenten.stub import FIELDS, stub_app
from tests.contract.reisdocumenten_openapi import field_paths, strict_openapi
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
INDEX = {persona.name: persona.index for persona in PERSONAS}
NUMBERS = [document.number for index in range(40) for document in CITY.travel.documents(index)]
NOBODY = "000000024"  # passes the eleven-test; no test number of the city
BY_BSN, BY_NUMBER = "ZoekMetBurgerservicenummer", "RaadpleegMetReisdocumentnummer"
KINDS = {BY_BSN: [*BSN.values(), NOBODY], BY_NUMBER: [*NUMBERS, "NE3663258"]}
WHOLE = ["reisdocumentnummer", "soort", "datumEindeGeldigheid", "inhoudingOfVermissing", "houder"]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Path:
    return shared("registers/brp/reisdocumenten-openapi.yaml")


async def post(body: Json | bytes, app: Starlette = EXACT, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else httpx.Request("POST", "http://x", json=body).content
    named = {"content-type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://reisdocumenten") as client:
        return await client.post("/reisdocumenten", content=content, headers=named)


def query(key: Any, *fields: str, kind: str = BY_BSN, **more: Any) -> Json:
    name = "burgerservicenummer" if kind == BY_BSN else "reisdocumentnummer"
    return {"type": kind, name: key, "fields": list(fields), **more}


async def documents(name: str, *fields: str, app: Starlette = EXACT) -> list[Json]:
    answer = await post(query(BSN.get(name, name), *fields), app)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()["type"] == BY_BSN
    found: list[Json] = answer.json()["reisdocumenten"]
    return found


# --- the OpenAPI


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_the_exact_stand_in_keeps_to_the_openapi(openapi: Path, kind: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(strict_openapi(openapi, kind, KINDS[kind] if mode.is_positive else []))
    schema.app = Starlette(routes=[Mount("/haalcentraal/api/reisdocumenten", EXACT)])
    statuses, seen = set(), 0

    @given(case=schema["/reisdocumenten"]["POST"].as_strategy(generation_mode=mode))
    @settings(max_examples=40, derandomize=True, deadline=None, database=None)
    def keeps(case: "schemathesis.Case[Any]") -> None:
        nonlocal seen
        answer = case.call_and_validate(
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
                checks.positive_data_acceptance,
                checks.negative_data_rejection,
            ]
        )
        statuses.add(answer.status_code)
        seen += len(answer.json().get("reisdocumenten", []))

    keeps()
    assert statuses == ({200} if mode.is_positive else {400})
    assert seen >= 10 or not mode.is_positive


def test_everybodys_whole_documents_keep_to_the_openapi(openapi: Path) -> None:
    schema = schemathesis.openapi.from_dict(strict_openapi(openapi, BY_BSN, []))
    schema.app = Starlette(routes=[Mount("/haalcentraal/api/reisdocumenten", EXACT)])
    for bsn in [*BSN.values(), *(CITY.bsn(index) for index in range(40, len(CITY), 150))]:
        schema["/reisdocumenten"]["POST"].Case(
            body=query(bsn, *WHOLE), media_type="application/json; charset=utf-8"
        ).call_and_validate(checks=[checks.status_code_conformance, checks.response_schema_conformance])


def test_the_fields_are_those_of_the_openapi(openapi: Path) -> None:
    assert field_paths(openapi) == FIELDS


# --- who is found


async def test_the_documents_of_a_person_with_their_holder() -> None:
    (passport, card) = await documents("jan", *WHOLE)
    assert passport == {
        "reisdocumentnummer": CITY.travel.documents(INDEX["jan"])[0].number,
        "soort": {"code": "PN", "omschrijving": "Nationaal paspoort"},
        "datumEindeGeldigheid": {"type": "Datum", "datum": "2026-12-23", "langFormaat": "23 december 2026"},
        "houder": {"burgerservicenummer": BSN["jan"]},
    }
    assert card["soort"] == {"code": "NI", "omschrijving": "Nederlandse identiteitskaart"}


async def test_who_has_none_or_is_nobody_gets_an_empty_list() -> None:
    for name in ("willemijn", "abayomi", NOBODY, "123456789"):
        assert await documents(name, "reisdocumentnummer") == []


async def test_a_lost_document_is_told_by_the_book_and_really_only_to_who_knows_its_number() -> None:
    valid, lost = CITY.travel.documents(INDEX["els"])
    assert [item["reisdocumentnummer"] for item in await documents("els", *WHOLE)] == [valid.number, lost.number]
    assert [item["reisdocumentnummer"] for item in await documents("els", *WHOLE, app=REAL)] == [valid.number]
    for app in (EXACT, REAL):
        (found,) = (await post(query([lost.number], *WHOLE, kind=BY_NUMBER), app)).json()["reisdocumenten"]
        assert found["inhoudingOfVermissing"] == {
            "datum": {"type": "Datum", "datum": "2026-10-09", "langFormaat": "9 oktober 2026"},
            "aanduiding": {"code": "V", "omschrijving": "vermist"},
        }
        assert found["houder"]["burgerservicenummer"] == BSN["els"]


async def test_an_unknown_number_finds_nothing() -> None:
    answer = await post(query(["NE3663258"], "houder", kind=BY_NUMBER))
    assert answer.json() == {"type": BY_NUMBER, "reisdocumenten": []}


async def test_secrecy_and_suspension_of_the_holder_come_unasked() -> None:
    assert (await documents("els", "soort"))[0]["houder"] == {"geheimhoudingPersoonsgegevens": True}
    (kees,) = await documents("kees", "reisdocumentnummer")
    assert kees["houder"]["opschortingBijhouding"] == {
        "reden": {"code": "O", "omschrijving": "overlijden"},
        "datum": {"type": "Datum", "datum": "2024-05-11", "langFormaat": "11 mei 2024"},
    }
    ingrid = (await documents("ingrid", "houder"))[0]["houder"]
    assert ingrid["burgerservicenummer"] == BSN["ingrid"]
    assert ingrid["opschortingBijhouding"]["reden"]["code"] == "E"
    assert "houder" not in (await documents("jan", "soort"))[0]


# --- fields


@pytest.mark.parametrize("path", sorted(FIELDS))
async def test_a_part_of_a_date_or_a_code_gives_the_whole_and_every_other_path_itself(path: str) -> None:
    _, lost = await documents("els", path)
    whole = (await documents("els", *WHOLE))[1]
    lost["houder"].pop("geheimhoudingPersoonsgegevens")
    lost = {name: value for name, value in lost.items() if value}
    group, _, rest = path.partition(".")
    assert set(lost) == {group}
    if group == "inhoudingOfVermissing" and rest:
        part = rest.partition(".")[0]
        assert lost[group] == {part: whole[group][part]}
    else:
        whole["houder"].pop("geheimhoudingPersoonsgegevens")
        assert lost[group] == whole[group]


async def test_paths_asked_together_give_what_they_give_apart() -> None:
    asked = ["soort.code", "inhoudingOfVermissing.aanduiding", "houder.burgerservicenummer", "reisdocumentnummer"]
    together = await documents("els", *asked)
    for place, found in enumerate(together):
        apart: Json = {}
        for path in asked:
            for name, value in (await documents("els", path))[place].items():
                apart[name] = {**apart.get(name, {}), **value} if isinstance(value, dict) else value
        assert found == apart


# --- what is refused


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, [("type", "required")]),
        ({"type": "Alles"}, [("type", "value")]),
        ({"type": ["a"]}, [("type", "value")]),
        ({"type": BY_BSN}, [("burgerservicenummer", "required"), ("fields", "required")]),
        (query("1234567", "soort"), [("burgerservicenummer", "pattern")]),
        (query([BSN["jan"]], "soort"), [("burgerservicenummer", "pattern")]),
        (query(BSN["jan"]), [("fields", "minItems")]),
        (query(BSN["jan"], *["soort"] * 26), [("fields", "maxItems")]),
        (query(BSN["jan"], "soort", "bestaatniet"), [("fields[1]", "fields")]),
        (query(BSN["jan"], "houder.inOnderzoek", "inOnderzoek"), [("fields[0]", "fields"), ("fields[1]", "fields")]),
        (query(BSN["jan"], "houder.geheimhoudingPersoonsgegevens"), [("fields[0]", "fields")]),
        (query(BSN["jan"], "soort,houder"), [("fields[0]", "pattern")]),
        (query(BSN["jan"], "soort", gemeenteVanInschrijving="0518"), [("gemeenteVanInschrijving", "unknownParam")]),
        (query(["NE3663258"] * 2, "soort", kind=BY_NUMBER), [("reisdocumentnummer", "maxItems")]),
        (query("NE3663258", "soort", kind=BY_NUMBER), [("reisdocumentnummer", "array")]),
        (query(["ne3663258"], "soort", kind=BY_NUMBER), [("reisdocumentnummer[0]", "pattern")]),
    ],
)
async def test_a_wrong_question_is_a_problem_with_every_fault(body: Json, faults: list[tuple[str, str]]) -> None:
    answer = await post(body, REAL)
    assert (answer.status_code, answer.json()["code"]) == (400, "paramsValidation")
    assert [(fault["name"], fault["code"]) for fault in answer.json()["invalidParams"]] == faults
    assert answer.json()["detail"] == f"De foutieve parameter(s) zijn: {', '.join(name for name, _ in faults)}."


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"[]", {}, 400),
        (b"{", {}, 400),
        (b"\xff", {}, 400),
        (b"{}", {"accept": "application/xml"}, 406),
        (b"{}", {"content_type": "text/plain"}, 415),
        (b"{}", {"content_type": "application/json; charset=latin-1"}, 415),
    ],
)
async def test_what_is_no_json_is_refused(content: bytes, headers: dict[str, str], status: int) -> None:
    for app in (EXACT, REAL):
        answer = await post(content, app, **headers)
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"


async def test_what_the_api_does_not_have_is_a_problem_too() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(EXACT), base_url="http://reisdocumenten") as client:
        for method, path, status in (("POST", "/paspoorten", 404), ("GET", "/reisdocumenten", 405)):
            answer = await client.request(method, path)
            assert answer.status_code == answer.json()["status"] == status
