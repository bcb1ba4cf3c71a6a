"""The own dossier to download: all of it, by the same policy, in both forms, once, for who asked."""

import asyncio
import io
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pypdf
import pytest
from graphql import FieldNode, GraphQLObjectType, TypeInfo, TypeInfoVisitor, Visitor, get_named_type, parse, visit

from app import DOSSIER
from auth.development import resident
from auth.groups import FieldGroup
from auth.log.entry import Entry
from auth.log.segments import segments
from auth.principal import Principal
from auth.roles import Level, Role
from schema.documents import Document
from schema.engine.seams import core_schema
from schema.export.paging import connections_of
from schema.export.paper import pdf
from schema.export.walking import Walk, Walked
from schema.query import schema
from tests.databases import database
from tests.e2e.views import GROUPS
from tests.faults import answers
from tests.workbench import Workbench, bsn_of, workbench

SDL = core_schema(schema)
# What a resident may read and is not in the dossier, with the reason.
LEFT_OUT = {
    "Person.aanvraag": "each of them is in `aanvragen`",
    "Relatie.persoon": "another person's own dossier is theirs to download",
    "Aanvraag.id": "a key for clients",
    "Aanvraag.uiterlijkInWoorden": "`uiterlijkeEinddatum` says it",
    "Aanvraag.betalingInWoorden": "`betaling` says it",
    "Aanvraag.contactmomenten": "each of them is in `contactmomenten` of the person",
    "Aanvraag.berichten": "each of them is in `berichten` of the person",
    "Aanvraag.taken": "each of them is in `taken` of the person",
    "AanvraagSoort.doorlooptijdInWoorden": "`doorlooptijd` says it",
    "AanvraagVerlenging.duur": "`duurInWoorden` says it",
    "Besluit.id": "a key for clients",
    "Document.id": "a key for clients",
    "Document.download": "a link of ten minutes",
    "Person.thema": "what is in it stands in its own place",
    "Person.themas": "what is in them stands in its own place",
    "Person.verwijzingen": "what is elsewhere, and about nobody",
    "Person.zoek": "what it finds stands in its own place",
    "Afspraak.id": "a key for clients",
    "Afspraak.aanvraagId": "a key for clients",
    "Afspraak.agenda": "a link of ten minutes",
    "Bericht.id": "a key for clients",
    "Bericht.aanvraag": "a key for clients",
    "BerichtConnectie.aantalOngelezen": "each message says whether it is unread",
    "Betaling.rekeningId": "a key for clients",
    "Contactmoment.id": "a key for clients",
    "Contactmoment.aanvraagIds": "keys for clients",
    "DigitaalAdres.id": "a key for clients",
    "MeldingOpenbareRuimte.id": "a key for clients",
    "Parkeervergunning.id": "a key for clients",
    "Parkeervergunning.aanvraagId": "a key for clients",
    "Parkeervergunning.saldoMinuten": "`saldo` says it",
    "Product.id": "a key for clients",
    "Product.aanvraagId": "a key for clients",
    "Taak.id": "a key for clients",
    "Taak.aanvraag": "a key for clients",
    "Taak.bron": "for clients: where it is done",
    "Verzoek.id": "a key for clients",
    "WOZBeschikking.aanslagId": "a key for clients",
    "WOZWaarde.beschikkingsstatussen": "`bezwaar` says it",
    "Factuur.id": "a key for clients",
    "Factuur.aanvraagId": "a key for clients",
    "Factuur.download": "a link of ten minutes",
    "Belastingaanslag.id": "a key for clients",
    "Belastingaanslag.aanvraagId": "a key for clients",
    "Belastingaanslag.download": "a link of ten minutes",
    "BelastingaanslagRegel.wozObject": "a home is in `wozObjecten`, one elsewhere would be a call for each line",
    "WOZObject.id": "a key for clients",
    "WOZObject.waarde": "the first of `waarden`",
    "Melding.id": "a key for clients",
    "Melding.regel": "for clients: how a message is shown",
    "Melding.niveau": "for clients: where one logs in higher",
    "Verwerking.id": "a key for clients",
    "Herkomst.bron": "the key of what `naam` says in words",
    "OnvolledigeDatum.jaar": "`tekst` says it",
    "OnvolledigeDatum.maand": "`tekst` says it",
    "OnvolledigeDatum.volledig": "`tekst` says it",
}

# What is at a higher level than who fetches it here has logged in with.
HIGHER = {name for name, group in GROUPS.items() if group is FieldGroup.GEVOELIG}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def headers(bench: Workbench, who: Any, **more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {bench.token(who)}", **{k.replace("_", "-"): v for k, v in more.items()}}


async def made(bench: Workbench, who: Any, **more: str) -> str:
    """The path of a dossier that is done."""
    begun = await bench.client.post("/dossier", headers=headers(bench, who, **more))
    assert begun.status_code == 202
    path = str(begun.headers["location"])
    for _ in range(200):
        told = (await bench.client.get(path, headers=headers(bench, who))).json()
        if told["stand"] != "bezig":
            break
        await asyncio.sleep(0.05)
    assert (told["stand"], told["vormen"]) == ("klaar", ["json", "pdf"])
    return path


async def given(bench: Workbench, who: Any, path: str, **more: str) -> httpx.Response:
    return await bench.client.get(path, headers=headers(bench, who, **more))


def tags(paper: pypdf.PdfReader) -> Counter[str]:
    """How often each kind of structure element stands in it."""
    found: Counter[str] = Counter()
    waiting: list[Any] = [paper.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.update([str(node["/S"])[1:]] if "/S" in node else [])
            waiting += [node["/K"]] if "/K" in node else []
    return found


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


async def test_it_is_given_once_in_each_form(bench: Workbench) -> None:
    path = await made(bench, "boris")
    answer = await given(bench, "boris", f"{path}/json")
    assert answer.headers["content-disposition"] == 'attachment; filename="mijn-dossier.json"'
    assert answer.headers["cache-control"] == "private, no-store"
    dossier = answer.json()
    assert dossier["gegevens"]["mij"]["burgerservicenummer"] == bsn_of("boris") and dossier["taal"] == "nl"
    assert {each["pad"] for each in dossier["nietOpgehaald"]} == {f"mij.{name}" for name in HIGHER}
    assert {each["code"] for each in dossier["nietOpgehaald"]} == {"HOGER_NIVEAU_NODIG"}
    assert (await given(bench, "boris", f"{path}/json")).status_code == 404
    paper = await given(bench, "boris", f"{path}/pdf")
    assert paper.headers["content-type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    assert (await given(bench, "boris", f"{path}/pdf")).status_code == 404
    assert (await given(bench, "boris", path)).status_code == 404


async def test_every_list_comes_to_its_end(bench: Workbench) -> None:
    walked, _ = await walk(bench, "wim")
    mij = walked.data["mij"]
    own = [z for z in bench.city.dossiers.of(bsn_of("wim")) if bench.city.bsn(z.index) == bsn_of("wim")]
    open_ = {"openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk"}
    seen = {zaak.identificatie for zaak in own if zaak.vertrouwelijkheid in open_}
    numbers = [each["nummer"] for each in mij["aanvragen"]["knopen"]]
    assert set(numbers) == seen and len(numbers) == len(seen) > 200
    assert len(mij["facturen"]["knopen"]) == len(bench.city.invoices.of(bench.city.index(bsn_of("wim")) or 0)) > 100
    assert {each.path for each in walked.missing} == {("mij", name) for name in HIGHER}
    most = 0
    for aanvraag in mij["aanvragen"]["knopen"]:
        documents = next(each.documenten for each in own if each.identificatie == aanvraag["nummer"])
        shown = [d for d in documents if d.vertrouwelijkheid in open_ and d.status in ("definitief", "gearchiveerd")]
        assert aanvraag["documenten"].keys() == {"knopen"} and len(aanvraag["documenten"]["knopen"]) == len(shown)
        most = max(most, len(documents))
    assert most == 360


async def test_each_next_page_within_an_item_asks_for_that_item_alone(bench: Workbench) -> None:
    text = """{ mij { aanvragen(eerste: 100) { knopen { nummer documenten(eerste: 100) { knopen { titel } heeftVolgende
      volgende } } heeftVolgende volgende } } }"""
    before = len(bench.tap.wires)
    walked, operations = await walk(bench, "wim", text=text)
    assert operations == 3 + 3, "pages of requests, and of the 360 documents of one"
    calls = [wire.registry for wire in bench.tap.wires[before:]]
    assert calls.count("zaken") == operations and calls[-6:] == ["zaken", "documenten"] * 3
    most = max(walked.data["mij"]["aanvragen"]["knopen"], key=lambda each: len(each["documenten"]["knopen"]))
    assert len(most["documenten"]["knopen"]) > 300 and most.keys() == {"nummer", "documenten"}


async def test_forty_years_of_values_come_whole_in_pages_of_whatever_size(bench: Workbench) -> None:
    text = "{ mij { wozObjecten { nummer waarden(eerste: %s) { knopen { belastingjaar } heeftVolgende volgende } } } }"
    whole, at_once = await walk(bench, "riet", text=text % 100)
    walked, operations = await walk(bench, "riet", text=text % 10)
    [home] = walked.data["mij"]["wozObjecten"]
    years = [each["belastingjaar"] for each in home["waarden"]["knopen"]]
    assert len(years) == 41 and years == sorted(set(years), reverse=True) and home.keys() == {"nummer", "waarden"}
    assert walked.data == whole.data and (at_once, operations) == (1, 5)


async def test_values_stand_with_the_property_that_they_are_of(bench: Workbench) -> None:
    """Those elsewhere have no field that gives one: the page on which it came is asked again."""
    values = "nummer waarden(eerste: %s) { knopen { peildatum waarde } heeftVolgende volgende }"
    text = "{ mij { wozObjectenElders(eerste: 1) { knopen { %s } heeftVolgende volgende } } }"
    whole, at_once = await walk(bench, "wim", text=text % (values % 100))
    walked, operations = await walk(bench, "wim", text=text % (values % 4))
    [elsewhere] = walked.data["mij"]["wozObjectenElders"]["knopen"]
    assert walked.data == whole.data and len(elsewhere["waarden"]["knopen"]) == 11 and (at_once, operations) == (1, 3)


async def walk(bench: Workbench, persona: str, until: int = 0, text: str = "") -> tuple[Walked, int]:
    """All of a dossier, in how many operations; the zaken fail from the one of this number on."""
    walk, operations = Walk(SDL, text or DOSSIER.read_text(), "x", bench.service.executor.plan), 0
    principal = await bench.service.entrance.bearer.authenticate(f"Bearer {bench.token(persona)}")

    async def run(prepared: Any, variables: dict[str, Any]) -> Any:
        nonlocal operations
        operations += 1
        if operations == until:
            bench.tap.faults["zaken"] = answers(503, "text/plain", b"")
        return await bench.service.executor.execute(prepared, variables, bench.service.context(principal, {}))

    return await walk.walked(run), operations


@pytest.mark.parametrize(("language", "says"), [("nl", "Waar deze persoon woont"), ("en", "Where this person lives")])
async def test_the_pdf_is_tagged_has_its_language_and_speaks_it(language: str, says: str, bench: Workbench) -> None:
    path = await made(bench, "mariam", accept_language=language)
    content = (await given(bench, "mariam", f"{path}/pdf")).content
    paper = pypdf.PdfReader(io.BytesIO(content))
    root: Any = paper.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        language,
        True,
        True,
    )
    assert b"pdfuaid:part" in root["/Metadata"].get_data() and paper.metadata and "ossier" in str(paper.metadata.title)
    found = tags(paper)
    assert found["H1"] > 5 and found["H2"] and found["Table"] and found["TH"] and found["L"]
    assert found["TH"] >= 2 * found["Table"] and found["LBody"] == found["LI"]
    said = text(content)
    assert says in said and ("This is all" in said) is (language == "en")


async def test_a_registry_that_fails_is_named_and_the_rest_is_there(bench: Workbench) -> None:
    bench.tap.faults["facturen"] = answers(503, "text/plain", b"")
    path = await made(bench, "jan")
    dossier = (await given(bench, "jan", f"{path}/json")).json()
    lacking = {each["pad"]: each["code"] for each in dossier["nietOpgehaald"]}
    assert lacking["mij.facturen"] == "BRON_NIET_BESCHIKBAAR" and dossier["gegevens"]["mij"]["facturen"] is None
    assert dossier["gegevens"]["mij"]["naam"]["volledigeNaam"] and dossier["gegevens"]["mij"]["aanvragen"]["knopen"]
    said = text((await given(bench, "jan", f"{path}/pdf")).content)
    assert "Wat er niet in staat" in said and said.count("De bron Facturen is nu niet beschikbaar.") >= 2


async def test_a_page_that_fails_leaves_what_came_before_it_and_the_other_lists(bench: Workbench) -> None:
    found, _ = await walk(bench, "wim", until=3)
    mij = found.data["mij"]
    assert len(mij["aanvragen"]["knopen"]) == 40 and len(mij["facturen"]["knopen"]) > 100
    assert ("mij", "aanvragen") in {each.path for each in found.missing}


async def test_nobody_else_gets_it_or_has_it_made(bench: Workbench) -> None:
    path = await made(bench, "jan")
    for suffix in ("", "/json", "/pdf"):
        theirs = await given(bench, "fatima", path + suffix)
        unknown = await given(bench, "fatima", f"/dossier/nergens{suffix}")
        assert (theirs.status_code, theirs.text) == (404, unknown.text)
        assert (await bench.client.get(path + suffix)).status_code == 401
        assert (await given(bench, "agnes", path + suffix)).status_code == 403
    assert (await bench.client.post("/dossier", headers=headers(bench, "agnes"))).status_code == 403
    assert (await bench.client.post("/dossier")).status_code == 401
    assert (await bench.client.get("/dossier")).status_code == 405
    assert (await given(bench, "jan", f"{path}/json")).status_code == 200


async def test_another_sites_page_can_have_none_made(bench: Workbench) -> None:
    bsn = bsn_of("jan")
    jan = Principal(Role.INWONER, "jan", "web", 2**33, Level.MIDDEN, subject=bsn, bsn=bsn)
    token, _ = await bench.service.keeping.sessions.open(jan, provider="digid")
    cookie = {"cookie": f"__Host-sessie={token}"}
    for more in (
        {"origin": "https://kwaad.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert (await bench.client.post("/dossier", headers={**cookie, **more})).status_code == 401
    begun = await bench.client.post("/dossier", headers={**cookie, "sec-fetch-site": "same-origin"})
    busy = await bench.client.post("/dossier", headers={**cookie, "sec-fetch-site": "same-origin"})
    assert (begun.status_code, busy.status_code, busy.json()["code"]) == (202, 409, "TE_VAAK")


async def test_it_is_given_at_no_lower_level_than_all_that_is_in_it_asks(bench: Workbench) -> None:
    sure = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
    path = await made(bench, sure)
    low = await given(bench, "jan", f"{path}/json")
    assert (low.status_code, low.json()["code"]) == (403, "HOGER_NIVEAU_NODIG")
    dossier = (await given(bench, sure, f"{path}/json")).json()
    assert dossier["gegevens"]["mij"]["reisdocumenten"] and dossier["nietOpgehaald"] == []


async def test_it_asks_no_more_than_its_pages_and_each_is_a_look(bench: Workbench) -> None:
    before = len(bench.tap.wires)
    path = await made(bench, "jan")
    calls = Counter(wire.registry for wire in bench.tap.wires[before:])
    assert calls["brp"] <= 2 and calls["facturen"] <= 2 and calls["belastingen"] == 1
    await given(bench, "jan", f"{path}/json")
    folder = bench.service.keeping.log.journal.folder
    kept = [Entry.decoded(payload) for each in segments(folder) for _, payload in each.frames()]
    digest = Document.of(DOSSIER.read_text()).digest
    looks = [(entry.name, look.activity, look.own) for entry in kept for look in entry.looks]
    assert looks == [(digest, "inzage-eigen", True), ("dossier downloaden", "document-downloaden", True)]


async def test_what_a_stop_cut_off_has_failed_and_may_begin_anew_at_once(tmp_path: Path) -> None:
    async with database(tmp_path) as address:
        async with workbench(tmp_path, database_url=address) as bench:
            bench.tap.pause = 0.3
            begun = await bench.client.post("/dossier", headers=headers(bench, "boris"))
            path = begun.headers["location"]
            assert (await given(bench, "boris", path)).json()["stand"] == "bezig"
        async with workbench(tmp_path, database_url=address) as again:
            told = (await given(again, "boris", path)).json()
            assert (told["stand"], told["vormen"]) == ("mislukt", [])
            assert (await given(again, "boris", f"{path}/json")).status_code == 404
            assert await made(again, "boris") != path


# What is in it


def reachable(type_: GraphQLObjectType, seen: set[str]) -> Iterator[str]:
    """Every field of every type below this one, but below those that are left out."""
    if type_.name in seen:
        return
    seen.add(type_.name)
    for name, field in type_.fields.items():
        yield f"{type_.name}.{name}"
        inner = get_named_type(field.type)
        if isinstance(inner, GraphQLObjectType) and f"{type_.name}.{name}" not in LEFT_OUT:
            yield from reachable(inner, seen)


def test_every_field_that_a_resident_may_read_is_in_the_dossier_or_left_out_for_a_reason() -> None:
    info, asked = TypeInfo(SDL), set[str]()

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            parent = info.get_parent_type()
            asked.add(f"{parent.name if parent else ''}.{node.name.value}")

    visit(parse(DOSSIER.read_text()), TypeInfoVisitor(info, Fields()))
    person: Any = SDL.type_map["Person"]
    found = set(reachable(person, set()))
    assert found - asked - LEFT_OUT.keys() == set(), "put it in MijnDossier.graphql, or say here why not"
    assert LEFT_OUT.keys() <= found and not LEFT_OUT.keys() & asked, "what is left out exists, and is left out"
    assert all(LEFT_OUT.values())


def test_every_list_in_pages_is_found_by_its_shape() -> None:
    paths = {connection.path for connection in connections_of(SDL, parse(DOSSIER.read_text()))}
    person: Any = SDL.type_map["Person"]
    paged = {("mij", name) for name, field in person.fields.items() if "na" in field.args}
    a, w = ("mij", "aanvragen", "knopen"), ("mij", "wozObjectenElders", "knopen")
    within = {(*a, "documenten"), (*a, "besluiten", "documenten"), ("mij", "wozObjecten", "waarden"), (*w, "waarden")}
    assert paths == paged | within


@pytest.mark.parametrize(
    "document",
    ["{ mij { naam } }", "mutation { eindigKlantcontact(id: 1) }", "{ mij { onbekend } }"],
)
def test_a_document_that_is_none_stops_the_start(document: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Walk(SDL, document, "x", lambda prepared: None)


@pytest.mark.parametrize(
    "said", ["= x #emph[y] *b* $a$ @ref <l> \\u{41}", '#{1/0} "; panic("x")', "日本 🂡", "\x01\u202e"]
)
def test_what_a_registry_says_is_data_and_never_markup(said: str) -> None:
    parts: list[dict[str, Any]] = [
        {"kind": "heading", "level": 1, "text": said},
        {"kind": "facts", "rows": [[said, said]]},
        {"kind": "table", "head": ["a", said], "rows": [[said, "b"]]},
        {"kind": "note", "text": said},
    ]
    content = pdf("Dossier", "nl", "Den Haag", [said], parts)
    shown = text(content)
    if said.isascii() and said.isprintable():
        assert shown.count(" ".join(said.split())) >= 4
    assert tags(pypdf.PdfReader(io.BytesIO(content)))["H1"] == 1
