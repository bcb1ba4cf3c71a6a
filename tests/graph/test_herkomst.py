"""Where each block comes from: by its declaration, for who may see it, in two languages."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, build_schema

from auth.development import resident
from auth.roles import Level, Purpose
from settings import ROOT
from sources import REGISTRIES
from tests.e2e.dossiers import opened
from tests.e2e.published import OWN
from tests.workbench import Workbench, bsn_of, workbench

ALL = "herkomst { blok groep bron naam peilmoment grond waarom correctie correctieAdres }"
ASK = f"{{ mij {{ {ALL} }} }}"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def groups() -> dict[str, str]:
    """The field group of each field of a person that tells something, by the published SDL."""
    person = build_schema((ROOT / "graphql" / "schema.graphql").read_text()).type_map["Person"]
    assert isinstance(person, GraphQLObjectType)
    found = {}
    for name, field in person.fields.items():
        assert field.ast_node is not None
        [veld] = [each for each in field.ast_node.directives or () if each.name.value == "veld"]
        found[name] = {argument.name.value: argument.value for argument in veld.arguments}["groep"].value
    return {name: group for name, group in found.items() if name not in OWN}


def blocks(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["blok"]: each for each in found}


async def test_each_block_says_where_it_comes_from_and_when(bench: Workbench) -> None:
    identity = resident("iemand", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
    answer = await bench.ask(identity, ASK)
    assert not answer.codes and answer.wires == [], "it takes no registry to tell"
    told = blocks(answer.data["mij"]["herkomst"])
    assert {name: each["groep"] for name, each in told.items()} == groups()
    known = {registry.name: registry for registry in REGISTRIES}
    for each in told.values():
        registry = known[each["bron"]]
        assert each["naam"] == registry.dutch and each["grond"] == registry.origin.ground.dutch
        assert each["correctie"] == registry.origin.correction.dutch and each["waarom"] == "Het zijn uw eigen gegevens."
        assert (each["correctieAdres"] or "") == registry.origin.address
        assert abs(datetime.fromisoformat(each["peilmoment"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert {name: told[name]["bron"] for name in ("adres", "aanvragen", "wozObjecten", "facturen", "meldingen")} == {
        "adres": "brp", "aanvragen": "zaken", "wozObjecten": "woz", "facturen": "facturen", "meldingen": "objecten",
    }  # fmt: skip


async def test_only_the_blocks_that_this_viewer_may_see_are_told(bench: Workbench) -> None:
    mine = blocks((await bench.ask("jan", ASK)).data["mij"]["herkomst"])
    assert mine.keys() == {name for name, group in groups().items() if group != "GEVOELIG"}
    child = await bench.ask("jan", "{ mij { kinderen { persoon { herkomst { blok waarom } } } } }")
    of_child = blocks(child.data["mij"]["kinderen"][0]["persoon"]["herkomst"])
    theirs = ("BSN", "IDENTITEIT", "ADRES", "RELATIES", "ZAKEN", "PROFIEL", "BERICHTEN")
    assert of_child.keys() == {name for name, group in groups().items() if group in theirs}
    assert {each["waarom"] for each in of_child.values()} == {"U hebt het gezag over dit kind."}
    without = await bench.ask("mark", "{ mij { kinderen { persoon { herkomst { blok } } } } }")
    assert without.data["mij"]["kinderen"][0]["persoon"]["herkomst"] == []
    other = await bench.ask("jan", "{ mij { partners { persoon { herkomst { blok } } } } }")
    assert other.data["mij"]["partners"][0]["persoon"]["herkomst"] == []


async def test_an_employee_reads_the_purpose_and_a_service_its_task(bench: Workbench) -> None:
    agent = await opened(bench, bsn_of("jan"), ALL, Purpose.BELASTINGEN)
    told = blocks(agent.data["klantcontact"]["persoon"]["herkomst"])
    assert {each["waarom"] for each in told.values()} == {
        "U helpt deze inwoner: gemeentelijke belastingen en WOZ-waarde."
    }
    assert "reisdocumenten" not in told
    service = await bench.ask("dienst", f'{{ personen(burgerservicenummers: ["{bsn_of("jan")}"]) {{ {ALL} }} }}')
    told = blocks(service.data["personen"][0]["herkomst"])
    assert {each["waarom"] for each in told.values()} == {"Deze dienst heeft het nodig voor haar taak."}
    assert "facturen" in told and "meldingen" not in told and "partners" not in told


async def test_it_is_told_in_the_language_that_is_asked(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "accept-language": "en"}
    answer = await bench.post({"query": ASK}, headers)
    known = {registry.name: registry for registry in REGISTRIES}
    for each in answer.data["mij"]["herkomst"]:
        registry = known[each["bron"]]
        assert each["naam"] == registry.english and each["correctie"] == registry.origin.correction.english
        assert each["grond"] == registry.origin.ground.english and each["waarom"] == "It is your own data."


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.name)
def test_every_registry_says_it_in_two_languages(registry: Any) -> None:
    for text in (registry.origin.ground, registry.origin.correction):
        assert text.dutch.endswith(".") and text.english.endswith(".") and text.dutch != text.english
    assert registry.origin.address == "" or registry.origin.address.startswith("https://")
