"""Parking permits and products: what a resident sees, in which calls, and from where the municipality keeps them."""

import itertools
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sources.city.permits import KINDS
from sources.objecten.stub import PARKEERVERGUNNING
from tests.faults import answers
from tests.operations import operation
from tests.workbench import Workbench, bsn_of, workbench

PAGE, PRODUCTS = operation("web/Vergunningen"), operation("web/Producten")
PERMITS = """{ mij { parkeervergunningen(eerste: 100) { knopen {
  id soort status zone saldo saldoMinuten kentekens { kenteken } } } } }"""
DOWN = answers(503, "application/json", b"{}")
BEWONER, BEZOEKER = "PARKEERVERGUNNING-BEWONER", "PARKEERVERGUNNING-BEZOEKER"
OBJECTS = {"objecten": {"options": {"parkeervergunning": PARKEERVERGUNNING}}}
NOT_HERE = {"openproduct": {"options": {"parkeervergunning": ""}}}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def called(answer: Any) -> dict[str, int]:
    return dict(Counter(wire.registry for wire in answer.wires))


async def test_the_page_on_permits_is_one_call_and_one_for_all_documents(bench: Workbench) -> None:
    answer = await bench.ask("jan", PAGE)
    assert not answer.codes and called(answer) == {"openproduct": 1, "documenten": 1}
    products = await bench.ask("jan", PRODUCTS)
    assert not products.codes and called(products) == {"openproduct": 1}
    permits = {each["naam"]: each for each in answer.data["mij"]["parkeervergunningen"]["knopen"]}
    resident, visitors = permits["Parkeervergunning bewoner"], permits["Parkeervergunning bezoekers"]
    assert len(resident["kentekens"]) == 2 and all(each["kenteken"][:5] == "TEST-" for each in resident["kentekens"])
    assert (resident["prijs"], resident["frequentie"]) == ("82.20", "JAARLIJKS") and resident["saldo"] is None
    assert resident["automatischVerlengen"] is True and resident["verlengdatum"] == resident["geldigTot"]
    assert visitors["saldo"] == "12 uur en 30 minuten" and visitors["saldoGeldigTot"] == visitors["geldigTot"]
    assert visitors["kentekens"] == [] and visitors["nummer"].startswith("PV-")
    kinds = [each["soort"] for each in products.data["mij"]["producten"]["knopen"]]
    assert sorted(kinds) == ["PARKEERVERGUNNING-BEWONER", "PARKEERVERGUNNING-BEZOEKER", "VOLKSTUIN"]


async def test_each_alone_asks_no_more_than_it_shows(bench: Workbench) -> None:
    parking = sorted(code for code, kind in KINDS.items() if kind.soort)
    alone = await bench.ask("jan", PERMITS)
    [wire] = alone.wires
    assert f"producttype__code__in={'%2C'.join(parking)}" in wire.query
    some = await bench.ask("jan", '{ mij { producten(soorten: ["VOLKSTUIN"]) { knopen { soort } } } }')
    assert [each["soort"] for each in some.data["mij"]["producten"]["knopen"]] == ["VOLKSTUIN"]
    assert "producttype__code__in=VOLKSTUIN&" in some.wires[0].query
    none = await bench.ask("jan", "{ mij { producten(soorten: []) { knopen { soort } heeftVolgende } } }")
    assert none.wires == [] and none.data["mij"]["producten"] == {"knopen": [], "heeftVolgende": False}
    for wrong in ('["a,b"]', '[""]', str([f"A{n}" for n in range(51)]).replace("'", '"')):
        answer = await bench.ask("jan", f"{{ mij {{ producten(soorten: {wrong}) {{ knopen {{ soort }} }} }} }}")
        assert answer.codes == {"mij.producten": "ONGELDIGE_INVOER"} and answer.wires == []


@pytest.mark.parametrize(("language", "words"), [("nl", "12 uur en 30 minuten"), ("en", "12 hours and 30 minutes")])
async def test_what_is_left_is_said_in_the_language_that_is_asked(language: str, words: str, bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "accept-language": language}
    answer = await bench.post({"query": PERMITS}, headers)
    permits = answer.data["mij"]["parkeervergunningen"]["knopen"]
    assert {(each["saldo"], each["saldoMinuten"]) for each in permits} == {(None, None), (words, 750)}


async def test_how_permits_stand(bench: Workbench) -> None:
    query = "{ mij { parkeervergunningen { knopen { status soort verlengdatum geldigTot aanvraagId saldo } } } }"
    found = {}
    for persona in ("peter", "anja", "lotte", "riet", "els", "fatima"):
        answer = await bench.ask(persona, query)
        assert not answer.codes
        found[persona] = answer.data["mij"]["parkeervergunningen"]["knopen"]
    assert [each["status"] for each in found["peter"]] == ["IN_AANVRAAG"]
    [over], [withdrawn] = found["anja"], found["lotte"]
    assert over["status"] == "VERLOPEN" and withdrawn["status"] == "INGETROKKEN"
    assert over["geldigTot"] and over["verlengdatum"] is None is withdrawn["verlengdatum"]
    assert [each["soort"] for each in found["riet"]] == ["GEHANDICAPTEN"]
    assert {each["status"] for each in found["els"]} == {"ACTIEF", "GEWEIGERD"}
    assert [each["saldo"] for each in found["fatima"]] == ["niets meer"]


async def test_a_long_list_comes_in_pages_that_are_the_list(bench: Workbench) -> None:
    query = """query ($na: String) { mij { parkeervergunningen(eerste: 10, na: $na) {
      knopen { id geldigVan } heeftVolgende volgende } } }"""
    whole = (await bench.ask("wim", PERMITS)).data["mij"]["parkeervergunningen"]["knopen"]
    rows: list[Any] = []
    na, pages = None, 0
    while True:
        page = (await bench.ask("wim", query, na=na)).data["mij"]["parkeervergunningen"]
        rows, na, pages = rows + page["knopen"], page["volgende"], pages + 1
        if not page["heeftVolgende"]:
            break
    assert [each["id"] for each in rows] == [each["id"] for each in whole] and len(whole) == 26 and pages == 3
    assert all(one["geldigVan"] >= other["geldigVan"] for one, other in itertools.pairwise(rows))
    assert (await bench.ask("wim", query, na="onzin")).codes == {"mij.parkeervergunningen": "ONGELDIGE_INVOER"}


async def test_the_aanvraag_of_a_permit_opens_for_whose_it_is(bench: Workbench) -> None:
    query = "{ mij { parkeervergunningen { knopen { aanvraagId } } } }"
    ids = [each["aanvraagId"] for each in (await bench.ask("jan", query)).data["mij"]["parkeervergunningen"]["knopen"]]
    [id] = [each for each in ids if each is not None]
    ask = f'{{ mij {{ aanvraag(id: "{id}") {{ soort {{ naam }} }} }} }}'
    mine = await bench.ask("jan", ask)
    assert mine.data["mij"]["aanvraag"]["soort"]["naam"] == "Aanvraag parkeervergunning bewoner"
    assert (await bench.ask("wim", ask)).data["mij"]["aanvraag"] is None


async def test_permits_that_are_objects_are_one_call_for_fifty_persons(tmp_path: Path) -> None:
    query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
      parkeervergunningen(eerste: 100) { knopen { id soort status zone } } } }"""
    async with workbench(tmp_path, registries=OBJECTS | NOT_HERE) as bench:
        bsns = [bench.city.bsn(index) for index in range(100, 150)]
        answer = await bench.ask("dienst", query, bsns=bsns)
        assert not answer.codes and called(answer) == {"objecten": 1}
        assert sorted(answer.wires[0].persons) == sorted(bsns)
        for bsn, person in zip(bsns, answer.data["personen"], strict=True):
            own = [permit for permit in bench.city.permits.of(bench.city.index(bsn) or 0) if permit.kind.soort]
            shown = person["parkeervergunningen"]["knopen"]
            assert Counter(each["soort"].lower() for each in shown) == Counter(each.kind.soort for each in own)
    async with workbench(tmp_path) as bench:
        assert called(await bench.ask("dienst", query, bsns=bsns)) == {"openproduct": 50}


async def test_of_two_places_both_are_shown_and_one_that_is_down_is_named(tmp_path: Path) -> None:
    async with workbench(tmp_path, registries=OBJECTS) as bench:
        both = await bench.ask("riet", PERMITS)
        assert not both.codes and called(both) == {"openproduct": 1, "objecten": 1}
        product, thing = both.data["mij"]["parkeervergunningen"]["knopen"]
        assert product["id"] != thing["id"] and product["zone"] == thing["zone"]
        for registry in ("openproduct", "objecten"):
            bench.tap.faults = {registry: DOWN}
            answer = await bench.ask("riet", PERMITS)
            shown = answer.data["mij"]["parkeervergunningen"]["knopen"]
            assert len(shown) == 2 and shown[1] is None and shown[0] in (product, thing)
            assert answer.codes == {"mij.parkeervergunningen.knopen.1": "BRON_NIET_BESCHIKBAAR"}
            assert answer.body["errors"][0]["extensions"]["bron"] == registry
        bench.tap.faults = {"openproduct": DOWN, "objecten": DOWN}
        answer = await bench.ask("riet", PERMITS)
        assert answer.data["mij"]["parkeervergunningen"] is None
        assert answer.codes == {"mij.parkeervergunningen": "BRON_NIET_BESCHIKBAAR"}


async def test_where_permits_are_kept_nowhere_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    async with workbench(tmp_path, registries=NOT_HERE) as bench:
        answer = await bench.ask("jan", PERMITS)
        assert answer.body == {"data": {"mij": {"parkeervergunningen": None}}} and answer.wires == []


async def test_the_address_of_an_owner_is_asked_and_told_nowhere(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "x-uitvoering": "1"}
    answer = await bench.post({"query": PERMITS}, headers)
    assert answer.wires[0].persons == [bsn_of("jan")] and bsn_of("jan") not in answer.text


async def test_the_theme_of_parking_has_the_permits_and_shares_their_call(bench: Workbench) -> None:
    ask = """{ mij { thema(naam: "parkeren") { blokken producten { knopen { id soort } } }
      parkeervergunningen { knopen { nummer } } } }"""
    answer = await bench.ask("jan", ask)
    assert not answer.codes
    theme = answer.data["mij"]["thema"]
    assert "parkeervergunningen" in theme["blokken"]
    assert [each["soort"] for each in theme["producten"]["knopen"]] == [BEWONER, BEZOEKER]
    assert len(answer.data["mij"]["parkeervergunningen"]["knopen"]) == 2
    assert [wire.registry for wire in answer.wires].count("openproduct") == 1
    nobodys = await bench.ask("jan", '{ mij { thema(naam: "burgerzaken") { producten { knopen { id } } } } }')
    assert nobodys.data["mij"]["thema"]["producten"]["knopen"] == []
    assert "openproduct" not in {wire.registry for wire in nobodys.wires}
