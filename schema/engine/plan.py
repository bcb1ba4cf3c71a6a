"""From a validated operation to a plan: where edges enter the answer, and what each asks of its registry.

A *position* is a place where an edge brings in records; its key is the response path with the type names and without
list indices. Every selected leaf below it adds a registry path with the field groups of all fields on the way; objects
pass their prefix on, containers are transparent, `whole` and derived fields add their own paths, and an edge adds its
needs to the position above it. A derived field that picks of records adds the paths by which it picks, and passes its
prefix on; so does an edge that picks, which is a derived field with arguments. An object of which nothing is selected
but `__typename` adds its own path, or the one that was declared to tell its presence: whether it exists must still be
asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    SelectionNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_non_null_type,
)

from auth.groups import FieldGroup
from auth.policy import FACTS
from schema.engine.collect import Collector, subnodes_of
from schema.engine.seams import DeclaredField, declared_of, presence_of, record_of
from sources.core.paths import Names, attributes, identity_of, join

__all__ = ["Plan", "Planner", "Position", "Selected", "Where"]

Where = tuple[tuple[str, str], ...]  # (type, response key) from the root, without list indices
Groups = frozenset[FieldGroup]


@dataclass(eq=False, slots=True)
class Selected:
    """One response key of one object type. `declared` is None for `__typename`."""

    key: str
    parent: str
    nodes: list[FieldNode]
    type: GraphQLOutputType
    declared: DeclaredField | None
    definition: GraphQLField | None = None
    reads: tuple[Names, ...] = ()
    inside: dict[str, list["Selected"]] = field(default_factory=dict)
    position: "Position | None" = None
    edges_below: bool = False

    @property
    def rule(self) -> Any:
        """What was declared of this field."""
        assert self.declared is not None
        return self.declared.declared

    def given(self, variables: Any) -> dict[str, Any]:
        """The coerced GraphQL arguments of this field."""
        assert self.definition is not None
        return get_argument_values(self.definition, self.nodes[0], variables)


@dataclass(eq=False, slots=True)
class Position:
    """A place in the answer where an edge brings in records; the root of the operation is one without an edge."""

    where: Where
    selected: Selected | None
    gathered: set[FieldGroup]  # groups to be decided for the subject this position belongs to
    subject: Names | None = None
    factual: dict[str, tuple[str, Names]] = field(default_factory=dict)  # what the record can tell the policy
    facts: dict[str, Names] = field(default_factory=dict)  # what of that it wants to know here
    deciding: frozenset[str] = frozenset()  # the paths of facts that are wanted for nothing else
    buried: bool = False  # the subject stands inside a container: only the slow twin decides per item
    wants: list[tuple[str, Groups]] = field(default_factory=list)  # registry path, groups that must all be allowed
    authority: list["Position"] = field(default_factory=list)  # of edges that ask whom this subject has authority over
    early: list[Selected] = field(default_factory=list)  # edges below that need no more than the identity
    groups: Groups = frozenset()
    build: Any = None  # the generated builder, made at first use
    known: dict[Groups, frozenset[str]] = field(default_factory=dict)

    def paths(self, refused: Mapping[FieldGroup, Exception]) -> frozenset[str]:
        """The registry paths to ask: those of which at least one use is not refused."""
        gone = frozenset(self.groups & refused.keys())
        found = self.known.get(gone)
        if found is None:
            found = self.known[gone] = frozenset(path for path, gates in self.wants if not gates & gone)
        return found


@dataclass(slots=True)
class Plan:
    """What an operation comes down to, for one set of values of its switches."""

    root: list[Selected]
    root_position: Position
    positions: dict[Where, Position]
    compilable: bool
    serial: bool
    introspects: bool
    edges: list[tuple[Position, Position]]  # every edge with the one above it, from the top down

    def nearest(self, where: Where) -> Position:
        """The position at or above a place in the answer."""
        while where and where not in self.positions:
            where = where[:-1]
        return self.positions[where] if where else self.root_position


class Planner:
    """Plans one operation. `variables` are coerced values; only those of switches are looked at."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ) -> None:
        self.schema, self.operation = schema, operation
        self.collector = Collector(schema, document, variables)
        self.positions: dict[Where, Position] = {}
        self.introspects = False
        self.compilable = operation.operation.value in ("query", "mutation")

    def plan(self) -> Plan:
        """The plan; positions are final afterwards."""
        root = Position((), None, set())
        type_ = self.schema.get_root_type(self.operation.operation)
        assert type_ is not None
        selected = self._select(type_, list(self.operation.selection_set.selections), "", root, frozenset(), ())
        for position in (root, *self.positions.values()):
            position.groups = frozenset(position.gathered)
            self._want_facts(position)
            position.early = list(self._early(position))
        serial = self.operation.operation.value == "mutation"
        return Plan(selected, root, self.positions, self.compilable, serial, self.introspects, _edges(root, selected))

    def _select(
        self,
        type_: GraphQLObjectType,
        nodes: list[SelectionNode],
        prefix: str,
        at: Position,
        gates: Groups,
        where: Where,
    ) -> list[Selected]:
        grouped = self.collector.collect(type_, nodes)
        whose = next((f for f in self._fields(type_) if f.subject), None)
        if whose is not None and whose.subject and at.subject is None:
            self._begin_subject(type_, whose, prefix, at)
        return [s for key, same in grouped.items() if (s := self._one(type_, key, same, prefix, at, gates, where))]

    def _begin_subject(self, type_: GraphQLObjectType, whose: DeclaredField, prefix: str, at: Position) -> None:
        """From here down the records are about somebody else: the groups below are decided for that person."""
        assert whose.subject is not None
        at.subject, at.gathered = attributes(record_of(type_), whose.subject), set()
        at.buried = at.selected is None or get_named_type(at.selected.type) is not type_
        at.wants.append((join(prefix, whose.subject), frozenset()))
        at.factual = {
            name: (join(prefix, path), attributes(record_of(type_), path)) for name, path in whose.facts.items()
        }

    def _want_facts(self, position: Position) -> None:
        """Of the record's facts, those on which a decision about a group here depends; if that one is not refused."""
        selected = {path for path, _ in position.wants}
        for name, (path, names) in position.factual.items():
            for group in position.groups:
                if name in FACTS.get(group, ()):
                    position.facts[name] = names
                    position.wants.append((path, frozenset({group})))
        position.deciding = frozenset(path for path, _ in position.wants) - selected

    def _one(
        self,
        type_: GraphQLObjectType,
        key: str,
        nodes: list[FieldNode],
        prefix: str,
        at: Position,
        gates: Groups,
        where: Where,
    ) -> Selected | None:
        name = nodes[0].name.value
        if name == "__typename":
            return Selected(key, type_.name, nodes, GraphQLNonNull(GraphQLString), None)
        if name.startswith("__"):
            self.introspects, self.compilable = True, False  # left to graphql-core
            return None
        definition = type_.fields[name]
        declared, here = declared_of(definition), (*where, (type_.name, key))
        if declared is None:
            raise TypeError(f"{type_.name}.{name} is not declared.")
        rule = declared.declared
        reads = tuple(attributes(declared.record, need) for need in rule.needs) if declared.record else ()
        selected = Selected(key, type_.name, nodes, definition.type, declared, definition, reads)
        gates = gates | frozenset(rule.groups)
        at.gathered.update(gates)
        named = get_named_type(definition.type)
        inner = at
        if rule.is_edge:
            self.compilable = self.compilable and not is_non_null_type(definition.type)  # it would null its parent
            position = selected.position = self.positions[here] = Position(here, selected, at.gathered)
            selected.edges_below = True
            at.authority += [position] if rule.authority and rule.authority == prefix else []
            if rule.picks:  # its records are here already: what is selected of them is asked with the rest
                prefix = join(prefix, rule.needs[0])
                at.wants += [(join(prefix, path), gates) for path in rule.picks]
            else:
                at.wants += [(join(prefix, need), gates) for need in rule.needs]
                inner, prefix, gates = position, "", frozenset()
        elif not rule.container:
            read = rule.function and not rule.picks
            if is_leaf_type(named) or rule.whole or read:
                at.wants += [(join(prefix, need), gates) for need in rule.needs]
            prefix = prefix if read else join(prefix, rule.needs[0])
            at.wants += [(join(prefix, path), gates) for path in rule.picks]
        if rule.whole or (rule.function and not rule.is_edge and not rule.picks):
            inner = Position(here, None, at.gathered)  # what is below is read, not asked
        self._below(selected, named, subnodes_of(nodes), prefix, inner, gates, here)
        return selected

    def _below(
        self,
        selected: Selected,
        named: GraphQLNamedType,
        nodes: list[SelectionNode],
        prefix: str,
        inner: Position,
        gates: Groups,
        here: Where,
    ) -> None:
        before = len(inner.wants)
        for possible in self._possible(named):
            inside = selected.inside[possible.name] = self._select(possible, nodes, prefix, inner, gates, here)
            selected.edges_below = selected.edges_below or any(s.edges_below for s in inside)
        asks_itself = not (selected.rule.is_edge or selected.rule.container or selected.rule.picks)
        if asks_itself and selected.inside and len(inner.wants) == before and inner.selected is not None:
            # nothing but __typename: whether it is there must still be asked
            inner.wants.append((join(prefix, presence_of(named)) if presence_of(named) else prefix, gates))

    def _early(self, position: Position) -> Iterator[Selected]:
        """The edges right below that can start before their record has come, as nothing below depends on its facts."""
        if position.selected is None or position.subject is None or position.buried:
            return
        type_ = get_named_type(position.selected.type)
        identity = identity_of(record_of(type_))
        for selected in position.selected.inside[type_.name]:
            if (
                selected.position is not None
                and identity.issuperset(selected.rule.needs)
                and not _judged_late(selected)
            ):
                yield selected

    def _possible(self, named: GraphQLNamedType) -> list[GraphQLObjectType]:
        if is_abstract_type(named):
            return list(self.schema.get_possible_types(named))
        return [named] if isinstance(named, GraphQLObjectType) else []

    def _fields(self, type_: GraphQLObjectType) -> Iterator[DeclaredField]:
        return (d for f in type_.fields.values() if (d := declared_of(f)) is not None)


def _judged_late(selected: Selected) -> bool:
    """Whether the record of the same person decides about this field, or about anything below it."""
    if selected.declared is None:
        return False
    if selected.rule.group in FACTS:
        return True
    if selected.position is not None and selected.position.subject is not None:
        return False  # what is below is about somebody else
    return any(_judged_late(each) for inside in selected.inside.values() for each in inside)


def _edges(at: Position, fields: Iterable[Selected]) -> list[tuple[Position, Position]]:
    """Every edge with the one above it, from the top down."""
    found: list[tuple[Position, Position]] = []
    waiting = [(at, selected) for selected in fields]
    while waiting:
        above, selected = waiting.pop()
        if selected.position is not None:
            found.append((selected.position, above))
        here = selected.position or above
        waiting += [(here, below) for inside in selected.inside.values() for below in inside]
    return found
