"""The stand-in of the Objects API (2.7): the city's messages to residents, tasks and permits, each an object.

With `quirks` it does what Open Object 4.0 was seen to do where its OpenAPI says otherwise or nothing.
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
from sources.city.fields import cut
from sources.objecten.stub.search import Refused, Search
from sources.objecten.stub.things import MELDING, PARKEERVERGUNNING, TAAK, Thing, Things

__all__ = ["CREDENTIALS", "MELDING", "PARKEERVERGUNNING", "TAAK", "stub_app"]

_TOKEN = "voor-ontwikkeling"  # noqa: S105 - public on purpose: no real registry knows it
_LINKS = "formulieren.example.nl afspraken.example.nl"
# The tasks of the city are kept in Open VTB, and its permits are products. Who names the objecttypes here finds other
# tasks, and the same permits as objects.
_OPTIONS = {"melding": MELDING, "taak": "", "parkeervergunning": "", "links": _LINKS}
CREDENTIALS: dict[str, Any] = {"auth": "token", "secret": _TOKEN, "options": _OPTIONS}

_TYPES = {
    MELDING: ("Melding", "Meldingen", "Melding van een afdeling aan een inwoner"),
    TAAK: ("Taak", "Taken", "Externe klanttaak"),
    PARKEERVERGUNNING: ("Parkeervergunning", "Parkeervergunningen", "Parkeervergunning van een inwoner"),
}

_CRS, _VERSION, _MADE = "EPSG:4326", "2.7.0", "2025-01-06"
_PAGE, _MOST = 100, 500
_JSON = "application/json"
_KINDS = {
    400: ("ValidationError", "invalid", "Invalid input."),
    401: ("NotAuthenticated", "not_authenticated", "Authentication credentials were not provided."),
    404: ("NotFound", "not_found", "Not found."),
    405: ("MethodNotAllowed", "method_not_allowed", 'Method "{method}" not allowed.'),
    406: ("NotAcceptable", "not_acceptable", "Could not satisfy the request Accept header."),
    412: ("PreconditionFailed", "precondition_failed", "Precondition failed"),
    415: ("UnsupportedMediaType", "unsupported_media_type", 'Unsupported media type "{media_type}" in request.'),
    500: ("APIException", "error", "A server error occurred."),
}
_WRONG_TOKEN = ("AuthenticationFailed", "authentication_failed", "Incorrect authentication credentials.")
_NOWHERE = "<!DOCTYPE html>\n<html lang='en'><head><title>404</title></head><body><h1>Not found</h1></body></html>"


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The Objects API of this city. Without quirks it keeps to its OpenAPI."""
    return _Stub(city, quirks).app()


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._city, self._quirks, self._things = city, quirks, Things(city)

    def app(self) -> Starlette:
        """The stand-in, with its routes relative to the base."""
        routes = [
            Route("/objects/search", self._endpoint(self._search, crs=True), methods=["POST"]),
            Route("/objects/{uuid}", self._endpoint(self._object, crs=True)),
            Route("/objecttypes", self._endpoint(self._types)),
            Route("/objecttypes/{uuid}", self._endpoint(self._type)),
        ]
        app = Starlette(routes=routes, exception_handlers={404: self._nowhere, 405: self._failed})
        app.router.redirect_slashes = False
        return app

    def _endpoint(self, handler: Callable[[Request, Any], Any], *, crs: bool = False) -> Callable[[Request], Any]:
        """What is refused before a handler sees it, in the order in which the API does."""

        async def endpoint(request: Request) -> Response:
            try:
                if not _accepts(request.headers.get("accept", "*/*")):
                    raise Refused(406)
                _authenticate(request.headers.get("authorization", ""))
                if crs:
                    self._check_crs(request)
                body = handler(request, await _body(request) if request.method == "POST" else None)
                answer = Response(msgspec.json.encode(body), media_type=_JSON)
            except Refused as refused:
                answer = _refusal(request, refused)
            answer.headers["API-version"] = _VERSION
            if crs:
                answer.headers["Content-Crs"] = _CRS
            return answer

        return endpoint

    def _check_crs(self, request: Request) -> None:
        for name in ("Accept-Crs", "Content-Crs"):
            value = request.headers.get(name)
            if value is None and name == "Content-Crs" and request.method == "POST":
                raise Refused(412, "'Content-Crs' header ontbreekt")  # in Dutch, as all of these
            if value not in (None, _CRS):
                raise Refused(406, f"CRS '{value}' is niet ondersteund")

    def _search(self, request: Request, body: dict[str, Any]) -> dict[str, Any]:
        """POST /objects/search: pages are turned in the query, all else is asked in the body."""
        if self._quirks and "data_attr" in body:
            raise Refused(500, "Internal Server Error")
        search = Search(
            self._city, self._things, body, _TYPES, lambda thing: self._written(request, thing), self._quirks
        )
        return self._page(request, search.found(), lambda thing: self._written(request, thing))

    def _object(self, request: Request, _: Any) -> Any:
        """GET /objects/{uuid}."""
        uuid = request.path_params["uuid"].lower()
        found = self._things.find(uuid)
        if found is None or found.uuid != uuid:
            raise Refused(404)
        body, fields = self._written(request, found), request.query_params.get("fields", "")
        return cut(body, [name.strip().replace("__", ".") for name in fields.split(",")]) if fields else body

    def _types(self, request: Request, _: Any) -> dict[str, Any]:
        """GET /objecttypes."""
        kind = request.query_params.get("dataClassification", "")
        shown = list(_TYPES) if kind in ("", "confidential") else []
        return self._page(request, shown, lambda uuid: self._objecttype(request, uuid))

    def _type(self, request: Request, _: Any) -> dict[str, Any]:
        """GET /objecttypes/{uuid}."""
        uuid = request.path_params["uuid"].lower()
        if uuid not in _TYPES:
            raise Refused(404)
        return self._objecttype(request, uuid)

    def _written(self, request: Request, thing: Thing) -> dict[str, Any]:
        base = _base(request)
        record = {
            "index": 1,
            "typeVersion": 1,
            "data": thing.data,
            "geometry": None,
            "references": [],
            "startAt": thing.registered.isoformat(),
            "endAt": None,
            "registrationAt": thing.registered.isoformat(),
            "correctionFor": None,
        }
        if self._quirks:  # which the OpenAPI does not allow
            record["correctedBy"] = None
        return {
            "url": f"{base}/objects/{thing.uuid}",
            "uuid": thing.uuid,
            "type": f"{base}/objecttypes/{thing.kind}",
            "record": record,
        }

    def _objecttype(self, request: Request, uuid: str) -> dict[str, Any]:
        url, (name, plural, description) = f"{_base(request)}/objecttypes/{uuid}", _TYPES[uuid]
        return {
            "url": url,
            "uuid": uuid,
            "name": name,
            "namePlural": plural,
            "description": description,
            "dataClassification": "confidential",
            "maintainerOrganization": "Den Haag",
            **dict.fromkeys(("maintainerDepartment", "contactPerson", "contactEmail", "source"), ""),
            "updateFrequency": "unknown",
            "providerOrganization": "",
            **({"documentationUrl": ""} if self._quirks else {}),  # no URL, as the OpenAPI asks for
            "labels": {},
            "createdAt": _MADE,
            "modifiedAt": _MADE,
            "allowGeometry": False,
            "versions": [f"{url}/versions/1"],
        }

    def _page(self, request: Request, items: Sequence[Any], written: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        size = _whole(request.query_params.get("pageSize")) or 0
        size = min(size, _MOST) if size > 0 else _PAGE
        number = _whole(request.query_params.get("page", "1"))
        last = max(1, -(-len(items) // size))
        if number is None or not 1 <= number <= last:
            raise Refused(404, "Invalid page.")
        return {
            "count": len(items),
            "next": _at(request, number + 1) if number < last else None,
            "previous": _at(request, number - 1) if number > 1 else None,
            "results": [written(item) for item in items[(number - 1) * size : number * size]],
        }

    async def _nowhere(self, request: Request, failure: Exception) -> Response:
        return HTMLResponse(_NOWHERE, 404) if self._quirks else await self._failed(request, failure)

    async def _failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that is not played."""
        status = failure.status_code if isinstance(failure, HTTPException) else 500
        detail = f'Method "{request.method}" not allowed.' if status == 405 else ""
        answer = _refusal(request, Refused(status, detail))
        answer.headers.update((isinstance(failure, HTTPException) and failure.headers) or {})
        return answer


def _authenticate(header: str) -> None:
    """Another scheme than ours is as good as nothing."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "token":
        raise Refused(401)
    if token.strip() != _TOKEN:
        given = "Invalid token." if token.strip() else "Invalid token header. No credentials provided."
        raise Refused(401, given, kind=_WRONG_TOKEN)


async def _body(request: Request) -> dict[str, Any]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _JSON:
        raise Refused(415, f'Unsupported media type "{media}" in request.')
    try:
        body = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "JSON parse error", kind=("ParseError", "parse_error", "Malformed request.")) from None
    if not isinstance(body, dict):
        raise Refused(400, params=[("nonFieldErrors", "invalid", "Invalid data. Expected a dictionary.")])
    return body


def _refusal(request: Request, refused: Refused) -> Response:
    kind, code, title = refused.kind or _KINDS[refused.status]
    body: dict[str, Any] = {
        "type": f"{_origin(request)}/ref/fouten/{kind}/",
        "code": code,
        "title": title,
        "status": refused.status,
        "detail": refused.detail or title,
        "instance": f"urn:uuid:{uuid4()}",
    }
    if refused.params:
        body["invalid_params"] = [{"name": n, "code": c, "reason": r} for n, c, r in refused.params]
    headers = {"WWW-Authenticate": "Token"} if refused.status == 401 else None
    return Response(msgspec.json.encode(body), refused.status, media_type=_JSON, headers=headers)


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


def _base(request: Request) -> str:
    """Where the API is, by the Host header of the request."""
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
