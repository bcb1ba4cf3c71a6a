"""One view: a resident and an agent see the same person, but for what the policy says."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path

import pytest
from graphql import FieldNode, FragmentDefinitionNode, OperationDefinitionNode, parse, print_ast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.development import resident
from auth.roles import Level, Purpose, Role
from settings import ROOT
from sources import REGISTRIES
from sources.city import Address
from sources.city.personas import PERSONAS
from tests.e2e.dossiers import opened, secret_child
from tests.e2e.test_exact import Writer
from tests.e2e.views import GROUPS, Comparison, Viewer, confidential, root_of, whole
from tests.operations import operations
from tests.workbench import Workbench, bsn_of, workbench

OTHERS = {"partners", "kinderen", "ouders"}
OWN = whole("Person", *OTHERS, "aanvraag", "themas")[2:-2]
THEIRS = whole("Person", *OTHERS, "aanvraag", "themas", within=frozenset({"Aanvraag"}))[2:-2]  # of requests, the leaves
RELATION = whole("Relatie", "persoon")[2:-2]
# Everything, in documents that are not too large to be asked.
ALL = (
    OWN,
    f"partners {{ {RELATION} persoon {{ {THEIRS} }} }}",
    f"ouders {{ {RELATION} persoon {{ {THEIRS} }} }}",
    f"kinderen {{ {RELATION} persoon {{ {THEIRS} partners {{ soort }} }} }}",
)
# What not everybody has.
SELDOM = {
    *("overlijden", "inOnderzoek", "immigratie", "verblijfstitel", "europeesKiesrecht", "uitsluitingKiesrecht"),
    "contactgegevens",
}
LIVING = [persona.name for persona in PERSONAS if persona.deceased is None and not persona.shielded]
LEVELS, PURPOSES = (Level.MIDDEN, Level.SUBSTANTIEEL), (Purpose.OVERIG, Purpose.BURGERZAKEN)
AT = "klantcontact.persoon"


def patient(tmp_path: Path) -> AbstractAsyncContextManager[Workbench]:
    """A service that waits long: what a busy machine answers too late would be a difference that is none."""
    slowly = {registry.name: {"timeout": 60} for registry in REGISTRIES}
    return workbench(tmp_path, deadline=60, registries=slowly, tokens=10_000, fields=10_000, cost=10_000)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with patient(tmp_path) as bench:
        yield bench


async def compared(
    bench: Workbench, bsn: str, fields: str, level: Level, doel: Purpose, fragments: str = ""
) -> Comparison:
    """The answers to both, held against the policy."""
    mine = await bench.ask(resident("iemand", bsn, "", "", level), f"{{ mij {{ {fields} }} }} {fragments}")
    theirs = await opened(bench, bsn, fields, doel, fragments=fragments)
    viewers = Viewer(Role.INWONER, level), Viewer(Role.MEDEWERKER, purpose=doel)
    found = Comparison(bench.city, bsn, viewers)
    assert list(found.unexplained(mine.data["mij"], root_of(theirs, AT), bsn)) == []
    return found


@pytest.mark.parametrize("doel", PURPOSES)
@pytest.mark.parametrize("level", LEVELS)
async def test_agent_and_resident_see_the_same_person_but_for_what_the_policy_says(
    level: Level, doel: Purpose, bench: Workbench
) -> None:
    """Design, one view: equal where both may see it, and different nowhere else than the table says."""
    met: Counter[str] = Counter()
    _, parent = secret_child(bench.city)
    ordinary = [bench.city.bsn(index) for index in range(60, 800, 95)]
    turn = LEVELS.index(level) ^ PURPOSES.index(doel)  # everybody at two of the four
    for bsn in [*[*map(bsn_of, LIVING), *ordinary][turn::2], parent.bsn]:
        for fields in ALL:
            met += (await compared(bench, bsn, fields, level, doel)).met
    expected = {
        (Level.MIDDEN, Purpose.OVERIG): set(),
        (Level.MIDDEN, Purpose.BURGERZAKEN): {"by the group", "by a rule", "origin"},
        (Level.SUBSTANTIEEL, Purpose.OVERIG): {"by the group", "by a rule", "origin", "confidential"},
        (Level.SUBSTANTIEEL, Purpose.BURGERZAKEN): {"confidential"},
    }[level, doel]
    assert expected <= {why for why, times in met.items() if times}, "the comparison must have met what differs"
    assert bool(met["confidential"]) == (level is Level.SUBSTANTIEEL)
    assert level is not Level.MIDDEN or doel is not Purpose.OVERIG or not met, "they may see the same"


def selections() -> dict[str, tuple[str, str]]:
    """What the portal's documents and the dossier's select of the resident, by document, and their fragments."""
    found = {}
    dossier = (ROOT / "graphql" / "operations" / "dossier" / "MijnDossier.graphql").read_text()
    for name, text in {**operations("web"), "MijnDossier": dossier}.items():
        parsed = parse(text).definitions
        fragments = " ".join(print_ast(each) for each in parsed if isinstance(each, FragmentDefinitionNode))
        [operation] = [each for each in parsed if isinstance(each, OperationDefinitionNode)]
        for node in operation.selection_set.selections:
            if isinstance(node, FieldNode) and node.name.value == "mij" and node.selection_set is not None:
                fields = " ".join(print_ast(each) for each in node.selection_set.selections)
                found[name] = fields, fragments
    return found


def filled(text: str, id: str) -> str:
    """With values in the place of variables."""
    values = {
        "$naam": '"burgerzaken"',
        "$tekst": '"aanvraag"',
        "$eerste": "20",
        "$na": "null",
        "$filter": "null",
        "$soorten": "null",
        "$documenten": "20",
        "$bij": '["facturen"]',
    }
    for name, value in {**values, "$id": json.dumps(id)}.items():
        text = text.replace(name, value)
    assert "$" not in text, "give the new variable a value here"
    return text


@pytest.mark.parametrize("document", selections())
async def test_what_the_portal_asks_an_agent_sees_as_the_resident_does(document: str, bench: Workbench) -> None:
    fields, fragments = selections()[document]
    for persona in LIVING[sorted(selections()).index(document) % 3 :: 3]:  # everybody with a third of the documents
        keys = await bench.ask(persona, "{ mij { aanvragen(eerste: 1) { knopen { id } } } }")
        id = next((each["id"] for each in keys.data["mij"]["aanvragen"]["knopen"]), "geen")
        for level, doel in ((Level.MIDDEN, Purpose.BURGERZAKEN), (Level.SUBSTANTIEEL, Purpose.AANVRAGEN)):
            await compared(bench, bsn_of(persona), filled(fields, id), level, doel, fragments)


def test_whatever_is_asked_they_differ_only_where_the_policy_says(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        bench: Workbench = runner.run(stack.enter_async_context(patient(tmp_path)))

        @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.integers(0, 2**40), st.sampled_from(LIVING), st.sampled_from(LEVELS), st.sampled_from(PURPOSES))
        def holds(seed: int, persona: str, level: Level, doel: Purpose) -> None:
            fields = Writer(seed).selection("Person", 4)[1:-1]
            met.update(runner.run(compared(bench, bsn_of(persona), fields, level, doel)).met)

        try:
            holds()
        finally:
            runner.run(stack.aclose())
    assert met["by the group"] and sum(met.values()) > 10, met


async def test_with_the_right_purpose_and_nothing_confidential_they_see_the_same_bytes(bench: Workbench) -> None:
    """At the level and for the purpose that open all the rest."""
    plain = [bsn_of(name) for name in LIVING if not confidential(bench.city, bsn_of(name))]
    plain += [bsn for index in range(60, 800, 15) if not confidential(bench.city, bsn := bench.city.bsn(index))][:20]
    alike = 0
    for bsn in plain:
        person = bench.city.person(bsn)
        assert person is not None
        if person.deceased or any(confidential(bench.city, child) for child in person.children):
            continue
        lives = isinstance(person.place, Address) and not person.place.postal and person.left is None
        seldom = SELDOM if lives else SELDOM | {"aantalMedebewoners"}
        for fields in ALL:
            mine = await bench.ask(resident("iemand", bsn, "", "", Level.SUBSTANTIEEL), f"{{ mij {{ {fields} }} }}")
            theirs = await opened(bench, bsn, fields, Purpose.BURGERZAKEN)
            me, him = mine.data["mij"], root_of(theirs, AT)
            assert json.dumps(me) == json.dumps(him)
            codes = {path.removeprefix(f"{AT}."): code for path, code in theirs.codes.items()}
            assert {path.removeprefix("mij."): code for path, code in mine.codes.items()} == codes
            assert all(me[name] is not None for name in GROUPS.keys() & me.keys() - seldom)
        alike += 1
    assert alike > 5


async def test_the_comparison_sees_what_the_policy_does_not_say(bench: Workbench) -> None:
    """Against itself: a value, a row, a person or a refusal of one answer is changed."""
    viewers = Viewer(Role.INWONER, Level.SUBSTANTIEEL), Viewer(Role.MEDEWERKER, purpose=Purpose.BURGERZAKEN)
    fields = "leeftijd adres { regels } facturen(eerste: 3) { knopen { id } } meldingen { soort regel } " \
        "kinderen { persoon { leeftijd adres { regels } } } reisdocumenten { nummer } herkomst { blok }"  # fmt: skip
    answer = await bench.ask(resident("i", bsn_of("jan"), "", "", Level.SUBSTANTIEEL), f"{{ mij {{ {fields} }} }}")

    def told(**changes: object) -> list[str]:
        me = answer.data["mij"]
        return list(Comparison(bench.city, bsn_of("jan"), viewers).unexplained(me, {**me, **changes}, bsn_of("jan")))

    me = answer.data["mij"]
    children = [{"persoon": {**me["kinderen"][0]["persoon"], "adres": None}}, *me["kinderen"][1:]]
    assert told() == []
    assert told(leeftijd=99) and told(adres=None) and told(reisdocumenten=None) and told(kinderen=children)
    assert told(facturen={"knopen": me["facturen"]["knopen"][1:]}) and told(herkomst=me["herkomst"][1:])
    assert told(meldingen=[each for each in me["meldingen"] if each["regel"] != "paspoort-verloopt"])
    assert told(kinderen=[{"persoon": None}, *me["kinderen"][1:]])
