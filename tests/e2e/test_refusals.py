"""The door of the graph: what it turns away, how soon, and that it repeats nothing of it."""

import json
import time
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query
from structlog.testing import capture_logs

from schema.limits import Limits
from tests.e2e.door import JSON, RESPONSE, Line, ask, code, send
from tests.e2e.toy import BSN, endpoint


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"5",
        b'"{ wie }"',
        b"true",
        b"[",
        b"{",
        b'{"query": "{ wie }"',
        b'{"query": "{ wie }"} x',
        b"\xff\xfe",
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b"\xef\xbb\xbf{}",
        b"{}",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"variables":' + b"[" * 60_000,
        b'{"query": "{ wie }", "variables":' + b"[" * 8_000 + b"]" * 8_000 + b"}",
        b'{"query": "{ wie }", "variables": {"a":' + b'{"a":' * 2_000 + b"1" + b"}" * 2_000 + b"}}",
        b'{"query": "{ wie }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
        b'{"query": "{ wie }", "variables": {"n": 1e999}}',
        b'{"query": "{ wie }", "variables": NaN}',
        b'{"query": 5}',
        b'{"query": ["{ wie }"]}',
        b'{"query": {"a": 1}}',
        b'{"query": "{ wie }", "operationName": 5}',
        b'{"query": "{ wie }", "variables": "999990019"}',
        b'{"query": "{ wie }", "variables": [1]}',
        b'{"query": "{ wie }", "variables": false}',
        b'{"query": "{ wie }", "extensions": "x"}',
        b'{"query": "{ wie }", "extensions": [1]}',
        b'{"query": "{ wie }", "extensions": {"persistedQuery": 5}}',
        b'{"query": "{ wie }", "documentId": 5}',
    ],
    ids=lambda body: body[:40].decode(errors="replace") + f" ({len(body)})",
)
async def test_what_is_no_graphql_request_is_a_400(body: bytes, accept: str) -> None:
    started = time.process_time()
    response = await send(endpoint(), body, accept=accept)
    assert time.process_time() - started < 2
    assert (response.status_code, code(response)) == (400, "ONGELDIGE_INVOER")
    assert BSN not in response.text


@pytest.mark.parametrize("body", [b'[{"query": "{ wie }"}]', b'[{"query": "{ wie }"}, {"query": "{ wie }"}]', b"[]"])
async def test_a_batch_is_refused(body: bytes) -> None:
    response = await send(endpoint(), body)
    assert (response.status_code, code(response)) == (400, "ONGELDIGE_INVOER")


async def test_an_enormous_body_is_refused_while_it_comes_in() -> None:
    sent = 0

    async def stream() -> Any:
        nonlocal sent
        for _ in range(500):
            sent += 10_000
            yield b"x" * 10_000

    app = endpoint()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://graaf.test") as client:
        response = await client.post("/graphql", content=stream(), headers={"content-type": JSON})
    assert (response.status_code, code(response)) == (413, "TE_DUUR")
    assert sent <= 2 * Limits().body


async def test_a_body_that_announces_itself_as_enormous_is_not_read() -> None:
    for length in ("5000000", "9" * 5_000):
        line = Line(content_length=length)
        await line.talk(endpoint())
        assert line.sent[0]["status"] == 413


async def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    line = Line()
    await line.talk(endpoint(limits=Limits(arrival=0.05)))
    assert line.sent[0]["status"] == 408


async def test_variables_have_a_limit_of_their_own() -> None:
    app = endpoint()
    query = "query ($t: String!) { echo(tekst: $t) }"
    assert (await ask(app, query, variables={"t": "x" * 16_000})).status_code == 200
    response = await ask(app, query, variables={"t": "x" * 17_000})
    assert (response.status_code, code(response)) == (413, "TE_DUUR")


# Documents that are wrong or too much

EDGES = ("partners", "kinderen", "ouders")


@pytest.mark.parametrize(
    "query",
    [
        "{" + " ".join(f"a{i}: wie" for i in range(1_500)) + "}",
        "{" + "wie " * 12_000 + "}",
        "{" + "mij { naam } " * 490 + "}",
        "{" + "mij { partners { naam } } " * 240 + "}",
        "{ mij " + "{ partners " * 190 + "{ naam }" + "}" * 191,
        "{ mij " * 5_000,
        "{ wie " + "@skip(if: false) " * 300 + "}",
        "{ wie " + "@weg " * 900 + "}",
        "{" + " ".join(["wie"] * 21) + "}",
        "{ mij { ...F } } fragment F on Persoon { partners { ...F } ...G } fragment G on Persoon { ...F }",
        "{ mij { ...F0 } } "
        + " ".join(
            f"fragment F{i} on Persoon {{ " + " ".join(f"{edge} {{ ...F{i + 1} }}" for edge in EDGES) + " }"
            for i in range(10)
        )
        + " fragment F10 on Persoon { naam }",
        " ".join(f"query Q{i} {{ wie }}" for i in range(390)),
        '{ echo(tekst: "' + "x" * 60_000 + '", weg: 1) }',
        "{ echo(tekst: " + "[" * 150 + "]" * 150 + ") }",
        "#" * 60_000 + "\n{ weg }",
        "\n" * 25_000 + "{ weg }",
        "subscription { tik }",
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "query A { wie } query B { wie }",
    ],
    ids=lambda query: f"{query[:30]} ({len(query)})",
)
async def test_a_document_that_is_wrong_or_too_much_is_refused_in_little_time(query: str) -> None:
    app = endpoint()
    await ask(app, "{ wie }")
    started = time.process_time()
    response = await ask(app, query, _headers={"accept": RESPONSE})
    assert time.process_time() - started < 1
    assert response.status_code == 400
    assert code(response) in ("TE_DUUR", "ONGELDIGE_INVOER")


async def test_a_full_introspection_is_answered() -> None:
    response = await ask(endpoint(), get_introspection_query())
    assert {"Persoon", "Zoek"} <= {each["name"] for each in response.json()["data"]["__schema"]["types"]}


@pytest.mark.parametrize(
    "query",
    [
        "{ mi { naam } }",
        "{ mij { naa } }",
        "{ mij { naam ... on Persoo { naam } } }",
        '{ echo(teks: "") }',
        "{ wie @skp(if: true) }",
    ],
)
async def test_no_suggestions_are_made(query: str) -> None:
    response = await ask(endpoint(), query, _headers={"accept-language": "en"})
    assert code(response) == "ONGELDIGE_INVOER"
    assert "Did you mean" not in response.text
    assert not any(word in response.text for word in ("'mij'", "'naam'", "'Persoon'?", "'tekst'", "'skip'"))


LITERALS = [
    {"query": f"{{ echo(tekst: {BSN}) }}"},
    {"query": f'{{ echo(tekst: "", keuze: "{BSN}") }}'},
    {"query": f'{{ echo(tekst: "", keuze: X{BSN}) }}'},
    {"query": f'{{ echo(tekst: "", zoek: {{n: "{BSN}"}}) }}'},
    {"query": f'{{ echo(tekst: "", zoek: {{n: 1, x{BSN}: 1}}) }}'},
    {"query": f'{{ echo(tekst: "", weg: "{BSN}") }}'},
    {"query": f'{{ mij(bsn: "{BSN}") {{ naam }} }}'},
    {"query": f'{{ wie "{BSN}" }}'},
    {"query": f"{{ wie {BSN} }}"},
    {"query": f'"{BSN}"'},
    {"query": f'{{ echo(tekst: "{BSN}'},
    {"query": f"{{ x{BSN} }}"},
    {"query": f"{{ ...x{BSN} }}"},
    {"query": f"{{ wie @x{BSN} }}"},
    {"query": f"{{ mij {{ ... on X{BSN} {{ naam }} }} }}"},
    {"query": f"query x{BSN} {{ wie }} query x{BSN} {{ wie }}"},
    {"query": f"query ($x{BSN}: String!) {{ echo(tekst: $x{BSN}) }}"},
    {"query": f"query ($x{BSN}: String!) {{ wie }}"},
    {"query": f'query ($n: Int = "{BSN}") {{ lijst(n: $n) }}'},
    {"query": f"{{ x{BSN}: wie x{BSN}: mij {{ naam }} }}"},
    {"query": "{ wie }", "operationName": BSN},
    {"query": "query ($n: Int!) { lijst(n: $n) }", "variables": {"n": BSN}},
    {"query": 'query ($k: Keuze) { echo(tekst: "", keuze: $k) }', "variables": {"k": BSN}},
    {"query": 'query ($z: Zoek) { echo(tekst: "", zoek: $z) }', "variables": {"z": {"n": BSN}}},
    {"query": 'query ($z: Zoek) { echo(tekst: "", zoek: $z) }', "variables": {"z": {"n": 1, BSN: 1}}},
    {"query": 'query ($z: Zoek) { echo(tekst: "", zoek: $z) }', "variables": {"z": {"n": 1, "naam": [BSN]}}},
    {"query": "query ($t: String!) { echo(tekst: $t) }", "variables": {"t": {"bsn": BSN}}},
    {"query": "query ($n: Int = 1) { lijst(n: $n) }", "variables": {"n": None, "bsn": BSN}},
    {"query": "{ wie }", "variables": BSN},
    {"query": "{ wie }", "extensions": BSN},
    {"documentId": BSN},
    {"extensions": {"persistedQuery": {"sha256Hash": BSN}}},
]


@pytest.mark.parametrize("body", LITERALS, ids=lambda body: json.dumps(body)[:70])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_was_sent_never_comes_back_in_an_error(body: dict[str, Any], language: str) -> None:
    with capture_logs() as logs:
        response = await ask(endpoint(), _headers={"accept-language": language}, **body)
    answer = response.json()
    assert answer["errors"]
    assert BSN not in json.dumps(answer)
    assert {error["extensions"]["code"] for error in answer["errors"]} <= {"ONGELDIGE_INVOER", "DOCUMENT_ONBEKEND"}
    assert logs == []


@pytest.mark.parametrize(
    ("accept", "status"),
    [(JSON, 200), (RESPONSE, 400), ("", 200)],
)
@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ weg }"},
        {"query": "{ wie }", "operationName": "Weg"},
        {"query": "query ($n: Int!) { lijst(n: $n) }", "variables": {"n": "x"}},
        {"query": "subscription { tik }"},
    ],
    ids=str,
)
async def test_a_request_error_has_the_status_of_its_media_type(body: dict[str, Any], accept: str, status: int) -> None:
    response = await ask(endpoint(), _headers={"accept": accept}, **body)
    assert (response.status_code, code(response)) == (status, "ONGELDIGE_INVOER")


async def test_a_syntax_error_says_where() -> None:
    (error,) = (await ask(endpoint(), "{\n  wie(\n}", _headers={"accept-language": "en"})).json()["errors"]
    assert error["message"] == "Syntax error in the document."
    assert error["locations"] == [{"line": 3, "column": 1}]
