"""By settings alone: productie, registries over HTTP, tokens of another issuer."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from app import Service, stand_ins
from auth.development import DevelopmentIssuer, resident
from auth.roles import Level
from settings import ROOT, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from sources.city import City
from tests.contract.loopback import served
from tests.databases import KEYS
from tests.trusted import trusting
from tests.workbench import bsn_of, workbench

ISSUER = "https://inloggen.example"
QUERY = """{ mij { naam { volledigeNaam } adres { regels bag { oppervlakte bouwjaren } }
  aanvragen(eerste: 5) { knopen { id nummer soort { naam } status { naam } documenten { knopen { titel } }
    besluiten { id soort datum } stappen { naam stand } } volgende }
  wozObjecten { id belang waarde { waarde peildatum } } facturen(eerste: 2) { knopen { id bedrag status } volgende }
  belastingaanslagen(eerste: 2) { knopen { id bedrag regels { soort wozObject { id belang } } } volgende }
  aantalMedebewoners adresHistorie { knopen { soort regels van { datum } } volgende }
  reisdocumenten { nummer soort geldigTot { datum } } producten { knopen { id naam status } }
  contactgegevens { emailadressen { adres } } contactmomenten { knopen { id kanaal } } afspraken { knopen { id begin } }
  meldingen { id soort titel datum regel } } }"""
SCHEMA = "{ __schema { queryType { name } } }"
# Whose reports are linked is kept by each service itself, and the workbench begins with some.
REPORTS = "{ mij { meldingenOpenbareRuimte { knopen { nummer } } } }"
JAN = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentIssuer:
    return DevelopmentIssuer(tmp_path_factory.mktemp("keys"), issuer=ISSUER, audience="urn:mijndenhaag:api")


@pytest.fixture(scope="module")
def outside(issuer: DevelopmentIssuer) -> Iterator[str]:
    """The registries and the issuer's keys, on the loopback address."""

    async def keys(request: Request) -> Response:
        return Response(await issuer.jwks(), media_type="application/json")

    registers = stand_ins(Settings(_env_file=None, omgeving="ontwikkeling"), City())  # type: ignore[call-arg]
    with served(Starlette(routes=[Route("/keys", keys), Mount("/", registers)])) as address:
        yield address


def credentials(registry: str) -> dict[str, str]:
    """How a stand-in lets us in."""
    known: dict[str, str] = importlib.import_module(f"sources.{registry}.stub").CREDENTIALS
    return known


def settings_of(outside: str, **changes: Any) -> Settings:
    registries = {
        registry.name: RegistrySettings.model_validate({"url": outside + registry.base, **credentials(registry.name)})
        for registry in REGISTRIES
    }
    given: dict[str, Any] = {"registries": registries, "token_issuer": ISSUER, "token_jwks_url": f"{outside}/keys"}
    given |= {**KEYS, **changes}
    return Settings(_env_file=None, omgeving="productie", **given)  # type: ignore[call-arg]


@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
async def test_the_answer_is_that_of_the_workbench(
    outside: str, issuer: DevelopmentIssuer, tmp_path: Path, transport: str
) -> None:
    documents = trusting(tmp_path, QUERY, REPORTS, SCHEMA)
    service = Service(settings_of(outside, transport=transport, data_dir=tmp_path, documents=documents))
    headers = {"authorization": f"Bearer {issuer.issue(JAN)}"}
    client = httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url="http://mijndenhaag.test")
    async with service.running(), client:
        answer = await client.post("/graphql", json={"query": QUERY}, headers=headers)
        reports = await client.post("/graphql", json={"query": REPORTS}, headers=headers)
        nobody = await client.post("/graphql", json={"query": SCHEMA})
    assert "x-synthetisch" not in answer.headers
    async with workbench(tmp_path, registries={"objecten": {}}) as bench:
        here = await bench.ask(JAN, QUERY)
        assert {wire.registry for wire in here.wires} == {registry.name for registry in REGISTRIES} - {
            "kvk",
            "signalen",
        }
    assert "errors" not in reports.json() and reports.json()["data"]["mij"]["meldingenOpenbareRuimte"] is not None
    mine = here.data["mij"]
    assert not here.codes and all(mine.values()) and mine["adres"]["bag"]
    assert all(mine[name]["knopen"] for name in ("aanvragen", "facturen", "belastingaanslagen", "producten"))
    assert answer.text == here.text
    assert nobody.json()["errors"][0]["extensions"]["code"] == "GEEN_TOEGANG", "introspection is off in productie"


async def test_a_token_of_the_workbench_opens_nothing_in_productie(outside: str, tmp_path: Path) -> None:
    service = Service(settings_of(outside, data_dir=tmp_path))
    foreign = DevelopmentIssuer(tmp_path, issuer=ISSUER, audience="urn:mijndenhaag:api")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url="http://mijndenhaag.test")
    headers = {"authorization": f"Bearer {foreign.issue(JAN)}"}
    async with service.running(), client:
        answer = await client.post("/graphql", json={"query": QUERY}, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "NIET_INGELOGD"


def test_in_productie_each_registry_is_configured_or_off(outside: str) -> None:
    registries = settings_of(outside).registries
    without = {name: each for name, each in registries.items() if name != "zaken"}
    with pytest.raises(Wrong, match="MIJNDENHAAG_REGISTRIES__ZAKEN__URL"):
        Service(settings_of(outside, registries=without))
    aimless = {**registries, "objecten": registries["objecten"].model_copy(update={"options": {}})}
    with pytest.raises(Wrong, match="MIJNDENHAAG_REGISTRIES__OBJECTEN__OPTIONS"):
        Service(settings_of(outside, registries=aimless))
    embedded = {**registries, "zaken": RegistrySettings(mode="embedded")}
    with pytest.raises(Wrong, match="MIJNDENHAAG_REGISTRIES__ZAKEN__MODE"):
        Service(settings_of(outside, registries=embedded))
    with pytest.raises(Wrong, match="MIJNDENHAAG_TOKEN_ISSUER"):
        Service(settings_of(outside, token_issuer=""))
    with pytest.raises(Wrong, match="MIJNDENHAAG_OMGEVING"):
        stand_ins(settings_of(outside))


async def test_a_registry_that_is_off_is_named(outside: str, issuer: DevelopmentIssuer, tmp_path: Path) -> None:
    registries = settings_of(outside).registries | {"zaken": RegistrySettings(mode="off")}
    documents = trusting(tmp_path, QUERY)
    service = Service(settings_of(outside, registries=registries, data_dir=tmp_path, documents=documents))
    headers = {"authorization": f"Bearer {issuer.issue(JAN)}"}
    client = httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url="http://mijndenhaag.test")
    async with service.running(), client:
        answer = (await client.post("/graphql", json={"query": QUERY}, headers=headers)).json()
        ready = (await client.get("/health/ready")).json()
    assert answer["data"]["mij"]["naam"] and answer["data"]["mij"]["aanvragen"] is None
    last = len(answer["data"]["mij"]["meldingen"]) - 1  # some of which follow from aanvragen
    assert [error["path"] for error in answer["errors"]] == [["mij", "aanvragen"], ["mij", "meldingen", last]]
    for error in answer["errors"]:
        assert error["extensions"] == {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "zaken"}
    assert ready["registries"]["zaken"] != "ok" and ready["registries"]["brp"] == "ok"


def test_nothing_of_the_workbench_is_loaded_in_productie(outside: str) -> None:
    """In a process of its own, since here the city is loaded already."""
    given = settings_of(outside)
    environment = {
        "MIJNDENHAAG_OMGEVING": "productie",
        "MIJNDENHAAG_TOKEN_ISSUER": ISSUER,
        "MIJNDENHAAG_TOKEN_JWKS_URL": given.token_jwks_url,
        **{f"MIJNDENHAAG_{name.upper()}": json.dumps(keys) for name, keys in KEYS.items()},
    }
    for name, each in given.registries.items():
        environment[f"MIJNDENHAAG_REGISTRIES__{name.upper()}__URL"] = each.url
        if each.options:
            environment[f"MIJNDENHAAG_REGISTRIES__{name.upper()}__OPTIONS"] = json.dumps(each.options)
    program = (
        "import json, sys; from app import Service; from settings import Settings; Service(Settings(_env_file=None));"
        "print(json.dumps([m for m in sys.modules if m.startswith('sources.city') or 'stub' in m.split('.')"
        " or m.startswith('auth.development') or m == 'sqlalchemy']))"
    )
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout
    assert json.loads(printed) == []
