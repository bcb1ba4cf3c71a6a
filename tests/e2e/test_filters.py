"""Whose data it is: no number that is none leaves the service, and no row of another comes out of it."""

import asyncio
import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from auth.development import DevelopmentIdentity, resident
from auth.roles import Level
from sources import REGISTRIES
from sources.city import City
from sources.woz.adapter import FIELDS as WOZ
from tests.e2e.ignoring import FILTER, IGNORING
from tests.faults import answers, only, rewritten
from tests.leaks import CANARY
from tests.workbench import Answered, Wire, Workbench, bsn_of, workbench

DOSSIER = """burgerservicenummer naam { volledigeNaam } aanvragen { knopen { nummer } } wozObjecten { nummer }
  facturen { knopen { nummer } } belastingaanslagen { knopen { nummer regels { wozObject { nummer } } } }"""
PERSONEN = f"query ($bsns: [String!]!) {{ personen(burgerservicenummers: $bsns) {{ {DOSSIER} }} }}"
START = f"""mutation ($bsn: String!) {{
  startKlantcontact(
    wie: {{ burgerservicenummer: $bsn }}, doel: BURGERZAKEN, verificatie: LEGITIMATIE, bevestigGeheim: true
  ) {{ id persoon {{
    {DOSSIER} meldingen {{ titel }} reisdocumenten {{ nummer }} adres {{ bag {{ status }} }} }} }} }}"""
AANVRAGEN = "{ mij { burgerservicenummer aanvragen { knopen { nummer } } } }"
AWAY = "BRON_NIET_BESCHIKBAAR"
REFUTED, UNPROVEN = "it ignores our filter", "not proven yet"
BAD = [
    *("", " ", "0", "000000000", "00000000", "99990000", "9999000011", "999900010", "123456789", "111111111"),
    *(
        "abcdefghi",
        "9999.00.011",
        "9999 00 011",
        "\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff11\uff12",
        "٩٩٩٩٠٠٠١٢",
        "²²²²²²²²²",
        "-99990001",
        "+99990001",
    ),
    *("99990001\n", "1e8", "null", "*", "%", "999900012,999900024", '"', "\x00", "9" * 5_000, "O'; DROP TABLE--"),
]


def everything(wires: list[Wire]) -> str:
    """All that left the service for the registries."""
    return "\n".join(json.dumps([w.path, w.query, w.headers, w.body], ensure_ascii=False) for w in wires)


def told(number: str, *texts: str) -> bool:
    """Whether a text that is long enough to tell stands in one of these, apart from longer numbers.

    The words that JSON has of its own tell nothing.
    """
    if len(number.strip()) < 5 or number in ("false", "true", "null"):
        return False
    return any(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) for text in texts)


# No number that is none leaves the service


async def test_a_bad_number_is_asked_of_no_registry_and_the_good_ones_are_served(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        for bad in BAD:
            alone = await bench.ask("dienst", PERSONEN, bsns=[bad])
            assert (alone.data, alone.codes, alone.wires) == (
                {"personen": [None]},
                {"personen.0": "ONGELDIGE_INVOER"},
                [],
            )
            among = await bench.ask("dienst", PERSONEN, bsns=[bsn_of("jan"), bad, bsn_of("els"), bad])
            jan, _, els, _ = among.data["personen"]
            assert (jan["burgerservicenummer"], els["burgerservicenummer"]) == (bsn_of("jan"), bsn_of("els"))
            assert among.codes == {"personen.1": "ONGELDIGE_INVOER", "personen.3": "ONGELDIGE_INVOER"}
            assert {person for wire in among.wires for person in wire.persons} == {bsn_of("jan"), bsn_of("els")}
            assert not told(bad, everything(among.wires), alone.text, among.text)


async def test_no_dossier_is_opened_for_a_bad_number(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        for bad in BAD:
            answer = await bench.ask("agnes", START, bsn=bad)
            assert await bench.contacts() == 0
            assert (answer.data, answer.wires) == ({"startKlantcontact": None}, [])
            assert answer.codes == {"startKlantcontact": "ONGELDIGE_INVOER"}
            assert not told(bad, answer.text)


async def test_a_token_with_a_bad_number_opens_nothing(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        for bad in BAD:
            nobody = DevelopmentIdentity("iemand", "", "", {"roles": ["inwoner"], "bsn": bad, "acr": "x"})
            answer = await bench.ask(nobody, AANVRAGEN)
            assert answer.status == 401 and set(answer.body) == {"errors"} and answer.wires == []
            assert answer.codes == {"": "NIET_INGELOGD"} and not told(bad, answer.text)


class Standing:
    """A workbench that outlives one example."""

    def __init__(self, folder: Path) -> None:
        self._runner, self._stack = asyncio.Runner(), contextlib.AsyncExitStack()
        self.bench: Workbench = self._runner.run(self._stack.enter_async_context(workbench(folder)))
        usual = self.ask("dienst", PERSONEN, bsns=[bsn_of("jan"), "x"])
        self.usual = everything(usual.wires), usual.text  # names of fields, paths and headers, which tell nothing

    def ask(self, persona: str, query: str, **variables: Any) -> Answered:
        return self._runner.run(self.bench.ask(persona, query, **variables))

    def close(self) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    bench = Standing(tmp_path_factory.mktemp("standing"))
    yield bench
    bench.close()


CITY = City()
NUMBERS = st.integers(0, len(CITY) - 1).map(CITY.bsn)
ALMOST = st.builds(
    lambda bsn, at, digit: bsn[:at] + digit + bsn[at + 1 :],
    NUMBERS,
    st.integers(0, 8),
    st.sampled_from("0123456789 ٣x"),
)
TEXTS = st.one_of(st.text(max_size=12), st.text("0123456789", min_size=7, max_size=11), ALMOST, NUMBERS)


@given(st.lists(TEXTS, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_asked_only_numbers_that_are_bsns_reach_a_registry(standing: Standing, asked: list[str]) -> None:
    answer = standing.ask("dienst", PERSONEN, bsns=asked)
    good = {text for text in asked if valid_bsn(text)}
    assert answer.status == 200
    assert {person for wire in answer.wires for person in wire.persons} == good
    for place, text in enumerate(asked):
        person = answer.data["personen"][place]
        if text not in good:
            assert person is None and answer.codes[f"personen.{place}"] == "ONGELDIGE_INVOER"
        elif person is not None:
            assert person["burgerservicenummer"] == text
    bad = [text for text in asked if text not in good and not told(text, *standing.usual)]
    assert not any(told(text, everything(answer.wires), answer.text) for text in bad)


@given(TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_an_agent_gives_only_a_bsn_opens_a_dossier(standing: Standing, text: str) -> None:
    answer = standing.ask("agnes", START, bsn=text)
    assert answer.status == 200
    if valid_bsn(text):
        assert {p for w in answer.wires for p in w.persons} == {text}
        assert answer.data["startKlantcontact"] or answer.codes == {"startKlantcontact": "GEEN_TOEGANG"}
    else:
        assert (answer.data, answer.wires) == ({"startKlantcontact": None}, [])
        assert answer.codes == {"startKlantcontact": "ONGELDIGE_INVOER"}


# A registry that ignores our filter


HIT = {  # what a person has none of, where this registry is off; `meldingen` come from several
    "brp": {"leeftijd", "wozObjecten", "aantalMedebewoners", "meldingen"},
    "zaken": {"aanvragen", "meldingen"},
    "documenten": {"aanvragen.knopen.0.documenten"},
    "besluiten": {"aanvragen.knopen.0.besluiten"},
    "woz": {"wozObjecten"},
    "facturen": {"facturen", "meldingen"},
    "belastingen": {"belastingaanslagen", "meldingen"},
    "afspraken": {"afspraken"},
    "klantinteracties": {"contactgegevens", "contactmomenten", "meldingenOpenbareRuimte.knopen.1"},
    "objecten": {"meldingen"},
    "vtb": {"berichten", "meldingen"},
    "reisdocumenten": {"reisdocumenten", "meldingen"},
    "openproduct": {"producten", "meldingen"},
    "signalen": {"meldingenOpenbareRuimte"},
    "verblijfplaatshistorie": {"adresHistorie"},
    "bewoning": {"aantalMedebewoners"},
}
PROVEN_BY_NOBODY = {"catalogi", "bag", "kvk"}  # what they tell is about nobody
JAN = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
LOOK = """{ mij { burgerservicenummer leeftijd
  aanvragen(eerste: 1) { knopen { nummer besluiten { nummer } documenten { knopen { titel } } } } wozObjecten { nummer }
  facturen(eerste: 1) { knopen { nummer } } belastingaanslagen(eerste: 1) { knopen { nummer } }
  contactgegevens { voorkeurstaal } contactmomenten(eerste: 1) { knopen { kanaal } }
  afspraken(eerste: 1) { knopen { begin } } reisdocumenten { nummer } meldingen { soort }
  producten(eerste: 1) { knopen { id } } aantalMedebewoners adresHistorie(eerste: 1) { knopen { soort } }
  berichten(eerste: 1) { knopen { onderwerp } } meldingenOpenbareRuimte(eerste: 1) { knopen { nummer } } } }"""


def places(answer: Answered) -> set[str]:
    """Where below `mij` there are errors; a source of the meldingen is an item of theirs, or all there is."""
    return {re.sub(r"^meldingen\.\d+$", "meldingen", path.removeprefix("mij.")) for path in answer.codes}


async def off(bench: Workbench, registry: str, why: str, *, proofs: bool = False) -> None:
    """It says so, it is not asked (but for `proofs`), its fields are null with an error, and the rest is there."""
    states = await bench.states()
    assert states.pop(registry) == why and set(states.values()) == {"ok"}
    answer = await bench.ask(JAN, LOOK)
    assert places(answer) == HIT[registry] and set(answer.codes.values()) == {AWAY} and answer.status == 200
    assert len(answer.codes) == len(HIT[registry])
    assert all(error["extensions"]["bron"] == registry for error in answer.body["errors"])
    assert proofs or registry not in {wire.registry for wire in answer.wires}
    mine = answer.data["mij"]
    assert {name for name, value in mine.items() if value is None} == HIT[registry] & mine.keys() - {"meldingen"}
    assert (None in mine["meldingen"]) == ("meldingen" in HIT[registry]) and any(mine["meldingen"])


async def on(bench: Workbench) -> None:
    """All registries are asked, and answer."""
    assert set((await bench.states()).values()) == {"ok"}
    answer = await bench.ask(JAN, LOOK)
    assert not answer.codes and HIT.keys() <= {wire.registry for wire in answer.wires}
    mine = answer.data["mij"]
    assert all(mine.values()) and mine["aanvragen"]["knopen"][0]["documenten"]["knopen"]
    assert mine["facturen"]["knopen"] and mine["belastingaanslagen"]["knopen"] and all(mine["meldingen"])


async def until(bench: Workbench, registry: str, why: str) -> None:
    """Wait until the service says this of a registry, of its own accord."""
    for _ in range(500):
        if (await bench.states())[registry] == why:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{registry} is still not: {why}")


@pytest.mark.parametrize(("registry", "fault"), IGNORING, ids=lambda case: str(case))
async def test_a_registry_that_ignores_the_filter_is_never_switched_on(
    registry: str, fault: str, tmp_path: Path
) -> None:
    async with workbench(tmp_path, faults={registry: IGNORING[registry, fault]}) as bench:
        await off(bench, registry, REFUTED)


@pytest.mark.parametrize(("registry", "fault"), IGNORING, ids=lambda case: str(case))
async def test_a_registry_that_begins_to_ignore_the_filter_is_switched_off_until_it_does_not(
    registry: str, fault: str, tmp_path: Path
) -> None:
    async with workbench(tmp_path) as bench:
        await on(bench)
        bench.tap.faults[registry] = IGNORING[registry, fault]
        assert await bench.service.canaries[registry].prove()
        await off(bench, registry, REFUTED)
        del bench.tap.faults[registry]
        assert await bench.service.canaries[registry].prove()
        await on(bench)


async def test_a_registry_that_ignores_the_filter_only_where_it_gets_ids_is_switched_off_too(tmp_path: Path) -> None:
    """Otherwise an id alone would open a zaak of somebody else. It takes a zaak that exists to find that out."""
    query = "query ($id: ID!) { mij { aanvraag(id: $id) { nummer } } }"
    async with workbench(tmp_path) as bench:
        theirs = (await bench.ask("wim", "{ mij { aanvragen(eerste: 1) { knopen { id } } } }")).data
        bench.tap.faults["zaken"] = only(
            lambda path, body: "uuid__in" in (body or {}),
            rewritten(lambda body: {name: value for name, value in body.items() if name != FILTER}),
        )
        assert await bench.service.canaries["zaken"].prove()
        await off(bench, "zaken", REFUTED)
        answer = await bench.ask("jan", query, id=theirs["mij"]["aanvragen"]["knopen"][0]["id"])
        assert answer.data == {"mij": {"aanvraag": None}} and answer.codes == {"mij.aanvraag": AWAY}


@pytest.mark.parametrize("registry", HIT)
async def test_the_service_finds_that_out_by_itself(registry: str, tmp_path: Path) -> None:
    fault = next(fault for (name, _), fault in IGNORING.items() if name == registry)
    async with workbench(tmp_path, canary_interval=0.05) as bench:
        await on(bench)
        bench.tap.faults[registry] = fault
        await until(bench, registry, REFUTED)
        await off(bench, registry, REFUTED, proofs=True)
        del bench.tap.faults[registry]
        await until(bench, registry, "ok")
        await on(bench)


@pytest.mark.parametrize("registry", HIT)
async def test_a_registry_that_is_down_at_the_start_is_asked_nothing_until_its_proof(
    registry: str, tmp_path: Path
) -> None:
    down = answers(503, "application/json", b"{}")
    async with workbench(tmp_path, faults={registry: down}) as bench:
        await off(bench, registry, UNPROVEN)
        assert not await bench.service.canaries[registry].prove(), "it still does not answer"
        await off(bench, registry, UNPROVEN)
        del bench.tap.faults[registry]
        await off(bench, registry, UNPROVEN)
        assert await bench.service.canaries[registry].prove()
        await on(bench)
    async with workbench(tmp_path, faults={registry: down}, canary_interval=0.05) as bench:
        del bench.tap.faults[registry]
        await until(bench, registry, "ok")
        await on(bench)


@pytest.mark.parametrize("registry", HIT)
async def test_a_proof_without_an_answer_changes_nothing(registry: str, tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        for fault in (answers(503, "application/json", b"{}"), answers(200, "text/html", b"<html>")):
            bench.tap.faults[registry] = fault
            assert not await bench.service.canaries[registry].prove()
            assert (await bench.states())[registry] == "ok"
        bench.tap.faults[registry] = next(fault for (name, _), fault in IGNORING.items() if name == registry)
        await bench.service.canaries[registry].prove()
        bench.tap.faults[registry] = answers(503, "application/json", b"{}")
        assert not await bench.service.canaries[registry].prove()
        await off(bench, registry, REFUTED)


async def test_a_proof_is_about_nobody(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        wires = bench.tap.wires
        assert {wire.registry for wire in wires} == set(HIT) == {r.name for r in REGISTRIES} - PROVEN_BY_NOBODY
        assert bench.city.person(CANARY) is None
        for wire in wires:  # WOZ and residents are asked by address, documents and decisions by id, reports by e-mail
            if wire.registry == "zaken":
                (number,) = (value for name, value in wire.body.items() if name.startswith("rol__betrokkeneId"))
                assert number in (CANARY, "0" * 8, "0" * 12), "a BSN or RSIN, a KVK number, a branch"
            else:
                elsewhere = wire.registry in ("woz", "bewoning", "documenten", "besluiten", "signalen")
                assert wire.persons == ([] if elsewhere else [CANARY])
        for wire in bench.tap.of("woz"):
            assert CANARY not in f"{wire.path} {wire.query} {wire.headers}"
            [address] = parse_qs(wire.query)["adresseerbaarObjectIdentificatie"]
            assert bench.city.at_object(address) is None and wire.fields == WOZ.control
