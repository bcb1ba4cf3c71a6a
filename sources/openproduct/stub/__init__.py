"""The stand-in of Open Product (Producten 1.7): the permits of the city.

With `quirks` it does what the software behind it does where its OpenAPI says otherwise or nothing: a filter without a
value, or one that it does not know, is none; and a wrong token is 401.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City
from sources.city.permits import KINDS, STATUSES, Permit, ProductKind
from sources.city.zaaktypen import type_uuid
from sources.openproduct.stub.filters import Test, test_of

__all__ = ["CREDENTIALS", "stub_app"]

Json = dict[str, Any]

_TOKEN = "voor-ontwikkeling"  # noqa: S105 - public on purpose: no real registry knows it
_PARKING = ",".join(kind.code for kind in KINDS.values() if kind.soort)
CREDENTIALS: Json = {"auth": "token", "secret": _TOKEN, "options": {"parkeervergunning": _PARKING}}

_PAGE, _MOST = 100, 500
_VERSION, _MADE = "1.7.0", "2025-01-06T08:00:00Z"
_DETAILS = {
    401: "Ongeldige token.",
    403: "Authenticatiegegevens zijn niet opgegeven.",
    404: "Niet gevonden.",
    405: "Methode niet toegestaan.",
    406: "Kan niet voldoen aan de opgegeven Accept header.",
}


class _Refused(Exception):
    def __init__(self, status: int, body: Json | None = None) -> None:
        super().__init__(status)
        self.status, self.body = status, body or {"detail": _DETAILS[status]}


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """Open Product over this city. Without quirks it keeps to its OpenAPI."""
    return _Stub(city, quirks).app()


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._city, self._quirks = city, quirks

    def app(self) -> Starlette:
        """The stand-in, with its routes relative to the base."""
        routes = [
            Route("/producten", self._endpoint(self._list)),
            Route("/producten/{uuid}", self._endpoint(self._one)),
        ]
        app = Starlette(routes=routes, exception_handlers={HTTPException: self._failed})
        app.router.redirect_slashes = False
        return app

    def _endpoint(self, handler: Callable[[Request], Json]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            try:
                if not _accepts(request.headers.get("accept", "*/*")):
                    raise _Refused(406)
                if request.headers.get("authorization") != f"Token {_TOKEN}":
                    raise _Refused(401 if self._quirks else 403)
                return _answer(200, handler(request))
            except _Refused as refused:
                return _answer(refused.status, refused.body)

        return endpoint

    def _list(self, request: Request) -> Json:
        """GET /producten: there is no order to ask for; here the last made come first."""
        query = {name: value for name, value in request.query_params.items() if value or not self._quirks}
        tests = list(self._tests(query))
        bodies = (self._body(request, permit) for permit in self._candidates(query))
        return _page(request, [body for body in bodies if all(test(body) for test in tests)], query)

    def _one(self, request: Request) -> Json:
        """GET /producten/{uuid}."""
        found = self._city.permits.find(request.path_params["uuid"])
        if found is None or found.uuid != request.path_params["uuid"].lower():
            raise _Refused(404)
        return self._body(request, found)

    def _candidates(self, query: Json) -> Iterable[Permit]:
        """Of one owner where one is asked, and otherwise of everybody; of a large city, of who comes first."""
        city, permits = self._city, self._city.permits
        if "eigenaren__kvk_nummer" in query:
            return permits.of_company(query["eigenaren__kvk_nummer"])
        if "eigenaren__bsn" in query:
            index = city.index(query["eigenaren__bsn"])
            return () if index is None else permits.of(index)
        return (permit for index in range(100) for permit in permits.of(index) if permit.index == index)

    def _tests(self, query: Json) -> Iterator[Test]:
        """The filters of a query. Raises for a value that is none."""
        faults: dict[str, list[str]] = {}
        for name, value in query.items():
            made = test_of(name, value)
            if isinstance(made, str):
                faults[name] = [made]
            elif made is not None:
                yield made
        if faults:
            raise _Refused(400, dict(faults))

    def _body(self, request: Request, permit: Permit) -> Json:
        city, base = self._city, _base(request)
        owner, kind = city.permits.owner(permit), permit.kind
        owners: list[Json] = [{"bsn": owner} if len(owner) == 9 else {"kvk_nummer": owner}]
        owners += [{"bsn": permit.partner}] if permit.partner else []
        made = datetime.combine(permit.made, time(9, 30), UTC).isoformat().replace("+00:00", "Z")
        zaak, document = permit.zaak, permit.document
        return {
            "uuid": permit.uuid,
            "url": f"{base}/producten/{permit.uuid}",
            "naam": kind.naam,
            "start_datum": _day(permit.begin),
            "eind_datum": _day(permit.end),
            "aanmaak_datum": made,
            "update_datum": made,
            "producttype": _producttype(kind),
            "gepubliceerd": permit.published,
            "eigenaren": [{"uuid": type_uuid("Eigenaar", permit.uuid, n), **each} for n, each in enumerate(owners)],
            "documenten": [] if document is None else [_elsewhere(base, "documenten", "document", document)],
            "zaken": [] if zaak is None else [_elsewhere(base, "zaken", "zaak", zaak)],
            "taken": [],
            "status": permit.status,
            "prijs": None if permit.prijs is None else f"{permit.prijs:.2f}",
            "frequentie": kind.frequentie,
            "verbruiksobject": _balance(permit) if permit.apart and permit.minutes is not None else None,
            "dataobject": _data(permit) if kind.soort else None,
            "aanvraag_zaak_urn": None if zaak is None else _elsewhere(base, "zaken", "zaak", zaak)["urn"],
            "aanvraag_zaak_url": None,
        }

    async def _failed(self, request: Request, failure: Exception) -> Response:
        """What the router refuses: a path or a method that is not played."""
        status = failure.status_code if isinstance(failure, HTTPException) else 500
        answer = _answer(status, {"detail": _DETAILS.get(status, "Er is een serverfout opgetreden.")})
        answer.headers.update((isinstance(failure, HTTPException) and failure.headers) or {})
        return answer


def _producttype(kind: ProductKind) -> Json:
    theme = type_uuid("Thema", kind.upl)
    return {
        "uuid": type_uuid("Producttype", kind.code),
        "naam": kind.naam,
        "code": kind.code,
        "keywords": [],
        "uniforme_product_naam": kind.upl,
        "toegestane_statussen": [status for status in STATUSES if status != "initieel"],
        "gepubliceerd": True,
        "publicatie_start_datum": _MADE[:10],
        "publicatie_eind_datum": None,
        "aanmaak_datum": _MADE,
        "update_datum": _MADE,
        "themas": [
            {
                "uuid": theme,
                "naam": "Parkeren" if kind.soort else "Wonen en vrije tijd",
                "beschrijving": "",
                "gepubliceerd": True,
                "aanmaak_datum": _MADE,
                "update_datum": _MADE,
                "hoofd_thema": theme,
            }
        ],
        "taal": "nl",
    }


def _data(permit: Permit) -> Json:
    """The dataobject, by the own contract."""
    plates = [
        {
            "kenteken": plate.kenteken,
            "geldigVan": _midnight(plate.since),
            **({"geldigTot": _midnight(plate.until)} if plate.until is not None else {}),
        }
        for plate in permit.plates
    ]
    return {
        "soort": permit.kind.soort,
        "vergunningnummer": permit.nummer,
        "zone": permit.zone[0],
        "zoneOmschrijving": permit.zone[1],
        **({"kentekens": plates} if plates else {}),
        **(_balance(permit) if not permit.apart and permit.minutes is not None else {}),
        **({} if permit.renews is None else {"automatischVerlengen": permit.renews}),
    }


def _balance(permit: Permit) -> Json:
    until = {} if permit.end is None else {"saldoGeldigTot": permit.end.isoformat()}
    return {"saldoMinuten": permit.minutes, **until}


def _elsewhere(base: str, api: str, resource: str, uuid: str) -> Json:
    return {
        "urn": f"urn:nld:gemeente-den-haag:openzaak:{api}:{resource}:uuid:{uuid}",
        "url": f"{base.partition('/producten')[0]}/{api}/api/v1/{resource}/{uuid}",
    }


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+01:00"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _page(request: Request, found: list[Json], query: Json) -> Json:
    size, number = _whole(query.get("page_size")) or _PAGE, _whole(query.get("page", "1"))
    size = min(size, _MOST) if size > 0 else _PAGE
    last = max(1, -(-len(found) // size))
    if number is None or not 1 <= number <= last:
        raise _Refused(404)
    return {
        "count": len(found),
        "next": _at(request, number + 1) if number < last else None,
        "previous": _at(request, number - 1) if number > 1 else None,
        "results": found[(number - 1) * size : number * size],
    }


def _at(request: Request, page: int) -> str:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return f"{_base(request)}/producten?{urlencode(sorted([*others, ('page', str(page))]))}"


def _base(request: Request) -> str:
    origin = f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"
    return f"{origin}{request.scope.get('root_path', '')}"


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch("-?[0-9]{1,9}", text) else None


def _answer(status: int, body: Json) -> Response:
    headers = {"API-version": _VERSION, **({"WWW-Authenticate": "Token"} if status == 401 else {})}
    return Response(msgspec.json.encode(body), status, headers=headers, media_type="application/json")


def _accepts(header: str) -> bool:
    asked = {part.partition(";")[0].strip().lower() for part in header.split(",")}
    return not asked.isdisjoint({"application/json", "application/*", "*/*", ""})
