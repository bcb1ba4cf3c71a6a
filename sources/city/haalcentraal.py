"""What the stand-ins of the registries of persons share: dates, and how a request is read and refused (BRP API)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sources.city.people import PartialDate

__all__ = ["Door", "Fault", "Json", "dag", "datum"]

Json: TypeAlias = dict[str, Any]

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
_ANSWER = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the parameter, the registry's code and words, the place in it if it is an array."""

    name: str
    code: str
    reason: str
    place: int | None = None
    pattern: str = ""


class Door:
    """Reads and refuses requests as the API does; without `quirks` its words keep to the patterns of the OpenAPI."""

    def __init__(self, *, quirks: bool) -> None:
        self.quirks = quirks

    async def read(self, request: Request) -> Json | Response:
        """The body; or the refusal of what is no JSON object, or wants something else in return."""
        plain = _SUPPORTED if self.quirks else _SUPPORTED_PLAIN
        if not any(_is_json(media, ("application/json", "*/*")) for media in request.headers.getlist("accept") or [""]):
            return self._problem(request, 406, plain)
        if not _is_json(request.headers.get("content-type", ""), ("application/json",)):
            return self._problem(request, 415, plain)
        try:
            body = msgspec.json.decode(await request.body())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return self._problem(request, 400, "De request body is geen JSON object.", invalidParams=[])
        return body

    def answer(self, body: Json) -> Response:
        """200."""
        return Response(msgspec.json.encode(body), media_type=_ANSWER)

    def refused(self, request: Request, wrong: Iterable[Fault]) -> Response:
        """400, with every fault of the parameters."""
        shown = [self._shown(fault) for fault in wrong]
        names = [fault["name"] for fault in shown if "name" in fault]
        if self.quirks:
            detail = f"De foutieve parameter(s) zijn: {', '.join(names)}."
        else:  # without colon and brackets, and short
            some = ", ".join(names[:5])
            detail = f"De foutieve parameters zijn {some}." if some else "Een parameter is niet verwacht."
        return self._problem(request, 400, detail, invalidParams=shown)

    def too_many(self, request: Request, most: int) -> Response:
        """400, for a search that finds more than the API gives."""
        detail = f"Meer dan maximum van {most} zoekresultaten gevonden. Verfijn de zoekopdracht."
        return self._problem(request, 400, detail, title="Teveel zoekresultaten.", code="tooManyResults")

    def unknown(self, request: Request) -> Response:
        """404, for a person whom the registry does not know."""
        return self._problem(request, 404, "De persoon is niet gevonden.", title="Opgevraagde resource bestaat niet.")

    async def failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that the API does not have."""
        status = failure.status_code if isinstance(failure, HTTPException) and failure.status_code in _KINDS else 500
        answer = self._problem(request, status, _KINDS[status][1])
        if isinstance(failure, HTTPException):
            answer.headers.update(failure.headers or {})
        return answer

    def _shown(self, fault: Fault) -> dict[str, str]:
        """A fault as the API words it, or as its OpenAPI would have it worded."""
        name, reason = fault.name, fault.reason
        if self.quirks:
            name += "" if fault.place is None else f"[{fault.place}]"
            reason += f" {fault.pattern}." if fault.pattern else ""
            return {"name": name, "code": fault.code, "reason": reason}
        name += "" if fault.place is None else f".{fault.place}"
        reason += "." if fault.pattern else ""
        wellformed = name.isascii() and name.replace(".", "").replace("_", "").isalnum() and len(name) <= 30
        named = {"name": name} if wellformed else {}
        return {**named, "code": fault.code, "reason": reason}

    def _problem(self, request: Request, status: int, detail: str, **more: Any) -> Response:
        """A problem document (RFC 7807)."""
        section, title, code = _KINDS[status]
        instance = request.url.path if self.quirks else str(request.url.replace(query=""))
        problem = {"type": _RFC + section, "title": title, "status": status, "detail": detail, "code": code}
        body = msgspec.json.encode({**problem, "instance": instance, **more})
        return Response(body, status, media_type="application/problem+json")


def datum(value: PartialDate) -> Json:
    """A date of which a part may be unknown (AbstractDatum)."""
    if value.year is None:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    if value.month is None:
        return {"type": "JaarDatum", "jaar": value.year, "langFormaat": str(value.year)}
    month = f"{_MONTHS[value.month - 1]} {value.year}"
    if value.day is None:
        return {"type": "JaarMaandDatum", "jaar": value.year, "maand": value.month, "langFormaat": month}
    whole = date(value.year, value.month, value.day)
    return {"type": "Datum", "datum": whole.isoformat(), "langFormaat": f"{value.day} {month}"}


def dag(value: date) -> Json:
    """A whole date."""
    return datum(PartialDate(value.year, value.month, value.day))


def _is_json(header: str, accepted: tuple[str, ...]) -> bool:
    """Whether one of the media types is JSON in UTF-8; none at all counts as JSON."""
    for media in header.lower().split(","):
        kind, _, parameters = media.replace(" ", "").partition(";")
        charsets = [item.removeprefix("charset=") for item in parameters.split(";") if item.startswith("charset=")]
        if (kind in accepted or not header) and all(charset == "utf-8" for charset in charsets):
            return True
    return False
