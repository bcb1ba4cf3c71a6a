"""The door of the graph: what it does, in which form, and for whom."""

import asyncio
import hashlib
import json

import httpx
import pytest
from structlog.testing import capture_logs

from schema.errors import Foutcode
from tests.e2e.door import JSON, RESPONSE, Line, ask, code, send
from tests.e2e.toy import BSN, Toy, endpoint


async def test_a_query_is_answered_and_prepared_once() -> None:
    toy = Toy()
    app = endpoint(toy)
    for _ in range(3):
        response = await ask(app, "query Q($t: String!) { echo(tekst: $t) mij { naam } }", variables={"t": "é"})
        assert response.status_code == 200
        assert response.json() == {"data": {"echo": "é", "mij": {"naam": "Iemand"}}}
    assert [prepared.name for prepared in toy.planned] == ["Q"]


async def test_a_mutation_is_answered() -> None:
    assert (await ask(endpoint(), "mutation { zet(n: 3) }")).json() == {"data": {"zet": 3}}


async def test_a_trusted_document_is_asked_by_its_id_or_by_its_hash() -> None:
    app = endpoint()
    digest = hashlib.sha256(b"query Mij { mij { naam } }").hexdigest()
    expected = {"data": {"mij": {"naam": "Iemand"}}}
    assert (await ask(app, documentId=f"sha256:{digest}")).json() == expected
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    assert (await ask(app, extensions=persisted)).json() == expected


async def test_a_hash_that_comes_with_a_text_is_not_registered() -> None:
    app = endpoint()
    text = "{ wie }"
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}
    assert (await ask(app, text, extensions=persisted)).json() == {"data": {"wie": "NIEMAND"}}
    assert code(await ask(app, extensions=persisted)) == "DOCUMENT_ONBEKEND"


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 400)])
async def test_an_unknown_document_is_a_request_error(accept: str, status: int) -> None:
    response = await ask(endpoint(), documentId="sha256:" + "0" * 64, _headers={"accept": accept})
    assert (response.status_code, code(response)) == (status, "DOCUMENT_ONBEKEND")


async def test_who_asks_reaches_the_context_and_a_bad_token_is_told_so() -> None:
    app = endpoint()
    assert (await ask(app, "{ wie }")).json() == {"data": {"wie": "NIEMAND"}}
    known = await ask(app, "{ wie }", _headers={"authorization": "Bearer inwoner"})
    assert known.json() == {"data": {"wie": "INWONER"}}
    response = await ask(app, "{ wie }", _headers={"authorization": "Bearer vals"})
    assert (response.status_code, code(response)) == (401, "NIET_INGELOGD")
    assert response.headers["www-authenticate"] == "Bearer"
    assert "vals" not in response.text
    nobody = await ask(app, "{ wie }", _headers={"authorization": "Bearer sleutels-weg"})
    assert (nobody.status_code, code(nobody)) == (503, "BRON_NIET_BESCHIKBAAR")


async def test_what_fails_inside_is_null_with_a_typed_error_and_the_rest_is_served() -> None:
    with capture_logs() as logs:
        response = await ask(endpoint(), "{ mij { naam } bron geheim stuk lijst(n: 6) }", _headers={"accept": RESPONSE})
    assert response.status_code == 200
    answer = response.json()
    assert answer["data"] == {
        "mij": {"naam": "Iemand"},
        "bron": None,
        "geheim": None,
        "stuk": None,
        "lijst": ["0", None, "2", None, "4", None],
    }
    by_path = {tuple(error["path"]): error["extensions"] for error in answer["errors"]}
    assert by_path["bron",] == {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "brp"}
    assert by_path["geheim",] == {"code": "HOGER_NIVEAU_NODIG", "opnieuw": False, "niveau": "SUBSTANTIEEL"}
    assert by_path["stuk",]["code"] == by_path["lijst", 1]["code"] == "INTERNE_FOUT"
    assert by_path["lijst", 1]["foutnummer"] == by_path["lijst", 5]["foutnummer"] != by_path["stuk",]["foutnummer"]
    assert BSN not in response.text
    assert len(logs) == 2
    assert BSN not in json.dumps(logs)


async def test_a_non_null_root_field_leaves_data_null_and_not_absent() -> None:
    with capture_logs():
        response = await ask(endpoint(), "{ niets }", _headers={"accept": RESPONSE})
    assert (response.status_code, response.json()["data"]) == (200, None)


@pytest.mark.parametrize("query", ["query Kapot { wie }", "{ onschrijfbaar }"])
async def test_a_fault_of_ours_is_a_500_that_says_nothing(query: str) -> None:
    with capture_logs() as logs:
        response = await ask(endpoint(), query)
    assert (response.status_code, code(response)) == (500, "INTERNE_FOUT")
    (line,) = logs
    assert line["foutnummer"] == response.json()["errors"][0]["extensions"]["foutnummer"]
    assert BSN not in response.text + json.dumps(line)


async def test_an_operation_that_the_executor_refuses_is_a_request_error() -> None:
    response = await ask(endpoint(), "query Duur { wie }", _headers={"accept": RESPONSE})
    assert (response.status_code, code(response)) == (400, "TE_DUUR")


async def test_the_endpoint_adds_the_headers_it_was_given() -> None:
    response = await ask(endpoint(headers=[("X-Synthetisch", "1")]), "{ wie }")
    assert response.headers["x-synthetisch"] == "1"


async def test_many_requests_at_once_keep_their_own_answers() -> None:
    app = endpoint()
    queries = [("query ($t: String!) { echo(tekst: $t) }", str(i)) for i in range(40)]
    answers = await asyncio.gather(*(ask(app, query, variables={"t": text}) for query, text in queries))
    assert [answer.json()["data"]["echo"] for answer in answers] == [text for _, text in queries]


# Media types and languages


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, {JSON}", RESPONSE),
        (f"{JSON}, {RESPONSE}", JSON),
        (f"{JSON};q=0.5, {RESPONSE};q=0.9", RESPONSE),
        (f"{RESPONSE};q=0.5, {JSON}", JSON),
        (f"{RESPONSE}, */*;q=0.1", RESPONSE),
        (f"{RESPONSE}; charset=utf-8, {JSON}; charset=utf-8", RESPONSE),
        (f"{RESPONSE};q=0, */*", JSON),
        (f"{JSON};q=0, */*", RESPONSE),
        ("text/html, APPLICATION/JSON;Q=0.3", JSON),
        (f"{RESPONSE}, application/graphql+json, {JSON}, text/event-stream, multipart/mixed", RESPONSE),
    ],
)
async def test_the_answer_comes_in_the_media_type_that_is_wanted_most(accept: str, media: str) -> None:
    response = await ask(endpoint(), "{ wie }", _headers={"accept": accept})
    assert response.headers["content-type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize(
    "accept",
    ["image/png", "text/html", f"{JSON};q=0", "*/*;q=0", f"{JSON}; charset=latin-1", "application/xml", ",", "*/*;q=x"],
)
async def test_who_accepts_nothing_of_ours_gets_406(accept: str) -> None:
    response = await ask(endpoint(), "{ wie }", _headers={"accept": accept})
    assert (response.status_code, code(response)) == (406, "ONGELDIGE_INVOER")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("", Foutcode.DOCUMENT_ONBEKEND.dutch),
        ("nl", Foutcode.DOCUMENT_ONBEKEND.dutch),
        ("en-GB, nl;q=0.5", Foutcode.DOCUMENT_ONBEKEND.english),
        ("nl;q=0.4, en;q=0.6", Foutcode.DOCUMENT_ONBEKEND.english),
        ("de, en;q=0.5", Foutcode.DOCUMENT_ONBEKEND.english),
        ("nl, en", Foutcode.DOCUMENT_ONBEKEND.dutch),
        ("fr", Foutcode.DOCUMENT_ONBEKEND.dutch),
        (";;,=q;q=nan", Foutcode.DOCUMENT_ONBEKEND.dutch),
    ],
)
async def test_errors_speak_the_language_of_the_client(wanted: str, message: str) -> None:
    response = await ask(endpoint(), documentId="sha256:" + "0" * 64, _headers={"accept-language": wanted})
    assert response.json()["errors"][0]["message"] == message


# Who may post what


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
async def test_only_post_is_allowed(method: str) -> None:
    response = await send(endpoint(), method=method)
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


async def test_a_query_in_the_address_is_not_read() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(endpoint()), base_url="http://graaf.test") as client:
        for query in ("{ wie }", "mutation { zet(n: 1) }"):
            assert (await client.get("/graphql", params={"query": query})).status_code == 405


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/plain; x=application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
        "application/json, text/plain",
        "application/jsonp",
        "*/*",
    ],
)
async def test_only_json_in_utf_8_is_read(content_type: str) -> None:
    response = await send(endpoint(), b'{"query": "{ wie }"}', content_type=content_type)
    assert (response.status_code, code(response)) == (415, "ONGELDIGE_INVOER")


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; Charset=UTF-8", 'application/json;charset="utf-8"; x=y']
)
async def test_json_may_say_that_it_is_in_utf_8(content_type: str) -> None:
    response = await send(endpoint(), b'{"query": "{ wie }"}', content_type=content_type)
    assert response.status_code == 200


async def test_a_packed_body_is_not_unpacked() -> None:
    assert (await send(endpoint(), b"\x1f\x8b", content_encoding="gzip")).status_code == 415


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "cross-site", "origin": "https://mijn.test"}, 403),
        ({"sec_fetch_site": "same-origin"}, 200),
        ({"sec_fetch_site": "none"}, 200),
        ({"origin": "https://kwaad.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 200),
        ({"origin": "https://graaf.test.kwaad.test"}, 403),
        ({"origin": "https://kwaad.test/graaf.test"}, 403),
        ({"origin": "ftp://graaf.test"}, 403),
        ({"origin": "http://graaf.test"}, 200),
        ({"origin": "https://graaf.test:443"}, 200),
        ({"origin": "https://GRAAF.test"}, 200),
        ({"origin": "http://graaf.test:8080"}, 403),
        ({"origin": "https://mijn.test", "sec_fetch_site": "same-site"}, 200),
    ],
)
async def test_another_site_cannot_post_for_who_is_logged_in_here(headers: dict[str, str], status: int) -> None:
    app = endpoint(origins=["https://Mijn.test"])
    response = await send(app, b'{"query": "{ wie }"}', cookie="sessie=x", **headers)
    assert response.status_code == status
    if status == 403:
        assert code(response) == "GEEN_TOEGANG"


async def test_a_header_that_is_sent_twice_does_not_slip_past_a_check() -> None:
    line = Line(b'{"query": "{ wie }"}', content_type="text/plain")  # besides the one that a line sends already
    await line.talk(endpoint())
    assert line.sent[0]["status"] == 415
    line = Line(b'{"query": "{ wie }"}', sec_fetch_site="same-origin, cross-site")
    await line.talk(endpoint())
    assert line.sent[0]["status"] == 403


# Clients that go away


@pytest.mark.parametrize("kind", ["query", "mutation"])
async def test_a_query_is_broken_off_when_its_client_goes_away_and_a_mutation_is_not(kind: str) -> None:
    toy = Toy()
    line = Line(json.dumps({"query": f"{kind} {{ wacht }}"}).encode())
    talking = asyncio.ensure_future(line.talk(endpoint(toy)))
    await asyncio.wait_for(toy.going.wait(), 5)
    line.gone.set()
    for _ in range(5):
        await asyncio.sleep(0)
    toy.let_go.set()
    await asyncio.wait_for(talking, 5)
    assert not talking.cancelled()
    assert (toy.broken_off, toy.written) == ((True, False) if kind == "query" else (False, True))
    assert bool(line.sent) == (kind == "mutation")


async def test_a_client_that_stays_gets_its_answer() -> None:
    toy = Toy()
    line = Line(b'{"query": "{ wacht }"}')
    talking = asyncio.ensure_future(line.talk(endpoint(toy)))
    await asyncio.wait_for(toy.going.wait(), 5)
    toy.let_go.set()
    await asyncio.wait_for(talking, 5)
    assert json.loads(line.sent[1]["body"]) == {"data": {"wacht": "klaar"}}


async def test_who_goes_away_before_the_body_is_there_gets_nothing() -> None:
    line = Line()
    line.gone.set()
    await line.talk(endpoint())
    assert line.sent == []


async def test_a_server_that_stops_breaks_off_what_is_under_way() -> None:
    toy = Toy()
    talking = asyncio.ensure_future(Line(b'{"query": "{ wacht }"}').talk(endpoint(toy)))
    await asyncio.wait_for(toy.going.wait(), 5)
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    assert toy.broken_off
