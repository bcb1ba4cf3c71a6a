"""The identity provider of development: an OpenID Connect provider over invented people, for this machine only.

OpenID Connect Core, Discovery, RP-Initiated and Back-Channel Logout 1.0, RFC 9207, as the NL GOV profiles narrow them.
Loaded in development only; in productie nothing imports it.
"""

import time
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.claims import LEVELS
from auth.development.choice import Choices
from auth.development.clients import Client
from auth.development.credentials import ASSERTION_ALGORITHMS, Credentials
from auth.development.door import Door
from auth.development.grants import Grants
from auth.development.identities import DevelopmentIdentity
from auth.development.keys import SigningKeys
from auth.development.login import LoginPages
from auth.development.logout import Logout, Sender
from auth.development.out import LogoutPages
from auth.development.tokens import Tokens
from auth.page import STYLE

__all__ = ["development_provider"]

_ALGORITHMS = ("RS256", "ES256")


def development_provider(
    issuer: str,
    *,
    development: bool,
    clients: Sequence[Client],
    identities: Sequence[DevelopmentIdentity],
    keys: SigningKeys,
    audience: str,
    send: Sender,
    clock: Callable[[], float] = time.time,
    stall: float = 20.0,
) -> Starlette:
    """The provider as an app, to be mounted at the path of its `issuer`.

    `audience` is whom access tokens for the service are for, `send` posts a form to an address and gives the status,
    `clock` is seconds since the epoch, `stall` how many seconds a token takes that stays out. Raises `ValueError`
    outside development, and for an issuer that is not on this machine.
    """
    if not development:
        raise ValueError("the identity provider of development is for ontwikkeling")
    parts = urlsplit(issuer)
    if parts.scheme != "http" or parts.query or parts.fragment or not Door.is_loopback(parts.hostname or ""):
        raise ValueError("the identity provider of development has an http address on this machine")
    known = {client.client_id: client for client in clients}
    grants = Grants(clock)
    credentials = Credentials(known, (issuer, f"{issuer}/token"), clock)
    tokens = Tokens(issuer, audience, keys, grants, credentials, clock, stall)
    logout = Logout(issuer, known, keys, grants, tokens, send, clock)
    login_pages = LoginPages(issuer, known, Choices(identities), grants, tokens, keys, clock)
    logout_pages = LogoutPages(issuer, known, logout, grants, keys)
    published = _Published(issuer, keys, tokens)
    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", published.discovery),
            Route("/jwks", published.jwks),
            Route("/token", tokens.endpoint, methods=["POST"]),
            Route("/userinfo", published.userinfo, methods=["GET", "POST"]),
            Route("/stijl.css", published.style),
            *login_pages.routes,
            *logout_pages.routes,
        ],
        middleware=[Middleware(Door)],
    )


class _Published:
    """What the provider tells to clients of itself, and of who logged in."""

    def __init__(self, issuer: str, keys: SigningKeys, tokens: Tokens) -> None:
        self._issuer, self._keys, self._tokens = issuer, keys, tokens

    async def discovery(self, request: Request) -> Response:
        """GET: what it is and can (OpenID Connect Discovery 1.0 §3)."""
        here = self._issuer
        return JSONResponse(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/jwks",
                "end_session_endpoint": f"{here}/uitloggen",
                "scopes_supported": ["openid"],
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": [
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                ],
                "subject_types_supported": ["pairwise", "public"],
                "id_token_signing_alg_values_supported": list(_ALGORITHMS),
                "token_endpoint_auth_methods_supported": [
                    "private_key_jwt",
                    "client_secret_basic",
                    "client_secret_post",
                    "none",
                ],
                "token_endpoint_auth_signing_alg_values_supported": list(ASSERTION_ALGORITHMS),
                "code_challenge_methods_supported": ["S256"],
                "acr_values_supported": list(LEVELS),
                "claims_supported": ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "sid"],
                "claim_types_supported": ["normal"],
                "claims_parameter_supported": True,
                "request_parameter_supported": False,
                "request_uri_parameter_supported": False,
                "prompt_values_supported": ["none", "login", "consent", "select_account"],
                "ui_locales_supported": ["nl"],
                "authorization_response_iss_parameter_supported": True,
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
            }
        )

    async def jwks(self, request: Request) -> Response:
        """GET: the public keys (RFC 7517 §5)."""
        return JSONResponse(self._keys.public(*_ALGORITHMS))

    async def userinfo(self, request: Request) -> Response:
        """GET or POST with an access token: who it is of (OpenID Connect Core §5.3, RFC 6750 §3)."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})
        grant = self._tokens.granted(token)
        if grant is None:
            return JSONResponse({}, 401, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return JSONResponse(self._tokens.userinfo(grant))

    async def style(self, request: Request) -> Response:
        """GET: how the pages look."""
        return Response(STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})
