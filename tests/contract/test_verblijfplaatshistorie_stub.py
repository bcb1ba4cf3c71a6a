"""The stand-in of Verblijfplaatshistorie against its OpenAPI and the rules of the API's features."""

from datetime import date, timedelta
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

from sources.city import PERSONAS, City
from sources.verblijfplaatshistorie.stub import stub_app
from tests.contract.haalcentraal_openapi import strict_openapi
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
NOBODY = "000000024"  # passes the eleven-test; no test number of the city
PATH = "/verblijfplaatshistorie"
ON, DURING = "RaadpleegMetPeildatum", "RaadpleegMetPeriode"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Path:
    return shared("registers/brp/verblijfplaatshistorie-openapi.yaml")


async def post(body: Json, app: Starlette = EXACT) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://historie") as client:
        return await client.post(PATH, json=body)


async def during(name: str, first: str = "1900-01-01", until: str = "2026-11-24", app: Starlette = EXACT) -> list[Json]:
    bsn = BSN.get(name, name)
    answer = await post({"type": DURING, "burgerservicenummer": bsn, "datumVan": first, "datumTot": until}, app)
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["verblijfplaatsen"]
    return found


def kinds(rows: list[Json]) -> list[str]:
    return [row["type"].removeprefix("Verblijfplaats") for row in rows]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize("kind", [ON, DURING])
def test_the_exact_stand_in_keeps_to_the_openapi(openapi: Path, kind: str, mode: GenerationMode) -> None:
    days = [f"{year}-02-28" for year in range(1980, 2027)]
    real = {"burgerservicenummer": [*BSN.values(), NOBODY], "peildatum": days}
    real |= {"datumVan": days[:20], "datumTot": days[20:]}  # it refuses a period that ends before it begins
    schema = schemathesis.openapi.from_dict(strict_openapi(openapi, PATH, kind, real if mode.is_positive else {}))
    schema.app = EXACT
    statuses, seen = set(), 0

    @given(case=schema[PATH]["POST"].as_strategy(generation_mode=mode))
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
        seen += len(answer.json().get("verblijfplaatsen", []))

    keeps()
    assert statuses == ({200} if mode.is_positive else {400})
    assert seen >= 10 or not mode.is_positive


def test_everybodys_history_keeps_to_the_openapi(openapi: Path) -> None:
    schema = schemathesis.openapi.from_dict(strict_openapi(openapi, PATH, DURING, {}))
    schema.app = EXACT
    for bsn in [*BSN.values(), *(CITY.bsn(index) for index in range(80, len(CITY), 150))]:
        schema[PATH]["POST"].Case(
            body={"type": DURING, "burgerservicenummer": bsn, "datumVan": "1900-01-01", "datumTot": "2026-11-24"},
            media_type="application/json",
        ).call_and_validate(checks=[checks.status_code_conformance, checks.response_schema_conformance])


async def test_places_come_latest_first_and_each_ends_when_the_next_begins() -> None:
    for name in BSN:
        rows = await during(name)
        assert "datumTot" not in rows[0]
        assert [row["datumTot"] for row in rows[1:]] == [row["datumVan"] for row in rows[:-1]]


async def test_a_place_has_any_of_the_four_shapes() -> None:
    rows = await during("boris")
    assert kinds(rows) == ["Locatie", "Onbekend", "Buitenland", "Adres", "Adres"]
    assert [row["gemeenteVanInschrijving"]["code"] for row in rows] == ["0518", "1999", "1999", "0603", "0518"]
    assert rows[0]["adressering"] == {
        "adresregel1": "Woonboot De Ooievaar, Trekvlietkade",
        "adresregel2": "'S-GRAVENHAGE",
    }
    assert "adressering" not in rows[1] and rows[2]["verblijfadres"]["land"]["omschrijving"] == "België"
    [postal, before, _] = await during("clyde")
    assert [each["functieAdres"]["omschrijving"] for each in (postal, before)] == ["briefadres", "woonadres"]
    assert kinds(await during("ingrid")) == ["Buitenland", "Adres"]
    assert kinds(await during("omar"))[0] == "Onbekend"


async def test_what_is_not_known_of_a_date_is_not_told_and_leaves_room() -> None:
    assert [row["datumVan"]["type"] for row in await during("mariam")] == ["Datum", "JaarDatum"]
    assert [row["datumVan"]["type"] for row in await during("halima")] == ["Datum", "DatumOnbekend"]
    assert len(await during("halima", "1900-01-01", "1901-01-01")) == 1


async def test_only_what_overlaps_the_period_comes_and_its_last_day_is_not_part_of_it() -> None:
    now, before, _ = await during("jan")
    moved = date.fromisoformat(now["datumVan"]["datum"])
    day = timedelta(days=1)
    assert await during("jan", str(moved), str(moved + day)) == [now]
    assert await during("jan", str(moved - day), str(moved)) == [before]
    assert await during("jan", str(moved - day), str(moved + day)) == [now, before]
    answer = await post({"type": ON, "burgerservicenummer": BSN["jan"], "peildatum": str(moved - day)})
    assert answer.json()["verblijfplaatsen"] == [before]


async def test_what_is_looked_into_and_that_somebody_left_is_marked_at_the_present_place() -> None:
    now, *earlier = await during("ineke")
    since = {"type": "Datum", "datum": "2026-09-24", "langFormaat": "24 september 2026"}
    assert now["inOnderzoek"]["datumIngangOnderzoek"] == since and now["inOnderzoek"]["functieAdres"] is True
    assert now["verblijfadres"]["inOnderzoek"]["huisnummer"] is True
    assert all("inOnderzoek" not in row for row in earlier)
    assert (await during("sjoerd"))[0]["verblijftNietOpAdresVanaf"]["datum"] == "2025-11-02"


async def test_secrecy_and_suspension_come_unasked() -> None:
    async def told(name: str) -> Json:
        asked = {"burgerservicenummer": BSN[name], "datumVan": "1900-01-01", "datumTot": "1900-01-02"}
        answer: Json = (await post({"type": DURING, **asked})).json()
        return answer

    assert await told("els") == {"verblijfplaatsen": [], "geheimhoudingPersoonsgegevens": True}
    assert (await told("kees"))["opschortingBijhouding"]["reden"]["code"] == "O"
    assert (await told("omar"))["opschortingBijhouding"]["reden"]["code"] == "E"


async def test_nobody_has_a_number_that_it_does_not_know() -> None:
    asked = {"type": DURING, "burgerservicenummer": NOBODY, "datumVan": "1900-01-01", "datumTot": "2026-11-24"}
    assert await during(NOBODY) == []
    answer = await post(asked, REAL)
    assert answer.status_code == answer.json()["status"] == 404 and answer.json()["code"] == "notFound"
    assert NOBODY not in answer.text


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, [("type", "required")]),
        ({"type": "raadpleegmetperiode"}, [("type", "value")]),
        ({"type": ON}, [("burgerservicenummer", "required"), ("peildatum", "required")]),
        ({"type": ON, "burgerservicenummer": "1", "peildatum": "2026-02-29"},
         [("burgerservicenummer", "pattern"), ("peildatum", "date")]),
        ({"type": ON, "burgerservicenummer": NOBODY, "peildatum": "2026-01-01", "fields": ["type"]},
         [("fields", "unknownParam")]),
        ({"type": DURING, "burgerservicenummer": NOBODY, "datumVan": "2020-03-01", "datumTot": "2020-03-01"},
         [("datumTot", "invalidParam")]),
    ],
)  # fmt: skip
async def test_a_wrong_question_is_a_problem_with_every_fault(body: Json, faults: list[tuple[str, str]]) -> None:
    answer = await post(body, REAL)
    assert (answer.status_code, answer.json()["code"]) == (400, "paramsValidation")
    assert [(fault["name"], fault["code"]) for fault in answer.json()["invalidParams"]] == faults
