"""Rows of others: whatever a registry adds to its answer, it does not come out of the service."""

from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.roles import Level
from tests.e2e.ignoring import IGNORING
from tests.faults import Fault, answers, only, rewritten, spoilt_json
from tests.workbench import Answered, Workbench, bsn_of, workbench

PERSONEN = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) { naam { volledigeNaam } } }"""
AANVRAGEN = "{ mij { aanvragen { knopen { id } } } }"
AANVRAAG = """query ($id: ID!) { mij { aanvraag(id: $id) {
  nummer titel statushistorie { naam sinds } documenten { knopen { titel bestandsnaam } } } } }"""
OTHER = "5f5f2d6e-6d9b-4b1f-9d0e-0a6c0a8f5c11"
JAN = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
LISTS = {
    "woz": ("wozObjecten", "{ nummer belang grondoppervlakte waarden { knopen { waarde } } }"),
    "facturen": ("facturen", "(eerste: 3) { knopen { nummer datum status } heeftVolgende volgende }"),
    "belastingen": ("belastingaanslagen", "(eerste: 3) { knopen { nummer jaar status } heeftVolgende volgende }"),
    "afspraken": ("afspraken", "(eerste: 3) { knopen { onderwerp begin status } heeftVolgende volgende }"),
    "objecten": ("meldingen", "{ id titel datum regel }"),
    "vtb": ("berichten", "(eerste: 3) { knopen { nummer onderwerp tekst } heeftVolgende volgende }"),
    "reisdocumenten": ("reisdocumenten", "{ nummer soort }"),
    "openproduct": ("parkeervergunningen", "(eerste: 3) { knopen { nummer soort status } heeftVolgende volgende }"),
}
PAGED = ("facturen", "belastingen", "afspraken", "vtb", "openproduct")
AANSLAG = "{ mij { belastingaanslagen(eerste: 1) { knopen { regels { soort wozObject { nummer belang } } } } } }"


async def kept(bench: Workbench, query: str, registry: str, fault: Fault, rows: int, **variables: Any) -> Answered:
    """With the fault the answer is the same to the byte, and the rows of others were counted."""
    before = await bench.ask(JAN, query, **variables)
    assert not before.codes
    bench.tap.faults[registry] = fault
    after = await bench.ask(JAN, query, **variables)
    assert after.text == before.text
    assert dropped(bench, registry) == rows
    return after


def dropped(bench: Workbench, registry: str) -> int:
    """How many rows of others were kept back; of the WOZ they are no surprise, and not foreign but withheld."""
    rows = bench.service.adapters[registry].dropped.rows  # type: ignore[attr-defined]
    foreign, withheld = rows["foreign"], rows["withheld"]
    assert registry != "woz" or not foreign
    return int(withheld if registry == "woz" else foreign)


async def test_tasks_and_submissions_of_another_do_not_get_into_somebodys_lists(tmp_path: Path) -> None:
    added = 0

    def more(body: Any) -> Any:
        nonlocal added
        els = f"urn:nld:brp:bsn:{bsn_of('els')}"
        anothers = [row | {"isToegewezenAan": els, "initiator": els} for row in body["results"]]
        added += len(anothers)
        return body | {"results": [*anothers, *body["results"]]}

    query = "{ mij { taken { knopen { id titel } } ingediend { knopen { id nummer } } } }"
    async with workbench(tmp_path) as bench:
        before = await bench.ask(JAN, query)
        bench.tap.faults["vtb"] = spoilt_json(more)
        after = await bench.ask(JAN, query)
        assert after.text == before.text and not before.codes and dropped(bench, "vtb") == added > 4


async def test_a_person_who_was_not_asked_for_does_not_get_through(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        fault = rewritten(lambda body: body | {"burgerservicenummer": [bsn_of("els"), *body["burgerservicenummer"]]})
        query = (
            "{ mij { burgerservicenummer naam { volledigeNaam } adres { regels } kinderen { persoon { leeftijd } } } }"
        )
        answer = await kept(bench, query, "brp", fault, 2)
        assert bsn_of("els") not in answer.text and "Schouten" not in answer.text


async def test_a_person_in_the_place_of_another_is_nobody(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults["brp"] = rewritten(lambda body: body | {"burgerservicenummer": [bsn_of("els")]})
        answer = await bench.ask("jan", "{ mij { burgerservicenummer naam { volledigeNaam } } }")
        assert answer.body == {"data": {"mij": None}}
        three = await bench.ask("dienst", PERSONEN, bsns=[bsn_of("jan"), bsn_of("els"), bsn_of("wim")])
        jan, els, wim = three.data["personen"]
        assert (jan, wim) == (None, None) and els["naam"]["volledigeNaam"] == "Elsbeth Schouten"


async def test_a_zaak_that_was_not_asked_for_does_not_get_through(tmp_path: Path) -> None:
    """By id, where the answer can be held against the question; of a list only the canary can tell."""

    def more(body: Any) -> Any:
        others = [{**row, "uuid": OTHER, "omschrijving": "VAN EEN ANDER"} for row in body["results"]]
        return body | {"results": [*others, *body["results"]], "count": body["count"] + len(others)}

    async with workbench(tmp_path) as bench:
        mine = (await bench.ask("jan", AANVRAGEN)).data["mij"]["aanvragen"]["knopen"][0]["id"]
        fault = only(lambda path, body: "uuid__in" in (body or {}), spoilt_json(more))
        await kept(bench, AANVRAAG, "zaken", fault, 1, id=mine)


async def test_a_status_of_another_zaak_does_not_get_through(tmp_path: Path) -> None:
    def more(body: Any) -> Any:
        others = [{**row, "zaak": row["zaak"][:-4] + "0000", "uuid": OTHER} for row in body["results"]]
        return body | {"results": [*others, *body["results"], {**body["results"][0], "zaak": None}]}

    async with workbench(tmp_path) as bench:
        mine = (await bench.ask("jan", AANVRAGEN)).data["mij"]["aanvragen"]["knopen"][0]["id"]
        history = (await bench.ask("jan", AANVRAAG, id=mine)).data["mij"]["aanvraag"]["statushistorie"]
        fault = only(lambda path, body: path.endswith("/statussen"), spoilt_json(more))
        await kept(bench, AANVRAAG, "zaken", fault, len(history) + 1, id=mine)


async def test_a_document_that_was_not_asked_for_does_not_get_through(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        query = "{ mij { aanvragen { knopen { documenten { knopen { id titel } } } } } }"
        theirs = (await bench.ask("wim", query)).wires[-1].body["uuid__in"]
        fault = rewritten(lambda body: body | {"uuid__in": [*theirs[:4], *body["uuid__in"]]})
        await kept(bench, query, "documenten", fault, 4)


def anothers(registry: str, row: Any) -> list[Any]:
    """A row of somebody as if it were another's, or another kind of thing: nothing else tells it from the row."""
    els = {"burgerservicenummer": bsn_of("els")}
    if registry == "woz":
        nobodys = {name: value for name, value in row.items() if not name.startswith("belanghebbende")}
        return [nobodys, nobodys | {"belanghebbendeEigenaar": els, "belanghebbendeGebruiker": els}]
    if registry == "reisdocumenten":
        return [row | {"houder": els}]
    if registry == "openproduct":
        owners: list[Any] = [[{"bsn": bsn_of("els")}], [{"kvk_nummer": bsn_of("jan")}], []]
        garden = row | {"producttype": {**row["producttype"], "code": "VOLKSTUIN"}}
        return [garden, *(row | {"eigenaren": each} for each in owners)]
    if registry == "vtb":
        return [
            row | {"ontvanger": f"urn:nld:{each}"} for each in (f"brp:bsn:{bsn_of('els')}", "hr:kvknummer:12345678")
        ]
    whose = [{"type": "bsn", "value": bsn_of("els")}, {"type": "kvk", "value": bsn_of("jan")}]
    if registry == "objecten":
        own = row["record"]["data"]  # of a message, or of a task
        data = [own | {"identificatie" if "identificatie" in own else "belanghebbende": each} for each in whose]
        return [row | {"type": f"{row['type'][:-12]}{OTHER[-12:]}"}, *(row | {"record": {"data": d}} for d in data)]
    return [row | {"belanghebbende": each} for each in whose]


@pytest.mark.parametrize("registry", LISTS)
async def test_a_row_of_another_does_not_get_into_somebodys_list(registry: str, tmp_path: Path) -> None:
    """Before each row, and behind it, stands the same row as if it were another's."""
    added = 0

    def more(body: Any) -> Any:
        nonlocal added
        outer, name = (body["_embedded"], "wozObjecten") if registry == "woz" else (body, "results")
        name = "reisdocumenten" if registry == "reisdocumenten" else name
        rows = outer[name]
        outer[name] = [each for row in rows for each in (*anothers(registry, row), row, *anothers(registry, row))]
        added += len(outer[name]) - len(rows)
        return body

    field, selection = LISTS[registry]
    no_tasks: dict[str, dict[str, object]] = {"objecten": {}}  # which a rule looks at besides
    async with workbench(tmp_path, registries=no_tasks) as bench:
        query = f"{{ mij {{ {field} {selection} }} }}"
        before = await bench.ask(JAN, query)
        counted = dropped(bench, registry)
        bench.tap.faults[registry] = spoilt_json(more)
        after = await bench.ask(JAN, query)
        assert after.text == before.text and not before.codes
        assert [len([w for w in each.wires if w.registry == registry]) for each in (before, after)] == [1, 1]
        assert dropped(bench, registry) - counted == added > 0


@pytest.mark.parametrize("registry", LISTS)
async def test_what_is_anothers_in_the_place_of_somebodys_is_nothing(registry: str, tmp_path: Path) -> None:
    field, selection = LISTS[registry]
    whose = "another address" if registry == "woz" else "somebody else"
    els = resident("els", bsn_of("els"), "", "", Level.SUBSTANTIEEL)
    async with workbench(tmp_path) as bench:
        before = (await bench.ask(els, f"{{ mij {{ {field} {selection} }} }}")).data["mij"][field]
        assert before["knopen"] if registry in PAGED else before
        bench.tap.faults[registry] = IGNORING[registry, whose]
        answer = await bench.ask(els, f"{{ mij {{ {field} {selection} }} }}")
        assert not answer.codes and dropped(bench, registry) > 0
        shown = answer.data["mij"][field]
        if registry in PAGED:
            assert shown == {"knopen": [], "heeftVolgende": False, "volgende": None}
        else:  # what follows by rule is from other registries
            assert [each for each in shown if registry != "objecten" or each["regel"] is None] == []


async def test_an_invoice_that_is_settled_is_not_among_those_to_be_paid(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        everything = (await bench.ask("jan", "{ mij { facturen { knopen { status open } } } }")).data
        settled = sum(not each["open"] for each in everything["mij"]["facturen"]["knopen"])
        fault = rewritten(lambda body: {name: value for name, value in body.items() if name != "status"})
        query = "{ mij { facturen(filter: OPEN) { knopen { nummer status } heeftVolgende } } }"
        await kept(bench, query, "facturen", fault, settled)
        assert settled > 0


async def test_an_object_of_somebody_else_behind_a_line_is_as_unknown_as_one_that_is_not_there(tmp_path: Path) -> None:
    """The registry is asked by number; whose it is, its answer tells."""
    async with workbench(tmp_path) as bench:

        async def shown(fault: Fault) -> Answered:
            bench.tap.faults["woz"] = only(lambda path, body: "/wozobjecten/" in path, fault)
            return await bench.ask("jan", AANSLAG)

        mine = await bench.ask("jan", AANSLAG)
        objects = [each for each in mine.wires if each.registry == "woz"]
        assert objects and not mine.codes and '"EIGENAAR"' in mine.text
        nowhere = await shown(answers(404, "application/problem+json", b'{"status": 404}'))
        assert not nowhere.codes and '"EIGENAAR"' not in nowhere.text and dropped(bench, "woz") == 0
        for theirs in (lambda body: anothers("woz", body)[0], lambda body: anothers("woz", body)[1]):
            assert (await shown(spoilt_json(theirs))).text == nowhere.text
        assert dropped(bench, "woz") == 2 * len(objects)
        another = await shown(spoilt_json(lambda body: body | {"identificatie": "051809999999"}))
        assert set(another.codes.values()) == {"BRON_ONGELDIG"} and "051809999999" not in another.text


async def test_another_address_of_the_bag_does_not_get_through(tmp_path: Path) -> None:
    query = "{ mij { adres { bag { oppervlakte bouwjaren } } } }"
    async with workbench(tmp_path) as bench:
        assert (await bench.ask("jan", query)).data["mij"]["adres"]["bag"]["oppervlakte"]
        other = bench.city.homes.home(3).address.designation_id
        bench.tap.faults["bag"] = spoilt_json(lambda body: body | {"nummeraanduidingIdentificatie": other})
        answer = await bench.ask("jan", query)
        assert answer.codes == {"mij.adres.bag": "BRON_ONGELDIG"} and answer.data["mij"]["adres"]["bag"] is None


async def test_what_is_too_confidential_stays_inside_whatever_the_registry_sends(tmp_path: Path) -> None:
    def secret(body: Any) -> Any:
        for row in body["results"]:
            row["vertrouwelijkheidaanduiding"] = "zeer_geheim"
        return body

    async with workbench(tmp_path) as bench:
        bench.tap.faults["documenten"] = spoilt_json(secret)
        answer = await bench.ask("jan", "{ mij { aanvragen { knopen { nummer documenten { knopen { titel } } } } } }")
        shown = answer.data["mij"]["aanvragen"]["knopen"]
        assert shown and all(knoop["documenten"]["knopen"] == [] for knoop in shown) and not answer.codes
        bench.tap.faults["zaken"] = spoilt_json(secret)
        answer = await bench.ask("jan", "{ mij { aanvragen { knopen { nummer } heeftVolgende } } }")
        assert answer.data["mij"]["aanvragen"] == {"knopen": [], "heeftVolgende": False}
