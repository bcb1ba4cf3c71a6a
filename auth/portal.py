"""The door of the built clients: the portal at `/`, the app at `/app/`, the workplace at `/medewerker/`."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from auth import pages
from auth.cookies import SESSION, cookie_of
from auth.errors import StoreUnavailable
from auth.failures import Failure
from auth.headers import guarded
from auth.home import Home
from auth.roles import Role
from auth.shell import Shell

if TYPE_CHECKING:  # the store takes its time to load
    from auth.sessions import Session, Sessions

__all__ = ["CLIENTS", "Client", "Portal"]


class Client(NamedTuple):
    """A client: what it is called, its folder below that of all, and where it is."""

    name: str
    folder: str
    place: str
    offline: bool = False  # whether a service worker keeps its page

    def built(self, folder: Path) -> Path:
        """Where its build is, which may not be there."""
        return folder / self.folder / "dist"


WEB = Client("portal", "web", "/")
APP = Client("app", "app", "/app/", offline=True)
AGENT = Client("workplace", "agent", "/medewerker/")
CLIENTS = (WEB, APP, AGENT)

_SELF = ("'self'",)
_RESIDENTS = frozenset({Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER})
# Places of the service that are not there under every setting; no client has a page by these names.
_OURS = frozenset({"graphiql", "oefenstad", "ontwikkeling"})


class Portal:
    """Gives each client to whom it is for, and sends the others where they belong.

    Files hold nothing of anybody and are for all. A page is for who is logged in: who is not logs in first, and comes
    back to the path that they asked. The page of the app goes to its service worker without a session too, since it is
    kept for when there is no connection; a browser that opens it is sent to log in like any. `taken` are the first
    steps of paths that the service has of its own, which lead to no page of a client.
    """

    def __init__(self, folder: Path, home: Home, sessions: "Sessions", taken: Collection[str] = ()) -> None:
        self._home, self._sessions = home, sessions
        self._taken = _OURS.union(taken) - {"", *(client.place.strip("/") for client in CLIENTS)}
        self._shells: dict[Client, Shell] = {
            client: Shell(client.built(folder), _headers(client, home.origins))
            for client in CLIENTS
            if client.built(folder).is_dir()
        }

    @property
    def built(self) -> Collection[Client]:
        """The clients that are there."""
        return self._shells.keys()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for which the service has no door."""
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        await (await self._answered(Request(scope)))(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("", 405, {"allow": "GET, HEAD", "cache-control": "no-store"})
        if path.split("/")[1] in self._taken:
            return pages.lost(request)
        if f"{path}/" in {client.place for client in self._shells}:
            return _to(f"{path}/")
        client = next(each for each in (APP, AGENT, WEB) if path.startswith(each.place))
        shell, within = self._shells.get(client), path.removeprefix(client.place)
        if within == "index.html":
            within = ""
        if Shell.names(within):
            return PlainTextResponse("", 404) if shell is None else await shell.file(within, request.scope)
        if shell is None and path != "/":
            return pages.lost(request)
        if shell is not None and client.offline and request.headers.get("sec-fetch-mode", "navigate") != "navigate":
            return await shell.page(request.scope)
        return await self._for_whom(request, client, path)

    async def _for_whom(self, request: Request, client: Client, path: str) -> Response:
        token = cookie_of(request.headers, SESSION)
        try:
            session = None if token is None else await self._sessions.read(token)
        except StoreUnavailable:
            return pages.refusal(request, Failure.NIET_BESCHIKBAAR, quote(path), "/inloggen")
        if session is None:
            return _to("/inloggen?" + urlencode({"terug": path}))
        shell = self._shells.get(client)
        if shell is not None and self._is_for(client, session):
            response = await shell.page(request.scope)
            response.headers["vary"] = "Accept-Encoding, Cookie, Sec-Fetch-Mode"
            return response
        if session.principal.role.is_employee and AGENT in self._shells:
            return _to(AGENT.place)
        if client is AGENT:
            return pages.forbidden(request)
        return await self._home.show(request) if path == "/" else _to("/")

    @staticmethod
    def _is_for(client: Client, session: "Session") -> bool:
        role = session.principal.role
        return role.is_employee if client is AGENT else role in _RESIDENTS


def _headers(client: Client, forms: Sequence[str]) -> dict[str, str]:
    """What the client may do: its own scripts and styles, questions to ourselves, and a form of log-out."""
    worker = {"worker_src": _SELF} if client.offline else {}
    headers = guarded(
        script_src=_SELF,
        style_src=_SELF,
        img_src=("'self'", "data:"),  # icons in a style sheet
        font_src=_SELF,
        connect_src=_SELF,
        manifest_src=_SELF,
        form_action=("'self'", *forms),
        **worker,
    )
    # A form that posts to ourselves says so in browsers that know no Sec-Fetch-Site; a path holds nothing of anybody.
    return {**headers, "referrer-policy": "same-origin"}


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, {"cache-control": "no-store", "referrer-policy": "no-referrer"})
