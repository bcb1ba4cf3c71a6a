"""Rows of others: whatever a registry adds to its answer, it does not come out of the service."""

from pathlib import Path
from typing import Any

from tests.faults import Fault, only, rewritten, spoilt_json
from tests.workbench import Answered, Workbench, bsn_of, workbench

PERSONEN = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) { naam { volledigeNaam } } }"""
AANVRAGEN = "{ mij { aanvragen { knopen { id } } } }"
AANVRAAG = """query ($id: ID!) { mij { aanvraag(id: $id) {
  nummer titel statushistorie { naam sinds } documenten { titel bestandsnaam } } } }"""
OTHER = "5f5f2d6e-6d9b-4b1f-9d0e-0a6c0a8f5c11"


async def kept(bench: Workbench, query: str, registry: str, fault: Fault, rows: int, **variables: Any) -> Answered:
    """With the fault the answer is the same to the byte, and the rows of others were counted."""
    before = await bench.ask("jan", query, **variables)
    assert not before.codes
    bench.tap.faults[registry] = fault
    after = await bench.ask("jan", query, **variables)
    assert after.text == before.text
    dropped = bench.service.adapters[registry].dropped  # type: ignore[attr-defined]
    assert dropped.rows["foreign"] == rows
    return after


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
        query = "{ mij { aanvragen { knopen { documenten { id titel } } } } }"
        theirs = (await bench.ask("wim", query)).wires[-1].body["uuid__in"]
        fault = rewritten(lambda body: body | {"uuid__in": [*theirs[:4], *body["uuid__in"]]})
        await kept(bench, query, "documenten", fault, 4)


async def test_what_is_too_confidential_stays_inside_whatever_the_registry_sends(tmp_path: Path) -> None:
    def secret(body: Any) -> Any:
        for row in body["results"]:
            row["vertrouwelijkheidaanduiding"] = "zeer_geheim"
        return body

    async with workbench(tmp_path) as bench:
        bench.tap.faults["documenten"] = spoilt_json(secret)
        answer = await bench.ask("jan", "{ mij { aanvragen { knopen { nummer documenten { titel } } } } }")
        shown = answer.data["mij"]["aanvragen"]["knopen"]
        assert shown and all(knoop["documenten"] == [] for knoop in shown) and not answer.codes
        bench.tap.faults["zaken"] = spoilt_json(secret)
        answer = await bench.ask("jan", "{ mij { aanvragen { knopen { nummer } heeftVolgende } } }")
        assert answer.data["mij"]["aanvragen"] == {"knopen": [], "heeftVolgende": False}
