"""The stand-in of Open VTB (0.1.0): the city's letters, chores and submissions behind its three APIs.

With `quirks` it does what its code does where its OpenAPI says nothing: a list has no order of its own, what was
changed last comes last, and an empty filter is none.
"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sources.city import City
from sources.city.submissions import FORMS
from sources.vtb.stub.bodies import Bodies
from sources.vtb.stub.filters import Invalid, passing

__all__ = ["CREDENTIALS", "stub_app"]

_TOKEN = "voor-ontwikkeling"  # noqa: S105 - public on purpose: no real registry knows it
_LINKS = "formulieren.example.nl afspraken.example.nl"
CREDENTIALS: dict[str, Any] = {"auth": "token", "secret": _TOKEN, "options": {"links": _LINKS}}

_JSON, _VERSION = "application/json", "0.1.0"
_PAGE, _MOST = 100, 500
_URNS = ("urn:nld:brp:bsn:", "urn:nld:hr:kvknummer:")  # of residents, and of companies
_OWNER = {"berichten": "ontvanger", "externetaken": "isToegewezenAan", "verzoeken": "initiator"}
_KINDS = {
    400: ("ValidationError", "invalid", "Invalid input."),
    401: ("NotAuthenticated", "not_authenticated", "Authenticatiegegevens zijn niet opgegeven."),
    404: ("NotFound", "not_found", "Niet gevonden."),
    405: ("MethodNotAllowed", "method_not_allowed", "Methode niet toegestaan."),
    406: ("NotAcceptable", "not_acceptable", "Kan niet voldoen aan de opgegeven Accept header."),
    500: ("APIException", "error", "Er is een serverfout opgetreden."),
}
_NOWHERE = "<!DOCTYPE html>\n<html lang='nl'><head><title>404</title></head><body><h1>Niet gevonden</h1></body></html>"


class _Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, detail: str = "", wrong: Invalid | None = None, code: str = "") -> None:
        super().__init__(status)
        self.status, self.detail, self.wrong, self.code = status, detail, wrong, code


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The three APIs over this city, each below its own path. Without quirks they keep to their OpenAPI."""
    return _Stub(city, quirks).app()


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._city, self._quirks = city, quirks
        self._rows: dict[str, tuple[Any, Callable[[Bodies, Any], dict[str, Any]]]] = {
            "berichten": (city.letters, Bodies.bericht),
            "externetaken": (city.tasks, Bodies.taak),
            "verzoeken": (city.submissions, Bodies.verzoek),
        }

    def app(self) -> Starlette:
        """The stand-in, with its routes relative to the base."""
        routes = [
            route
            for api, collection in (("berichten", "berichten"), ("taken", "externetaken"), ("verzoeken", "verzoeken"))
            for route in (
                Route(f"/{api}/api/v1/{collection}", self._endpoint(collection, self._list)),
                Route(f"/{api}/api/v1/{collection}/{{uuid}}", self._endpoint(collection, self._one)),
            )
        ]
        routes.append(Route("/verzoeken/api/v1/verzoektypen", self._endpoint("verzoektypen", self._list)))
        app = Starlette(routes=routes, exception_handlers={404: self._nowhere, 405: self._failed})
        app.router.redirect_slashes = False
        return app

    def _endpoint(self, collection: str, handler: Callable[[Request, str], Any]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            try:
                if not _accepts(request.headers.get("accept", "*/*")):
                    raise _Refused(406)
                _authenticate(request.headers.get("authorization", ""))
                answer = Response(msgspec.json.encode(handler(request, collection)), media_type=_JSON)
            except _Refused as refused:
                answer = _refusal(request, refused)
            answer.headers["API-version"] = _VERSION
            return answer

        return endpoint

    def _list(self, request: Request, collection: str) -> dict[str, Any]:
        query = dict(request.query_params)  # of a filter that is given twice the last one counts
        try:
            passes = passing(collection, query, quirks=self._quirks)
        except Invalid as wrong:
            raise _Refused(400, wrong=wrong) from None
        rows = [row for row in self._written(request, collection, query) if passes(row)]
        if self._quirks and collection == "berichten":  # a row that was changed is written anew, behind the others
            rows.sort(key=lambda row: row["geopendOp"] or "")
        return self._page(request, rows)

    def _written(self, request: Request, collection: str, query: dict[str, str]) -> list[dict[str, Any]]:
        bodies = Bodies(self._city, _base(request), exact=not self._quirks)
        if collection == "verzoektypen":
            return [bodies.verzoektype(form) for form in FORMS]
        kept, write = self._rows[collection]
        named = query.get(_OWNER[collection], "")
        if named.startswith(_URNS):
            index = self._city.holder(named.rpartition(":")[2])
            found = () if index is None or bodies.holder(index) != named else kept.of(index)
        else:
            found = () if named else kept.everybodys
        return [write(bodies, each) for each in found]

    def _one(self, request: Request, collection: str) -> dict[str, Any]:
        kept, write = self._rows[collection]
        found = kept.find(request.path_params["uuid"])
        if found is None:
            raise _Refused(404)
        return write(Bodies(self._city, _base(request), exact=not self._quirks), found)

    def _page(self, request: Request, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        size = _whole(request.query_params.get("pageSize")) or 0
        size = min(size, _MOST) if size > 0 else _PAGE
        number = _whole(request.query_params.get("page", "1"))
        last = max(1, -(-len(rows) // size))
        if number is None or not 1 <= number <= last:
            raise _Refused(404, "Ongeldige pagina.")
        return {
            "count": len(rows),
            "next": _at(request, number + 1) if number < last else None,
            "previous": _at(request, number - 1) if number > 1 else None,
            "results": rows[(number - 1) * size : number * size],
        }

    async def _nowhere(self, request: Request, failure: Exception) -> Response:
        return HTMLResponse(_NOWHERE, 404) if self._quirks else await self._failed(request, failure)

    async def _failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that is not played."""
        answer = _refusal(request, _Refused(failure.status_code if isinstance(failure, HTTPException) else 500))
        answer.headers.update((isinstance(failure, HTTPException) and failure.headers) or {})
        return answer


def _authenticate(header: str) -> None:
    """Another scheme than ours is as good as nothing."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "token":
        raise _Refused(401)
    if token.strip() != _TOKEN:
        raise _Refused(401, "Ongeldige token.", code="authentication_failed")


def _refusal(request: Request, refused: _Refused) -> Response:
    kind, code, title = _KINDS[refused.status]
    body: dict[str, Any] = {
        "type": f"{_origin(request)}/ref/fouten/{kind}/",
        "code": refused.code or code,
        "title": title,
        "status": refused.status,
        "detail": refused.detail or title,
        "instance": f"urn:uuid:{uuid4()}",
    }
    if refused.wrong is not None:
        wrong = refused.wrong
        body["invalidParams"] = [{"name": wrong.name, "code": wrong.code, "reason": wrong.reason}]
    headers = {"WWW-Authenticate": "Token"} if refused.status == 401 else None
    return Response(msgspec.json.encode(body), refused.status, media_type=_JSON, headers=headers)


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


def _base(request: Request) -> str:
    """Where the product is, by the Host header of the request."""
    return f"{_origin(request)}{request.scope.get('root_path', '')}"


def _at(request: Request, page: int) -> str:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    query = urlencode(sorted([*others, ("page", str(page))] if page > 1 else others))
    return f"{_origin(request)}{request.url.path}" + (f"?{query}" if query else "")


def _accepts(header: str) -> bool:
    asked = {part.partition(";")[0].strip().lower() for part in header.split(",")}
    return not asked.isdisjoint({_JSON, "application/*", "*/*", ""})


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None
