"""The agent's door: whom an employee may open a dossier of, after one look, and what they must know of them."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from structlog.testing import capture_logs

from auth.roles import Purpose
from auth.sealed import LASTS
from auth.shielded import ShieldedNumbers
from tests.e2e.desk import OPEN, number_of, opened, searched
from tests.faults import answers
from tests.workbench import Answered, Workbench, bsn_of, identity_of, workbench

JAN, ELS, KEES, VERA = map(bsn_of, ("jan", "els", "kees", "vera"))
NOBODY = "000000024"  # passes the eleven-test; nobody of the city
AGNES, CARLA = identity_of("agnes"), identity_of("chandra")
SELF = replace(AGNES, claims={"roles": ["medewerker"], "bsn": JAN})
READ = "query ($id: ID!) { klantcontact(id: $id) { waarschuwingen persoon { leeftijd } } }"
END = "mutation ($id: ID!) { eindigKlantcontact(id: $id) }"
NONE = '{"data":{"klantcontact":null}}'


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def contact(answer: Answered) -> dict[str, Any]:
    """The contact that was opened."""
    assert not answer.codes, answer.body
    found: dict[str, Any] = answer.data["startKlantcontact"]
    return found


def refused(answer: Answered, code: str = "GEEN_TOEGANG", caution: str | None = None) -> str:
    """The text with which a door stays closed."""
    assert answer.data == {"startKlantcontact": None} and answer.codes == {"startKlantcontact": code}
    (error,) = answer.body["errors"]
    assert error["extensions"].get("waarschuwing") == caution and error["extensions"]["opnieuw"] is False
    text: str = error["message"]
    return text


# One look at the door


async def test_one_look_at_the_state_of_the_record_opens_the_door(bench: Workbench) -> None:
    answer = await opened(bench, "agnes", Purpose.PARKEREN, burgerservicenummer=JAN)
    assert contact(answer) | {"id": ""} == {
        "id": "", "doel": "PARKEREN", "verificatie": "CONTROLEVRAGEN", "waarschuwingen": [],
    }  # fmt: skip
    (wire,) = answer.wires
    assert (wire.registry, wire.persons) == ("brp", [JAN]) and wire.fields == {"burgerservicenummer"}


async def test_the_person_behind_it_is_the_person_whom_the_resident_sees(bench: Workbench) -> None:
    id = contact(await opened(bench, "agnes", burgerservicenummer=JAN))["id"]
    theirs = await bench.ask("agnes", "query ($id: ID!) { klantcontact(id: $id) { persoon { naam { voornamen } } } }",
                             id=id)  # fmt: skip
    mine = await bench.ask("jan", "{ mij { naam { voornamen } } }")
    assert theirs.data["klantcontact"]["persoon"] == mine.data["mij"]
    assert [wire.fields for wire in theirs.wires] == [wire.fields for wire in mine.wires]


async def test_who_is_found_is_opened_by_the_key_of_the_result(bench: Workbench) -> None:
    found = await searched(bench, "agnes", naamEnGemeente={"geslachtsnaam": "berg", "voornamen": "jan*"})
    (result,) = found.data["zoekPersonen"]
    assert JAN not in found.text
    answer = await opened(bench, "agnes", zoekresultaat=result["sleutel"])
    contact(answer)
    assert [(wire.registry, wire.persons) for wire in answer.wires] == [("brp", [JAN])]


async def test_who_started_a_request_is_opened_by_its_number(bench: Workbench) -> None:
    answer = await opened(bench, "agnes", Purpose.AANVRAGEN, aanvraagnummer=f" {await number_of(bench, 'jan')} ")
    contact(answer)
    assert [wire.registry for wire in answer.wires] == ["zaken", "zaken", "brp"] and answer.wires[2].persons == [JAN]


async def test_the_registry_that_is_down_keeps_the_door_closed(bench: Workbench) -> None:
    number = await number_of(bench, "jan")
    bench.tap.faults["brp"] = answers(503, "application/json", b"{}")
    ways: list[dict[str, Any]] = [{"burgerservicenummer": JAN}, {"aanvraagnummer": number}]
    for wie in ways:
        away = await opened(bench, "agnes", **wie)
        assert away.codes == {"startKlantcontact": "BRON_NIET_BESCHIKBAAR"} and await bench.contacts() == 0
        assert away.body["errors"][0]["extensions"] == {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "brp"}
    bench.tap.faults["zaken"] = answers(503, "application/json", b"{}")
    away = await opened(bench, "agnes", aanvraagnummer=number)
    assert away.body["errors"][0]["extensions"]["bron"] == "zaken"


# Nobody, and not for you


async def test_the_own_number_and_one_of_nobody_are_refused_alike(bench: Workbench) -> None:
    other = await number_of(bench, "wim")
    number = await number_of(bench, "jan")
    (result,) = (await searched(bench, "bart", burgerservicenummer=JAN)).data["zoekPersonen"]
    refusals = [
        await opened(bench, SELF, burgerservicenummer=JAN),
        await opened(bench, SELF, burgerservicenummer=NOBODY),
        await opened(bench, SELF, aanvraagnummer=number),
        await opened(bench, SELF, aanvraagnummer="ZAAK-2020-0009999999"),
        await opened(bench, SELF, aanvraagnummer=other[:-1]),
    ]
    assert len({answer.text for answer in refusals}) == 1
    assert refused(refusals[0]) == "U hebt hier geen toegang toe."
    assert not any(wire.registry == "brp" and JAN in wire.persons for answer in refusals for wire in answer.wires)
    assert result["sleutel"] and await bench.contacts() == 0


@pytest.mark.parametrize("who", ["jan", "dienst", None])
async def test_who_is_no_employee_gets_nothing(who: str | None, bench: Workbench) -> None:
    answer = await opened(bench, who, burgerservicenummer=ELS)
    ended = await bench.ask(who, END, id="x")
    searching = await searched(bench, who, burgerservicenummer=ELS)
    code = "GEEN_TOEGANG" if who else "NIET_INGELOGD"
    assert (answer.codes, ended.codes) == ({"startKlantcontact": code}, {"eindigKlantcontact": code})
    assert searching.codes == {"zoekPersonen": code}
    assert answer.wires == ended.wires == searching.wires == []


# Keys of results


async def test_a_key_is_of_one_employee_and_of_ten_minutes(bench: Workbench) -> None:
    (result,) = (await searched(bench, "agnes", burgerservicenummer=JAN)).data["zoekPersonen"]
    key = result["sleutel"]
    others = [
        await opened(bench, "bart", zoekresultaat=key),
        await opened(bench, "agnes", zoekresultaat=key[:-1] + ("A" if key[-1] != "A" else "B")),
        await opened(bench, "agnes", zoekresultaat=""),
        await opened(bench, "agnes", zoekresultaat=JAN),
        await opened(bench, "agnes", zoekresultaat=secrets.token_urlsafe(45)),
    ]
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=LASTS + 1)):
        others.append(await opened(bench, "agnes", zoekresultaat=key))
    assert {refused(each, "ONGELDIGE_INVOER") for each in others} == {
        "Dit zoekresultaat geldt niet meer. Zoek opnieuw."
    }
    assert all(each.wires == [] for each in others)
    contact(await opened(bench, "agnes", zoekresultaat=key))


# Exactly one way


@pytest.mark.parametrize(
    "wie",
    [
        {}, {"burgerservicenummer": None}, {"burgerservicenummer": JAN, "aanvraagnummer": "x"},
        {"burgerservicenummer": JAN, "zoekresultaat": None}, {"iemand": JAN}, JAN, [JAN], None,
    ],
    ids=lambda wie: str(wie)[:20],
)  # fmt: skip
async def test_who_is_meant_is_said_in_exactly_one_way(wie: Any, bench: Workbench) -> None:
    answer = await bench.ask("agnes", OPEN, wie=wie, doel="OVERIG")
    assert answer.codes == {"": "ONGELDIGE_INVOER"} and answer.wires == [] and JAN not in answer.text


@pytest.mark.parametrize("wie", ["{}", f'{{ burgerservicenummer: "{JAN}", aanvraagnummer: "x" }}', f'"{JAN}"'])
async def test_in_a_literal_too(wie: str, bench: Workbench) -> None:
    query = f"mutation {{ startKlantcontact(wie: {wie}, doel: OVERIG, verificatie: LEGITIMATIE) {{ id }} }}"
    answer = await bench.ask("agnes", query)
    assert answer.codes == {"": "ONGELDIGE_INVOER"} and JAN not in answer.text


@pytest.mark.parametrize("without", ["doel: OVERIG", "verificatie: LEGITIMATIE"])
async def test_without_purpose_or_verification_nothing_opens(without: str, bench: Workbench) -> None:
    query = f'mutation {{ startKlantcontact(wie: {{ burgerservicenummer: "{JAN}" }}, {without}) {{ id }} }}'
    assert (await bench.ask("agnes", query)).codes == {"": "ONGELDIGE_INVOER"}
    nowhere = await bench.ask("agnes", f'{{ zoekPersonen(zoek: {{ burgerservicenummer: "{JAN}" }}) {{ naam }} }}')
    assert nowhere.codes == {"": "ONGELDIGE_INVOER"} and nowhere.wires == []


# Special persons


@pytest.mark.parametrize("doel", Purpose)
async def test_an_estate_is_of_who_has_died_and_of_nobody_else(doel: Purpose, bench: Workbench) -> None:
    deceased = await opened(bench, "agnes", doel, burgerservicenummer=KEES)
    living = await opened(bench, "agnes", doel, burgerservicenummer=JAN)
    if doel is Purpose.NALATENSCHAP:
        assert contact(deceased)["waarschuwingen"] == ["OVERLEDEN"]
        assert "overleden" in refused(living)
    else:
        assert contact(living)["waarschuwingen"] == []
        assert "NALATENSCHAP" in refused(deceased, caution="OVERLEDEN")


async def test_secret_data_is_opened_by_who_says_that_they_know(bench: Workbench) -> None:
    assert "bevestigGeheim" in refused(await opened(bench, "agnes", burgerservicenummer=ELS), caution="GEHEIMHOUDING")
    assert await bench.contacts() == 0
    answer = await opened(bench, "agnes", burgerservicenummer=ELS, geheim=True)
    assert contact(answer)["waarschuwingen"] == ["GEHEIMHOUDING"]
    later = await bench.ask("agnes", READ, id=contact(answer)["id"])
    assert later.data["klantcontact"]["waarschuwingen"] == ["GEHEIMHOUDING"], "as long as it lasts"


async def test_a_shielded_dossier_is_for_its_own_department(bench: Workbench) -> None:
    with capture_logs() as logs:
        answer = await opened(bench, "agnes", burgerservicenummer=VERA)
    text = "Afgeschermd: neem contact op met de afdeling Afgeschermde dossiers."
    assert refused(answer, caution="AFGESCHERMD") == text and answer.wires == []
    (warning,) = (each for each in logs if each["log_level"] == "warning")
    assert (warning["event"], warning["role"]) == ("afgeschermd_dossier", "MEDEWERKER") and len(warning["trace"]) == 32
    assert VERA not in str(logs)
    chandra = contact(await opened(bench, "chandra", burgerservicenummer=VERA))
    assert chandra["waarschuwingen"] == ["AFGESCHERMD"]
    assert (await bench.ask("chandra", READ, id=chandra["id"])).data["klantcontact"]["persoon"]["leeftijd"] > 29


async def test_who_is_shielded_meanwhile_is_out_of_reach_at_once(bench: Workbench) -> None:
    id = contact(await opened(bench, "agnes", burgerservicenummer=JAN))["id"]
    assert (await bench.ask("agnes", READ, id=id)).data["klantcontact"]
    bench.service.shielded = ShieldedNumbers(JAN)
    after = await bench.ask("agnes", READ, id=id)
    assert after.text == NONE and after.wires == []


# The end


async def test_an_employee_ends_their_contact_and_it_is_over(bench: Workbench) -> None:
    id = contact(await opened(bench, "agnes", burgerservicenummer=JAN))["id"]
    assert (await bench.ask("bart", END, id=id)).data == {"eindigKlantcontact": False}
    assert (await bench.ask("agnes", READ, id=id)).data["klantcontact"], "another's end ends nothing"
    assert (await bench.ask("agnes", END, id=id)).data == {"eindigKlantcontact": True}
    assert (await bench.ask("agnes", READ, id=id)).text == NONE
    for gone in (id, "nergens", ""):
        assert (await bench.ask("agnes", END, id=gone)).data == {"eindigKlantcontact": False}
