"""A request whole: what each part of it costs, what is told of it, and what of others stays away."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import DevelopmentIdentity, resident
from auth.roles import Level
from sources.city.besluiten import besluiten
from sources.city.dossiers import Kind
from sources.city.substatussen import substatussen
from sources.city.zaken import Stage, Zaak
from tests.e2e.ignoring import queried
from tests.faults import answers, only, rewritten
from tests.operations import inlined, operation
from tests.workbench import Answered, Workbench, bsn_of, workbench

JAN, WIM, FATIMA = (resident(name, bsn_of(name), "", "", Level.SUBSTANTIEEL) for name in ("jan", "wim", "fatima"))
DETAIL = operation("web/MijnAanvraag")
LIST = operation("web/MijnAanvragen")
DOCUMENTS = operation("web/DocumentenBijAanvraag")
ALL = "{ mij { aanvragen(eerste: 100) { knopen { nummer %s } } } }"
HEAP = """query ($id: ID!, $na: String) { mij { aanvraag(id: $id) { documenten(eerste: 100, na: $na) {
  knopen { id } heeftVolgende volgende } } } }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def told(bench: Workbench, who: DevelopmentIdentity, query: str, language: str = "nl", **given: Any) -> Answered:
    """The answer, with what the operation took beside it."""
    headers = {"authorization": f"Bearer {bench.token(who)}", "x-uitvoering": "1", "accept-language": language}
    return await bench.post({"query": query, "variables": given}, headers)


async def warm(bench: Workbench, who: DevelopmentIdentity, query: str, **given: Any) -> Answered:
    """The answer with the catalogue in memory."""
    await told(bench, who, query, **given)
    return await told(bench, who, query, **given)


def waves(answer: Answered) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for call in answer.body["extensions"]["uitvoering"]["bevragingen"]:
        found.setdefault(call["golf"], Counter())[call["bron"]] += 1
    return found


def own(bench: Workbench, persona: str) -> dict[str, Zaak]:
    """The zaken that somebody started, by number."""
    index = bench.city.index(bsn_of(persona))
    found = bench.city.dossiers.of(bsn_of(persona))
    return {zaak.identificatie: zaak for zaak in found if zaak.index == index}


async def rows(bench: Workbench, who: DevelopmentIdentity, fields: str) -> dict[str, Any]:
    """What is told of all requests of somebody, by number."""
    answer = await told(bench, who, ALL % fields)
    assert not answer.codes, answer.text
    return {each["nummer"]: each for each in answer.data["mij"]["aanvragen"]["knopen"]}


# What it takes


async def test_twenty_requests_with_status_kind_and_steps_are_one_call(bench: Workbench) -> None:
    """The page of the portal, and a front end that asks the kind besides."""
    for document in (LIST, inlined(LIST).replace("titel", "titel soort { naam }", 1)):
        answer = await warm(bench, WIM, document, eerste=20)
        assert not answer.codes and waves(answer) == {1: {"zaken": 1}}
        shown = answer.data["mij"]["aanvragen"]["knopen"]
        assert len(shown) == 20 and all(each["titel"] and len(each["stappen"]) > 2 for each in shown)
        [wire] = [wire for wire in answer.wires if wire.registry == "zaken"]
        assert wire.body["expand"] == ["status"]
    assert all(each["soort"]["naam"] for each in shown)


async def test_a_request_with_history_documents_decisions_and_messages_is_six_calls(bench: Workbench) -> None:
    """In two waves. The portal asks the documents apart, so that they come when they come: five and two."""
    decided = next(zaak for zaak in own(bench, "wim").values() if any(one.brieven for one in besluiten(zaak)))
    key = await key_of(bench, "wim", decided)
    documents = inlined(DOCUMENTS).partition("aanvraag(id: $id) {")[2].rpartition("}\n  }\n}")[0]
    whole = inlined(DETAIL).replace("aanvraag(id: $id) {", "aanvraag(id: $id) {" + documents, 1)
    answer = await warm(bench, WIM, whole.replace("$id: ID!", "$id: ID!, $na: String", 1), id=key)
    assert not answer.codes and waves(answer) == {
        1: {"zaken": 1},
        2: {"zaken": 2, "documenten": 1, "besluiten": 1, "vtb": 1},
    }
    shown = answer.data["mij"]["aanvraag"]
    assert shown["besluiten"] and shown["documenten"]["knopen"] and len(shown["statushistorie"]) > 1
    assert shown["resultaat"]["naam"] and shown["behandelaar"]["naam"] and shown["behandelaar"]["afdeling"]
    answer = await warm(bench, WIM, DETAIL, id=key)
    assert not answer.codes and waves(answer) == {1: {"zaken": 1}, 2: {"zaken": 2, "besluiten": 1, "vtb": 1}}
    answer = await warm(bench, WIM, DOCUMENTS, id=key)
    assert not answer.codes and waves(answer) == {1: {"zaken": 1}, 2: {"documenten": 1}}


async def key_of(bench: Workbench, persona: str, zaak: Zaak) -> str:
    """The key of a request, found page by page."""
    na = None
    query = "query ($na: String) { mij { aanvragen(eerste: 100, na: $na) { knopen { id nummer } volgende } } }"
    while True:
        page = (await bench.ask(persona, query, na=na)).data["mij"]["aanvragen"]
        for each in page["knopen"]:
            if each["nummer"] == zaak.identificatie:
                found: str = each["id"]
                return found
        na = page["volgende"]
        assert na is not None


async def test_who_handles_it_is_expanded_only_where_it_is_selected(bench: Workbench) -> None:
    for fields, expand in (
        ("titel betaling uiterlijkInWoorden opschorting { reden } verlenging { reden } ongelezen", set()),
        ("behandelaar { naam }", {"rollen"}),
        ("eigenschappen { naam waarde }", {"eigenschappen"}),
        ("stappen { stand } actieNodig", {"status"}),
    ):
        answer = await told(bench, JAN, ALL % fields)
        [wire] = [wire for wire in answer.wires if wire.registry == "zaken"]
        assert set(wire.body.get("expand", ())) == expand and not answer.codes


# Steps


async def test_steps_say_what_the_history_confirms(bench: Workbench) -> None:
    zaken, stands = own(bench, "jan"), set()
    for nummer, told_ in (await rows(bench, JAN, "stappen { naam stand sinds }")).items():
        zaak, steps = zaken[nummer], told_["stappen"]
        assert [each["naam"] for each in steps] == [s.statustekst or s.omschrijving for s in zaak.zaaktype.statustypen]
        set_ = {status.statustype.volgnummer: status.moment.isoformat() for status in zaak.statussen}
        for number, each in enumerate(steps, 1):
            assert each["sinds"] == set_.get(number), "a step that was passed over has no date"
            assert each["stand"] not in ("GEWEEST", "HUIDIG") or number in set_, (
                "none is said to have been that was not"
            )
            assert each["stand"] != "KOMT" or number not in set_
            stands.add((each["stand"], number in set_))
    assert stands == {("GEWEEST", True), ("HUIDIG", True), ("KOMT", False), ("VOORBIJ", True), ("VOORBIJ", False)}


async def test_dates_of_steps_are_one_call_for_each_request_that_has_a_past(bench: Workbench) -> None:
    with_history = ALL % "stappen { stand sinds } statushistorie { sinds }"
    answer = await warm(bench, JAN, with_history)
    history = [wire for wire in answer.wires if wire.path == "/statussen"]
    assert len(history) == len(answer.data["mij"]["aanvragen"]["knopen"]) and set(waves(answer)) == {1, 2}
    steps = await warm(bench, JAN, ALL % "stappen { stand sinds }")
    past = [
        any(each["stand"] in ("GEWEEST", "VOORBIJ") for each in knoop["stappen"])
        for knoop in steps.data["mij"]["aanvragen"]["knopen"]
    ]
    assert Counter(wire.path for wire in steps.wires) == {"/zaken/_zoek": 1, "/statussen": sum(past)}
    assert 0 < sum(past) < len(past)


async def test_of_a_withdrawn_request_no_step_is_said_to_have_been(bench: Workbench) -> None:
    withdrawn = [z.identificatie for z in own(bench, "jan").values() if z.stage is Stage.INGETROKKEN]
    shown = await rows(bench, JAN, "stappen { stand }")
    for nummer in withdrawn:
        *before, last = [each["stand"] for each in shown[nummer]["stappen"]]
        assert last == "HUIDIG" and set(before) == {"VOORBIJ"}
    assert withdrawn


@pytest.mark.parametrize("fault", [None, "ignored"])
async def test_notes_for_colleagues_are_never_told(fault: str | None, bench: Workbench) -> None:
    zaken = own(bench, "jan")
    if fault:
        bench.tap.faults["zaken"] = only(lambda path, body: path.endswith("/substatussen"), queried(doelgroep=""))
    shown, notes = await rows(bench, JAN, "substatussen { tekst sinds }"), 0
    for nummer, each in shown.items():
        mine = [note for note in substatussen(zaken[nummer]) if note.doelgroep == "betrokkenen"]
        assert [note["tekst"] for note in each["substatussen"]] == [note.omschrijving for note in reversed(mine)]
        notes += len(substatussen(zaken[nummer])) - len(mine)
    assert notes, "there are notes for colleagues"
    dropped = bench.service.adapters["zaken"].dropped.rows["withheld"]  # type: ignore[attr-defined]
    assert dropped == (notes if fault else 0)


# In words


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_terms_and_payments_are_said_in_the_language_that_is_asked(language: str, bench: Workbench) -> None:
    fields = """uiterlijkeEinddatum uiterlijkInWoorden einddatum betaling betaaldOp betalingInWoorden
      soort { doorlooptijd doorlooptijdInWoorden } verlenging { duur duurInWoorden }"""
    answer = await told(bench, WIM, ALL % fields, language)
    shown = answer.data["mij"]["aanvragen"]["knopen"]
    said = [each["uiterlijkInWoorden"] for each in shown if each["uiterlijkInWoorden"]]
    words = ("uiterlijk ", "had op ", "afgerond op ", "de termijn ") if language == "nl" else (
        "on ", "should ", "completed on ", "the term ")  # fmt: skip
    assert all(text.startswith(words) for text in said) and len({text.partition(" ")[0] for text in said}) > 2
    assert all(each["soort"]["doorlooptijdInWoorden"].startswith(("binnen ", "within ")) for each in shown)
    paid = [each["betalingInWoorden"] for each in shown if each["betaling"] == "BETAALD"]
    assert paid and all(text.startswith("Betaald op " if language == "nl" else "Paid on ") for text in paid)
    longer = {each["verlenging"]["duurInWoorden"] for each in shown if each["verlenging"]}
    assert longer == ({"14 dagen"} if language == "nl" else {"14 days"})


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_is_to_be_done_is_what_the_melding_says(language: str, bench: Workbench) -> None:
    query = (
        "{ mij { meldingen { regel tekst } aanvragen(eerste: 20, filter: LOPEND) { knopen { nummer actieNodig } } } }"
    )
    answer = await told(bench, JAN, query, language)
    knopen = answer.data["mij"]["aanvragen"]["knopen"]
    todo = [each["actieNodig"] for each in knopen if each["actieNodig"]]
    rule = [each["tekst"] for each in answer.data["mij"]["meldingen"] if each["regel"] == "actie-bij-aanvraag"]
    assert sorted(todo) == sorted(rule) != [] and len(todo) < len(knopen)


# Documents


async def test_a_dossier_of_two_thousand_documents_comes_in_pages_of_one_call(bench: Workbench) -> None:
    zaken = own(bench, "wim")
    assert sum(len(zaak.documenten) for zaak in zaken.values()) == 2000
    heap = max(zaken.values(), key=lambda zaak: len(zaak.documenten))
    id, na, seen = await key_of(bench, "wim", heap), None, list[str]()
    for _ in range(10):
        answer = await told(bench, WIM, HEAP, id=id, na=na)
        page = answer.data["mij"]["aanvraag"]["documenten"]
        [call] = [wire for wire in answer.wires if wire.registry == "documenten"]
        assert len(call.body["uuid__in"]) <= 100 and len(page["knopen"]) <= 100
        seen += [each["id"] for each in page["knopen"]]
        na = page["volgende"]
        if not page["heeftVolgende"]:
            break
    finished = [each for each in heap.documenten if each.status in ("definitief", "gearchiveerd")]
    assert len(heap.documenten) == 360 and len(seen) == len(set(seen)) == len(finished) and na is None
    small = await told(bench, WIM, ALL % "documenten(eerste: 1) { knopen { id } heeftVolgende }")
    asked = [len(wire.body["uuid__in"]) for wire in small.wires if wire.registry == "documenten"]
    assert not small.codes and asked == [len(small.data["mij"]["aanvragen"]["knopen"])]


async def test_a_page_of_documents_is_bounded_and_begins_where_the_last_one_ended(bench: Workbench) -> None:
    for arguments in ("eerste: 0", "eerste: 101", 'na: "nergens"'):
        answer = await told(bench, JAN, ALL % f"documenten({arguments}) {{ volgende }}")
        assert set(answer.codes.values()) == {"ONGELDIGE_INVOER"}
        assert "documenten" not in {wire.registry for wire in answer.wires}


async def test_what_only_binds_a_document_is_not_enough_to_show_its_title(bench: Workbench) -> None:
    """It has a title and a date, but does not tell how confidential the document is, nor whether it is finished."""
    answer = await told(bench, JAN, ALL % "documenten { knopen { titel datum } }")
    assert Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "documenten": 1}
    titles = {each["titel"] for k in answer.data["mij"]["aanvragen"]["knopen"] for each in k["documenten"]["knopen"]}
    drafts = [d.titel for z in own(bench, "jan").values() for d in z.documenten if d.status == "in_bewerking"]
    assert titles and drafts


# Decisions


async def test_decisions_tell_what_holds_and_until_when_one_can_object(bench: Workbench) -> None:
    fields = """besluiten { id nummer soort datum ingangsdatum vervaldatum vervalreden verzonden bezwaarMogelijkTot
      documenten { knopen { titel soort } heeftVolgende } }"""
    zaken, met = own(bench, "wim"), Counter[str]()
    answer = await warm(bench, WIM, ALL.replace("100", "40") % fields)
    assert not answer.codes
    for each in answer.data["mij"]["aanvragen"]["knopen"]:
        ours = besluiten(zaken[each["nummer"]])
        assert [one["datum"] for one in each["besluiten"]] == [one.datum.isoformat() for one in ours]
        for one, mine in zip(each["besluiten"], ours, strict=True):
            assert one["soort"] == mine.besluittype.omschrijving
            assert one["bezwaarMogelijkTot"] == mine.reactie.isoformat()
            assert (one["vervalreden"] == "TIJDELIJK") is (one["vervaldatum"] is not None)
            assert all(document["soort"] == "Besluitbrief" for document in one["documenten"]["knopen"])
            met.update(one["soort"] for _ in one["documenten"]["knopen"])
    assert len(met) > 1
    asked = Counter(wire.path for wire in answer.wires)
    decided = sum(len(each["besluiten"]) for each in answer.data["mij"]["aanvragen"]["knopen"])
    assert asked["/besluiten"] == 40 and asked["/besluitinformatieobjecten"] == decided


async def test_without_the_registry_of_decisions_the_rest_of_a_request_is_there(bench: Workbench) -> None:
    healthy = await rows(bench, JAN, "titel besluiten { nummer }")
    bench.tap.faults["besluiten"] = answers(503, "application/json", b"{}")
    answer = await told(bench, JAN, ALL % "titel besluiten { nummer }")
    shown = answer.data["mij"]["aanvragen"]["knopen"]
    assert [each["titel"] for each in shown] == [each["titel"] for each in healthy.values()]
    assert all(each["besluiten"] is None for each in shown)
    assert set(answer.codes.values()) == {"BRON_NIET_BESCHIKBAAR"} and len(answer.codes) == len(shown)


# What belongs together


async def test_parts_and_related_requests_of_the_same_person_are_one_call_for_the_page(bench: Workbench) -> None:
    zaken = own(bench, "jan")
    places = {(zaak.index, zaak.number): nummer for nummer, zaak in zaken.items()}
    fields = "hoofdaanvraag { nummer } deelaanvragen { nummer } gerelateerd { nummer }"
    answer = await told(bench, JAN, ALL % fields)
    shown = {each["nummer"]: each for each in answer.data["mij"]["aanvragen"]["knopen"]}
    assert not answer.codes and Counter(wire.path for wire in answer.wires) == {"/zaken/_zoek": 2}
    assert [wire.persons for wire in answer.wires] == [[bsn_of("jan")]] * 2 and len(shown) == len(zaken) == 12
    foreign = 0
    for nummer, each in shown.items():
        zaak = zaken[nummer]
        assert (each["hoofdaanvraag"] or {}).get("nummer") == (places[zaak.hoofdzaak] if zaak.hoofdzaak else None)
        assert [one["nummer"] for one in each["deelaanvragen"]] == [places[place] for place in zaak.deelzaken]
        assert [one["nummer"] for one in each["gerelateerd"]] == [places[p] for p in zaak.verwant if p in places]
        foreign += len([place for place in zaak.verwant if place not in places])
    assert foreign == 2, "two are bound to a request of Fatima, of which nothing is told"


async def test_a_request_of_another_in_the_place_of_a_part_does_not_get_through(bench: Workbench) -> None:
    fatima = next(iter(own(bench, "fatima").values()))
    uuid = bench.city.dossiers.uuid(Kind.ZAAK, fatima)
    whole = await told(bench, JAN, ALL % "deelaanvragen { nummer titel }")
    more = rewritten(lambda body: body | {"uuid__in": [uuid, *body["uuid__in"]]})
    bench.tap.faults["zaken"] = only(lambda path, body: "uuid__in" in (body or {}), more)
    again = await told(bench, JAN, ALL % "deelaanvragen { nummer titel }")
    assert again.data == whole.data and fatima.identificatie not in again.text


async def test_a_failure_of_related_requests_is_one_error_for_the_list(bench: Workbench) -> None:
    """One for each would tell how many there are that are somebody else's."""
    down = answers(503, "application/json", b"{}")
    bench.tap.faults["zaken"] = only(lambda path, body: "uuid__in" in (body or {}), down)
    answer = await told(bench, JAN, ALL % "gerelateerd { nummer }")
    bound = [zaak.identificatie for zaak in own(bench, "jan").values() if zaak.verwant]
    assert len(answer.codes) == len(bound) and set(answer.codes.values()) == {"BRON_NIET_BESCHIKBAAR"}
    assert all(path.endswith(".gerelateerd") for path in answer.codes)


async def test_nobody_in_a_request_is_told_but_who_handles_it(bench: Workbench) -> None:
    zaken = own(bench, "jan")
    answer = await told(bench, JAN, ALL % "behandelaar { naam afdeling }")
    people = {bench.city.person(bench.city.bsn(z.other[0])) for z in zaken.values() if z.other is not None}
    assert people and not [p for p in people if p is not None and (p.bsn in answer.text or p.name.full in answer.text)]
    for each in answer.data["mij"]["aanvragen"]["knopen"]:
        ours = [rol for rol in zaken[each["nummer"]].rollen if rol.person is None]
        names = {"naam": "".join(r.medewerker for r in ours), "afdeling": "".join(r.afdeling for r in ours)}
        assert each["behandelaar"] == (names if ours else None)


# Kinds


async def test_requests_of_some_kinds_are_asked_of_the_registry_by_all_their_versions(bench: Workbench) -> None:
    query = "query ($s: [String!]) { mij { aanvragen(eerste: 100, soorten: $s) { knopen { soort { nummer } } } } }"
    answer = await warm(bench, WIM, query, s=["PARK-BEW", "REISDOC", "BESTAAT-NIET"])
    [wire] = answer.wires
    assert len(wire.body["zaaktype__in"]) == 3, "of parking permits there are two versions"
    kinds = Counter(each["soort"]["nummer"] for each in answer.data["mij"]["aanvragen"]["knopen"])
    mine = Counter(zaak.zaaktype.identificatie for zaak in own(bench, "wim").values())
    assert kinds == {kind: mine[kind] for kind in ("PARK-BEW", "REISDOC")} and sum(kinds.values()) > 20
    for none in ([], ["BESTAAT-NIET"]):
        empty = await told(bench, WIM, query, s=none)
        assert empty.data["mij"]["aanvragen"] == {"knopen": []} and empty.wires == []
    everything = await told(bench, WIM, query, s=None)
    assert len(everything.data["mij"]["aanvragen"]["knopen"]) == 100 and "zaaktype__in" not in everything.wires[0].body
    many = await told(bench, WIM, query, s=["A"] * 51)
    assert many.codes == {"mij.aanvragen": "ONGELDIGE_INVOER"} and many.wires == []


async def test_a_registry_that_ignores_the_kinds_shows_no_others(bench: Workbench) -> None:
    query = '{ mij { aanvragen(eerste: 100, soorten: ["REISDOC"]) { knopen { nummer soort { nummer } } } } }'
    honest = await warm(bench, WIM, query)
    ignoring = rewritten(lambda body: {name: value for name, value in body.items() if name != "zaaktype__in"})
    bench.tap.faults["zaken"] = ignoring
    answer = await told(bench, WIM, query)
    assert {each["soort"]["nummer"] for each in answer.data["mij"]["aanvragen"]["knopen"]} == {"REISDOC"}
    shown = {each["nummer"] for each in answer.data["mij"]["aanvragen"]["knopen"]}
    assert shown < {each["nummer"] for each in honest.data["mij"]["aanvragen"]["knopen"]}
    assert bench.service.adapters["zaken"].dropped.rows["foreign"] == 100 - len(shown)  # type: ignore[attr-defined]
