"""From acting for another to oneself: the same session with another token, and nobody else's dossier."""

import base64
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from auth.cookies import SESSION
from auth.principal import Organisation, Principal, Representation
from auth.roles import Level, Mandate, Role
from auth.sessions import Sessions
from auth.store.database import Store
from auth.store.vault import Vault
from auth.switch import Switch, themselves
from tests.databases import database
from tests.policy.broker import BSN, HERE

PATH, CHILD = "/vertegenwoordiging/beeindigen", "999990032"
PARENT = Principal(
    Role.INWONER, "s", "wij", 2**31, Level.MIDDEN, CHILD, BSN, representation=Representation(Mandate.OUDERLIJK_GEZAG)
)


@pytest.fixture
async def sessions(tmp_path: Path) -> AsyncIterator[Sessions]:
    async with database(tmp_path) as url:
        store = Store(url)
        await store.upgrade()
        yield Sessions(store, Vault([base64.b64encode(bytes(32)).decode()]))
        await store.close()


async def posted(sessions: Sessions, token: str | None, **headers: str) -> httpx.Response:
    cookie = {"cookie": f"{SESSION}={token}"} if token else {}
    transport = httpx.ASGITransport(Starlette(routes=[*Switch(sessions).routes]))
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        return await client.post(PATH, headers={**cookie, "origin": HERE, **headers})


async def test_a_parent_goes_on_as_themselves(sessions: Sessions) -> None:
    token, before = await sessions.open(PARENT, provider="broker", sid="zitting")
    answer = await posted(sessions, token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    fresh = answer.headers["set-cookie"].partition(";")[0].partition("=")[2]
    session = await sessions.read(fresh)
    assert session is not None and fresh != token and await sessions.read(token) is None
    person = session.principal
    assert (person.subject, person.bsn, person.representation, person.level) == (BSN, BSN, None, Level.MIDDEN)
    assert (session.sid, session.began, session.provider) == ("zitting", before.began, "broker")
    assert (await posted(sessions, fresh)).status_code == 409


async def test_another_page_or_nobody_changes_nothing(sessions: Sessions) -> None:
    token, _ = await sessions.open(PARENT, provider="broker")
    assert (await posted(sessions, token, origin="https://elders.example")).status_code == 403
    assert (await posted(sessions, None)).status_code == 401
    assert (await posted(sessions, "x" * 43)).status_code == 401
    session = await sessions.read(token)
    assert session is not None and session.principal.subject == CHILD


@pytest.mark.parametrize(
    "principal",
    [
        replace(PARENT, bsn=None),
        replace(PARENT, representation=None, subject=BSN),
        replace(PARENT, role=Role.ONDERNEMER, bsn=None, representation=Representation(Mandate.BEWIND)),
        Principal(Role.ONDERNEMER, "s", "wij", 5, organisation=Organisation("90001354")),
        Principal(Role.MEDEWERKER, "s", "wij", 5, bsn=BSN),
    ],
)
def test_who_acts_for_nobody_or_has_no_number_stays_who_they_are(principal: Principal) -> None:
    assert themselves(principal) is None
