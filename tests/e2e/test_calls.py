"""What a document costs: the requests that the registries get, counted and read on the wire."""

import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from settings import ROOT
from sources.city import City
from tests.workbench import Workbench, bsn_of, workbench

ADDRESS = {
    f"verblijfplaats.verblijfadres.{name}"
    for name in (
        *("officieleStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging", "aanduidingBijHuisnummer"),
        *("postcode", "woonplaats", "locatiebeschrijving", "regel1", "regel2", "regel3", "land"),
    )
}
HOME = "verblijfplaats.adresseerbaarObjectIdentificatie"
TWENTY = "{ mij { naam { volledigeNaam } aanvragen(eerste: 20) { knopen { nummer soort { naam } status { naam } } } } }"
FIFTY = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
  naam { volledigeNaam } aanvragen(eerste: 5) { knopen { nummer } } } }"""
PAGE = """query ($na: String, $eerste: Int!) { mij { aanvragen(eerste: $eerste, na: $na) {
  knopen { nummer startdatum } heeftVolgende volgende } } }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def test_a_header_is_one_call_for_a_number_and_a_name(bench: Workbench) -> None:
    answer = await bench.ask("jan", "{ mij { naam { volledigeNaam } } }")
    assert answer.data == {"mij": {"naam": {"volledigeNaam": "Jan Willem van den Berg"}}}
    [wire] = answer.wires
    assert (wire.registry, wire.method, wire.path, wire.query) == ("brp", "POST", "/personen", "")
    assert wire.persons == [bsn_of("jan")]
    assert wire.fields == {"burgerservicenummer", "naam.volledigeNaam"}


async def test_a_name_and_twenty_aanvragen_are_two_calls_with_a_warm_catalogue(bench: Workbench) -> None:
    cold = await bench.ask("wim", TWENTY)
    warm = await bench.ask("wim", TWENTY)
    assert cold.data == warm.data
    shown = warm.data["mij"]["aanvragen"]["knopen"]
    assert len(shown) == 20 and all(each["soort"]["naam"] for each in shown)
    assert sum(each["status"] is not None for each in shown) > 15
    assert Counter(wire.registry for wire in warm.wires) == {"brp": 1, "zaken": 1}
    assert Counter(wire.registry for wire in cold.wires) == {"brp": 1, "zaken": 1, "catalogi": 2}
    [zaken] = [wire for wire in warm.wires if wire.registry == "zaken"]
    assert zaken.body["expand"] == ["status"] and zaken.query == "pageSize=20"


async def test_fifty_persons_are_three_and_fifty_calls_in_one_wave(bench: Workbench) -> None:
    city = City()
    bsns = [city.bsn(100 + 7 * number) for number in range(50)]
    bench.tap.pause, bench.tap.peak = 0.2, 0
    answer = await bench.ask("dienst", FIFTY, bsns=bsns)
    assert not answer.codes and all(person["naam"] for person in answer.data["personen"])
    assert Counter(wire.registry for wire in answer.wires) == {"brp": 3, "zaken": 50}
    assert bench.tap.peak == 53, "all were under way at once: none waited for another"
    persons = [person for wire in answer.wires if wire.registry == "brp" for person in wire.persons]
    assert sorted(persons) == sorted(bsns)
    assert sorted(
        person for wire in bench.tap.of("zaken") if (person := next(iter(wire.persons), "")) in bsns
    ) == sorted(bsns)


async def test_names_of_children_cost_nothing_and_their_addresses_one_batch(bench: Workbench) -> None:
    names = await bench.ask("jan", "{ mij { leeftijd kinderen { naam { volledigeNaam } } } }")
    assert len(names.data["mij"]["kinderen"]) == 3 and len(names.wires) == 1
    addresses = await bench.ask("jan", "{ mij { leeftijd kinderen { persoon { adres { regels } } } } }")
    assert all(child["persoon"]["adres"]["regels"] for child in addresses.data["mij"]["kinderen"])
    first, second = addresses.wires
    assert first.persons == [bsn_of("jan")]
    assert first.fields == {
        "burgerservicenummer",
        "leeftijd",
        "kinderen.burgerservicenummer",
        "kinderen.geboorte.datum",
        "gezag",  # over whom, and where the parent lives: the children live there too, so nobody else is asked
        HOME,
    }
    assert sorted(second.persons) == sorted(bsn_of(child) for child in ("daan", "sara", "noor"))
    assert second.fields == {"burgerservicenummer", HOME, *ADDRESS}


async def test_of_a_child_that_lives_elsewhere_one_call_more_tells_whether_its_address_is_secret(
    bench: Workbench,
) -> None:
    answer = await bench.ask("peter", "{ mij { kinderen { persoon { adres { regels } } } } }")
    brp = [(wire.persons, wire.fields) for wire in answer.wires]
    assert [persons for persons, _ in brp] == [[bsn_of("peter")], [bsn_of("tim")], [bsn_of("anja")]]
    assert brp[2][1] == {"burgerservicenummer"}
    ages = await bench.ask("peter", "{ mij { kinderen { persoon { leeftijd } } } }")
    assert [wire.persons for wire in ages.wires] == [[bsn_of("peter")], [bsn_of("tim")]]
    assert "gezag" in ages.wires[0].fields and not any(HOME in wire.fields for wire in ages.wires)


async def test_one_person_reached_by_two_ways_is_asked_once(bench: Workbench) -> None:
    twice = "{ a: mij { naam { volledigeNaam } } b: mij { leeftijd kinderen { persoon { leeftijd } } } }"
    answer = await bench.ask("jan", twice)
    assert Counter(wire.persons[0] if len(wire.persons) == 1 else "children" for wire in answer.wires) == {
        bsn_of("jan"): 1,
        "children": 1,
    }


async def test_documents_of_all_aanvragen_come_in_one_call_after_them(bench: Workbench) -> None:
    query = "{ mij { aanvragen(eerste: 15) { knopen { documenten { knopen { titel } } } } } }"
    answer = await bench.ask("wim", query)
    shown = [
        document for each in answer.data["mij"]["aanvragen"]["knopen"] for document in each["documenten"]["knopen"]
    ]
    assert len(shown) > 5
    assert Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "documenten": 1}


async def test_history_is_one_call_for_each_aanvraag_and_only_when_selected(bench: Workbench) -> None:
    query = "{ mij { aanvragen(eerste: 3) { knopen { statushistorie { sinds } } } } }"
    answer = await bench.ask("wim", query)
    assert Counter(wire.path for wire in answer.wires) == {"/zaken/_zoek": 1, "/statussen": 3}


async def test_300_zaken_come_page_by_page(bench: Workbench) -> None:
    numbers: list[str] = []
    na = None
    for _ in range(20):
        answer = await bench.ask("wim", PAGE, na=na, eerste=20)
        page = answer.data["mij"]["aanvragen"]
        assert [wire.registry for wire in answer.wires] == ["zaken"], "a page is one call"
        numbers += [each["nummer"] for each in page["knopen"]]
        na = page["volgende"]
        if not page["heeftVolgende"]:
            break
    else:
        pytest.fail("the list has no end")
    assert len(numbers) == len(set(numbers)) == 300
    everything = await bench.ask("wim", PAGE, na=None, eerste=100)
    assert numbers[:100] == [each["nummer"] for each in everything.data["mij"]["aanvragen"]["knopen"]]


async def test_a_zaak_that_comes_in_between_pages_moves_nothing(bench: Workbench) -> None:
    first = (await bench.ask("wim", PAGE, na=None, eerste=30)).data["mij"]["aanvragen"]
    before = await bench.ask("wim", PAGE, na=first["volgende"], eerste=30)
    day = date.fromisoformat(first["knopen"][-1]["startdatum"])
    for startdatum in (bench.city.today, day, day):  # newer than all, and on the very day where the page was cut
        bench.city.dossiers.add_zaak(bsn_of("wim"), startdatum=startdatum)
    after = await bench.ask("wim", PAGE, na=first["volgende"], eerste=30)
    seen = [each["nummer"] for each in first["knopen"]]
    shown = [each["nummer"] for each in after.data["mij"]["aanvragen"]["knopen"]]
    assert not set(seen) & set(shown) and len(shown) == 30
    assert shown == [each["nummer"] for each in before.data["mij"]["aanvragen"]["knopen"]]
    newest = await bench.ask("wim", PAGE, na=None, eerste=1)
    assert newest.data["mij"]["aanvragen"]["knopen"][0]["nummer"] not in seen


@pytest.mark.parametrize("named", [True, False], ids=["by its name", "from a file"])
def test_plan_prints_the_requests(tmp_path: Path, named: bool) -> None:
    file = "web/Kop" if named else str(tmp_path / "kop.graphql")
    (tmp_path / "kop.graphql").write_text("query Kop { mij { naam { volledigeNaam } } }")
    environment = {"MIJNDENHAAG_OMGEVING": "ontwikkeling", "MIJNDENHAAG_DATA_DIR": str(tmp_path), "PATH": ""}
    command = [sys.executable, "-m", "commands", "plan", file, "--persona", "jan"]
    printed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    first, last = printed.splitlines()
    assert first.split() == [
        *("wave", "1", "brp", "POST", "/personen", "keys", "1", "asked", "burgerservicenummer,", "naam.volledigeNaam"),
    ]
    assert last == "1 requests in 1 waves"
    assert bsn_of("jan") not in printed
