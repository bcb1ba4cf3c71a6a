"""What is to be paid, what was, and what somebody owns: to the cent, in few calls, never wrong when one is down."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults import answers, spoilt_json
from tests.operations import operation
from tests.workbench import Workbench, bsn_of, workbench

PART = "{ bedrag aantal teLaat automatisch eersteVervaldatum minstens }"
OPEN = f"{{ mij {{ teBetalen {{ totaal {PART} facturen {PART} belastingen {PART} }} }} }}"
NOTHING = Decimal("0.00")
DOWN = answers(503, "application/json", b"{}")
SETTLED = ("betaald", "vervallen", "gecrediteerd", "vernietigd", "kwijtgescholden")


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def expected(things: Any, today: date) -> dict[str, Any]:
    """What is open of these invoices or assessments of the city."""
    left = [each for each in things if each.outstanding > 0]
    days = [(term.due, term.amount) for each in left for term in each.terms if not term.paid] + [
        (each.due, each.outstanding) for each in left if all(term.paid for term in each.terms)
    ]
    return {
        "bedrag": str(sum((each.outstanding for each in left), NOTHING)),
        "aantal": len(left),
        "teLaat": str(sum((amount for day, amount in days if day < today), NOTHING)),
        "automatisch": str(sum((each.outstanding for each in left if each.incasso), NOTHING)),
        "eersteVervaldatum": min((day.isoformat() for day, _ in days), default=None),
        "minstens": False,
    }


async def test_what_is_open_is_exact_for_everybody_also_beyond_a_page(bench: Workbench) -> None:
    city = bench.city
    for name in ("jan", "wim", "robin", "anja", "peter", "lotte", "els", "willemijn", "riet"):
        answer = await bench.ask(name, OPEN)
        assert not answer.codes
        index = city.index(bsn_of(name)) or 0
        told, mine = answer.data["mij"]["teBetalen"], (city.invoices.of(index), city.assessments.of(index))
        assert told["facturen"] == expected(mine[0], city.today)
        assert told["belastingen"] == expected(mine[1], city.today)
        assert told["totaal"] == expected([*mine[0], *mine[1]], city.today)
        assert {wire.registry for wire in answer.wires} == {"facturen", "belastingen"}
        assert len(answer.wires) == (3 if name == "robin" else 2), "a second page of who has more than a hundred"
    assert told and len(city.invoices.of(city.index(bsn_of("robin")) or 0)) > 120


async def test_a_source_that_is_down_is_nothing_with_an_error_and_there_is_no_total(bench: Workbench) -> None:
    for registry, part in (("facturen", "facturen"), ("belastingen", "belastingen")):
        bench.tap.faults = {registry: DOWN}
        answer = await bench.ask("jan", OPEN)
        told = answer.data["mij"]["teBetalen"]
        assert told[part] is None is told["totaal"] and sum(value is None for value in told.values()) == 2
        assert answer.codes == {f"mij.teBetalen.{name}": "BRON_NIET_BESCHIKBAAR" for name in (part, "totaal")}
        assert {error["extensions"]["bron"] for error in answer.body["errors"]} == {registry}


async def test_a_bill_that_can_not_be_read_is_no_sum_without_it(bench: Workbench) -> None:
    def spoilt(body: Any) -> Any:
        body["results"][0]["openstaandBedrag"] = "1.5"
        return body

    bench.tap.faults["facturen"] = spoilt_json(spoilt)
    answer = await bench.ask("wim", OPEN)
    assert answer.data["mij"]["teBetalen"]["totaal"] is None is answer.data["mij"]["teBetalen"]["facturen"]
    assert set(answer.codes.values()) == {"BRON_ONGELDIG"}
    bench.tap.faults["facturen"] = spoilt_json(lambda body: body | {"results": [_without(r) for r in body["results"]]})
    assert set((await bench.ask("wim", OPEN)).codes.values()) == {"BRON_ONGELDIG"}


def _without(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "openstaandBedrag"}


async def test_more_than_is_looked_at_is_at_least(bench: Workbench) -> None:
    """A source without an end: five pages are looked at, and the sum says so."""
    number = 0

    def endless(body: Any) -> Any:
        nonlocal number
        rows = []
        for _ in range(102):
            number += 1
            day = (date(2026, 1, 1) - timedelta(days=number)).isoformat()
            rows.append({
                "uuid": f"00000000-0000-4000-8000-{number:012}", "factuurdatum": day, "status": "open",
                "belanghebbende": {"type": "bsn", "value": bsn_of("jan")}, "openstaandBedrag": "0.10",
            })  # fmt: skip
        number -= 2  # the last one shown comes along with the next page, and one more than is shown
        return {"count": 10**6, "next": None, "previous": None, "results": rows}

    bench.tap.faults["facturen"] = spoilt_json(endless)
    answer = await bench.ask("jan", "{ mij { teBetalen { facturen { bedrag aantal minstens } } } }")
    told = answer.data["mij"]["teBetalen"]["facturen"]
    assert told["minstens"] is True and told["aantal"] >= 495 and len(answer.wires) == 5
    assert Decimal(told["bedrag"]) == Decimal("0.10") * told["aantal"]


async def test_the_start_page_and_the_sum_share_their_calls(bench: Workbench) -> None:
    query = f"""{{ mij {{ teBetalen {{ totaal {PART} }} facturen(eerste: 5, filter: OPEN) {{ knopen {{ nummer }} }}
      belastingaanslagen(eerste: 1) {{ knopen {{ nummer }} }} meldingen {{ titel }} }} }}"""
    answer = await bench.ask("jan", query)
    calls = Counter(wire.registry for wire in answer.wires)
    assert not answer.codes and (calls["facturen"], calls["belastingen"]) == (1, 1)


async def test_what_was_paid_is_in_pages_over_both_sources(bench: Workbench) -> None:
    query = """query ($na: String) { mij { betalingen(eerste: 7, na: $na) {
      knopen { soort rekeningId nummer omschrijving datum bedrag volledig } heeftVolgende volgende } } }"""
    for name in ("jan", "wim", "anja", "els"):
        index = bench.city.index(bsn_of(name)) or 0
        rows: list[Any] = []
        na = None
        while True:
            answer = await bench.ask(name, query, na=na)
            calls = Counter(wire.registry for wire in answer.wires)
            assert not answer.codes and calls["belastingen"] == 1 and calls["facturen"] <= 2  # where days are shared
            page = answer.data["mij"]["betalingen"]
            rows, na = rows + page["knopen"], page["volgende"]
            assert len(page["knopen"]) <= 7
            if na is None:
                break
        bills: list[Any] = [(each.invoiced, each.factuurnummer, each) for each in bench.city.invoices.of(index)]
        bills += [(each.dated, each.aanslagnummer, each) for each in bench.city.assessments.of(index)]
        paid = {
            nummer: each.amount - each.outstanding
            for _, nummer, each in bills
            if each.amount > each.outstanding and each.status not in SETTLED[1:]
        }
        assert {each["nummer"]: Decimal(each["bedrag"]) for each in rows} == paid
        assert [each["datum"] for each in rows] == sorted((each["datum"] for each in rows), reverse=True)
        assert all(each["volledig"] == (each["omschrijving"] is not None and _full(bills, each)) for each in rows)


def _full(bills: list[Any], row: Any) -> bool:
    return any(nummer == row["nummer"] and bill.outstanding == 0 for _, nummer, bill in bills)


async def test_of_what_was_paid_a_source_that_is_down_is_named_and_the_other_shown(bench: Workbench) -> None:
    query = "{ mij { betalingen { knopen { soort } } } }"
    bench.tap.faults = {"belastingen": DOWN}
    answer = await bench.ask("jan", query)
    *shown, last = answer.data["mij"]["betalingen"]["knopen"]
    assert last is None and {each["soort"] for each in shown} == {"FACTUUR"}
    assert answer.codes == {f"mij.betalingen.knopen.{len(shown)}": "BRON_NIET_BESCHIKBAAR"}
    bench.tap.faults = {"belastingen": DOWN, "facturen": DOWN}
    assert (await bench.ask("jan", query)).codes == {"mij.betalingen": "BRON_NIET_BESCHIKBAAR"}


async def test_how_a_bill_is_paid_and_what_comes_next(bench: Workbench) -> None:
    query = """{ mij { facturen { knopen { status betaalwijze bedrag openstaandBedrag betaaldBedrag
      termijnen { vervaldatum betaald } volgendeTermijn { vervaldatum bedrag betaald } aanvraagId } } } }"""
    [anja] = (await bench.ask("anja", query)).data["mij"]["facturen"]["knopen"]
    unpaid = [each for each in anja["termijnen"] if not each["betaald"]]
    assert anja["volgendeTermijn"]["vervaldatum"] == min(each["vervaldatum"] for each in unpaid)
    assert Decimal(anja["betaaldBedrag"]) == Decimal(anja["bedrag"]) - Decimal(anja["openstaandBedrag"]) > 0
    riet = (await bench.ask("riet", query)).data["mij"]["facturen"]["knopen"][0]
    assert riet["betaalwijze"] == "AUTOMATISCHE_INCASSO" and riet["volgendeTermijn"] is None
    els = {each["status"]: each for each in (await bench.ask("els", query)).data["mij"]["facturen"]["knopen"]}
    assert els["GECREDITEERD"]["betaaldBedrag"] is None and els["IN_BETWISTING"]["betaaldBedrag"] == "0.00"


async def test_forty_years_of_values_come_in_pages(bench: Workbench) -> None:
    query = """query ($na: String) { mij { wozObjecten { waarden(eerste: 15, na: $na) {
      knopen { peildatum waarde } heeftVolgende volgende } } } }"""
    rows: list[Any] = []
    na, pages = None, 0
    while True:
        [home] = (await bench.ask("riet", query, na=na)).data["mij"]["wozObjecten"]
        rows, na, pages = rows + home["waarden"]["knopen"], home["waarden"]["volgende"], pages + 1
        assert len(home["waarden"]["knopen"]) <= 15
        if not home["waarden"]["heeftVolgende"]:
            break
    years = [int(each["peildatum"][:4]) for each in rows]
    assert len(years) > 40 and years == list(range(years[0], 1984, -1)) and pages == 3
    for wrong in ("eerste: 0", "eerste: 101", 'na: "onzin"'):
        answer = await bench.ask("riet", f"{{ mij {{ wozObjecten {{ waarden({wrong}) {{ volgende }} }} }} }}")
        assert answer.codes == {"mij.wozObjecten.0.waarden": "ONGELDIGE_INVOER"}
    asked = await bench.ask("riet", "{ mij { wozObjecten { waarden { knopen { waarde } } } } }")
    [woz] = [wire for wire in asked.wires if wire.registry == "woz"]
    picks = {"waardepeildatum", "ingangsdatum", "beschikkingsStatussen"}
    assert {path for path in woz.fields if path.startswith("waarden.")} == {
        f"waarden.{name}" for name in picks | {"vastgesteldeWaarde"}
    }


async def test_what_is_owned_elsewhere_is_one_call_for_each_and_not_what_is_at_home(bench: Workbench) -> None:
    query = "{ mij { wozObjecten { nummer } wozObjectenElders { knopen { nummer belang } heeftVolgende } } }"
    answer = await bench.ask("wim", query)
    [home], elsewhere = answer.data["mij"]["wozObjecten"], answer.data["mij"]["wozObjectenElders"]
    owned = {each.woz_number for each in bench.city.homes.owned_by(bench.city.index(bsn_of("wim")) or 0)}
    assert {each["nummer"] for each in elsewhere["knopen"]} == owned - {home["nummer"]} and not answer.codes
    calls = Counter(wire.registry for wire in answer.wires)
    assert calls == {"brp": 1, "belastingen": 1, "woz": 1 + len(elsewhere["knopen"])}
    abroad = await bench.ask("ingrid", query)
    assert abroad.data["mij"]["wozObjecten"] == [] and len(abroad.data["mij"]["wozObjectenElders"]["knopen"]) == 1
    tenant = await bench.ask("els", query)
    assert tenant.data["mij"]["wozObjectenElders"] == {"knopen": [], "heeftVolgende": False} and not tenant.codes
    bench.tap.faults["belastingen"] = DOWN
    answer = await bench.ask("wim", query)
    assert answer.data["mij"]["wozObjecten"] and answer.data["mij"]["wozObjectenElders"] is None
    assert answer.codes == {"mij.wozObjectenElders": "BRON_NIET_BESCHIKBAAR"}
    assert (await bench.ask("wim", query.replace("Elders {", "Elders(eerste: 21) {"))).codes == {
        "mij.wozObjectenElders": "ONGELDIGE_INVOER"
    }


@pytest.mark.parametrize(("language", "page"), [("nl", "taxatieverslag"), ("en", "en/valuation-report")])
async def test_the_page_on_property_says_until_when_one_can_object_and_where_the_report_is(
    language: str, page: str, bench: Workbench
) -> None:
    headers = {"authorization": f"Bearer {bench.token('wim')}", "accept-language": language}
    mij: dict[str, Any] = {}
    calls = {}
    for name in ("Woz", "Belasting"):  # each a block that comes on its own
        answer = await bench.post({"query": operation(f"web/{name}")}, headers)
        assert not answer.codes
        mij |= answer.data["mij"]
        calls[name] = Counter(wire.registry for wire in answer.wires)
    [home], newest = mij["wozObjecten"], mij["belastingaanslagen"]["knopen"][0]
    assert home["beschikking"]["aanslagnummer"] == newest["nummer"]
    assert home["beschikking"]["bezwaarMogelijkTot"] == newest["bezwaarMogelijkTot"]
    until = date.fromisoformat(newest["bezwaarMogelijkTot"])
    assert home["beschikking"]["bezwaarMogelijk"] == newest["bezwaarMogelijk"] == (bench.city.today <= until)
    assert home["taxatieverslag"]["adres"] == f"https://belastingen.example.nl/{page}/{home['nummer']}"
    assert home["gemeente"] == "'s-Gravenhage" and home["kadastraleAanduidingen"]
    assert mij["wozObjectenElders"]["knopen"][0]["beschikking"] == home["beschikking"]
    assert calls["Belasting"] == {"belastingen": 1}
    assert calls["Woz"]["brp"] == 1 and calls["Woz"]["woz"] == 2 and calls["Woz"]["belastingen"] <= 2


async def test_where_the_municipality_has_no_page_for_reports_there_is_no_link(tmp_path: Path) -> None:
    none = {"woz": {"options": {"taxatieverslag": "", "taxatieverslag_en": ""}}}
    async with workbench(tmp_path, registries=none) as bench:
        answer = await bench.ask("jan", "{ mij { wozObjecten { nummer taxatieverslag { adres } } } }")
        assert answer.data["mij"]["wozObjecten"][0]["taxatieverslag"] is None and not answer.codes


async def test_the_page_on_bills_is_few_calls(bench: Workbench) -> None:
    both = {"facturen": 1, "belastingen": 1}
    for name, calls in (("Rekeningen", {"facturen": 1}), ("TeBetalen", both), ("Betalingen", both)):
        answer = await bench.ask("jan", operation(f"web/{name}"))
        assert not answer.codes and Counter(wire.registry for wire in answer.wires) == calls


async def test_each_block_of_the_pages_on_money_is_there_without_the_registries_of_the_others(bench: Workbench) -> None:
    asked = {name: operation(f"web/{name}") for name in ("Rekeningen", "TeBetalen", "Woz", "Belasting")}
    for down, whole in (
        ("facturen", {"Woz", "Belasting"}),
        ("belastingen", {"Rekeningen"}),
        ("woz", {*asked} - {"Woz"}),
    ):
        bench.tap.faults = {down: DOWN}
        codes = {name: (await bench.ask("wim", document)).codes for name, document in asked.items()}
        assert {name for name, found in codes.items() if not found} == whole
        assert {code for found in codes.values() for code in found.values()} == {"BRON_NIET_BESCHIKBAAR"}


async def test_the_page_of_an_organisation_is_a_resident_s_in_its_parts(bench: Workbench) -> None:
    names = ("MijnOrganisatie", "Vestigingen", "MijnAanvragenOrganisatie", "RekeningenOrganisatie")
    for identity, refused in (("fietsenmaker", {}), ("fietsenmaker-haven", {"mij.facturen": "GEEN_TOEGANG"})):
        told: dict[str, Any] = {}
        codes: dict[str, str] = {}
        for name in names:
            answer = await bench.ask(identity, operation(f"web/{name}"))
            told |= answer.data["mij"]
            codes |= answer.codes
        assert codes == refused and told["nummer"] == "90001003" and len(told["vestigingen"]["knopen"]) == 2
        assert all(bill["openstaandBedrag"] for bill in (told["facturen"] or {"knopen": []})["knopen"])
        assert told["aanvragen"]["knopen"] and (told["facturen"] is None) == bool(refused)
