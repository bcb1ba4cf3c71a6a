"""What the APIs of the Kadaster share (WOZ, BAG): the key, how a parameter is read, pages, and problems."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["CREDENTIALS", "Api", "Ask", "Check", "Page", "Refusal", "invalid", "text", "truth", "whole"]

Json: TypeAlias = dict[str, Any]
Check: TypeAlias = Callable[[str], tuple[str, str] | None]  # what is wrong with a value: code and reason

_KEY = "voor-ontwikkeling"  # public on purpose: no real registry knows it
# How our own service logs in to the stand-ins, as settings of a registry.
CREDENTIALS: dict[str, str] = {"auth": "api-key", "header": "X-Api-Key", "secret": _KEY}

_HAL, _PROBLEM = "application/hal+json", "application/problem+json"
_SECTION = "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10."
_KINDS: dict[str, tuple[int, str, str]] = {
    "paramsRequired": (400, "4.1", "Ten minste één parameter moet worden opgegeven."),
    "paramsCombination": (400, "4.1", "Minimale combinatie van parameters moet worden opgegeven."),
    "unsupportedCombi": (400, "4.1", "De combinatie van opgegeven parameters is niet toegestaan."),
    "paramsValidation": (400, "4.1", "Een of meerdere parameters zijn niet correct."),
    "authentication": (401, "4.2", "Niet correct geauthenticeerd."),
    "notFound": (404, "4.5", "Opgevraagde resource bestaat niet."),
    "methodNotAllowed": (405, "4.6", "Deze methode is niet toegestaan."),
    "notAcceptable": (406, "4.7", "Gevraagde contenttype wordt niet ondersteund."),
    "crsNotAcceptable": (406, "4.7", "CRS niet ondersteund."),
    "serverError": (500, "5.1", "Interne server fout."),
}
_BY_STATUS = {404: "notFound", 405: "methodNotAllowed"}


class Refusal(Exception):
    """An answer that is a problem; `params` are (name, code, reason)."""

    def __init__(self, code: str, detail: str = "", params: Iterable[tuple[str, str, str]] = ()) -> None:
        super().__init__(code)
        self.code, self.detail, self.params = code, detail, tuple(params)


def invalid(*params: tuple[str, str, str]) -> Refusal:
    """The problem of parameters that are wrong."""
    return Refusal("paramsValidation", params=params)


def text(pattern: str) -> Check:
    """A text of this form."""
    form = re.compile(pattern)
    return lambda value: None if form.fullmatch(value) else ("pattern", f"Waarde voldoet niet aan patroon ^{pattern}$.")


def whole(least: int, most: int | None = None) -> Check:
    """A whole number between two others."""

    def check(value: str) -> tuple[str, str] | None:
        if not re.fullmatch(r"-?[0-9]{1,9}", value):
            return "integer", "Waarde is geen geldige integer."
        if int(value) < least:
            return "minimum", f"Waarde is lager dan minimum {least}."
        if most is not None and int(value) > most:
            return "maximum", f"Waarde is hoger dan maximum {most}."
        return None

    return check


def truth(value: str) -> tuple[str, str] | None:
    """True or false."""
    return None if value in ("true", "false") else ("boolean", "Waarde is geen geldige boolean.")


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found, the links to the rest, and the headers that say which part it is."""

    items: list[Any]
    links: Json
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request that may be answered."""

    request: Request
    quirks: bool

    @property
    def base(self) -> str:
        """The URL that the paths of the API begin with."""
        return str(self.request.base_url).rstrip("/")

    def path(self, name: str, check: Check) -> str:
        """A part of the path, of the right form."""
        value: str = self.request.path_params[name]
        if fault := check(value):
            raise invalid((name, *fault))
        return value

    def query(self, checks: Mapping[str, Check], needed: frozenset[str] = frozenset()) -> dict[str, str]:
        """The parameters. All faults are told at once, but for that of who asks nothing that is `needed`."""
        sent = self.request.query_params
        if needed and not needed & sent.keys():
            raise Refusal("paramsRequired")
        faults = [(name, "unknownParam", "Parameter is niet verwacht.") for name in sent if name not in checks]
        for name in checks.keys() & sent.keys():
            wrong = [fault for value in sent.getlist(name) if (fault := checks[name](value))]
            faults += [(name, *fault) for fault in wrong]
            if len(sent.getlist(name)) > 1 and not wrong:
                faults.append((name, "unique", "Parameter is meer dan een keer opgegeven."))
        if faults:
            raise invalid(*sorted(faults))
        return dict(sent)

    def page(self, found: Iterable[Any], query: Mapping[str, str], size: int = 20) -> Page:
        """The page that the query asks for; of what was found no more is made than it takes."""
        number, limit = int(query.get("page", 1)), int(query.get("pageSize", size))
        items = list(islice(found, (number - 1) * limit, number * limit + 1))
        links: Json = {"self": {"href": str(self.request.url)}}
        if number > 1:
            links |= {"first": self._at(1), "previous": self._at(number - 1)}
        if len(items) > limit:
            links["next"] = self._at(number + 1)
        headers = {"X-Pagination-Page": str(number), "X-Pagination-Limit": str(limit)}
        return Page(items[:limit], links, headers)

    def _at(self, page: int) -> Json:
        return {"href": str(self.request.url.include_query_params(page=page))}


class Api:
    """One API of the Kadaster; `params` is what it calls the list of wrong parameters."""

    def __init__(self, version: str, *, quirks: bool, params: str = "invalidParams") -> None:
        self.version, self.quirks, self.params = version, quirks, params

    def app(self, *routes: Route) -> Starlette:
        """The API as an app, with paths relative to its base."""
        app = Starlette(routes=routes, exception_handlers={HTTPException: self._failed})
        app.router.redirect_slashes = False
        return app

    def route(self, path: str, handler: Callable[[Ask], tuple[Json, dict[str, str]]]) -> Route:
        """A route of which the handler gives body and headers."""

        async def endpoint(request: Request) -> Response:
            try:
                if request.headers.get("x-api-key") != _KEY:
                    raise Refusal("authentication")
                if not _accepts(request.headers.get("accept", "*/*")):
                    raise Refusal("notAcceptable")
                body, headers = handler(Ask(request, self.quirks))
            except Refusal as refusal:
                return self._problem(request, refusal)
            return self._answer(200, body, _HAL, headers)

        return Route(path, endpoint, methods=["GET"])

    def _problem(self, request: Request, refusal: Refusal) -> Response:
        status, section, title = _KINDS[refusal.code]
        path, query = quote(request.url.path), request.url.query
        instance = f"{path}?{query}" if query else path
        body: Json = {
            "type": f"{_SECTION}{section}",
            "title": title,
            "status": status,
            "detail": refusal.detail or title,
            "instance": instance if self.quirks else f"{request.url.scheme}://{request.url.netloc}{instance}",
            "code": refusal.code,
        }
        if refusal.params:
            body[self.params] = [{"name": name, "code": code, "reason": why} for name, code, why in refusal.params]
        return self._answer(status, body, _PROBLEM)

    def _answer(self, status: int, body: Json, media: str, headers: Mapping[str, str] | None = None) -> Response:
        sent = {"api-version": self.version, **(headers or {})}
        return Response(msgspec.json.encode(body), status, headers=sent, media_type=media)

    async def _failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that the API does not have."""
        status = failure.status_code if isinstance(failure, HTTPException) else 500
        answer = self._problem(request, Refusal(_BY_STATUS.get(status, "serverError")))
        if isinstance(failure, HTTPException):
            answer.headers.update(failure.headers or {})
        return answer


def _accepts(accept: str) -> bool:
    """Whether one of the media types is HAL, or JSON of any kind."""
    kinds = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    return not kinds.isdisjoint(("*/*", "application/*", "application/json", _HAL))
