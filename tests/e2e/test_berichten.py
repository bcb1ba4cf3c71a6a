"""Messages, tasks and submissions in the graph: in pages, of which request, and when a source fails."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.roles import Level, Purpose
from resolvers.taak import standen as taken
from sources.city.dossiers import Kind
from tests.e2e.dossiers import opened
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

DOWN = answers(503, "application/json", b"{}")
AWAY = "BRON_NIET_BESCHIKBAAR"
DETAIL = """query ($id: ID!) { mij { aanvraag(id: $id) { nummer statushistorie { naam } documenten { knopen { titel } }
  berichten { knopen { onderwerp } } %s } } }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        await bench.ask("jan", "{ mij { aanvragen { knopen { soort { naam } status { naam } } } } }")  # the catalogue
        yield bench


def surely(persona: str) -> Any:
    return resident(persona, bsn_of(persona), "", "", Level.SUBSTANTIEEL)


async def whole(bench: Workbench, persona: str, field: str, row: str, more: str = "", size: int = 7) -> list[Any]:
    """Every row of a list, page by page."""
    rows: list[Any] = []
    na = None
    while True:
        page = f"{field}(eerste: {size}, na: $na{more}) {{ knopen {{ {row} }} heeftVolgende volgende }}"
        query = f"query ($na: String) {{ mij {{ {page} }} }}"
        answer = await bench.ask(persona, query, na=na)
        assert not answer.codes
        found = answer.data["mij"][field]
        rows += found["knopen"]
        assert found["heeftVolgende"] is (found["volgende"] is not None) and len(found["knopen"]) <= size
        na = found["volgende"]
        if na is None:
            return rows


async def test_all_messages_come_page_by_page_newest_first_and_none_before_its_time(bench: Workbench) -> None:
    rows = await whole(bench, "wim", "berichten", "id publicatiedatum ongelezen", size=40)
    dates = [row["publicatiedatum"] for row in rows]
    assert len({row["id"] for row in rows}) == len(rows) == 130 and dates == sorted(dates, reverse=True)
    query = "{ mij { berichten(eerste: 100) { knopen { onderwerp } } } }"
    shown = (await bench.ask("jan", query)).data["mij"]["berichten"]["knopen"]
    assert len(shown) == 6 and "Vernieuw uw parkeervergunning" not in json.dumps(shown)


async def test_the_unread_are_counted_and_shown_by_one_call_that_marks_nothing(bench: Workbench) -> None:
    query = """{ mij { alle: berichten(eerste: 1) { aantalOngelezen } nieuw: berichten(filter: ONGELEZEN) {
      aantalOngelezen knopen { onderwerp ongelezen geopendOp } } oud: berichten(filter: GELEZEN) { aantalOngelezen
      knopen { ongelezen } } } }"""
    for _ in range(2):
        answer = await bench.ask("jan", query)
        mij = answer.data["mij"]
        assert [mij[name]["aantalOngelezen"] for name in ("alle", "nieuw", "oud")] == [2, 2, 2]
        assert [row["ongelezen"] for row in mij["nieuw"]["knopen"]] == [True, True]
        assert [row["ongelezen"] for row in mij["oud"]["knopen"]] == [False] * 4
        assert [(wire.registry, wire.method) for wire in answer.wires] == [("vtb", "GET")]
    few = await bench.ask("jan", "{ mij { berichten(eerste: 1, filter: ONGELEZEN) { aantalOngelezen } } }")
    assert few.data["mij"]["berichten"]["aantalOngelezen"] == 2 and "geopendOp__isnull=true" in few.wires[0].query


async def test_tasks_of_both_registries_are_one_list_by_the_day_that_they_are_due(bench: Workbench) -> None:
    rows = await whole(bench, "wim", "taken", "id bron uiterlijk status", size=7)
    days = [row["uiterlijk"] or "9999" for row in rows]
    assert days == sorted(days) and {row["bron"] for row in rows} == {"vtb", "objecten"}
    assert len({row["id"] for row in rows}) == len(rows) and {row["status"] for row in rows} == {"OPEN"}
    done = await whole(bench, "wim", "taken", "id status", ", filter: AFGEROND")
    every = await whole(bench, "wim", "taken", "id", ", filter: null", size=50)
    assert len(every) == len(rows) + len(done) == 60 and "OPEN" not in {row["status"] for row in done}


async def test_a_registry_that_the_municipality_has_not_is_not_missed_among_tasks(tmp_path: Path) -> None:
    async with workbench(tmp_path, registries={"vtb": {"mode": "off"}}) as bench:
        answer = await bench.ask("jan", "{ mij { taken { knopen { bron } } berichten { knopen { id } } } }")
    assert {row["bron"] for row in answer.data["mij"]["taken"]["knopen"]} == {"objecten"}
    assert answer.codes == {"mij.berichten": AWAY}


class Told:
    """What an edge is told, as far as rules need it."""

    def __init__(self, context: Any) -> None:
        self.context, self.subject = context, None


async def test_the_tasks_of_fifty_persons_in_the_objects_api_are_one_call(tmp_path: Path) -> None:
    async with workbench(tmp_path, registries={"vtb": {"mode": "off"}}) as bench:
        ask: Any = Told(bench.service.context(None, {}))
        before, persons = len(bench.tap.wires), [bench.city.bsn(index) for index in range(100, 150)]
        found = await asyncio.gather(*(taken(bsn, ask) for bsn in persons))
        assert [wire.registry for wire in bench.tap.wires[before:]] == ["objecten"]
        for bsn, rows in zip(persons, found, strict=True):
            tasks = bench.city.object_tasks.of(bench.city.index(bsn) or 0)
            assert len(rows) == sum(task.status == "open" for task in tasks)


async def test_rules_can_look_at_open_tasks(bench: Workbench) -> None:
    ask: Any = Told(bench.service.context(None, {}))
    tasks: list[Any] = [*await taken(bsn_of("jan"), ask)]
    assert sorted(each.bron for each in tasks) == ["objecten", "objecten", "vtb", "vtb"]
    assert "Betaal" not in repr(tasks)


async def test_what_belongs_to_a_request_stands_with_it_by_number_or_by_key(bench: Workbench) -> None:
    about = "knopen { id aanvraag aanvraagnummer }"
    query = f"""{{ mij {{ berichten(eerste: 100) {{ {about} }} taken(eerste: 100, filter: null) {{ {about} }}
      aanvragen(eerste: 100) {{ knopen {{ id nummer berichten(eerste: 100) {{ knopen {{ id }} }}
      taken(eerste: 100, filter: null) {{ knopen {{ id }} }} }} }} }} }}"""
    answer = await bench.ask(surely("jan"), query)
    assert not answer.codes and Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "vtb": 2, "objecten": 1}
    mij, there = answer.data["mij"], Counter[str]()
    for name in ("berichten", "taken"):
        for request in mij["aanvragen"]["knopen"]:
            by_key = [row["id"] for row in mij[name]["knopen"] if request["id"] == row["aanvraag"]]
            by_number = [row["id"] for row in mij[name]["knopen"] if request["nummer"] == row["aanvraagnummer"]]
            assert sorted(row["id"] for row in request[name]["knopen"]) == sorted([*by_key, *by_number])
            there.update({f"{name} by key": len(by_key), f"{name} by number": len(by_number)})
    assert len(there) == 4 and all(there.values())


@pytest.mark.parametrize(("more", "calls"), [("", 4), ("taken { knopen { titel bron } }", 6)])
async def test_the_detail_of_a_request_with_its_messages_is_two_waves(bench: Workbench, more: str, calls: int) -> None:
    listed = await bench.ask(surely("jan"), "{ mij { berichten { knopen { aanvraag } } } }")
    id_ = next(row["aanvraag"] for row in listed.data["mij"]["berichten"]["knopen"] if row["aanvraag"])
    headers = {"authorization": f"Bearer {bench.token(surely('jan'))}", "x-uitvoering": "1"}
    answer = await bench.post({"query": DETAIL % more, "variables": {"id": id_}}, headers)
    assert not answer.codes and answer.data["mij"]["aanvraag"]["berichten"]["knopen"]
    made = answer.body["extensions"]["uitvoering"]["bevragingen"]
    assert len(made) == len(answer.wires) == calls and {call["golf"] for call in made} == {1, 2}


async def test_enclosures_are_held_to_the_rules_of_documents_in_one_call(bench: Workbench) -> None:
    query = "{ mij { berichten(eerste: 100) { knopen { bijlagen { id } } } } }"
    answer = await bench.ask("wim", query)
    shown = {each["id"] for row in answer.data["mij"]["berichten"]["knopen"] for each in row["bijlagen"]}
    letters = bench.city.letters.of(bench.city.index(bsn_of("wim")) or 0)
    sent = {each.document for letter in letters for each in letter.enclosures}
    assert 0 < len(shown) < len(sent)
    documents = [wire for wire in answer.wires if wire.registry == "documenten"]
    assert len(documents) == -(-sum(len(wire.body["uuid__in"]) for wire in documents) // 100)
    for uuid in sent:
        assert bench.city.dossiers.find(Kind.INFORMATIEOBJECT, uuid) is not None


async def test_what_was_submitted_is_there_until_it_is_a_request(bench: Workbench) -> None:
    query = "{ mij { ingediend { knopen { nummer soort kanaal bedrag betaald document { titel } } } } }"
    answer = await bench.ask("jan", query)
    rows = answer.data["mij"]["ingediend"]["knopen"]
    assert not answer.codes and {row["soort"] for row in rows} == {
        "Parkeervergunning aanvragen",
        "Uittreksel aanvragen",
    }
    assert {row["bedrag"] for row in rows} == {"60.00", "14.50"} and all(
        row["nummer"].startswith("OF-") for row in rows
    )
    again = await bench.ask("jan", "{ mij { ingediend { knopen { soort } } } }")
    assert [wire.path.rpartition("/")[2] for wire in again.wires] == ["verzoeken"], "kinds are kept"
    assert len({row["id"] for row in await whole(bench, "wim", "ingediend", "id", size=7)}) == 24


# When a source fails


async def test_a_registry_that_is_down_is_named_at_the_end_of_each_page_of_tasks(bench: Workbench) -> None:
    query = """query ($na: String) { mij { taken(eerste: 4, na: $na) { knopen { bron } volgende }
      berichten { aantalOngelezen } } }"""
    for registry, other in (("vtb", "objecten"), ("objecten", "vtb")):
        bench.tap.faults = {registry: DOWN}
        na = None
        for _ in range(2):
            answer = await bench.ask("wim", query, na=na)
            page = answer.data["mij"]["taken"]
            assert [row and row["bron"] for row in page["knopen"]] == [*[other] * 4, None]
            [error] = [each for each in answer.body["errors"] if each["path"][1] == "taken"]
            assert error["path"] == ["mij", "taken", "knopen", 4] and error["extensions"]["bron"] == registry
            assert (answer.codes.get("mij.berichten") == AWAY) is (registry == "vtb")
            na = page["volgende"]
    bench.tap.faults = dict.fromkeys(("vtb", "objecten"), DOWN)
    answer = await bench.ask("wim", query)
    assert answer.data == {"mij": {"taken": None, "berichten": None}} and answer.codes["mij.taken"] == AWAY


async def test_a_place_that_is_none_is_refused_before_anything_is_asked(bench: Workbench) -> None:
    for field in ("berichten", "taken", "ingediend"):
        for arguments in ('na: "onzin"', "eerste: 0", "eerste: 101"):
            answer = await bench.ask("jan", f"{{ mij {{ {field}({arguments}) {{ knopen {{ id }} }} }} }}")
            assert answer.codes == {f"mij.{field}": "ONGELDIGE_INVOER"} and not answer.wires


async def test_an_employee_sees_the_same_messages_and_a_service_none(bench: Workbench) -> None:
    fields = "berichten { aantalOngelezen knopen { id onderwerp tekst } } taken { knopen { id titel link } }"
    mine = (await bench.ask("jan", f"{{ mij {{ {fields} }} }}")).data["mij"]
    theirs = await opened(bench, bsn_of("jan"), fields, Purpose.OVERIG)
    assert theirs.data["klantcontact"]["persoon"] == mine
    query = f'{{ personen(burgerservicenummers: ["{bsn_of("jan")}"]) {{ berichten {{ aantalOngelezen }} }} }}'
    answer = await bench.ask("dienst", query)
    assert answer.data == {"personen": [{"berichten": None}]} and not answer.wires
