"""What belongs to a theme: its requests and their documents, of one person, in few calls, for every viewer the same."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.roles import Level
from resolvers.sleutel import sleutel
from sources.city.dossiers import Kind
from sources.city.zaken import Document, Zaak
from tests.e2e.dossiers import opened
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

OPEN = {"openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk"}
SEEN = {"definitief", "gearchiveerd"}
KINDS = {"wonen": {"VERHUIZING", "OMGEVING"}, "burgerzaken": {"REISDOC", "UITTREKSEL"}}
MORE = {"parkeren": {"PARK-BEW", "GEHANDICAPT"}, "zorg-en-inkomen": {"BIJSTAND", "WMO", "SCHULDHULP"}}
PAGE = """query ($n: String!, $e: Int!, $na: String) { mij { thema(naam: $n) {
  documenten(eerste: $e, na: $na) { knopen { id titel soort download } heeftVolgende volgende } } } }"""
DOWN = answers(503, "application/json", b"{}")


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        await bench.ask("jan", PAGE, n="wonen", e=20)  # warms the catalogue
        yield bench


def theirs(bench: Workbench, persona: str, thema: str) -> list[tuple[Zaak, Document]]:
    """What the city has of somebody under a theme and may be shown at an ordinary level."""
    bsn = bsn_of(persona)
    return [
        (zaak, document)
        for zaak in bench.city.dossiers.of(bsn)
        if bench.city.bsn(zaak.index) == bsn and zaak.zaaktype.identificatie in KINDS[thema]
        if zaak.vertrouwelijkheid in OPEN
        for document in zaak.documenten
        if document.vertrouwelijkheid in OPEN and document.status in SEEN
    ]


async def all_of(bench: Workbench, persona: Any, thema: str, eerste: int) -> list[dict[str, Any]]:
    """Every document of a theme, page by page."""
    found: list[dict[str, Any]] = []
    na = None
    for _ in range(100):
        answer = await bench.ask(persona, PAGE, n=thema, e=eerste, na=na)
        assert not answer.codes
        page = answer.data["mij"]["thema"]["documenten"]
        assert len(page["knopen"]) <= eerste and page["heeftVolgende"] == (page["volgende"] is not None)
        found += page["knopen"]
        na = page["volgende"]
        if na is None:
            return found
    raise AssertionError("a list without an end")


@pytest.mark.parametrize("eerste", [2, 7, 100])
async def test_all_documents_of_a_themes_requests_come_once_those_of_finished_requests_too(
    eerste: int, bench: Workbench
) -> None:
    has = theirs(bench, "peter", "wonen")
    assert any(zaak.einddatum is not None for zaak, _ in has), "a document of a finished request"
    told = [each["titel"] for each in await all_of(bench, "peter", "wonen", eerste)]
    assert Counter(told) == Counter(document.titel for _, document in has)


async def test_who_has_many_reads_them_to_the_end(bench: Workbench) -> None:
    has = theirs(bench, "wim", "wonen")
    found = await all_of(bench, "wim", "wonen", 20)
    assert len(has) > 50 and Counter(each["titel"] for each in found) == Counter(document.titel for _, document in has)
    assert len({each["id"] for each in found}) == len(found)


async def test_one_call_finds_the_requests_and_one_their_documents(bench: Workbench) -> None:
    for persona in ("peter", "wim"):
        answer = await bench.ask(persona, PAGE, n="wonen", e=20)
        assert Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "documenten": 1}
        [search] = [wire for wire in answer.wires if wire.registry == "zaken"]
        assert search.persons == [bsn_of(persona)] and search.body["zaaktype__in"]
        [asked] = [wire for wire in answer.wires if wire.registry == "documenten"]
        assert len(asked.body["uuid__in"]) <= 20


async def test_a_document_of_a_theme_can_be_fetched(bench: Workbench) -> None:
    link = (await all_of(bench, "peter", "wonen", 20))[0]["download"]
    fetched = await bench.client.get(link, headers={"authorization": f"Bearer {bench.token('peter')}"})
    assert fetched.status_code == 200 and fetched.content.startswith(b"%PDF-")


async def test_an_employee_sees_the_same_documents(bench: Workbench) -> None:
    fields = 'thema(naam: "wonen") { documenten(eerste: 100) { knopen { id titel soort } volgende } }'
    own = await bench.ask("peter", f"{{ mij {{ {fields} }} }}")
    helped = await opened(bench, bsn_of("peter"), fields)
    assert own.data["mij"]["thema"]["documenten"]["knopen"]
    assert helped.data["klantcontact"]["persoon"]["thema"] == own.data["mij"]["thema"]


async def test_a_place_in_anothers_list_shows_nothing_of_theirs(bench: Workbench) -> None:
    page = (await bench.ask("wim", PAGE, n="wonen", e=30)).data["mij"]["thema"]["documenten"]
    answer = await bench.ask("peter", PAGE, n="wonen", e=100, na=page["volgende"])
    shown = (answer.data["mij"]["thema"] or {}).get("documenten")
    mine = {each["id"] for each in await all_of(bench, "peter", "wonen", 100)}
    assert {each["id"] for each in shown["knopen"]} <= mine if shown else answer.codes
    for text in ("x", "W10", page["volgende"][:-2]):
        assert (await bench.ask("wim", PAGE, n="wonen", e=5, na=text)).codes == {
            "mij.thema.documenten": "ONGELDIGE_INVOER"
        }


async def test_a_theme_can_name_its_kinds_of_documents(tmp_path: Path) -> None:
    folder = tmp_path / "themas"
    folder.mkdir()
    (folder / "wonen.toml").write_text(
        'naam = "wonen"\ntitel = { nl = "W", en = "W" }\ntekst = { nl = "w", en = "w" }\nvolgorde = 1\n'
        'aanvragen = ["VERHUIZING", "OMGEVING"]\ndocumenten = ["Besluitbrief"]\n'
    )
    async with workbench(tmp_path / "service", themas=folder) as bench:
        letters = [each for _, each in theirs(bench, "wim", "wonen") if each.soort.omschrijving == "Besluitbrief"]
        found = await all_of(bench, "wim", "wonen", 20)
        assert {each["soort"] for each in found} == {"Besluitbrief"}
        assert Counter(each["titel"] for each in found) == Counter(each.titel for each in letters)


@pytest.mark.parametrize("registry", ["zaken", "documenten"])
async def test_a_source_that_fails_is_an_error_and_no_empty_list(registry: str, bench: Workbench) -> None:
    bench.tap.faults[registry] = DOWN
    answer = await bench.ask("peter", PAGE, n="wonen", e=20)
    assert answer.data["mij"]["thema"]["documenten"] is None
    assert answer.codes == {"mij.thema.documenten": "BRON_NIET_BESCHIKBAAR"}


async def test_confidential_ones_are_there_at_a_higher_level_only(bench: Workbench) -> None:
    sure = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
    low, high = [{each["id"] for each in await all_of(bench, who, "burgerzaken", 20)} for who in ("jan", sure)]
    assert low <= high
    secret = [
        sleutel("documenten", bench.city.dossiers.uuid(Kind.INFORMATIEOBJECT, zaak, document.part))
        for zaak in bench.city.dossiers.of(bsn_of("jan"))
        if zaak.vertrouwelijkheid not in OPEN
        for document in zaak.documenten
    ]
    assert not low & set(secret) and high & set(secret)


TASKS = """query ($n: String!, $f: TaakFilter) { mij {
  thema(naam: $n) { taken(eerste: 100, filter: $f) { knopen { id titel } heeftVolgende } }
  taken(eerste: 100, filter: $f) { knopen { id titel aanvraag aanvraagnummer } heeftVolgende }
  aanvragen(eerste: 100) { knopen { id nummer soort { naam } } } } }"""


@pytest.mark.parametrize("persona", ["jan", "wim"])
@pytest.mark.parametrize("filter_", ["OPEN", None])
async def test_tasks_are_under_the_theme_of_what_they_are_for(
    persona: str, filter_: str | None, bench: Workbench
) -> None:
    """Each that names a request of a theme's kind is there in the same order, and none of another kind."""
    bsn = bsn_of(persona)
    names = {
        name: zaak.zaaktype.identificatie
        for zaak in bench.city.dossiers.of(bsn)
        for name in (zaak.identificatie, sleutel("zaken", bench.city.dossiers.uuid(Kind.ZAAK, zaak)))
    }
    found = 0
    for thema, kinds in (KINDS | MORE).items():
        answer = await bench.ask(persona, TASKS, n=thema, f=filter_)
        mij = answer.data["mij"]
        assert not answer.codes and not mij["thema"]["taken"]["heeftVolgende"]
        kind = [names.get(each["aanvraag"]) or names.get(each["aanvraagnummer"]) for each in mij["taken"]["knopen"]]
        of_it = [each["id"] for each, one in zip(mij["taken"]["knopen"], kind, strict=True) if one in kinds]
        assert [each["id"] for each in mij["thema"]["taken"]["knopen"]] == of_it
        found += len(of_it)
    assert found


async def test_tasks_and_requests_of_a_theme_are_asked_at_once(bench: Workbench) -> None:
    query = '{ mij { thema(naam: "wonen") { taken { knopen { id } } } } }'
    bench.tap.pause, bench.tap.peak = 0.05, 0
    answer = await bench.ask("jan", query)
    assert Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "vtb": 1, "objecten": 1}
    assert not answer.codes and bench.tap.peak == 3
    bench.tap.faults["zaken"] = DOWN
    answer = await bench.ask("jan", query)
    assert answer.codes == {"mij.thema.taken": "BRON_NIET_BESCHIKBAAR"}
    assert (await bench.ask("jan", '{ mij { thema(naam: "nee") { taken { knopen { id } } } } }')).codes
