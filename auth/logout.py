"""The routes of log-out: by who is logged in (OIDC RP-Initiated Logout 1.0), and by the provider (Back-Channel 1.0)."""

import base64
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import structlog
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from auth import pages
from auth.cookies import LOGIN, SESSION, cookie_of, forget, from_our_own_page
from auth.errors import IdentityUnavailable, NotAuthenticated, StoreUnavailable
from auth.failures import Failure
from auth.oidc import RelyingParty
from auth.signatures import LARGEST, Signed

if TYPE_CHECKING:  # the store takes its time to load
    from auth.replays import Replays
    from auth.sessions import Session, Sessions

__all__ = ["Logout"]

_log = structlog.get_logger("mijndenhaag.identity")

# What a client has kept goes with the session: its worker, its caches, its storage. Not "cookies": those of the whole
# domain would go, other sites of the municipality included, and ours are taken back by name.
_CLEAR = {"clear-site-data": '"cache", "storage"'}
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_TYPES = ("logout+jwt", "application/logout+jwt", "jwt", "")  # the type came in late (Back-Channel Logout 1.0 §2.4)
_LEEWAY = 30  # seconds that our clock and the provider's may differ
_LATEST = 600  # seconds that a log-out token may have been under way


class Logout:
    """Ends sessions. `address` is where browsers find us, `clock` is seconds since the epoch."""

    def __init__(
        self,
        parties: Sequence[RelyingParty],
        sessions: "Sessions",
        replays: "Replays",
        *,
        address: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._parties = {party.provider.name: party for party in parties}
        self._tokens = {
            party.provider.name: Signed(party.remote.keys, _TYPES, party.provider.decryption) for party in parties
        }
        self._sessions, self._replays, self._address, self._clock = sessions, replays, address, clock

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/uitloggen", self.leave, methods=["POST"]),
            Route("/uitgelogd", self.left),
            Route("/uitloggen/achterkanaal/{provider}", self.told, methods=["POST"]),
        ]

    async def leave(self, request: Request) -> Response:
        """POST from a page of ours: the session ends here first, then at the provider."""
        if not from_our_own_page(request.headers):
            return _said(403)
        token = cookie_of(request.headers, SESSION)
        session = None
        if token is not None:
            try:
                session = await self._sessions.end(token)
            except StoreUnavailable:  # nobody is told that they are logged out who may not be
                return PlainTextResponse("", 503, {"cache-control": "no-store", "retry-after": "5"})
        headers = {"cache-control": "no-store", "referrer-policy": "no-referrer", **_CLEAR}
        response = RedirectResponse(await self._onward(session), 303, headers)
        forget(response, SESSION)
        forget(response, LOGIN)
        return response

    async def left(self, request: Request) -> Response:
        """GET: where one comes afterwards, or, with `reden=verlopen`, when a session is over by itself."""
        token = cookie_of(request.headers, SESSION)
        try:
            session = None if token is None else await self._sessions.read(token, active=False)
        except StoreUnavailable:
            return pages.refusal(request, Failure.NIET_BESCHIKBAAR, "/", "/inloggen")
        if session is not None:  # another tab went on
            return RedirectResponse("/", 303, {"cache-control": "no-store"})
        response = pages.goodbye(request, by_itself=request.query_params.get("reden") == "verlopen")
        response.headers.update(_CLEAR)
        forget(response, SESSION)
        return response

    async def told(self, request: Request) -> Response:
        """POST by a provider: sessions that it ended end here too. 200 when they have, 400 for a bad token."""
        try:
            await self._end(request.path_params["provider"], await _log_out_token(request))
        except NotAuthenticated as error:
            _log.info("log-out token refused", fault=error.fault)
            return _said(400)
        except (IdentityUnavailable, StoreUnavailable):
            return _said(503)
        return _said(200)

    async def _onward(self, session: "Session | None") -> str:
        """Where the browser goes from here: to the provider, or straight to the page for who has logged out."""
        party = None if session is None else self._parties.get(session.provider)
        if party is None or session is None:
            return "/uitgelogd"
        try:
            endpoint = (await party.remote.endpoints()).end_session_endpoint
        except IdentityUnavailable:
            return "/uitgelogd"
        if not endpoint:
            return "/uitgelogd"
        asked = {
            "client_id": party.provider.client_id,
            "post_logout_redirect_uri": f"{self._address}/uitgelogd",
        }
        if session.id_token is not None and not _tells_numbers(session.id_token, session):
            asked["id_token_hint"] = session.id_token
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def _end(self, name: str, token: str) -> None:
        """End what this log-out token names, once. Raises `NotAuthenticated` for a token that is none."""
        party = self._parties.get(name)
        if party is None:
            raise NotAuthenticated("provider")
        claims, now = await self._tokens[name].claims(token), self._clock()
        expected = JWTClaimsRegistry(
            now=lambda: int(now),
            leeway=_LEEWAY,
            iss={"essential": True, "value": party.provider.issuer},
            aud={"essential": True, "value": party.provider.client_id},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        )
        try:
            expected.validate(claims)
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotAuthenticated("claims") from None
        events, sid, sub, id_, begun = (claims.get(each) for each in ("events", "sid", "sub", "jti", "iat"))
        if not (isinstance(events, Mapping) and isinstance(events.get(_EVENT), Mapping)) or "nonce" in claims:
            raise NotAuthenticated("claims")  # an ID token, or another event
        if not isinstance(begun, int | float) or begun < now - _LATEST or not isinstance(id_, str):
            raise NotAuthenticated("claims")
        if not all(each is None or (isinstance(each, str) and each) for each in (sid, sub)) or not (sid or sub):
            raise NotAuthenticated("claims")
        if not await self._replays.first_time("logout", f"{name} {id_}", begun + _LATEST + _LEEWAY):
            raise NotAuthenticated("replay")
        ended = (
            await self._sessions.end_by_sid(name, sid)
            if isinstance(sid, str)
            else await self._sessions.end_by_subject(name, str(sub))
        )
        _log.info("logged out by the provider", sessions=ended)


async def _log_out_token(request: Request) -> str:
    """The one token in the form that the provider posted."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise NotAuthenticated("form")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > 2 * LARGEST:
            raise NotAuthenticated("form")
    try:
        tokens = [value for name, value in parse_qsl(body.decode("ascii")) if name == "logout_token"]
    except ValueError:
        raise NotAuthenticated("form") from None
    if len(tokens) != 1:
        raise NotAuthenticated("form")
    return tokens[0]


def _tells_numbers(id_token: str, session: "Session") -> bool:
    """Whether this token holds a number of who it is about; it then stays out of addresses, which browsers keep."""
    try:
        _, payload, _ = id_token.split(".")
        claims = json.dumps(json.loads(base64.urlsafe_b64decode(payload + "==")))
    except ValueError:
        return True
    principal = session.principal
    return any(number is not None and number in claims for number in (principal.subject, principal.bsn))


def _said(status: int) -> Response:
    return PlainTextResponse("", status, {"cache-control": "no-store"})
