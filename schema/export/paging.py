"""The lists in pages of a document, and of each the operation that asks for one next page of it.

A list within the items of another list is asked of one item. Where its owner has a field that gives such an item by a
required `id` alone, it is asked by that; else the list, or the page of it, that the item came on is asked again, and
the item found by its key. So no item is ever taken for another, whatever was added in between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_object_type,
    is_required_argument,
    visit,
)

from schema.engine.collect import Collector, subnodes_of
from schema.prepare import Prepared

__all__ = ["KEY", "Connection", "connections_of", "with_keys"]

KEY = "sleutel_"  # under which the key of an item is asked; the underscore keeps it apart from fields

_SHAPE = ("knopen", "heeftVolgende", "volgende")
_ID = FieldNode(name=NameNode(value="id"), alias=NameNode(value=KEY), arguments=(), directives=())

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A field on the way to a list: one object, or a list of items, with the list `knopen` of it where it has pages."""

    node: FieldNode
    item: GraphQLObjectType
    listed: bool = False
    page: FieldNode | None = None  # its `knopen`
    single: str | None = None  # the field beside it that gives one item by `id`

    @property
    def keys(self) -> tuple[str, ...]:
        """Where its items stand, as the document asks for them."""
        return (_key(self.node), *(() if self.page is None else (_key(self.page),)))


@dataclass(frozen=True, slots=True)
class Connection:
    """A list in pages, by its path of response keys, and the operation that asks for a next page of it.

    `asked_by` has, for each list on the way, the variables for the key of the item and for its page; empty where there
    are none.
    """

    path: tuple[str, ...]
    asked_by: tuple[tuple[str, str], ...]
    next: Prepared = field(repr=False)
    _steps: tuple[_Step, ...] = field(repr=False)

    def places(self, data: Any) -> Iterator[Place]:
        """Where in the whole this list is: once for each item that has it."""
        return _places(data, self.path)

    def local(self, data: Any, place: Place, keys: Sequence[str]) -> Place | None:
        """Where the list at this place stands in the answer to `next`; None where it is not there.

        `keys` are of the items on the way.
        """
        found: list[str | int] = []
        waiting = iter(keys)
        for step in self._steps:
            parts = step.keys[:1] if step.single else step.keys
            for part in parts:
                data = data.get(part) if isinstance(data, dict) else None
            found += parts
            if not step.listed:
                continue
            key = next(waiting)
            if step.single is None:
                at = next((at for at, each in enumerate(data or ()) if each and each[KEY] == key), None)
                if at is None:
                    return None
                data = data[at]
                found.append(at)
            if not isinstance(data, dict) or data[KEY] != key:
                return None
        last = self.path[-1]
        if not isinstance(data, dict) or data.get(last) is None:
            return None
        return (*found, last)


def connections_of(schema: GraphQLSchema, document: DocumentNode, digest: str = "") -> Iterator[Connection]:
    """The lists in pages of a document, each before those in its items. Raises `ValueError`."""
    fragments = tuple(each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    for steps, same in _lists(schema, document):
        path = (*(key for step in steps for key in step.keys), _key(same[0]))
        asked_by = tuple(_variables(at, step) for at, step in enumerate(steps) if step.listed)
        yield Connection(path, asked_by, Prepared(*_next_page(steps, same, fragments), digest), steps)


def with_keys(schema: GraphQLSchema, document: DocumentNode) -> DocumentNode:
    """The document with, for each item that has a list in pages, its key as well. Raises `ValueError`."""
    types = {step.item.name for steps, _ in _lists(schema, document) for step in steps if step.listed}
    for name in types:
        item: Any = schema.type_map[name]
        if "id" not in item.fields:
            raise ValueError(f"{name} has lists in pages, and no key by which it is found again")
    info = TypeInfo(schema)

    class Keys(Visitor):
        def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode | None:
            parent = info.get_parent_type()
            if parent is None or parent.name not in types:
                return None
            return replace(node, selections=(*node.selections, _ID))

    made: DocumentNode = visit(document, TypeInfoVisitor(info, Keys()))
    return made


def _lists(schema: GraphQLSchema, document: DocumentNode) -> Iterator[tuple[tuple[_Step, ...], list[FieldNode]]]:
    """Each list in pages: what is passed on the way to it, and its nodes."""
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    collector, root = Collector(schema, document, {}), schema.query_type
    if root is None or operation.operation is not OperationType.QUERY:
        raise ValueError("a dossier is read by a query")

    def within(type_: GraphQLObjectType, nodes: Any, above: tuple[_Step, ...]) -> Iterator[Any]:
        for key, same in collector.collect(type_, nodes).items():
            node, definition = same[0], type_.fields.get(same[0].name.value)
            inner: Any = None if definition is None else get_named_type(definition.type)
            if definition is None or not is_object_type(inner):  # __typename, and what is no object
                continue
            if "na" not in definition.args or not inner.fields.keys() >= set(_SHAPE):
                listed = is_list_type(get_nullable_type(definition.type))
                single = _single(type_, inner) if listed else None
                yield from within(inner, subnodes_of(same), (*above, _Step(node, inner, listed, None, single)))
                continue
            yield above, same
            page = collector.collect(inner, subnodes_of(same))
            if not page.keys() >= set(_SHAPE):
                raise ValueError(f"{key} comes in pages: ask for {', '.join(_SHAPE)}")
            item: Any = get_named_type(inner.fields["knopen"].type)
            if is_object_type(item):
                step = _Step(node, item, True, page["knopen"][0], _single(type_, item))
                yield from within(item, subnodes_of(page["knopen"]), (*above, step))

    yield from within(root, list(operation.selection_set.selections), ())


def _single(owner: GraphQLObjectType, item: GraphQLObjectType) -> str | None:
    """The field of an owner that gives one such item by its `id`."""
    name: str
    for name, each in owner.fields.items():
        if (
            get_nullable_type(each.type) is item
            and each.args.keys() == {"id"}
            and is_required_argument(each.args["id"])
        ):
            return name
    return None


def _next_page(
    steps: tuple[_Step, ...], same: list[FieldNode], fragments: tuple[FragmentDefinitionNode, ...]
) -> tuple[DocumentNode, OperationDefinitionNode]:
    """An operation with the one list at the end of these, from `$na` on."""
    made = replace(_after(same[0], "na"), selection_set=SelectionSetNode(selections=tuple(subnodes_of(same))))
    definitions = [_variable("na", NonNullTypeNode(type=_named("String")))]
    for at, step in reversed(list(enumerate(steps))):
        sleutel, na = _variables(at, step)
        inner = SelectionSetNode(selections=(_ID, made) if step.listed else (made,))
        if step.single is not None:
            definitions.append(_variable(sleutel, NonNullTypeNode(type=_named("ID"))))
            made = FieldNode(
                name=NameNode(value=step.single),
                alias=NameNode(value=_key(step.node)),
                arguments=(_argument("id", sleutel),),
                directives=(),
                selection_set=inner,
            )
        elif step.page is not None:
            definitions.append(_variable(na, _named("String")))
            page: SelectionNode = replace(step.page, selection_set=inner)
            made = replace(_after(step.node, na), selection_set=SelectionSetNode(selections=(page,)))
        else:
            made = replace(step.node, selection_set=inner)
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY,
        name=NameNode(value="Vervolg"),
        variable_definitions=tuple(definitions),
        directives=(),
        selection_set=SelectionSetNode(selections=(made,)),
    )
    return DocumentNode(definitions=(operation, *fragments)), operation


def _variables(at: int, step: _Step) -> tuple[str, str]:
    """The names of the variables for the key of an item and for its page; empty where there is none."""
    if step.single is not None:
        return f"sleutel{at}", ""
    return "", f"na{at}" if step.page is not None else ""


def _after(node: FieldNode, variable: str) -> FieldNode:
    kept = tuple(each for each in node.arguments or () if each.name.value != "na")
    return replace(node, arguments=(*kept, _argument("na", variable)))


def _argument(name: str, variable: str) -> ArgumentNode:
    return ArgumentNode(name=NameNode(value=name), value=VariableNode(name=NameNode(value=variable)))


def _variable(name: str, type_: Any) -> VariableDefinitionNode:
    variable = VariableNode(name=NameNode(value=name))
    return VariableDefinitionNode(variable=variable, type=type_, default_value=None, directives=())


def _named(name: str) -> NamedTypeNode:
    return NamedTypeNode(name=NameNode(value=name))


def _key(node: FieldNode) -> str:
    return (node.alias or node.name).value


def _places(data: Any, path: tuple[str, ...], above: Place = ()) -> Iterator[Place]:
    if isinstance(data, list):
        for at, each in enumerate(data):
            yield from _places(each, path, (*above, at))
    elif data is not None:
        if not path:
            yield above
        else:
            yield from _places(data.get(path[0]), path[1:], (*above, path[0]))
