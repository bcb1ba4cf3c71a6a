"""What the components of Open Zaak share: who may ask, and how an error, a page and a detail look (Open Zaak 1.30)."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any, NoReturn
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import OctKey
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

__all__ = ["CREDENTIALS", "STUB_CLIENT", "STUB_LIMITED", "STUB_SECRET", "Ask", "Component", "Fout", "choice", "invalid"]

STUB_CLIENT = "mijndenhaag"
STUB_LIMITED = "beperkt"  # may read zaken of one zaaktype, and nothing of catalogi, documenten and besluiten
STUB_SECRET = "voor-ontwikkeling-en-niemand-anders-bedoeld"  # noqa: S105 - public on purpose: no real registry knows it
# How our own service logs in to the stand-ins, as settings of a registry.
CREDENTIALS = {"auth": "zgw", "client_id": STUB_CLIENT, "secret": STUB_SECRET}

_SCOPES: dict[str, frozenset[str]] = {
    STUB_CLIENT: frozenset({"zaken", "catalogi", "documenten", "besluiten"}),
    STUB_LIMITED: frozenset({"zaken"}),
}
_KEY = OctKey.import_key(STUB_SECRET)
_TOKEN_AGE = 3600  # seconds after `iat`; nothing is said of an `iat` that has yet to come
_CRS = "EPSG:4326"
_UNREADABLE = "Het JWT kon niet gedecodeerd worden. Mogelijks heb je een copy-paste fout gemaakt"
_PAGE, _MOST = 100, 500
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")
_JSON, _PROBLEM = "application/json", "application/problem+json"

# Empty, which Open Zaak writes and the formats of its own OpenAPI forbid; without quirks they are left out.
_BLANK = frozenset(
    {
        "object",
        "communicatiekanaal",
        "selectielijstklasse",
        "opdrachtgevendeOrganisatie",
        "betrokkene",
        "inpA_nummer",
        "innNnpId",
        "link",
    }
    | {"broncatalogus", "bronzaaktype", "emailadres"}
)

_KINDS: dict[int, tuple[str, str, str]] = {
    400: ("ValidationError", "invalid", "Ongeldige invoer."),
    403: ("PermissionDenied", "permission_denied", "Je hebt geen toestemming om deze actie uit te voeren."),
    404: ("NotFound", "not_found", "Niet gevonden."),
    405: ("MethodNotAllowed", "method_not_allowed", 'Methode "{method}" niet toegestaan.'),
    406: ("NotAcceptable", "not_acceptable", "Kan niet voldoen aan de opgegeven Accept header."),
    412: ("PreconditionFailed", "precondition_failed", "Voorwaarde is niet vervuld"),
    415: ("UnsupportedMediaType", "unsupported_media_type", 'Ongeldige media type "{media_type}" in aanvraag.'),
    500: ("APIException", "error", "Er is een serverfout opgetreden."),
}
_BROKEN = "<!DOCTYPE html>\n<html lang='en'><head><title>Server error</title></head><body><h1>500</h1></body></html>"
_NOWHERE = "<!DOCTYPE html>\n<html lang='en'><head><title>404</title></head><body><h1>Niet gevonden</h1></body></html>"


class Fout(Exception):
    """An answer that is an error; `params` are (name, code, reason). `html` is how Django says that it broke down."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        code: str = "",
        params: Iterable[tuple[str, str, str]] = (),
        html: bool = False,
    ) -> None:
        super().__init__(status)
        self.status, self.detail, self.code, self.params, self.html = status, detail, code, tuple(params), html


def invalid(name: str, code: str, reason: str) -> Fout:
    """The error about one parameter."""
    return Fout(400, params=[(name, code, reason)])


def choice(name: str, value: str) -> Fout:
    """The error about a value that is none of the choices."""
    return invalid(name, "invalid_choice", f"Selecteer een geldige keuze. {value} is geen beschikbare keuze.")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request that may be answered. URLs in answers begin with `origin`, which follows the Host header."""

    request: Request
    origin: str
    client: str
    quirks: bool
    body: Any = None

    def query(self, known: frozenset[str] | None = None) -> dict[str, str]:
        """The query; of a repeated parameter the last value counts. Outside `known` nothing is accepted."""
        sent = self.request.query_params
        if known is not None and (strange := sorted(set(sent.keys()) - known)):
            raise invalid("nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {', '.join(strange)}")
        if not self.quirks and (twice := [name for name in sent if len(sent.getlist(name)) > 1]):
            raise invalid(twice[0], "invalid", "Deze parameter mag maar één keer voorkomen.")
        return dict(sent)

    def filled(self, values: Mapping[str, Any], urls: frozenset[str]) -> dict[str, Any]:
        """The filters that say something. An empty one is ignored, which gives everybody's; only a URL may not be."""
        for name in urls & values.keys():
            for url in values[name] if isinstance(values[name], list) else [values[name]]:
                if not isinstance(url, str) or not _URL.fullmatch(url):
                    raise invalid(name, "invalid", "Voer een geldige URL in.")
        empty = [name for name, value in values.items() if value in ("", [])]
        if empty and not self.quirks:
            raise invalid(empty[0], "blank", "Dit veld mag niet leeg zijn.")
        return {name: value for name, value in values.items() if name not in empty}

    def page(self, items: Sequence[Any], body_of: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        """The page that the query asks for; only its items are written out."""
        query = self.request.query_params
        size = self._size(query.get("pageSize"))
        number, last = self._number(query.get("page")), max(1, -(-len(items) // size))
        if not 1 <= number <= last:
            self._no_page()
        return {
            "count": len(items),
            "next": self._at(number + 1) if number < last else None,
            "previous": self._at(number - 1) if number > 1 else None,
            "results": [self.written(body_of(item)) for item in items[(number - 1) * size : number * size]],
        }

    def detail(self, body: dict[str, Any], version: object) -> Response:
        """One resource with a strong ETag that tells this version from another; 304 to who has it already."""
        etag = f'"{md5(repr((body["url"], version)).encode(), usedforsecurity=False).hexdigest()}"'
        known = [part.strip() for part in self.request.headers.get("if-none-match", "").split(",")]
        if etag in known or "*" in known:
            return Response(status_code=304, headers={"ETag": etag})
        return Response(msgspec.json.encode(self.written(body)), media_type=_JSON, headers={"ETag": etag})

    def written(self, body: Any) -> Any:
        """A body as it is sent: as it is, or without what the OpenAPI does not allow."""
        if self.quirks or not isinstance(body, dict | list):
            return body
        if isinstance(body, list):
            return [self.written(item) for item in body]
        said = {name: value for name, value in body.items() if name not in _BLANK or not _blank(value)}
        return {name: self.written(value) for name, value in said.items()}

    def _size(self, text: str | None) -> int:
        number = _whole(text)
        if self.quirks:  # nothing, zero, less and text all mean the default; the cap was never seen
            return number if number and number > 0 else _PAGE
        if text is not None and (number is None or not 1 <= number <= _MOST):
            raise invalid("pageSize", "invalid", f"Een geheel getal van 1 tot en met {_MOST}.")
        return number or _PAGE

    def _number(self, text: str | None) -> int:
        number = 1 if text is None else _whole(text)
        return self._no_page() if number is None else number

    def _no_page(self) -> NoReturn:
        if self.quirks:
            raise Fout(404, "Ongeldige pagina.")
        raise invalid("page", "invalid", "Ongeldige pagina.")  # the OpenAPI knows no 404 for a list

    def _at(self, page: int) -> str:
        others = [(name, value) for name, value in self.request.query_params.multi_items() if name != "page"]
        query = urlencode(sorted([*others, ("page", str(page))] if page > 1 else others, key=lambda item: item[0]))
        return f"{self.origin}{self.request.url.path}" + (f"?{query}" if query else "")


class Component:
    """One component of Open Zaak: it refuses, in Open Zaak's order and words, what its handlers need not see."""

    def __init__(self, name: str, version: str, *, quirks: bool) -> None:
        self.name, self.version, self.quirks = name, version, quirks

    def app(self, *routes: Route) -> Starlette:
        """The component as an app, with paths relative to its base."""
        app = Starlette(routes=routes, exception_handlers={404: self._nowhere, 405: self._not_allowed})
        app.router.redirect_slashes = False
        return app

    def route(
        self, path: str, handler: Callable[[Ask], Any], method: str = "GET", *, crs: bool = False, media: str = _JSON
    ) -> Route:
        """A route; `crs` for resources with a geometry, `media` is what the handler produces."""

        async def endpoint(request: Request) -> Response:
            try:
                answer = handler(await self._ask(request, crs, media))
            except Fout as fout:
                answer = self._refusal(request, fout, media)
            if not isinstance(answer, Response):
                answer = Response(msgspec.json.encode(answer), media_type=_JSON)
            if answer.status_code != 304 and answer.headers["content-type"].startswith((_JSON, _PROBLEM)):
                answer.headers["API-version"] = self.version
            if crs and not answer.headers.get("content-type", "").startswith("text/html"):
                answer.headers["Content-Crs"] = _CRS
            return answer

        return Route(path, endpoint, methods=[method])

    async def _ask(self, request: Request, crs: bool, media: str) -> Ask:
        accept = request.headers.get("accept", "*/*")
        if not _accepts(accept, media):
            raise Fout(406)
        client = self._client(request.headers.get("authorization", ""))
        if self.name not in _SCOPES[client]:
            raise Fout(403)
        if crs:
            self._check_crs(request.headers)
        origin = f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"
        body = await self._body(request) if request.method == "POST" else None
        return Ask(request, origin, client, self.quirks, body)

    def _check_crs(self, headers: Mapping[str, str]) -> None:
        for name in ("Accept-Crs", "Content-Crs"):
            value = headers.get(name)
            if value is None and (name == "Accept-Crs" or "content-type" in headers):
                raise Fout(412, f"'{name}' header ontbreekt")
            if value not in (None, _CRS):
                # Open Zaak says 406 to both; the standard says 415 to the second.
                status = 406 if self.quirks or name == "Accept-Crs" else 415
                raise Fout(status, f"CRS '{value}' is niet ondersteund")

    async def _body(self, request: Request) -> dict[str, Any]:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
            raise Fout(415, "Ongeldige media type in aanvraag.")
        try:
            body = msgspec.json.decode(await request.body())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Fout(400, "JSON parse error", code="parse_error") from None
        if not isinstance(body, dict):
            raise invalid("nonFieldErrors", "invalid", "Ongeldige data. Verwacht werd een dictionary.")
        return body

    def _client(self, authorization: str) -> str:
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" and (self.quirks or scheme.lower() != "bearer"):
            raise Fout(403)
        try:
            claims = msgspec.json.decode(jws.extract_compact(token.encode()).payload)
            client = claims.get("client_id")
        except (JoseError, ValueError, AttributeError, UnicodeError):
            raise Fout(403, _UNREADABLE, code="jwt-decode-error") from None
        if client not in _SCOPES:
            raise Fout(403, "Client identifier bestaat niet", code="invalid-client-identifier")
        try:
            jwt.decode(token, _KEY, algorithms=["HS256"])
        except BadSignatureError:
            raise Fout(403, "Client credentials zijn niet geldig", code="invalid-jwt-signature") from None
        except JoseError:
            raise Fout(403, "JWT is niet valide", code="jwt-invalidtokenerror") from None
        now = time.time()
        issued, expires = claims.get("iat", 0), claims.get("exp", now)
        if not isinstance(issued, int | float) or not isinstance(expires, int | float):
            raise Fout(403, "JWT is niet valide", code="jwt-invalidtokenerror")
        if expires < now:
            raise Fout(403, "JWT is niet valide", code="jwt-expiredsignatureerror")
        if now - issued > _TOKEN_AGE:
            raise Fout(403, "De JWT die gebruikt is voor dit verzoek is verlopen", code="jwt-expired")
        return str(client)

    def _refusal(self, request: Request, fout: Fout, media: str) -> Response:
        if fout.html and self.quirks:
            return HTMLResponse(_BROKEN, fout.status)
        if media != _JSON and self.quirks:  # the error of a download is the name of its media type, and nothing else
            return Response(media, fout.status, media_type=media)
        kind, code, title = _KINDS[fout.status]
        body: dict[str, Any] = {
            "type": f"{request.url.scheme}://{request.headers.get('host', '')}/ref/fouten/{kind}/",
            "code": fout.code or code,
            "title": title,
            "status": fout.status,
            "detail": fout.detail or title,
            "instance": f"urn:uuid:{uuid4()}",
        }
        if fout.params or (fout.status == 400 and not self.quirks):
            body["invalidParams"] = [{"name": n, "code": c, "reason": r} for n, c, r in fout.params]
        media_type = _JSON if self.quirks else _PROBLEM
        return Response(msgspec.json.encode(body), fout.status, media_type=media_type)

    async def _nowhere(self, request: Request, _: Exception) -> Response:
        if self.quirks:
            return HTMLResponse(_NOWHERE, 404)
        return self._refusal(request, Fout(404), _JSON)

    async def _not_allowed(self, request: Request, error: Exception) -> Response:
        answer = self._refusal(request, Fout(405, f'Methode "{request.method}" niet toegestaan.'), _JSON)
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer


def _accepts(header: str, media: str) -> bool:
    asked = {part.partition(";")[0].strip().lower() for part in header.split(",")}
    return not asked.isdisjoint({media, "*/*", media.partition("/")[0] + "/*", ""})


def _blank(value: Any) -> bool:
    return not any(value.values()) if isinstance(value, dict) else not value


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None
