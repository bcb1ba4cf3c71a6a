"""The stand-in of Signalen (v1): the reports of the city, as its backend 2.7 answers.

With `quirks` it does what the backend was seen to do where its OpenAPI says otherwise or nothing: what has no value is
null, a house number is a number, an empty `reporter_email` is everybody's, and a parameter that it does not know is
nothing to it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City
from sources.city.reports import CLOSED, STATES, Report

__all__ = ["CREDENTIALS", "stub_app"]

Json: TypeAlias = dict[str, Any]

_TOKEN = "voor-ontwikkeling"  # noqa: S105 - public on purpose: no real registry knows it
CREDENTIALS: dict[str, Any] = {"headers": {"Authorization": f"Bearer {_TOKEN}"}}
_PAGE = 100
_HERE = ZoneInfo("Europe/Amsterdam")  # in which this registry writes its moments
_VERSION = "2.43.10"
_ORDERS = {"created_at": lambda report: report.made, "id": lambda report: report.id}


class _Refused(Exception):
    def __init__(self, status: int, body: Json) -> None:
        super().__init__(status)
        self.status, self.body = status, body


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """Signalen of this city. Without quirks it keeps to its OpenAPI."""
    stub = _Stub(city, quirks)
    routes = [Route("/private/signals/", stub.private), Route("/public/signals/{signal_id}", stub.public)]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _failed})
    app.router.redirect_slashes = False
    return app


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._city, self._quirks = city, quirks

    async def public(self, request: Request) -> Response:
        """GET /public/signals/{signal_id}: for everybody, whether it is open and no more."""
        report = self._city.reports.find(request.path_params["signal_id"])
        if report is None:
            return _answer({"detail": "No Signal matches the given query."}, 404)
        closed = report.state in CLOSED
        return _answer(
            {
                "_display": report.display,
                "id": report.id,
                "id_display": report.display,
                "signal_id": report.uuid,
                "status": {"state": "CLOSED" if closed else "OPEN", "state_display": "Gesloten" if closed else "Open"},
                **_moments(report),
            }
        )

    async def private(self, request: Request) -> Response:
        """GET /private/signals/: for accounts, everything."""
        if request.headers.get("authorization") != f"Bearer {_TOKEN}":
            return _answer({"detail": "No token provided."}, 401, {"WWW-Authenticate": "Bearer"})
        try:
            found, query = self._found(request), request.query_params
            size = _whole(query.get("page_size")) or _PAGE
            page = _whole(query.get("page", "1"))
            last = max(1, -(-len(found) // size))
            if page is None or not 0 < page <= last:
                raise _Refused(404, {"detail": "Ongeldige pagina."})
            body = {
                "_links": {
                    "self": {"href": str(request.url)},
                    "next": {"href": _at(request, page + 1) if page < last else None},
                    "previous": {"href": _at(request, page - 1) if page > 1 else None},
                },
                "count": len(found),
                "results": [self._body(request, report) for report in found[(page - 1) * size : page * size]],
            }
        except _Refused as refused:
            return _answer(refused.body, refused.status)
        return _answer(body if self._quirks else _there(body))

    def _found(self, request: Request) -> Sequence[Report]:
        """What the filters find; there are many more of them, which are not played."""
        query, reports = request.query_params, self._city.reports
        found: Sequence[Report] = ()
        if not (address := query.get("reporter_email", "")):
            found = reports.everybodys
        elif (index := reports.whose(address)) is not None:
            found = [each for each in reports.of(index) if each.address is not None]
        for name, keeps in (("created_before", datetime.__le__), ("created_after", datetime.__ge__)):
            if text := query.get(name):
                moment = _moment(name, text)
                found = [report for report in found if keeps(report.made, moment)]
        ordering = query.get("ordering", "")
        if (key := _ORDERS.get(ordering.removeprefix("-"))) is not None:
            found = sorted(found, key=key, reverse=ordering.startswith("-"))
        return found

    def _body(self, request: Request, report: Report) -> Json:
        street, house, postcode = report.place
        made, text = _here(report.made), f"{street} {house} {postcode} Den Haag"
        main, sub = _slug(report.main), _slug(report.sub)
        return {
            "_links": {"self": {"href": f"{_base(request)}/private/signals/{report.id}"}},
            "_display": f"{report.id} - {report.state} - None - {made}",
            "id": report.id,
            "id_display": report.display,
            "signal_id": report.uuid,
            "source": "online",
            "text": report.text,
            "text_extra": "",
            "status": {
                "text": None if report.state == "m" else "Intern: doorgezet naar de ploeg.",
                "user": None,
                "state": report.state,
                "state_display": STATES[report.state],
                "target_api": None,
                "extra_properties": None,
                "send_email": False,
                "created_at": _here(report.since),
                "email_override": None,
            },
            "location": {
                "id": report.id,
                "stadsdeel": report.district[0],
                "buurt_code": None,
                "area_type_code": "district",
                "area_code": report.district[0],
                "area_name": report.district[1],
                "address": {
                    "postcode": postcode,
                    "huisnummer": house if self._quirks else str(house),
                    "woonplaats": "Den Haag",
                    "openbare_ruimte": street,
                },
                "address_text": text,
                "postcode": postcode,
                "geometrie": {"type": "Point", "coordinates": [4.3007, 52.0705]},
                "extra_properties": None,
                "created_by": None,
                "bag_validated": False,
            },
            "category": {
                "sub": report.sub,
                "sub_slug": sub,
                "main": report.main,
                "main_slug": main,
                "category_url": f"{_base(request)}/public/terms/categories/{main}/sub_categories/{sub}",
                "departments": "OR",
                "created_by": None,
                "text": None,
                "deadline": made,
                "deadline_factor_3": made,
            },
            "reporter": {
                "email": report.address,
                "phone": "",
                "sharing_allowed": False,
                "allows_contact": True,
            },
            "priority": {"priority": "normal", "created_by": None},
            "type": {"code": "SIG", "created_at": made, "created_by": None},
            **_moments(report),
            "operational_date": None,
            "has_attachments": False,
            "extra_properties": None,
            "notes": [{"text": "Melder belt vaker.", "created_by": "medewerker@example.nl"}]
            if report.number % 2
            else [],
            "routing_departments": None,
            "has_parent": report.part,
            "has_children": False,
            "assigned_user_email": None,
        }


def _moments(report: Report) -> Json:
    return {
        "created_at": _here(report.made),
        "updated_at": _here(report.since),
        "incident_date_start": _here(report.made.replace(minute=0, second=0, microsecond=0)),
        "incident_date_end": None,
    }


def _here(moment: datetime) -> str:
    return moment.astimezone(_HERE).isoformat()


def _there(body: Any) -> Any:
    """Without what has no value, which the OpenAPI does not know."""
    if isinstance(body, dict):
        return {name: _there(value) for name, value in body.items() if value is not None}
    return [_there(item) for item in body] if isinstance(body, list) else body


def _slug(name: str) -> str:
    return "-".join(name.lower().replace(",", "").split())


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def _moment(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _Refused(400, {name: ["Voer een geldige datum/tijd in."]}) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=_HERE)


def _base(request: Request) -> str:
    """Where the API is, by the Host header of the request."""
    host = request.headers.get("host", request.url.netloc)
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}"


def _at(request: Request, page: int) -> str:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    query = urlencode(sorted([*others, *([("page", str(page))] if page > 1 else [])]))
    return f"{_base(request)}/private/signals/" + (f"?{query}" if query else "")


def _answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    headers = {"X-API-Version": _VERSION, **(headers or {})}
    return Response(msgspec.json.encode(body), status, media_type="application/json", headers=headers)


async def _failed(request: Request, failure: Exception) -> Response:
    status = failure.status_code if isinstance(failure, HTTPException) else 500
    said = f'Methode "{request.method}" niet toegestaan.' if status == 405 else "Niet gevonden."
    return _answer({"detail": said}, status, dict((isinstance(failure, HTTPException) and failure.headers) or {}))
