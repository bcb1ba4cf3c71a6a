"""The door by which a client knows how its session stands, and goes on with it.

`GET /sessie` tells, and leaves the clock alone; `POST /sessie` starts it anew ("Ik ben er nog"). Both are for our own
pages, and answer

    {"rol": "INWONER",
     "weg": {"code": "digid", "naam": "Inloggen met DigiD"},        how they came in, in the language of the request
     "hogerNiveau": "/inloggen/verhogen?niveau=SUBSTANTIEEL",       where more can be seen, or null; takes `terug`
     "alsUzelf": false,                                             whether they may stop acting for another
     "verlooptOp": "2026-11-26T05:00:00Z", "seconden": 812,         when it ends without another request
     "uiterlijk": 6900}                                             seconds until it ends in any case

401 where there is no session (any more), 403 for a page that is not ours, 503 when it can't be known; with an empty
object. Everything else is a form, which needs no script: `POST /uitloggen`, `POST /vertegenwoordiging/beeindigen`.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.cookies import SESSION, cookie_of, from_our_own_page
from auth.errors import StoreUnavailable
from auth.home import higher_than
from auth.language import Language, language_of
from auth.switch import themselves
from auth.ways import way_of

if TYPE_CHECKING:  # the store takes its time to load
    from auth.sessions import Session, Sessions

__all__ = ["Standing"]


class Standing:
    """Tells of the session of a browser what the graph can't tell without prolonging it."""

    def __init__(self, sessions: "Sessions", *, clock: Callable[[], float] = time.time) -> None:
        self._sessions, self._clock = sessions, clock

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/sessie", self.tell, methods=["GET", "POST"])]

    async def tell(self, request: Request) -> Response:
        """GET: how the session stands; POST: the same, and it goes on from now."""
        if not from_our_own_page(request.headers):
            return _said(403)
        token = cookie_of(request.headers, SESSION)
        try:
            session = None if token is None else await self._sessions.read(token, active=request.method == "POST")
        except StoreUnavailable:
            return _said(503)
        if session is None:
            return _said(401)
        return _said(200, self._told(session, language_of(request.headers)))

    def _told(self, session: "Session", language: Language) -> dict[str, Any]:
        principal, now = session.principal, self._clock()
        way, higher = way_of(principal), higher_than(principal.level)
        return {
            "rol": principal.role.value,
            "weg": {"code": way.value, "naam": way.english if language == "en" else way.dutch},
            "hogerNiveau": None if higher is None else f"/inloggen/verhogen?niveau={higher.name}",
            "alsUzelf": themselves(principal) is not None,
            "verlooptOp": datetime.fromtimestamp(int(session.ends), UTC).isoformat().replace("+00:00", "Z"),
            "seconden": max(0, int(session.ends - now)),
            "uiterlijk": max(0, int(session.latest - now)),
        }


def _said(status: int, told: dict[str, Any] | None = None) -> Response:
    return JSONResponse(
        told or {},
        status,
        {"cache-control": "no-store", "vary": "Cookie, Accept-Language", "x-content-type-options": "nosniff"},
    )
