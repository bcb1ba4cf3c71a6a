"""A client of OpenID Connect that knows the standards and nothing of our provider but what it publishes."""

import json
import re
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.routing import Mount

from auth.development.clients import CODE, CREDENTIALS, EXCHANGE, REFRESH, Client
from auth.development.keys import SigningKeys
from auth.development.provider import development_provider
from auth.development.styles import Style
from auth.keys import Keys
from auth.ways import Way
from entrance import identities

__all__ = ["API", "ISSUER", "Flow", "Stand", "query", "standing"]

ORIGIN, PATH, API = "http://127.0.0.1:8000", "/ontwikkeling/idp", "urn:mijndenhaag:api"
ISSUER = ORIGIN + PATH
WEB_KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Flow:
    """One log-in under way, as a client keeps it."""

    client_id: str
    redirect_uri: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def parameters(self, **changes: str | None) -> dict[str, str]:
        """Those of the authorization request; None leaves one out."""
        usual: dict[str, str | None] = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": "openid",
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": create_s256_code_challenge(self.verifier),
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in (usual | changes).items() if value is not None}


@dataclass
class Stand:
    """A provider that runs, a browser before it, and a clock that can be set forward."""

    browser: httpx.AsyncClient
    back: httpx.AsyncClient
    keys: SigningKeys
    clients: Mapping[str, Client]
    posted: list[tuple[str, Mapping[str, str]]]
    published: dict[str, Any] = field(default_factory=dict)
    ahead: float = 0.0

    def now(self) -> float:
        """Seconds since the epoch, as the provider has it."""
        return time.time() + self.ahead

    def flow(self, client_id: str = "web") -> Flow:
        """A log-in at the first redirect URI of a client."""
        return Flow(client_id, self.clients[client_id].redirect_uris[0])

    async def begin(self, flow: Flow, **changes: str | None) -> httpx.Response:
        """Send the browser to the provider."""
        return await self.browser.get(self.published["authorization_endpoint"], params=flow.parameters(**changes))

    async def choose(self, page: httpx.Response, **form: str) -> httpx.Response:
        """Fill in the form of a page; by default the first of everybody and the level that is checked."""
        shown = await self.browser.get(page.headers["location"]) if page.is_redirect else page
        assert shown.status_code == 200, shown.text
        action = re.findall(r'<form method="post" action="([^"]+)"', shown.text)[0]
        checked = dict(re.findall(r'<input type="radio"[^>]*? name="(\w+)" value="([^"]+)" checked', shown.text))
        return await self.browser.post(action, data={"besluit": "inloggen", **checked, **form})

    async def code(self, flow: Flow, form: Mapping[str, str] | None = None, **changes: str | None) -> str:
        """Log in, as somebody anew where a form is given, and the code that comes back."""
        answer = await self.begin(flow, **({"prompt": "login"} if form else {}) | changes)
        shown = answer.headers["location"].startswith(PATH)
        back = query(await self.choose(answer, **(form or {})) if shown else answer)
        assert (back["state"], back["iss"]) == (flow.state, self.published["issuer"])
        return back["code"]

    async def token(self, **form: str) -> httpx.Response:
        """Ask the token endpoint, the web client with an assertion."""
        if form.get("client_id") == "web" and "client_assertion" not in form:
            form |= {"client_assertion_type": ASSERTION, "client_assertion": self.assertion()}
        return await self.back.post(self.published["token_endpoint"], data=form)

    async def redeem(self, flow: Flow, code: str, **changes: str) -> httpx.Response:
        """Give the code for tokens."""
        form = {
            "grant_type": "authorization_code",
            "client_id": flow.client_id,
            "code": code,
            "redirect_uri": flow.redirect_uri,
            "code_verifier": flow.verifier,
        }
        return await self.token(**(form | changes))

    async def log_in(
        self, client_id: str = "web", form: Mapping[str, str] | None = None, **changes: str | None
    ) -> dict[str, Any]:
        """All of it: the answer of the token endpoint."""
        flow = self.flow(client_id)
        answer = await self.redeem(flow, await self.code(flow, form, **changes))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def assertion(self, **changes: Any) -> str:
        """What the web client proves itself with."""
        now = int(self.now())
        claims = {"iss": "web", "sub": "web", "aud": ISSUER, "jti": secrets.token_hex(8), "iat": now, "exp": now + 60}
        claims = {name: value for name, value in (claims | changes).items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": WEB_KEY.kid}, claims, WEB_KEY)

    async def verified(self, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Header and claims of a token, by the keys that are published now."""
        published = KeySet.import_key_set((await self.back.get(self.published["jwks_uri"])).json())
        decoded = jwt.decode(token, published, algorithms=["RS256", "ES256"])
        return decoded.header, decoded.claims

    async def userinfo(self, access_token: str) -> httpx.Response:
        """What userinfo tells with this token."""
        headers = {"authorization": f"Bearer {access_token}"}
        return await self.back.get(self.published["userinfo_endpoint"], headers=headers)


@asynccontextmanager
async def standing(folder: Path, stall: float = 0.05, fails: tuple[str, ...] = ()) -> AsyncIterator[Stand]:
    """A provider with a client of each kind; back-channel posts are kept, and fail for the addresses in `fails`."""
    posted: list[tuple[str, Mapping[str, str]]] = []

    async def send(url: str, form: Mapping[str, str]) -> int:
        posted.append((url, form))
        if url in fails:
            raise OSError("nobody there")
        return 200

    async def web_keys() -> bytes:
        return json.dumps({"keys": [WEB_KEY.as_dict(private=False)]}).encode()

    ways = tuple(Way)
    web = Client("web", ("http://127.0.0.1:9000/terug",), (Way.DIGID,), keys=Keys(web_keys),
                 backchannel_logout_uri="http://127.0.0.1:9000/uit",
                 post_logout_redirect_uris=("http://127.0.0.1:9000/dag",))  # fmt: skip
    clients = [
        web,
        Client("ander", ("http://127.0.0.1:9001/terug?vast=1",), (Way.DIGID,), authentication="client_secret_basic",
               secret="geheim: & %", backchannel_logout_uri="http://127.0.0.1:9001/uit"),
        Client("post", ("http://127.0.0.1:9002/terug",), (Way.DIGID,), authentication="client_secret_post",
               secret="geheim", id_token_alg="ES256", identity_in_token=False),
        Client("app", ("nl.denhaag.mijn:/inloggen", "http://127.0.0.1/inloggen"), (Way.DIGID,), authentication="none",
               grants=(CODE, REFRESH, EXCHANGE), native=True),
        Client("rechtstreeks", ("nl.denhaag.mijn:/inloggen",), ways, authentication="none", api=True),
        Client("dienst", authentication="client_secret_basic", secret="geheim", grants=(CREDENTIALS,),
               scopes=("gegevens:lezen", "zaken:lezen"), claims=(("roles", ["dienst"]),)),
        *(Client(style.value, (f"http://127.0.0.1:9003/{style.value}",), ways, style, authentication="none")
          for style in Style),
    ]  # fmt: skip
    known = {client.client_id: client for client in clients}
    keys = SigningKeys(folder)
    stand: Stand
    app = development_provider(
        ISSUER,
        development=True,
        clients=clients,
        identities=[identity for identity, _ in identities()],
        keys=keys,
        audience=API,
        send=send,
        clock=lambda: stand.now(),
        stall=stall,
    )
    transport = httpx.ASGITransport(Starlette(routes=[Mount(PATH, app)]))
    async with (
        httpx.AsyncClient(transport=transport, base_url=ORIGIN) as browser,
        httpx.AsyncClient(transport=transport, base_url=ORIGIN) as back,
    ):
        stand = Stand(browser, back, keys, known, posted)
        discovered = await back.get(f"{ISSUER}/.well-known/openid-configuration")
        stand.published = discovered.json()
        yield stand


def query(response: httpx.Response) -> dict[str, str]:
    """The parameters with which the browser is sent back to the client."""
    assert response.status_code == 303, response.text
    return dict(parse_qsl(urlsplit(response.headers["location"]).query, strict_parsing=True))
