"""The ZGW stand-ins, quirks off, against the OpenAPI of Open Zaak: what our adapters ask, and what nobody should."""

from datetime import date
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.besluiten import stub as besluiten
from sources.catalogi import stub as catalogi
from sources.city import PERSONAS, City
from sources.city.besluiten import besluiten as decided
from sources.city.catalogue import CATALOGUE
from sources.city.dossiers import Kind
from sources.city.substatussen import substatussen
from sources.documenten import stub as documenten
from sources.zaken import stub as zaken
from tests.contract.openzaak import Zaaksysteem, token
from tests.contract.zgw_openapi import openapi
from tests.shared import shared

CITY = City(2026, date(2026, 11, 23))
BSN = next(persona.bsn for persona in PERSONAS if persona.case == "veel-zaken")
FILTER = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
STUBS = {
    "zaken": zaken.stub_app,
    "catalogi": catalogi.stub_app,
    "documenten": documenten.stub_app,
    "besluiten": besluiten.stub_app,
}
OPERATIONS = {
    "zaken": [
        *(("post", "/zaken/_zoek"), ("get", "/zaken/{uuid}"), ("get", "/statussen"), ("get", "/rollen")),
        ("get", "/substatussen"),
    ],
    "catalogi": [
        *(("get", "/zaaktypen"), ("get", "/zaaktypen/{uuid}"), ("get", "/statustypen"), ("get", "/statustypen/{uuid}")),
        *(("get", "/resultaattypen/{uuid}"), ("get", "/informatieobjecttypen/{uuid}")),
        *(("get", "/besluittypen"), ("get", "/besluittypen/{uuid}")),
    ],
    "documenten": [("post", "/enkelvoudiginformatieobjecten/_zoek")],
    "besluiten": [("get", "/besluiten"), ("get", "/besluitinformatieobjecten")],
}
ALL = [(component, method, path) for component, pairs in OPERATIONS.items() for method, path in pairs]
ORIGIN = "http://testserver"  # where schemathesis says that an app in this process is

ZAKEN = CITY.dossiers.of(BSN)
OF_A_COMPANY = CITY.dossiers.of_company("kvkNummer", "90001003")
ZAAK_UUIDS = [CITY.dossiers.uuid(Kind.ZAAK, zaak) for zaak in (*ZAKEN[:20], *OF_A_COMPANY)]
DOCUMENT_UUIDS = [CITY.dossiers.uuid(Kind.INFORMATIEOBJECT, z, d.part) for z in ZAKEN[:20] for d in z.documenten]
DECIDED = next(zaak for zaak in ZAKEN if any(one.brieven for one in decided(zaak)))
DECIDED_URL = f"{ORIGIN}/zaken/api/v1/zaken/{CITY.dossiers.uuid(Kind.ZAAK, DECIDED)}"
BESLUIT_URL = f"{ORIGIN}/besluiten/api/v1/besluiten/{CITY.dossiers.uuid(Kind.BESLUIT, DECIDED)}"
BUSY = next(zaak for zaak in ZAKEN if substatussen(zaak))
BUSY_URL = f"{ORIGIN}/zaken/api/v1/zaken/{CITY.dossiers.uuid(Kind.ZAAK, BUSY)}"
ZAAKTYPE_URLS = [f"{ORIGIN}/catalogi/api/v1/zaaktypen/{zaaktype.uuid}" for zaaktype in CATALOGUE.zaaktypen]


def real(component: str, path: str) -> dict[str, list[Any]]:
    """Values that exist, by the name of a parameter."""
    values: dict[str, list[Any]] = {FILTER: [BSN, CITY.bsn(0)], "pageSize": [1, 7, 20]}
    values |= {"zaaktype": ZAAKTYPE_URLS, "zaaktype__in": ZAAKTYPE_URLS}
    values["zaak"] = [BUSY_URL, DECIDED_URL, *(f"{ORIGIN}/zaken/api/v1/zaken/{uuid}" for uuid in ZAAK_UUIDS)]
    values["besluit"] = [BESLUIT_URL]
    if component == "catalogi" and path.endswith("{uuid}"):
        values["uuid"] = [item.uuid for item in CATALOGUE.all(path.split("/")[1])[:20]]
    elif component == "zaken":
        values |= {
            "uuid": ZAAK_UUIDS,
            "uuid__in": ZAAK_UUIDS,
            "identificatie": [zaak.identificatie for zaak in ZAKEN[:5]],
        }
    else:
        values["uuid__in"] = DOCUMENT_UUIDS
    return values


# One question per operation of which the answer is known to be full.
FULL: dict[str, dict[str, Any]] = {
    "/zaken/_zoek": {
        "body": {
            FILTER: BSN,
            "rol__omschrijvingGeneriek": "initiator",
            "maximaleVertrouwelijkheidaanduiding": "zeer_geheim",
            "ordering": ["-startdatum", "-identificatie"],
            "expand": ["zaaktype", "status", "status.statustype", "rollen", "rollen.roltype", "eigenschappen"],
        },
        "query": {"expand": "resultaat,resultaat.resultaattype,eigenschappen.eigenschap,zaakinformatieobjecten"},
    },
    "/zaken/{uuid}": {"path_parameters": {"uuid": ZAAK_UUIDS[0]}, "query": {"expand": "status,rollen"}},
    "/statussen": {"query": {"zaak": f"{ORIGIN}/zaken/api/v1/zaken/{ZAAK_UUIDS[0]}", "pageSize": 500}},
    "/rollen": {
        "query": {
            "zaak": f"{ORIGIN}/zaken/api/v1/zaken/{ZAAK_UUIDS[0]}",
            "omschrijvingGeneriek": "initiator",
            "betrokkeneType": "natuurlijk_persoon",
        }
    },
    "/substatussen": {"query": {"zaak": BUSY_URL, "doelgroep": "betrokkenen"}},
    "/besluiten": {"query": {"zaak": DECIDED_URL, "pageSize": 100}},
    "/besluitinformatieobjecten": {"query": {"besluit": BESLUIT_URL}},
    "/enkelvoudiginformatieobjecten/_zoek": {
        "body": {"uuid__in": DOCUMENT_UUIDS, "expand": ["informatieobjecttype"]},
        "query": {"pageSize": 7},
    },
}


@cache
def operation(component: str, method: str, path: str) -> Any:
    file = shared(f"registers/zgw/{component}/openapi.yaml")
    schema = schemathesis.openapi.from_dict(openapi(file, method, path, real(component, path)))
    schema.app = Starlette(routes=[Mount(f"/{component}/api/v1", STUBS[component](CITY, quirks=False))])
    return schema[path][method.upper()]


def headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {token()}"}


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 25), (GenerationMode.NEGATIVE, 10)], ids=["right", "wrong"]
)
@pytest.mark.parametrize(("component", "method", "path"), ALL)
def test_every_answer_is_one_that_the_openapi_knows(
    component: str, method: str, path: str, mode: GenerationMode, examples: int
) -> None:
    statuses = set()

    @given(case=operation(component, method, path).as_strategy(mode))
    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: Any) -> None:
        response = case.call_and_validate(checks=CHECKED, headers=headers())
        statuses.add(response.status_code)

    answered()
    assert statuses & {200} if mode is GenerationMode.POSITIVE else statuses - {200}


@pytest.mark.parametrize(("component", "method", "path"), ALL)
def test_a_full_answer_is_as_the_openapi_says(component: str, method: str, path: str) -> None:
    question = FULL.get(path) or {}
    if not question and path.endswith("{uuid}"):
        question = {"path_parameters": {"uuid": real(component, path)["uuid"][0]}}
    crs = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"} if component == "zaken" else {}
    sent = {"headers": crs, "media_type": "application/json" if method == "post" else None} | question
    response = operation(component, method, path).Case(**sent).call_and_validate(checks=CHECKED, headers=headers())
    assert response.status_code == 200
    body = response.json()
    assert body if isinstance(body, list) else body["url"] if path.endswith("{uuid}") else body["results"]


@pytest.mark.parametrize(
    ("line", "body", "status"),
    [
        (f"GET /zaken/api/v1/zaken?{FILTER}=", None, 400),
        ("POST /zaken/api/v1/zaken/_zoek", {FILTER: ""}, 400),
        ("POST /zaken/api/v1/zaken/_zoek", {FILTER.replace("inpBsn", "inpbsn"): BSN}, 400),
        ("POST /zaken/api/v1/zaken/_zoek", {"uuid__in": []}, 400),
        (f"GET /zaken/api/v1/zaken?{FILTER}={BSN}&{FILTER}={BSN}", None, 400),
        (f"GET /zaken/api/v1/zaken?{FILTER}={BSN}&pageSize=501", None, 400),
        (f"GET /zaken/api/v1/zaken?{FILTER}={BSN}&page=99", None, 400),
        ("GET /zaken/api/v1/zaken/abc", None, 404),
        ("GET /zaken/api/v1/bestaatniet", None, 404),
        (f"GET /zaken/api/v1/zaken/{ZAAK_UUIDS[0]}", None, 200),
    ],
)
async def test_without_quirks_a_wrong_question_is_told_so(line: str, body: Any, status: int) -> None:
    answer = await Zaaksysteem(CITY, quirks=False).ask(line, body)
    assert answer.status_code == status
    kind = "application/json" if status == 200 else "application/problem+json"
    assert answer.headers["content-type"] == kind
