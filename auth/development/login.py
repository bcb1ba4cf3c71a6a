"""The authorization endpoint, and the pages on which somebody logs in."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from auth.development.authorization import AuthorizationError, AuthorizationRequest, NoWayBack, extended
from auth.development.browser import BROWSER, SESSION, remember
from auth.development.choice import Choice, Choices, Mistaken
from auth.development.clients import Client
from auth.development.door import leading_to
from auth.development.form import form_page
from auth.development.grants import Deviation, Grant, Grants, Pending, Session
from auth.development.keys import SigningKeys
from auth.development.pages import refusal_page, ways_page
from auth.development.request import Malformed, fields_of, form_of, once
from auth.development.shelf import fresh
from auth.development.tokens import Tokens
from auth.development.ways import Login, broker_of
from auth.roles import Level
from auth.ways import Way

__all__ = ["LoginPages"]


class LoginPages:
    """From the authorization request to the code."""

    def __init__(
        self,
        issuer: str,
        clients: Mapping[str, Client],
        choices: Choices,
        grants: Grants,
        tokens: Tokens,
        keys: SigningKeys,
        clock: Callable[[], float],
    ) -> None:
        self._issuer, self._base = issuer, urlsplit(issuer).path
        self._clients, self._choices, self._grants = clients, choices, grants
        self._tokens, self._keys, self._clock = tokens, keys, clock

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/authorize", self.authorize, methods=["GET", "POST"]),
            Route("/aanmelden/{pending}", self.login, methods=["GET", "POST"]),
        ]

    async def authorize(self, request: Request) -> Response:
        """GET or POST: on to a page, or back at once with a code or an error."""
        try:
            asked = AuthorizationRequest.of(await fields_of(request), self._clients)
        except Malformed:
            return self._refused("Dit verzoek is niet te lezen.")
        except NoWayBack as wrong:
            return self._refused(wrong.reason)
        except AuthorizationError as wrong:
            return self._back(wrong)
        try:
            session = self._grants.sessions.get(request.cookies.get(SESSION, ""))
            if session is not None and self._will_do(session, asked):
                return self._granted(asked, Choice(session.login), session)
            if "none" in asked.prompts:
                raise asked.refused("login_required", "somebody has to log in")
            self._ways(asked)
        except AuthorizationError as wrong:
            return self._back(wrong)
        browser = request.cookies.get(BROWSER) or fresh()
        pending = self._grants.pending.add(Pending(asked, browser))
        response = RedirectResponse(f"{self._base}/aanmelden/{pending}", 303)
        remember(response, BROWSER, browser, self._base)
        return response

    async def login(self, request: Request) -> Response:
        """GET: the page; POST: who was chosen, and back to the client."""
        key = request.path_params["pending"]
        pending = self._grants.pending.get(key)
        if pending is None or pending.browser != request.cookies.get(BROWSER):
            return self._refused("Deze inlogpoging is verlopen, of van een andere browser.")
        asked, here = pending.request, f"{self._base}/aanmelden/{key}"
        ways, chosen = self._ways(asked), request.query_params.get("weg")
        way = next((each for each in ways if each.value == chosen), ways[0] if len(ways) == 1 else None)
        if way is None:
            return self._page(ways_page(self._base, here, list(ways)), asked)
        levels = asked.levels(way)
        if request.method == "GET":
            page = form_page(self._base, here, way, self._choices, levels, asked.client.client_id)
            return self._page(page, asked)
        try:
            form = once(await form_of(request))
            if form.get("besluit") == "weigeren":
                self._grants.pending.take(key)
                return self._back(asked.refused("access_denied", "whoever was asked to log in did not want to"))
            choice = self._choices.read(way, form, levels)
        except Malformed:
            return self._refused("Dit formulier is niet te lezen.")
        except Mistaken as mistaken:
            page = form_page(
                self._base, here, way, self._choices, levels, asked.client.client_id, form, mistaken.faults
            )
            return self._page(page, asked, 422)
        self._grants.pending.take(key)
        return self._logged_in(asked, choice, request.cookies.get(SESSION, ""))

    def _logged_in(self, asked: AuthorizationRequest, choice: Choice, cookie: str) -> Response:
        if not self._is_hinted(choice.login, asked):
            return self._back(asked.refused("login_required", "somebody else logged in than was asked for"))
        session, now = self._grants.sessions.take(cookie), int(self._clock())
        if session is not None and not session.ended and session.login.person == choice.login.person:
            session.login, session.authenticated = choice.login, now
        else:
            session = Session(choice.login, now)
        response = self._granted(asked, choice, session)
        remember(response, SESSION, self._grants.begin(session), self._base)
        return response

    def _granted(self, asked: AuthorizationRequest, choice: Choice, session: Session) -> Response:
        client, login = asked.client, choice.login
        if choice.deviation is Deviation.NIVEAU_TE_LAAG:
            lower = [each for each in broker_of(login.way).levels if each < asked.minimum]
            login = replace(login, level=max(lower, default=Level.GEEN))
        session.clients[client.client_id] = client
        grant = Grant(
            client, session, login, asked.scopes, session.authenticated, asked.nonce, asked.asked, choice.deviation
        )
        issuer = f"{self._issuer}/ander" if choice.deviation is Deviation.VERKEERDE_AFZENDER else self._issuer
        code = self._grants.code(grant, asked)
        return RedirectResponse(extended(asked.redirect_uri, code=code, state=asked.state, iss=issuer), 303)

    def _will_do(self, session: Session, asked: AuthorizationRequest) -> bool:
        """Whether nobody needs to log in again (OpenID Connect Core §3.1.2.3)."""
        if session.ended or asked.prompts - {"none"} or session.login.way not in asked.ways:
            return False
        if asked.max_age is not None and self._clock() - session.authenticated >= asked.max_age:
            return False
        levels = asked.levels(session.login.way)
        return (not levels or session.login.level in levels) and self._is_hinted(session.login, asked)

    def _is_hinted(self, login: Login, asked: AuthorizationRequest) -> bool:
        """Whether this is who the client asked for, where it asked for somebody."""
        if not asked.id_token_hint:
            return True
        claims = self._keys.verified(asked.id_token_hint, "JWT") or {}
        about = claims.get("iss") == self._issuer and claims.get("aud") == asked.client.client_id
        return about and claims.get("sub") == self._tokens.subject(login, asked.client)

    @staticmethod
    def _ways(asked: AuthorizationRequest) -> tuple[Way, ...]:
        """The ways that can give what was asked; raises `AuthorizationError` where none can."""
        found, refusal = [], asked.refused("server_error", "there is no way in")
        for way in asked.ways:
            try:
                asked.levels(way)
            except AuthorizationError as wrong:
                refusal = wrong
            else:
                found.append(way)
        if not found:
            raise refusal
        return tuple(found)

    def _page(self, html: str, asked: AuthorizationRequest, status: int = 200) -> Response:
        """A page whose form may lead back to the client."""
        return HTMLResponse(html, status, leading_to(asked.redirect_uri))

    def _refused(self, reason: str) -> Response:
        return HTMLResponse(refusal_page(self._base, reason), 400)

    def _back(self, wrong: AuthorizationError) -> Response:
        uri = extended(
            wrong.redirect_uri,
            error=wrong.code,
            error_description=wrong.description,
            state=wrong.state,
            iss=self._issuer,
        )
        return RedirectResponse(uri, 303)
