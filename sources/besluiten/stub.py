"""The stand-in of the Besluiten API: what was decided on the zaken of the city (Open Zaak, 1.1.0)."""

from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.responses import Response

from sources.city import City
from sources.city.besluiten import Besluit, besluiten
from sources.city.bodies import BESLUITEN, ZAKEN, Bodies
from sources.city.catalogue import RSIN
from sources.city.dossiers import Dossiers, Kind
from sources.city.openzaak import CREDENTIALS, Ask, Component, Fout
from sources.city.zaken import Zaak

__all__ = ["CREDENTIALS", "stub_app"]

_FILTERS = frozenset({"besluittype", "identificatie", "verantwoordelijkeOrganisatie", "zaak"})
_URLS = frozenset({"besluittype", "zaak", "besluit", "informatieobject"})
_ANYBODY = 200  # what is asked of no zaak is of so many zaken: the city is too large for all


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The Besluiten API of this city. Without quirks it keeps to its OpenAPI."""
    stub = _Stub(city.dossiers)
    component = Component("besluiten", "1.1.0", quirks=quirks)
    return component.app(
        component.route("/besluiten", stub.besluiten),
        component.route("/besluiten/{uuid}", stub.besluit),
        component.route("/besluitinformatieobjecten", stub.besluitinformatieobjecten),
    )


class _Stub:
    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers

    def besluiten(self, ask: Ask) -> dict[str, Any]:
        """GET /besluiten: without a filter, and with an empty one, those of everybody."""
        query = ask.filled(ask.query(_FILTERS | {"page", "pageSize"}), _URLS)
        bodies = self._bodies(ask)
        found = [one for zaak in self._zaken(ask, query) for one in besluiten(zaak)]
        for name in ("besluittype", "identificatie"):
            if name in query:
                found = [one for one in found if bodies.besluit(one)[name] == query[name]]
        if query.get("verantwoordelijkeOrganisatie", RSIN) != RSIN:
            found = []
        return ask.page(found, bodies.besluit)

    def besluit(self, ask: Ask) -> Response:
        """GET /besluiten/{uuid}."""
        found = self._found(ask.request.path_params["uuid"])
        if found is None:
            raise Fout(404)
        return ask.detail(self._bodies(ask).besluit(found), 1)

    def besluitinformatieobjecten(self, ask: Ask) -> Sequence[dict[str, Any]]:
        """GET /besluitinformatieobjecten: a bare list, never paged."""
        query, bodies = ask.filled(ask.query(frozenset({"besluit", "informatieobject"})), _URLS), self._bodies(ask)
        if "besluit" in query:
            start, _, uuid = query["besluit"].rpartition("/")
            one = self._found(uuid) if start == f"{ask.origin}{BESLUITEN}/besluiten" else None
            found = [] if one is None else [one]
        else:
            found = [one for zaak in self._dossiers.everybody()[:_ANYBODY] for one in besluiten(zaak)]
        rows = [bodies.besluitinformatieobject(one, part) for one in found for part in one.brieven]
        return [ask.written(row) for row in rows if query.get("informatieobject") in (None, row["informatieobject"])]

    def _found(self, uuid: str) -> Besluit | None:
        found = self._dossiers.find(Kind.BESLUIT, uuid.lower())
        mine = () if found is None else besluiten(found[0])
        return None if found is None else next((one for one in mine if one.part == found[1]), None)

    def _bodies(self, ask: Ask) -> Bodies:
        return Bodies(self._dossiers, ask.origin, exact=not ask.quirks)

    def _zaken(self, ask: Ask, query: dict[str, str]) -> Sequence[Zaak]:
        if "zaak" not in query:
            return self._dossiers.everybody()[:_ANYBODY]
        start, _, uuid = query["zaak"].rpartition("/")
        found = self._dossiers.find(Kind.ZAAK, uuid.lower()) if start == f"{ask.origin}{ZAKEN}/zaken" else None
        return [] if found is None else [found[0]]
