"""The route by which who acts for another goes on as themselves, without logging in again."""

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from auth.cookies import SESSION, cookie_of, from_our_own_page, set_cookie
from auth.errors import NotAuthenticated, StoreUnavailable
from auth.principal import Principal
from auth.roles import Role

if TYPE_CHECKING:  # the store takes its time to load
    from auth.sessions import Sessions

__all__ = ["Switch", "themselves"]


class Switch:
    """Ends the representation of a session and keeps the session; to act for another, one logs in for them."""

    def __init__(self, sessions: "Sessions") -> None:
        self._sessions = sessions

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/vertegenwoordiging/beeindigen", self.end, methods=["POST"])]

    async def end(self, request: Request) -> Response:
        """POST from a page of ours: on to the front page with another token; 409 for who acts for nobody."""
        token = cookie_of(request.headers, SESSION)
        if not from_our_own_page(request.headers):
            return _said(403)
        try:
            session = None if token is None else await self._sessions.read(token)
            if token is None or session is None:
                return _said(401)
            alone = themselves(session.principal)
            if alone is None:
                return _said(409)
            rotated, _ = await self._sessions.rotate(token, alone)
        except NotAuthenticated:
            return _said(401)
        except StoreUnavailable:
            return _said(503)
        response = RedirectResponse("/", 303, {"cache-control": "no-store"})
        set_cookie(response, SESSION, rotated)
        return response


def themselves(principal: Principal) -> Principal | None:
    """Who acts for another, as a resident in their own dossier; None for who can't be that.

    The level stays that of the mandate where this is the lower one: it was the level of this log-in.
    """
    if principal.role is not Role.INWONER or principal.representation is None or principal.bsn is None:
        return None
    return replace(principal, subject=principal.bsn, representation=None)


def _said(status: int) -> Response:
    return PlainTextResponse("", status, {"cache-control": "no-store"})
