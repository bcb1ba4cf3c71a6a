"""One trusted operation run to the end of every list: what came, and by name what did not.

A list is known by its shape: a field with the argument `na`, whose type has `knopen`, `heeftVolgende` and `volgende`.
Of each an operation of its own is derived that asks for its next page and for nothing else.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_object_type,
    parse,
    validate,
)

from schema.engine.collect import Collector, subnodes_of
from schema.prepare import Prepared

__all__ = ["Connection", "Missing", "Walk", "Walked", "connections_of"]

_PAGES = 500  # of one list; more is no dossier
_SHAPE = frozenset({"knopen", "heeftVolgende", "volgende"})

Run = Callable[[Prepared, dict[str, Any]], Awaitable[ExecutionResult]]


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be had: where it would have stood, and why."""

    path: tuple[str | int, ...]
    error: GraphQLError


@dataclass(slots=True)
class Walked:
    """All that came, and all that did not."""

    data: dict[str, Any]
    missing: list[Missing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Connection:
    """A list in pages, by its path of response keys, and the operation that asks for a next page of it."""

    path: tuple[str, ...]
    next: Prepared = field(repr=False)


class Walk:
    """A trusted document, prepared for one schema. `plan` is called with each operation that is made of it.

    Raises `ValueError` for a document that does not fit the schema, has more than one operation, or asks where a list
    in pages within another list goes on: of that one no next page can be asked, and its first page is all of it.
    """

    def __init__(self, schema: GraphQLSchema, text: str, digest: str, plan: Callable[[Prepared], None]) -> None:
        document = parse(text)
        if errors := validate(schema, document):
            raise ValueError(errors[0].message)
        [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self.operation = Prepared(document, operation, digest)
        self.connections = list(connections_of(schema, document, digest))
        for prepared in (self.operation, *(each.next for each in self.connections)):
            plan(prepared)

    async def walked(self, run: Run) -> Walked:
        """Run it, and every next page, one list after another."""
        result = await run(self.operation, {})
        found = Walked(result.data or {}, [_missing(error) for error in result.errors or ()])
        for connection in self.connections:
            await self._paged(connection, found, run)
        return found

    async def _paged(self, connection: Connection, found: Walked, run: Run) -> None:
        whole = _at(found.data, connection.path)
        page = whole
        for _ in range(_PAGES):
            if page is None or not page["heeftVolgende"]:
                break
            result = await run(connection.next, {"na": page["volgende"]})
            page = _at(result.data or {}, connection.path)
            before = len(whole["knopen"])
            found.missing += [_missing(error, connection.path, before) for error in result.errors or ()]
            if page is not None:
                whole["knopen"] += page["knopen"]
        if whole is not None:
            del whole["heeftVolgende"], whole["volgende"]


def connections_of(schema: GraphQLSchema, document: DocumentNode, digest: str = "") -> Iterator[Connection]:
    """The lists in pages of a document."""
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    collector = Collector(schema, document, {})
    fragments = tuple(each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    root = schema.query_type
    if root is None or operation.operation is not OperationType.QUERY:
        raise ValueError("a dossier is read by a query")

    def within(type_: GraphQLObjectType, nodes: list[Any], above: tuple[FieldNode, ...], listed: bool) -> Iterator[Any]:
        for key, same in collector.collect(type_, nodes).items():
            node, definition = same[0], type_.fields.get(same[0].name.value)
            if definition is None:  # __typename
                continue
            inner = get_named_type(definition.type)
            if not is_object_type(inner):
                continue
            if "na" in definition.args and inner.fields.keys() >= _SHAPE:
                if not listed:
                    yield (*above, node)
                elif "volgende" in collector.collect(inner, subnodes_of(same)):
                    raise ValueError(f"{key} comes in pages within a list")
            yield from within(inner, subnodes_of(same), (*above, node), listed or _is_list(definition.type))

    for nodes in within(root, list(operation.selection_set.selections), (), False):
        path = tuple(node.alias.value if node.alias else node.name.value for node in nodes)
        yield Connection(path, Prepared(*_next_page(nodes, fragments), digest))


def _next_page(
    nodes: tuple[FieldNode, ...], fragments: tuple[FragmentDefinitionNode, ...]
) -> tuple[DocumentNode, OperationDefinitionNode]:
    """An operation with the one field at the end of these, from `$na` on."""
    *above, last = nodes
    kept = tuple(each for each in last.arguments or () if each.name.value != "na")
    na = ArgumentNode(name=NameNode(value="na"), value=VariableNode(name=NameNode(value="na")))
    made = replace(last, arguments=(*kept, na))
    for node in reversed(above):
        made = replace(node, selection_set=SelectionSetNode(selections=(made,)))
    text = NonNullTypeNode(type=NamedTypeNode(name=NameNode(value="String")))
    variable = VariableDefinitionNode(
        variable=VariableNode(name=NameNode(value="na")), type=text, default_value=None, directives=()
    )
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY,
        name=NameNode(value="Vervolg"),
        variable_definitions=(variable,),
        directives=(),
        selection_set=SelectionSetNode(selections=(made,)),
    )
    return DocumentNode(definitions=(operation, *fragments)), operation


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _is_list(type_: GraphQLOutputType) -> bool:
    return is_list_type(get_nullable_type(type_))


def _missing(error: GraphQLError, path: tuple[str, ...] = (), before: int = 0) -> Missing:
    """Where an error stands in the whole; of a next page, its places come after those before it."""
    at = list(error.path or ())
    place = len(path) + 1  # after `knopen`
    if path and len(at) > place and isinstance(at[place], int):
        at[place] = int(at[place]) + before
    return Missing(tuple(at), error)
