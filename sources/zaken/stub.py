"""The stand-in of the Zaken API: the zaken of the city and their parts (Open Zaak 1.30, Zaken API 1.5.1)."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from operator import ge, gt, le, lt
from typing import Any
from uuid import UUID

from starlette.applications import Starlette
from starlette.responses import Response

from sources.city import City
from sources.city.besluiten import besluiten
from sources.city.bodies import ZAKEN, Bodies
from sources.city.dossiers import Dossiers, Kind
from sources.city.openzaak import (
    CREDENTIALS,
    STUB_CLIENT,
    STUB_LIMITED,
    STUB_SECRET,
    Ask,
    Component,
    Fout,
    choice,
    invalid,
)
from sources.city.search import BODY, LISTED, ORDERINGS, ROLLEN, URLS, Search, rol_test
from sources.city.substatussen import substatussen
from sources.city.zaaktypen import VERTROUWELIJKHEID
from sources.city.zaken import Document, Rol, Status, Zaak

__all__ = ["CREDENTIALS", "STUB_CLIENT", "STUB_LIMITED", "STUB_SECRET", "stub_app"]

_TYPES = frozenset({"zaaktype", "statustype", "resultaattype", "roltype", "eigenschap"})
_OWN = (
    *("zaaktype", "status", "status.statustype", "resultaat", "resultaat.resultaattype", "rollen", "rollen.roltype"),
    *("zaakinformatieobjecten", "zaakobjecten"),
)
_EXPANDS = frozenset(
    {*_OWN, "eigenschappen", "eigenschappen.eigenschap", "hoofdzaak", "deelzaken"}
    | {f"{parent}.{path}" for parent in ("hoofdzaak", "deelzaken") for path in _OWN}
)
_PAGED = frozenset({"page", "pageSize"})
_ZAAK = frozenset({"zaak"})
_PART_URLS = _ZAAK | {"status", "statustype", "roltype", "resultaattype", "informatieobject"}
_MOMENTS = frozenset(f"tijdstip__{how}" for how in ("gt", "gte", "lt", "lte"))
_SUBSTATUSSEN = _ZAAK | _MOMENTS | {"doelgroep", "page", "status"}  # there is no pageSize
_ANYBODY = 200  # parts that are asked of no zaak are those of so many zaken: the city is too large for all
_LIMIT = frozenset(VERTROUWELIJKHEID[: VERTROUWELIJKHEID.index("zaakvertrouwelijk") + 1])
_STALE = 8  # one in so many zaken keeps its ETag for ever, whatever is written to it


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The Zaken API of this city. Without quirks it keeps to its OpenAPI, also where Open Zaak does not."""
    stub = _Stub(city.dossiers)
    component = Component("zaken", "1.5.1", quirks=quirks)
    return component.app(
        component.route("/zaken/_zoek", stub.search, "POST", crs=True),
        component.route("/zaken", stub.zaken, crs=True),
        component.route("/zaken/{uuid}", stub.detail, crs=True),
        component.route("/zaken/{uuid}/besluiten", stub.besluiten),
        component.route("/statussen", stub.statussen),
        component.route("/statussen/{uuid}", stub.status),
        component.route("/substatussen", stub.substatussen),
        component.route("/rollen", stub.rollen),
        component.route("/resultaten", stub.resultaten),
        component.route("/zaakinformatieobjecten", stub.zaakinformatieobjecten),
    )


class _Stub:
    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers

    def zaken(self, ask: Ask) -> dict[str, Any]:
        """GET /zaken."""
        query = ask.query(LISTED)
        return self._page(ask, query, _words(query, "expand"), _words(query, "ordering"))

    def search(self, ask: Ask) -> dict[str, Any]:
        """POST /zaken/_zoek: a parameter that the body knows nothing of is not missed, and filters nothing."""
        query = ask.query(frozenset({"expand", "page", "pageSize"}))
        if not ask.quirks and (strange := sorted(set(ask.body) - BODY)):
            raise invalid(strange[0], "unknown-parameters", "Onbekende parameter.")
        expand = [*_words(query, "expand"), *_listed(ask.body, "expand")]
        return self._page(ask, ask.body, expand, _listed(ask.body, "ordering"))

    def detail(self, ask: Ask) -> Response:
        """GET /zaken/{uuid}. The ETag does not depend on `expand`, and is sometimes as old as the zaak."""
        try:
            uuid = str(UUID(ask.request.path_params["uuid"]))
        except ValueError:
            raise Fout(500 if ask.quirks else 404, "Internal Server Error" if ask.quirks else "") from None
        found = self._dossiers.find(Kind.ZAAK, uuid)
        if found is None:
            raise Fout(404)
        zaak = found[0]
        if not _allowed(ask, zaak):
            raise Fout(403)
        expand = self._expand(ask, _words(ask.query(), "expand"), [zaak], unknown=400 if ask.quirks else 406)
        stale = ask.quirks and zaak.luck % _STALE == 0
        return ask.detail(self._bodies(ask).zaak(zaak, expand), None if stale else zaak.changed)

    def besluiten(self, ask: Ask) -> Sequence[dict[str, Any]]:
        """GET /zaken/{uuid}/besluiten: a bare list, never paged, of where the decisions are."""
        found, bodies = self._dossiers.find(Kind.ZAAK, ask.request.path_params["uuid"].lower()), self._bodies(ask)
        if found is None:
            raise Fout(404)
        return [bodies.zaakbesluit(one) for one in besluiten(found[0])]

    def statussen(self, ask: Ask) -> dict[str, Any]:
        """GET /statussen, newest first."""
        query = self._of_zaak(ask, _PAGED | _ZAAK | {"statustype", "indicatieLaatstGezetteStatus"})
        bodies, last = self._bodies(ask), query.get("indicatieLaatstGezetteStatus", "").lower()
        if last not in ("", "true", "false"):
            raise invalid("indicatieLaatstGezetteStatus", "invalid", "Voer true of false in.")

        def passes(zaak: Zaak, status: Status) -> bool:
            if last and (status == zaak.statussen[-1]) is not (last == "true"):
                return False
            return query.get("statustype") in (None, bodies.type_url("statustypen", status.statustype))

        pairs = [(z, s) for z in self._zaken(ask, query) for s in reversed(z.statussen) if passes(z, s)]
        return ask.page(pairs, lambda pair: bodies.status(*pair))

    def status(self, ask: Ask) -> Response:
        """GET /statussen/{uuid}."""
        found = self._dossiers.find(Kind.STATUS, ask.request.path_params["uuid"])
        if found is None or found[1] >= len(found[0].statussen):
            raise Fout(404)
        if not _allowed(ask, found[0]):
            raise Fout(403)
        zaak, part = found
        body = self._bodies(ask).status(zaak, zaak.statussen[part])
        return ask.detail(body, body["indicatieLaatstGezetteStatus"])

    def substatussen(self, ask: Ask) -> dict[str, Any]:
        """GET /substatussen, those for colleagues too (experimental: Open Zaak only)."""
        query = self._of_zaak(ask, _SUBSTATUSSEN)
        doelgroep, bodies = query.get("doelgroep"), self._bodies(ask)
        if doelgroep not in (None, "betrokkenen", "intern"):
            raise choice("doelgroep", doelgroep)
        tests = [_moment_test(name, query[name]) for name in sorted(_MOMENTS & query.keys())]
        pairs = [
            (zaak, each)
            for zaak in self._zaken(ask, query)
            for each in substatussen(zaak)
            if doelgroep in (None, each.doelgroep)
            and query.get("status") in (None, bodies.url(Kind.STATUS, zaak, each.status.part))
            and all(test(each.tijdstip) for test in tests)
        ]
        return ask.page(pairs, lambda pair: bodies.substatus(*pair))

    def rollen(self, ask: Ask) -> dict[str, Any]:
        """GET /rollen, newest first; those of everybody in the zaak, BSN and all."""
        query = self._of_zaak(ask, _PAGED | _ZAAK | ROLLEN | {"omschrijving", "roltype"})
        bodies = self._bodies(ask)
        tests = [rol_test(self._dossiers, name, query[name], name) for name in sorted(ROLLEN & query.keys())]

        def passes(rol: Rol) -> bool:
            if query.get("roltype") not in (None, bodies.type_url("roltypen", rol.roltype)):
                return False
            return query.get("omschrijving") in (None, rol.roltype.omschrijving) and all(test(rol) for test in tests)

        zaken = self._zaken(ask, query)
        if "zaak" not in query and "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn" in query:
            zaken = self._dossiers.of(query["betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"])
        pairs = [(z, r) for z in zaken if _allowed(ask, z) for r in reversed(z.rollen) if passes(r)]
        return ask.page(pairs, lambda pair: bodies.rol(*pair))

    def resultaten(self, ask: Ask) -> dict[str, Any]:
        """GET /resultaten."""
        query, bodies = self._of_zaak(ask, _PAGED | _ZAAK | {"resultaattype"}), self._bodies(ask)
        wanted = query.get("resultaattype")
        ended = [zaak for zaak in self._zaken(ask, query) if zaak.resultaat is not None]
        if wanted is not None:
            ended = [zaak for zaak in ended if bodies.type_url("resultaattypen", zaak.resultaat) == wanted]
        return ask.page(ended, bodies.resultaat)

    def zaakinformatieobjecten(self, ask: Ask) -> Sequence[dict[str, Any]]:
        """GET /zaakinformatieobjecten: a bare list, never paged."""
        query, bodies = self._of_zaak(ask, _ZAAK | {"informatieobject"}), self._bodies(ask)
        wanted = query.get("informatieobject")
        zaken = self._zaken(ask, query)
        if wanted is not None and "zaak" not in query:
            found = self._dossiers.find(Kind.INFORMATIEOBJECT, wanted.rpartition("/")[2])
            zaken = [] if found is None else [found[0]]

        def passes(zaak: Zaak, document: Document) -> bool:
            return wanted in (None, bodies.url(Kind.INFORMATIEOBJECT, zaak, document.part))

        pairs = [(z, d) for z in zaken for d in reversed(z.documenten) if passes(z, d)]
        return [ask.written(bodies.zaakinformatieobject(*pair)) for pair in pairs]

    def _bodies(self, ask: Ask) -> Bodies:
        return Bodies(self._dossiers, ask.origin, exact=not ask.quirks)

    def _page(self, ask: Ask, values: dict[str, Any], expand: Sequence[str], ordering: Sequence[str]) -> dict[str, Any]:
        others = {name: value for name, value in values.items() if name not in ("expand", "ordering", *_PAGED)}
        search = Search(self._dossiers, ask.filled(others, URLS), ask.origin)
        if strange := [name for name in ordering if name not in ORDERINGS]:
            raise choice("ordering", strange[0])
        own = [lambda zaak: _allowed(ask, zaak)] if ask.client == STUB_LIMITED else []
        paths = self._expand(ask, expand, [])
        bodies, shown = self._bodies(ask), []

        def write(zaak: Zaak) -> dict[str, Any]:
            shown.append(zaak)
            return bodies.zaak(zaak, paths)

        page = ask.page(search.found(ordering, *own), write)
        self._expand(ask, expand, shown)
        return page

    def _expand(self, ask: Ask, wanted: Sequence[str], zaken: Sequence[Zaak], unknown: int = 400) -> frozenset[str]:
        """What is to be expanded, of these zaken; refused where it is unknown, forbidden or more than Open Zaak can."""
        if strange := [path for path in wanted if path not in _EXPANDS]:
            raise choice("expand", strange[0]) if unknown == 400 else Fout(unknown)
        paths = set(wanted)
        if not ask.quirks:  # in the standard a path brings its parents along
            paths |= {path.rpartition(".")[0] for path in wanted if "." in path}
        if ask.client == STUB_LIMITED and any(path.rpartition(".")[2] in _TYPES for path in paths):
            raise Fout(403)
        broken = {"eigenschappen", "eigenschappen.eigenschap"} <= paths
        if ask.quirks and broken and any(zaak.eigenschappen for zaak in zaken):
            raise Fout(500, html=True)
        return frozenset(paths)

    def _of_zaak(self, ask: Ask, known: frozenset[str]) -> dict[str, str]:
        return ask.filled(ask.query(known), _PART_URLS)

    def _zaken(self, ask: Ask, query: dict[str, str]) -> Sequence[Zaak]:
        """The one zaak that is asked about; anybody's without that, and none for a URL that is not ours."""
        if "zaak" not in query:
            return [zaak for zaak in self._dossiers.everybody()[:_ANYBODY] if _allowed(ask, zaak)]
        start, _, uuid = query["zaak"].rpartition("/")
        found = self._dossiers.find(Kind.ZAAK, uuid) if start == f"{ask.origin}{ZAKEN}/zaken" else None
        return [found[0]] if found is not None and _allowed(ask, found[0]) else []


def _moment_test(name: str, value: str) -> Callable[[datetime], bool]:
    try:
        asked = datetime.fromisoformat(value)
    except ValueError:
        raise invalid(name, "invalid", "Voer een geldige datum/tijd in.") from None
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=UTC)
    compare = {"gt": gt, "gte": ge, "lt": lt, "lte": le}[name.rpartition("__")[2]]
    return lambda own: bool(compare(own, asked))


def _allowed(ask: Ask, zaak: Zaak) -> bool:
    if ask.client != STUB_LIMITED:
        return True
    return zaak.zaaktype.identificatie == "PARK-BEW" and zaak.vertrouwelijkheid in _LIMIT


def _words(query: dict[str, str], name: str) -> Sequence[str]:
    return [word.strip() for word in query.get(name, "").split(",") if word.strip()]


def _listed(body: dict[str, Any], name: str) -> Sequence[str]:
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise invalid(name, "not_a_list", "Verwachtte een lijst met teksten.")
    return value
