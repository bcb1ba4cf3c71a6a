"""The practice city in productie: the whole graph for analysts, and no way from it to a registry."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from auth.development import DevelopmentIdentity, resident
from auth.roles import Level, Role
from practice import Practice
from settings import Settings, Wrong
from sources import REGISTRIES
from sources.city.personas import PERSONAS
from sources.core.embedded import EmbeddedTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from tests.databases import KEYS
from tests.operations import operation
from tests.productie import ANALYST, productie
from tests.trusted import trusting
from tests.workbench import workbench

JAN = PERSONAS[0]

# The structure


async def test_every_way_out_of_the_practice_city_ends_in_this_process(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        practice: Practice = live.service.practice
        assert practice.adapters.keys() == {registry.name for registry in REGISTRIES}
        for name, adapter in practice.adapters.items():
            upstream = adapter.upstream
            assert adapter is not live.service.adapters[name] and upstream is not live.service.adapters[name].upstream
            (way,) = (each for each in reached(upstream) if isinstance(each, EmbeddedTransport))
            assert upstream._transport is way, name
        context = practice.context(None, {})
        assert context._adapters is practice.adapters and context.contacts is practice.keeping.contacts
        assert context.figures is practice.figures and practice.figures is not live.service.figures
        assert practice.figures._adapters is practice.adapters
        open_, closed = (
            [type(each) for each in reached(adapters) if isinstance(each, NETWORK)]
            for adapters in (live.service.adapters, practice.adapters)
        )
        assert len(open_) >= len(REGISTRIES) and closed == []


NETWORK = (httpx.AsyncHTTPTransport, PyreqwestTransport)


def reached(start: Any) -> list[Any]:
    """Everything of ours, and every transport, that can be reached from here by attributes and containers."""
    found, line = dict[int, Any](), [start]
    while line:
        each = line.pop()
        if id(each) in found:
            continue
        if isinstance(each, dict):
            found[id(each)] = each
            line += each.values()
        elif isinstance(each, list | tuple):
            found[id(each)] = each
            line += each
        elif type(each).__module__.partition(".")[0] in ("sources", "tests", "httpx"):
            found[id(each)] = each
            slots = (name for cls in type(each).__mro__ for name in getattr(cls, "__slots__", ()))
            line += [getattr(each, name, None) for name in (*getattr(each, "__dict__", {}), *slots)]
    return list(found.values())


def test_without_its_setting_there_is_none(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, omgeving="productie")  # type: ignore[call-arg]
    with pytest.raises(Wrong, match="MIJNDENHAAG_OEFENSTAD"):
        Practice(settings, None, None, None)  # type: ignore[arg-type]


async def test_in_productie_it_is_not_even_loaded_without_its_setting(tmp_path: Path) -> None:
    async with productie(tmp_path, oefenstad=False) as live:
        assert live.service.practice is None
        for path in ("/oefenstad/graphql", "/oefenstad/personas", "/oefenstad/graphiql/"):
            assert (await live.client.get(path)).status_code == 404


# Who gets in


async def test_only_analysts_get_in(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        for role in (*(role for role in Role if role is not Role.ANALIST), None):
            who: DevelopmentIdentity | None = DevelopmentIdentity("x", "", "", {"roles": [str(role).lower()]})
            if role in (None, Role.INWONER):
                who = resident("jan", JAN.bsn, "", "", Level.HOOG) if role else None
            answer = await live.post("/oefenstad/graphql", "{ mij { leeftijd } }", {"x_oefenpersona": "jan"}, who=who)
            personas = await live.client.get("/oefenstad/personas", headers=live.headers(who, {}))
            (error,) = answer.json()["errors"]
            assert answer.status_code in (401, 403) and personas.status_code in (401, 403)
            assert error["extensions"]["code"] in ("NIET_INGELOGD", "GEEN_TOEGANG") and "data" not in answer.json()
            if role in (Role.INWONER, Role.MEDEWERKER, Role.DIENST, Role.BEHEERDER):
                assert (answer.status_code, error["extensions"]["code"]) == (403, "GEEN_TOEGANG")
        assert live.sent == []


async def test_on_a_workbench_everybody_gets_in(tmp_path: Path) -> None:
    async with workbench(tmp_path, oefenstad=True) as bench:
        for headers in ({}, {"authorization": f"Bearer {bench.token('jan')}"}):
            query, named = {"query": "{ mij { naam { volledigeNaam } } }"}, {**headers, "x-oefenpersona": "fatima"}
            answer = await bench.client.post("/oefenstad/graphql", json=query, headers=named)
            assert answer.status_code == 200 and answer.json()["data"]["mij"]
        assert (await bench.client.get("/oefenstad/personas")).status_code == 200


# What there is


async def test_an_analyst_looks_as_whom_they_choose_and_no_call_leaves(tmp_path: Path) -> None:
    """Each persona and everything that a resident can ask; what the city gives, nobody else was asked for."""
    overview = operation("web/Overzicht")
    async with productie(tmp_path) as live:
        for persona in PERSONAS:
            headers = {"x_oefenpersona": persona.name, "x_oefenniveau": "HOOG"}
            answer = await live.post("/oefenstad/graphql", overview, headers)
            assert answer.status_code == 200 and answer.headers["x-synthetisch"] == "1"
            assert "errors" not in answer.json() and answer.json()["data"]["mij"]
        own = await live.post("/oefenstad/graphql", "{ mij { burgerservicenummer } }", {"x_oefenpersona": "jan"})
        assert own.json()["data"]["mij"]["burgerservicenummer"] == JAN.bsn
        low = await live.post(
            "/oefenstad/graphql", "{ mij { leeftijd } }", {"x_oefenpersona": "jan", "x_oefenniveau": "LAAG"}
        )
        assert low.json()["errors"][0]["extensions"]["code"] == "HOGER_NIVEAU_NODIG"
        assert live.sent == []


async def test_as_themselves_they_see_the_figures_and_the_schema(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        answer = await live.post(
            "/oefenstad/graphql",
            "{ sessie { rol } analyse { peildatum } __schema { types { name } } mij { leeftijd } }",
        )
        data = answer.json()["data"]
        assert data["sessie"] == {"rol": "ANALIST"} and data["analyse"]["peildatum"] and data["__schema"]["types"]
        assert data["mij"] is None and answer.json()["errors"][0]["extensions"]["code"] == "GEEN_TOEGANG"
        assert live.sent == []
        told = await live.post("/graphql", "{ __schema { types { name } } }")
        assert told.json()["data"]["__schema"]["types"], "the schema is no data of anybody"
        personas = await live.client.get("/oefenstad/personas", headers=live.headers(ANALYST, {}))
        assert {each["naam"] for each in personas.json()["personas"]} == {
            *(persona.name for persona in PERSONAS),
            "agnes",
            "dirk",
            "dienst",
        }
        assert not any(persona.bsn in personas.text for persona in PERSONAS)


async def test_an_employee_of_the_city_opens_a_dossier_that_is_no_dossier_elsewhere(tmp_path: Path) -> None:
    start = f"""mutation {{ startKlantcontact(wie: {{burgerservicenummer: "{JAN.bsn}"}}, doel: BURGERZAKEN,
        verificatie: CONTROLEVRAGEN) {{ id persoon {{ naam {{ volledigeNaam }} }} }} }}"""
    again = "query Weer($id: ID!) { klantcontact(id: $id) { persoon { leeftijd } } }"
    async with productie(tmp_path, documents=trusting(tmp_path, again)) as live:
        opened = (await live.post("/oefenstad/graphql", start, {"x_oefenpersona": "agnes"})).json()
        contact = opened["data"]["startKlantcontact"]
        assert contact["persoon"]["naam"]["volledigeNaam"]
        seen = await live.post("/oefenstad/graphql", again, {"x_oefenpersona": "agnes"}, id=contact["id"])
        assert seen.json()["data"]["klantcontact"]["persoon"]["leeftijd"]
        agent = DevelopmentIdentity("a1", "", "", {"roles": ["medewerker"]})  # the same, logged in as an employee
        elsewhere = await live.post("/graphql", again, who=agent, id=contact["id"])
        assert elsewhere.json()["data"]["klantcontact"] is None
        assert live.sent == [], "a number of the city is asked of no registry"
        service = f'{{ personen(burgerservicenummers: ["{JAN.bsn}"]) {{ leeftijd }} }}'
        found = (await live.post("/oefenstad/graphql", service, {"x_oefenpersona": "dienst"})).json()
        assert found["data"]["personen"][0]["leeftijd"] and live.sent == []


NOBODY = {
    "nobody": {"x_oefenpersona": "onbekende"},
    "two": {"x_oefenpersona": "jan, fatima"},
    "no level": {"x_oefenpersona": "jan", "x_oefenniveau": "9"},
    "a level of nobody": {"x_oefenniveau": "HOOG"},
    "a number": {"x_oefenpersona": JAN.bsn},
}


async def test_who_is_nobody_in_the_city_is_an_error(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        for name, headers in NOBODY.items():
            answer = await live.post("/oefenstad/graphql", "{ sessie { rol } }", headers)
            (error,) = answer.json()["errors"]
            assert error["extensions"]["code"] == "ONGELDIGE_INVOER" and "data" not in answer.json(), name
            assert not any(value in answer.text for value in headers.values()), name


async def test_a_persona_is_nobody_outside_the_city(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        answer = await live.post("/graphql", "{ sessie { rol } mij { leeftijd } }", {"x_oefenpersona": "jan"})
        assert answer.json()["data"] == {"sessie": {"rol": "ANALIST"}, "mij": None}
        assert "x-synthetisch" not in answer.headers and live.sent == []


PRODUCTIE = """
import json
import sys
from app import Service
from settings import RegistrySettings, Settings
from sources import REGISTRIES
off = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
keys = {"token_issuer": "https://i.example", "token_jwks_url": "https://i.example/keys", **json.loads(sys.argv[1])}
Service(Settings(_env_file=None, registries=off, oefenstad=sys.argv[2] == "on", **keys))
print(*(name for name in sys.modules if name.startswith(("sources.city", "practice")) or name.endswith(".stub")))
"""


@pytest.mark.parametrize("setting", ["on", "off"])
async def test_the_city_is_loaded_where_its_setting_is_on_only(setting: str) -> None:
    root = Path(__file__).parents[2]
    ran = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PRODUCTIE, json.dumps(KEYS), setting), cwd=root, stdout=asyncio.subprocess.PIPE
    )
    loaded = (await ran.communicate())[0].decode().split()
    assert ran.returncode == 0 and ("practice" in loaded) is (setting == "on") and bool(loaded) is (setting == "on")


async def test_each_door_to_the_graph_has_the_limits_of_the_settings(tmp_path: Path) -> None:
    """What is prepared for one door is so for the others, by one who knows the limits."""
    async with workbench(tmp_path, oefenstad=True, fields=10) as bench:
        many = "{ mij { " + " ".join(f"v{number}: leeftijd" for number in range(11)) + " } }"
        for path in ("/graphql", "/oefenstad/graphql"):
            refused = await bench.client.post(path, json={"query": many})
            assert "ten hoogste 10 velden" in refused.text
        before = len(bench.service.preparer)
        for path in ("/graphql", "/oefenstad/graphql"):
            await bench.client.post(path, json={"query": "{ sessie { doorDezeTest: niveau } }"})
        assert len(bench.service.preparer) == before + 1
