"""The BRP API Personen 2.7 played by the synthetic city.

With `quirks` the stand-in does what the API was seen to do where its OpenAPI says otherwise or nothing: persons come
back in another order than they were asked in, and error texts break the patterns that the OpenAPI sets for them.
"""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.brp.stub.fields import select
from sources.brp.stub.persons import person
from sources.brp.stub.query import TREES, Fault, faults
from sources.brp.stub.search import find
from sources.city import City

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_RFC = "https://datatracker.ietf.org/doc/html/rfc7231#section-"
_SUPPORTED = "Ondersteunde content type: application/json; charset=utf-8."
_SUPPORTED_PLAIN = "Ondersteunde content type application-json met charset utf-8."


class _Stub:
    """One endpoint over one city."""

    def __init__(self, city: City, quirks: bool) -> None:
        self.city = city
        self.quirks = quirks

    async def personen(self, request: Request) -> Response:
        """POST /personen."""
        plain = _SUPPORTED if self.quirks else _SUPPORTED_PLAIN
        if not any(_is_json(media, ("application/json", "*/*")) for media in request.headers.getlist("accept") or [""]):
            title = "Gevraagde content type wordt niet ondersteund."
            return self.problem(request, 406, "6.5.6", title, plain, "notAcceptable")
        if not _is_json(request.headers.get("content-type", ""), ("application/json",)):
            title = "Media Type wordt niet ondersteund."
            return self.problem(request, 415, "6.5.13", title, plain, "unsupportedMediaType")
        try:
            body = msgspec.json.decode(await request.body())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return self.refused(request, "De request body is geen JSON object.", ())
        wrong = faults(body)
        if wrong:
            return self.refused(request, "", wrong)
        found = find(self.city, body)
        if self.quirks:
            found.sort(key=lambda subject: crc32(subject.bsn.encode()))
        selection = select(TREES[body["type"]], body["fields"])
        persons = [person(self.city, subject, selection) for subject in found]
        answer = msgspec.json.encode({"type": body["type"], "personen": persons})
        return Response(answer, media_type="application/json; charset=utf-8")

    def refused(self, request: Request, detail: str, wrong: Iterable[Fault]) -> Response:
        """400, with every fault of the parameters."""
        shown = [self.shown(fault) for fault in wrong]
        names = [fault["name"] for fault in shown if "name" in fault]
        if not detail and self.quirks:
            detail = f"De foutieve parameter(s) zijn: {', '.join(names)}."
        elif not detail:  # without colon and brackets, and short
            some = ", ".join(names[:5])
            detail = f"De foutieve parameters zijn {some}." if some else "Een parameter is niet verwacht."
        title = "Een of meerdere parameters zijn niet correct."
        return self.problem(request, 400, "6.5.1", title, detail, "paramsValidation", invalidParams=shown)

    def shown(self, fault: Fault) -> dict[str, str]:
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

    def problem(
        self, request: Request, status: int, section: str, title: str, detail: str, code: str, **more: Any
    ) -> Response:
        """A problem document (RFC 7807)."""
        instance = request.url.path if self.quirks else str(request.url.replace(query=""))
        problem = {"type": _RFC + section, "title": title, "status": status, "detail": detail, "code": code}
        body = msgspec.json.encode({**problem, "instance": instance, **more})
        return Response(body, status, media_type="application/problem+json")

    async def failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that the API does not have."""
        status = failure.status_code if isinstance(failure, HTTPException) else 500
        headers = (failure.headers if isinstance(failure, HTTPException) else None) or {}
        known = {
            404: ("6.5.4", "Resource niet gevonden.", "notFound"),
            405: ("6.5.5", "Methode niet toegestaan.", "methodNotAllowed"),
        }
        section, title, code = known.get(status, ("6.6.1", "Interne server fout.", "serverError"))
        answer = self.problem(request, status, section, title, title, code)
        answer.headers.update(headers)
        return answer


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
        routes=[Route("/personen", stub.personen, methods=["POST"])],
        exception_handlers={HTTPException: stub.failed},
    )
