"""The WOZ stand-in against its OpenAPI, and what of it is promised beyond that."""

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
from sources.woz.stub import CREDENTIALS, FIELDS, stub_app
from tests.contract.kadaster_openapi import leaves, operation
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
HOUSEHOLD = {name: person.household for name, bsn in BSN.items() if (person := CITY.person(bsn))}
KEY = {CREDENTIALS["header"]: CREDENTIALS["secret"]}
BASE = "/lvwoz/huidigebevragingen/v1"
ADDRESSES = [CITY.household(index).address for index in range(0, 40)]
COMPANY = next(home.company for index in range(20) if (home := CITY.homes.home(index)).company)
REAL_VALUES: dict[str, list[Any]] = {
    "fields": sorted(FIELDS),
    "rsin": [COMPANY[1], "123456789"],
    "adresseerbaarObjectIdentificatie": [address.object_id for address in ADDRESSES],
    "nummeraanduidingIdentificatie": [address.designation_id for address in ADDRESSES],
    "postcode": [ADDRESSES[0].postcode, ADDRESSES[1].postcode],
    "huisnummer": [1, 2],
    "identificatie": [*(CITY.homes.home(index).woz_number for index in range(40)), "051899999999"],
}
SEARCHES = [
    ("rsin",),
    ("kvkNummer",),
    ("adresseerbaarObjectIdentificatie",),
    ("nummeraanduidingIdentificatie",),
    ("postcode", "huisnummer"),
]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Path:
    return shared("registers/woz/openapi.yaml")


async def get(path: str, app: Starlette = EXACT, headers: dict[str, str] = KEY, **query: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://woz") as client:
        return await client.get(path, params=query or None, headers=headers)


async def objects(app: Starlette = EXACT, **query: Any) -> list[Json]:
    answer = await get("/wozobjecten", app, **query)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/hal+json"
    found: list[Json] = answer.json()["_embedded"].get("wozObjecten", [])
    return found


async def at_home(name: str, app: Starlette = EXACT, **query: Any) -> Json:
    address = CITY.household(HOUSEHOLD[name]).address
    (found,) = await objects(app, adresseerbaarObjectIdentificatie=address.object_id, **query)
    return found


def known_paths(value: Any, prefix: str = "") -> set[str]:
    """Every leaf that an answer holds, lists looked through."""
    if isinstance(value, list):
        return {path for item in value for path in known_paths(item, prefix)} or {prefix}
    if not isinstance(value, dict) or "href" in value:
        return {prefix}
    return {path for name, item in value.items() for path in known_paths(item, f"{prefix}.{name}".lstrip("."))}


# --- the OpenAPI


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize("search", [*SEARCHES, ("identificatie",)], ids=lambda search: search[0])
def test_the_exact_stand_in_keeps_to_the_openapi(openapi: Path, search: tuple[str, ...], mode: GenerationMode) -> None:
    where = "/wozobjecten/{identificatie}" if search == ("identificatie",) else "/wozobjecten"
    real = REAL_VALUES if mode.is_positive else {}
    schema = schemathesis.openapi.from_dict(operation(openapi, where, search, real))
    schema.app = Starlette(routes=[Mount(BASE, EXACT)])
    schema.config.update(base_url=f"http://testserver{BASE}")
    statuses, seen = set(), 0

    @given(case=schema[where]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=15, derandomize=True, deadline=None, database=None)
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
        seen += answer.status_code == 200 and answer.json().get("_embedded") != {}

    keeps()
    if mode.is_positive:
        assert statuses <= ({200, 404} if search == ("identificatie",) else {200})
        assert seen >= 3 or search == ("kvkNummer",)
    else:
        assert 400 in statuses


def test_the_fields_are_those_of_the_openapi(openapi: Path) -> None:
    found = set(leaves(openapi, "WozObjectHal"))
    groups = {path.rpartition(".")[0] for path in found if "." in path}
    assert found | groups == FIELDS


@pytest.mark.parametrize("app", [EXACT, REAL], ids=["exact", "real"])
async def test_no_answer_has_a_field_that_the_openapi_lacks(app: Starlette) -> None:
    for index in range(40):
        number = CITY.homes.home(index).woz_number
        assert known_paths((await get(f"/wozobjecten/{number}", app)).json()) <= FIELDS


# --- who is found


async def test_every_search_finds_the_home_and_detail_gives_the_same() -> None:
    address = CITY.household(HOUSEHOLD["jan"]).address
    by_object = await objects(adresseerbaarObjectIdentificatie=address.object_id)
    assert by_object == await objects(nummeraanduidingIdentificatie=address.designation_id)
    assert by_object == await objects(postcode=address.postcode, huisnummer=address.number)
    assert [(await get(f"/wozobjecten/{by_object[0]['identificatie']}")).json()] == by_object


async def test_letter_and_addition_choose_between_the_homes_of_one_number() -> None:
    second = next(address for index in range(400) if (address := CITY.household(index).address).letter)
    number: Json = {"postcode": second.postcode, "huisnummer": second.number}
    assert len(await objects(**number)) == 2
    (found,) = await objects(**number, huisletter=second.letter.lower())
    assert found["aanduiding"]["nummeraanduidingIdentificatie"] == second.designation_id
    assert await objects(**number, huisletter="Z") == await objects(**number, huisnummertoevoeging="9") == []


async def test_where_there_is_nothing_the_collection_is_empty_and_a_detail_is_404() -> None:
    for query in (
        {"adresseerbaarObjectIdentificatie": "0518019999999999"},
        {"adresseerbaarObjectIdentificatie": ADDRESSES[0].designation_id},
        {"nummeraanduidingIdentificatie": ADDRESSES[0].object_id},
        {"postcode": "9999ZZ", "huisnummer": 1},
        {"rsin": "123456789"},
        {"kvkNummer": "12345678"},
    ):
        answer = await get("/wozobjecten", **query)
        assert (answer.status_code, answer.json()["_embedded"]) == (200, {})
    missing = await get("/wozobjecten/051899999999")
    assert (missing.status_code, missing.json()["code"]) == (404, "notFound")
    assert missing.headers["content-type"] == "application/problem+json"


async def test_the_homes_of_a_company_come_in_pages_in_the_order_of_their_addresses() -> None:
    first = await get("/wozobjecten", rsin=COMPANY[1], pageSize=30, fields="aanduiding")
    assert (first.headers["x-pagination-page"], first.headers["x-pagination-limit"]) == ("1", "30")
    links = first.json()["_links"]
    assert set(links) == {"self", "next"}
    second = (await get(links["next"]["href"])).json()
    assert set(second["_links"]) == {"self", "first", "previous", "next"}
    pages = [page["_embedded"]["wozObjecten"] for page in (first.json(), second)]
    assert pages[0] + pages[1] == await objects(rsin=COMPANY[1], pageSize=60, fields="aanduiding")
    order = [(item["aanduiding"]["postcode"], item["aanduiding"]["huisnummer"]) for item in pages[0] + pages[1]]
    assert order == sorted(order) and len(order) == 60
    assert await objects(rsin=COMPANY[1], page=1000) == []


# --- what it tells


async def test_the_parties_are_those_of_the_city() -> None:
    jan = await at_home("jan")
    assert jan["belanghebbendeEigenaar"] == {
        "burgerservicenummer": BSN["jan"],
        "naam": "J.W. van den Berg",
        "type": "natuurlijk_persoon",
    }
    assert jan["belanghebbendeGebruiker"]["burgerservicenummer"] == BSN["fatima"]
    els = await at_home("els")
    assert set(els["belanghebbendeEigenaar"]) == {"rsin", "naam", "type"}
    assert els["belanghebbendeEigenaar"]["type"] == "niet_natuurlijk_persoon"
    assert els["belanghebbendeGebruiker"]["geheimhoudingPersoonsgegevens"] is True
    assert (await at_home("lotte"))["belanghebbendeEigenaar"]["burgerservicenummer"] == BSN["wim"]
    assert "belanghebbendeGebruiker" not in await at_home("boris")


async def test_a_replaced_value_is_there_with_quirks_and_not_by_the_book() -> None:
    year = CITY.today.year - 2
    real, exact = [
        [value for value in (await at_home("jan", app))["waarden"] if value["waardepeildatum"] == f"{year}-01-01"]
        for app in (REAL, EXACT)
    ]
    assert [value["beschikkingsStatussen"] for value in real] == [["bezwaar_veranderd"], ["beschikking_genomen"]]
    assert real[0]["vastgesteldeWaarde"] < real[1]["vastgesteldeWaarde"]
    assert exact == real[:1]


async def test_that_a_value_is_contested_is_in_its_status_and_by_the_book_in_an_indication_too() -> None:
    for app, indication in ((REAL, {}), (EXACT, {"indicatieBezwaarBeroep": True})):
        newest, *others = (await at_home("wim", app))["waarden"]
        expected = CITY.homes.home(HOUSEHOLD["wim"]).values()[0]
        assert newest == {
            "vastgesteldeWaarde": expected.amount,
            "waardepeildatum": "2025-01-01",
            "ingangsdatum": "2026-01-01",
            "beschikkingsStatussen": ["bezwaar_ingediend"],
            **indication,
        }
        assert all("indicatieBezwaarBeroep" not in value for value in others)
        assert others[-1]["waardepeildatum"] == "2015-01-01"


# --- fields


async def test_only_what_was_asked_comes_and_what_always_does() -> None:
    found = await at_home("jan", fields="waarden.vastgesteldeWaarde,belanghebbendeEigenaar.burgerservicenummer")
    assert set(found) == {"identificatie", "waarden", "belanghebbendeEigenaar", "_links"}
    assert set(found["_links"]) == {"self"}
    assert found["belanghebbendeEigenaar"] == {"burgerservicenummer": BSN["jan"]}
    assert len(found["waarden"]) >= 11 and all(set(value) == {"vastgesteldeWaarde"} for value in found["waarden"])


@pytest.mark.parametrize("path", sorted(FIELDS))
async def test_every_field_gives_its_part_of_the_whole(path: str) -> None:
    whole, part = await at_home("jan"), await at_home("jan", fields=path)
    always = {"identificatie", "_links.self"}
    below = {leaf for leaf in known_paths(whole) if leaf == path or leaf.startswith(f"{path}.")}
    assert {leaf for leaf in known_paths(part) if leaf in known_paths(whole)} == below | always
    for name in set(part) - {"_links"}:
        assert part[name] == whole[name] or path.startswith(name)


# --- what is refused


@pytest.mark.parametrize(
    ("query", "code", "params"),
    [
        ({}, "paramsRequired", None),
        ({"fields": "waarden", "page": 1}, "paramsRequired", None),
        ({"identificatie": "051800000001"}, "paramsRequired", None),
        ({"rsin": "857567433", "kvkNummer": "68727720"}, "unsupportedCombi", None),
        ({"rsin": "857567433", "postcode": "2517AA", "huisnummer": 1}, "unsupportedCombi", None),
        ({"postcode": "2517AA"}, "paramsCombination", [("huisnummer", "required")]),
        ({"huisletter": "A"}, "paramsCombination", [("huisnummer", "required"), ("postcode", "required")]),
        ({"rsin": "abc", "fields": "bestaatniet"}, "paramsValidation", [("fields", "fields"), ("rsin", "pattern")]),
        ({"rsin": "857567433", "fields": ""}, "paramsValidation", [("fields", "fields")]),
        ({"rsin": "857567433", "fields": "Waarden"}, "paramsValidation", [("fields", "fields")]),
        ({"rsin": "857567433", "fields": "waarden."}, "paramsValidation", [("fields", "fields")]),
        ({"rsin": "857567433", "page": 0}, "paramsValidation", [("page", "minimum")]),
        ({"rsin": "857567433", "pageSize": 101}, "paramsValidation", [("pageSize", "maximum")]),
        ({"rsin": "857567433", "bsn": "999990019"}, "paramsValidation", [("bsn", "unknownParam")]),
        ({"postcode": "2517AA", "huisnummer": "A"}, "paramsValidation", [("huisnummer", "integer")]),
        ({"rsin": ["857567433", "857567434"]}, "paramsValidation", [("rsin", "unique")]),
    ],
)
async def test_a_wrong_question_is_a_problem(query: Json, code: str, params: list[tuple[str, str]] | None) -> None:
    for app in (EXACT, REAL):
        answer = await get("/wozobjecten", app, **query)
        assert answer.status_code == answer.json()["status"] == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == code
        shown = answer.json().get("invalidParams")
        assert (shown and [(param["name"], param["code"]) for param in shown]) == params


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Api-Key": "another"}, 401),
        ({**KEY, "Accept": "application/xml"}, 406),
        ({**KEY, "Accept": "application/hal+json;q=0.9, */*;q=0.1"}, 200),
    ],
)
async def test_who_has_no_key_or_wants_no_json_is_refused(headers: dict[str, str], status: int) -> None:
    for path in ("/wozobjecten?rsin=857567433", f"/wozobjecten/{REAL_VALUES['identificatie'][0]}"):
        assert (await get(path, headers=headers)).status_code == status


async def test_what_the_api_does_not_have_is_a_problem_too() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(EXACT), base_url="http://woz") as client:
        for method, path, status in (("GET", "/objecten", 404), ("POST", "/wozobjecten", 405)):
            answer = await client.request(method, path, headers=KEY)
            assert answer.status_code == answer.json()["status"] == status
    assert (await get("/wozobjecten/1")).json()["invalidParams"][0]["code"] == "pattern"
