"""The BAG stand-in against its OpenAPI, and what of it is promised beyond that."""

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

from sources.bag.stub import CREDENTIALS, stub_app
from sources.brp import stub as brp_stub
from sources.city import City
from sources.woz import stub as woz_stub
from tests.contract.kadaster_openapi import leaves, operation
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
KEY = {CREDENTIALS["header"]: CREDENTIALS["secret"]}
BASE, LIST = "/lvbag/individuelebevragingen/v2", "/adressenuitgebreid"
ADDRESSES = [CITY.household(index).address for index in (*range(12), *range(190, 194))]
NOWHERE = "0518019999999999"
OBJECT, DESIGNATION = "adresseerbaarObjectIdentificatie", "nummeraanduidingIdentificatie"
REAL_VALUES: dict[str, list[Any]] = {
    OBJECT: [*(address.object_id for address in ADDRESSES), NOWHERE],
    DESIGNATION: [*(address.designation_id for address in ADDRESSES), "0518209999999999"],
    "page": [1],
}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Path:
    return shared("registers/bag/openapi.yaml")


async def get(
    path: str, query: Json | None = None, app: Starlette = EXACT, headers: dict[str, str] = KEY
) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bag") as client:
        return await client.get(path, params=query, headers=headers)


# --- the OpenAPI


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize(("where", "search"), [(LIST, OBJECT), (f"{LIST}/{{{DESIGNATION}}}", DESIGNATION)])
def test_the_exact_stand_in_keeps_to_the_openapi(openapi: Path, where: str, search: str, mode: GenerationMode) -> None:
    real = REAL_VALUES if mode.is_positive else {}
    schema = schemathesis.openapi.from_dict(operation(openapi, where, (search,), real))
    schema.app = Starlette(routes=[Mount(BASE, EXACT)])
    schema.config.update(base_url=f"http://testserver{BASE}")
    statuses, seen = set(), 0

    @given(case=schema[where]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=25, derandomize=True, deadline=None, database=None)
    def keeps(case: "schemathesis.Case[Any]") -> None:
        nonlocal seen
        answer = case.call_and_validate(
            headers=KEY,
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_headers_conformance,
                checks.response_schema_conformance,
            ],
        )
        statuses.add(answer.status_code)
        seen += answer.status_code == 200 and ("_embedded" in answer.json()) == (where == LIST)

    keeps()
    if mode.is_positive:
        assert seen >= 5 and statuses <= ({200} if where == LIST else {200, 404})
    else:
        assert 400 in statuses


async def test_no_answer_has_a_field_that_the_openapi_lacks(openapi: Path) -> None:
    known = {path.partition(".")[0] for path in leaves(openapi, "AdresUitgebreidHal")}
    links = {path.partition(".")[2] for path in leaves(openapi, "AdresUitgebreidHal") if path.startswith("_links.")}
    for address in ADDRESSES:
        body = (await get(f"{LIST}/{address.designation_id}")).json()
        assert set(body) <= known and set(body["_links"]) <= links


# --- what it tells


async def test_an_address_with_its_building() -> None:
    home, address = CITY.homes.home(0), ADDRESSES[0]
    answer = await get(f"{LIST}/{address.designation_id}")
    assert answer.headers["content-type"] == "application/hal+json"
    body = answer.json()
    assert body.pop("_links")["panden"] == [{"href": f"http://bag/panden/{home.building}"}]
    assert body == {
        "openbareRuimteNaam": "Laan van Meerdervoort",
        "korteNaam": "Laan van Meerdervoort",
        "huisnummer": 1,
        "postcode": "2517AA",
        "woonplaatsNaam": "'s-Gravenhage",
        "nummeraanduidingIdentificatie": "0518200001000000",
        "openbareRuimteIdentificatie": "0518300001000000",
        "woonplaatsIdentificatie": "1245",
        "adresseerbaarObjectIdentificatie": "0518010001000000",
        "pandIdentificaties": [home.building],
        "adresregel5": "Laan van Meerdervoort 1",
        "adresregel6": "2517 AA  'S-GRAVENHAGE",
        "typeAdresseerbaarObject": "Verblijfsobject",
        "adresseerbaarObjectStatus": "Verblijfsobject in gebruik",
        "gebruiksdoelen": ["woonfunctie"],
        "oppervlakte": home.area,
        "oorspronkelijkBouwjaar": [str(home.built)],
        "pandStatussen": ["Pand in gebruik"],
    }


@pytest.mark.parametrize("household", [11, 192, 193])
async def test_the_lines_follow_the_rules_of_the_api(household: int) -> None:
    address = CITY.household(household).address
    body = (await get(f"{LIST}/{address.designation_id}")).json()
    expected = {11: "Pr Margrietplantsoen 1", 192: "Laan van Meerdervoort 4 A", 193: "Weimarstraat 4-2"}
    assert body["adresregel5"] == expected[household]


async def test_the_homes_of_one_number_share_a_building_and_those_of_a_street_a_name() -> None:
    first, second, third = [
        (await get(f"{LIST}/{CITY.household(household).address.designation_id}")).json() for household in (144, 192, 96)
    ]
    assert first["pandIdentificaties"] == second["pandIdentificaties"] != third["pandIdentificaties"]
    assert first["oorspronkelijkBouwjaar"] == second["oorspronkelijkBouwjaar"]
    assert len({body["openbareRuimteIdentificatie"] for body in (first, second, third)}) == 1


# --- who is found


async def test_a_search_by_object_finds_what_a_detail_tells() -> None:
    for address in ADDRESSES:
        answer = await get(LIST, {OBJECT: address.object_id})
        assert answer.json()["_embedded"]["adressen"] == [(await get(f"{LIST}/{address.designation_id}")).json()]
        assert (answer.headers["x-pagination-page"], answer.headers["x-pagination-limit"]) == ("1", "20")


async def test_where_there_is_nothing_there_is_no_collection_and_a_detail_is_404() -> None:
    answer = await get(LIST, {OBJECT: NOWHERE})
    assert answer.status_code == 200 and set(answer.json()) == {"_links"}
    for missing in ("0518209999999999", ADDRESSES[0].designation_id.replace("051820", "036320")):
        detail = await get(f"{LIST}/{missing}")
        assert (detail.status_code, detail.json()["code"]) == (404, "notFound")
        assert detail.headers["content-type"] == "application/problem+json"


# --- what is refused


@pytest.mark.parametrize(
    ("query", "code", "params"),
    [
        ({}, "paramsRequired", None),
        ({"page": 1, "postcode": "2517AA"}, "paramsRequired", None),
        ({OBJECT: "2517AA 1"}, "paramsValidation", [(OBJECT, "pattern")]),
        ({OBJECT: NOWHERE, "page": 2}, "paramsValidation", [("page", "page")]),
        (
            {OBJECT: NOWHERE, "page": 0, "pageSize": 9},
            "paramsValidation",
            [("page", "minimum"), ("pageSize", "minimum")],
        ),
        ({OBJECT: NOWHERE, "inclusiefEindStatus": "ja"}, "paramsValidation", [("inclusiefEindStatus", "boolean")]),
        ({OBJECT: NOWHERE, "expand": "panden"}, "paramsValidation", [("expand", "unknownParam")]),
    ],
)
async def test_a_wrong_question_is_a_problem(query: Json, code: str, params: list[tuple[str, str]] | None) -> None:
    for app, name in ((EXACT, "invalid-params"), (REAL, "invalidParams")):
        answer = await get(LIST, query, app)
        assert answer.status_code == answer.json()["status"] == 400
        assert answer.json()["code"] == code
        shown = answer.json().get(name)
        assert (shown and [(param["name"], param["code"]) for param in shown]) == params


async def test_a_designation_that_is_none_is_refused() -> None:
    for path in ("1", ADDRESSES[0].object_id):
        problem = (await get(f"{LIST}/{path}", app=REAL)).json()
        assert [param["code"] for param in problem["invalidParams"]] == ["pattern"]
        assert problem["instance"] == f"{LIST}/{path}"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 401, "authentication"),
        ({"X-Api-Key": "another"}, 401, "authentication"),
        ({**KEY, "Accept": "text/html"}, 406, "notAcceptable"),
        ({**KEY, "Accept-Crs": "epsg:4326"}, 406, "crsNotAcceptable"),
        ({**KEY, "Accept-Crs": "epsg:28992"}, 200, None),
    ],
)
async def test_headers_decide_too(headers: dict[str, str], status: int, code: str | None) -> None:
    for path, query in ((f"{LIST}/{ADDRESSES[0].designation_id}", None), (LIST, {OBJECT: ADDRESSES[0].object_id})):
        answer = await get(path, query, headers=headers)
        assert (answer.status_code, answer.json().get("code")) == (status, code)
        assert answer.headers["api-version"] == "2.6.0"


# --- together with the other registries


async def test_brp_bag_and_woz_tell_the_same_of_where_somebody_lives() -> None:
    brp, woz = brp_stub.stub_app(CITY), woz_stub.stub_app(CITY)
    numbers = [CITY.bsn(index) for index in range(20)]
    numbers += [bsn for household in (192, 193, *range(300, 304)) for bsn in CITY.household(household).members][:20]
    fields = ["burgerservicenummer", "verblijfplaats", "adressering"]
    body: Json = {"type": "RaadpleegMetBurgerservicenummer", "fields": fields}
    seen = 0
    for start in (0, 20):
        body["burgerservicenummer"] = numbers[start : start + 20]
        async with httpx.AsyncClient(transport=httpx.ASGITransport(brp), base_url="http://brp") as client:
            people = (await client.post("/personen", json=body)).json()["personen"]
        for person in people:
            home, lines = person["verblijfplaats"], person["adressering"]
            street = home["verblijfadres"]
            (bag,) = (await get(LIST, {OBJECT: home[OBJECT]}, REAL)).json()["_embedded"]["adressen"]
            (object_,) = (await get("/wozobjecten", {OBJECT: home[OBJECT]}, woz)).json()["_embedded"]["wozObjecten"]
            assert bag[DESIGNATION] == home[DESIGNATION] == object_["aanduiding"][DESIGNATION]
            assert (bag["adresregel5"], bag["adresregel6"]) == (lines["adresregel1"], lines["adresregel2"])
            assert bag["openbareRuimteNaam"] == street["officieleStraatnaam"] == object_["aanduiding"]["straat"]
            for name in ("postcode", "huisnummer", "huisletter", "huisnummertoevoeging"):
                assert bag.get(name) == street.get(name) == object_["aanduiding"].get(name)
            assert bag["pandIdentificaties"] == object_["pandIdentificaties"]
            seen += 1
    assert seen == len(numbers) > 25
