"""The routes of log-in: the choice of ways, to the identity provider, back from it, and to a higher level."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from auth import pages
from auth.cookies import LOGIN, SESSION, cookie_of, forget, set_cookie
from auth.errors import IdentityUnavailable, NotAuthenticated, StoreUnavailable
from auth.failures import Failure, LoginFailed
from auth.language import language_of
from auth.log.errors import LogUnavailable
from auth.oidc import Attempt, LoggedIn, RelyingParty
from auth.principal import Principal
from auth.roles import Level
from auth.store.vault import digest
from auth.ways import Way, way_of

if TYPE_CHECKING:  # the store takes its time to load
    from auth.login_states import LoginStates
    from auth.sessions import Sessions

__all__ = ["Login", "local"]

_log = structlog.get_logger("mijndenhaag.identity")

_SECONDS = 600  # that somebody may take at the provider
_LONGEST = 512  # characters of a path to go back to


class _Pending(msgspec.Struct, frozen=True):
    """What is kept of a log-in under way; `browser` and `session` are digests of cookies."""

    attempt: Attempt
    back: str
    browser: bytes
    session: bytes | None = None  # the one that goes to a higher level


class Login:
    """Lets people in by these relying parties, each of which has ways of its own.

    `address` is where browsers find us ("https://mijn.denhaag.nl"), without a slash at the end; `admits` says whether
    somebody whom the provider knows may come in. Raises `ValueError` where one way has two providers.
    """

    def __init__(
        self,
        parties: Sequence[RelyingParty],
        sessions: "Sessions",
        states: "LoginStates",
        *,
        address: str,
        admits: Callable[[Principal], Awaitable[bool]] | None = None,
    ) -> None:
        self._parties: dict[Way, RelyingParty] = {}
        for party in parties:
            for way in sorted(party.provider.ways):
                if self._parties.setdefault(way, party) is not party:
                    raise ValueError(f"{way}: one provider for each way in")
        self._sessions, self._states = sessions, states
        self._address, self._admits = address, admits

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/inloggen", self.choose),
            Route("/inloggen/verhogen", self.raise_level),
            Route("/inloggen/{way}", self.start),
            Route("/inloggen/{way}/terug", self.finish),
        ]

    async def choose(self, request: Request) -> Response:
        """GET: the ways in; `terug` is the path to come back to."""
        back = local(request.query_params.get("terug"))
        return pages.choice(request, [(way, _start(way, back)) for way in Way if way in self._parties])

    async def start(self, request: Request) -> Response:
        """GET: to the provider of this way."""
        way = self._way(request)
        if way is None:
            return pages.lost(request)
        return await self._sent(request, way, local(request.query_params.get("terug")))

    async def raise_level(self, request: Request) -> Response:
        """GET: to the provider again, for a session that needs `niveau`; it goes on when the same person comes back."""
        back, wanted = local(request.query_params.get("terug")), request.query_params.get("niveau", "")
        token = cookie_of(request.headers, SESSION)
        try:
            session = None if token is None else await self._sessions.read(token)
        except StoreUnavailable:
            return self._refused(request, None, back, LoginFailed(Failure.NIET_BESCHIKBAAR, "store"))
        if token is None or session is None:
            return _to("/inloggen?" + urlencode({"terug": back}))
        way = way_of(session.principal)
        if way not in self._parties or wanted not in Level.__members__:
            return pages.lost(request)
        if Level[wanted] <= session.principal.level:
            return _to(back)
        return await self._sent(request, way, back, Level[wanted], digest(token))

    async def finish(self, request: Request) -> Response:
        """GET: back from the provider, with a code or an error."""
        way = self._way(request)
        if way is None:
            return pages.lost(request)
        back = "/"
        try:
            answer = _once(request)
            pending = await self._pending(request, way, answer)
            back = pending.back
            found = await self._parties[way].finish(pending.attempt, answer)
            if self._admits is not None and not await self._admits(found.principal):
                raise LoginFailed(Failure.OVERLEDEN, "deceased")
            token = await self._admitted(request, way, pending, found)
        except LogUnavailable:
            return self._refused(request, way, back, LoginFailed(Failure.NIET_BESCHIKBAAR, "log"))
        except (LoginFailed, IdentityUnavailable, StoreUnavailable) as error:
            return self._refused(request, way, back, error)
        _log.info("logged in", way=way.value, role=found.principal.role.value, level=found.principal.level.name)
        response = _to(back)
        set_cookie(response, SESSION, token)
        forget(response, LOGIN)
        return response

    def _way(self, request: Request) -> Way | None:
        return next((way for way in self._parties if way.value == request.path_params["way"]), None)

    async def _sent(
        self, request: Request, way: Way, back: str, level: Level | None = None, session: bytes | None = None
    ) -> Response:
        party = self._parties[way]
        # one value serves the log-ins in all tabs of this browser
        browser = cookie_of(request.headers, LOGIN) or secrets.token_urlsafe(32)
        attempt = party.attempt(way, f"{self._address}/inloggen/{way}/terug", level)
        pending = _Pending(attempt, back, digest(browser), session)
        try:
            await party.remote.endpoints()  # before anything is kept
            state = await self._states.begin(msgspec.msgpack.encode(pending), _SECONDS)
            response = _to(await party.address(attempt, state, language_of(request.headers)))
        except (IdentityUnavailable, StoreUnavailable) as error:
            return self._refused(request, way, back, error)
        set_cookie(response, LOGIN, browser, _SECONDS)
        return response

    async def _pending(self, request: Request, way: Way, answer: Mapping[str, str]) -> _Pending:
        """The log-in that this is the answer to, begun in this browser and this way; it is used up."""
        state, browser = answer.get("state"), cookie_of(request.headers, LOGIN)
        content = await self._states.take(state) if state and len(state) <= 128 else None
        if content is None:
            raise LoginFailed(Failure.VERLOPEN, "state")
        try:
            pending = msgspec.msgpack.decode(content, type=_Pending)
        except msgspec.MsgspecError:  # kept by another version of us
            raise LoginFailed(Failure.VERLOPEN, "version") from None
        if browser is None or not hmac.compare_digest(digest(browser), pending.browser):
            raise LoginFailed(Failure.VERLOPEN, "browser")
        if pending.attempt.way is not way:
            raise LoginFailed(Failure.MISLUKT, "way")
        return pending

    async def _admitted(self, request: Request, way: Way, pending: _Pending, found: LoggedIn) -> str:
        """The token of the new session. What was before it ends: nobody's session becomes another's."""
        before = cookie_of(request.headers, SESSION)
        if pending.session is not None:
            session = await self._sessions.read(before) if before and digest(before) == pending.session else None
            if before is None or session is None:
                raise LoginFailed(Failure.VERLOPEN, "session")
            if not _same(session.principal, found.principal):
                raise LoginFailed(Failure.ANDER, "another person")
            try:
                token, _ = await self._sessions.rotate(
                    before, found.principal, sub=found.sub, sid=found.sid, id_token=found.id_token
                )
            except NotAuthenticated:
                raise LoginFailed(Failure.VERLOPEN, "session") from None
            return token
        if before is not None:
            await self._sessions.end(before)
        token, _ = await self._sessions.open(
            found.principal,
            provider=self._parties[way].provider.name,
            sub=found.sub,
            sid=found.sid,
            id_token=found.id_token,
        )
        return token

    def _refused(
        self,
        request: Request,
        way: Way | None,
        back: str,
        error: LoginFailed | IdentityUnavailable | StoreUnavailable,
    ) -> Response:
        failure = error.failure if isinstance(error, LoginFailed) else Failure.NIET_BESCHIKBAAR
        fault = error.fault if isinstance(error, LoginFailed | StoreUnavailable) else "provider away"
        _log.info("log-in refused", way=None if way is None else way.value, failure=failure.value, fault=fault)
        again = "/inloggen?" + urlencode({"terug": back})
        return pages.refusal(request, failure, again if way is None else _start(way, back), again)


def local(path: str | None) -> str:
    """This path if it is one of ours, else the front page: nobody is sent elsewhere after log-in."""
    if not path or len(path) > _LONGEST or not (path.isascii() and path.isprintable()) or "\\" in path:
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    ours = path.startswith("/") and not path.startswith("//") and not (parts.scheme or parts.netloc)
    return path if ours and " " not in path else "/"


def _same(one: Principal, other: Principal) -> bool:
    """Whether both are the same person in the same dossier; who has no number is known by the provider's name."""

    def who(each: Principal) -> tuple[object, ...]:
        name = each.id if each.bsn is None else None
        return each.role, each.subject, each.bsn, each.organisation, each.pseudonym, each.representation, name

    return who(one) == who(other)


def _once(request: Request) -> dict[str, str]:
    """The parameters; none may come twice (RFC 6749 §3.1)."""
    pairs = request.query_params.multi_items()
    if len(dict(pairs)) != len(pairs):
        raise LoginFailed(Failure.MISLUKT, "parameter twice")
    return dict(pairs)


def _start(way: Way, back: str) -> str:
    return f"/inloggen/{way}?" + urlencode({"terug": back})


def _to(address: str) -> Response:
    """On by GET, whatever this was."""
    return RedirectResponse(address, 303, {"cache-control": "no-store", "referrer-policy": "no-referrer"})
