"""The stand-in of the Documenten API: the documents of the city's zaken (Open Zaak, 1.4.2)."""

from datetime import datetime
from hashlib import md5
from typing import Any
from uuid import UUID

from starlette.applications import Starlette
from starlette.responses import Response

from sources.city import City
from sources.city.bodies import Bodies
from sources.city.catalogue import CATALOGUE, RSIN
from sources.city.dossiers import Dossiers, Kind
from sources.city.openzaak import CREDENTIALS, Ask, Component, Fout, choice, invalid
from sources.city.sent import Sent
from sources.city.zaken import Document, Zaak

__all__ = ["CREDENTIALS", "stub_app"]

_LISTED = frozenset({"expand", "page", "pageSize"})
_SEARCHED = frozenset({"uuid__in", "bronorganisatie", "identificatie", "expand"})
_FILTERS = ("uuid__in", "bronorganisatie", "identificatie")


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The Documenten API of this city. Without quirks it keeps to its OpenAPI."""
    stub = _Stub(city.dossiers)
    component = Component("documenten", "1.4.2", quirks=quirks)
    path = "/enkelvoudiginformatieobjecten"
    return component.app(
        component.route(f"{path}/_zoek", stub.search, "POST"),
        component.route(f"{path}/{{uuid}}", stub.detail),
        component.route(f"{path}/{{uuid}}/download", stub.download, media="application/octet-stream"),
    )


class _Stub:
    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers

    def search(self, ask: Ask) -> dict[str, Any]:
        """POST /enkelvoudiginformatieobjecten/_zoek; there is no filter on confidentiality or status."""
        query = ask.query(_LISTED)
        if not ask.quirks and (strange := sorted(set(ask.body) - _SEARCHED)):
            raise invalid(strange[0], "unknown-parameters", "Onbekende parameter.")
        expand = _expand(query.get("expand", ""), ask.body.get("expand", []))
        uuids = ask.body.get("uuid__in")
        if uuids is None:
            raise invalid("uuid__in", "required", "Dit veld is verplicht.")
        if not isinstance(uuids, list):
            raise invalid("uuid__in", "not_a_list", "Verwachtte een lijst met items.")
        wanted = {name: ask.body[name] for name in _FILTERS if name in ask.body}
        wanted = ask.filled(wanted, frozenset())
        found = [item for uuid in uuids if (item := self._item(uuid)) is not None]
        by_place = {(zaak.index, zaak.number, document.part): (zaak, document) for zaak, document in found}
        items = [by_place[place] for place in sorted(by_place, reverse=True)]
        if wanted.get("bronorganisatie", RSIN) != RSIN:
            items = []
        if "identificatie" in wanted:
            items = [item for item in items if _identificatie(*item) == wanted["identificatie"]]
        return ask.page(items, lambda item: self._body(ask, item[0], item[1], expand))

    def detail(self, ask: Ask) -> Response:
        """GET /enkelvoudiginformatieobjecten/{uuid}."""
        query = ask.query()
        expand = _expand(query.get("expand", ""), [], ask)
        zaak, document = self._one(ask, query)
        return ask.detail(self._body(ask, zaak, document, expand), document.versie)

    def download(self, ask: Ask) -> Response:
        """GET …/download: a range is ignored, and neither name nor media type are those of the document."""
        zaak, document = self._one(ask, ask.query())
        uuid = self._dossiers.uuid(Kind.INFORMATIEOBJECT, zaak, document.part)
        file = document.file
        etag = md5(f"{uuid} {document.versie} {file.size}".encode(), usedforsecurity=False).hexdigest()
        headers = {"Content-Disposition": f'attachment; filename="{uuid}.bin"', "ETag": f'"{etag}"'}
        return Sent(file, "application/octet-stream", headers)

    def _one(self, ask: Ask, query: dict[str, str]) -> tuple[Zaak, Document]:
        """The document of the path, in a version that it has, as it was at a moment at which there was one."""
        item = self._item(ask.request.path_params["uuid"], lenient=True)
        if item is None or query.get("versie", "1") not in map(str, range(1, item[1].versie + 1)):
            raise Fout(404)
        try:
            since = datetime.fromisoformat(query.get("registratieOp", "9999-12-31T00:00:00Z"))
            if since < item[1].moment:
                raise Fout(404)
        except (ValueError, TypeError):
            raise Fout(404) from None
        return item

    def _item(self, uuid: object, *, lenient: bool = False) -> tuple[Zaak, Document] | None:
        try:
            found = self._dossiers.find(Kind.INFORMATIEOBJECT, str(UUID(str(uuid))))
        except ValueError:
            if lenient:
                return None
            raise invalid("uuid__in", "invalid", "Voer een geldige UUID in.") from None
        if found is None or found[1] >= len(found[0].documenten):
            return None
        return found[0], found[0].documenten[found[1]]

    def _body(self, ask: Ask, zaak: Zaak, document: Document, expand: bool) -> dict[str, Any]:
        bodies = Bodies(self._dossiers, ask.origin, exact=not ask.quirks)
        url = bodies.url(Kind.INFORMATIEOBJECT, zaak, document.part)
        day = document.creatiedatum.isoformat()
        soort = CATALOGUE.body("informatieobjecttypen", document.soort, ask.origin, exact=not ask.quirks)
        return {
            "url": url,
            "identificatie": _identificatie(zaak, document),
            "bronorganisatie": RSIN,
            "creatiedatum": day,
            "titel": document.titel,
            "vertrouwelijkheidaanduiding": document.vertrouwelijkheid,
            "auteur": "Inwoner" if document.van_inwoner else "Gemeente Den Haag",
            "status": document.status,
            "formaat": "application/pdf",
            "taal": "nld",
            "versie": document.versie,
            "beginRegistratie": document.moment.isoformat().replace("+00:00", "Z"),
            "bestandsnaam": f"{document.titel.lower().replace(' ', '-')}.pdf",
            "inhoud": f"{url}/download?versie={document.versie}",
            "bestandsomvang": document.file.size,
            "link": "",
            "beschrijving": "",
            "ontvangstdatum": day if document.van_inwoner else None,
            "verzenddatum": None,
            "indicatieGebruiksrecht": None,
            "verschijningsvorm": "",
            "ondertekening": None,
            "integriteit": None,
            "informatieobjecttype": soort["url"],
            "locked": False,
            "bestandsdelen": [],
            "trefwoorden": [],
            "_expand": {"informatieobjecttype": soort} if expand else {},
        }


def _identificatie(zaak: Zaak, document: Document) -> str:
    number = (zaak.index * 1000 + zaak.number) * 1000 + document.part
    return f"DOCUMENT-{document.moment.year}-{number:010d}"


def _expand(query: str, listed: object, ask: Ask | None = None) -> bool:
    """Whether the type is to be expanded: the one thing that can be, in the query or in the body."""
    if not isinstance(listed, list):
        raise invalid("expand", "not_a_list", "Verwachtte een lijst met items.")
    wanted = {*filter(None, query.split(",")), *map(str, listed)}
    if strange := sorted(wanted - {"informatieobjecttype"}):
        if ask is not None and not ask.quirks:
            raise Fout(406)  # the OpenAPI knows no 400 for a detail
        raise choice("expand", strange[0])
    return bool(wanted)
