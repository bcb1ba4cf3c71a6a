"""The end-session endpoint, and the page from which the provider itself is worked."""

import hmac
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from auth.development.authorization import NoWayBack, extended
from auth.development.browser import BROWSER, SESSION, remember, secret_of
from auth.development.clients import Client
from auth.development.door import leading_to
from auth.development.grants import Grants, Session
from auth.development.keys import SigningKeys
from auth.development.logout import Logout
from auth.development.pages import end_page, ended_page, home_page, refusal_page
from auth.development.request import Malformed, fields_of, form_of, once
from auth.development.shelf import fresh

__all__ = ["LogoutPages"]

_SECRET = "geheim"  # noqa: S105 - the name of a field


class LogoutPages:
    """Out again, and the buttons for keys and sessions."""

    def __init__(
        self, issuer: str, clients: Mapping[str, Client], logout: Logout, grants: Grants, keys: SigningKeys
    ) -> None:
        self._base = urlsplit(issuer).path
        self._clients, self._logout, self._grants, self._keys = clients, logout, grants, keys

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/uitloggen", self.end_session, methods=["GET", "POST"]),
            Route("/", self.home),
            Route("/uitloggen-overal", self.end_everywhere, methods=["POST"]),
            Route("/sleutels/nieuw", self.rotate, methods=["POST"]),
            Route("/sleutels/vergeten", self.forget, methods=["POST"]),
        ]

    async def end_session(self, request: Request) -> Response:
        """GET or POST: log out, after a question where no client has proof of the session of this browser."""
        try:
            given = dict(once(await fields_of(request)))
            confirmed = self._is_ours(request, given.pop(_SECRET, ""))
            asked = self._logout.request(given)
        except Malformed:
            return self._refused("Dit verzoek is niet te lezen.")
        except NoWayBack as wrong:
            return self._refused(wrong.reason)
        here = self._session(request)
        ours = here if confirmed else asked.session if here in (None, asked.session) else None
        if ours is None and here is not None:
            hidden = {name: value for name, value in given.items() if name != "id_token_hint"}
            hidden |= {} if asked.client_id is None else {"client_id": asked.client_id}
            page = self._with_secret(request, lambda secret: end_page(self._base, {**hidden, _SECRET: secret}))
            if asked.redirect_uri is not None:
                page.headers.update(leading_to(asked.redirect_uri))
            return page
        told = {} if ours is None else await self._logout.end(ours)
        if asked.redirect_uri is None:
            response: Response = HTMLResponse(ended_page(self._base, told))
        else:
            response = RedirectResponse(extended(asked.redirect_uri, state=asked.state), 303)
        response.delete_cookie(SESSION, self._base, httponly=True, samesite="lax")
        return response

    async def home(self, request: Request) -> Response:
        """GET: what the provider knows."""
        return self._home(request)

    async def end_everywhere(self, request: Request) -> Response:
        """POST: end the session of this browser, and tell all its clients."""
        if not await self._is_own_form(request):
            return self._refused("Dit formulier is niet van deze pagina.")
        session = self._session(request)
        return self._home(request, {} if session is None else await self._logout.end(session))

    async def rotate(self, request: Request) -> Response:
        """POST: sign with new keys; what was signed before holds."""
        return await self._with_keys(request, self._keys.rotate)

    async def forget(self, request: Request) -> Response:
        """POST: publish the old keys no more; what was signed with them holds no longer."""
        return await self._with_keys(request, self._keys.forget)

    async def _with_keys(self, request: Request, change: Callable[[], None]) -> Response:
        if not await self._is_own_form(request):
            return self._refused("Dit formulier is niet van deze pagina.")
        change()
        return RedirectResponse(f"{self._base}/", 303)

    def _home(self, request: Request, told: Mapping[str, bool] | None = None) -> Response:
        clients, session, old = list(self._clients.values()), self._session(request), self._keys.old
        return self._with_secret(request, lambda secret: home_page(self._base, clients, session, old, secret, told))

    def _with_secret(self, request: Request, page: Callable[[str], str]) -> Response:
        """A page with a form that only this browser can post."""
        browser = request.cookies.get(BROWSER) or fresh()
        response = HTMLResponse(page(secret_of(browser)))
        remember(response, BROWSER, browser, self._base)
        return response

    def _session(self, request: Request) -> Session | None:
        session = self._grants.sessions.get(request.cookies.get(SESSION, ""))
        return None if session is None or session.ended else session

    async def _is_own_form(self, request: Request) -> bool:
        try:
            return self._is_ours(request, once(await form_of(request)).get(_SECRET, ""))
        except Malformed:
            return False

    @staticmethod
    def _is_ours(request: Request, secret: str) -> bool:
        browser = request.cookies.get(BROWSER)
        return browser is not None and hmac.compare_digest(secret_of(browser).encode(), secret.encode())

    def _refused(self, reason: str) -> Response:
        return HTMLResponse(refusal_page(self._base, reason), 400)
