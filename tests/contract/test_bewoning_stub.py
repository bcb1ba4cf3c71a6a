"""The stand-in of Bewoning against its OpenAPI and the rules of the API's features."""

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

from sources.bewoning.stub import stub_app
from sources.city import PERSONAS, City
from tests.contract.haalcentraal_openapi import strict_openapi
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
PERSON = {persona.name: person for persona in PERSONAS if (person := CITY.person(persona.bsn)) is not None}
HOME = {name: CITY.household(person.household).address.object_id for name, person in PERSON.items()}
PATH = "/bewoningen"
ON, DURING = "BewoningMetPeildatum", "BewoningMetPeriode"
TODAY = "2026-11-23"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Path:
    return shared("registers/brp/bewoning-openapi.yaml")


async def post(body: Json, app: Starlette = EXACT) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bewoning") as client:
        return await client.post(PATH, json=body)


async def at(name: str, day: str = TODAY) -> list[Json]:
    answer = await post({"type": ON, "adresseerbaarObjectIdentificatie": HOME.get(name, name), "peildatum": day})
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["bewoningen"]
    return found


def numbers(residents: list[Json]) -> set[str]:
    return {each["burgerservicenummer"] for each in residents}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize("kind", [ON, DURING])
def test_the_exact_stand_in_keeps_to_the_openapi(openapi: Path, kind: str, mode: GenerationMode) -> None:
    days = [f"{year}-11-30" for year in range(1990, 2027)]
    real = {"adresseerbaarObjectIdentificatie": [*HOME.values(), "0518010099999999"], "peildatum": days[20:]}
    real |= {"datumVan": days[:30], "datumTot": days[30:]}  # it refuses a period that ends before it begins
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
        seen += len(answer.json().get("bewoningen", []))

    keeps()
    assert statuses == ({200} if mode.is_positive else {400})
    assert seen >= 10 or not mode.is_positive


async def test_who_lives_at_an_address_on_a_day() -> None:
    [home] = await at("jan")
    assert home["periode"] == {"datumVan": TODAY, "datumTot": "2026-11-24"}
    assert numbers(home["bewoners"]) == {PERSON[name].bsn for name in ("jan", "fatima", "daan", "sara", "noor")}
    assert home["mogelijkeBewoners"] == [] and home["adresseerbaarObjectIdentificatie"] == HOME["jan"]
    [large] = await at("tineke")
    assert len(large["bewoners"]) == 12


async def test_at_a_postal_address_nobody_lives_nor_the_deceased_nor_who_left() -> None:
    for name in ("boris", "ingrid", "omar", "sjoerd"):
        assert await at(name) == []
    [shared_] = await at("clyde")  # somebody else lives there
    assert len(shared_["bewoners"]) == 1 and PERSON["clyde"].bsn not in numbers(shared_["bewoners"])
    [home] = await at("riet")
    assert numbers(home["bewoners"]) == {PERSON["riet"].bsn}
    [before] = await at("riet", "2024-05-10")
    assert numbers(before["bewoners"]) == {PERSON["riet"].bsn, PERSON["kees"].bsn}


async def test_of_who_is_known_to_have_left_it_was_possible_that_they_lived_there() -> None:
    [before] = await at("sjoerd", "2025-11-01")
    assert before["bewoners"] == [] and numbers(before["mogelijkeBewoners"]) == {PERSON["sjoerd"].bsn}
    assert await at("sjoerd", "2025-11-02") == []


async def test_before_anybody_came_and_at_no_address_there_is_nothing() -> None:
    assert await at("jan", "1900-01-01") == [] == await at("0363010000000001")


async def test_secrecy_and_what_is_looked_into_is_told_of_a_resident() -> None:
    for name, mark in (("els", "geheimhoudingPersoonsgegevens"), ("ineke", "inOnderzoek")):
        [home] = await at(name)
        assert [each.get(mark) for each in home["bewoners"]] == [True]


async def test_a_period_is_parted_where_somebody_comes_or_goes() -> None:
    asked = {"adresseerbaarObjectIdentificatie": HOME["riet"], "datumVan": "2024-01-01", "datumTot": "2025-01-01"}
    both, one = (await post({"type": DURING, **asked})).json()["bewoningen"]
    assert both["periode"] == {"datumVan": "2024-01-01", "datumTot": "2024-05-11"}
    assert one["periode"] == {"datumVan": "2024-05-11", "datumTot": "2025-01-01"}
    assert (len(both["bewoners"]), len(one["bewoners"])) == (2, 1)


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({"type": "Bewoning"}, [("type", "value")]),
        ({"type": ON}, [("adresseerbaarObjectIdentificatie", "required"), ("peildatum", "required")]),
        ({"type": ON, "adresseerbaarObjectIdentificatie": "0" * 16, "peildatum": TODAY},
         [("adresseerbaarObjectIdentificatie", "pattern")]),
        ({"type": ON, "adresseerbaarObjectIdentificatie": HOME["jan"], "peildatum": "26 mei 1983"},
         [("peildatum", "date")]),
        ({"type": ON, "adresseerbaarObjectIdentificatie": HOME["jan"], "peildatum": TODAY, "geheimhouding": False},
         [("geheimhouding", "unknownParam")]),
        ({"type": DURING, "adresseerbaarObjectIdentificatie": HOME["jan"], "datumVan": TODAY, "datumTot": TODAY},
         [("datumTot", "invalidParam")]),
    ],
)  # fmt: skip
async def test_a_wrong_question_is_a_problem_with_every_fault(body: Json, faults: list[tuple[str, str]]) -> None:
    answer = await post(body, REAL)
    assert (answer.status_code, answer.json()["code"]) == (400, "paramsValidation")
    assert [(fault["name"], fault["code"]) for fault in answer.json()["invalidParams"]] == faults
