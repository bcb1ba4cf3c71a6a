"""`docs/fields.md`: every field of the graph with where it comes from, who decides about it, and what it costs."""

from collections import defaultdict
from collections.abc import Iterator

import strawberry
from graphql import GraphQLField, GraphQLObjectType, get_named_type

from schema.engine.seams import DeclaredField, core_schema, declared_of, held_by, source_of

__all__ = ["table"]

_HEAD = """# Fields

Every field of the graph, from its declaration: the registry that its value comes from, the path there, the
[field group](policy.md) that decides who may read it, and its cost in calls to a registry. This page is made by
`make docs`, and a test keeps it equal to the code.

A path with an arrow is what an edge takes from the record above it, to ask the registry by. `own` is what the service
itself knows.

| type | field | registry | path | group | cost |
|---|---|---|---|---|---|
"""


def table(schema: strawberry.Schema) -> str:
    """The page; types by name, fields in the order of the SDL."""
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows(schema))


def _rows(schema: strawberry.Schema) -> Iterator[tuple[str, ...]]:
    types = [
        type_
        for type_ in sorted(core_schema(schema).type_map.values(), key=lambda each: each.name)
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
    ]
    leading = _leading(types)
    for type_ in types:
        for name, field in type_.fields.items():
            declared = _declared(field)
            rule, source = declared.declared, source_of(declared)
            paths = ", ".join(f"`{path}`" for path in rule.paths)
            yield (
                f"`{type_.name}`",
                f"`{name}`",
                source or ", ".join(sorted(leading[type_.name] or held_by(declared))) or "own",
                (f"→ {paths}" if rule.is_edge and paths else paths) or "-",
                ", ".join(rule.groups) or "-",
                str(rule.cost),
            )


def _leading(types: list[GraphQLObjectType]) -> dict[str, set[str]]:
    """Per type the registries of the fields that lead to it, for records that several share, or that we make."""
    found: dict[str, set[str]] = defaultdict(set)
    rest: list[tuple[str, str]] = []
    for type_ in types:
        for field in type_.fields.values():
            declared, to = _declared(field), get_named_type(field.type).name
            source = declared.declared.source or (None if declared.declared.is_edge else source_of(declared))
            if source:
                found[to].update(source.split(", "))
            elif not declared.declared.is_edge:
                rest.append((type_.name, to))
    for _ in types:  # what leads to a page leads to what is on it
        for above, below in rest:
            found[below] |= found[above]
    return found


def _declared(field: GraphQLField) -> DeclaredField:
    declared = declared_of(field)
    if declared is None:
        raise TypeError("a field that is not declared has no source")
    return declared
