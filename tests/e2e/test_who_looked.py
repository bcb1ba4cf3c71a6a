"""Every look and decision is on the disk before its answer leaves, and the resident reads who looked."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.bsn import valid_bsn
from auth.log.entry import Entry, SubjectKind
from auth.log.segments import segments
from auth.roles import Purpose, Verification
from tests.e2e.desk import opened, searched
from tests.e2e.dossiers import AGNES
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

JAN, ELS = bsn_of("jan"), bsn_of("els")
LOOKS = """{ mij { verwerkingen { knopen { eigen keren omschrijving doel afdeling gegevens } } } }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def entries(bench: Workbench) -> list[Entry]:
    """What stands in the journal, oldest first."""
    folder = bench.service.keeping.log.journal.folder
    found = [Entry.decoded(payload) for each in segments(folder) for _, payload in each.frames()]
    return sorted(found, key=lambda entry: entry.start)


async def looks(bench: Workbench, persona: str = "jan") -> list[dict[str, Any]]:
    """What a resident reads."""
    answer = await bench.ask(persona, LOOKS)
    assert not answer.codes
    found: list[dict[str, Any]] = answer.data["mij"]["verwerkingen"]["knopen"]
    return found


async def test_a_resident_reads_that_an_employee_looked_and_why(bench: Workbench) -> None:
    assert await looks(bench) == []
    contact = await bench.service.keeping.contacts.start(AGNES, JAN, Purpose.BURGERZAKEN, Verification.LEGITIMATIE)
    ask = f'{{ klantcontact(id: "{contact.id}") {{ persoon {{ naam {{ voornamen }} adres {{ regels }} }} }} }}'
    assert (await bench.ask_as(AGNES, ask)).data["klantcontact"]["persoon"]["naam"]
    theirs, own = await looks(bench)
    assert (theirs["eigen"], theirs["doel"], theirs["afdeling"]) == (False, "BURGERZAKEN", "Klantcontactcentrum")
    assert set(theirs["gegevens"]) == {"IDENTITEIT", "ADRES"} and "paspoort" in theirs["omschrijving"]
    assert (own["eigen"], own["doel"]) == (True, None)
    assert AGNES.id not in json.dumps([theirs, own]), "which department, and never which employee"
    english = await bench.post(
        {"query": LOOKS}, {"authorization": f"Bearer {bench.token('jan')}", "accept-language": "en"}
    )
    assert "passport" in english.data["mij"]["verwerkingen"]["knopen"][0]["omschrijving"]
    assert await looks(bench, "fatima") == [], "and nobody reads it of another"


async def test_also_a_search_and_a_door_that_stayed_closed_are_looks(bench: Workbench) -> None:
    await searched(bench, "agnes", burgerservicenummer=JAN)
    refused = await opened(bench, "agnes", Purpose.PARKEREN, burgerservicenummer=ELS)
    assert refused.codes == {"startKlantcontact": "GEEN_TOEGANG"}
    [search] = await looks(bench)
    assert search["doel"] == "OVERIG" and not search["eigen"]
    [door] = await looks(bench, "els")
    assert (door["doel"], door["gegevens"]) == ("PARKEREN", ["IDENTITEIT"])


async def test_of_whom_nothing_is_shown_nobody_has_looked(bench: Workbench) -> None:
    for query in ("{ sessie { rol } }", "{ __typename }", "{ bronnen { naam } }"):
        await bench.ask("jan", query)
    await bench.ask("jan", "{ mij { reisdocumenten { nummer } } }")  # takes a higher level
    kept = entries(bench)
    assert [entry.looks for entry in kept] == [()] * len(kept)
    refused = [each for entry in kept for each in entry.judgements if not each.decision]
    assert {(each.kind, each.reason) for each in refused} == {
        ("TECHNIEK", "GEEN_TOEGANG"),
        ("GEVOELIG", "HOGER_NIVEAU_NODIG"),
    }


async def test_each_evaluation_is_kept_once_and_each_person_has_a_look(bench: Workbench) -> None:
    await bench.ask("jan", "{ mij { naam { voornamen } kinderen { persoon { leeftijd adres { postcode } } } } }")
    [entry] = entries(bench)
    assert len(entry.looks) == 4 and len(entry.subjects) == 4
    assert {look.activity for look in entry.looks} == {"inzage-eigen", "inzage-ouder"}
    told = [(each.subject, each.kind, each.on_record) for each in entry.judgements]
    assert len(told) == len(set(told)) and {on_record for _, _, on_record in told} == {False, True}
    seal = bench.service.keeping.log.pseudonyms.seal
    assert entry.subjects[entry.looks[0].subject].sealed == seal(SubjectKind.BSN, JAN)
    spans = [*(look.span for look in entry.looks), *(each.span for each in entry.judgements), entry.span]
    assert len(set(spans)) == len(spans)


async def test_the_trace_of_the_caller_goes_on_to_the_registries(bench: Workbench) -> None:
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    headers = {"authorization": f"Bearer {bench.token('jan')}", "traceparent": f"00-{trace}-{parent}-00"}
    answer = await bench.post({"query": "{ mij { leeftijd } }"}, headers)
    [entry] = entries(bench)
    assert (entry.trace.hex(), entry.parent and entry.parent.hex()) == (trace, parent), "sampled or not"
    assert {wire.headers["traceparent"].split("-")[1] for wire in answer.wires} == {trace}


async def test_without_a_log_no_answer_leaves(bench: Workbench) -> None:
    folder = bench.service.keeping.log.journal.folder
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    answer = await bench.ask("jan", "{ mij { naam { voornamen } } }")
    assert answer.status in (200, 503) and "data" not in answer.body
    assert answer.body["errors"][0]["extensions"] == {
        "code": "BRON_NIET_BESCHIKBAAR",
        "opnieuw": True,
        "bron": "logboek",
    }
    folder.unlink()
    assert (await bench.ask("jan", "{ mij { naam { voornamen } } }")).data["mij"]["naam"]


async def test_a_look_is_kept_also_where_the_registry_failed(bench: Workbench) -> None:
    bench.tap.faults["brp"] = answers(503, "application/json", b"{}")
    answer = await bench.ask("jan", "{ mij { naam { voornamen } } }")
    assert answer.codes == {"mij.naam": "BRON_NIET_BESCHIKBAAR"}
    [entry] = entries(bench)
    assert len(entry.looks) == 1


@pytest.mark.parametrize(
    "numbers", [[], [JAN], [JAN, JAN], [JAN, "", ELS, "1", "999990000"], [bsn_of("wim"), JAN, ELS]]
)
async def test_a_service_leaves_a_line_for_each_person_and_none_for_what_is_no_number(
    numbers: list[str], bench: Workbench
) -> None:
    query = "query ($n: [String!]!) { personen(burgerservicenummers: $n) { naam { voornamen } } }"
    await bench.ask("dienst", query, n=numbers)
    looked = [look for entry in entries(bench) for look in entry.looks]
    assert len(looked) == len({number for number in numbers if valid_bsn(number)})
    assert {look.activity for look in looked} <= {"dienst-raadplegen"}
