"""Requested minus selected minus control is nothing, for random operations, every person and every registry.

What was selected is worked out here from the answer and the published SDL, by other rules than the planner's: each
person in the answer says its own number, and each field below it says in `@veld` which paths it comes from.
"""

import asyncio
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Any

from graphql import FieldNode, GraphQLObjectType, OperationDefinitionNode, build_schema, get_named_type, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from settings import ROOT
from sources.brp.fields import fields_of
from sources.zaken.vraag import expand_of
from tests.workbench import Wire, Workbench, bsn_of, workbench

SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
CONTROL = {"burgerservicenummer"}
ANY = ".*"  # of an object of which nothing is selected, something has to be asked, and hardly anything may
PERSONAS = [
    "jan",
    "jan",
    "fatima",
    "fatima",
    "peter",
    "anja",
    "els",
    "ingrid",
    "omar",
    "boris",
    "halima",
    "willemijn",
    "wim",
]
Wanted = dict[tuple[str, str], set[str]]  # registry and person: record paths


def veld(type_: GraphQLObjectType, name: str) -> tuple[list[str], int]:
    """The paths and cost that the SDL tells of a field."""
    node = type_.fields[name].ast_node
    assert node is not None
    for directive in node.directives or ():
        if directive.name.value == "veld":
            said = {argument.name.value: argument.value for argument in directive.arguments}
            return [path.value for path in said["paden"].values], int(said["kosten"].value)
    return [], 0


class Writer:
    """Random operations of a resident; every person says its number."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def operation(self) -> str:
        return "{ mij " + self.selection("Person", 5) + " }"

    def selection(self, name: str, depth: int) -> str:
        type_ = SDL.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        fields = [field for field in type_.fields if field != "aanvraag"]
        deep = [field for field in fields if isinstance(get_named_type(type_.fields[field].type), GraphQLObjectType)]
        chosen = dict.fromkeys(self.random.choices(fields + deep * 3 if depth else fields, k=self.random.randint(1, 4)))
        parts = [self.field(type_, field, depth) for field in chosen]
        own = ["bsn_: burgerservicenummer"] if name == "Person" else []
        return "{ __typename " + " ".join([*own, *(part for part in parts if part)]) + " }"

    def field(self, type_: GraphQLObjectType, field: str, depth: int) -> str:
        named = get_named_type(type_.fields[field].type)
        if not isinstance(named, GraphQLObjectType):
            return field
        if depth == 0:
            return ""
        arguments = f"(eerste: {self.random.randint(1, 5)})" if type_.fields[field].args else ""
        return f"{field}{arguments} {self.selection(named.name, depth - 1)}"


def is_edge(type_: GraphQLObjectType, name: str) -> bool:
    """Whether the records behind a field come from another question."""
    return veld(type_, name)[1] > 0 or (type_.name, name) == ("Aanvraag", "soort")


def below(type_: GraphQLObjectType, node: FieldNode) -> tuple[GraphQLObjectType | None, tuple[FieldNode, ...]]:
    """The object type of a field and what is selected of it."""
    named = get_named_type(type_.fields[node.name.value].type)
    if not isinstance(named, GraphQLObjectType) or node.selection_set is None:
        return None, ()
    return named, tuple(each for each in node.selection_set.selections if isinstance(each, FieldNode))


def paths_of(type_: GraphQLObjectType, nodes: tuple[FieldNode, ...], prefix: str = "") -> set[str]:
    """The record paths of a selection: of leaves, of what edges need, and of objects of which nothing is selected."""
    found: set[str] = set()
    for node in nodes:
        if node.name.value == "__typename":
            continue
        paths = [f"{prefix}.{path}" if prefix else path for path in veld(type_, node.name.value)[0]]
        inner, selected = below(type_, node)
        if inner is None or is_edge(type_, node.name.value):
            found.update(paths)
        else:
            found |= paths_of(inner, selected, paths[0]) or {f"{paths[0]}{ANY}"}
    return found


def wanted_by(text: str, data: dict[str, Any]) -> tuple[Wanted, set[str]]:
    """What was selected, per registry and person in the answer; and which fields were selected at all."""
    wants: Wanted = defaultdict(set)
    fields: set[str] = set()

    def walk(type_: GraphQLObjectType, nodes: tuple[FieldNode, ...], value: Any) -> None:
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if type_.name == "Person":
                wants["brp", item["bsn_"]] |= paths_of(type_, nodes)
            for node in nodes:
                fields.add(node.name.value)
                inner, selected = (None, ()) if node.name.value == "__typename" else below(type_, node)
                if inner is None:
                    continue
                if inner.name == "AanvraagConnectie":
                    page = wants["zaken", item["bsn_"]]
                    for knopen in selected:
                        aanvraag, chosen = (None, ()) if knopen.name.value != "knopen" else below(inner, knopen)
                        page |= paths_of(aanvraag, chosen) if aanvraag else set()
                walk(inner, selected, item[(node.alias or node.name).value])

    [definition] = parse(text).definitions
    assert isinstance(definition, OperationDefinitionNode)
    query = SDL.query_type
    assert query is not None
    walk(query, tuple(n for n in definition.selection_set.selections if isinstance(n, FieldNode)), data)
    return wants, fields


def check(wires: list[Wire], wants: Wanted, fields: set[str], me: str) -> None:
    for wire in wires:
        if wire.registry == "brp":
            for bsn in wire.persons:
                paths, objects = _parted(wants["brp", bsn])
                surplus = wire.fields - fields_of(paths) - CONTROL
                for each in objects:
                    telling = surplus & fields_of(frozenset({each}))
                    assert len(telling) <= 1, f"asked only to know of {each}: {sorted(telling)}"
                    surplus -= telling
                assert not surplus, f"asked of a person and not selected: {sorted(surplus)}"
        elif wire.path == "/zaken/_zoek":
            [bsn] = wire.persons
            assert ("zaken", bsn) in wants, "zaken of somebody whose aanvragen were not selected"
            paths, objects = _parted(wants["zaken", bsn])
            beyond = set(wire.body.get("expand", [])) - expand_of(paths | {f"{each}.url" for each in objects})
            assert not beyond, f"expanded and not selected: {sorted(beyond)}"
        elif wire.path == "/statussen":
            assert "statushistorie" in fields
        elif wire.registry == "documenten":
            assert "documenten" in fields
    asked = {bsn: wire.fields for wire in wires if wire.registry == "brp" for bsn in wire.persons}
    mine, (paths, objects) = asked.get(me, frozenset()) | CONTROL, _parted(wants["brp", me])
    assert fields_of(paths) <= mine, "selected and not asked"
    assert all(mine & fields_of(frozenset({each})) - CONTROL for each in objects), "an object of which nothing is asked"
    assert len(set(_keys(wires))) == len(_keys(wires)), "asked twice"


def _parted(wants: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Paths whose value is shown, and objects of which only is shown that they are there."""
    objects = frozenset(path.removesuffix(ANY) for path in wants if path.endswith(ANY))
    return frozenset(path for path in wants if not path.endswith(ANY)), objects


def _keys(wires: list[Wire]) -> list[tuple[Any, ...]]:
    return [
        (wire.registry, wire.path, wire.query, bsn, str(wire.body)) for wire in wires for bsn in wire.persons or [""]
    ]


def test_nothing_is_asked_that_was_not_selected(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        bench: Workbench = runner.run(stack.enter_async_context(workbench(tmp_path)))

        @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.integers(0, 2**40), st.sampled_from(PERSONAS))
        def holds(seed: int, persona: str) -> None:
            text = Writer(seed).operation()
            answer = runner.run(bench.ask(persona, text))
            assert answer.status == 200 and answer.data["mij"], answer.text
            wants, fields = wanted_by(text, answer.data)
            check(answer.wires, wants, fields, bsn_of(persona))
            met.update(f"{wire.registry}" for wire in answer.wires)
            met.update(["family"] if any(len(wire.persons) > 1 for wire in answer.wires) else [])
            met.update(["refused"] if "GEEN_TOEGANG" in answer.codes.values() else [])

        try:
            holds()
        finally:
            runner.run(stack.aclose())
    assert all(met[name] > 5 for name in ("brp", "zaken", "documenten", "family", "refused")), met


def test_the_measure_sees_a_surplus() -> None:
    """Against itself: a wire with one field too many, and one about somebody who was not selected."""
    me, other = bsn_of("jan"), bsn_of("fatima")
    wants: Wanted = defaultdict(set, {("brp", me): {"naam.voornamen"}})
    fine = Wire("brp", "POST", "/personen", "", {}, {"burgerservicenummer": [me], "fields": ["naam.voornamen"]})
    check([fine], wants, set(), me)
    for bsn, fields in ((me, ["naam.voornamen", "leeftijd"]), (other, ["naam.voornamen"])):
        body = {"burgerservicenummer": [bsn], "fields": fields}
        try:
            check([fine, Wire("brp", "POST", "/personen", "", {}, body)], wants, set(), me)
        except AssertionError:
            continue
        raise AssertionError("a surplus was not seen")
