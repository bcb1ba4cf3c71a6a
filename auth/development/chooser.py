"""The door of development: who can be logged in as, and a token for one of them. Answers to this machine only.

Loaded in development only; in productie nothing imports it.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.development.door import Door
from auth.development.identities import DevelopmentIdentity, at_level
from auth.development.issuer import DevelopmentIssuer
from auth.roles import Level

__all__ = ["Chooser"]

_SECONDS = 3600


class _Wish(Struct, forbid_unknown_fields=True):
    persona: str
    niveau: str | None = None


class Chooser:
    """Tells the personas by name, never by number, and issues their tokens."""

    def __init__(self, issuer: DevelopmentIssuer, identities: Sequence[DevelopmentIdentity]) -> None:
        self._issuer, self._identities = issuer, {identity.name: identity for identity in identities}

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/ontwikkeling/personas", self.personas),
            Route("/ontwikkeling/token", self.token, methods=["POST"]),
        ]

    async def personas(self, request: Request) -> Response:
        """GET: everybody's name, what is of interest about them, and as what they log in."""
        if not _is_near(request):
            return _refused(403)
        return JSONResponse(
            {
                "personas": [
                    {"naam": each.name, "nl": each.dutch, "en": each.english, "rol": _role(each)}
                    for each in self._identities.values()
                ]
            }
        )

    async def token(self, request: Request) -> Response:
        """POST {persona, niveau}: an access token; `niveau` is a level of assurance, for who logs in with one."""
        if not _is_near(request):
            return _refused(403)
        try:
            wish = msgspec.json.decode(await request.body(), type=_Wish)
            identity = self._identities[wish.persona]
            identity = identity if wish.niveau is None else at_level(identity, Level[wish.niveau])
        except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
            return _refused(400)
        token = self._issuer.issue(identity, _SECONDS)
        return JSONResponse({"token": token, "verlooptOver": _SECONDS}, headers={"Cache-Control": "no-store"})


def _is_near(request: Request) -> bool:
    """Whether a page of this machine asks: a name that leads here from elsewhere, or another site, does not get in."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    if request.method == "POST" and request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return False
    return Door.is_called(request)


def _role(identity: DevelopmentIdentity) -> str:
    roles = identity.claims["roles"]
    return str(roles[0]).upper() if isinstance(roles, list) else ""


def _refused(status: int) -> Response:
    return JSONResponse({}, status)
