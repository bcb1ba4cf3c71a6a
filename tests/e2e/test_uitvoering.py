"""What an operation took, told to who asks for it on a workbench, and to nobody in productie."""

import json
from pathlib import Path

import httpx

from app import Service
from settings import RegistrySettings, Settings
from sources import REGISTRIES
from tests.databases import KEYS
from tests.faults import answers
from tests.trusted import trusting
from tests.workbench import bsn_of, workbench

QUERY = "query Q($ja: Boolean!) { mij { naam { volledigeNaam } facturen @include(if: $ja) { knopen { nummer } } } }"
ASKS = {"x-uitvoering": "1"}


async def test_it_tells_the_calls_as_they_were_made_and_the_cost_as_it_was_planned(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        headers = ASKS | {"authorization": f"Bearer {bench.token('jan')}"}
        both = await bench.post({"query": QUERY, "variables": {"ja": True}}, headers)
        one = await bench.post({"query": QUERY, "variables": {"ja": False}}, headers | {"accept-language": "en"})
    told = both.body["extensions"]["uitvoering"]
    assert (told["kosten"], told["golven"]) == (2, 1) and 0 < told["seconden"] < 8
    calls = {call["bron"]: call for call in told["bevragingen"]}
    assert sorted(calls) == sorted(wire.registry for wire in both.wires)
    assert calls["brp"] == calls["brp"] | {
        "naam": "Basisregistratie Personen", "operatie": "POST /personen", "sleutels": 1, "golf": 1, "pogingen": 1,
        "uitkomst": "200", "gevraagd": ["burgerservicenummer", "naam.volledigeNaam"],
    }  # fmt: skip
    assert calls["facturen"]["gevraagd"] == ["factuurdatum", "factuurnummer", "uuid"]
    assert all(0 <= call["begin"] <= told["seconden"] and call["seconden"] >= 0 for call in calls.values())
    told = one.body["extensions"]["uitvoering"]
    assert (told["kosten"], [call["naam"] for call in told["bevragingen"]]) == (1, ["Personal Records Database"])
    assert bsn_of("jan") not in json.dumps(both.body["extensions"])


async def test_it_tells_how_a_call_failed_and_what_was_not_asked_for_is_not_told(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults["brp"] = answers(503, "application/json", b"{}")
        headers = {"authorization": f"Bearer {bench.token('jan')}"}
        body = {"query": "{ mij { leeftijd } }"}
        failed = await bench.post(body, headers | ASKS)
        assert [call["uitkomst"] for call in failed.body["extensions"]["uitvoering"]["bevragingen"]] == ["503"]
        for other in ({}, {"x-uitvoering": "0"}, {"x-uitvoering": "true"}):
            assert "extensions" not in (await bench.post(body, headers | other)).body


async def test_in_productie_nobody_is_told_and_nothing_of_the_workbench_answers(tmp_path: Path) -> None:
    off = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
    service = Service(
        Settings(  # type: ignore[call-arg]
            _env_file=None,
            omgeving="productie",
            registries=off,
            token_issuer="https://i.example",
            token_jwks_url="https://i.example/keys",
            data_dir=tmp_path,
            documents=trusting(tmp_path, "{ sessie { rol } }"),
            **KEYS,
        )
    )
    transport = httpx.ASGITransport(service.app)
    async with service.running(), httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.post("/graphql", json={"query": "{ sessie { rol } }"}, headers=ASKS)
        assert answer.json() == {"data": {"sessie": None}}
        for path in ("/graphiql/", "/graphiql/index.html", "/ontwikkeling/personas"):
            assert (await client.get(path)).status_code == 404
        assert (await client.post("/ontwikkeling/token", json={"persona": "jan"})).status_code == 404
