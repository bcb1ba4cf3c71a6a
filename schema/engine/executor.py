"""A schema that answers operations: it plans each once, runs it compiled, and interprets what can't be compiled."""

from collections import OrderedDict
from typing import Any, Protocol

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    get_variable_values,
)

from auth.groups import FieldGroup
from auth.language import Language
from schema.engine.collect import switches
from schema.engine.cost import cost_of
from schema.engine.english import in_english
from schema.engine.interpret import Interpretation
from schema.engine.plan import Plan, Planner
from schema.engine.run import Run
from schema.engine.seams import core_schema
from schema.errors import Fault, Foutcode

__all__ = ["Executor", "Plans"]

_PLANS = 16  # per operation: one for each combination of switches that is in use


class Prepared(Protocol):
    """One operation of a validated document, kept by whoever prepared it; `plan` is ours to fill."""

    @property
    def document(self) -> DocumentNode:
        """The document, with its fragments."""
        ...

    @property
    def operation(self) -> OperationDefinitionNode:
        """The operation of it that is meant."""
        ...

    plan: Any


class Plans:
    """The plans of one operation: one for each combination of switches that is in use, the least used forgotten."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema, self._document, self._operation = schema, document, operation
        self._switches = switches(document)
        self._plans: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()

    def plan(self, variables: dict[str, Any]) -> Plan:
        """The plan for these coerced values."""
        key = tuple(variables.get(name) for name in self._switches)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = Planner(self._schema, self._document, self._operation, variables).plan()
            if len(self._plans) > _PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return plan


class Executor:
    """Executes prepared operations of one schema.

    `most` is the highest cost of one operation, in upstream calls. `introspection` says whether clients may ask for the
    schema itself, in the language of the context; None leaves it to the policy.
    """

    def __init__(self, schema: strawberry.Schema, *, most: int = 1000, introspection: bool | None = True) -> None:
        self.strawberry, self.schema, self.most = schema, core_schema(schema), most
        self._introspection = introspection
        self._english: GraphQLSchema | None = None

    def plan(self, prepared: Prepared) -> None:
        """Fill the place that an operation has for its plans."""
        prepared.plan = Plans(self.schema, prepared.document, prepared.operation)

    async def execute(
        self, prepared: Prepared, variables: dict[str, Any], context: Any, *, interpret: bool = False
    ) -> ExecutionResult:
        """The answer. `variables` are as the client sent them; when they don't fit, no error has a path."""
        definitions = prepared.operation.variable_definitions or ()
        values: Any = get_variable_values(self.schema, definitions, variables)
        if isinstance(values, list):
            return ExecutionResult(data=None, errors=values)
        plan: Plan = prepared.plan.plan(values.coerced)
        context.cost = cost_of(plan, values)
        if context.cost > self.most:
            raise Fault(Foutcode.TE_DUUR)
        if plan.compilable and not interpret:
            return await Run(self.strawberry, plan, context, values).answer()
        if plan.introspects and not self._tells(context):
            raise Fault(
                Foutcode.GEEN_TOEGANG,
                "Het schema is hier niet op te vragen; het staat in de documentatie.",
                "The schema can't be asked here; it is in the documentation.",
            )
        context.interpretation = Interpretation(plan, context)
        result = execute(
            self._told(plan, context),
            prepared.document,
            context_value=context,
            variable_values=variables,
            operation_name=prepared.operation.name.value if prepared.operation.name else None,
        )
        return result if isinstance(result, ExecutionResult) else await result

    def _tells(self, context: Any) -> bool:
        """Whether this viewer may ask for the schema."""
        if self._introspection is not None:
            return self._introspection
        return not context.refused(None, frozenset({FieldGroup.TECHNIEK}))

    def _told(self, plan: Plan, context: Any) -> GraphQLSchema:
        """The schema to execute against: one with English descriptions where nothing but the schema is asked."""
        if any(selected.declared is not None for selected in plan.root):
            return self.schema
        return self.told(context.language)

    def told(self, language: Language) -> GraphQLSchema:
        """The schema with its descriptions in this language; the English one has no resolvers."""
        if language != "en":
            return self.schema
        if self._english is None:
            self._english = in_english(self.strawberry.as_str())
        return self._english
