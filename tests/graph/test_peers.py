"""The table of what other portals show says only what our own operations ask."""

import re

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from settings import ROOT

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
    document = parse((ROOT / "graphql" / "operations" / f"{operation}.graphql").read_text(encoding="utf-8"))
    [node] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    at: OperationDefinitionNode | FieldNode = node
    for step in path.split("."):
        assert at.selection_set is not None
        fields = [each for each in at.selection_set.selections if isinstance(each, FieldNode)]
        found = next((each for each in fields if each.name.value == step), None)
        assert found is not None, f"{operation} does not ask {step} (of {path})"
        at = found
