"""Confidential requests and documents: seen at substantieel by whose they are, and for others as if there were none."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.principal import Principal
from auth.roles import Level, Purpose, Role
from sources.city.zaaktypen import VERTROUWELIJKHEID
from tests.e2e.dossiers import AGNES, opened
from tests.faults import answers
from tests.workbench import Answered, Workbench, bsn_of, workbench

USUAL = VERTROUWELIJKHEID.index("zaakvertrouwelijk")
SHIELDED = Principal(Role.MEDEWERKER_AFGESCHERMD, "sjoerd", "mijndenhaag-ontwikkeling", 0)
PERSONAS = ("jan", "fatima", "peter", "anja", "riet", "lotte")
PAGE = """aanvragen(eerste: %d%s) { knopen { id nummer documenten { knopen { id titel } } statushistorie { sinds } }
  heeftVolgende volgende }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def confidential(bench: Workbench, bsn: str) -> tuple[list[str], list[str]]:
    """The numbers of somebody's ordinary and of their confidential requests."""
    zaken = [zaak for zaak in bench.city.dossiers.of(bsn) if zaak.index == bench.city.index(bsn)]  # who began them
    ordinary = [zaak for zaak in zaken if VERTROUWELIJKHEID.index(zaak.vertrouwelijkheid) <= USUAL]
    return [zaak.identificatie for zaak in ordinary], [zaak.identificatie for zaak in zaken if zaak not in ordinary]


class Looking:
    """A resident at a level, or an employee with a purpose, at one dossier."""

    def __init__(self, bench: Workbench, bsn: str, level: Level, agent: Principal | None, doel: Purpose) -> None:
        self.bench, self.bsn, self.level, self.agent, self.doel = bench, bsn, level, agent, doel

    async def ask(self, fields: str) -> tuple[Answered, Any]:
        """The answer, and what it tells of the person."""
        if self.agent is None:
            answer = await self.bench.ask(resident("i", self.bsn, "", "", self.level), f"{{ mij {{ {fields} }} }}")
            return answer, answer.data["mij"]
        answer = await opened(self.bench, self.bsn, fields, self.doel, self.agent)
        return answer, answer.data["klantcontact"]["persoon"]

    async def pages(self, size: int, filter_: str = "") -> list[dict[str, Any]]:
        """Every page of the requests."""
        found, after = [], ""
        while True:
            answer, person = await self.ask(PAGE % (size, after + filter_))
            assert not answer.codes
            found.append(person["aanvragen"])
            if not found[-1]["heeftVolgende"]:
                return found
            after = f', na: "{found[-1]["volgende"]}"'


def kept_from(bench: Workbench, bsn: str) -> list[Looking]:
    """Everybody from whom what is confidential is kept."""
    employees = [(agent, doel) for agent in (AGNES, SHIELDED) for doel in (Purpose.BURGERZAKEN, Purpose.AANVRAGEN)]
    return [
        Looking(bench, bsn, Level.MIDDEN, None, Purpose.OVERIG),
        *(Looking(bench, bsn, Level.GEEN, agent, doel) for agent, doel in employees),
    ]


@pytest.mark.parametrize("persona", PERSONAS)
async def test_at_substantieel_one_sees_the_own_confidential_requests_and_below_it_none(
    persona: str, bench: Workbench
) -> None:
    ordinary, secret = confidential(bench, bsn_of(persona))
    sure = Looking(bench, bsn_of(persona), Level.SUBSTANTIEEL, None, Purpose.OVERIG)
    everything = [each["nummer"] for page in await sure.pages(100) for each in page["knopen"]]
    assert sorted(everything) == sorted(ordinary + secret)
    for looking in kept_from(bench, bsn_of(persona)):
        [page] = await looking.pages(100)
        assert [each["nummer"] for each in page["knopen"]] == [number for number in everything if number in ordinary]


async def test_the_personas_have_confidential_requests_and_documents(bench: Workbench) -> None:
    secret = [confidential(bench, bsn_of(persona))[1] for persona in PERSONAS]
    assert sum(map(len, secret)) > 5 and sum(1 for each in secret if each) >= 3


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_pages_keys_and_counts_are_as_if_there_were_no_confidential_requests(size: int, bench: Workbench) -> None:
    """Every page is full but the last, and where one ends says nothing of what was left out."""
    persona = max(PERSONAS, key=lambda name: len(confidential(bench, bsn_of(name))[1]))
    ordinary, secret = confidential(bench, bsn_of(persona))
    assert ordinary and secret
    shapes = set()
    for looking in kept_from(bench, bsn_of(persona)):
        pages = await looking.pages(size)
        numbers = [each["nummer"] for page in pages for each in page["knopen"]]
        assert sorted(numbers) == sorted(ordinary)
        assert [len(page["knopen"]) for page in pages[:-1]] == [size] * (len(pages) - 1) and pages[-1]["knopen"]
        assert [page["heeftVolgende"] for page in pages] == [True] * (len(pages) - 1) + [False]
        shapes.add(str(pages))
    assert len(shapes) == 1, "an employee and a resident at midden see the same pages with the same keys"


@pytest.mark.parametrize("persona", PERSONAS[:3])
async def test_of_an_ordinary_request_only_the_ordinary_documents_are_told(persona: str, bench: Workbench) -> None:
    """Those that are left out make no error, and no gap."""
    sure = Looking(bench, bsn_of(persona), Level.SUBSTANTIEEL, None, Purpose.OVERIG)
    whole = {each["nummer"]: each for page in await sure.pages(100) for each in page["knopen"]}
    zaken = {zaak.identificatie: zaak for zaak in bench.city.dossiers.of(bsn_of(persona))}
    for looking in kept_from(bench, bsn_of(persona)):
        [page] = await looking.pages(100)
        for each in page["knopen"]:
            grades = {document.titel: document.vertrouwelijkheid for document in zaken[each["nummer"]].documenten}
            shown = [document for document in whole[each["nummer"]]["documenten"]["knopen"]
                     if VERTROUWELIJKHEID.index(grades[document["titel"]]) <= USUAL]  # fmt: skip
            assert each == {**whole[each["nummer"]], "documenten": {"knopen": shown}}


async def test_a_confidential_request_by_its_key_is_as_unknown_as_one_that_is_not_there(bench: Workbench) -> None:
    bsn = bsn_of(max(PERSONAS, key=lambda name: len(confidential(bench, bsn_of(name))[1])))
    _, secret = confidential(bench, bsn)
    sure = Looking(bench, bsn, Level.SUBSTANTIEEL, None, Purpose.OVERIG)
    keys = {each["nummer"]: each["id"] for page in await sure.pages(100) for each in page["knopen"]}
    fields = 'aanvraag(id: "%s") { nummer documenten { knopen { titel } } statushistorie { sinds } }'
    for number in secret:
        key = keys[number]
        unknown = key[:-6] + ("AAAAAA" if key[-6:] != "AAAAAA" else "BBBBBB")
        answer, person = await sure.ask(fields % key)
        assert person["aanvraag"]["nummer"] == number and not answer.codes
        for looking in kept_from(bench, bsn):
            answer, person = await looking.ask(fields % key)
            nowhere, nobody = await looking.ask(fields % unknown)
            assert person == nobody == {"aanvraag": None} and not answer.codes and not nowhere.codes
            assert [(wire.registry, wire.path) for wire in answer.wires] == [
                (wire.registry, wire.path) for wire in nowhere.wires
            ]


async def test_of_a_child_what_is_confidential_is_its_parents_to_see_below_twelve_only(bench: Workbench) -> None:
    """At substantieel; and never for an employee who helps the parent."""
    grades = {"daan": "vertrouwelijk", "noor": "geheim", "luuk": "vertrouwelijk"}
    written = {
        name: bench.city.dossiers.add_zaak(bsn_of(name), vertrouwelijkheid=grade).identificatie
        for name, grade in grades.items()
    }
    fields = "kinderen { burgerservicenummer persoon { aanvragen(eerste: 100) { knopen { nummer } } } }"
    for parent, level, children in (
        ("jan", Level.SUBSTANTIEEL, {"noor"}),
        ("jan", Level.MIDDEN, set()),
        ("nadia", Level.SUBSTANTIEEL, {"luuk"}),
        ("mark", Level.SUBSTANTIEEL, set()),
    ):
        sure = Looking(bench, bsn_of(parent), level, None, Purpose.OVERIG)
        for looking in (sure, *kept_from(bench, bsn_of(parent))):
            _, person = await looking.ask(fields)
            pages = {each["burgerservicenummer"]: each["persoon"]["aanvragen"] for each in person["kinderen"]}
            for name, number in written.items():
                page = pages.get(bsn_of(name))
                numbers = {each["nummer"] for each in page["knopen"]} if page else set()
                assert (number in numbers) == (looking is sure and name in children)


async def test_kinds_that_the_municipality_calls_sensitive_are_confidential_whatever_they_say(tmp_path: Path) -> None:
    """A kind of which each of these requests says that it is ordinary."""
    wim = bsn_of("wim")
    fields = "aanvragen(eerste: 100) { knopen { nummer } } meldingen { soort }"
    async with workbench(tmp_path, sensitive_zaaktypen=["WMO", "SCHULDHULP"]) as bench:
        zaken = bench.city.dossiers.of(wim)
        kept = {zaak.identificatie for zaak in zaken if zaak.zaaktype.identificatie in ("WMO", "SCHULDHULP")}
        below = Looking(bench, wim, Level.MIDDEN, None, Purpose.OVERIG)
        agent = Looking(bench, wim, Level.GEEN, AGNES, Purpose.AANVRAGEN)
        above = Looking(bench, wim, Level.SUBSTANTIEEL, None, Purpose.OVERIG)
        shown = {}
        for name, viewer in (("below", below), ("agent", agent), ("above", above)):
            answer, person = await viewer.ask(fields)
            assert not answer.codes
            shown[name] = {each["nummer"] for each in person["aanvragen"]["knopen"]}
        assert shown["below"] == shown["agent"] == shown["above"] - kept and shown["above"] & kept
        key = await above.ask("aanvragen(eerste: 100) { knopen { id nummer } }")
        ids = {each["nummer"]: each["id"] for each in key[1]["aanvragen"]["knopen"]}
        hidden, open_ = (next(ids[number] for number in ids if (number in kept) is which) for which in (True, False))
        for one, seen in ((hidden, False), (open_, True)):
            _, person = await below.ask(f'aanvraag(id: "{one}") {{ nummer }}')
            assert (person["aanvraag"] is not None) is seen
        unknown = await below.ask(f'aanvraag(id: "{hidden}") {{ nummer }}')
        assert not unknown[0].codes


async def test_of_what_kind_a_request_is_that_cannot_be_told_is_kept_back(tmp_path: Path) -> None:
    faults = {"catalogi": answers(503, "application/json", b"{}")}
    async with workbench(tmp_path, faults=faults, sensitive_zaaktypen=["WMO"]) as bench:
        below = Looking(bench, bsn_of("wim"), Level.MIDDEN, None, Purpose.OVERIG)
        answer, person = await below.ask("aanvragen(eerste: 3) { knopen { nummer } }")
        assert person["aanvragen"]["knopen"] == [None] * 3 and set(answer.codes.values()) == {"BRON_NIET_BESCHIKBAAR"}
        above = Looking(bench, bsn_of("wim"), Level.SUBSTANTIEEL, None, Purpose.OVERIG)
        _, person = await above.ask("aanvragen(eerste: 3) { knopen { nummer } }")
        assert len(person["aanvragen"]["knopen"]) == 3 and all(person["aanvragen"]["knopen"])
