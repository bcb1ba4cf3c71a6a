"""What an operation may cost, in upstream calls: an edge costs what it declares, for each item above it."""

from typing import Any

from schema.engine.plan import Plan, Position, Selected

__all__ = ["cost_of"]


def cost_of(plan: Plan, variables: Any) -> int:
    """The highest number of calls that the lists' declared or asked sizes allow; batching makes it fewer."""
    times: dict[Position, int] = {plan.root_position: 1}
    total = 0
    for position, above in plan.edges:
        assert position.selected is not None
        total += times[above] * position.selected.rule.cost
        times[position] = times[above] * _size(position.selected, variables)
    return total


def _size(selected: Selected, variables: Any) -> int:
    size: int = selected.rule.size
    if not selected.rule.sized_by:
        return size
    given = selected.given(variables).get(selected.rule.sized_by)
    if isinstance(given, list):
        return len(given)
    return given if isinstance(given, int) and given > 0 else size
