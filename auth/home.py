"""The front page of who has no client, or none that is built: as what they are logged in, and the ways on and out."""

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

__all__ = ["Home", "higher_than"]


def higher_than(level: Level) -> Level | None:
    """The level at which there is more to see; None for who has none, or has enough."""
    return Level.SUBSTANTIEEL if Level.GEEN < level < Level.SUBSTANTIEEL else None


class Home:
    """Shows nothing of anybody's dossier; who is not logged in is sent to log in.

    `origins` are those to which a form of log-out goes on.
    """

    def __init__(self, parties: Sequence[RelyingParty], sessions: "Sessions") -> None:
        self._sessions = sessions
        # a form of log-out goes on to the provider, and a browser holds that to the policy of the page
        self.origins = sorted({"{0.scheme}://{0.netloc}".format(urlsplit(each.provider.issuer)) for each in parties})

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
        return pages.home(
            request,
            way_of(principal),
            higher=higher_than(principal.level),
            represents=themselves(principal) is not None,
            forms=self.origins,
        )
