"""CollectFields of the GraphQL specification (§6.3.2), for known values of @skip and @include."""

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
    is_abstract_type,
)

__all__ = ["Collector", "subnodes_of", "switches"]


class Collector:
    """Collects the fields of one document; `variables` are the coerced values of the switches."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any]) -> None:
        self.schema, self.variables = schema, variables
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}

    def collect(self, type_: GraphQLObjectType, nodes: Iterable[SelectionNode]) -> dict[str, list[FieldNode]]:
        """The selected fields by response key, in order."""
        grouped: dict[str, list[FieldNode]] = {}
        self._collect(type_, nodes, grouped, set())
        return grouped

    def _collect(
        self,
        type_: GraphQLObjectType,
        nodes: Iterable[SelectionNode],
        into: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for node in nodes:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                into.setdefault((node.alias or node.name).value, []).append(node)
                continue
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in visited:
                    continue
                visited.add(node.name.value)
            fragment: Any = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            if self._fits(type_, fragment.type_condition):
                self._collect(type_, fragment.selection_set.selections, into, visited)

    def _fits(self, type_: GraphQLObjectType, condition: NamedTypeNode | None) -> bool:
        if condition is None or condition.name.value == type_.name:
            return True
        wanted = self.schema.type_map[condition.name.value]
        return is_abstract_type(wanted) and self.schema.is_sub_type(wanted, type_)

    def _included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include"):
                value: Any = directive.arguments[0].value if directive.arguments else None
                on = self.variables.get(value.name.value) if isinstance(value, VariableNode) else value.value
                if bool(on) == (directive.name.value == "skip"):
                    return False
        return True


def switches(document: DocumentNode) -> tuple[str, ...]:
    """The variables that decide @skip and @include: the plan depends on their values and on no others."""
    return tuple(sorted(set(_switches(document))))


def _switches(document: DocumentNode) -> Iterator[str]:
    waiting: list[Any] = [
        d for d in document.definitions if isinstance(d, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while waiting:
        node = waiting.pop()
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include") and isinstance(directive.arguments[0].value, VariableNode):
                yield directive.arguments[0].value.name.value
        if getattr(node, "selection_set", None):
            waiting += node.selection_set.selections


def subnodes_of(nodes: list[FieldNode]) -> list[SelectionNode]:
    """What is selected below fields that share a response key."""
    return [s for node in nodes if node.selection_set for s in node.selection_set.selections]
