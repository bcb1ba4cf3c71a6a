"""The door of development: whom one can be, and for whom on this machine it opens."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from auth.development import DevelopmentIssuer, resident
from auth.development.chooser import Chooser
from auth.development.identities import at_level
from auth.roles import Level
from entrance import identities
from sources.city.personas import PERSONAS
from tests.workbench import Workbench, bsn_of, identity_of, workbench

PERSONS, TOKEN = "/ontwikkeling/personas", "/ontwikkeling/token"
HERE = {"host": "127.0.0.1:8000"}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def token(bench: Workbench, persona: str, niveau: str | None = None) -> str:
    body = {"persona": persona} | ({"niveau": niveau} if niveau else {})
    answer = await bench.client.post(TOKEN, json=body, headers=HERE)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert answer.json()["verlooptOver"] == 3600
    found: str = answer.json()["token"]
    return found


async def test_everybody_is_there_by_name_and_nobody_by_number(bench: Workbench) -> None:
    answer = await bench.client.get(PERSONS, headers=HERE)
    told = {each["naam"]: each for each in answer.json()["personas"]}
    assert told.keys() == {each.name for each, _ in identities()} > {each.name for each in PERSONAS}
    assert (told["jan"]["rol"], told["agnes"]["rol"], told["dienst"]["rol"]) == ("INWONER", "MEDEWERKER", "DIENST")
    assert all(each["nl"] and each["en"] for each in told.values())
    assert not any(persona.bsn in answer.text for persona in PERSONAS)


async def test_a_token_is_that_of_the_persona_at_the_level_that_was_chosen(bench: Workbench) -> None:
    query = "{ sessie { rol niveau } mij { burgerservicenummer } }"
    for niveau, level in ((None, "MIDDEN"), ("HOOG", "HOOG"), ("SUBSTANTIEEL", "SUBSTANTIEEL")):
        headers = {"authorization": f"Bearer {await token(bench, 'jan', niveau)}"}
        answer = await bench.post({"query": query}, headers)
        assert answer.data["sessie"] == {"rol": "INWONER", "niveau": level}
        assert answer.data["mij"]["burgerservicenummer"] == bsn_of("jan")
    low = await bench.post({"query": query}, {"authorization": f"Bearer {await token(bench, 'jan', 'GEEN')}"})
    assert low.codes == {"mij": "HOGER_NIVEAU_NODIG"} and low.data["sessie"]["niveau"] == "GEEN"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "mijn.denhaag.nl"},
        {"host": "127.0.0.1.example.nl"},
        {"host": "10.0.0.1"},
        HERE | {"sec-fetch-site": "cross-site"},
        HERE | {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
async def test_it_does_not_open_for_another_site_or_a_name_from_elsewhere(
    bench: Workbench, headers: dict[str, str]
) -> None:
    assert (await bench.client.get(PERSONS, headers=headers)).status_code == 403
    answer = await bench.client.post(TOKEN, json={"persona": "jan"}, headers=headers)
    assert answer.status_code == 403 and answer.json() == {}


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:8000", "127.8.8.8"])
async def test_it_opens_for_this_machine(bench: Workbench, host: str) -> None:
    headers = {"host": host, "sec-fetch-site": "same-origin"}
    assert (await bench.client.get(PERSONS, headers=headers)).status_code == 200
    assert (await bench.client.post(TOKEN, json={"persona": "jan"}, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"persona": 7}', b'{"persona": "niemand"}', b'{"persona": "jan", "niveau": "HEEL"}',
             b'{"persona": "jan", "bsn": "999900006"}', b"\xff"],
)  # fmt: skip
async def test_what_names_nobody_gets_no_token(bench: Workbench, body: bytes) -> None:
    headers = HERE | {"content-type": "application/json"}
    answer = await bench.client.post(TOKEN, content=body, headers=headers)
    assert answer.status_code == 400 and answer.json() == {}


async def test_a_form_of_another_page_gets_no_token(bench: Workbench) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = HERE | ({"content-type": kind} if kind else {})
        answer = await bench.client.post(TOKEN, content=b'{"persona": "jan"}', headers=headers)
        assert answer.status_code == 403


def test_who_logs_in_without_a_level_stays_as_they_are() -> None:
    agnes = identity_of("agnes")
    assert at_level(agnes, Level.HOOG) is agnes
    jan = resident("jan", bsn_of("jan"), "", "")
    assert at_level(at_level(jan, Level.HOOG), Level.MIDDEN) == jan
    assert "acr" not in at_level(jan, Level.GEEN).claims


def test_it_shows_no_number_of_anybody(tmp_path: Path) -> None:
    issuer = DevelopmentIssuer(tmp_path, issuer="urn:i", audience="urn:a")
    chooser = Chooser(issuer, [identity_of("jan")])
    assert bsn_of("jan") not in repr(vars(chooser))
    assert [route.path for route in chooser.routes] == [PERSONS, TOKEN]


async def test_where_tokens_come_from_elsewhere_there_is_no_such_door(tmp_path: Path) -> None:
    elsewhere: dict[str, Any] = {
        "token_issuer": "https://inloggen.example",
        "token_jwks_url": "https://inloggen.example/keys",
    }
    async with workbench(tmp_path, **elsewhere) as bench:
        for answer in (
            await bench.client.get(PERSONS, headers=HERE),
            await bench.client.post(TOKEN, json={"persona": "jan"}, headers=HERE),
        ):
            assert isinstance(answer, httpx.Response) and answer.status_code == 404
