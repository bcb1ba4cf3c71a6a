"""What the BRP stand-in refuses, and how."""

import json
from datetime import date
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from sources.brp.stub import stub_app
from sources.city import PERSONAS, City

CITY = City(today=date(2026, 11, 23))
EXACT, REAL = stub_app(CITY, quirks=False), stub_app(CITY, quirks=True)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
KIND = "RaadpleegMetBurgerservicenummer"
SOUND = {"type": KIND, "burgerservicenummer": [BSN["jan"]], "fields": ["burgerservicenummer"]}
Json = dict[str, Any]


async def send(
    app: Starlette, body: Any, method: str = "POST", path: str = "/personen", **headers: str
) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://brp", headers=named) as client:
        return await client.request(method, path, content=content)


def problem(answer: httpx.Response, status: int) -> Json:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told: Json = answer.json()
    assert told["status"] == status
    return told


# --- refusals: the parameters, as the API's own features word them

MINIMUM, REQUIRED = "Array bevat minder dan 1 items.", "Parameter is verplicht."
UNKNOWN, FORBIDDEN = "Parameter bevat een niet bestaande veldnaam.", "Parameter bevat een niet toegestane veldnaam."
NINE = "Waarde voldoet niet aan patroon ^[0-9]{9}$."
PATH = r"Waarde voldoet niet aan patroon ^[a-zA-Z0-9\._]{1,200}$."


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"fields": None}, [("fields", "required", REQUIRED)]),
        ({"fields": []}, [("fields", "minItems", MINIMUM)]),
        ({"fields": "naam,geslacht"}, [("fields", "array", "Parameter is geen array.")]),
        ({"fields": ["naam"] * 131}, [("fields", "maxItems", "Array bevat meer dan 130 items.")]),
        ({"fields": ["a*nummer"]}, [("fields[0]", "pattern", PATH)]),
        ({"fields": ["naam", ""]}, [("fields[1]", "pattern", PATH)]),
        ({"fields": [7]}, [("fields[0]", "pattern", PATH)]),
        ({"fields": ["a" * 201]}, [("fields[0]", "pattern", PATH)]),
        ({"fields": ["anummer"]}, [("fields[0]", "fields", UNKNOWN)]),
        ({"fields": ["naam", "naam.bestaatNiet"]}, [("fields[1]", "fields", UNKNOWN)]),
        ({"fields": ["naam."]}, [("fields[0]", "fields", UNKNOWN)]),
        ({"fields": ["verblijfplaatsBinnenland.verblijfadres.land"]}, [("fields[0]", "fields", UNKNOWN)]),
        *(
            ({"fields": [path]}, [("fields[0]", "fields", FORBIDDEN)])
            for path in (
                "geheimhoudingPersoonsgegevens",
                "opschortingBijhouding.reden.omschrijving",
                "rni.deelnemer.code",
                "verificatie",
                "inOnderzoek",
                "naam.inOnderzoek.voornamen",
                "partners.aangaanHuwelijkPartnerschap.inOnderzoek.datum",
                "verblijfplaats.indicatieVastgesteldVerblijftNietOpAdres",
            )
        ),
        ({"burgerservicenummer": None}, [("burgerservicenummer", "required", REQUIRED)]),
        ({"burgerservicenummer": []}, [("burgerservicenummer", "minItems", MINIMUM)]),
        ({"burgerservicenummer": "999900006"}, [("burgerservicenummer", "array", "Parameter is geen array.")]),
        (
            {"burgerservicenummer": ["1234567890", "123456789", "12345678", 999900006]},
            [(f"burgerservicenummer[{place}]", "pattern", NINE) for place in (0, 2, 3)],
        ),
        (
            {"burgerservicenummer": ["999900006"] * 21},
            [("burgerservicenummer", "maxItems", "Array bevat meer dan 20 items.")],
        ),
        (
            {"gemeenteVanInschrijving": "51"},
            [("gemeenteVanInschrijving", "pattern", "Waarde voldoet niet aan patroon ^[0-9]{4}$.")],
        ),
        ({"voornamen": "Jan"}, [("voornamen", "unknownParam", "Parameter is niet verwacht.")]),
        ({"type": None}, [("type", "required", REQUIRED)]),
        ({"type": "raadpleegmetburgerservicenummer"}, [("type", "value", "Waarde is geen geldig zoek type.")]),
        ({"type": ["x"]}, [("type", "value", "Waarde is geen geldig zoek type.")]),
    ],
)
async def test_a_faulty_parameter_is_named_with_its_fault(change: Json, faults: list[tuple[str, str, str]]) -> None:
    body = {name: value for name, value in {**SOUND, **change}.items() if value is not None}
    told = problem(await send(REAL, body), 400)
    assert [(fault["name"], fault["code"], fault["reason"]) for fault in told["invalidParams"]] == faults
    assert told["code"] == "paramsValidation"
    assert told["title"] == "Een of meerdere parameters zijn niet correct."
    assert told["detail"] == f"De foutieve parameter(s) zijn: {', '.join(name for name, _, _ in faults)}."
    exact = problem(await send(EXACT, body), 400)
    assert [fault["code"] for fault in exact["invalidParams"]] == [code for _, code, _ in faults]


@pytest.mark.parametrize("count", [1, 20])
async def test_as_many_numbers_and_paths_as_allowed_are_answered(count: int) -> None:
    body = {**SOUND, "burgerservicenummer": [CITY.bsn(index) for index in range(count)], "fields": ["naam"] * 130}
    assert len((await send(EXACT, body)).json()["personen"]) == count


@pytest.mark.parametrize(
    ("kind", "asked", "fault"),
    [
        ("AdresseerbaarObjectIdentificatie", {"adresseerbaarObjectIdentificatie": "0" * 16}, "pattern"),
        ("PostcodeEnHuisnummer", {"postcode": "2511AA", "huisnummer": "1"}, "integer"),
        ("PostcodeEnHuisnummer", {"postcode": "2511AA", "huisnummer": True}, "integer"),
        ("PostcodeEnHuisnummer", {"postcode": "2511AA", "huisnummer": 0}, "minimum"),
        ("PostcodeEnHuisnummer", {"postcode": "2511AA", "huisnummer": 100000}, "maximum"),
        ("PostcodeEnHuisnummer", {"postcode": "0511AA", "huisnummer": 1}, "pattern"),
        ("PostcodeEnHuisnummer", {"postcode": "2511AA"}, "required"),
        ("GeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "Berg", "geboortedatum": "1985-02-30"}, "date"),
        ("GeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "Be*", "geboortedatum": "1985-02-03"}, "pattern"),
        (
            "NummeraanduidingIdentificatie",
            {"nummeraanduidingIdentificatie": "0518200001000000", "inclusiefOverledenPersonen": "ja"},
            "boolean",
        ),
        ("NummeraanduidingIdentificatie", {"nummeraanduidingIdentificatie": "1" * 16, "fields": ["aNummer"]}, "fields"),
    ],
)
async def test_a_faulty_search_is_refused(kind: str, asked: Json, fault: str) -> None:
    told = problem(await send(EXACT, {"type": f"ZoekMet{kind}", "fields": ["burgerservicenummer"], **asked}), 400)
    assert [found["code"] for found in told["invalidParams"]] == [fault]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b'"x"', b"\xff", b"[" * 100_000], ids=lambda body: str(body[:3])
)
async def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    assert problem(await send(EXACT, body), 400)["invalidParams"] == []


# --- refusals: HTTP

UTF8 = ("application/json", "application/json;charset=utf-8", "application/json; charset=UTF-8", "")


@pytest.mark.parametrize("accept", [*UTF8, "*/*", "*/*; charset=utf-8", "application/problem+json, application/json"])
async def test_an_answer_in_json_may_be_accepted_in_these_words(accept: str) -> None:
    assert (await send(EXACT, SOUND, accept=accept)).status_code == 200


@pytest.mark.parametrize("accept", ["application/xml", "application/json; charset=cp1252", "text/html, image/*"])
async def test_another_answer_than_json_is_not_to_be_had(accept: str) -> None:
    assert problem(await send(REAL, SOUND, accept=accept), 406)["code"] == "notAcceptable"


@pytest.mark.parametrize("media", UTF8)
async def test_a_question_in_json_may_be_called_so(media: str) -> None:
    assert (await send(EXACT, SOUND, content_type=media)).status_code == 200


@pytest.mark.parametrize("media", ["application/xml", "text/csv", "application/json; charset=cp1252", "*/*"])
async def test_a_question_in_anything_else_is_refused(media: str) -> None:
    assert problem(await send(REAL, SOUND, content_type=media), 415)["code"] == "unsupportedMediaType"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_another_method_is_refused_with_the_right_one(method: str) -> None:
    answer = await send(EXACT, SOUND, method)
    assert problem(answer, 405)["code"] == "methodNotAllowed"
    assert answer.headers["allow"] == "POST"


async def test_another_path_is_not_found() -> None:
    assert problem(await send(EXACT, SOUND, path="/personen/1"), 404)["code"] == "notFound"


async def test_a_refusal_repeats_no_value() -> None:
    body = {**SOUND, "burgerservicenummer": ["98765432x"], "fields": ["geheim.pad"], "gemeenteVanInschrijving": "GGGG"}
    for app in (EXACT, REAL):
        text = (await send(app, body)).text
        assert not any(value in text for value in ("98765432x", "geheim.pad", "GGGG"))
