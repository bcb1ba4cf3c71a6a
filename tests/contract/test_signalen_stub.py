"""The stand-in of Signalen against its OpenAPI and schemas (quirks off), and against what its backend does."""

import json
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.openzaak import Recording, differences
from tests.contract.signalen import ACCOUNT, BASE, CITY, HOST, ask, mailbox, mounted, reports
from tests.shared import shared

THEIRS = "http://127.0.0.1:8005"
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LIST, ONE = "/signals/v1/private/signals/", "/signals/v1/public/signals/{signal_id}"
PLAYED = {"ordering", "created_before", "created_after", "reporter_email"}  # of the many filters
SAID = {"application/json": {"schema": {"type": "object"}}}  # what an error holds, which the OpenAPI does not tell


@cache
def operation(path: str) -> Any:
    document = yaml.load(shared("registers/signalen/openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    chosen = document["paths"][path]["get"]
    chosen.pop("security", None)
    for status in ("400", "401", "404", "405"):
        chosen["responses"][status] = {"description": "", "content": SAID}
    chosen["parameters"] = [each for each in chosen["parameters"] if each["name"] in PLAYED | {"signal_id"}]
    real = {"signal_id": [each.uuid for each in reports("jan")], "reporter_email": [mailbox("wim")]}
    for parameter in chosen["parameters"]:
        if parameter["name"] in real:
            parameter["schema"] = {"anyOf": [{"enum": real[parameter["name"]]}, parameter["schema"]]}
    document["paths"] = {path: {"get": chosen}}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = mounted(quirks=False)
    return schema[path]["GET"]


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 12), (GenerationMode.NEGATIVE, 8)], ids=["right", "wrong"]
)
@pytest.mark.parametrize("path", [LIST, ONE])
def test_every_answer_is_one_that_the_openapi_knows(path: str, mode: GenerationMode, examples: int) -> None:
    statuses = set()

    @given(case=operation(path).as_strategy(mode))
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        if path == LIST:
            case.query = {**(case.query or {}), "page_size": "3"}
        statuses.add(case.call_and_validate(checks=CHECKED, headers=ACCOUNT).status_code)

    answered()
    assert mode is GenerationMode.NEGATIVE or statuses & {200}


@pytest.mark.parametrize(
    ("schema", "line"),
    [
        ("get_signals_v1_private_signals", f"GET /private/signals/?reporter_email={mailbox('wim')}"),
        ("get_signals_v1_public_signals_uuid", f"GET /public/signals/{reports('jan')[0].uuid}"),
    ],
)
async def test_an_answer_is_as_the_schema_of_the_backend_says(schema: str, line: str) -> None:
    said = json.loads(shared(f"registers/signalen/schemas/{schema}.json").read_text())
    answer = await ask(line, quirks=True)
    body = answer.json()
    for row in body.get("results", ()):  # the schema is older than what the backend was seen to leave empty
        row["status"]["user"], row["reporter"]["email"] = "", row["reporter"]["email"] or ""
    jsonschema_rs.validator_for(said).validate(body)


# The recorded exchanges with the operations that are played; what an account is refused is not among them, since the
# recorded backend asked nobody who they were.
RECORDED = [
    *("06-private-signals", "07-private-signals-reporter_email", "08-private-signals-reporter_email-empty"),
    *("10-private-signals-unknown-param", "11-private-signals-page_size", "12-private-signals-page9"),
    "15-public-signal",
]
OURS = {
    "anna@example.com": mailbox("jan"),
    "5d3aace0-3125-4888-beeb-54b1842c5f52": reports("jan")[0].uuid,
    "page=9": "page=900",
}


async def replayed(name: str) -> tuple[Any, Recording]:
    recording = Recording.read(shared(f"recorded/signalen/{name}.json"))
    line = recording.line.replace(THEIRS + BASE, "")
    for theirs, own in OURS.items():
        line = line.replace(theirs, own)
    return await ask(line), recording


def bare(body: Any) -> Any:
    """Without what the city has and their three reports had not: notes, and who made them."""
    return json.loads(json.dumps(body), object_hook=lambda found: {k: v for k, v in found.items() if k != "notes"})


@pytest.mark.parametrize("name", RECORDED)
async def test_the_stand_in_answers_as_signalen_did(name: str) -> None:
    answer, recording = await replayed(name)
    assert (answer.status_code, answer.headers["content-type"]) == (recording.status, recording.content_type)
    assert answer.headers["x-api-version"] == "2.43.10"
    assert differences(bare(answer.json()), bare(recording.body)) == []
    if recording.status >= 400:
        assert answer.json() == recording.body
    elif "_links" in recording.body:
        links, theirs = answer.json()["_links"], recording.body["_links"]
        assert list(links) == list(theirs) and all(list(links[each]) == ["href"] for each in links)


async def test_an_empty_address_and_a_misspelt_filter_find_everybody() -> None:
    everybody = (await ask("GET /private/signals/?page_size=1")).json()["count"]
    assert everybody == len(CITY.reports.everybodys) > 5000
    for query in ("reporter_email=", "reporter_mail=jan@example.nl", "foo=bar"):
        assert (await ask(f"GET /private/signals/?page_size=1&{query}")).json()["count"] == everybody


async def test_an_address_finds_its_own_in_any_case_and_no_more() -> None:
    for name in ("jan", "wim", "fatima", "willemijn"):
        for address in (mailbox(name), mailbox(name).upper()):
            found = (await ask(f"GET /private/signals/?reporter_email={address}")).json()
            assert [row["signal_id"] for row in found["results"]] == [each.uuid for each in reports(name)]
    for address in ("niemand@example.nl", "jan@elders.example", "melder1@example.nl", "inwoner999999@example.nl"):
        assert (await ask(f"GET /private/signals/?reporter_email={address}")).json()["count"] == 0


async def test_pages_and_moments_part_a_list_without_a_gap() -> None:
    base = f"GET /private/signals/?reporter_email={mailbox('wim')}&ordering=-created_at"
    whole = [row["signal_id"] for row in (await ask(base)).json()["results"]]
    pages = [(await ask(f"{base}&page_size=20&page={number}")).json() for number in (1, 2, 3)]
    assert [row["signal_id"] for page in pages for row in page["results"]] == whole and len(whole) == 45
    assert [page["_links"]["next"]["href"] is None for page in pages] == [False, False, True]
    for moment, expected in ((reports("wim")[20].made, whole[20:]),
                             (reports("wim")[20].made - timedelta(microseconds=1), whole[21:])):  # fmt: skip
        found = (await ask(f"{base}&created_before={quote(moment.isoformat())}")).json()["results"]
        assert [row["signal_id"] for row in found] == expected
    assert (await ask(f"{base}&created_before=gisteren")).status_code == 400


async def test_an_account_is_asked_for_everything_but_what_is_public() -> None:
    line = f"/public/signals/{reports('jan')[0].uuid}"
    for headers in ({}, {"Authorization": "Bearer een-andere"}, {"Authorization": "Token voor-ontwikkeling"}):
        assert (await ask("GET /private/signals/", headers)).status_code == 401
        assert (await ask(f"GET {line}", headers)).status_code == 200
    assert (await ask("GET /public/signals/00000000-0000-4000-8000-000000000000")).status_code == 404
    assert (await ask("GET /private/signals")).status_code == 404 and (await ask(f"POST {line}")).status_code == 405
    assert (await ask(f"GET {line}")).url == f"{HOST}{BASE}{line}"


def test_an_address_is_read_back_to_whose_it_is() -> None:
    own = CITY.reports
    for index in (0, 7, 40, 9000):
        assert own.whose(own.mailbox(index)) == own.whose(own.mailbox(index).upper()) == index
    for address in ("", "melder0@example.nl", "inwoner99999@example.nl", "inwoner@example.nl", "jan@"):
        assert own.whose(address) is None
    assert mailbox("fatima") == "fatima@example.nl" and mailbox("els").startswith("melder")
