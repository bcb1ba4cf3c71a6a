"""An identity provider of which a test decides every word, and what we are to it. No network."""

import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.applications import Starlette

from auth.login import Login
from auth.login_states import LoginStates
from auth.logout import Logout
from auth.oidc import Attempt, RelyingParty
from auth.page import style
from auth.profiles import read_profiles
from auth.provider import Provider
from auth.providers import party_of
from auth.replays import Replays
from auth.sessions import Sessions
from auth.signatures import ALGORITHMS
from auth.store.database import Store
from auth.store.vault import Vault
from auth.ways import Way
from tests.databases import database

__all__ = ["ACCESS", "BSN", "HERE", "ISSUER", "MIDDEN", "Broker", "Door", "door", "provider"]

ISSUER, HERE, BSN = "https://broker.example", "https://mijn.example", "999990019"
MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
ACCESS = "toegang"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def provider(**changes: Any) -> Provider:
    """What we know of the broker."""
    ways = frozenset({Way.DIGID, Way.OUDERLIJK_GEZAG})
    known = {"profile": read_profiles()["algemeen"], "ways": ways, "secret": "geheim: 100%", **changes}
    return Provider("broker", ISSUER, "wij", **known)


class Broker(httpx.AsyncBaseTransport):
    """Answers as `pages` say; what it was asked is in `asked`."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "b"})
        self.asked: list[httpx.Request] = []
        self.published: dict[str, Any] = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "userinfo_endpoint": f"{ISSUER}/me",
            "end_session_endpoint": f"{ISSUER}/einde",
            "authorization_response_iss_parameter_supported": True,
        }
        self.pages: dict[str, Any] = {"/me": {"sub": "s"}}
        self.down = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer."""
        self.asked.append(request)
        if self.down:
            raise httpx.ConnectError("https://broker.example is away")
        known = {
            "/.well-known/openid-configuration": self.published,
            "/jwks": {"keys": [self.key.as_dict(private=False)]},
        }
        page = {**known, **self.pages}.get(request.url.path, (404, {}))
        status, body = page if isinstance(page, tuple) else (200, page)
        return httpx.Response(status, content=body if isinstance(body, bytes) else json.dumps(body).encode())

    def form(self) -> dict[str, str]:
        """What the token endpoint was sent last."""
        return dict(parse_qsl(self.asked[-1].content.decode()))

    def signed(
        self, claims: Mapping[str, Any], header: Mapping[str, Any] | None = None, key: ECKey | RSAKey | None = None
    ) -> str:
        """A token with its signature; a claim or header that is None is left out."""
        loose = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        head = {"alg": "ES256", "kid": "b", **(header or {})}
        said, told = ({k: v for k, v in each.items() if v is not None} for each in (head, claims))
        return jwt.encode(said, told, key or self.key, registry=loose, default_type=None)

    def id_claims(self, attempt: Attempt) -> dict[str, Any]:
        """The claims of a good ID token."""
        now = int(time.time())
        half = hashlib.sha256(ACCESS.encode()).digest()[:16]
        return {
            "iss": ISSUER,
            "aud": "wij",
            "sub": "s",
            "nonce": attempt.nonce,
            "iat": now,
            "exp": now + 60,
            "auth_time": now,
            "acr": MIDDEN,
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
            "bsn": BSN,
            "sid": "zitting",
        }

    def gives(self, attempt: Attempt, changes: Mapping[str, Any] | None = None, **signing: Any) -> None:
        """What the token endpoint gives for a code."""
        token = self.signed({**self.id_claims(attempt), **(changes or {})}, **signing)
        self.pages["/token"] = {"id_token": token, "access_token": ACCESS, "token_type": "Bearer"}

    def log_out_claims(self, **changes: Any) -> dict[str, Any]:
        """The claims of a good log-out token."""
        now = int(time.time())
        good = {"iss": ISSUER, "aud": "wij", "iat": now, "exp": now + 60, "jti": "j1", "sid": "zitting"}
        return {**good, "events": {EVENT: {}}, **changes}


class Door:
    """Log-in and log-out at this broker, and a client that is a browser which keeps no cookies by itself."""

    def __init__(self, broker: Broker, party: RelyingParty, sessions: Sessions, client: httpx.AsyncClient) -> None:
        self.broker, self.party, self.sessions, self.client = broker, party, sessions, client


@asynccontextmanager
async def door(tmp_path: Path, **changes: Any) -> AsyncIterator[Door]:
    """Both ends, over a store of their own."""
    broker = Broker()
    party = party_of(provider(**changes), transport=broker)
    async with database(tmp_path) as url:
        store, vault = Store(url), Vault([base64.b64encode(bytes(32)).decode()])
        await store.upgrade()
        sessions = Sessions(store, vault)
        login = Login([party], sessions, LoginStates(store, vault), address=HERE)
        logout = Logout([party], sessions, Replays(store, vault), address=HERE)
        app = Starlette(routes=[*login.routes, *logout.routes, style()])
        try:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
                yield Door(broker, party, sessions, client)
        finally:
            await store.close()
