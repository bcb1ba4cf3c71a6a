"""The operations of our own clients, as they are trusted: with the fragments that stand beside components."""

import json
from dataclasses import replace
from functools import cache

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    parse,
    print_ast,
)

from settings import ROOT

__all__ = ["inlined", "operation", "operations"]

FOLDER = ROOT / "graphql" / "operations"


@cache
def operations(client: str) -> dict[str, str]:
    """The documents of a client by the names of their operations."""
    texts = json.loads((FOLDER / client / "manifest.json").read_text()).values()
    return {_name(text): text for text in texts}


def operation(name: str) -> str:
    """The document of one: operation("web/Overzicht")."""
    client, _, name = name.partition("/")
    return operations(client)[name]


def inlined(text: str) -> str:
    """The same document with the fields of its fragments where these are spread."""
    document = parse(text)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}

    def whole(selection: SelectionNode) -> list[SelectionNode]:
        if isinstance(selection, FragmentSpreadNode):
            return [each for node in fragments[selection.name.value].selection_set.selections for each in whole(node)]
        if isinstance(selection, FieldNode) and selection.selection_set is not None:
            return [replace(selection, selection_set=selected(selection.selection_set))]
        return [selection]

    def selected(node: SelectionSetNode) -> SelectionSetNode:
        return SelectionSetNode(selections=tuple(each for selection in node.selections for each in whole(selection)))

    [node] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return print_ast(DocumentNode(definitions=(replace(node, selection_set=selected(node.selection_set)),)))


def _name(text: str) -> str:
    [node] = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    assert node.name is not None
    return node.name.value
