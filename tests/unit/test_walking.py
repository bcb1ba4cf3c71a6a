"""Lists in pages within lists in pages, walked to their end, and no row of one item under another."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLError, build_schema, execute
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.export.walking import Walk, Walked

PAGE = "knopen: [%s] heeftVolgende: Boolean! volgende: String"
SDL = build_schema(
    f"""
    type Query {{ ik: Eigenaar }}
    type Eigenaar {{
      dozen(eerste: Int, na: String): Dozen  doos(id: ID!): Doos
      rekken(eerste: Int, na: String): Rekken
      kasten: [Rek]
    }}
    type Dozen {{ {PAGE % "Doos"} }}
    type Rekken {{ {PAGE % "Rek"} }}
    type Dingen {{ {PAGE % "Ding"} }}
    type Doos {{ id: ID! naam: String vakken: [Rek] dingen(eerste: Int, na: String): Dingen }}
    type Rek {{ id: ID! naam: String dingen(eerste: Int, na: String): Dingen dozen(eerste: Int, na: String): Dozen }}
    type Ding {{ naam: String }}
    type Los {{ naam: String dingen(na: String): Dingen }}
    """
)
DOCUMENT = """
query Alles { ik {
  dozen(eerste: 2) { ...Dozen }
  rekken(eerste: 2) { knopen { ...Rek  meer: dozen(eerste: 1) { ...Dozen } } heeftVolgende volgende }
  kasten { ...Rek }
} }
fragment Dozen on Dozen {
  knopen { naam vakken { ...Rek } dingen(eerste: 3) { knopen { naam } heeftVolgende volgende } } heeftVolgende volgende
}
fragment Rek on Rek { naam dingen(eerste: 2) { knopen { naam } heeftVolgende volgende } }
"""
Rows = list[dict[str, Any]]


class Pages:
    """A list that gives pages by the name after which they begin."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __call__(self, info: Any, eerste: int, na: str | None = None) -> dict[str, Any]:
        names = [row["naam"] for row in self.rows]
        begin = 0 if na is None else names.index(na) + 1 if na in names else len(names)
        shown = self.rows[begin : begin + eerste]
        more = begin + eerste < len(self.rows)
        return {"knopen": shown, "heeftVolgende": more, "volgende": shown[-1]["naam"] if more else None}


def things(names: Sequence[str], whose: str) -> Pages:
    return Pages([{"naam": f"{whose}/{name}"} for name in names])


def rek(whose: str, counts: Sequence[int], boxes: int = 0) -> dict[str, Any]:
    names = [str(each) for each in range(counts[0])]
    inner = Pages([doos(f"{whose}.{each}", counts[1:]) for each in range(boxes)])
    return {"id": whose, "naam": whose, "dingen": things(names, whose), "dozen": inner}


def doos(whose: str, counts: Sequence[int]) -> dict[str, Any]:
    shelves = [rek(f"{whose}-{each}", counts) for each in range(counts[0] % 3)]
    return {**rek(whose, counts), "vakken": shelves}


def owner(counts: list[list[int]]) -> dict[str, Any]:
    boxes = [doos(f"d{at}", each) for at, each in enumerate(counts)]
    by_id = {each["id"]: each for each in boxes}
    return {
        "dozen": Pages(boxes),
        "doos": lambda info, id: by_id.get(id),
        "rekken": Pages([rek(f"r{at}", each, boxes=each[0] % 4) for at, each in enumerate(counts)]),
        "kasten": [rek(f"k{at}", each) for at, each in enumerate(counts)],
    }


def walk(root: dict[str, Any], between: Any = None) -> Walked:
    """All of it; `between` happens after each operation."""
    walk_ = Walk(SDL, DOCUMENT, "x", lambda prepared: None)

    async def run(prepared: Any, variables: dict[str, Any]) -> ExecutionResult:
        result: Any = execute(
            SDL, prepared.document, {"ik": root}, variable_values=variables, operation_name=prepared.name
        )
        if between is not None:
            between(root)
        return result  # type: ignore[no-any-return]

    return asyncio.run(walk_.walked(run))


def shown(item: dict[str, Any], *more: str) -> dict[str, Any]:
    """An item with what is really in it, as a dossier shows it."""
    told: dict[str, Any] = {"naam": item["naam"], "dingen": {"knopen": item["dingen"].rows}}
    if "vakken" in item:
        told["vakken"] = [shown(each) for each in item["vakken"]]
    if more:
        told["meer"] = {"knopen": [shown(each) for each in item["dozen"].rows]}
    return told


COUNTS = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), max_size=5)


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(COUNTS)
def test_all_of_every_list_comes_under_whose_it_is(counts: list[list[int]]) -> None:
    root = owner(counts)
    found = walk(root)
    assert found.data == {
        "ik": {
            "dozen": {"knopen": [shown(each) for each in root["dozen"].rows]},
            "rekken": {"knopen": [shown(each, "meer") for each in root["rekken"].rows]},
            "kasten": [shown(each) for each in root["kasten"]],
        }
    }
    assert not found.missing


def rows_of(value: Any) -> list[tuple[str, str]]:
    """Each row of `dingen` with the name of the item under which it came."""
    if isinstance(value, list):
        return [each for one in value for each in rows_of(one)]
    if not isinstance(value, dict):
        return []
    own = [(value["naam"], row["naam"]) for row in (value.get("dingen") or {"knopen": []})["knopen"]]
    return own + [each for one in value.values() for each in rows_of(one)]


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(COUNTS, st.randoms(use_true_random=False))
def test_what_changes_meanwhile_puts_nothing_under_another(counts: list[list[int]], chance: Any) -> None:
    def between(root: dict[str, Any]) -> None:
        for rows in (root["kasten"], root["rekken"].rows, root["dozen"].rows):
            chance.shuffle(rows)
            if rows and chance.random() < 0.3:
                rows.pop()

    found = walk(owner(counts), between)
    rows = rows_of(found.data)
    assert all(row.startswith(f"{item}/") for item, row in rows)


def test_an_item_is_asked_by_its_key_where_that_can_be() -> None:
    by = {each.path: each.asked_by for each in Walk(SDL, DOCUMENT, "x", lambda prepared: None).connections}
    assert by["ik", "dozen", "knopen", "dingen"] == (("sleutel1", ""),)
    assert by["ik", "dozen", "knopen", "vakken", "dingen"] == (("sleutel1", ""), ("", ""))
    assert by["ik", "rekken", "knopen", "meer", "knopen", "dingen"] == (("", "na1"), ("", "na2"))
    assert by["ik", "kasten", "dingen"] == (("", ""),)


def test_a_next_page_that_fails_is_told_where_it_would_have_stood_and_the_rest_is_there() -> None:
    root = owner([[1, 1], [7, 1]])
    whole_ = root["kasten"][1]["dingen"]

    def dingen(info: Any, eerste: int, na: str | None = None) -> Any:
        if na == "k1/3":
            raise GraphQLError("away")
        page = whole_(info, eerste, na)
        if na == "k1/1":
            page["knopen"] = [page["knopen"][0], {"naam": lambda info: 1 / 0}]
            page["volgende"] = "k1/3"
        return page

    root["kasten"][1]["dingen"] = dingen
    found = walk(root)
    assert [each.path for each in found.missing] == [
        ("ik", "kasten", 1, "dingen", "knopen", 3, "naam"),
        ("ik", "kasten", 1, "dingen"),
    ]
    page = found.data["ik"]["kasten"][1]["dingen"]
    assert [row["naam"] for row in page["knopen"]] == ["k1/0", "k1/1", "k1/2", None] and page["heeftVolgende"]
    assert "heeftVolgende" not in found.data["ik"]["kasten"][0]["dingen"]


@pytest.mark.parametrize(
    "document",
    [
        "{ ik { dozen { knopen { naam } heeftVolgende } } }",
        "{ ik { kasten { dingen { knopen { naam } } } } }",
        "{ ik { dozen { heeftVolgende volgende } } }",
    ],
)
def test_a_list_of_which_no_next_page_can_be_asked_stops_the_start(document: str) -> None:
    with pytest.raises(ValueError, match="comes in pages"):
        Walk(SDL, document, "x", lambda prepared: None)


def test_items_without_a_key_stop_the_start() -> None:
    schema = build_schema(
        f"type Query {{ ik: [Los] }} type Los {{ dingen(na: String): Dingen }} type Dingen {{ {PAGE % 'Los'} }}"
    )
    with pytest.raises(ValueError, match="no key"):
        Walk(schema, "{ ik { dingen { knopen { __typename } heeftVolgende volgende } } }", "x", lambda prepared: None)
