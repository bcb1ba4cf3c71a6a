"""Searching the own dossier: what is found, of whom, in how many calls, and what a failing source does."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.roles import Level
from tests.e2e.dossiers import opened
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

ASK = "query ($t: String!) { mij { zoek(tekst: $t, eerste: 50) { soort sleutel titel tekst datum } } }"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def test_a_number_finds_what_it_is_of(bench: Workbench) -> None:
    listed = await bench.ask("jan", "{ mij { aanvragen(eerste: 1) { knopen { id nummer titel } } } }")
    (zaak,) = listed.data["mij"]["aanvragen"]["knopen"]
    found = (await bench.ask("jan", ASK, t=zaak["nummer"].lower())).data["mij"]["zoek"]
    assert [(each["soort"], each["sleutel"]) for each in found if each["soort"] == "AANVRAAG"] == [
        ("AANVRAAG", zaak["id"])
    ]


async def test_a_document_is_found_with_the_request_that_has_it(bench: Workbench) -> None:
    query = "{ mij { aanvragen(eerste: 20) { knopen { id documenten(eerste: 20) { knopen { id titel } } } } } }"
    listed = (await bench.ask("jan", query)).data["mij"]["aanvragen"]["knopen"]
    within = {one["id"]: (each["id"], one["titel"]) for each in listed for one in each["documenten"]["knopen"]}
    assert within
    for document, (request, title) in within.items():
        query = ASK.replace("datum }", "datum aanvraag }")
        found = (await bench.ask("jan", query, t=title)).data["mij"]["zoek"]
        assert {each["sleutel"]: each["aanvraag"] for each in found if each["soort"] == "DOCUMENT"}[document] == request
        assert all(each["aanvraag"] is None for each in found if each["soort"] != "DOCUMENT")


async def test_capitals_and_accents_do_not_matter_and_all_words_must_be_there(bench: Workbench) -> None:
    one = (await bench.ask("jan", ASK, t="PARKEREN")).data["mij"]["zoek"]
    assert one[0]["titel"].startswith("Parkeren") and one[0]["soort"] == "THEMA"
    assert (await bench.ask("jan", ASK, t="pärkéren")).data["mij"]["zoek"] == one
    assert (await bench.ask("jan", ASK, t="parkeren qqqq")).data["mij"]["zoek"] == []


async def test_everything_is_looked_through_in_one_call_for_each_source(bench: Workbench) -> None:
    await bench.ask("jan", ASK, t="aanvraag")  # warms the catalogue
    calls = Counter(wire.registry for wire in (await bench.ask("jan", ASK, t="aanvraag")).wires)
    once = ("zaken", "documenten", "facturen", "belastingen", "afspraken", "klantinteracties", "openproduct")
    # Messages of departments and tasks are two kinds of object, messages and tasks two APIs.
    assert calls == {**dict.fromkeys(once, 1), "objecten": 2, "vtb": 2}


async def test_every_kind_of_thing_is_found_by_the_key_that_its_own_list_has(bench: Workbench) -> None:
    lists = (await bench.ask("jan", LISTS)).data["mij"]
    for name, title, soort in (
        ("berichten", "onderwerp", "BERICHT"),
        ("taken", "titel", "TAAK"),
        ("producten", "naam", "PRODUCT"),
        ("afspraken", "onderwerp", "AFSPRAAK"),
        ("contactmomenten", "onderwerp", "CONTACTMOMENT"),
    ):
        one = next(each for each in lists[name]["knopen"] if each[title])
        found = (await bench.ask("jan", ASK, t=one[title])).data["mij"]["zoek"]
        assert one["id"] in {each["sleutel"] for each in found if each["soort"] == soort}, name


async def test_a_source_that_fails_is_an_error_and_the_rest_is_found(bench: Workbench) -> None:
    whole = (await bench.ask("jan", ASK, t="aanvraag")).data["mij"]["zoek"]
    bench.tap.faults["facturen"] = answers(503, "application/json", b"{}")
    answer = await bench.ask("jan", ASK, t="aanvraag")
    found = answer.data["mij"]["zoek"]
    assert found[-1] is None and found[:-1] == [each for each in whole if each["soort"] != "FACTUUR"]
    assert set(answer.codes.values()) == {"BRON_NIET_BESCHIKBAAR"}


@pytest.mark.parametrize("tekst", ["", " a ", "x" * 101])
async def test_too_short_or_too_long_is_said(tekst: str, bench: Workbench) -> None:
    answer = await bench.ask("jan", ASK, t=tekst)
    assert answer.codes == {"mij.zoek": "ONGELDIGE_INVOER"} and answer.wires == []


async def test_an_employee_finds_what_the_resident_finds(bench: Workbench) -> None:
    own = await bench.ask("jan", '{ mij { zoek(tekst: "aanvraag") { soort sleutel titel } } }')
    helped = await opened(bench, bsn_of("jan"), 'zoek(tekst: "aanvraag") { soort sleutel titel }')
    assert helped.data["klantcontact"]["persoon"]["zoek"] == own.data["mij"]["zoek"]


LISTS = """{ mij {
  aanvragen(eerste: 100) { knopen { id nummer titel documenten(eerste: 100) { knopen { id titel } } } }
  facturen(eerste: 100) { knopen { id nummer omschrijving } }
  belastingaanslagen(eerste: 100) { knopen { id nummer } }
  meldingen { id titel }
  berichten(eerste: 100) { knopen { id onderwerp } } taken(eerste: 100, filter: null) { knopen { id titel } }
  producten(eerste: 100) { knopen { id naam } } afspraken(eerste: 100) { knopen { id onderwerp } }
  contactmomenten(eerste: 100) { knopen { id nummer onderwerp } }
} }"""


def told(value: Any, name: str) -> Iterator[str]:
    """Every text under this name."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == name and isinstance(each, str):
                yield each
            yield from told(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from told(each, name)


async def test_nobody_finds_what_is_another_persons(bench: Workbench) -> None:
    """By whatever jan's dossier says, fatima finds only what her own lists have."""
    theirs = (await bench.ask("jan", LISTS)).data
    mine = set(told((await bench.ask("fatima", LISTS)).data, "id"))
    words = {text for name in ("nummer", "titel", "omschrijving", "onderwerp", "naam") for text in told(theirs, name)}
    for text in sorted(words)[::5]:
        found = (await bench.ask("fatima", ASK, t=text)).data["mij"]["zoek"]
        assert {each["sleutel"] for each in found if each["soort"] not in ("THEMA", "VERWIJZING")} <= mine


async def test_what_may_not_be_seen_is_not_found(bench: Workbench) -> None:
    """A confidential request is found at a higher level only, and its number finds nothing below it."""
    sure = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
    ask = "{ mij { aanvragen(eerste: 100) { knopen { id nummer } } } }"
    seen = set(told((await bench.ask("jan", ask)).data, "nummer"))
    hidden = sorted(set(told((await bench.ask(sure, ask)).data, "nummer")) - seen)
    assert hidden
    for number in hidden:
        assert (await bench.ask("jan", ASK, t=number)).data["mij"]["zoek"] == []
        assert len((await bench.ask(sure, ASK, t=number)).data["mij"]["zoek"]) == 1
