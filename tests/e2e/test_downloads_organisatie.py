"""An entrepreneur's links open what is of their organisation, as long as it is; for others and for a branch nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.links import Link
from auth.principal import Principal
from auth.roles import Purpose, Verification
from tests.e2e.dossiers import AGNES
from tests.e2e.test_downloads import as_, fetch, kept, viewer
from tests.e2e.test_organisatie import BAKERY, BICYCLES, FOUNDATION, HAVEN, company
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

DOCUMENTS = "aanvragen(eerste: 100) { knopen { nummer documenten { knopen { grootte download } } } }"
LISTS = {
    "facturen": ("facturen { knopen { download } }", "download", "application/pdf"),
    "belastingen": ("belastingaanslagen { knopen { download } }", "download", "application/pdf"),
    "afspraken": ("afspraken(eerste: 100) { knopen { agenda } }", "agenda", "text/calendar"),
    "documenten": (DOCUMENTS, "download", "application/pdf"),
}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, cost=10_000) as bench:
        yield bench


async def told(bench: Workbench, kind: str, who: Principal, root: str = "mijnOrganisatie { %s }") -> list[str]:
    """The links of one kind that somebody is told of an organisation."""
    asked, name, _ = LISTS[kind]
    answer = await bench.ask_as(who, f"{{ {root % asked} }}")

    def found(value: Any) -> list[str]:
        if isinstance(value, dict) and value.get(name) and value.get("grootte", 0) < 10_000:
            return [value[name]]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [each for one in inner for each in found(one)]

    return found(answer.data)


async def of_any(bench: Workbench, kind: str) -> tuple[str, Principal, str]:
    """A link of this kind, of the first organisation that has one; with its number."""
    for kvk in (BICYCLES, BAKERY, FOUNDATION):
        if paths := await told(bench, kind, company(kvk)):
            return kvk, company(kvk), paths[0]
    raise AssertionError(f"no organisation has {kind}")


@pytest.mark.parametrize("kind", LISTS)
async def test_what_is_of_an_organisation_opens_for_it_and_for_nobody_else(kind: str, bench: Workbench) -> None:
    kvk, who, path = await of_any(bench, kind)
    answer = await as_(bench, who, path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, LISTS[kind][2]) and answer.content
    [look] = kept(bench)[-1].looks
    assert look.activity == "document-downloaden"
    link = bench.service.links.read(who, path.rpartition("/")[2])
    assert link is not None and link.subject == kvk
    other = company(next(each for each in (BAKERY, BICYCLES) if each != kvk))
    branch = company(kvk, vestigingsnummer=HAVEN)
    for another in (other, branch):
        assert (await as_(bench, another, path)).status_code == 404, "it is of the log-in for which it was made"
    assert (await fetch(bench, path, "jan")).status_code == 404
    held = {name: getattr(link, name) for name in link.__struct_fields__}
    before = len(bench.tap.wires)
    assert other.organisation is not None and other.organisation.kvk is not None
    theirs = Link(**{**held, "subject": other.organisation.kvk})
    for another, forged in ((other, link), (other, theirs)):
        answer = await as_(bench, another, bench.service.links.make(another, forged))
        assert answer.status_code == 404, "as if somebody could make one"
    jan = await viewer(bench, "jan")
    assert (await as_(bench, jan, bench.service.links.make(jan, link))).status_code == 404
    assert not any(wire.registry == "documenten" and wire.method == "GET" for wire in bench.tap.wires[before:])


@pytest.mark.parametrize("kind", ["facturen", "belastingen", "afspraken"])
async def test_who_acts_for_a_branch_opens_nothing_of_the_whole(kind: str, bench: Workbench) -> None:
    _, who, path = await of_any(bench, kind)
    link = bench.service.links.read(who, path.rpartition("/")[2])
    assert link is not None
    branch = company(link.subject, vestigingsnummer=HAVEN)
    before = len(bench.tap.wires)
    assert (await as_(bench, branch, bench.service.links.make(branch, link))).status_code == 404
    assert not bench.tap.wires[before:] and not await told(bench, kind, branch)


async def test_who_acts_for_a_branch_opens_the_documents_of_its_own_requests_alone(bench: Workbench) -> None:
    branch, whole = company(vestigingsnummer=HAVEN), company()
    own = await told(bench, "documenten", branch)
    answers_ = [(await as_(bench, branch, path)).status_code for path in own]
    assert set(answers_) == {200}
    tried = 0
    mine = {bench.service.links.read(branch, path.rpartition("/")[2]).uuid for path in own}  # type: ignore[union-attr]
    for path in await told(bench, "documenten", whole):
        link = bench.service.links.read(whole, path.rpartition("/")[2])
        assert link is not None
        if link.uuid not in mine:
            assert (await as_(bench, branch, bench.service.links.make(branch, link))).status_code == 404
            tried += 1
    assert tried


async def test_an_organisation_known_by_its_rsin_opens_its_own(bench: Workbench) -> None:
    paths = await told(bench, "facturen", company(FOUNDATION))
    its = bench.city.companies.by_kvk(FOUNDATION)
    assert its is not None
    who = company(None, rsin=its.rsin)
    [path, *_] = await told(bench, "facturen", who)
    assert paths and (await as_(bench, who, path)).status_code == 200


async def test_a_bewindvoerder_opens_what_is_of_the_person_and_not_of_their_own_organisation(bench: Workbench) -> None:
    bewind = await viewer(bench, "bewind-voor-boris")
    asked = "{ mij { belastingaanslagen { knopen { download } } } }"
    answer = await bench.ask_as(bewind, asked)
    [path, *_] = [each["download"] for each in answer.data["mij"]["belastingaanslagen"]["knopen"]]
    assert (await as_(bench, bewind, path)).status_code == 200
    _, who, theirs = await of_any(bench, "facturen")
    link = bench.service.links.read(who, theirs.rpartition("/")[2])
    assert link is not None
    assert (await as_(bench, bewind, bench.service.links.make(bewind, link))).status_code == 404


async def test_an_employee_opens_what_is_of_the_organisation_of_their_klantcontact(bench: Workbench) -> None:
    contacts = bench.service.keeping.contacts
    contact = await contacts.start(AGNES, BICYCLES, Purpose.BELASTINGEN, Verification.LEGITIMATIE)
    root = f'klantcontact(id: "{contact.id}") {{ organisatie {{ %s }} }}'
    for kind in ("facturen", "belastingen", "documenten"):
        [path, *_] = await told(bench, kind, AGNES, root)
        assert (await as_(bench, AGNES, path)).status_code == 200, kind
    _, who, theirs = await of_any(bench, "afspraken")
    link = bench.service.links.read(who, theirs.rpartition("/")[2])
    assert link is not None
    person = Link("facturen", link.uuid, bsn_of("jan"), contact=contact.id)
    for forged in (Link("facturen", link.uuid, BAKERY, contact=contact.id), person):
        before = len(bench.tap.wires)
        assert (await as_(bench, AGNES, bench.service.links.make(AGNES, forged))).status_code == 404
        assert not bench.tap.wires[before:], "nobody is asked"
    await contacts.end(AGNES, contact.id)
    assert (await as_(bench, AGNES, path)).status_code == 404


async def test_without_the_trade_register_a_document_is_worth_another_try(tmp_path: Path) -> None:
    async with workbench(tmp_path, cost=10_000) as bench:
        _, who, path = await of_any(bench, "documenten")
        link = bench.service.links.read(who, path.rpartition("/")[2])
    async with workbench(tmp_path / "again", faults={"kvk": answers(503, "application/json", b"{}")}) as bench:
        assert link is not None
        assert (await as_(bench, who, bench.service.links.make(who, link))).status_code == 503
