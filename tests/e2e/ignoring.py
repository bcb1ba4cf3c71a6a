"""The ways in which a registry may ignore our filter: faults by registry, each of which finds what is another's."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from sources.city import City
from tests.faults import Fault, answers, only, rewritten, spoilt_json
from tests.workbench import bsn_of

__all__ = ["FILTER", "IGNORING"]

Json = dict[str, Any]

FILTER = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"  # of the zaken
WITH = "hadBetrokkene__wasPartij__"  # of the contacts
OWNER = "belanghebbende__value__"  # of the objecten
VTB = ("ontvanger", "isToegewezenAan", "initiator")  # of the three lists
CITY = City()
EVERYBODY = [CITY.bsn(index) for index in range(100)]
# What the own contract knows of a question; a registry that is not strict leaves out the rest.
OWN_CONTRACT = {"type", "burgerservicenummer", "fields", "status", "datumVanaf", "datumTot"}


ID = "5f5f2d6e-6d9b-4b1f-9d0e-0a6c0a8f5c11"
ELS: Json = {"belanghebbende": {"type": "bsn", "value": bsn_of("els")}}
# One row of somebody else, as each registry writes it; a melding without the kind of its object.
ANOTHERS: dict[str, Json] = {
    "brp": {"burgerservicenummer": bsn_of("els")},
    "zaken": {"uuid": ID, "identificatie": "ZAAK-9999-1", "startdatum": "2026-01-01", "omschrijving": "VAN EEN ANDER",
              "vertrouwelijkheidaanduiding": "openbaar"},
    "documenten": {"url": f"http://registers.invalid/documenten/api/v1/enkelvoudiginformatieobjecten/{ID}",
                   "titel": "VAN EEN ANDER", "status": "definitief", "vertrouwelijkheidaanduiding": "openbaar"},
    "besluiten": {"url": f"http://registers.invalid/besluiten/api/v1/besluiten/{ID}", "datum": "2026-01-01",
                  "zaak": f"http://registers.invalid/zaken/api/v1/zaken/{ID}", "identificatie": "VAN EEN ANDER"},
    "woz": {"identificatie": "051809999999", "grondoppervlakte": 999999,
            "belanghebbendeEigenaar": {"burgerservicenummer": bsn_of("els")}},
    "facturen": {**ELS, "uuid": ID, "factuurdatum": "2026-01-01", "factuurnummer": "VAN EEN ANDER", "status": "open"},
    "belastingen": {**ELS, "uuid": ID, "dagtekening": "2026-01-01", "aanslagnummer": "VAN EEN ANDER",
                    "status": "opgelegd"},
    "afspraken": {**ELS, "uuid": ID, "begin": "2026-01-01T09:00:00+01:00", "onderwerp": "VAN EEN ANDER",
                  "status": "afgerond"},
    "klantinteracties": {"uuid": ID, "vertrouwelijk": False, "kanaal": "VAN EEN ANDER", "indicatieActief": True,
                         "partijIdentificatoren": [], "voorkeurstaal": "VAN EEN ANDER"},
    "objecten": {"uuid": ID, "type": f"http://registers.invalid/objecten/api/v2/objecttypes/{ID}", "record": {
        "data": {**ELS, "uuid": ID, "soort": "mededeling", "titel": {"nl": "VAN EEN ANDER"},
                 "publicatiedatum": "2026-01-01"}}},
    "openproduct": {"uuid": ID, "naam": "VAN EEN ANDER", "aanmaak_datum": "2026-01-01T00:00:00Z", "gepubliceerd": True,
                    "producttype": {"code": "PARKEERVERGUNNING-BEWONER"}, "eigenaren": [{"bsn": bsn_of("els")}]},
    "vtb": {"uuid": ID, "onderwerp": "VAN EEN ANDER", "publicatiedatum": "2026-01-01T00:00:00Z",
            **dict.fromkeys(VTB, f"urn:nld:brp:bsn:{bsn_of('els')}")},
    "reisdocumenten": {"reisdocumentnummer": "NOTHERS19", "houder": {"burgerservicenummer": bsn_of("els")}},
}  # fmt: skip


def said(**words: Any) -> Fault:
    """The registry hears this in the place of what was asked."""
    return rewritten(lambda body: body | words)


def added(row: Json, rows: str = "results") -> Fault:
    """The registry finds one more, whatever it is asked, and counts it where it counts."""

    def more(body: Json) -> Json:
        if rows not in body:
            return body
        return body | {rows: [*body[rows], row]} | ({"count": body["count"] + 1} if "count" in body else {})

    return spoilt_json(more)


def counted(rows: int) -> Fault:
    """The registry finds nothing, and says that there is something."""
    return spoilt_json(lambda body: body | {"count": rows})


def lenient(change: Callable[[Json], Json]) -> Fault:
    """A registry of the own contract that hears this of a question and, where it names nobody, finds everybody."""

    def heard(body: Json) -> Json:
        known = {name: value for name, value in change(body).items() if name in OWN_CONTRACT}
        return known | {"burgerservicenummer": known.get("burgerservicenummer") or EVERYBODY}

    return rewritten(heard)


def attributes(change: Callable[[str], str | None]) -> Fault:
    """The Objects API hears each of its `data_attrs` like this; None is not at all."""

    def heard(body: Json) -> Json:
        parts = (change(part) for part in body["data_attrs"].split(","))
        return body | {"data_attrs": ",".join(part for part in parts if part is not None)}

    return rewritten(heard)


def queried(**words: str) -> Fault:
    """The registry hears this in the place of what stands in the query; what is empty it does not hear at all."""

    def fault(registry: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            query = dict(parse_qsl(scope["query_string"].decode()))
            heard = {name: words.get(name, value) for name, value in query.items() if words.get(name, value)}
            await registry({**scope, "query_string": urlencode(heard).encode()}, receive, send)

        return asked

    return fault


def said_of(number: str) -> Fault:
    """Klantinteracties hears this in the place of the number of whom it was asked about."""
    return queried(**{f"{prefix}partijIdentificator__objectId": number for prefix in ("", WITH)})


def without(name: str) -> Callable[[Json], Json]:
    """A question of which this is not heard."""
    return lambda body: {each: value for each, value in body.items() if each != name}


def misspelt(name: str, wrong: str) -> Callable[[Json], Json]:
    """A question of which this is heard under another name."""
    return lambda body: {wrong if each == name else each: value for each, value in body.items()}


def _own_contract(registry: str) -> dict[tuple[str, str], Fault]:
    name = "burgerservicenummer"
    return {
        (registry, "no BSNs"): lenient(without(name)),
        (registry, "an empty list"): lenient(lambda body: body | {name: []}),
        (registry, "misspelt"): lenient(misspelt(name, "burgerservicenummers")),
        (registry, "somebody else"): said(**{name: [bsn_of("jan")]}),
        (registry, "one more"): added(ANOTHERS[registry]),
    }


def _at(home: int) -> str:
    return CITY.homes.home(home).address.object_id


IGNORING: dict[tuple[str, str], Fault] = {
    ("zaken", "no filter"): rewritten(without(FILTER)),
    ("zaken", "an empty filter"): said(**{FILTER: ""}),
    ("zaken", "another filter"): rewritten(misspelt(FILTER, FILTER.replace("inpBsn", "inpBSN"))),
    ("zaken", "no filter besides ids"): only(
        lambda path, body: "uuid__in" in (body or {}), said(**{FILTER: "", "uuid__in": []})
    ),
    ("zaken", "somebody else"): said(**{FILTER: bsn_of("wim")}),
    ("zaken", "one more"): added(ANOTHERS["zaken"]),
    ("zaken", "only a count"): counted(300),
    ("brp", "somebody else"): said(burgerservicenummer=[bsn_of("els")]),
    ("brp", "one more"): added(ANOTHERS["brp"], "personen"),
    ("brp", "somebody without a number"): added({}, "personen"),
    ("documenten", "one more"): added(ANOTHERS["documenten"]),
    ("documenten", "only a count"): counted(3),
    ("besluiten", "no filter"): queried(zaak=""),
    ("besluiten", "one more"): added(ANOTHERS["besluiten"]),
    ("besluiten", "only a count"): counted(20),
    ("woz", "another address"): queried(adresseerbaarObjectIdentificatie=_at(0)),
    ("woz", "the address of a company"): queried(adresseerbaarObjectIdentificatie=_at(3)),
    ("woz", "one more"): spoilt_json(lambda body: body | {"_embedded": {"wozObjecten": [ANOTHERS["woz"]]}}),
    ("woz", "something without an owner"): spoilt_json(lambda body: body | {"_embedded": {"wozObjecten": [{}]}}),
    **_own_contract("facturen"),
    **_own_contract("belastingen"),
    **_own_contract("afspraken"),
    ("klantinteracties", "somebody else"): said_of(bsn_of("jan")),
    ("klantinteracties", "an empty filter"): said_of(""),
    ("klantinteracties", "an empty filter of contacts"): only(lambda path, _: "klantcontacten" in path, said_of("")),
    ("klantinteracties", "an empty filter of parties"): only(lambda path, _: "partijen" in path, said_of("")),
    ("klantinteracties", "one more"): added(ANOTHERS["klantinteracties"]),
    ("klantinteracties", "only a count"): counted(3),
    ("objecten", "somebody else"): attributes(lambda part: f"{OWNER}in__{bsn_of('jan')}" if OWNER in part else part),
    ("objecten", "no owner"): attributes(lambda part: None if OWNER in part else part),
    ("objecten", "misspelt"): rewritten(misspelt("data_attrs", "data_attr_s")),
    ("objecten", "one more"): added(ANOTHERS["objecten"]),
    ("objecten", "only a count"): counted(3),
    ("openproduct", "somebody else"): queried(eigenaren__bsn=bsn_of("jan")),
    ("openproduct", "an empty filter"): queried(eigenaren__bsn=""),
    ("openproduct", "one more"): added(ANOTHERS["openproduct"]),
    ("openproduct", "only a count"): counted(3),
    ("signalen", "no address"): queried(reporter_email=""),
    ("signalen", "somebody else"): queried(reporter_email=CITY.reports.mailbox(0)),
    ("signalen", "only a count"): counted(3),
    ("vtb", "an empty filter"): queried(**dict.fromkeys(VTB, "")),
    ("vtb", "somebody else"): queried(**dict.fromkeys(VTB, f"urn:nld:brp:bsn:{bsn_of('jan')}")),
    ("vtb", "one more"): added(ANOTHERS["vtb"]),
    ("vtb", "only a count"): counted(3),
    ("reisdocumenten", "somebody else"): said(burgerservicenummer=bsn_of("wim")),
    ("reisdocumenten", "one more"): added(ANOTHERS["reisdocumenten"], "reisdocumenten"),
    ("reisdocumenten", "something without a holder"): added({}, "reisdocumenten"),
    ("verblijfplaatshistorie", "somebody else"): said(burgerservicenummer=bsn_of("wim")),
    ("verblijfplaatshistorie", "anything"): answers(200, "application/json", b'{"verblijfplaatsen": [{}]}'),
    ("bewoning", "another address"): said(adresseerbaarObjectIdentificatie=_at(0)),
    ("bewoning", "one more"): added({"adresseerbaarObjectIdentificatie": _at(0)}, "bewoningen"),
}
