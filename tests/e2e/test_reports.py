"""Reports about the street in the graph: known by a link or by a verified address, and never somebody else's."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.groups import FieldGroup
from auth.principal import Principal, Representation
from auth.reports import Report as Kept
from auth.roles import Level, Mandate, Role
from resolvers.openbareruimte import Voortgang, voortgang
from sources.city import PERSONAS
from sources.city.reports import STATES, Report
from tests.faults import answers, only, spoilt_json
from tests.workbench import Answered, Workbench, bsn_of, workbench

FIELDS = """knopen { id nummer hoofdcategorie categorie omschrijving locatie gebied status open ingediendOp
  gewijzigdOp afgehandeldOp stappen { naam bereikt huidig op } } heeftVolgende volgende"""
ASK = f"""query ($eerste: Int = 20, $na: String) {{ mij {{
  meldingenOpenbareRuimte(eerste: $eerste, na: $na) {{ {FIELDS} }} }} }}"""
DOWN = answers(503, "application/json", b"{}")
BY_ADDRESS = ("jan", "wim", "fatima")  # whose address was verified


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def shown(answer: Answered) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.data["mij"]["meldingenOpenbareRuimte"]["knopen"]
    return found


def theirs(bench: Workbench, persona: str) -> list[Report]:
    """What a persona is to see, by what the city says: linked, or under the verified address; parts of none."""
    index = bench.city.index(bsn_of(persona))
    assert index is not None
    by_address = persona in BY_ADDRESS
    own = bench.city.reports.of(index)
    return [each for each in own if not each.part and (each.linked or (by_address and each.address is not None))]


def calls(answer: Answered) -> dict[str, int]:
    found: dict[str, int] = {}
    for wire in answer.wires:
        kind = wire.path.split("/")[1]
        found[kind] = found.get(kind, 0) + 1
    return found


async def test_everybody_sees_their_own_reports_and_nobody_elses(bench: Workbench) -> None:
    seen: dict[str, str] = {}
    for persona in ("jan", "fatima", "wim", "els", "peter", "lotte", "willemijn", "riet"):
        numbers: list[str] = []
        na = None
        while True:
            answer = await bench.ask(persona, ASK, eerste=20, na=na)
            assert not answer.codes
            numbers += [each["nummer"] for each in shown(answer)]
            na = answer.data["mij"]["meldingenOpenbareRuimte"]["volgende"]
            if na is None:
                break
        assert numbers == [each.display for each in theirs(bench, persona)]
        assert not seen.keys() & set(numbers)
        seen |= dict.fromkeys(numbers, persona)
    assert len(seen) > 45


async def test_a_linked_report_is_one_call_and_an_address_is_one_and_in_two_waves(bench: Workbench) -> None:
    answer = await bench.ask("jan", ASK)
    assert calls(answer) == {"partijen": 1, "public": 2, "private": 1}
    told = await bench.post({"query": ASK}, {"authorization": f"Bearer {bench.token('jan')}", "x-uitvoering": "1"})
    waves = {call["golf"] for call in told.body["extensions"]["uitvoering"]["bevragingen"]}
    assert waves == {1, 2}
    assert calls(await bench.ask("els", ASK)) == {"partijen": 1}, "who has no verified address is not looked for"
    assert calls(await bench.ask("willemijn", ASK)) == {"partijen": 1}
    [private] = [wire for wire in answer.wires if wire.path == "/private/signals/"]
    assert "jan.thuis%40example.nl" in private.query and "werk" not in private.query


async def test_of_a_report_by_address_there_is_nothing_that_its_maker_wrote(bench: Workbench) -> None:
    by_number = {each.display: each for each in theirs(bench, "jan")}
    found = {each["nummer"]: each for each in shown(await bench.ask("jan", ASK))}
    assert found.keys() == by_number.keys()
    for number, report in by_number.items():
        each = found[number]
        both = report.linked and report.address is not None
        assert (each["omschrijving"], each["locatie"] is not None) == (report.text if both else None, both)
        under = report.address is not None
        assert (each["categorie"], each["gebied"]) == ((report.sub, report.district[1]) if under else (None, None))
        assert each["status"] == (voortgang(report.state) if under else Voortgang.GESLOTEN).value  # type: ignore[union-attr]
    text = (await bench.ask("jan", ASK)).text
    assert "@" not in text and "Intern" not in text and "Melder belt" not in text


async def test_the_steps_say_what_was_is_and_comes_in_both_languages(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}"}
    words = {}
    for language in ("nl", "en"):
        answer = await bench.post({"query": ASK}, headers | {"accept-language": language})
        busy, asked, closed, done = shown(answer)
        words[language] = [step["naam"] for step in busy["stappen"]]
        assert [(step["bereikt"], step["huidig"]) for step in busy["stappen"]] == [
            (True, False),
            (True, True),
            (False, False),
        ]
        assert [step["huidig"] for step in done["stappen"]] == [False, False, True]
        assert done["stappen"][2]["op"] == done["afgehandeldOp"] is not None and done["open"] is False
        assert busy["stappen"][0]["op"] == busy["ingediendOp"] and asked["open"] is True
        assert (closed["afgehandeldOp"], closed["open"]) == (None, False), "when it ended, nobody may know"
    assert words == {
        "nl": ["Ontvangen", "In behandeling", "Afgehandeld"],
        "en": ["Received", "Being dealt with", "Dealt with"],
    }


def test_every_state_of_signalen_has_its_words() -> None:
    for state in (*STATES, "OPEN", "CLOSED"):
        where = voortgang(state)
        assert where is not None and where.dutch and where.english and where.dutch != where.english
    assert voortgang("nieuw") is voortgang(None) is None


@pytest.mark.parametrize("eerste", [1, 3, 7, 100])
async def test_pages_of_what_came_both_ways_join_without_a_gap_or_a_double(bench: Workbench, eerste: int) -> None:
    expected = [each.display for each in theirs(bench, "wim")]
    numbers: list[str] = []
    na = None
    while True:
        answer = await bench.ask("wim", ASK, eerste=eerste, na=na)
        page = answer.data["mij"]["meldingenOpenbareRuimte"]
        assert len(page["knopen"]) <= eerste and page["heeftVolgende"] is (page["volgende"] is not None)
        assert sum(wire.path.startswith("/public/") for wire in answer.wires) <= min(eerste, 20)
        numbers += [each["nummer"] for each in page["knopen"]]
        na = page["volgende"]
        if na is None:
            break
    assert numbers == expected and len(expected) == 45


async def test_of_many_links_a_page_asks_twenty_and_says_that_there_are_more(bench: Workbench) -> None:
    index = bench.city.index(bsn_of("riet"))
    assert index is not None
    made = [each for each in bench.city.reports.everybodys if each.index > 3000][:30]
    links = [Kept(each.uuid, each.display, each.made) for each in made]
    await bench.service.keeping.reports.keep(bsn_of("riet"), *links)
    numbers: list[str] = []
    na = None
    for page, count in ((1, 20), (2, 10)):
        answer = await bench.ask("riet", ASK, eerste=100, na=na)
        assert calls(answer)["public"] == len(shown(answer)) == count
        na = answer.data["mij"]["meldingenOpenbareRuimte"]["volgende"]
        assert (na is not None) is (page == 1)
        numbers += [each["nummer"] for each in shown(answer)]
    assert numbers == [each.display for each in made]


# What is left of it


async def test_without_contact_details_there_are_the_linked_ones_and_an_error_with_a_name(bench: Workbench) -> None:
    bench.tap.faults["klantinteracties"] = DOWN
    answer = await bench.ask("jan", ASK)
    found = shown(answer)
    assert [each and each["nummer"] for each in found] == ["SIG-1", "SIG-3", None]
    assert answer.codes == {"mij.meldingenOpenbareRuimte.knopen.2": "BRON_NIET_BESCHIKBAAR"}
    assert answer.body["errors"][0]["extensions"]["bron"] == "klantinteracties"


async def test_where_only_the_list_fails_the_linked_ones_are_there_and_where_all_fails_nothing_is(
    bench: Workbench,
) -> None:
    bench.tap.faults["signalen"] = only(lambda path, body: "private" in path, DOWN)
    answer = await bench.ask("jan", ASK)
    assert [each and each["nummer"] for each in shown(answer)] == ["SIG-1", "SIG-3", None]
    assert set(answer.codes.values()) == {"BRON_NIET_BESCHIKBAAR"}
    bench.tap.faults["signalen"] = only(lambda path, body: "public" in path, answers(200, "text/html", b"<html>"))
    answer = await bench.ask("jan", ASK)
    assert [each and each["nummer"] for each in shown(answer)] == ["SIG-1", "SIG-2", None, "SIG-4"]
    assert set(answer.codes.values()) == {"BRON_ONGELDIG"}
    bench.tap.faults["signalen"] = DOWN
    answer = await bench.ask("jan", ASK)
    assert answer.data == {"mij": {"meldingenOpenbareRuimte": None}}
    assert answer.codes == {"mij.meldingenOpenbareRuimte": "BRON_NIET_BESCHIKBAAR"}


async def test_reports_of_others_in_an_answer_are_dropped_and_counted(bench: Workbench) -> None:
    before = await bench.ask("jan", ASK)
    others = {"reporter": {"email": "ander@example.nl"}, "signal_id": "5f5f2d6e-6d9b-4b1f-9d0e-0a6c0a8f5c11"}

    def more(body: Any) -> Any:
        rows = [each for row in body["results"] for each in (row | others, row)]
        return body | {"results": rows}

    bench.tap.faults["signalen"] = only(lambda path, body: "private" in path, spoilt_json(more))
    after = await bench.ask("jan", ASK)
    assert after.text == before.text
    assert bench.service.adapters["signalen"].dropped.rows["foreign"] == 4  # type: ignore[attr-defined]


async def test_a_link_to_a_report_that_is_gone_or_another_tells_nothing(bench: Workbench) -> None:
    gone = Kept("00000000-0000-4000-8000-000000000000", "SIG-9", theirs(bench, "jan")[0].made)
    await bench.service.keeping.reports.keep(bsn_of("els"), gone)
    answer = await bench.ask("els", ASK)
    assert shown(answer) == [] and not answer.codes


# Who may see it


async def test_who_may_not_see_contact_details_sees_what_is_linked_only(bench: Workbench) -> None:
    mandate = Representation(Mandate.MACHTIGING, frozenset({FieldGroup.OPENBARE_RUIMTE}))
    viewer = Principal(
        Role.INWONER,
        "lotte",
        "web",
        0,
        Level.SUBSTANTIEEL,
        subject=bsn_of("jan"),
        bsn=bsn_of("lotte"),
        representation=mandate,
    )
    answer = await bench.ask_as(viewer, ASK)
    assert [each["nummer"] for each in shown(answer)] == ["SIG-1", "SIG-3"]
    assert calls(answer) == {"public": 2}


async def test_a_page_of_nothing_or_of_another_list_is_refused(bench: Workbench) -> None:
    for variables in (
        {"eerste": 0},
        {"eerste": 101},
        {"na": "x"},
        {"na": "WyJ4IiwieSJd"},
        {"na": "WyIyMDI2LTExLTIzIiwieSJd"},
    ):
        answer = await bench.ask("jan", ASK, **variables)
        assert set(answer.codes.values()) == {"ONGELDIGE_INVOER"} and answer.wires == []


def test_the_personas_with_reports_are_personas() -> None:
    assert set(BY_ADDRESS) <= {persona.name for persona in PERSONAS}
