"""The operations of our own clients, as they are trusted: with the fragments that stand beside components."""

import json
from functools import cache

from graphql import OperationDefinitionNode, parse

from settings import ROOT

__all__ = ["operation", "operations"]

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


def _name(text: str) -> str:
    [node] = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    assert node.name is not None
    return node.name.value
