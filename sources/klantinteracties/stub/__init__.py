"""The stand-in of klantinteracties 0.9: parties and encounters of the city, as Open Klant lists them.

With `quirks` it does what Open Klant 2.18 was seen to do where its OpenAPI says otherwise or nothing: an empty filter
is ignored, so that it finds everybody.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sources.city import City
from sources.klantinteracties.stub.filters import KLANTCONTACTEN, PARTIJEN, Listing
from sources.klantinteracties.stub.written import Json, Written, as_said

__all__ = ["CREDENTIALS", "stub_app"]

_TOKEN = "voor-ontwikkeling"  # noqa: S105 - public on purpose: no real registry knows it
CREDENTIALS: dict[str, Any] = {"auth": "token", "secret": _TOKEN}

_VERSION, _PAGE, _MOST = "0.9.0", 100, 500
_JSON = "application/json"
_KINDS = {
    400: ("ValidationError", "invalid", "Ongeldige invoerwaarde."),
    401: ("NotAuthenticated", "not_authenticated", "Authenticatiegegevens zijn niet opgegeven."),
    404: ("NotFound", "not_found", "Niet gevonden."),
    405: ("MethodNotAllowed", "method_not_allowed", 'Methode "{method}" niet toegestaan.'),
    406: ("NotAcceptable", "not_acceptable", "Kan niet voldoen aan de opgegeven Accept header."),
}
_WRONG_TOKEN = ("AuthenticationFailed", "authentication_failed", "Ongeldige authenticatiegegevens.")
_NOWHERE = "<!DOCTYPE html>\n<html lang='en'><head><title>404</title></head><body><h1>Not found</h1></body></html>"


class _Refused(Exception):
    """An answer that is an error; `params` are (name, code, reason), `kind` is its type, code and title."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        kind: tuple[str, str, str] | None = None,
        params: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(status)
        self.status, self.detail, self.kind, self.params = status, detail, kind, tuple(params)


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The klantinteracties of this city. Without quirks it keeps to its OpenAPI."""

    def listed(listing: Listing[Any]) -> Callable[[Request], Any]:
        def handler(request: Request) -> Any:
            query = _query(request, listing)
            expand = _expand(query.pop("expand", ""), listing)
            written = Written(city, _base(request), expand)
            filters = {name: value for name, value in query.items() if value != "" and name not in ("page", "pageSize")}
            found = listing.found(city, filters, Written(city, _base(request), listing.compared))
            page = _page(request, found, lambda each: listing.written(written, each), quirks)
            return page if quirks else as_said(page)

        return _endpoint(handler)

    routes = [Route(f"/{each.name}", listed(each)) for each in (PARTIJEN, KLANTCONTACTEN)]
    app = Starlette(routes=routes, exception_handlers={404: _nowhere, 405: _failed})
    app.router.redirect_slashes = False
    return app


def _endpoint(handler: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            if not _accepts(request.headers.get("accept", "*/*")):
                raise _Refused(406)
            _authenticate(request.headers.get("authorization", ""))
            answer = Response(msgspec.json.encode(handler(request)), media_type=_JSON)
        except _Refused as refused:
            answer = _refusal(request, refused)
        answer.headers["API-version"] = _VERSION
        return answer

    return endpoint


def _query(request: Request, listing: Listing[Any]) -> dict[str, str]:
    """The query, of which the last of equal names counts; one that is not known, or not of its kind, is refused."""
    query = dict(request.query_params)
    strange = sorted(set(query) - listing.known - {"page", "pageSize", "expand"})
    if strange:
        reason = f"Onbekende query parameters: {', '.join(strange)}"
        raise _Refused(400, params=[("nonFieldErrors", "unknown-parameters", reason)])
    for name, value in query.items():
        if value and name in listing.uuids and not _is_uuid(value):
            raise _Refused(400, params=[(name, "invalid", "Voer een geldige UUID in.")])
        if value and name in listing.choices and value not in listing.choices[name]:
            reason = f"Selecteer een geldige keuze. {value} is geen beschikbare keuze."
            raise _Refused(400, params=[(name, "invalid_choice", reason)])
        if name.endswith("partijIdentificator__objectId") and len(value) > 200:
            raise _Refused(400, params=[(name, "max_length", "Zorg dat deze waarde niet meer dan 200 tekens heeft.")])
    return query


def _expand(text: str, listing: Listing[Any]) -> list[str]:
    expand = [each for each in text.split(",") if each]
    for each in expand:
        if each not in listing.expand:
            reason = f"Selecteer een geldige keuze. {each} is geen beschikbare keuze."
            raise _Refused(400, params=[("expand", "invalid_choice", reason)])
    return expand


def _page(request: Request, items: Sequence[Any], body: Callable[[Any], Json], quirks: bool) -> Json:
    query = request.query_params
    size = _whole(query.get("pageSize"))
    if size is None or size <= 0:
        size = _PAGE
    if not quirks:
        size = min(size, _MOST)
    last = max(1, -(-len(items) // size))
    number = 1 if query.get("page") is None else _whole(query["page"])
    if number is None or not 1 <= number <= last:
        raise _Refused(404, "Ongeldige pagina.")
    return {
        "count": len(items),
        "next": _at(request, number + 1) if number < last else None,
        "previous": _at(request, number - 1) if number > 1 else None,
        "results": [body(item) for item in items[(number - 1) * size : number * size]],
    }


def _authenticate(header: str) -> None:
    """Another scheme than ours is as good as nothing."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "token":
        raise _Refused(401)
    if token.strip() != _TOKEN:
        raise _Refused(401, "Ongeldige token.", kind=_WRONG_TOKEN)


def _refusal(request: Request, refused: _Refused) -> Response:
    kind, code, title = refused.kind or _KINDS[refused.status]
    body: Json = {
        "type": f"{_origin(request)}/ref/fouten/{kind}/",
        "code": code,
        "title": title,
        "status": refused.status,
        "detail": refused.detail or title,
        "instance": f"urn:uuid:{uuid4()}",
    }
    if refused.params:
        body["invalidParams"] = [{"name": n, "code": c, "reason": r} for n, c, r in refused.params]
    headers = {"WWW-Authenticate": "Token"} if refused.status == 401 else None
    return Response(msgspec.json.encode(body), refused.status, media_type=_JSON, headers=headers)


async def _nowhere(request: Request, _: Exception) -> Response:
    return HTMLResponse(_NOWHERE, 404)


async def _failed(request: Request, failure: Exception) -> Response:
    answer = _refusal(request, _Refused(405, f'Methode "{request.method}" niet toegestaan.'))
    answer.headers.update((isinstance(failure, HTTPException) and failure.headers) or {})
    return answer


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


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
