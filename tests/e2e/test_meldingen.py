"""Meldingen in the graph: when a day begins, for whom they are, in which language, and what a department sent."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from auth.development import resident
from auth.roles import Level, Purpose
from tests.e2e.dossiers import opened
from tests.workbench import Workbench, bsn_of, workbench

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ASK = "{ mij { meldingen { id soort titel tekst datum geldigTot actie locatie regel } } }"
MINUTE = timedelta(minutes=1)
# The last minute of a day: in winter, in summer, of a leap day, and around both turns of the clock.
MIDNIGHTS = ["2026-11-25", "2027-07-01", "2028-02-29", "2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"]


async def rules(bench: Workbench, who: Any, language: str = "nl") -> dict[str, dict[str, Any]]:
    """The meldingen that a rule made, by rule."""
    headers = {"authorization": f"Bearer {bench.token(who)}", "accept-language": language}
    answer = await bench.post({"query": ASK}, headers)
    assert not answer.codes, answer.text
    return {each["regel"]: each for each in answer.data["mij"]["meldingen"] if each["regel"]}


def sure(persona: str) -> Any:
    return resident(persona, bsn_of(persona), "", "", Level.SUBSTANTIEEL)


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
