"""What comes with a message, or was submitted, opens as long as that is theirs and names it; else it is nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.links import Link
from auth.principal import Principal
from auth.roles import Level, Role, Scope
from sources.city.dossiers import Kind
from tests.e2e.test_downloads import OPEN, SEEN, as_, fetch, kept, viewer
from tests.faults import answers, spoilt_json
from tests.workbench import Workbench, bsn_of, workbench

JAN, WIM, FATIMA = bsn_of("jan"), bsn_of("wim"), bsn_of("fatima")
ASKED = {
    "bericht": "berichten(eerste: 100) { knopen { bijlagen { bestandsnaam grootte download } } }",
    "verzoek": "ingediend(eerste: 100) { knopen { document { bestandsnaam grootte download } } }",
}
BOTH = pytest.mark.parametrize("what", ASKED)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def found(value: Any) -> list[dict[str, Any]]:
    """Every document in an answer."""
    if isinstance(value, dict) and "download" in value:
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for one in inner for each in found(one)]


async def own(bench: Workbench, what: str, persona: Any = "wim") -> dict[str, Any]:
    """The smallest document of this kind that somebody is told of."""
    answer = await bench.ask(persona, f"{{ mij {{ {ASKED[what]} }} }}")
    told = found(answer.data)
    assert not answer.codes and told and all(each["download"] for each in told)
    return min(told, key=lambda each: int(each["grootte"]))


async def link_of(bench: Workbench, path: str, persona: Any = "wim") -> Link:
    link = bench.service.links.read(await viewer(bench, persona), path.rpartition("/")[2])
    assert link is not None
    return link


def changed(link: Link, **other: Any) -> Link:
    return Link(**{**{name: getattr(link, name) for name in link.__struct_fields__}, **other})


@BOTH
async def test_what_is_ones_own_opens_and_is_a_look(what: str, bench: Workbench) -> None:
    told = await own(bench, what)
    before = len(bench.tap.wires)
    answer = await fetch(bench, told["download"], "wim")
    assert answer.status_code == 200 and len(answer.content) == told["grootte"]
    assert told["bestandsnaam"] in answer.headers["content-disposition"]
    *asked, last = [(wire.registry, wire.method) for wire in bench.tap.wires[before:]]
    assert sorted(asked) == [("documenten", "POST"), ("vtb", "GET")] and last == ("documenten", "GET")
    [look] = kept(bench)[-1].looks
    assert look.activity == "document-downloaden" and "ZAKEN" in look.groups
    assert ("BERICHTEN" in look.groups) is (what == "bericht")
    link = await link_of(bench, told["download"])
    assert (link.subject, link.within.partition(":")[0]) == (WIM, what) and WIM not in told["download"]


@BOTH
async def test_anothers_is_nothing_whatever_the_link_says(what: str, bench: Workbench) -> None:
    told = await own(bench, what)
    link, jan = await link_of(bench, told["download"]), await viewer(bench, "jan")
    assert (await fetch(bench, told["download"], "jan")).status_code == 404
    theirs = await link_of(bench, (await own(bench, what, "jan"))["download"], "jan")
    before = len(bench.tap.wires)
    for forged in (link, changed(link, subject=JAN), changed(link, subject=JAN, within=theirs.within)):
        answer = await fetch(bench, bench.service.links.make(jan, forged), "jan")
        assert answer.status_code == 404
    assert not any(wire.registry == "documenten" and wire.method == "GET" for wire in bench.tap.wires[before:])
    kind = what + ":"
    for within in (kind, f"{kind}x", f"{kind}00000000-0000-4000-8000-000000000000", "taak:" + link.within[8:]):
        wim = await viewer(bench, "wim")
        path = bench.service.links.make(wim, changed(link, within=within))
        assert (await fetch(bench, path, "wim")).status_code == 404, within


@BOTH
async def test_a_document_that_it_names_no_more_is_nothing(what: str, bench: Workbench) -> None:
    told = await own(bench, what)
    link = await link_of(bench, told["download"])

    def without(page: Any) -> Any:
        for row in page["results"]:
            if "bijlagen" in row:
                named = [each for each in row["bijlagen"] if not each["informatieObject"].endswith(link.uuid)]
                row["bijlagen"] = named
            if row.get("verzoekInformatieObject", "").endswith(link.uuid):
                row["verzoekInformatieObject"] = ""
        return page

    bench.tap.faults["vtb"] = spoilt_json(without)
    assert (await fetch(bench, told["download"], "wim")).status_code == 404
    bench.tap.faults["vtb"] = answers(503, "text/plain", b"")
    assert (await fetch(bench, told["download"], "wim")).status_code == 503
    bench.tap.faults.clear()
    assert (await fetch(bench, told["download"], "wim")).status_code == 200


async def test_what_has_become_a_request_or_a_row_that_cannot_be_read_opens_nothing(bench: Workbench) -> None:
    told = await own(bench, "verzoek")
    path, uuid = told["download"], (await link_of(bench, told["download"])).within.partition(":")[2]

    def taken_up(page: Any) -> Any:
        for row in page["results"]:
            row["isGerelateerdAan"] = [{"urn": "urn:nld:gemeente:zaak:zaaknummer:ZAAK-1"}]
        return page

    def unreadable(page: Any) -> Any:
        return {**page, "results": [row | ({"kanaal": 7} if row["uuid"] == uuid else {}) for row in page["results"]]}

    for change, status in ((taken_up, 404), (unreadable, 502)):
        bench.tap.faults["vtb"] = spoilt_json(change)
        assert (await fetch(bench, path, "wim")).status_code == status


async def test_confidentiality_and_status_hold_of_what_comes_with_a_message(bench: Workbench) -> None:
    """Whoever would know the key: an enclosure that is a draft, or too confidential for this log-in, stays closed."""
    letters = bench.city.letters.of(bench.city.index(WIM) or 0)
    every = [(letter.uuid, each.document) for letter in letters for each in letter.enclosures]
    now = bench.service.context(None, {}).now
    published = {letter.uuid for letter in letters if letter.published <= now}
    high = resident("wim", WIM, "", "", Level.SUBSTANTIEEL)
    tried: dict[str, int] = {}
    for letter, uuid in every:
        zaak, part = found_document(bench, uuid)
        document = next(each for each in zaak.documenten if each.part == part)
        kind = "open" if document.vertrouwelijkheid in OPEN else "secret"
        kind = "draft" if document.status not in SEEN else kind
        kind = "early" if letter not in published else kind
        if tried.setdefault(kind, 0) >= 2 or document.drawing:
            continue
        tried[kind] += 1
        for who, allowed in (("wim", {"open"}), (high, {"open", "secret"})):
            link = Link("documenten", uuid, WIM, document.versie, f"bericht:{letter}")
            path = bench.service.links.make(await viewer(bench, who), link)
            status = (await fetch(bench, path, who, method="HEAD")).status_code
            assert status == (200 if kind in allowed else 404), kind
    assert tried["open"] and tried["secret"] and tried["draft"]


def found_document(bench: Workbench, uuid: str) -> tuple[Any, int]:
    """The zaak of the city that a document is in, and which it is."""
    dossiers = bench.city.dossiers
    for zaak in dossiers.of(WIM):
        for document in zaak.documenten:
            if dossiers.uuid(Kind.INFORMATIEOBJECT, zaak, document.part) == uuid:
                return zaak, document.part
    raise AssertionError(uuid)


async def test_a_service_that_reads_no_messages_opens_nothing_of_one(bench: Workbench) -> None:
    wide = Principal(Role.DIENST, "d", "dienst", 2**33, scopes=frozenset(Scope))
    link = await link_of(bench, (await own(bench, "bericht"))["download"])
    before = len(bench.tap.wires)
    assert (await as_(bench, wide, bench.service.links.make(wide, link))).status_code == 404
    assert not bench.tap.wires[before:]
