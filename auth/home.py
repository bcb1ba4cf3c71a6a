"""The front page, as long as there is no portal: as what somebody is logged in, and the ways on and out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from auth import pages
from auth.cookies import SESSION, cookie_of
from auth.errors import StoreUnavailable
from auth.failures import Failure
from auth.oidc import RelyingParty
from auth.roles import Level
from auth.switch import themselves
from auth.ways import way_of

if TYPE_CHECKING:  # the store takes its time to load
    from auth.sessions import Sessions

__all__ = ["Home"]


class Home:
    """Shows nothing of anybody's dossier; who is not logged in is sent to log in."""

    def __init__(self, parties: Sequence[RelyingParty], sessions: "Sessions") -> None:
        self._sessions = sessions
        # a form of log-out goes on to the provider, and a browser holds that to the policy of the page
        self._origins = sorted({"{0.scheme}://{0.netloc}".format(urlsplit(each.provider.issuer)) for each in parties})

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/", self.show)]

    async def show(self, request: Request) -> Response:
        """GET: the page, for who is logged in."""
        token = cookie_of(request.headers, SESSION)
        try:
            session = None if token is None else await self._sessions.read(token)
        except StoreUnavailable:
            return pages.refusal(request, Failure.NIET_BESCHIKBAAR, "/", "/inloggen")
        if session is None:
            return RedirectResponse("/inloggen", 303, {"cache-control": "no-store"})
        principal = session.principal
        higher = next((each for each in (Level.SUBSTANTIEEL,) if Level.GEEN < principal.level < each), None)
        return pages.home(
            request,
            way_of(principal),
            higher=higher,
            represents=themselves(principal) is not None,
            forms=self._origins,
        )
