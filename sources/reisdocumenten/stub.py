"""The BRP API Reisdocumenten 2.0 played by the synthetic city.

With `quirks` the stand-in does what the API does where its OpenAPI says otherwise or nothing: who asks by
burgerservicenummer is told only of documents that the holder still has, so of no lost one, and error texts break the
patterns that the OpenAPI sets for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import Abroad, City, CityPerson, Unknown
from sources.city.fields import cut, known
from sources.city.travel import TravelDocument

__all__ = ["CREDENTIALS", "FIELDS", "stub_app"]

Json: TypeAlias = dict[str, Any]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_BY_BSN, _BY_NUMBER = "ZoekMetBurgerservicenummer", "RaadpleegMetReisdocumentnummer"
_BSN, _NUMBER, _FIELD = r"[0-9]{9}", r"[A-Z0-9]{9}", r"[a-zA-Z0-9\._]{1,200}"
_MOST_FIELDS = 25

_DATE, _TABLE = "type datum jaar maand onbekend langFormaat", "code omschrijving"
_WHOLE = {  # asking a part of one of these gives all of it
    "soort": _TABLE,
    "datumEindeGeldigheid": _DATE,
    "inhoudingOfVermissing.datum": _DATE,
    "inhoudingOfVermissing.aanduiding": _TABLE,
}
FIELDS = known(
    ["reisdocumentnummer", "houder.burgerservicenummer"]
    + [f"{group}.{part}" for group, parts in _WHOLE.items() for part in parts.split()]
)
_AUTOMATIC = frozenset({"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding"})

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_RFC = "https://datatracker.ietf.org/doc/html/rfc7231#section-"
_KINDS: dict[int, tuple[str, str, str]] = {
    400: ("6.5.1", "Een of meerdere parameters zijn niet correct.", "paramsValidation"),
    404: ("6.5.4", "Resource niet gevonden.", "notFound"),
    405: ("6.5.5", "Methode niet toegestaan.", "methodNotAllowed"),
    406: ("6.5.6", "Gevraagde content type wordt niet ondersteund.", "notAcceptable"),
    415: ("6.5.13", "Media Type wordt niet ondersteund.", "unsupportedMediaType"),
    500: ("6.6.1", "Interne server fout.", "serverError"),
}
_SUPPORTED = "Ondersteunde content type: application/json; charset=utf-8."
_SUPPORTED_PLAIN = "Ondersteunde content type application-json met charset utf-8."


@dataclass(frozen=True, slots=True)
class _Fault:
    """One thing that is wrong: the parameter, the place in it if it is an array, code, words, and a pattern."""

    name: str
    code: str
    reason: str
    place: int | None = None
    pattern: str = ""


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._city, self._quirks = city, quirks

    async def reisdocumenten(self, request: Request) -> Response:
        """POST /reisdocumenten."""
        supported = _SUPPORTED if self._quirks else _SUPPORTED_PLAIN
        if not any(_is_json(media, ("application/json", "*/*")) for media in request.headers.getlist("accept") or [""]):
            return self._problem(request, 406, supported)
        if not _is_json(request.headers.get("content-type", ""), ("application/json",)):
            return self._problem(request, 415, supported)
        try:
            body = msgspec.json.decode(await request.body())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return self._problem(request, 400, "De request body is geen JSON object.", invalidParams=[])
        if wrong := list(_faults(body)):
            return self._refused(request, wrong)
        fields = {_grain(path) for path in body["fields"]}
        documents = [self._document(holder, document, fields) for holder, document in self._found(body)]
        answer = msgspec.json.encode({"type": body["type"], "reisdocumenten": documents})
        return Response(answer, media_type="application/json; charset=utf-8")

    def _found(self, query: Json) -> Iterator[tuple[int, TravelDocument]]:
        if query["type"] == _BY_NUMBER:
            found = self._city.travel.find(query["reisdocumentnummer"][0])
            yield from () if found is None else (found,)
            return
        index = self._city.index(query["burgerservicenummer"])
        if index is not None:
            documents = self._city.travel.documents(index)
            yield from ((index, each) for each in documents if each.withheld is None or not self._quirks)

    def _document(self, index: int, document: TravelDocument, fields: set[str]) -> Json:
        """What was asked of a document, and of its holder what is given without being asked."""
        holder = self._city.person(self._city.bsn(index))
        if holder is None:
            raise LookupError("the city has a document of nobody")
        body = {
            "reisdocumentnummer": document.number,
            "soort": {"code": document.kind.code, "omschrijving": document.kind.name},
            "datumEindeGeldigheid": _day(document.ends),
            "houder": {"burgerservicenummer": holder.bsn},
        }
        if document.withheld is not None:
            since, code, text = document.withheld
            how = {"code": code, "omschrijving": text}
            body["inhoudingOfVermissing"] = {"datum": _day(since), "aanduiding": how}
        shown: Json = cut(body, fields)
        if unasked := _unasked(holder):
            shown["houder"] = shown.get("houder", {}) | unasked
        return shown

    def _refused(self, request: Request, wrong: list[_Fault]) -> Response:
        """400, with every fault of the parameters."""
        shown = [self._shown(fault) for fault in wrong]
        names = [fault["name"] for fault in shown if "name" in fault]
        if self._quirks:
            detail = f"De foutieve parameter(s) zijn: {', '.join(names)}."
        else:  # without a colon, and short
            some = ", ".join(names[:5])
            detail = f"De foutieve parameters zijn {some}." if some else "Een parameter is niet verwacht."
        return self._problem(request, 400, detail, invalidParams=shown)

    def _shown(self, fault: _Fault) -> dict[str, str]:
        """A fault as the API words it, or as its OpenAPI would have it worded."""
        name, reason = fault.name, fault.reason
        if self._quirks:
            name += "" if fault.place is None else f"[{fault.place}]"
            return {
                "name": name,
                "code": fault.code,
                "reason": f"{reason} {fault.pattern}." if fault.pattern else reason,
            }
        name += "" if fault.place is None else f".{fault.place}"
        wellformed = name.isascii() and name.replace(".", "").replace("_", "").isalnum() and len(name) <= 30
        named = {"name": name} if wellformed else {}
        return {**named, "code": fault.code, "reason": f"{reason}." if fault.pattern else reason}

    def _problem(self, request: Request, status: int, detail: str, **more: Any) -> Response:
        """A problem document (RFC 7807)."""
        section, title, code = _KINDS[status]
        instance = request.url.path if self._quirks else str(request.url.replace(query=""))
        problem = {"type": _RFC + section, "title": title, "status": status, "detail": detail, "code": code}
        body = msgspec.json.encode({**problem, "instance": instance, **more})
        return Response(body, status, media_type="application/problem+json")

    async def failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that the API does not have."""
        status = failure.status_code if isinstance(failure, HTTPException) else 500
        status = status if status in _KINDS else 500
        answer = self._problem(request, status, _KINDS[status][1])
        if isinstance(failure, HTTPException):
            answer.headers.update(failure.headers or {})
        return answer


def _grain(path: str) -> str:
    """What the API gives for a path: a date and a code with its text come whole."""
    above = path.rpartition(".")[0]
    return above if above in _WHOLE else path


def _unasked(holder: CityPerson) -> Json:
    """That the holder's data are secret, or no longer kept up."""
    found: Json = {"geheimhoudingPersoonsgegevens": True} if holder.secrecy else {}
    if holder.deceased is not None:
        reason, since = {"code": "O", "omschrijving": "overlijden"}, holder.deceased
    elif isinstance(holder.place, Abroad | Unknown):
        reason, since = {"code": "E", "omschrijving": "emigratie"}, holder.place.since
    else:
        return found
    return {**found, "opschortingBijhouding": {"reden": reason, "datum": _day(since)}}


def _day(day: date) -> Json:
    text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return {"type": "Datum", "datum": day.isoformat(), "langFormaat": text}


def _faults(body: Json) -> Iterator[_Fault]:
    """All that is wrong with a body; a query without a known type has nothing else to be judged by."""
    kind = body.get("type")
    if kind not in (_BY_BSN, _BY_NUMBER):
        missing = kind is None
        reason = "Parameter is verplicht." if missing else "Waarde is geen geldig zoek type."
        yield _Fault("type", "required" if missing else "value", reason)
        return
    key = "burgerservicenummer" if kind == _BY_BSN else "reisdocumentnummer"
    for name in (key, "fields"):
        if body.get(name) is None:
            yield _Fault(name, "required", "Parameter is verplicht.")
        elif name == "burgerservicenummer":
            yield from _pattern(name, body[name], _BSN)
        else:
            most, form = (1, _NUMBER) if name == key else (_MOST_FIELDS, _FIELD)
            yield from _texts(name, body[name], most, form)
    for name in body.keys() - {"type", "fields", key}:
        yield _Fault(name, "unknownParam", "Parameter is niet verwacht.")


def _pattern(name: str, value: Any, form: str, place: int | None = None) -> Iterator[_Fault]:
    if not isinstance(value, str) or re.fullmatch(form, value) is None:
        yield _Fault(name, "pattern", "Waarde voldoet niet aan patroon", place, f"^{form}$")
    elif name == "fields" and value not in FIELDS:
        kind = "niet bestaande" if _AUTOMATIC.isdisjoint(value.split(".")) else "niet toegestane"
        yield _Fault(name, "fields", f"Parameter bevat een {kind} veldnaam.", place)


def _texts(name: str, value: Any, most: int, form: str) -> Iterator[_Fault]:
    if not isinstance(value, list):
        yield _Fault(name, "array", "Parameter is geen array.")
    elif not value:
        yield _Fault(name, "minItems", "Array bevat minder dan 1 items.")
    elif len(value) > most:
        yield _Fault(name, "maxItems", f"Array bevat meer dan {most} items.")
    else:
        for place, item in enumerate(value):
            yield from _pattern(name, item, form, place)


def _is_json(header: str, accepted: tuple[str, ...]) -> bool:
    """Whether one of the media types is JSON in UTF-8; none at all counts as JSON."""
    for media in header.lower().split(","):
        kind, _, parameters = media.replace(" ", "").partition(";")
        charsets = [item.removeprefix("charset=") for item in parameters.split(";") if item.startswith("charset=")]
        if (kind in accepted or not header) and all(charset == "utf-8" for charset in charsets):
            return True
    return False


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    stub = _Stub(city, quirks)
    return Starlette(
        routes=[Route("/reisdocumenten", stub.reisdocumenten, methods=["POST"])],
        exception_handlers={HTTPException: stub.failed},
    )
