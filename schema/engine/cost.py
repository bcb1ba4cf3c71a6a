"""What an operation may cost, in upstream calls: an edge costs what it declares, for each item above it."""

from typing import Any

from graphql import GraphQLSchema, get_argument_values

from schema.engine.plan import Plan, Position, Selected

__all__ = ["cost_of"]


def cost_of(plan: Plan, schema: GraphQLSchema, variables: Any) -> int:
    """The highest number of calls that the lists' declared or asked sizes allow; batching makes it fewer."""
    times: dict[Position, int] = {plan.root_position: 1}
    total = 0
    for position, above in plan.edges:
        assert position.selected is not None
        total += times[above] * position.selected.rule.cost
        times[position] = times[above] * _size(position.selected, schema, variables)
    return total


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
