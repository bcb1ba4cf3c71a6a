"""A link opens one document for one viewer in one session, decided again when it is used; for others it is nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from auth.development import resident
from auth.links import Link, Links
from auth.log.entry import Entry
from auth.log.segments import segments
from auth.principal import Principal
from auth.roles import Level, Purpose, Role, Scope, Verification
from resolvers.downloads.door import Downloads
from sources.city.dossiers import Kind
from sources.city.zaken import Document, Zaak
from tests.e2e.dossiers import AGNES, BART
from tests.faults import answers, spoilt_json
from tests.trusted import trusting
from tests.workbench import Workbench, bsn_of, workbench

JAN, WIM = bsn_of("jan"), bsn_of("wim")
LINKS = "aanvragen(eerste: 100) { knopen { documenten { knopen { bestandsnaam grootte download } } } }"
SEEN = {"definitief", "gearchiveerd"}
OPEN = {"openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk"}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, documents=trusting(tmp_path, f"{{ mij {{ {LINKS} }} }}")) as bench:
        yield bench


async def links(bench: Workbench, persona: Any, root: str = "mij { %s }") -> list[dict[str, Any]]:
    """What somebody is told of their documents, the small ones."""
    answer = await bench.ask(persona, f"{{ {root % LINKS} }}")
    assert not answer.codes

    def found(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict) and "download" in value:
            return [value]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [each for one in inner for each in found(one)]

    return [each for each in found(answer.data) if each["grootte"] < 10_000]


async def fetch(
    bench: Workbench, path: str, persona: Any = None, method: str = "GET", **headers: str
) -> httpx.Response:
    if persona is not None:
        headers["authorization"] = f"Bearer {bench.token(persona)}"
    return await bench.client.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def told(response: httpx.Response) -> tuple[Any, ...]:
    """All that can be told of an answer, but for the time that it took."""
    return response.status_code, response.text, sorted(response.headers.items())


def principal(persona: str, **more: Any) -> Principal:
    bsn = bsn_of(persona)
    return Principal(Role.INWONER, persona, "web", 2**33, Level.MIDDEN, **{"subject": bsn, "bsn": bsn, **more})


async def session(bench: Workbench, viewer: Principal) -> tuple[dict[str, str], Principal]:
    token, opened = await bench.service.keeping.sessions.open(viewer, provider="digid")
    return {"cookie": f"__Host-sessie={token}"}, opened.principal


def of(bench: Workbench, persona: str, wanted: Any) -> tuple[Zaak, Document]:
    """A document in a request that this persona started."""
    zaken = [zaak for zaak in bench.city.dossiers.of(bsn_of(persona)) if bench.city.bsn(zaak.index) == bsn_of(persona)]
    return next((z, d) for z in zaken for d in z.documenten if not d.drawing and wanted(z, d))


def link_to(bench: Workbench, subject: str, zaak: Zaak, document: Document, **other: Any) -> Link:
    """A link that the service would not make, as if its key were known."""
    uuid = bench.city.dossiers.uuid
    held = {"versie": document.versie, "within": uuid(Kind.ZAAK, zaak), **other}
    return Link("documenten", uuid(Kind.INFORMATIEOBJECT, zaak, document.part), subject, **held)


def kept(bench: Workbench) -> list[Entry]:
    folder = bench.service.keeping.log.journal.folder
    found = [Entry.decoded(payload) for each in segments(folder) for _, payload in each.frames()]
    return [entry for entry in found if entry.name == "document ophalen"]


async def test_an_own_document_comes_whole_with_its_name_and_type_and_is_a_look(bench: Workbench) -> None:
    one, *_ = await links(bench, "jan")
    before = len(bench.tap.wires)
    answer = await fetch(bench, one["download"], "jan")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-") and len(answer.content) == one["grootte"]
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{one["bestandsnaam"]}"'
    assert answer.headers["cache-control"] == "private, no-store" and answer.headers["etag"].startswith('"versie-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    *asked, last = [(wire.registry, wire.method) for wire in bench.tap.wires[before:]]
    assert sorted(asked) == [("documenten", "POST"), ("zaken", "POST")] and last == ("documenten", "GET")
    [entry] = kept(bench)
    [look] = entry.looks
    assert (look.activity, look.own) == ("document-downloaden", True) and "ZAKEN" in look.groups
    read = await bench.ask("jan", "{ mij { verwerkingen { knopen { eigen gegevens } } } }")
    [today] = read.data["mij"]["verwerkingen"]["knopen"]
    assert today["eigen"] and {*look.groups} <= {*today["gegevens"]}


async def test_the_letter_of_a_decision_comes_also_where_the_request_does_not_list_it(bench: Workbench) -> None:
    query = "aanvragen(eerste: 40) { knopen { besluiten { documenten { knopen { bestandsnaam grootte download } } } } }"
    answer = await bench.ask("wim", f"{{ mij {{ {query} }} }}")
    decided = [each for one in answer.data["mij"]["aanvragen"]["knopen"] for each in one["besluiten"]]
    path = next(each["download"] for one in decided for each in one["documenten"]["knopen"])

    def unlisted(page: Any) -> Any:
        for row in page["results"]:
            row.get("_expand", {}).pop("zaakinformatieobjecten", None)
        return page

    bench.tap.faults["zaken"] = spoilt_json(unlisted)
    assert (await fetch(bench, path, "wim")).status_code == 200
    bench.tap.faults["besluiten"] = spoilt_json(lambda body: body if "results" in body else [])
    assert (await fetch(bench, path, "wim")).status_code == 404, "it stands nowhere any more"


async def test_a_link_holds_nothing_that_can_be_read_and_is_another_each_time(bench: Workbench) -> None:
    first, again = [[each["download"] for each in await links(bench, "jan")] for _ in range(2)]
    assert first and not set(first) & set(again)
    assert all(path.startswith("/documenten/") and JAN not in path for path in first)


async def test_for_anybody_else_and_afterwards_a_link_is_nothing_and_all_nothings_are_alike(bench: Workbench) -> None:
    one, *_ = await links(bench, "jan")
    path = one["download"]
    late = Links(bench.service.keeping.vault, clock=lambda: 0.0)
    expired = late.make(await viewer(bench, "jan"), link_to(bench, JAN, *of(bench, "jan", lambda z, d: True)))
    before = len(bench.tap.wires)
    tried = [(path, "fatima"), (path, "wim"), (expired, "jan")]
    tried += [(path[:-3] + "AAA", "jan"), (path + "A", "jan"), ("/documenten/x", "jan"), ("/documenten/%00é", "jan")]
    answers = [told(await fetch(bench, *each)) for each in tried]
    assert {each[0] for each in answers} == {404} and len({repr(each) for each in answers}) == 1
    english = await fetch(bench, path, "wim", accept_language="en")
    assert english.status_code == 404 and "does not work" in english.text
    nobody = [await fetch(bench, each) for each in (path, "/documenten/x")]
    assert told(nobody[0]) == told(nobody[1]) and nobody[0].status_code == 401
    assert (await fetch(bench, path, authorization="Bearer x")).status_code == 401
    assert len(bench.tap.wires) == before, "nobody is asked"
    assert (await fetch(bench, path, "jan")).status_code == 200


async def viewer(bench: Workbench, persona: Any) -> Principal:
    found = await bench.service.entrance.bearer.authenticate(f"Bearer {bench.token(persona)}")
    assert found is not None
    return found


async def test_a_link_is_of_the_session_in_which_it_was_told(bench: Workbench) -> None:
    mine, other = [await session(bench, principal("jan")) for _ in range(2)]
    asked = await bench.post({"query": f"{{ mij {{ {LINKS} }} }}"}, mine[0])
    path = next(d["download"] for a in asked.data["mij"]["aanvragen"]["knopen"] for d in a["documenten"]["knopen"])
    assert (await fetch(bench, path, method="HEAD", **mine[0])).status_code == 200
    crossed = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert (await fetch(bench, path, method="HEAD", **mine[0], **crossed)).status_code == 200, "a followed link"
    assert (await fetch(bench, path, **other[0])).status_code == 404
    assert (await fetch(bench, path, "jan")).status_code == 404
    await bench.service.keeping.sessions.end(mine[0]["cookie"].partition("=")[2])
    assert (await fetch(bench, path, **mine[0])).status_code == 401


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("of another request", {"within": "00000000-0000-4000-8000-000000000000"}),
        ("of an older version", {"versie": 9}),
        ("of no document", {"uuid": "00000000-0000-4000-8000-000000000000"}),
        ("of what is no key", {"uuid": "../catalogi"}),
    ],
)
async def test_what_is_not_there_or_not_in_an_own_request_is_nothing(
    what: str, change: dict[str, Any], bench: Workbench
) -> None:
    own = of(bench, "jan", lambda z, d: d.status in SEEN and {d.vertrouwelijkheid, z.vertrouwelijkheid} <= OPEN)
    jan = await viewer(bench, "jan")
    held = link_to(bench, JAN, *own)
    assert (await fetch(bench, bench.service.links.make(jan, held), "jan")).status_code == 200
    fields = {name: getattr(held, name) for name in held.__struct_fields__}
    path = bench.service.links.make(jan, Link(**{**fields, **change}))
    assert (await fetch(bench, path, "jan")).status_code == 404, what


async def test_the_right_to_a_document_is_decided_again(bench: Workbench) -> None:
    """Whoever would know the key: what is another's, unfinished or too confidential stays closed."""
    jan = await viewer(bench, "jan")
    theirs = of(bench, "wim", lambda z, d: d.status in SEEN and {d.vertrouwelijkheid, z.vertrouwelijkheid} <= OPEN)
    secret = of(bench, "jan", lambda z, d: d.status in SEEN and not {d.vertrouwelijkheid, z.vertrouwelijkheid} <= OPEN)
    draft = of(bench, "jan", lambda z, d: d.status not in SEEN)
    for subject, found in ((JAN, theirs), (WIM, theirs), (JAN, secret), (JAN, draft)):
        path = bench.service.links.make(jan, link_to(bench, subject, *found))
        assert (await fetch(bench, path, "jan")).status_code == 404
    assert all(wire.method == "POST" for wire in bench.tap.wires[-8:]), "and nothing of it is fetched"
    high = resident("jan", JAN, "", "", Level.SUBSTANTIEEL)
    sure = await bench.service.entrance.bearer.authenticate(f"Bearer {bench.token(high)}")
    assert sure is not None
    path = bench.service.links.make(sure, link_to(bench, JAN, *secret))
    assert (await fetch(bench, path, high)).status_code == 200


async def test_a_parent_fetches_what_is_of_a_child_as_long_as_there_is_authority(bench: Workbench) -> None:
    found = await links(bench, "jan", "mij { kinderen { persoon { %s } } }")
    if not found:  # children of the city start nothing: the link is as the graph would make it
        found = [{"download": "", "grootte": 0}]
    zaak, document = of(bench, "wim", lambda z, d: d.status in SEEN)
    child = next(p for p in ("daan", "sara", "noor"))
    jan, mark = await viewer(bench, "jan"), await viewer(bench, "mark")
    before = len(bench.tap.wires)
    path = bench.service.links.make(jan, link_to(bench, bsn_of(child), zaak, document))
    assert (await fetch(bench, path, "jan")).status_code == 404  # it is not the child's
    first, *asked = [wire.registry for wire in bench.tap.wires[before:]]
    assert (first, sorted(asked)) == ("brp", ["documenten", "zaken"]), "but it was looked for among the child's"
    before = len(bench.tap.wires)
    path = bench.service.links.make(mark, link_to(bench, bsn_of("luuk"), zaak, document))
    assert (await fetch(bench, path, "mark")).status_code == 404
    assert [wire.registry for wire in bench.tap.wires[before:]] == ["brp"], "who has no authority asks no more"


async def test_an_employees_link_is_as_good_as_the_klantcontact(bench: Workbench) -> None:
    contacts = bench.service.keeping.contacts
    contact = await contacts.start(AGNES, JAN, Purpose.AANVRAGEN, Verification.LEGITIMATIE)
    root = f'klantcontact(id: "{contact.id}") {{ persoon {{ %s }} }}'
    answer = await bench.ask_as(AGNES, f"{{ {root % LINKS} }}")
    knopen = answer.data["klantcontact"]["persoon"]["aanvragen"]["knopen"]
    path = next(d["download"] for a in knopen for d in a["documenten"]["knopen"] if d["grootte"] < 10_000)
    token = path.rpartition("/")[2]
    link = bench.service.links.read(AGNES, token)
    assert link is not None and (link.contact, link.subject) == (contact.id, JAN)
    assert bench.service.links.read(BART, token) is None
    opened = await as_(bench, AGNES, path)
    assert opened.status_code == 200
    [look] = kept(bench)[-1].looks
    assert (look.activity, look.purpose, look.own) == ("document-downloaden", Purpose.AANVRAGEN, False)
    assert look.contact is not None
    await contacts.end(AGNES, contact.id)
    assert (await as_(bench, AGNES, path)).status_code == 404


async def as_(bench: Workbench, viewer: Principal, path: str) -> httpx.Response:
    """Fetch as somebody of whom no token tells."""

    async def authenticate(headers: Any) -> Principal:
        return viewer

    door = Downloads(bench.service.links, authenticate=authenticate, enter=bench.service.context)
    app = Starlette(routes=[door.route("/documenten")])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mijndenhaag.test") as client:
        return await client.get(path)


@pytest.mark.parametrize("kind", ["facturen", "belastingaanslagen"])
async def test_an_invoice_and_an_assessment_come_as_pdf_to_whom_they_are_addressed(kind: str, bench: Workbench) -> None:
    ask = f"{{ mij {{ {kind} {{ knopen {{ id download }} }} }} }}"
    own = (await bench.ask("jan", ask)).data["mij"][kind]["knopen"][0]["download"]
    answer = await fetch(bench, own, "jan")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-") and 'filename="' in answer.headers["content-disposition"]
    part = await fetch(bench, own, "jan", range="bytes=0-4")
    assert (part.status_code, part.content) == (206, b"%PDF-")
    assert (await fetch(bench, own, "fatima")).status_code == 404
    theirs = (await bench.ask("wim", ask)).data["mij"][kind]["knopen"][0]["download"]
    link = bench.service.links.read(await viewer(bench, "wim"), theirs.rpartition("/")[2])
    assert link is not None
    jan = await viewer(bench, "jan")
    forged = bench.service.links.make(jan, Link(link.source, link.uuid, JAN))
    assert (await fetch(bench, forged, "jan")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=10-", 206, 10, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=3-99999999", 206, 3, None),
        ("bytes=0-1,3-4", 200, 0, None),
        ("lines=1-2", 200, 0, None),
        ("bytes=9-3", 200, 0, None),
    ],
)
async def test_one_range_is_served_although_the_registry_ignores_it(
    asked: str, status: int, start: int, end: int | None, bench: Workbench
) -> None:
    one, *_ = await links(bench, "jan")
    whole = (await fetch(bench, one["download"], "jan")).content
    part = await fetch(bench, one["download"], "jan", range=asked)
    assert (part.status_code, part.content) == (status, whole[start:end])
    if status == 206:
        first = start % len(whole)
        assert part.headers["content-range"] == f"bytes {first}-{first + len(part.content) - 1}/{len(whole)}"


async def test_a_range_beyond_the_end_is_refused_and_of_another_version_is_all(bench: Workbench) -> None:
    one, *_ = await links(bench, "jan")
    beyond = await fetch(bench, one["download"], "jan", range="bytes=99999999-")
    assert beyond.status_code == 416
    head = await fetch(bench, one["download"], "jan", method="HEAD")
    assert (head.status_code, head.content, head.headers["accept-ranges"]) == (200, b"", "bytes")
    assert head.headers["content-length"] == str(one["grootte"])
    same = await fetch(bench, one["download"], "jan", range="bytes=0-0", if_range=head.headers["etag"])
    older = await fetch(bench, one["download"], "jan", range="bytes=0-0", if_range='"versie-0"')
    assert (same.status_code, older.status_code) == (206, 200)
    assert (await fetch(bench, one["download"], "jan", method="POST")).status_code == 405


async def test_a_registry_that_is_away_is_worth_another_try(bench: Workbench) -> None:
    one, *_ = await links(bench, "jan")
    bench.tap.faults["zaken"] = answers(503, "text/plain", b"")
    away = await fetch(bench, one["download"], "jan")
    assert (away.status_code, away.headers["retry-after"]) == (503, "5")
    bench.tap.faults.clear()
    assert (await fetch(bench, one["download"], "jan")).status_code == 200


async def test_a_service_fetches_within_its_scopes(bench: Workbench) -> None:
    wide = Principal(Role.DIENST, "d", "dienst", 2**33, scopes=frozenset(Scope))
    narrow = Principal(Role.DIENST, "d", "dienst", 2**33, scopes=frozenset({Scope.GEGEVENS_LEZEN}))
    found = of(bench, "jan", lambda z, d: d.status in SEEN and {d.vertrouwelijkheid, z.vertrouwelijkheid} <= OPEN)
    path = bench.service.links.make(wide, link_to(bench, JAN, *found))
    assert ((await as_(bench, wide, path)).status_code, (await as_(bench, narrow, path)).status_code) == (200, 404)


async def test_without_its_lines_no_byte_leaves(bench: Workbench) -> None:
    found = of(bench, "jan", lambda z, d: d.status in SEEN and {d.vertrouwelijkheid, z.vertrouwelijkheid} <= OPEN)
    path = bench.service.links.make(await viewer(bench, "jan"), link_to(bench, JAN, *found))
    folder = bench.service.keeping.log.journal.folder
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    answer = await fetch(bench, path, "jan")
    assert answer.status_code == 503 and b"%PDF" not in answer.content
    folder.unlink()
    assert (await fetch(bench, path, "jan")).status_code == 200


async def test_in_the_practice_city_links_lead_there(tmp_path: Path) -> None:
    async with workbench(tmp_path, oefenstad=True) as bench:
        as_jan = {"x-oefenpersona": "jan"}
        asked = await bench.client.post(
            "/oefenstad/graphql", json={"query": f"{{ mij {{ {LINKS} }} }}"}, headers=as_jan
        )
        knopen = asked.json()["data"]["mij"]["aanvragen"]["knopen"]
        path = next(d["download"] for a in knopen for d in a["documenten"]["knopen"] if d["grootte"] < 10_000)
        assert path.startswith("/oefenstad/documenten/")
        answers_ = [await bench.client.get(path, headers=each) for each in (as_jan, {"x-oefenpersona": "wim"})]
        assert [each.status_code for each in answers_] == [200, 404]
        assert (await bench.client.get(path.removeprefix("/oefenstad"), headers=as_jan)).status_code == 401
