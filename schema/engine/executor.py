"""A schema that answers operations: it plans each once, runs it compiled, and interprets what can't be compiled."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    get_variable_values,
)

from schema.engine.collect import switches
from schema.engine.cost import cost_of
from schema.engine.interpret import Interpretation
from schema.engine.plan import Plan, Planner
from schema.engine.run import Run
from schema.engine.seams import core_schema

__all__ = ["Executor", "PlannedOperation", "TooExpensive"]

_PLANS = 16  # per operation: one for each combination of switches that is in use


class TooExpensive(Exception):
    """The operation may lead to more upstream calls than one operation may make."""

    def __init__(self, cost: int, most: int) -> None:
        super().__init__(f"cost {cost} is over {most}")
        self.cost, self.most = cost, most


class PlannedOperation:
    """One operation of one validated document, with its plans; kept by whoever prepared it."""

    def __init__(self, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self.document, self.operation = document, operation
        self.switches = switches(document)
        self.plans: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()

    def plan(self, schema: GraphQLSchema, variables: dict[str, Any]) -> Plan:
        """The plan for these values of the switches; the least used is forgotten."""
        key = tuple(variables.get(name) for name in self.switches)
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans[key] = Planner(schema, self.document, self.operation, variables).plan()
            if len(self.plans) > _PLANS:
                self.plans.popitem(last=False)
        else:
            self.plans.move_to_end(key)
        return plan


class Executor:
    """Executes planned operations of one schema. `most` is the highest cost of one operation, in upstream calls."""

    def __init__(self, schema: strawberry.Schema, *, most: int = 1000) -> None:
        self.strawberry, self.schema, self.most = schema, core_schema(schema), most

    async def execute(
        self,
        planned: PlannedOperation,
        given: dict[str, Any],
        context: Any,
        *,
        interpret: bool = False,
        cost_seen: Callable[[int], None] | None = None,
    ) -> ExecutionResult:
        """The answer. Without errors in the variables there is always data, unless a non-null root field failed."""
        definitions = planned.operation.variable_definitions or ()
        variables: Any = get_variable_values(self.schema, definitions, given)
        if isinstance(variables, list):
            return ExecutionResult(data=None, errors=variables)
        plan = planned.plan(self.schema, variables.coerced)
        cost = cost_of(plan, self.schema, variables)
        if cost_seen is not None:
            cost_seen(cost)
        if cost > self.most:
            raise TooExpensive(cost, self.most)
        if plan.compilable and not interpret:
            return await Run(self.strawberry, plan, context, variables).answer()
        context.interpretation = Interpretation(plan, context)
        result = execute(
            self.schema,
            planned.document,
            context_value=context,
            variable_values=given,
            operation_name=planned.operation.name.value if planned.operation.name else None,
        )
        return result if isinstance(result, ExecutionResult) else await result
