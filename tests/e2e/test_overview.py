"""The resident's start page: one operation, the calls that it takes, and what is left of it when registries fail."""

import itertools
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.roles import Level
from resolvers.melding import REGELS
from tests.faults import Fault, answers, slow
from tests.operations import inlined, operation
from tests.workbench import Answered, Workbench, bsn_of, workbench

OVERVIEW = operation("web/Overzicht")
# Which rule made a melding tells which registry stands behind it. What tasks and sums do without a registry is tried in
# test_berichten.py and test_money.py.
WITH_RULES = re.sub(
    r"^    (taken|teBetalen)\b.*?^    }\n",
    "",
    inlined(OVERVIEW).replace("meldingen {", "meldingen {\n      regel", 1),
    flags=re.M | re.S,
)
# In the Objects API the messages of departments and tasks; in Open VTB tasks too.
FIRST = {"brp": 1, "zaken": 1, "facturen": 1, "belastingen": 1, "objecten": 2, "vtb": 1, "openproduct": 1}
REGISTRIES = (*FIRST, "woz")
# The blocks that need a registry; meldingen are made of several, and judged apart.
BLOCKS = {
    "brp": {"naam", "wozObjecten"},  # the address is what the WOZ is asked by
    "zaken": {"aanvragen"},
    "facturen": {"facturen"},
    "belastingen": {"belastingaanslagen"},
    "objecten": set(),
    "vtb": set(),
    "openproduct": set(),
    "woz": {"wozObjecten"},
}
# The registry behind what rules look at, where that has another name.
BEHIND = {"adres": "brp", "aanvragen": "zaken", "betaalmomenten": "facturen", "belastingaanslagen": "belastingen",
          "parkeervergunningen": "openproduct"}  # fmt: skip
RULES = {each.naam: BEHIND.get(each.bron, each.bron) for each in REGELS.regel} | {None: "objecten"}
# In which order the sources of meldingen that fail are told.
ORDER = ("objecten", "brp", "facturen", "belastingen", "vtb", "openproduct", "zaken")
TASKS = {"Upload uw huurcontract": "vtb", "Betaal de leges": "vtb"}  # of Jan; the others are objects
DOWN = answers(503, "application/json", b"{}")
AWAY, LATE = "BRON_NIET_BESCHIKBAAR", "BRON_TE_TRAAG"


async def told(bench: Workbench, who: Any, query: str = OVERVIEW) -> Answered:
    """The answer, with what the operation took beside it."""
    headers = {"authorization": f"Bearer {bench.token(who)}", "x-uitvoering": "1"}
    return await bench.post({"query": query}, headers)


def waves(answer: Answered) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for call in answer.body["extensions"]["uitvoering"]["bevragingen"]:
        found.setdefault(call["golf"], Counter())[call["bron"]] += 1
    return found


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        await bench.ask("jan", OVERVIEW)  # the catalogue is in memory from now on
        yield bench


# What it takes


async def test_one_person_is_one_call_to_each_registry_and_the_woz_after_the_address(bench: Workbench) -> None:
    answer = await told(bench, "jan")
    assert not answer.codes and all(answer.data["mij"].values())
    assert waves(answer) == {1: FIRST, 2: {"woz": 1}}
    assert Counter(wire.registry for wire in answer.wires) == {**FIRST, "woz": 1}, "as it was counted on the wire"


@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL], ids=lambda level: level.name)
async def test_where_tasks_have_one_home_it_takes_nine_calls_at_most(level: Level, tmp_path: Path) -> None:
    """As the service starts; `bench` has tasks in two places."""
    async with workbench(tmp_path, registries={"objecten": {}}) as bench:
        who = resident("iemand", bsn_of("jan"), "", "", level)
        await bench.ask(who, OVERVIEW)
        answer = await bench.ask(who, OVERVIEW)
        assert not answer.codes and len(answer.wires) == 8 + (level is Level.SUBSTANTIEEL)


async def test_the_first_wave_is_under_way_at_once(bench: Workbench) -> None:
    bench.tap.pause, bench.tap.peak = 0.05, 0
    answer = await told(bench, "jan")
    assert not answer.codes and bench.tap.peak == sum(FIRST.values())


async def test_travel_documents_are_asked_only_of_who_may_see_them(bench: Workbench) -> None:
    surer = await told(bench, resident("iemand", bsn_of("jan"), "", "", Level.SUBSTANTIEEL))
    assert waves(surer) == {1: {**FIRST, "reisdocumenten": 1}, 2: {"woz": 1}}
    titles = [each["titel"] for each in surer.data["mij"]["meldingen"]]
    assert any(title.startswith("Uw paspoort verloopt op ") for title in titles)
    assert "HOGER_NIVEAU" not in {each["soort"] for each in surer.data["mij"]["meldingen"]}


async def test_the_neutral_entry_stands_there_whether_or_not_there_is_anything_above_it(bench: Workbench) -> None:
    entries = []
    for persona in ("jan", "willemijn"):  # one whose passport expires, one who has none
        answer = await told(bench, persona)
        entries.append([each for each in answer.data["mij"]["meldingen"] if each["soort"] == "HOGER_NIVEAU"])
    assert entries[0] == entries[1] and len(entries[0]) == 1


async def test_who_has_nothing_gets_empty_lists_and_no_error(bench: Workbench) -> None:
    answer = await told(bench, "willemijn")
    mij = answer.data["mij"]
    assert not answer.codes
    assert mij["facturen"]["knopen"] == mij["aanvragen"]["knopen"] == []
    for persona in ("boris", "ingrid", "omar"):  # on a boat, abroad, nobody knows where
        answer = await told(bench, persona)
        assert not answer.codes and answer.data["mij"]["wozObjecten"] == []
        assert "woz" not in {wire.registry for wire in answer.wires}


async def test_a_household_at_one_address_asks_the_woz_once(bench: Workbench) -> None:
    query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
      wozObjecten { nummer belang waarde { waarde } } } }"""
    answer = await bench.ask("dienst", query, bsns=[bsn_of("jan"), bsn_of("fatima"), bsn_of("peter")])
    assert Counter(wire.registry for wire in answer.wires) == {"brp": 1, "woz": 2}
    jan, fatima, peter = (each["wozObjecten"] for each in answer.data["personen"])
    assert (jan[0]["belang"], fatima[0]["belang"]) == ("EIGENAAR", "GEBRUIKER")
    assert jan[0]["nummer"] == fatima[0]["nummer"] != peter[0]["nummer"]


async def test_the_invoices_and_the_assessments_of_fifty_persons_are_one_call_each(bench: Workbench) -> None:
    bsns = [bench.city.bsn(index) for index in range(100, 150)]
    query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
      burgerservicenummer facturen { knopen { nummer } } belastingaanslagen(eerste: 3) { knopen { jaar } } } }"""
    answer = await bench.ask("dienst", query, bsns=bsns)
    assert not answer.codes and Counter(wire.registry for wire in answer.wires) == {"facturen": 1, "belastingen": 1}
    for bsn, person in zip(bsns, answer.data["personen"], strict=True):
        index = bench.city.index(bsn)
        assert index is not None and person["burgerservicenummer"] == bsn
        invoices = bench.city.invoices.of(index)
        assert len(person["facturen"]["knopen"]) == len(invoices)


async def test_a_second_home_is_known_through_the_assessments_only(bench: Workbench) -> None:
    query = """{ mij { wozObjecten { nummer } belastingaanslagen(eerste: 1) { knopen { regels {
      soort wozNummer wozObject { nummer belang adresregels waarde { waarde } } waarde } } } } }"""
    answer = await bench.ask("wim", query)
    assert not answer.codes
    [home] = answer.data["mij"]["wozObjecten"]
    lines = answer.data["mij"]["belastingaanslagen"]["knopen"][0]["regels"]
    taxed = {line["wozNummer"]: line for line in lines if line["soort"] == "OZB_EIGENAAR"}
    assert len(taxed) == 2 and home["nummer"] in taxed
    for number, line in taxed.items():
        found = line["wozObject"]
        assert (found["nummer"], found["belang"]) == (number, "EIGENAAR") and found["waarde"]["waarde"] == line[
            "waarde"
        ]
    assert Counter(wire.path for wire in answer.wires if wire.registry == "woz") == {
        "/wozobjecten": 1,
        **{f"/wozobjecten/{number}": 1 for number in taxed},
    }


# What is left of it


def source_of(melding: Any) -> str | None:
    """Behind which registry a melding stands."""
    if RULES.get(melding["regel"]) == "taken":
        return TASKS.get(melding["titel"].partition(": ")[2], "objecten")
    return RULES.get(melding["regel"])


def expected(healthy: Any, failing: Collection[str]) -> tuple[Any, dict[str, str]]:
    """The answer without these registries, and per path whose error stands there."""
    data = {**healthy}
    bron: dict[str, str] = {}
    for registry in failing:
        for block in BLOCKS[registry]:
            data[block] = None
            bron.setdefault(f"mij.{block}", registry)
    left = [each for each in healthy["meldingen"] if source_of(each) not in failing]
    told = [registry for registry in ORDER if registry in failing]
    sources = [each for each in told if each != "vtb" or "objecten" not in told]  # of tasks one failure is enough
    if sources and all(each["regel"] == "hoger-niveau" for each in left):
        data["meldingen"], bron["mij.meldingen"] = None, sources[0]
    else:
        data["meldingen"] = [*left, *[None] * len(sources)]
        bron |= {f"mij.meldingen.{len(left) + place}": registry for place, registry in enumerate(sources)}
    return data, bron


def check(answer: Answered, healthy: Any, failing: Collection[str], code: str = AWAY) -> None:
    data, bron = expected(healthy, failing)
    assert answer.status == 200 and answer.data["mij"] == data
    found = {".".join(map(str, error["path"])): error["extensions"] for error in answer.body.get("errors", ())}
    assert {path: each["bron"] for path, each in found.items()} == bron
    assert {each["code"] for each in found.values()} <= {code}


@pytest.mark.parametrize("fault", [DOWN, answers(200, "text/html", b"<html>")], ids=["503", "html"])
@pytest.mark.parametrize("registry", REGISTRIES)
async def test_any_one_registry_down_takes_its_block_and_no_other(
    bench: Workbench, registry: str, fault: Fault
) -> None:
    healthy = (await bench.ask("jan", WITH_RULES)).data["mij"]
    assert len({each["regel"] for each in healthy["meldingen"]}) > 2, "made of several registries"
    bench.tap.faults[registry] = fault
    check(await bench.ask("jan", WITH_RULES), healthy, {registry}, AWAY if fault is DOWN else "BRON_ONGELDIG")


async def test_any_two_registries_down_leave_the_others(bench: Workbench) -> None:
    healthy = (await bench.ask("jan", WITH_RULES)).data["mij"]
    for pair in itertools.combinations(REGISTRIES, 2):
        bench.tap.faults = dict.fromkeys(pair, DOWN)
        check(await bench.ask("jan", WITH_RULES), healthy, pair)
        bench.tap.faults = {}
        assert (await bench.ask("jan", WITH_RULES)).data["mij"] == healthy


async def test_with_everything_down_there_is_still_an_answer(bench: Workbench) -> None:
    healthy = (await bench.ask("jan", WITH_RULES)).data["mij"]
    bench.tap.faults = dict.fromkeys((*REGISTRIES, "catalogi", "documenten", "bag", "reisdocumenten"), DOWN)
    answer = await bench.ask("jan", WITH_RULES)
    check(answer, healthy, REGISTRIES)
    assert not any(answer.data["mij"].values())


@pytest.mark.parametrize("failing", [("zaken",), ("brp", "woz"), REGISTRIES], ids=lambda names: "+".join(names))
async def test_what_is_slow_is_given_up_and_the_answer_comes_in_time(failing: tuple[str, ...], tmp_path: Path) -> None:
    deadline = 1.0
    async with workbench(tmp_path, deadline=deadline) as bench:
        healthy = (await bench.ask("jan", WITH_RULES)).data["mij"]
        bench.tap.faults = dict.fromkeys(failing, slow(30))
        began = time.perf_counter()
        answer = await bench.ask("jan", WITH_RULES)
        assert time.perf_counter() - began < deadline + 0.5
        check(answer, healthy, failing, LATE)
