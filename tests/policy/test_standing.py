"""A client that asks how its session stands does not keep it alive, and one that says somebody is there does."""

import base64
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from auth.cookies import SESSION
from auth.principal import Principal, Representation
from auth.roles import Level, Mandate, Role
from auth.sessions import Sessions
from auth.standing import Standing
from auth.store.database import Store
from auth.store.vault import Vault
from tests.databases import database
from tests.policy.broker import BSN, HERE
from tests.store.clock import Clock

PERSON = Principal(Role.INWONER, "s", "wij", 2**31, Level.MIDDEN, BSN, BSN)
FOR_A_CHILD = replace(PERSON, subject="999990032", representation=Representation(Mandate.OUDERLIJK_GEZAG))


class Bench:
    def __init__(self, sessions: Sessions, clock: Clock, client: httpx.AsyncClient) -> None:
        self.sessions, self.clock, self.client = sessions, clock, client

    async def told(self, token: str, method: str = "GET") -> Any:
        headers = {"cookie": f"{SESSION}={token}", "sec-fetch-site": "same-origin"}
        answer = await self.client.request(method, "/sessie", headers=headers)
        return answer.json() if answer.status_code == 200 else answer.status_code


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    clock = Clock()
    async with database(tmp_path) as url:
        store = Store(url)
        await store.upgrade()
        sessions = Sessions(store, Vault([base64.b64encode(bytes(32)).decode()]), clock=clock)
        transport = httpx.ASGITransport(Starlette(routes=[*Standing(sessions, clock=clock).routes]))
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            yield Bench(sessions, clock, client)
        await store.close()


async def test_asking_leaves_the_clock_alone_and_being_there_starts_it_anew(bench: Bench) -> None:
    token, _ = await bench.sessions.open(PERSON, provider="broker")
    bench.clock.later(800)
    for _ in range(2):
        told = await bench.told(token)
        assert (told["seconden"], told["uiterlijk"]) == (100, 6400)
    told = await bench.told(token, "POST")
    assert (told["seconden"], told["uiterlijk"]) == (900, 6400)
    bench.clock.later(899)
    assert (await bench.told(token))["seconden"] == 1
    bench.clock.later(1)
    assert (await bench.told(token), await bench.told(token, "POST")) == (401, 401)


async def test_nothing_prolongs_a_session_past_its_longest(bench: Bench) -> None:
    token, _ = await bench.sessions.open(PERSON, provider="broker")
    for _ in range(8):
        bench.clock.later(880)
        told = await bench.told(token, "POST")
    assert told["seconden"] == told["uiterlijk"] == 7200 - 8 * 880
    bench.clock.later(told["seconden"])
    assert await bench.told(token, "POST") == 401


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (
            FOR_A_CHILD,
            {"weg": "ouderlijk-gezag", "hogerNiveau": "/inloggen/verhogen?niveau=SUBSTANTIEEL", "alsUzelf": True},
        ),
        (replace(PERSON, level=Level.HOOG), {"weg": "digid", "hogerNiveau": None, "alsUzelf": False}),
        (
            Principal(Role.MEDEWERKER, "m", "wij", 2**31, bsn=BSN),
            {"weg": "medewerkers", "hogerNiveau": None, "alsUzelf": False},
        ),
    ],
)
async def test_it_says_how_they_came_and_where_they_can_go(
    bench: Bench, principal: Principal, expected: dict[str, Any]
) -> None:
    token, _ = await bench.sessions.open(principal, provider="broker")
    told = await bench.told(token)
    assert {"weg": told["weg"]["code"], **{name: told[name] for name in ("hogerNiveau", "alsUzelf")}} == expected
    assert told["rol"] == principal.role.value and BSN not in str(told)
