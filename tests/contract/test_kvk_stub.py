"""The stand-in of the KVK against its three OpenAPIs, and what of it is promised beyond that."""

from datetime import date
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

from auth.bsn import valid_bsn
from auth.development.identities import COMPANIES
from sources.city import City
from sources.kvk.stub import CREDENTIALS, stub_app
from tests.contract.kadaster_openapi import operation
from tests.shared import shared

CITY = City(2026, date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
KEY = {CREDENTIALS["header"]: CREDENTIALS["secret"]}
NUMBERS = [company.kvk for company in CITY.companies][:20]
BRANCHES = [branch.number for company in CITY.companies for branch in company.branches][:20]
PROFILE, BRANCH, SEARCH = "/v1/basisprofielen/{kvkNummer}", "/v1/vestigingsprofielen/{vestigingsnummer}", "/zoeken"
OPENAPI = {SEARCH: "zoeken", BRANCH: "vestigingsprofiel"}
REAL_VALUES: dict[str, list[Any]] = {
    "kvkNummer": [*NUMBERS, "12345678"],
    "vestigingsnummer": [*BRANCHES, "000000000001"],
    "naam": ["Fietsenmakerij", "bv", "x y z"],
}
Json = dict[str, Any]


async def get(path: str, app: Starlette = REAL, headers: dict[str, str] = KEY, **query: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kvk") as client:
        return await client.get(path, params=query or None, headers=headers)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize(
    ("where", "search"),
    [
        (PROFILE, "kvkNummer"),
        (f"{PROFILE}/eigenaar", "kvkNummer"),
        (f"{PROFILE}/hoofdvestiging", "kvkNummer"),
        (f"{PROFILE}/vestigingen", "kvkNummer"),
        (BRANCH, "vestigingsnummer"),
        (SEARCH, "kvkNummer"),
        (SEARCH, "vestigingsnummer"),
        (SEARCH, "naam"),
    ],
)
def test_the_exact_stand_in_keeps_to_the_openapi(where: str, search: str, mode: GenerationMode) -> None:
    openapi = shared(f"registers/kvk/{OPENAPI.get(where, 'basisprofiel')}-openapi.yaml")
    schema = schemathesis.openapi.from_dict(
        operation(openapi, where, (search,), REAL_VALUES if mode.is_positive else {})
    )
    base = "/kvk/api/v2" if where == SEARCH else "/kvk/api"
    schema.app = Starlette(routes=[Mount("/kvk/api", EXACT)])
    schema.config.update(base_url=f"http://testserver{base}")
    statuses = set()

    @given(case=schema[where]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=12, derandomize=True, deadline=None, database=None)
    def keeps(case: "schemathesis.Case[Any]") -> None:
        answer = case.call_and_validate(
            headers=KEY,
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )
        statuses.add(answer.status_code)

    keeps()
    assert statuses <= ({200, 404} if mode.is_positive else {400, 404})


@pytest.mark.parametrize(
    ("path", "recorded"),
    [
        ("/v1/basisprofielen/12345678", "v1-basisprofielen-12345678_404"),
        ("/v1/vestigingsprofielen/12345678", "v1-vestigingsprofielen-12345678_400"),
        ("/v2/zoeken?kvkNummer=12345678", "v2-zoeken_kvkNummer-12345678_404"),
    ],
)
async def test_it_refuses_in_the_words_of_the_register(path: str, recorded: str) -> None:
    told = shared(f"registers/kvk/testdata/{recorded}.json").read_bytes()
    answer = await get(path)
    assert answer.status_code == int(recorded[-3:])
    assert answer.json() == httpx.Response(200, content=told).json()


async def test_nobody_is_told_anything_without_the_key_or_by_a_parameter_that_is_none() -> None:
    assert (await get("/v1/basisprofielen/90001001", headers={})).status_code == 401
    for query in ({"naam": "a", "kvknummer": "90001001"}, {}, {"rsin": "1"}, {"naam": "a", "resultatenPerPagina": 101}):
        answer = await get("/v2/zoeken", **query)
        assert (answer.status_code, answer.json()["fout"][0]["code"]) == (400, "IPD1999")


async def test_the_companies_for_which_somebody_logs_in_are_in_the_register() -> None:
    for company in COMPANIES:
        profile = (await get(f"/v1/basisprofielen/{company.kvk}")).json()
        assert profile["naam"] == company.name
        if company.rsin:
            assert profile["_embedded"]["eigenaar"]["rsin"] == company.rsin
        branches = (await get(f"/v1/basisprofielen/{company.kvk}/vestigingen")).json()["vestigingen"]
        assert {row["vestigingsnummer"] for row in branches} >= set(company.branches)


async def test_every_answer_of_the_register_agrees_with_the_others() -> None:
    for company in list(CITY.companies)[:60]:
        profile = (await get(f"/v1/basisprofielen/{company.kvk}")).json()
        owner = profile["_embedded"]["eigenaar"]
        assert ("rsin" in owner) == (owner["rechtsvorm"] != "Eenmanszaak")
        assert (company.owner is not None) == (owner["rechtsvorm"] == "Eenmanszaak")
        main = profile["_embedded"]["hoofdvestiging"]
        whole = (await get(f"/v1/vestigingsprofielen/{main['vestigingsnummer']}")).json()
        assert main.items() <= whole.items() and whole["kvkNummer"] == company.kvk
        found = (await get("/v2/zoeken", kvkNummer=company.kvk)).json()
        assert found["totaal"] == len(company.branches) + (company.rsin is not None)
        if company.rsin is not None:
            assert valid_bsn(company.rsin)
            (row,) = (await get("/v2/zoeken", rsin=company.rsin)).json()["resultaten"]
            assert (row["kvkNummer"], row["type"]) == (company.kvk, "rechtspersoon")


async def test_numbers_read_back_and_are_nobodys_twice() -> None:
    companies = list(CITY.companies)
    assert len({company.kvk for company in companies}) == len(companies) == len(CITY.companies)
    rsins = [company.rsin for company in companies if company.rsin]
    branches = [branch.number for company in companies for branch in company.branches]
    assert len(set(rsins)) == len(rsins) and len(set(branches)) == len(branches)
    assert all(CITY.companies.by_rsin(company.rsin) == company for company in companies if company.rsin)
    assert all(CITY.companies.by_kvk(company.kvk) == company for company in companies)
    for number in ("", "90001000", "90001401", "000000000000", "000090000399", "00009000030x", "999800024x"):
        for find in (CITY.companies.by_kvk, CITY.companies.by_rsin, CITY.companies.by_branch):
            assert find(number) is None


async def test_a_search_is_divided_into_pages() -> None:
    first = (await get("/v2/zoeken", naam="a")).json()
    assert len(first["resultaten"]) == 10 < first["totaal"] <= 1000
    many = (await get("/v2/zoeken", naam="a", resultatenPerPagina=100, pagina=2)).json()
    assert first["resultaten"][0] not in many["resultaten"]
    assert (await get("/v2/zoeken", naam="a", resultatenPerPagina=100, pagina=1000)).status_code == 404
