"""The BRP stand-in against its OpenAPI, its own lists and the rules of the API's features."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.brp.stub import stub_app
from sources.brp.stub.fields import GEZAG_PERSOON_BEPERKT, PERSOON, PERSOON_BEPERKT, paths
from sources.city import PERSONAS, City
from tests.contract.brp_openapi import field_paths, strict_openapi
from tests.shared import shared

TODAY = date(2026, 11, 23)
CITY = City(today=TODAY)
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY, quirks=True)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
NOBODY = "000000024"  # passes the eleven-test; no test number of the city
KIND = "RaadpleegMetBurgerservicenummer"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def brp() -> Path:
    return shared("registers/brp")


async def post(app: Starlette, body: Json | bytes, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else httpx.Request("POST", "http://x", json=body).content
    named = {"content-type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://brp") as client:
        return await client.post("/personen", content=content, headers=named)


def query(numbers: Any, *fields: str, **more: Any) -> Json:
    return {"type": KIND, "burgerservicenummer": numbers, "fields": list(fields), **more}


async def persons(numbers: list[str], *fields: str, app: Starlette = EXACT) -> list[Json]:
    answer = await post(app, query(numbers, *fields))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()["type"] == KIND
    found: list[Json] = answer.json()["personen"]
    return found


async def person(name: str, *fields: str) -> Json:
    (found,) = await persons([BSN[name]], *fields)
    return found


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every path that an answer holds, lists looked through; an empty group or list is a leaf."""
    if isinstance(value, dict) and value:
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value:
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value


# --- the OpenAPI


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=str)
def test_the_exact_stand_in_keeps_to_the_openapi(brp: Path, mode: schemathesis.GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(strict_openapi(brp, list(BSN.values())))
    schema.app = Starlette(routes=[Mount("/haalcentraal/api/brp", EXACT)])
    statuses, seen = set(), 0

    @given(case=schema["/personen"]["POST"].as_strategy(generation_mode=mode))
    @settings(max_examples=50, derandomize=True, deadline=None, database=None)
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
        seen += len(answer.json().get("personen", []))

    keeps()
    assert statuses == ({200} if mode.is_positive else {400})
    assert seen >= 20 or not mode.is_positive


def test_everyone_whole_keeps_to_the_openapi(brp: Path) -> None:
    schema = schemathesis.openapi.from_dict(strict_openapi(brp, list(BSN.values())))
    schema.app = Starlette(routes=[Mount("/haalcentraal/api/brp", EXACT)])
    numbers = [*BSN.values(), *(CITY.bsn(index) for index in range(60, len(CITY), 60))]
    for start in range(0, len(numbers), 20):
        body = query(numbers[start : start + 20], *PERSOON)
        answer = (
            schema["/personen"]["POST"]
            .Case(body=body, media_type="application/json; charset=utf-8")
            .call_and_validate(checks=[checks.status_code_conformance, checks.response_schema_conformance])
        )
        assert len(answer.json()["personen"]) == len(body["burgerservicenummer"])


# --- fields


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        (PERSOON, "fields-Persoon"),
        (PERSOON_BEPERKT, "fields-PersoonBeperkt"),
        (GEZAG_PERSOON_BEPERKT, "fields-GezagPersoonBeperkt"),
    ],
    ids=["Persoon", "PersoonBeperkt", "GezagPersoonBeperkt"],
)
def test_the_paths_are_those_of_the_api(brp: Path, tree: Any, name: str) -> None:
    listed = field_paths(brp, name)
    assert sorted(paths(tree)) == sorted(listed)
    assert set(field_paths(brp, name.replace("-", "-filtered-"))) <= set(listed)


UNASKED = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "indicatieVastgesteldVerblijftNietOpAdres")
MARKS = "inOnderzoek"
DATES = {path.removesuffix(".langFormaat") for path in paths(PERSOON) if path.endswith(".langFormaat")}
TABLES = {path.removesuffix(".code") for path in paths(PERSOON) if path.endswith(".code")}


def grain(asked: str) -> str:
    """What the API gives for a path: a date, a table value and custody are given whole."""
    above = asked.rpartition(".")[0]
    return "gezag" if asked.startswith("gezag.") else above if above in DATES | TABLES else asked


def belongs(given_path: str, asked: str) -> bool:
    """Whether a path in an answer follows from the asked one; a group on the way to it says its type."""
    wanted = grain(asked).replace("Binnenland", "")
    steps = wanted.split(".")
    above = {".".join(steps[:count]) for count in range(1, len(steps))}
    return f"{given_path}.".startswith(f"{wanted}.") or given_path in above | {f"{group}.type" for group in above}


def marks_what_was_asked(marked: str, given_paths: set[str]) -> bool:
    """Whether a mark is of a part that is there itself, or says since when."""
    group, _, part = marked.partition(f"{MARKS}.")
    return part.startswith("datumIngangOnderzoek") or any(
        f"{path}.".startswith(f"{group}{part}.") for path in given_paths
    )


async def test_only_what_was_asked_is_answered_for_every_path_and_persona() -> None:
    everyone, answered = list(BSN.values()), set()
    for asked in paths(PERSOON):
        for numbers in (everyone[:20], everyone[20:]):
            for found in await persons(numbers, asked):
                given_paths = {path for path, _ in leaves(found) if not {*UNASKED} & {*path.split(".")}}
                marked = {path for path in given_paths if MARKS in path.split(".")}
                assert all(marks_what_was_asked(path, given_paths) for path in marked)
                given_paths -= marked
                assert {path for path in given_paths if not belongs(path, asked)} - {""} == set()
                answered |= given_paths
    assert len(answered) > 100


@given(st.sets(st.sampled_from(sorted(paths(PERSOON))), min_size=1, max_size=12), st.integers(0, 9090))
@settings(max_examples=40, deadline=None)
def test_paths_asked_together_give_what_they_give_apart(asked: set[str], index: int) -> None:
    async def ask() -> None:
        (together,) = await persons([CITY.bsn(index)], *sorted(asked))
        apart = [found for path in asked for found in await persons([CITY.bsn(index)], path)]
        assert set(dict(leaves(together))) - empties(together) == {
            path for found in apart for path, item in leaves(found) if item not in ({}, [])
        }

    asyncio.run(ask())


def empties(found: Json) -> set[str]:
    return {path for path, item in leaves(found) if item in ({}, [])}


@pytest.mark.parametrize("group", ["naam", "geboorte", "partners", "kinderen", "verblijfplaats.verblijfadres"])
async def test_a_group_is_the_sum_of_its_paths(group: str) -> None:
    below = [path for path in paths(PERSOON) if path.startswith(f"{group}.")]
    for name in ("jan", "riet", "boris", "abayomi"):
        assert await person(name, group) == await person(name, *below)


@pytest.mark.parametrize("part", ["type", "datum", "langFormaat", "jaar", "maand", "onbekend"])
@pytest.mark.parametrize("name", ["jan", "yusuf", "mariam", "halima"])
async def test_a_part_of_a_date_gives_the_whole_date(name: str, part: str) -> None:
    assert await person(name, f"geboorte.datum.{part}") == await person(name, "geboorte.datum")


@pytest.mark.parametrize("part", ["code", "omschrijving"])
async def test_a_part_of_a_table_value_gives_the_pair(part: str) -> None:
    pair = {"geslacht": {"code": "V", "omschrijving": "vrouw"}}
    assert await person("fatima", f"geslacht.{part}") == pair == await person("fatima", "geslacht")


async def test_a_group_of_which_nothing_asked_exists_is_empty_and_one_that_does_not_exist_is_absent() -> None:
    assert await person("abayomi", "naam.voornamen") == {"naam": {}}
    assert await person("jan", "kinderen.naam.adellijkeTitelPredicaat") == {"kinderen": [{"naam": {}}] * 3}
    assert await person("jan", "overlijden", "verblijfstitel", "immigratie") == {}
    assert await person("wim", "partners", "kinderen") == {"partners": [], "kinderen": []}


async def test_secrecy_and_suspension_come_unasked_and_only_when_they_apply() -> None:
    assert await person("els", "aNummer") == {"aNummer": "5000000008", "geheimhoudingPersoonsgegevens": True}
    for name, code, text in (("kees", "O", "overlijden"), ("ingrid", "E", "emigratie"), ("omar", "E", "emigratie")):
        suspended = (await person(name, "burgerservicenummer"))["opschortingBijhouding"]
        assert suspended["reden"] == {"code": code, "omschrijving": text}
        assert suspended["datum"]["type"] == "Datum"
    assert await person("jan", "burgerservicenummer") == {"burgerservicenummer": BSN["jan"]}


# --- who is found


async def test_an_unknown_number_is_missing_and_a_repeated_one_comes_once() -> None:
    assert await persons([NOBODY], "burgerservicenummer") == []
    found = await persons([BSN["jan"], NOBODY, BSN["jan"], "123456789"], "burgerservicenummer")
    assert found == [{"burgerservicenummer": BSN["jan"]}]


async def test_with_quirks_the_order_is_another_and_always_the_same() -> None:
    numbers = list(BSN.values())[:20]
    exact, real, again = [
        [found["burgerservicenummer"] for found in await persons(asked, "burgerservicenummer", app=app)]
        for app, asked in ((EXACT, numbers), (REAL, numbers), (REAL, numbers[::-1]))
    ]
    assert exact == numbers != real == again
    assert sorted(real) == sorted(numbers)


async def test_only_who_is_registered_in_the_asked_municipality_is_found() -> None:
    numbers = [BSN["jan"], BSN["ingrid"], BSN["omar"]]
    for code, expected in (("0518", numbers[:1]), ("1999", numbers[1:]), ("0363", [])):
        answer = await post(EXACT, query(numbers, "burgerservicenummer", gemeenteVanInschrijving=code))
        assert [found["burgerservicenummer"] for found in answer.json()["personen"]] == expected


@pytest.mark.parametrize(
    ("kind", "asked", "found"),
    [
        ("AdresseerbaarObjectIdentificatie", {"adresseerbaarObjectIdentificatie": "0518010001000001"}, ["riet"]),
        ("NummeraanduidingIdentificatie", {"nummeraanduidingIdentificatie": "0518200001000001"}, ["riet"]),
        ("NummeraanduidingIdentificatie", {"nummeraanduidingIdentificatie": "0518010001000001"}, []),
        (
            "NummeraanduidingIdentificatie",
            {"nummeraanduidingIdentificatie": "0518200001000001", "inclusiefOverledenPersonen": True},
            ["kees", "riet"],
        ),
        ("PostcodeEnHuisnummer", {"postcode": "2562 aa", "huisnummer": 1}, ["riet"]),
        ("PostcodeEnHuisnummer", {"postcode": "2562AA", "huisnummer": 1, "huisletter": "A"}, []),
        ("PostcodeEnHuisnummer", {"postcode": "2562AA", "huisnummer": 1, "geslachtsnaam": "LANGE"}, ["riet"]),
        (
            "StraatHuisnummerEnGemeenteVanInschrijving",
            {"straat": "weimarstr*", "huisnummer": 1, "gemeenteVanInschrijving": "0518"},
            ["riet"],
        ),
        (
            "NaamEnGemeenteVanInschrijving",
            {"geslachtsnaam": "berg", "voornamen": "jan*", "gemeenteVanInschrijving": "0518"},
            ["jan"],
        ),
        (
            "NaamEnGemeenteVanInschrijving",
            {"geslachtsnaam": "Berg", "voornamen": "Corne*", "gemeenteVanInschrijving": "0518"},
            [],
        ),
    ],
)
async def test_a_search_finds_the_living_who_fit(kind: str, asked: Json, found: list[str]) -> None:
    answer = await post(EXACT, {"type": f"ZoekMet{kind}", "fields": ["burgerservicenummer"], **asked})
    assert answer.status_code == 200
    assert {item["burgerservicenummer"] for item in answer.json()["personen"]} == {BSN[name] for name in found}


async def test_a_search_by_name_and_birth_needs_the_whole_date() -> None:
    for name in ("jan", "yusuf"):
        subject = CITY.person(BSN[name])
        assert subject is not None
        born = subject.birth.whole or date(subject.birth.year or 1, subject.birth.month or 1, 1)
        asked = {"geslachtsnaam": subject.name.surname, "geboortedatum": born.isoformat()}
        answer = await post(
            EXACT, {"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "fields": ["naam.volledigeNaam"], **asked}
        )
        full = [item["naam"]["volledigeNaam"] for item in answer.json()["personen"]]
        assert full == ([subject.name.full] if name == "jan" else [])
