"""Whatever is posted, the door answers soon, with a typed error or with data, and never with a 500."""

import json
import time
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.e2e.door import ask, checked, send
from tests.e2e.toy import endpoint

APP = endpoint()
SECONDS = 2.0

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = (
    *("query", "mutation", "subscription", "fragment", "on", "{", "}", "(", ")", "[", "]", ":", "!", "...", "=", "$"),
    *(
        "@include(if: true)",
        "@skip(if: $b)",
        "@",
        "Query",
        "Persoon",
        "F",
        "G",
        "$b: Boolean!",
        "#x\n",
        '"x"',
        '"""',
        "1",
    ),
    *(
        "wie",
        "mij",
        "naam",
        "partners",
        "echo",
        '(tekst: "a")',
        "lijst(n: 3)",
        "bron",
        "geheim",
        "zet(n: 1)",
        "tik",
        "x:",
    ),
    *(
        "__typename",
        "__schema",
        "types",
        "kinderen",
        "-1e9",
        "true",
        "null",
        "{ mij { naam } }",
        "...F",
        "keuze: EEN",
        "",
    ),
)
documents = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
fields: st.SearchStrategy[str] = st.deferred(
    lambda: st.lists(
        st.sampled_from(("naam", "x: naam", "__typename", "...F", "...G", "naam @include(if: true)"))
        | st.builds(
            "{} {{ {} }}".format, st.sampled_from(("partners", "kinderen", "y: ouders", "... on Persoon")), fields
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join)
)
valid = st.builds(
    "{{ mij {{ {} }} }} fragment F on Persoon {{ {} }} fragment G on Persoon {{ {} }}".format, fields, fields, fields
)


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(str.encode)
    | values.map(lambda value: json.dumps(value).encode())
)
@example(b'{"query":"{\\u0000}"}')
async def test_any_body(body: bytes) -> None:
    started = time.process_time()
    response = checked(await send(APP, body))
    assert response.status_code in (200, 400, 413)
    assert time.process_time() - started < SECONDS


@settings(max_examples=80, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "query": documents | valid | st.text(max_size=30) | values,
            "operationName": st.sampled_from(("F", "Q", "")) | values,
            "variables": st.dictionaries(st.sampled_from("bxn"), values, max_size=3) | values,
            "extensions": st.fixed_dictionaries({"persistedQuery": values}) | values,
            "documentId": st.text(max_size=80) | values,
        },
    )
)
async def test_any_request(body: dict[str, Any]) -> None:
    started = time.process_time()
    response = await ask(APP, **body)
    assert response.status_code in (200, 400, 413)
    assert time.process_time() - started < SECONDS


@settings(max_examples=80, deadline=None)
@given(documents | valid)
async def test_any_document(query: str) -> None:
    started = time.process_time()
    response = await ask(APP, query)
    assert response.status_code == 200
    for error in response.json().get("errors", ()):
        assert error["extensions"]["code"] != "INTERNE_FOUT"
    assert time.process_time() - started < SECONDS


headers = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)


@settings(max_examples=80, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: headers.map(str.strip)
            for name in ("accept", "accept-language", "content-type", "origin", "sec-fetch-site", "content-encoding")
        },
    )
)
async def test_any_headers(given_headers: dict[str, str]) -> None:
    response = checked(await send(APP, b'{"query": "{ wie }"}', **given_headers))
    assert response.status_code in (200, 403, 406, 415)
