"""The stand-in of the Catalogi API: the zaaktypen of the city and all that hangs below them (Open Zaak, 1.3.1)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.applications import Starlette
from starlette.responses import Response

from sources.city import City
from sources.city.catalogue import BASE, CATALOGUE
from sources.city.openzaak import CREDENTIALS, Ask, Component, Fout, choice, invalid
from sources.city.zaaktypen import Besluittype, Informatieobjecttype, Zaaktype

__all__ = ["CREDENTIALS", "stub_app"]

_OF_ALL = frozenset({"datumGeldigheid", "page", "pageSize", "status"})
_OF_ZAAKTYPE = _OF_ALL | {"zaaktype", "zaaktypeIdentificatie"}
_PARAMETERS: dict[str, frozenset[str]] = {
    "zaaktypen": _OF_ALL
    | {"catalogus", "identificatie", "identificatie__icontains", "omschrijving__icontains", "trefwoorden"},
    "statustypen": _OF_ZAAKTYPE,
    "resultaattypen": _OF_ZAAKTYPE,
    "eigenschappen": _OF_ZAAKTYPE,
    "roltypen": _OF_ZAAKTYPE | {"omschrijving", "omschrijvingGeneriek"},
    "informatieobjecttypen": _OF_ALL | {"catalogus", "omschrijving", "omschrijving__icontains", "zaaktype"},
    "besluittypen": _OF_ALL | {"catalogus", "informatieobjecttypen", "omschrijving", "zaaktypen"},
}
_URLS = frozenset(
    {"catalogus", "zaaktype", "zaaktypen", "informatieobjecttypen"}
)  # integers in the OpenAPI, which no client can know
_CHOICES = {
    "status": ("definitief", "concept", "alles"),
    "omschrijvingGeneriek": (
        *("adviseur", "behandelaar", "belanghebbende", "beslisser"),
        *("initiator", "klantcontacter", "mede_initiator", "zaakcoordinator"),
    ),
}


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The Catalogi API of any city: all cities have the same types. Without quirks it keeps to its OpenAPI."""
    del city
    component = Component("catalogi", "1.3.1", quirks=quirks)

    def route_list(kind: str) -> Callable[[Ask], dict[str, Any]]:
        return lambda ask: ask.page(_found(ask, kind), lambda item: _body(ask, kind, item))

    def route_detail(kind: str) -> Callable[[Ask], Response]:
        def detail(ask: Ask) -> Response:
            item = CATALOGUE.find(kind, ask.request.path_params["uuid"].lower())
            if item is None:
                raise Fout(404)
            return ask.detail(_body(ask, kind, item), 1)

        return detail

    return component.app(
        *(component.route(f"/{kind}", route_list(kind)) for kind in _PARAMETERS),
        *(component.route(f"/{kind}/{{uuid}}", route_detail(kind)) for kind in _PARAMETERS),
    )


def _body(ask: Ask, kind: str, item: Any) -> dict[str, Any]:
    return CATALOGUE.body(kind, item, ask.origin, exact=not ask.quirks)


def _found(ask: Ask, kind: str) -> list[Any]:
    """The types that pass all filters; without `status` only those that are in use, as Open Zaak does."""
    query = ask.filled(ask.query(_PARAMETERS[kind]), _URLS)
    for name, choices in _CHOICES.items():
        if query.get(name, choices[0]) not in choices:
            raise choice(name, query[name])
    try:
        day = date.fromisoformat(query["datumGeldigheid"]) if "datumGeldigheid" in query else None
    except ValueError:
        raise invalid("datumGeldigheid", "invalid", "Voer een geldige datum in.") from None
    return [item for item in CATALOGUE.all(kind) if _passes(ask, item, query, day)]


def _passes(ask: Ask, item: Any, query: dict[str, str], day: date | None) -> bool:
    zaaktype = None if isinstance(item, Informatieobjecttype | Besluittype) else item
    if zaaktype is not None and not isinstance(zaaktype, Zaaktype):
        zaaktype = CATALOGUE.by_key[item.zaaktype]
    concept = zaaktype is not None and zaaktype.concept
    if query.get("status", "definitief") not in ("alles", "concept" if concept else "definitief"):
        return False
    if zaaktype is not None:
        if day is not None and not (zaaktype.begin <= day < (zaaktype.einde or date.max)):
            return False
        names = (query.get("zaaktypeIdentificatie"), query.get("identificatie"))
        if any(name not in (None, zaaktype.identificatie) for name in names):
            return False
        if query.get("zaaktype") not in (None, f"{ask.origin}{BASE}/zaaktypen/{zaaktype.uuid}"):
            return False
        if query.get("identificatie__icontains", "").lower() not in zaaktype.identificatie.lower():
            return False
    elif "zaaktype" in query and not _known_zaaktype(ask, query["zaaktype"]):
        return False
    if "informatieobjecttypen" in query:  # no besluittype of the city names any
        return False
    if isinstance(item, Besluittype) and query.get("zaaktypen") not in (
        None,
        *_body(ask, "besluittypen", item)["zaaktypen"],
    ):
        return False
    if query.get("omschrijving") not in (None, item.omschrijving):
        return False
    if query.get("omschrijving__icontains", "").lower() not in item.omschrijving.lower():
        return False
    if "omschrijvingGeneriek" in query and item.generiek != query["omschrijvingGeneriek"]:
        return False
    if "trefwoorden" in query and "burger" not in query["trefwoorden"].split(","):
        return False
    return (
        "catalogus" not in query or query["catalogus"] == _body(ask, "zaaktypen", CATALOGUE.zaaktypen[0])["catalogus"]
    )


def _known_zaaktype(ask: Ask, url: str) -> bool:
    """Whether this is one of our zaaktypen: every informatieobjecttype belongs to all of them."""
    start, _, uuid = url.rpartition("/")
    return start == f"{ask.origin}{BASE}/zaaktypen" and CATALOGUE.find("zaaktypen", uuid) is not None
