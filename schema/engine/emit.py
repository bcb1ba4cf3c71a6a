"""Generated builders: record to answer in one Python expression.

On anything unexpected they raise, and `complete` does it over.

A builder has the form `build(value, at, slots, whose) -> answer`; it leaves `None` where an edge will fill
in, and a slot.
Where the records are data subjects it builds one of them, since each has its own `whose`.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any, get_type_hints

from graphql import (
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from schema.engine.plan import Position, Selected
from schema.engine.seams import record_of
from sources.core.paths import Names, annotation_at, optional_of, read

__all__ = ["Builder", "Unexpected", "builder"]

Builder = Callable[[Any, tuple[str | int, ...], list[Any], Any], Any]

# GraphQL type and annotation of which decoding has proven that the value may be written as it stands.
_PROVEN = {("String", str), ("ID", str), ("Boolean", bool)}
_INT = (-(2**31), 2**31 - 1)


class Unexpected(Exception):
    """The fast builder met a value it was not made for."""


def _unexpected() -> Any:
    raise Unexpected


def _sound(coerce: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Coercion of what may be an error in the place of a value: graphql-core would write its text as a String."""

    def coerced(value: Any) -> Any:
        if isinstance(value, Exception):
            raise Unexpected
        return coerce(value)

    return coerced


def _promised(function: Callable[..., Any]) -> Any:
    """What a derived function says that it gives; the type checker has proven it. A class gives its own."""
    return function if isinstance(function, type) else get_type_hints(function).get("return")


def builder(schema: GraphQLSchema, position: Position) -> Builder:
    """The builder of everything from a position to the next edges."""
    return _Emitter(schema).builder(position)


class _Emitter:
    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema, self.count = schema, 0
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"unexpected": _unexpected, "read": read, "isinstance": isinstance}

    def builder(self, position: Position) -> Builder:
        assert position.selected is not None
        type_ = position.selected.type
        each: Any = get_named_type(type_) if position.subject else type_
        body = self.value(position.selected, each, "value", "at")
        self.lines += ["def build(value, at, slots, whose):", f"    return {body}"]
        label = "<" + ".".join(key for _, key in position.where) + ">"
        exec(compile("\n".join(self.lines), label, "exec"), self.names)  # noqa: S102 - our own text; names are reprs
        built: Builder = self.names["build"]
        return built

    def name(self, value: Any = None, stem: str = "v") -> str:
        self.count += 1
        if value is not None:
            self.names[f"{stem}{self.count}"] = value
        return f"{stem}{self.count}"

    def value(
        self, s: Selected, type_: GraphQLOutputType, source: str, at: str, empty: str = "None", annotation: Any = None
    ) -> str:
        """The expression for one value; `empty` is what stands there when the record has nothing."""
        if is_non_null_type(type_):
            return self.value(s, type_.of_type, source, at, "unexpected()", annotation)
        if is_leaf_type(type_):
            return self.leaf(type_, source, empty, annotation)
        here = self.name()
        if is_list_type(type_):
            item, index = self.name(), self.name(stem="i")
            loop = f"for {index}, {item} in enumerate({here})" if s.edges_below else f"for {item} in {here}"
            full = f"[{self.value(s, type_.of_type, item, f'(*{at}, {index})')} {loop}]"
            full = f"({full} if {here}.__class__ is {self.name(list, 'list')} else unexpected())"
        else:
            full = self.object(s, type_, here, at)
        return f"({empty} if ({here} := {source}) is None else {full})"

    def leaf(self, type_: Any, source: str, empty: str, annotation: Any) -> str:
        """Decoding has checked the type of a proven leaf already; any other is serialised by its GraphQL type."""
        base, optional = optional_of(annotation)
        here = self.name()
        if (type_.name, base) in _PROVEN:
            full = here
        elif (type_.name, base) == ("Int", int):
            full = f"({here} if {_INT[0]} <= {here} <= {_INT[1]} else unexpected())"
        elif (type_.name, base) in (("Date", date), ("DateTime", datetime)):
            full = f"{here}.isoformat()"
        elif isinstance(base, type) and issubclass(base, Enum):
            full = f"{self.name({member: type_.coerce_output_value(member) for member in base}, 'enum')}[{here}]"
        else:
            full = f"{self.name(_sound(type_.coerce_output_value), 'to')}({here})"
        if full == here and (empty == "None" or not optional):
            return source
        return f"({empty} if ({here} := {source}) is None else {full})"

    def object(self, s: Selected, type_: Any, source: str, at: str) -> str:
        possible = list(self.schema.get_possible_types(type_)) if is_abstract_type(type_) else [type_]
        choice = "unexpected()"
        for each in reversed(possible):
            record = record_of(each)
            made = self.fields(s.inside[each.name], source, at)
            if record is None:
                return made
            choice = f"({made} if isinstance({source}, {self.name(record, 'record')}) else {choice})"
        return choice

    def fields(self, fields: list[Selected], source: str, at: str) -> str:
        if not any(f.position for f in fields):
            return self.display(fields, source, at)
        name = self.name(stem="object")
        lines = [f"def {name}(r, at, slots, whose):", f"    d = {self.display(fields, 'r', 'at')}"]
        for f in fields:
            if f.position:
                lines.append(f"    slots.append(({self.name(f.position, 'p')}, r, d, (*at, {f.key!r}), whose))")
        self.lines += [*lines, "    return d"]
        return f"{name}({source}, {at}, slots, whose)"

    def display(self, fields: list[Selected], source: str, at: str) -> str:
        return "{" + ", ".join(f"{f.key!r}: {self.field(f, source, at)}" for f in fields) + "}"

    def field(self, s: Selected, source: str, at: str) -> str:
        if s.declared is None:
            return repr(s.parent)
        if s.position is not None:
            return "None"
        rule, record = s.rule, s.declared.record
        at = f"(*{at}, {s.key!r})" if s.edges_below else at
        if rule.function:
            values = ", ".join(
                self.read(record, need, names, source) for need, names in zip(rule.needs, s.reads, strict=True)
            )
            call = f"{self.name(rule.function, 'f')}({values})"
            return self.value(s, s.type, call, at, annotation=_promised(rule.function))
        annotation = annotation_at(record, rule.needs[0])
        return self.value(s, s.type, self.read(record, rule.needs[0], s.reads[0], source), at, annotation=annotation)

    def read(self, record: Any, path: str, names: Names, source: str) -> str:
        if len(names) == 1:
            return f"{source}.{names[0]}"
        if annotation_at(record, path) is Any:
            return f"read({source}, {names!r})"
        for number, step in enumerate(names):
            here = self.name()
            source = f"(None if ({here} := {source}) is None else {here}.{step})" if number else f"{source}.{step}"
        return source
