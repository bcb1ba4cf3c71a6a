"""The table of what other portals show says only what our own operations ask."""

import re
from collections.abc import Iterator

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    parse,
)

from settings import ROOT
from tests.operations import operations

PAGE = ROOT / "docs" / "peers.md"
ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+ \|", line)]
NAMED = sorted({tuple(found) for row in ROWS for found in re.findall(r"`(\w+/\w+): ([\w.]+)`", row)})


def test_every_row_is_there_once_with_a_place_or_a_reason() -> None:
    assert [int(row.split("|")[1]) for row in ROWS] == list(range(1, 59))
    for row in ROWS:
        _, _, what, here, where, _ = row.split("|")
        assert what.strip() and here.strip() and where.strip()
        if "yes" in here:
            assert re.search(r"`\w+/\w+: |sources/|rule `", where), row


@pytest.mark.parametrize(("operation", "path"), NAMED, ids=[f"{operation}-{path}" for operation, path in NAMED])
def test_what_is_named_is_asked(operation: str, path: str) -> None:
    client, _, name = operation.partition("/")
    document = parse(operations(client)[name])
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}

    def fields(node: FieldNode | FragmentDefinitionNode | OperationDefinitionNode) -> Iterator[FieldNode]:
        for each in node.selection_set.selections if node.selection_set else ():
            if isinstance(each, FieldNode):
                yield each
            elif isinstance(each, FragmentSpreadNode):
                yield from fields(fragments[each.name.value])

    [node] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    at: FieldNode | OperationDefinitionNode = node
    for step in path.split("."):
        found = next((each for each in fields(at) if each.name.value == step), None)
        assert found is not None, f"{operation} does not ask {step} (of {path})"
        at = found
