"""Logging in with a real browser, without scripts, by every way in: from a client's page, past the provider, and back.

The client here is a page of this test that shows what it was told. `logging_in.mjs` starts at any address, so that it
walks from the real pages of the service just as well.
"""

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from auth.development.clients import Client
from auth.development.keys import SigningKeys
from auth.development.provider import development_provider
from auth.development.ways import broker_of
from auth.ways import Way
from entrance import identities
from tests.node import chromium, ran
from tests.workbench import bsn_of

PROVIDER = "/ontwikkeling/idp"


@asynccontextmanager
async def listening_with(build: Callable[[str], ASGIApp]) -> AsyncIterator[str]:
    """The app that is built for the origin at which it is then served."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(build(origin), lifespan="off", log_config=None, log_level="warning"))
        serving = asyncio.ensure_future(server.serve(sockets=[listener]))
        try:
            yield origin
        finally:
            server.should_exit = True
            await serving


class ClientPage:
    """The least of clients: begins a log-in, and shows the claims of the ID token that came of it."""

    def __init__(self, origin: str) -> None:
        self._issuer, self._redirect_uri = origin + PROVIDER, f"{origin}/inloggen/terug"
        self._verifiers: dict[str, str] = {}

    @property
    def client(self) -> Client:
        """How the provider knows it."""
        return Client("portaal", (self._redirect_uri,), tuple(Way), authentication="none")

    async def begin(self, request: Request) -> Response:
        """GET /inloggen/{way}."""
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        self._verifiers[state] = verifier
        parameters = {
            "client_id": "portaal",
            "redirect_uri": self._redirect_uri,
            "response_type": "code",
            "scope": "openid",
            "state": state,
            "nonce": secrets.token_urlsafe(32),
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
            "prompt": "login",
            "kc_idp_hint": request.path_params["way"],
        }
        return RedirectResponse(f"{self._issuer}/authorize?{urlencode(parameters)}", 303)

    async def back(self, request: Request) -> Response:
        """GET /inloggen/terug."""
        given = request.query_params
        if "error" in given:
            return self._shown({"error": given["error"]})
        form = {
            "grant_type": "authorization_code",
            "client_id": "portaal",
            "code": given["code"],
            "redirect_uri": self._redirect_uri,
            "code_verifier": self._verifiers.pop(given["state"]),
        }
        async with httpx.AsyncClient() as http:
            tokens = (await http.post(f"{self._issuer}/token", data=form)).json()
            keys = KeySet.import_key_set((await http.get(f"{self._issuer}/jwks")).json())
        return self._shown(dict(jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims))

    @staticmethod
    def _shown(claims: dict[str, Any]) -> Response:
        icon = '<link rel="icon" href="data:,">'
        return HTMLResponse(f'<!doctype html><html lang="nl">{icon}<pre data-result>{json.dumps(claims)}</pre>')


@pytest.fixture
async def origin(tmp_path: Path) -> AsyncIterator[str]:
    async def unsent(url: str, form: object) -> int:
        return 500

    def build(origin: str) -> ASGIApp:
        page = ClientPage(origin)
        provider = development_provider(
            origin + PROVIDER,
            development=True,
            clients=[page.client],
            identities=[identity for identity, _ in identities()],
            keys=SigningKeys(tmp_path),
            audience="urn:mijndenhaag:api",
            send=unsent,
        )
        routes = [Route("/inloggen/terug", page.back), Route("/inloggen/{way}", page.begin), Mount(PROVIDER, provider)]
        return Starlette(routes=routes)

    async with listening_with(build) as origin:
        yield origin


async def walked(start: str, screenshot: Path, width: int = 1280, **steps: Any) -> dict[str, Any]:
    """What a visitor sees who fills in the form like this; skips where there is no browser."""
    script = (Path(__file__).parent, "logging_in.mjs")
    seen: dict[str, Any] = await ran(*script, chromium(), start, str(width), str(screenshot), json.dumps(steps))
    assert seen["lang"] == "nl" and all("422" in error for error in seen["errors"]), "but for a form to be mended"
    origin = start.partition("/inloggen")[0]
    assert {url for url in seen["requests"] if not url.startswith(f"{origin}/")} <= {"data:,"}
    assert seen["box"]["x"] >= 0 and seen["box"]["x"] + seen["box"]["width"] <= width, "nothing hangs over the edge"
    assert seen["focused"] == 1
    return seen


GDI, CORE, EIDAS = "urn:nl-eid-gdi:1.0:", "urn:etoegang:core:", "urn:etoegang:1.12:EntityConcernedID:"
WALKS: dict[str, tuple[Way, dict[str, Any], dict[str, Any]]] = {
    "digid": (Way.DIGID, {"persona": "Fatima", "niveau": "Hoog"}, {"bsn": bsn_of("fatima")}),
    "digid-machtigen": (
        Way.DIGID_MACHTIGEN,
        {"persona": "Jan voor Riet", "niveau": "Midden"},
        {GDI + "LegalSubjectID": bsn_of("riet"), GDI + "ActingSubjectID": bsn_of("jan")},
    ),
    "ouderlijk-gezag": (
        Way.OUDERLIJK_GEZAG,
        {"persona": "Anja voor Tim"},
        {GDI + "LegalSubjectID": bsn_of("tim"), GDI + "ActingSubjectID": bsn_of("anja")},
    ),
    "eherkenning": (
        Way.EHERKENNING,
        {"persona": "Fietsenmaker Haven", "niveau": "EH3"},
        {CORE + "LegalSubjectID": "90001003", "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr": "000090000301"},
    ),
    "eherkenning-bewindvoering": (
        Way.EHERKENNING_BEWINDVOERING,
        {"persona": "Bewind voor Boris"},
        {"sel_uid": bsn_of("boris")},
    ),
    "eidas": (Way.EIDAS, {"persona": "Ingrid", "niveau": "Substantieel"}, {EIDAS + "BSN": bsn_of("ingrid")}),
    "eidas, pseudonym": (Way.EIDAS, {"persona": "Pierre"}, {EIDAS + "PseudoID": "BE/NL/7f3a1c9e5d2b4a60"}),
    "medewerkers": (Way.MEDEWERKERS, {"persona": "Chandra"}, {"roles": ["medewerker_afgeschermd"]}),
}


@pytest.mark.parametrize("walk", WALKS)
async def test_somebody_logs_in(origin: str, tmp_path: Path, walk: str) -> None:
    way, steps, told = WALKS[walk]
    seen = await walked(f"{origin}/inloggen/{way.value}", tmp_path / "page.png", **steps)
    claims = json.loads(seen["result"])
    assert {name: claims.get(name) for name in told} == told
    assert broker_of(way).name in seen["title"] and not any(digit.isdigit() for digit in seen["title"])
    assert urlsplit(seen["url"]).path == "/inloggen/terug"
    numbers = [str(value) for value in told.values()]
    assert not any(number in url for url in seen["requests"] for number in numbers)
    assert {(each["httpOnly"], each["sameSite"]) for each in seen["cookies"]} == {(True, "Lax")}


async def test_on_a_phone_somebody_types_a_number_and_mends_a_mistake(origin: str, tmp_path: Path) -> None:
    start, number = f"{origin}/inloggen/digid", "Wie inlogt"
    wrong = await walked(start, tmp_path / "a.png", 320, persona="Iemand anders", fields={number: "123"})
    assert "elfproef" in wrong["result"]
    good = await walked(start, tmp_path / "b.png", 320, persona="Iemand anders", fields={number: bsn_of("els")})
    assert json.loads(good["result"])["bsn"] == bsn_of("els")
    assert not any(bsn_of("els") in url for url in good["requests"])


async def test_who_changes_their_mind_comes_back_as_nobody(origin: str, tmp_path: Path) -> None:
    seen = await walked(f"{origin}/inloggen/eherkenning", tmp_path / "page.png", button="Annuleren")
    assert json.loads(seen["result"]) == {"error": "access_denied"}
