"""Searching persons: our questions against the OpenAPI, the stand-in against it, and what the adapter makes of both."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette
from starlette.routing import Mount

from schema.engine.seams import core_schema, declared_of
from schema.query import schema as graph
from sources.brp import zoekvraag
from sources.brp.adapter import BrpAdapter
from sources.brp.fields import CONTROL, fields_of
from sources.brp.loaders import BrpLoaders
from sources.brp.stub import stub_app
from sources.brp.zoekvraag import TooManyFound, Unsuitable, Zoekvraag
from sources.city import PERSONAS, City
from sources.core.errors import RegistryInvalid
from tests.contract.brp_openapi import field_paths, strict_openapi
from tests.contract.wire import Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT = stub_app(CITY, quirks=False)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
NAME = frozenset({"naam.volledigeNaam"})
Json = dict[str, Any]
# One sound question of each type, with all that may be given.
SOUND: dict[str, Json] = {
    "ZoekMetGeslachtsnaamEnGeboortedatum": {
        "geslachtsnaam": "Berg", "geboortedatum": date(1985, 10, 3), "voornamen": "J*", "voorvoegsel": "van den",
        "geslacht": "m",
    },
    "ZoekMetNaamEnGemeenteVanInschrijving": {
        "geslachtsnaam": "ber*", "voornamen": "jan*", "gemeenteVanInschrijving": "0518", "voorvoegsel": "van den",
        "geslacht": "M",
    },
    "ZoekMetPostcodeEnHuisnummer": {
        "postcode": "2562 aa", "huisnummer": 1, "huisletter": "a", "huisnummertoevoeging": "2-1",
        "geslachtsnaam": "Lange", "geboortedatum": date(1956, 1, 1),
    },
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": {
        "straat": "*marstraat", "huisnummer": 1, "gemeenteVanInschrijving": "0518", "huisletter": "B",
        "huisnummertoevoeging": "bis",
    },
    "ZoekMetNummeraanduidingIdentificatie": {"nummeraanduidingIdentificatie": "0518200001000001"},
    "ZoekMetAdresseerbaarObjectIdentificatie": {"adresseerbaarObjectIdentificatie": "0518010001000001"},
}  # fmt: skip
OWN_FIELDS = {"ZoekMetAdresseerbaarObjectIdentificatie": "fields-GezagPersoonBeperkt"}


@pytest.fixture(scope="module")
def brp() -> Path:
    return shared("registers/brp")


@pytest.fixture(scope="module")
def filters(brp: Path) -> dict[str, Json]:
    """The parameters of each type of question, by the OpenAPI."""
    document = yaml.load((brp / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    schemas = document["components"]["schemas"]

    def resolved(parameter: Json) -> Json:
        return schemas[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter

    own = {"gemeenteVanInschrijving": schemas["GemeenteVanInschrijving"]}
    return {
        kind: {
            "required": set(schemas[kind]["required"]),
            "parameters": {
                name: resolved(parameter)
                for name, parameter in {**own, **schemas[kind]["allOf"][1]["properties"]}.items()
            },
        }
        for kind in SOUND
    }


async def post(body: Json) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(EXACT), base_url="http://brp") as client:
        return await client.post("/personen", json=body)


# Our questions


@pytest.mark.parametrize("kind", SOUND)
def test_a_question_asks_what_the_openapi_knows_and_needs(kind: str, filters: dict[str, Json]) -> None:
    vraag = Zoekvraag.of(kind, SOUND[kind], deceased=True)
    known = filters[kind]
    assert {name for name, _ in vraag.parameters} <= known["parameters"].keys()
    for name in known["required"]:
        with pytest.raises(Unsuitable) as fault:
            Zoekvraag.of(kind, {**SOUND[kind], name: None})
        assert fault.value.parameter == name
    with pytest.raises(Unsuitable):
        Zoekvraag.of(kind, {**SOUND[kind], "aNummer": "1"})


@pytest.mark.parametrize("kind", SOUND)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_our_rules_are_those_of_the_openapi(kind: str, filters: dict[str, Json], data: st.DataObject) -> None:
    """What fits a pattern of theirs fits ours; what is one letter away is judged alike."""
    texts = {n: p["pattern"] for n, p in filters[kind]["parameters"].items() if n in SOUND[kind] and "pattern" in p}
    if not texts:
        return
    name = data.draw(st.sampled_from(sorted(texts)))
    value = data.draw(st.from_regex(texts[name], fullmatch=True) | st.text(max_size=9))
    if value and data.draw(st.booleans()):
        value = data.draw(st.sampled_from([value[1:], value + "*", "*" + value, value + "1", value[:3]]))
    theirs = any(re.fullmatch(part, value) for part in re.findall(r"\^(.*?)\$(?:\||$)", texts[name]))
    try:
        Zoekvraag.of(kind, {**SOUND[kind], name: value})
        ours = True
    except Unsuitable as fault:
        ours = False
        assert fault.parameter == name and value not in str(fault).split()
    assert ours == theirs


@pytest.mark.parametrize(("number", "sound"), [(0, False), (1, True), (99999, True), (100000, False), (-1, False)])
def test_a_house_number_is_within_the_bounds(number: int, sound: bool) -> None:
    for kind in ("ZoekMetPostcodeEnHuisnummer", "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving"):
        try:
            Zoekvraag.of(kind, {**SOUND[kind], "huisnummer": number})
        except Unsuitable:
            assert not sound
        else:
            assert sound


def test_a_question_shows_its_type_and_not_whom_it_looks_for() -> None:
    for kind, asked in SOUND.items():
        assert repr(Zoekvraag.of(kind, asked)) == f"Zoekvraag(type={kind!r})"


def test_what_a_search_shows_is_what_the_brp_tells_of_whom_it_finds(brp: Path) -> None:
    """fields-PersoonBeperkt: asking more would be refused."""
    paths = {
        path
        for field in core_schema(graph).type_map["Zoekresultaat"].fields.values()  # type: ignore[attr-defined]
        if (declared := declared_of(field)) is not None
        for path in declared.declared.needs
    }
    asked = fields_of(frozenset(paths)) | CONTROL
    assert asked <= set(field_paths(brp, "fields-filtered-PersoonBeperkt"))
    assert len(paths) == 7 and len(asked) == 5


# The stand-in


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=str)
def test_the_exact_stand_in_keeps_to_the_openapi(brp: Path, kind: str, mode: schemathesis.GenerationMode) -> None:
    fields = OWN_FIELDS.get(kind, "fields-PersoonBeperkt")
    openapi = schemathesis.openapi.from_dict(strict_openapi(brp, [], kind, fields))
    openapi.app = Starlette(routes=[Mount("/haalcentraal/api/brp", EXACT)])

    @given(case=openapi["/personen"]["POST"].as_strategy(generation_mode=mode))
    @settings(max_examples=25, derandomize=True, deadline=None, database=None)
    def keeps(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
                checks.positive_data_acceptance,
                checks.negative_data_rejection,
            ]
        )

    keeps()


FOUND: list[tuple[str, Json, list[str]]] = [
    ("ZoekMetGeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "BERG"}, ["jan"]),
    ("ZoekMetNaamEnGemeenteVanInschrijving", {}, ["jan"]),
    ("ZoekMetPostcodeEnHuisnummer", dict.fromkeys(("huisletter", "huisnummertoevoeging", "geboortedatum")), ["riet"]),
    ("ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
     dict.fromkeys(("huisletter", "huisnummertoevoeging")), ["riet"]),
    ("ZoekMetNummeraanduidingIdentificatie", {}, ["riet"]),
    ("ZoekMetAdresseerbaarObjectIdentificatie", {}, ["riet"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "names"), FOUND, ids=[kind for kind, _, _ in FOUND])
async def test_each_question_finds_whom_it_is_for(brp: Path, kind: str, change: Json, names: list[str]) -> None:
    fields = OWN_FIELDS.get(kind, "fields-PersoonBeperkt")
    openapi = schemathesis.openapi.from_dict(strict_openapi(brp, [], kind, fields))
    openapi.app = Starlette(routes=[Mount("/haalcentraal/api/brp", EXACT)])
    vraag = Zoekvraag.of(kind, {**SOUND[kind], "geboortedatum": _born("jan"), **change} if "Geboorte" in kind else
                         {**SOUND[kind], **change})  # fmt: skip
    body: Json = {"type": kind, **dict(vraag.parameters), "fields": ["burgerservicenummer", "naam", "adressering"]}
    media = "application/json; charset=utf-8"
    answer = openapi["/personen"]["POST"].Case(body=body, media_type=media).call_and_validate(
        checks=[checks.status_code_conformance, checks.response_schema_conformance]
    )  # fmt: skip
    assert [person["burgerservicenummer"] for person in answer.json()["personen"]] == [BSN[name] for name in names]


def _born(name: str) -> date:
    person = CITY.person(BSN[name])
    assert person is not None and person.birth.whole is not None
    return person.birth.whole


# Eleven persons live at Bezuidenhoutseweg 1.
STRAAT = {"straat": "Bezuidenhout*", "huisnummer": 1, "gemeenteVanInschrijving": "0518"}


async def test_a_search_that_finds_more_than_the_api_gives_is_refused_as_the_api_does() -> None:
    query = {"type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "fields": ["burgerservicenummer"], **STRAAT}
    told = (await post(query)).json()
    assert (told["status"], told["code"], told["title"]) == (400, "tooManyResults", "Teveel zoekresultaten.")
    assert told["detail"] == "Meer dan maximum van 10 zoekresultaten gevonden. Verfijn de zoekopdracht."
    (home,) = (home for home in CITY.at_number(1) if home.address.street == "Bezuidenhoutseweg")
    by_postcode = {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": home.address.postcode, "huisnummer": 1}
    found = (await post({**by_postcode, "fields": ["burgerservicenummer"]})).json()["personen"]
    assert len(found) == 11, "by postal code thirty may come"


# The adapter


async def test_two_fields_that_search_the_same_are_one_call() -> None:
    wire = always(json_answer({"type": "x", "personen": [{"burgerservicenummer": BSN["jan"]}]}))
    vraag = Zoekvraag.of("ZoekMetPostcodeEnHuisnummer", {"postcode": "2511AA", "huisnummer": 1})
    loader = BrpLoaders(BrpAdapter(upstream("brp", wire)), scope_of()).gevonden
    first, second = await loader.load_many([(vraag, NAME), (vraag, frozenset({"geboorte.datum"}))])
    assert first == second and first is not None and first[0].burgerservicenummer == BSN["jan"]
    assert wire.bodies == [
        {
            "type": "ZoekMetPostcodeEnHuisnummer", "huisnummer": 1, "postcode": "2511AA",
            "fields": ["burgerservicenummer", "geboorte.datum", "naam.volledigeNaam"],
        }
    ]  # fmt: skip
    (request,) = wire.requests
    assert (request.path, request.query) == ("/personen", ()) and "2511" not in str(request.headers)


def refusal(code: str) -> Wire:
    return always(json_answer({"code": code, "status": 400}, 400, "application/problem+json"))


async def search(wire: Wire) -> Any:
    vraag = Zoekvraag.of("ZoekMetNummeraanduidingIdentificatie", {"nummeraanduidingIdentificatie": "1" * 16})
    return await BrpAdapter(upstream("brp", wire)).zoek(scope_of(), vraag, NAME, 1)


async def test_too_many_is_told_apart_from_a_question_that_is_wrong() -> None:
    with pytest.raises(TooManyFound):
        await search(refusal("tooManyResults"))
    with pytest.raises(RegistryInvalid):
        await search(refusal("paramsValidation"))
    rows = [{"burgerservicenummer": CITY.bsn(index)} for index in range(zoekvraag.MOST_FOUND + 1)]
    with pytest.raises(TooManyFound):
        await search(always(json_answer({"personen": rows})))
    assert len(await search(always(json_answer({"personen": rows[1:]})))) == zoekvraag.MOST_FOUND


@pytest.mark.parametrize("row", [{}, {"burgerservicenummer": "123456789"}, {"burgerservicenummer": None}, "x"])
async def test_an_answer_in_which_somebody_has_no_number_is_none(row: Any) -> None:
    with pytest.raises(RegistryInvalid):
        await search(always(json_answer({"personen": [{"burgerservicenummer": BSN["jan"]}, row]})))
