"""One view: a resident and an agent see the same person, but for what the policy says."""

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type

from auth.development import resident
from auth.groups import FieldGroup
from auth.policy import Action, Context, Decision, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role
from resolvers.melding import REGELS
from schema.engine.executor import Executor
from schema.engine.seams import declared_of
from schema.query import schema
from settings import ROOT
from sources.city import City
from tests.e2e.dossiers import minor, secret_child, started
from tests.workbench import Workbench, bsn_of, workbench

SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
# Why somebody may see it differs by design, and when it was asked by nature.
UNLIKE = {"waarom", "peilmoment"}


def whole(name: str, *without: str) -> str:
    """Every field of a type, with all that is below it; lists are three long."""
    type_ = SDL.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    parts = []
    for field in type_.fields.keys() - UNLIKE - {*without}:
        inner = get_named_type(type_.fields[field].type)
        given = "(eerste: 3)" if "eerste" in type_.fields[field].args else ""
        parts.append(f"{field}{given} {whole(inner.name) if isinstance(inner, GraphQLObjectType) else ''}")
    return f"{{ {' '.join(sorted(parts))} }}"


OTHERS = {"partners", "kinderen", "ouders"}
OWN = whole("Person", *OTHERS, "aanvraag")[2:-2]
RELATION = whole("Relatie", "persoon")[2:-2]
ALL = f"""{OWN} partners {{ {RELATION} persoon {{ {OWN} }} }} ouders {{ {RELATION} persoon {{ {OWN} }} }}
  kinderen {{ {RELATION} persoon {{ {OWN} partners {{ soort }} }} }}"""
GROUPS = {
    "burgerservicenummer": FieldGroup.BSN, "naam": FieldGroup.IDENTITEIT, "geslacht": FieldGroup.IDENTITEIT,
    "geboorte": FieldGroup.IDENTITEIT, "leeftijd": FieldGroup.IDENTITEIT, "overlijden": FieldGroup.IDENTITEIT,
    "geheimhouding": FieldGroup.IDENTITEIT, "adres": FieldGroup.ADRES, "partners": FieldGroup.RELATIES,
    "kinderen": FieldGroup.RELATIES, "ouders": FieldGroup.RELATIES, "aanvragen": FieldGroup.ZAKEN,
    "aanvraag": FieldGroup.ZAKEN, "wozObjecten": FieldGroup.FINANCIEEL, "facturen": FieldGroup.FINANCIEEL,
    "belastingaanslagen": FieldGroup.FINANCIEEL, "meldingen": FieldGroup.BERICHTEN,
    "reisdocumenten": FieldGroup.GEVOELIG, "herkomst": FieldGroup.SESSIE,
}  # fmt: skip
BRONNEN = {regel.naam: GROUPS[regel.bron] for regel in REGELS.regel}  # what a rule looks at is a field of a person


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


class Viewer(NamedTuple):
    """A resident at a level, or an employee with a purpose."""

    role: Role
    level: Level = Level.GEEN
    purpose: Purpose | None = None

    def decision(self, group: FieldGroup, relation: Relation, facts: Mapping[str, object] | None = None) -> Decision:
        """What the policy says to this viewer about these fields of such a person."""
        resource, context = Resource(group, relation), Context(self.purpose, facts)
        return decide(Question(Subject(self.role, self.level), Action.LEZEN, resource, context))

    def blocks(self, relation: Relation) -> set[str]:
        """Of which blocks the origin is told, before anything is asked."""
        return {name for name, group in GROUPS.items() if self.decision(group, relation).decision} - {"herkomst"}


def differing(city: City, person: Any, relation: Relation, at: str, viewers: tuple[Viewer, Viewer]) -> set[str]:
    """The places where the policy gives one viewer what it does not give the other."""
    known = city.person(person["burgerservicenummer"]) if person.get("burgerservicenummer") else None
    facts = {"geheimhouding": known is not None and known.secrecy}
    one, other = viewers
    places = {
        name
        for name in person
        if one.decision(GROUPS[name], relation, facts).decision
        != other.decision(GROUPS[name], relation, facts).decision
    }
    if one.blocks(relation) != other.blocks(relation):
        places.add("herkomst")
    return {f"{at}.{name}" for name in places}


def common(person: Any, viewers: tuple[Viewer, Viewer]) -> Any:
    """What the first viewer sees of a person, with only those meldingen that follow for both.

    Where nothing but a higher level is missing, one neutral entry must say so, and nowhere else; and no melding may
    follow from what this viewer may not see.
    """
    decisions = [viewers[0].decision(group, Relation.ZELF) for group in BRONNEN.values()]
    kinds = [each["soort"] for each in person["meldingen"]]
    more = any(decision.level is not None for decision in decisions)
    assert kinds[:1].count("HOGER_NIVEAU") == kinds.count("HOGER_NIVEAU") == more
    rules = {each["regel"] for each in person["meldingen"] if each["regel"] in BRONNEN}
    assert rules <= {name for name, decision in zip(BRONNEN, decisions, strict=True) if decision.decision}
    both = {name for name, group in BRONNEN.items() if all(v.decision(group, Relation.ZELF).decision for v in viewers)}
    shared = [each for each in person["meldingen"][more:] if each["regel"] is None or each["regel"] in both]
    return person | {"meldingen": shared}


def differences(one: Any, other: Any, at: str) -> set[str]:
    """The places, as high as possible, where two answers are not the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return set().union(*(differences(one[name], other[name], f"{at}.{name}") for name in one))
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return set().union(
            *(differences(a, b, f"{at}.{place}") for place, (a, b) in enumerate(zip(one, other, strict=True)))
        )
    return set() if one == other else {at}


def test_the_group_of_each_field_of_a_person_is_known() -> None:
    for name, field in Executor(schema).schema.type_map["Person"].fields.items():  # type: ignore[attr-defined]
        declared = declared_of(field)
        assert declared is not None and GROUPS[name] is declared.declared.group


@pytest.mark.parametrize("doel", [Purpose.OVERIG, Purpose.BURGERZAKEN])
@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL])
async def test_agent_and_resident_see_the_same_person_but_for_what_the_policy_says(
    level: Level, doel: Purpose, bench: Workbench
) -> None:
    """Design, one view: equal where both may see it, and different nowhere else than the table says."""
    resident_, agent = viewers = Viewer(Role.INWONER, level), Viewer(Role.MEDEWERKER, purpose=doel)
    _, parent = secret_child(bench.city)
    ordinary = [bench.city.bsn(index) for index in range(40, 800, 95)]
    subjects = [
        *map(bsn_of, ("jan", "fatima", "riet", "wim", "els", "peter", "anja", "tim", "lotte", "yusuf", "mariam"))
    ]
    subjects += [*map(bsn_of, ("halima", "abayomi", "ingrid", "omar", "boris", "willemijn", "robin", "clyde"))]
    differed = rules = 0
    for bsn in [*subjects, *ordinary, parent.bsn]:
        mine = await bench.ask(resident("iemand", bsn, "", "", level), f"{{ mij {{ {ALL} }} }}")
        theirs = await started(bench, "agnes", bsn, ALL, doel)
        me, him = mine.data["mij"], theirs.data["startKlantcontact"]["persoon"]
        assert me["burgerservicenummer"] == him["burgerservicenummer"] == bsn
        expected = differing(bench.city, him, Relation.ZELF, "persoon", viewers)
        for place, child in enumerate(him["kinderen"]):
            if child["persoon"] is not None:
                number = child["burgerservicenummer"]
                relation = Relation.MINDERJARIG_KIND if minor(bench.city, number) else Relation.ANDER
                at = f"persoon.kinderen.{place}.persoon"
                expected |= differing(bench.city, child["persoon"], relation, at, viewers)
        alike, known = common(me, (resident_, agent)), common(him, (agent, resident_))
        assert differences(alike, known, "persoon") == expected
        differed += bool(expected)
        rules += any(each["regel"] for each in alike["meldingen"])
    assert differed and rules, "the comparison must have met a difference, and rules that hold for both"


@pytest.mark.parametrize("persona", ["wim", "els", "lotte", "riet", "peter", "robin", "ingrid", "clyde"])
async def test_at_the_highest_level_and_with_the_right_purpose_they_see_the_same_bytes(
    persona: str, bench: Workbench
) -> None:
    """Of who has no minor child with a secret address, which would be told to one of them only."""
    bsn = bsn_of(persona)
    mine = await bench.ask(resident("iemand", bsn, "", "", Level.SUBSTANTIEEL), f"{{ mij {{ {ALL} }} }}")
    theirs = await started(bench, "agnes", bsn, ALL, Purpose.BURGERZAKEN)
    me, him = mine.data["mij"], theirs.data["startKlantcontact"]["persoon"]
    assert json.dumps(me) == json.dumps(him)
    codes = {path.removeprefix("startKlantcontact.persoon."): code for path, code in theirs.codes.items()}
    assert {path.removeprefix("mij."): code for path, code in mine.codes.items()} == codes
    assert all(me[name] is not None for name in GROUPS.keys() & me.keys() - {"overlijden"})
