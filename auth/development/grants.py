"""Sessions, codes, refresh tokens and what was granted with them: once, for a while, and gone with the session."""

import base64
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from auth.development.authorization import AuthorizationRequest
from auth.development.clients import Client
from auth.development.shelf import Shelf, fresh
from auth.development.ways import Login

__all__ = ["Deviation", "Grant", "Grants", "InvalidGrant", "Pending", "Session"]

_LOGIN, _CODE, _SESSION, _IDLE = 600, 60, 2 * 3600, 900  # seconds


class Deviation(StrEnum):
    """What the provider does wrong on purpose, to try what a client makes of it; `dutch` is what a page calls it."""

    GEEN = "geen"
    NIVEAU_TE_LAAG = "niveau-te-laag"
    ZONDER_IDENTITEIT = "zonder-identiteit"
    GEEN_ANTWOORD = "geen-antwoord"
    VERKEERDE_SLEUTEL = "verkeerde-sleutel"
    VERKEERDE_NONCE = "verkeerde-nonce"
    VERLOPEN = "verlopen"
    VERKEERDE_AFZENDER = "verkeerde-afzender"

    @property
    def dutch(self) -> str:
        """What a page calls it."""
        return _TITLES[self]


_TITLES = {
    Deviation.GEEN: "Niets, alles gaat goed",
    Deviation.NIVEAU_TE_LAAG: "Het niveau is lager dan gevraagd",
    Deviation.ZONDER_IDENTITEIT: "Er staat niet in om wie het gaat",
    Deviation.GEEN_ANTWOORD: "Het token blijft uit",
    Deviation.VERKEERDE_SLEUTEL: "Het token is met een vreemde sleutel ondertekend",
    Deviation.VERKEERDE_NONCE: "Het token hoort bij een andere aanvraag (nonce)",
    Deviation.VERLOPEN: "Het token is al verlopen",
    Deviation.VERKEERDE_AFZENDER: "Het antwoord noemt een andere afzender (iss)",
}


class InvalidGrant(Exception):
    """A code or token that is not good for this; `code` is the standard's, `description` is for the client."""

    def __init__(self, description: str, code: str = "invalid_grant") -> None:
        super().__init__(description)
        self.description, self.code = description, code


@dataclass(slots=True)
class Session:
    """Somebody who has logged in with a browser; `clients` are those that know, by id."""

    login: Login
    authenticated: int  # seconds since the epoch
    sid: str = field(default_factory=fresh, repr=False)
    clients: dict[str, Client] = field(default_factory=dict, repr=False)
    ended: bool = False


@dataclass(slots=True)
class Grant:
    """What one client got with one code: everything that its tokens say; `authenticated` is when they logged in."""

    client: Client
    session: Session
    login: Login = field(repr=False)  # as this client is told; the session may have another since
    scopes: tuple[str, ...]
    authenticated: int
    nonce: str = field(repr=False)
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    deviation: Deviation = Deviation.GEEN
    revoked: bool = False

    @property
    def alive(self) -> bool:
        """Whether its tokens still count."""
        return not (self.revoked or self.session.ended)


@dataclass(frozen=True, slots=True)
class Pending:
    """A request that waits for somebody to log in, in one browser."""

    request: AuthorizationRequest
    browser: str = field(repr=False)


@dataclass(slots=True)
class _Code:
    grant: Grant
    redirect_uri: str
    challenge: str = field(repr=False)
    used: bool = False


@dataclass(slots=True)
class _Refresh:
    grant: Grant
    used: bool = False


class Grants:
    """The memory of the identity provider; `clock` is seconds since the epoch."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.pending: Shelf[Pending] = Shelf(_LOGIN, clock)
        self.sessions: Shelf[Session] = Shelf(_SESSION, clock)  # by browser
        self._codes: Shelf[_Code] = Shelf(_SESSION, clock)
        self._code_until: Shelf[bool] = Shelf(_CODE, clock)
        self._refresh: Shelf[_Refresh] = Shelf(_SESSION, clock)
        self._idle: Shelf[bool] = Shelf(_IDLE, clock)
        self.access: Shelf[Grant] = Shelf(_SESSION, clock)  # by jti

    def code(self, grant: Grant, request: AuthorizationRequest) -> str:
        """A code for this grant, good for a minute and once."""
        code = self._codes.add(_Code(grant, request.redirect_uri, request.challenge))
        self._code_until.put(code, True)
        return code

    def redeem(self, code: str, client: Client, redirect_uri: str, verifier: str) -> Grant:
        """The grant of a code; raises `InvalidGrant`. A code that comes again revokes what was got with it."""
        known = self._codes.get(code)
        if known is None or known.grant.client is not client:
            raise InvalidGrant("no such code")
        if known.used:
            known.grant.revoked = True
            raise InvalidGrant("the code has been used")
        known.used = True
        if self._code_until.get(code) is None or not known.grant.alive:
            raise InvalidGrant("the code is over")
        if known.redirect_uri != redirect_uri:
            raise InvalidGrant("redirect_uri is another")
        if not 43 <= len(verifier) <= 128 or not verifier.isascii():
            raise InvalidGrant("code_verifier has 43 to 128 characters")
        if _challenge(verifier) != known.challenge:
            raise InvalidGrant("code_verifier is another")
        return known.grant

    def refresh_token(self, grant: Grant) -> str:
        """A refresh token for this grant, good once, within a quarter of an hour and while the session lasts."""
        token = self._refresh.add(_Refresh(grant))
        self._idle.put(token, True)
        return token

    def refresh(self, token: str, client: Client, scopes: Collection[str]) -> Grant:
        """The grant of a refresh token, which is used by this; raises `InvalidGrant`.

        One that comes again revokes the whole family.
        """
        known = self._refresh.get(token)
        if known is None or known.grant.client is not client:
            raise InvalidGrant("no such refresh token")
        if known.used:
            known.grant.revoked = True
            raise InvalidGrant("the refresh token has been used")
        lasts = self._clock() < known.grant.session.authenticated + _SESSION
        if self._idle.get(token) is None or not known.grant.alive or not lasts:
            raise InvalidGrant("the refresh token is over")
        if set(scopes) - set(known.grant.scopes):
            raise InvalidGrant("there is more in scope than was granted", "invalid_scope")
        known.used = True
        return known.grant

    def begin(self, session: Session) -> str:
        """Keep a session under a browser id of its own, which is made anew at every log-in."""
        return self.sessions.add(session)

    def session_of(self, sid: str) -> Session | None:
        """The session with this public id."""
        return next((each for each in self.sessions.values() if each.sid == sid and not each.ended), None)


def _challenge(verifier: str) -> str:
    """RFC 7636 §4.2, written out: the relying party has its own."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode()
