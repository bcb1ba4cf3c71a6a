"""Meldingen in the graph: when a day begins, for whom they are, in which language, and what a department sent."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from auth.development import resident
from auth.roles import Level, Purpose
from resolvers.melding import REGELS
from sources.objecten.stub import MELDING
from tests.e2e.dossiers import opened
from tests.faults import Fault, answers
from tests.workbench import Workbench, bsn_of, workbench

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ASK = "{ mij { meldingen { id soort titel tekst datum geldigTot actie locatie regel } } }"
MINUTE = timedelta(minutes=1)
# The last minute of a day: in winter, in summer, of a leap day, and around both turns of the clock.
MIDNIGHTS = ["2026-11-25", "2027-07-01", "2028-02-29", "2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"]
NOON = datetime(2026, 11, 25, 12, tzinfo=AMSTERDAM)
# Of each rule who is known by it, and on which day where that is not today: assessments are made in spring.
PERSONAS: dict[str, tuple[str, date | None]] = {
    "adres-in-onderzoek": ("ineke", None),
    "paspoort-verloopt": ("jan", None),
    "paspoort-verlopen": ("fatima", None),
    "identiteitskaart-verloopt": ("peter", None),
    "identiteitskaart-verlopen": ("anja", None),
    "factuur-te-laat": ("peter", None),
    "betaling-nadert": ("fatima", None),
    "bezwaar-tegen-woz": ("jan", date(2026, 4, 1)),
    "taak-met-termijn": ("fatima", None),
    "taak-zonder-termijn": ("jan", None),
    "bericht-vraagt-iets": ("els", None),
    "parkeervergunning-loopt-af": ("els", None),
    "actie-bij-aanvraag": ("jan", None),
    "rijbewijs-ligt-klaar": ("riet", None),
    "document-ligt-klaar": ("boris", None),
}


async def rules(bench: Workbench, who: Any, language: str = "nl") -> dict[str, dict[str, Any]]:
    """The meldingen that a rule made, by rule."""
    headers = {"authorization": f"Bearer {bench.token(who)}", "accept-language": language}
    answer = await bench.post({"query": ASK}, headers)
    assert not answer.codes, answer.text
    return {each["regel"]: each for each in answer.data["mij"]["meldingen"] if each["regel"]}


def sure(persona: str) -> Any:
    return resident(persona, bsn_of(persona), "", "", Level.SUBSTANTIEEL)


def test_every_rule_has_its_persona_here() -> None:
    assert {each.naam for each in REGELS.regel} == PERSONAS.keys()


async def test_each_rule_speaks_to_its_persona_from_the_first_minute_to_the_last_in_both_languages(
    tmp_path: Path,
) -> None:
    with time_machine.travel(NOON) as clock:
        async with workbench(tmp_path) as bench:
            for naam, (persona, day) in PERSONAS.items():
                who, noon = sure(persona), NOON if day is None else datetime(*day.timetuple()[:3], 12, tzinfo=AMSTERDAM)
                clock.move_to(noon)
                dutch, english = [(await rules(bench, who, language))[naam] for language in ("nl", "en")]
                assert dutch["titel"] != english["titel"] and dutch["tekst"] != english["tekst"], naam
                assert {**dutch, "titel": "", "tekst": ""} == {**english, "titel": "", "tekst": ""}
                first, after = _midnight(dutch["datum"]), _midnight(dutch["geldigTot"]) + timedelta(days=1)
                for moment, there in ((first - MINUTE, 0), (first, 1), (after - MINUTE, 1), (after, 0)):
                    clock.move_to(moment)
                    found = (await rules(bench, who)).get(naam)
                    assert (found == dutch) is bool(there), (naam, moment)


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=AMSTERDAM)


async def test_what_a_department_says_is_not_said_again_by_a_rule(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        said = [
            each for each in (await bench.ask("lotte", ASK)).data["mij"]["meldingen"] if each["soort"] == "LIGT_KLAAR"
        ]
        assert [each["regel"] for each in said] == [None] and said[0]["titel"].startswith("Uw rijbewijs ligt klaar op")
        bench.tap.faults["objecten"] = answers(503, "application/json", b"{}")
        answer = await bench.ask("lotte", ASK)
        ready = [each for each in answer.data["mij"]["meldingen"] if each and each["soort"] == "LIGT_KLAAR"]
    assert [each["regel"] for each in ready] == ["rijbewijs-ligt-klaar"], (
        "where the department can't be asked, the rule"
    )


async def test_there_are_at_most_a_hundred_of_them_and_the_failures_are_among_these(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        wim = bench.city.index(bsn_of("wim"))
        assert wim is not None
        [one, *_] = bench.city.notices.of(wim)
        bench.tap.faults["objecten"] = many(one.uuid, bsn_of("wim"), bench.city.today.isoformat(), 300)
        whole = await bench.ask("wim", ASK)
        bench.tap.faults["facturen"] = answers(503, "application/json", b"{}")
        part = await bench.ask("wim", ASK)
    for answer, failed in ((whole, 0), (part, 1)):
        found = answer.data["mij"]["meldingen"]
        assert len(found) == 100 and found.count(None) == len(answer.codes) == failed
        assert found[0]["soort"] == "HOGER_NIVEAU"


def many(uuid: str, bsn: str, day: str, count: int) -> Fault:
    """The messages of a department that writes too much."""
    data = {"belanghebbende": {"type": "bsn", "value": bsn}, "soort": "mededeling", "publicatiedatum": day}
    rows = [
        {"type": f"https://x/{MELDING}",
         "record": {"data": {**data, "uuid": f"{uuid[:-4]}{number:04d}", "titel": {"nl": f"Bericht {number}"}}}}
        for number in range(count)
    ]  # fmt: skip
    return answers(200, "application/json", json.dumps({"count": count, "next": None, "results": rows}).encode())


@pytest.mark.parametrize("day", MIDNIGHTS)
async def test_the_day_begins_at_midnight_in_amsterdam(day: str, tmp_path: Path) -> None:
    """Fatima's invoice is due today, and Wim's passport ends today: late and over from the first minute of tomorrow."""
    midnight = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=AMSTERDAM) + timedelta(days=1)
    before, after = midnight - MINUTE, midnight + MINUTE
    with time_machine.travel(before) as clock:
        async with workbench(tmp_path) as bench:
            assert bench.city.today.isoformat() == day
            assert "factuur-te-laat" not in await rules(bench, "fatima")
            assert "paspoort-verloopt" in (mine := await rules(bench, sure("wim"))) and "paspoort-verlopen" not in mine
            clock.move_to(after)
            late = (await rules(bench, "fatima"))["factuur-te-laat"]
            assert late["datum"] == midnight.date().isoformat()
            assert "paspoort-verlopen" in (mine := await rules(bench, sure("wim"))) and "paspoort-verloopt" not in mine


async def test_what_a_department_sent_is_shown_from_its_day_to_its_last(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        index = bench.city.index(bsn_of("jan"))
        assert index is not None
        sent, today = bench.city.notices.of(index), bench.city.today
        answer = await bench.ask("jan", ASK)
        shown = [each["titel"] for each in answer.data["mij"]["meldingen"] if each["regel"] is None]
        assert len(shown) == 2 and shown[0].startswith("Uw rijbewijs ligt klaar")
        past = [each for each in sent if each.until is not None and each.until < today]
        coming = [each for each in sent if each.published > today]
        assert past and coming and not {each.titel.nl for each in (*past, *coming)} & set(shown)


async def test_they_are_newest_first_below_the_neutral_entry(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        found = (await bench.ask("wim", ASK)).data["mij"]["meldingen"]
    assert found[0]["soort"] == "HOGER_NIVEAU" and len(found) > 10
    dates = [each["datum"] for each in found[1:]]
    assert dates == sorted(dates, reverse=True) and len({each["id"] for each in found}) == len(found)


async def test_the_same_melding_has_the_same_key_tomorrow(tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=AMSTERDAM)
    with time_machine.travel(now) as clock:
        async with workbench(tmp_path) as bench:
            first = await rules(bench, sure("jan"))
            clock.move_to(now + timedelta(minutes=59))
            assert await rules(bench, sure("jan")) == first
    assert {"paspoort-verloopt"} <= first.keys()


async def test_an_employee_sees_what_a_rule_made_only_of_what_the_purpose_opens(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        found = {}
        for doel in (Purpose.BURGERZAKEN, Purpose.PARKEREN):
            answer = await opened(bench, bsn_of("jan"), "meldingen { soort regel }", doel)
            assert not answer.codes
            found[doel] = {each["regel"] for each in answer.data["klantcontact"]["persoon"]["meldingen"]}
            asked = {wire.registry for wire in answer.wires}
            assert ("reisdocumenten" in asked) == (doel is Purpose.BURGERZAKEN)
    assert found[Purpose.BURGERZAKEN] - found[Purpose.PARKEREN] == {"paspoort-verloopt"}
    assert "hoger-niveau" not in found[Purpose.PARKEREN], "a purpose that lacks is not a level that lacks"


async def test_a_service_gets_none(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        query = f'{{ personen(burgerservicenummers: ["{bsn_of("jan")}"]) {{ meldingen {{ titel }} }} }}'
        answer = await bench.ask("dienst", query)
    assert answer.data == {"personen": [{"meldingen": None}]} and answer.wires == []
    assert answer.codes == {"personen.0.meldingen": "GEEN_TOEGANG"}
