"""What a document may hold at most: counted after its fragments, before validation, in time that its size bounds."""

import time
from dataclasses import replace

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.errors import Fault, Foutcode, Rejected
from schema.limits import Limits, enforce

WIDE = Limits(depth=10**9, aliases=10**9, directives=10**9, root_fields=10**9, fields=10**9, repeats=10**9)
WRITTEN = ("aliases", "directives", "repeats")


def over(text: str, limits: Limits) -> str:
    """The English text of the limit that the document is over; empty when it is within all of them."""
    try:
        enforce(parse(text), limits)
    except Rejected as rejected:
        (error,) = rejected.errors
        assert isinstance(error.original_error, Fault)
        assert error.original_error.code is Foutcode.TE_DUUR
        return error.original_error.english
    return ""


@pytest.mark.parametrize(
    ("limit", "text", "count"),
    [
        ("depth", "{ a { b { c } } }", 3),
        ("depth", "{ a { ...F } } fragment F on T { b { ...G } } fragment G on T { c }", 3),
        ("depth", "{ a { ... on T { b { ... { c } } } } }", 3),
        ("depth", "{ a { b { __typename } } }", 2),
        ("aliases", "{ x: a y: b { z: c } }", 3),
        ("aliases", "{ a { ...F } b { ...F } } fragment F on T { x: c ...G } fragment G on T { y: d }", 4),
        ("aliases", "{ a } fragment F on T { x: c y: d }", 2),
        ("directives", 'query ($v: Int @d) @d { a @d ... on T @d { b } ...F @d } fragment F on T @d(x: "") { c }', 6),
        (
            "root_fields",
            "{ a b { c d } ... { e } ...F __typename } fragment F on T { f g { h } ...G } fragment G on T { i }",
            7,
        ),
        ("fields", "{ a { ...F } b { ...F } } fragment F on T { c d { e } }", 8),
        ("repeats", "{ a a a }", 3),
        ("repeats", "{ a { c } ... on T { a { c } } ... { ... { a } } x: a }", 3),
        ("repeats", "{ a { c } b { c } }", 0),
    ],
)
def test_a_limit_counts_what_an_operation_comes_to(limit: str, text: str, count: int) -> None:
    assert over(text, replace(WIDE, **{limit: count})) == ""
    if count:
        assert f"at most {count - 1} " in over(text, replace(WIDE, **{limit: count - 1}))


def test_the_operation_that_is_over_a_limit_is_pointed_out() -> None:
    text = "query A { a }\nquery B { a { b } }"
    with pytest.raises(Rejected) as caught:
        enforce(parse(text), replace(WIDE, depth=1))
    assert caught.value.errors[0].locations == [(2, 1)]


def test_introspection_has_no_depth_and_fits_within_the_limits() -> None:
    assert (
        over("{ __schema { types { fields { type { ofType { ofType { name } } } } } } a }", replace(WIDE, depth=1))
        == ""
    )
    nested = "{ __schema { types { ...F } } a { b } } fragment F on __Type { fields { type { ofType { name } } } }"
    assert over(nested, replace(WIDE, depth=2)) == ""
    assert over(get_introspection_query(specified_by_url=True, schema_description=True), Limits()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "{ ...F } fragment F on T { a ...F }",
        "{ ...F } fragment F on T { a ...G } fragment G on T { b { ...H } } fragment H on T { ...F ...G ...H }",
        "fragment F on T { ...G } fragment G on T { ...F }",
        "{ ...Nowhere }",
        " ".join(
            ["{ ...F0 }", *(f"fragment F{i} on T {{ ...F{(i + 1) % 180} ...F{(i * 7) % 180} }}" for i in range(180))]
        ),
    ],
)
def test_circular_and_missing_fragments_are_left_to_validation(text: str) -> None:
    started = time.process_time()
    assert over(text, WIDE) == ""
    assert time.process_time() - started < 2


def test_fragments_that_double_at_each_step_are_counted_without_being_walked() -> None:
    steps = 120
    chain = " ".join(f"fragment F{i} on T {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }}" for i in range(steps))
    text = f"{{ ...F0 }} {chain} fragment F{steps} on T {{ x: c }}"
    started = time.process_time()
    assert "levels deep" in over(text, Limits())
    assert "aliases" in over(text, replace(WIDE, aliases=2**steps - 1))
    assert over(text, replace(WIDE, aliases=2**steps, depth=steps + 1, fields=3 * 2**steps)) == ""
    assert time.process_time() - started < 2


Selection = tuple[str, bool, bool, tuple["Selection", ...]]  # what, alias, directive, below


def selections(spreads: tuple[str, ...]) -> st.SearchStrategy[tuple[Selection, ...]]:
    leaf = st.tuples(st.sampled_from(("a", "b", *spreads)), st.booleans(), st.booleans(), st.just(()))
    return st.lists(
        st.recursive(
            leaf,
            lambda below: st.tuples(
                st.sampled_from(("a", "b", "...")),
                st.booleans(),
                st.booleans(),
                st.lists(below, min_size=1, max_size=3).map(tuple),
            ),
            max_leaves=6,
        ),
        min_size=1,
        max_size=4,
    ).map(tuple)


# a fragment spreads only later ones, so that there are no circles
documents = st.tuples(selections(("...1", "...2")), selections(("...2", "...3")), selections(("...3",)), selections(()))


def written(some: tuple[Selection, ...]) -> str:
    parts = []
    for what, alias, directive, below in some:
        name = (
            f"x: {what}" if alias and not what.startswith("...") else what.replace("...", "...F") if what[3:] else what
        )
        parts.append(f"{name} {'@d' if directive else ''} {'{' + written(below) + '}' if below else ''}")
    return " ".join(parts)


def expanded(some: tuple[Selection, ...], fragments: tuple[tuple[Selection, ...], ...]) -> dict[str, int]:
    """The same counts by really following each fragment, as often as it is spread."""
    total = {"depth": 0, "aliases": 0, "directives": 0, "root_fields": 0, "fields": 0}
    for what, alias, directive, below in some:
        spread = fragments[int(what[3:])] if what[3:] else below
        inner = expanded(spread, fragments)
        field = not what.startswith("...")
        total["depth"] = max(total["depth"], inner["depth"] + field)
        total["root_fields"] += 1 if field else inner["root_fields"]
        total["aliases"] += inner["aliases"] + (alias and field)
        total["directives"] += inner["directives"] + directive
        total["fields"] += inner["fields"] + field
    return total


def in_text(document: tuple[tuple[Selection, ...], ...], what: str) -> int:
    return sum(expanded(part, ((),) * 4)[what] for part in document)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_the_counts_equal_those_of_the_document_with_its_fragments_written_out(
    document: tuple[tuple[Selection, ...], ...],
) -> None:
    text = "{" + written(document[0]) + "}"
    text += " ".join(f" fragment F{i} on T {{ {written(part)} }}" for i, part in enumerate(document) if i)
    for limit, count in expanded(document[0], document).items():
        most = max(count, in_text(document, limit)) if limit in WRITTEN else count
        assert over(text, replace(WIDE, **{limit: most})) == ""
        if most:
            assert over(text, replace(WIDE, **{limit: most - 1})) != ""
