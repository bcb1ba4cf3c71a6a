"""The catalogue of the city, as the Catalogi API of Open Zaak writes it (1.3)."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sources.city.zaaktypen import (
    BEGIN,
    BESLUITTYPEN,
    INFORMATIEOBJECTTYPEN,
    ZAAKTYPEN,
    Besluittype,
    Eigenschap,
    Fase,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Statustype,
    Zaaktype,
    type_uuid,
)

__all__ = ["BASE", "CATALOGUE", "RSIN", "Catalogue"]

RSIN = "517439943"  # of no real organisation
BASE = "/catalogi/api/v1"
_ENDLESS = date(9999, 12, 31)
_SELECTIELIJST = "https://selectielijst.example/api/v1"


class Catalogue:
    """All types, and each as the Catalogi API writes it; lists stand as the API gives them, newest made first."""

    def __init__(self) -> None:
        self.zaaktypen = ZAAKTYPEN[::-1]
        self.informatieobjecttypen = INFORMATIEOBJECTTYPEN[::-1]
        self.besluittypen = BESLUITTYPEN[::-1]
        # Waiting came into the zaaktypen later than the rest, so that neither order is that of volgnummer.
        self.statustypen = [s for z in self.zaaktypen for s in sorted(z.statustypen, key=_made, reverse=True)]
        self.resultaattypen = [r for z in self.zaaktypen for r in reversed(z.resultaattypen)]
        self.roltypen = [r for z in self.zaaktypen for r in reversed(z.roltypen.values())]
        self.eigenschappen = [e for z in self.zaaktypen for e in reversed(z.eigenschappen)]
        self.by_key = {(z.identificatie, z.versie): z for z in self.zaaktypen}
        self._found = {kind: {item.uuid: item for item in self.all(kind)} for kind in _KINDS}

    def current(self, identificatie: str, day: date) -> Zaaktype:
        """The version of a zaaktype on a day; the first one for days before there was any."""
        versions = [zaaktype for zaaktype in self.zaaktypen if zaaktype.identificatie == identificatie]
        return next((zaaktype for zaaktype in versions if zaaktype.begin <= day), versions[-1])

    def all(self, kind: str) -> tuple[Any, ...]:
        """The types of one kind, by the name of their path ("zaaktypen")."""
        return tuple(getattr(self, kind))

    def find(self, kind: str, uuid: str) -> Any | None:
        """The type behind a uuid."""
        return self._found[kind].get(uuid)

    def body(self, kind: str, item: Any, origin: str, *, exact: bool = False) -> dict[str, Any]:
        """A type as the Catalogi API writes it; do not change what you get.

        `exact` fills the dates that Open Zaak leaves null against its own OpenAPI.
        """
        return _body(self, kind, item, origin, exact)


def _made(statustype: Statustype) -> tuple[bool, int]:
    return statustype.fase == Fase.WACHT, statustype.volgnummer


@lru_cache(4096)  # some hundred types, for a handful of values of the Host header
def _body(catalogue: Catalogue, kind: str, item: Any, origin: str, exact: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"url": _url(origin, kind, item.uuid)}
    if isinstance(item, Zaaktype):
        return body | _zaaktype(catalogue, item, origin) | _object(item.begin, exact)
    if isinstance(item, Informatieobjecttype):
        return body | _informatieobjecttype(catalogue, item, origin) | _object(BEGIN, exact)
    if isinstance(item, Besluittype):
        return body | _besluittype(catalogue, item, origin) | _object(BEGIN, exact)
    zaaktype = catalogue.by_key[item.zaaktype]
    body |= _BODIES[type(item)](item) | {
        "zaaktype": _url(origin, "zaaktypen", zaaktype.uuid),
        "zaaktypeIdentificatie": zaaktype.identificatie,
        "catalogus": _catalogus(origin),
        "beginGeldigheid": None,
        "eindeGeldigheid": None,
    }
    return body | _object(zaaktype.begin if exact else None, exact)


def _url(origin: str, kind: str, uuid: str) -> str:
    return f"{origin}{BASE}/{kind}/{uuid}"


def _catalogus(origin: str) -> str:
    return _url(origin, "catalogussen", type_uuid("Catalogus"))


def _object(begin: date | None, exact: bool) -> dict[str, Any]:
    return {"beginObject": begin and begin.isoformat(), "eindeObject": _ENDLESS.isoformat() if exact else None}


def _zaaktype(catalogue: Catalogue, zaaktype: Zaaktype, origin: str) -> dict[str, Any]:
    def urls(kind: str, items: Iterable[Any]) -> list[str]:
        return [_url(origin, kind, item.uuid) for item in items]

    return {
        "identificatie": zaaktype.identificatie,
        "omschrijving": zaaktype.omschrijving,
        "omschrijvingGeneriek": zaaktype.onderwerp,
        "vertrouwelijkheidaanduiding": zaaktype.vertrouwelijkheid,
        "doel": f"{zaaktype.omschrijving} afhandelen",
        "aanleiding": "Aanvraag of melding van een inwoner",
        "toelichting": "",
        "indicatieInternOfExtern": "extern",
        "handelingInitiator": "aanvragen",
        "onderwerp": zaaktype.onderwerp,
        "handelingBehandelaar": "behandelen",
        "doorlooptijd": f"P{zaaktype.dagen // 7}W" if zaaktype.dagen > 28 else f"P{zaaktype.dagen}D",
        "servicenorm": "P7D" if zaaktype.dagen == 14 else None,
        "opschortingEnAanhoudingMogelijk": True,
        "verlengingMogelijk": True,
        "verlengingstermijn": "P14D",
        "trefwoorden": ["burger"],
        "publicatieIndicatie": False,
        "publicatietekst": "",
        "verantwoordingsrelatie": [],
        "productenOfDiensten": [f"https://producten.example/{zaaktype.identificatie.lower()}"],
        "selectielijstProcestype": f"{_SELECTIELIJST}/procestypen/{type_uuid('Procestype', zaaktype.identificatie)}",
        "referentieproces": {"naam": zaaktype.onderwerp, "link": ""},
        "concept": zaaktype.concept,
        "verantwoordelijke": RSIN,
        "broncatalogus": {"url": "", "domein": "", "rsin": ""},
        "bronzaaktype": {"url": "", "identificatie": "", "omschrijving": ""},
        "beginGeldigheid": zaaktype.begin.isoformat(),
        "eindeGeldigheid": zaaktype.einde and zaaktype.einde.isoformat(),
        "versiedatum": zaaktype.begin.isoformat(),
        "catalogus": _catalogus(origin),
        "statustypen": urls("statustypen", sorted(zaaktype.statustypen, key=_made, reverse=True)),
        "resultaattypen": urls("resultaattypen", reversed(zaaktype.resultaattypen)),
        "eigenschappen": urls("eigenschappen", zaaktype.eigenschappen),
        "informatieobjecttypen": urls("informatieobjecttypen", catalogue.informatieobjecttypen),
        "roltypen": urls("roltypen", zaaktype.roltypen.values()),
        "besluittypen": urls(
            "besluittypen", (one for one in catalogue.besluittypen if zaaktype.identificatie in one.zaaktypen)
        ),
        "deelzaaktypen": [],
        "gerelateerdeZaaktypen": [],
        "zaakobjecttypen": [],
    }


def _informatieobjecttype(catalogue: Catalogue, item: Informatieobjecttype, origin: str) -> dict[str, Any]:
    words = ("informatieobjecttype", "definitieInformatieobjecttype", "herkomstInformatieobjecttype",
             "hierarchieInformatieobjecttype", "opmerkingInformatieobjecttype")  # fmt: skip
    return {
        "catalogus": _catalogus(origin),
        "omschrijving": item.omschrijving,
        "vertrouwelijkheidaanduiding": item.vertrouwelijkheid,
        "beginGeldigheid": BEGIN.isoformat(),
        "eindeGeldigheid": None,
        "concept": False,
        "besluittypen": [],
        "informatieobjectcategorie": "document",
        "trefwoord": [],
        "omschrijvingGeneriek": {f"{word}OmschrijvingGeneriek": "" for word in words},
        "zaaktypen": [_url(origin, "zaaktypen", zaaktype.uuid) for zaaktype in catalogue.zaaktypen],
    }


def _besluittype(catalogue: Catalogue, item: Besluittype, origin: str) -> dict[str, Any]:
    mine = [zaaktype for zaaktype in catalogue.zaaktypen if zaaktype.identificatie in item.zaaktypen]
    return {
        "catalogus": _catalogus(origin),
        "zaaktypen": [_url(origin, "zaaktypen", zaaktype.uuid) for zaaktype in mine],
        "omschrijving": item.omschrijving,
        "omschrijvingGeneriek": "",
        "besluitcategorie": "",
        "reactietermijn": f"P{item.reactie}D",
        "publicatieIndicatie": False,
        "publicatietekst": "",
        "publicatietermijn": None,
        "toelichting": "",
        "informatieobjecttypen": [],
        "beginGeldigheid": BEGIN.isoformat(),
        "eindeGeldigheid": None,
        "concept": False,
        "resultaattypen": [],
        "resultaattypenOmschrijving": [],
        "vastgelegdIn": [],
    }


def _statustype(item: Statustype) -> dict[str, Any]:
    return {
        "omschrijving": item.omschrijving,
        "omschrijvingGeneriek": item.omschrijving,
        "statustekst": item.statustekst,
        "volgnummer": item.volgnummer,
        "isEindstatus": item.fase == Fase.EINDE,
        "informeren": item.fase != Fase.BEHANDELING,
        "doorlooptijd": None,
        "toelichting": None,
        "checklistitemStatustype": [],
        "eigenschappen": [],
        "zaakobjecttypen": [],
    }


def _resultaattype(item: Resultaattype) -> dict[str, Any]:
    name = f"{_SELECTIELIJST}/resultaattypeomschrijvingen/{type_uuid('Omschrijving', item.omschrijving)}"
    return {
        "omschrijving": item.omschrijving,
        "resultaattypeomschrijving": name,
        "omschrijvingGeneriek": item.omschrijving,
        "selectielijstklasse": f"{_SELECTIELIJST}/resultaten/{type_uuid('Resultaat', item.omschrijving)}",
        "toelichting": "",
        "archiefnominatie": "vernietigen",
        "archiefactietermijn": "P10Y",
        "brondatumArchiefprocedure": {
            "afleidingswijze": "afgehandeld",
            "datumkenmerk": "",
            "einddatumBekend": False,
            "objecttype": "",
            "registratie": "",
            "procestermijn": None,
        },
        "procesobjectaard": "",
        "indicatieSpecifiek": None,
        "procestermijn": None,
        "besluittypen": [],
        "besluittypeOmschrijving": [],
        "informatieobjecttypen": [],
        "informatieobjecttypeOmschrijving": [],
    }


def _roltype(item: Roltype) -> dict[str, Any]:
    return {"omschrijving": item.omschrijving, "omschrijvingGeneriek": item.generiek}


def _eigenschap(item: Eigenschap) -> dict[str, Any]:
    form = {"groep": "", "formaat": "tekst", "lengte": "40", "kardinaliteit": "1", "waardenverzameling": []}
    return {
        "naam": item.omschrijving,
        "definitie": item.omschrijving,
        "specificatie": form,
        "toelichting": "",
        "statustype": None,
    }


_KINDS = (
    *("zaaktypen", "statustypen", "resultaattypen", "roltypen"),
    *("informatieobjecttypen", "eigenschappen", "besluittypen"),
)
_BODIES: dict[type, Any] = {
    Statustype: _statustype,
    Resultaattype: _resultaattype,
    Roltype: _roltype,
    Eigenschap: _eigenschap,
}

CATALOGUE = Catalogue()
