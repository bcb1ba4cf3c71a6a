"""What an operation may cost, in upstream calls: an edge costs what it declares, for each item above it."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLSchema, get_argument_values

from schema.engine.plan import Plan, Selected

__all__ = ["cost_of"]


def cost_of(plan: Plan, schema: GraphQLSchema, variables: Any) -> int:
    """The highest number of calls that the lists' declared or asked sizes allow; batching makes it fewer."""
    total = 0
    waiting: list[tuple[Selected, int]] = [(s, 1) for s in plan.root]
    while waiting:
        selected, times = waiting.pop()
        if selected.declared is None:
            continue
        if selected.rule.is_edge:
            total += times * selected.rule.cost
            times *= _size(selected, schema, variables)
        waiting += [(below, times) for below in _below(selected)]
    return total


def _below(selected: Selected) -> Iterator[Selected]:
    for fields in selected.inside.values():
        yield from fields


def _size(selected: Selected, schema: GraphQLSchema, variables: Any) -> int:
    rule = selected.rule
    if not rule.sized_by:
        size: int = rule.size
        return size
    field = schema.type_map[selected.parent].fields[selected.nodes[0].name.value]  # type: ignore[attr-defined]
    given = get_argument_values(field, selected.nodes[0], variables).get(rule.sized_by)
    if isinstance(given, list):
        return len(given)
    return given if isinstance(given, int) and given > 0 else rule.size
