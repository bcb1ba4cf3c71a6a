"""What the stand-ins of the gemeente's own contract share: searching a kind of thing by BSN or KVK number, and one of
it by uuid.

It is the contract for what no standard is there for, in the style of Haal Centraal and ZGW: amounts are texts with two
decimals, and whatever is asked of a thing, it says whose it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city.fields import cut, known
from sources.city.papers import Paper
from sources.city.sent import Sent
from sources.city.terms import Term, euros

__all__ = ["HEADER", "Contract", "Soort", "credentials", "termijnen", "whose"]

T = TypeVar("T")

HEADER = "X-API-KEY"
# The types of a search: where its numbers stand, and how one looks.
_TYPES = {
    "ZoekMetBurgerservicenummer": ("burgerservicenummer", re.compile("[0-9]{9}")),
    "ZoekMetKvkNummer": ("kvkNummer", re.compile("[0-9]{8}")),
}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAGE, _MOST, _PERSONS = 100, 500, 100
_JSON, _PROBLEM, _PDF = "application/json", "application/problem+json", "application/pdf"
_WHOSE = "belanghebbende"
_TITLES = {
    400: ("invalid", "Een of meerdere parameters zijn niet correct."),
    401: ("authentication", "Niet correct geauthenticeerd."),
    404: ("notFound", "Opgevraagde resource bestaat niet."),
    405: ("methodNotAllowed", "Methode niet toegestaan."),
    406: ("notAcceptable", "Gevraagde content type wordt niet ondersteund."),
    415: ("unsupportedMediaType", "Media type wordt niet ondersteund."),
}


class _Fault(NamedTuple):
    name: str
    code: str
    reason: str


class _Refused(Exception):
    """An answer that is an error, with what is wrong about the parameters."""

    def __init__(self, status: int, faults: Iterable[_Fault] = ()) -> None:
        super().__init__(status)
        self.status, self.faults = status, tuple(faults)


@dataclass(frozen=True, slots=True)
class Soort(Generic[T]):
    """One kind of thing: what it is called in paths, whose there are, and how one is written."""

    name: str
    of: Callable[[int], Sequence[T]]  # of whom is at an index of the city
    find: Callable[[str], T | None]  # by uuid
    body: Callable[[T], dict[str, Any]]  # with the members uuid, status and belanghebbende
    day: Callable[[T], date]
    uuid: Callable[[T], str]
    status: Callable[[T], str]
    statuses: Sequence[str]
    fields: Sequence[str]  # every path to a value, with dots
    title: Callable[[T], str] | None = None  # of its document, where it has one
    at: Callable[[T], date | datetime] | None = None  # what they are sorted by, where that is more than the day

    def place(self, thing: T) -> tuple[Any, str]:
        """Where it stands in a list, from low to high."""
        return (self.at or self.day)(thing), self.uuid(thing)


def credentials(name: str) -> dict[str, Any]:
    """How our own service logs in to the stand-in of this name, as settings of a registry."""
    return {"auth": "api-key", "header": HEADER, "secret": f"voor-ontwikkeling-{name}"}


def whose(number: str) -> dict[str, str]:
    """Whose a thing is, by BSN or KVK number."""
    return {"type": "bsn" if len(number) == 9 else "kvk", "value": number}


def termijnen(terms: Iterable[Term]) -> list[dict[str, Any]]:
    """The parts in which an amount is paid."""
    return [{"vervaldatum": t.due.isoformat(), "bedrag": euros(t.amount), "betaald": t.paid} for t in terms]


class Contract(Generic[T]):
    """One kind of thing behind the contract; `index` finds somebody of the city by BSN or KVK number."""

    def __init__(self, soort: Soort[T], index: Callable[[str], int | None], key: str) -> None:
        self._soort, self._index, self._key = soort, index, key
        self._known = known(soort.fields)

    def app(self) -> Starlette:
        """The stand-in, with its routes relative to the base."""
        path = f"/{self._soort.name}"
        search = Route(f"{path}/_zoek", self._answering(self._search), methods=["POST"])
        detail = Route(f"{path}/{{uuid}}", self._answering(self._detail))
        document = Route(f"{path}/{{uuid}}/document", self._answering(self._document, _PDF), methods=["GET"])
        app = Starlette(routes=[search, detail, document], exception_handlers={HTTPException: _failed})
        app.router.redirect_slashes = False
        return app

    def _answering(self, handler: Callable[[Request, Any], Response], media: str = _JSON) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            try:
                if request.headers.get(HEADER) != self._key:
                    raise _Refused(401)
                if not _accepts(request.headers.get("accept", "*/*"), media):
                    raise _Refused(406)
                return handler(request, await _body(request) if request.method == "POST" else None)
            except _Refused as refused:
                return _problem(request, refused.status, refused.faults)

        return endpoint

    def _search(self, request: Request, body: Mapping[str, Any]) -> Response:
        """POST /{soort}/_zoek."""
        faults = [*self._faults(body), *_faults_of_query(request.query_params.multi_items())]
        if faults:
            raise _Refused(400, faults)
        soort = self._soort
        first, last = body.get("datumVanaf", ""), body.get("datumTot", "9999-12-31")
        statuses = body.get("status", soort.statuses)
        numbers = body[_TYPES[body["type"]][0]]
        those = {index: None for number in numbers if (index := self._index(number)) is not None}
        found = [
            thing
            for index in those
            for thing in soort.of(index)
            if soort.status(thing) in statuses and first <= soort.day(thing).isoformat() <= last
        ]
        found.sort(key=soort.place, reverse=True)
        size, page = (int(request.query_params.get(name, usual)) for name, usual in (("pageSize", _PAGE), ("page", 1)))
        pages = max(1, -(-len(found) // size))
        if page > pages:
            raise _Refused(404)
        wanted = frozenset((*body.get("fields", self._known), _WHOSE))
        answer = {
            "count": len(found),
            "next": _at(request, page + 1) if page < pages else None,
            "previous": _at(request, page - 1) if page > 1 else None,
            "results": [cut(soort.body(thing), wanted) for thing in found[(page - 1) * size : page * size]],
        }
        return Response(msgspec.json.encode(answer), media_type=_JSON)

    def _detail(self, request: Request, _: Any) -> Response:
        """GET /{soort}/{uuid}, with a strong ETag."""
        found = self._soort.find(request.path_params["uuid"])
        if found is None:
            raise _Refused(404)
        body = msgspec.json.encode(self._soort.body(found))
        etag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
        held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
        if etag in held or "*" in held:
            return Response(status_code=304, headers={"ETag": etag})
        return Response(body, media_type=_JSON, headers={"ETag": etag})

    def _document(self, request: Request, _: Any) -> Response:
        """GET /{soort}/{uuid}/document: the PDF."""
        found, title = self._soort.find(request.path_params["uuid"]), self._soort.title
        if found is None or title is None:
            raise _Refused(404)
        paper = Paper(title(found))
        etag = blake2b(f"{self._soort.uuid(found)} {paper.size}".encode(), digest_size=16).hexdigest()
        return Sent(paper, _PDF, {"ETag": f'"{etag}"'})

    def _faults(self, body: Mapping[str, Any]) -> Iterator[_Fault]:
        """All that is wrong with a body."""
        type_ = body.get("type")
        way = _TYPES.get(type_ if isinstance(type_, str) else "", _TYPES["ZoekMetBurgerservicenummer"])
        checks: dict[str, Callable[[str, Any], Iterator[_Fault]]] = {
            "type": _one_of(_TYPES),
            way[0]: _list_of(_like(way[1]), _PERSONS),
            "fields": _list_of(_one_of(self._known), len(self._known)),
            "status": _list_of(_one_of(self._soort.statuses), len(self._soort.statuses)),
            "datumVanaf": _day,
            "datumTot": _day,
        }
        for name in ("type", way[0]):
            if name not in body:
                yield _Fault(name, "required", "Parameter is verplicht.")
        for name, value in body.items():
            if name in checks:
                yield from checks[name](name, value)
            else:
                yield _Fault(name, "unknownParam", "Parameter is niet verwacht.")


def _one_of(values: Iterable[str]) -> Callable[[str, Any], Iterator[_Fault]]:
    choices = frozenset(values)

    def check(name: str, value: Any) -> Iterator[_Fault]:
        if not isinstance(value, str) or value not in choices:
            yield _Fault(name, "value", "Waarde is niet een van de mogelijke waarden.")

    return check


def _list_of(each: Callable[[str, Any], Iterator[_Fault]], most: int) -> Callable[[str, Any], Iterator[_Fault]]:
    def check(name: str, value: Any) -> Iterator[_Fault]:
        if not isinstance(value, list):
            yield _Fault(name, "array", "Parameter is geen array.")
        elif not value:
            yield _Fault(name, "minItems", "Array bevat minder dan 1 items.")
        elif len(value) > most:
            yield _Fault(name, "maxItems", f"Array bevat meer dan {most} items.")
        else:
            for place, item in enumerate(value):
                yield from each(f"{name}[{place}]", item)

    return check


def _like(pattern: re.Pattern[str]) -> Callable[[str, Any], Iterator[_Fault]]:
    def check(name: str, value: Any) -> Iterator[_Fault]:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            yield _Fault(name, "pattern", f"Waarde voldoet niet aan patroon ^{pattern.pattern}$.")

    return check


def _day(name: str, value: Any) -> Iterator[_Fault]:
    try:
        if not isinstance(value, str) or _DAY.fullmatch(value) is None:
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        yield _Fault(name, "date", "Waarde is geen geldige datum.")


def _faults_of_query(query: Iterable[tuple[str, str]]) -> Iterator[_Fault]:
    """All that is wrong with a query: it turns pages, and nothing else."""
    most = {"page": 10**6, "pageSize": _MOST}
    for name, value in query:
        if name not in most:
            yield _Fault(name, "unknownParam", "Parameter is niet verwacht.")
        elif not (value.isascii() and value.isdigit() and len(value) < 8 and 1 <= int(value) <= most[name]):
            yield _Fault(name, "integer", f"Waarde is geen geheel getal van 1 tot en met {most[name]}.")


async def _body(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise _Refused(415)
    try:
        body = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise _Refused(400)
    return body


def _accepts(header: str, media: str) -> bool:
    asked = {part.partition(";")[0].strip().lower() for part in header.split(",")}
    return not asked.isdisjoint({media, "application/*", "*/*", ""})


def _at(request: Request, page: int) -> str:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    origin = f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"
    return f"{origin}{request.url.path}?{urlencode([*others, ('page', page)])}"


def _problem(request: Request, status: int, faults: Iterable[_Fault] = ()) -> Response:
    """A problem document (RFC 9457)."""
    code, title = _TITLES.get(status, ("serverError", "Interne server fout."))
    problem: dict[str, Any] = {
        "type": f"urn:mijndenhaag:fout:{code}",
        "title": title,
        "status": status,
        "code": code,
        "instance": f"urn:uuid:{uuid4()}",
    }
    if status == 400:
        problem["invalidParams"] = [fault._asdict() for fault in faults]
    headers = {"WWW-Authenticate": "ApiKey"} if status == 401 else None
    return Response(msgspec.json.encode(problem), status, media_type=_PROBLEM, headers=headers)


async def _failed(request: Request, failure: Exception) -> Response:
    """What the router refuses: a path or a method that the contract does not have."""
    answer = _problem(request, failure.status_code if isinstance(failure, HTTPException) else 500)
    answer.headers.update((isinstance(failure, HTTPException) and failure.headers) or {})
    return answer
