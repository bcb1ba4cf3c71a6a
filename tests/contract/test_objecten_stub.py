"""The stand-in of the Objects API against its OpenAPI (quirks off), and against what Open Object was seen to do."""

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

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
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.objecten.stub import MELDING, TAAK, stub_app
from tests.contract.objecten import BASE, BSN, CITY, CRS, HOST, TASK, TOKEN, UUIDS, ask, of, search, told
from tests.contract.openzaak import Recording, differences
from tests.shared import shared

THEIRS = "http://127.0.0.1:8003"
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

# What the OpenAPI says, with the errors that it does not say and that were recorded.
PROBLEM = {
    "type": "object",
    "required": ["type", "code", "title", "status", "detail", "instance"],
    "properties": {"status": {"type": "integer"}, "code": {"type": "string"}, "invalid_params": {"type": "array"}},
}
OPERATIONS = [
    *(("post", "/objects/search"), ("get", "/objects/{uuid}"), ("get", "/objecttypes"), ("get", "/objecttypes/{uuid}"))
]
TYPED = ["http://testserver/api/v2/objecttypes/" + MELDING, "https://elders.example/" + MELDING]
ASKED = [of("jan", "fatima"), "belanghebbende__type__exact__bsn," + of("wim"), "soort__exact__termijn"]
REAL: dict[str, list[Any]] = {"type": TYPED, "data_attrs": ASKED, "ordering": ["-record__data__publicatiedatum"]}


@cache
def operation(method: str, path: str) -> Any:
    document = yaml.load(shared("registers/objects/openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    chosen = document["paths"][path][method]
    chosen["responses"] |= {"4XX": {"description": "", "content": {"application/json": {"schema": PROBLEM}}}}
    chosen.pop("security")
    # What is cut down to some fields is no longer the object that the OpenAPI says it is.
    chosen["parameters"] = [parameter for parameter in chosen["parameters"] if parameter["name"] != "fields"]
    document["paths"] = {path: {method: chosen}}
    real = {"uuid": [MELDING] if "types" in path else UUIDS[:10]} | REAL
    for parameter in chosen["parameters"]:
        if parameter["name"] in real and parameter["name"] != "type":
            parameter["schema"] = {"anyOf": [{"enum": real[parameter["name"]]}, parameter["schema"]]}
    for media in chosen.get("requestBody", {}).get("content", {}).values():
        properties = media["schema"]["allOf"][1]["properties"]
        for name in real.keys() & properties.keys():
            properties[name] = {"anyOf": [{"enum": real[name]}, properties[name]]}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=False))])
    return schema[path][method.upper()]


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 15), (GenerationMode.NEGATIVE, 10)], ids=["right", "wrong"]
)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_one_that_the_openapi_knows(
    method: str, path: str, mode: GenerationMode, examples: int
) -> None:
    statuses = set()

    @given(case=operation(method, path).as_strategy(mode))
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        statuses.add(case.call_and_validate(checks=CHECKED, headers=TOKEN).status_code)

    answered()
    assert mode is GenerationMode.NEGATIVE or statuses & {200}


FULL: dict[str, dict[str, Any]] = {
    "/objects/search": {"body": {"type": TYPED[0], "data_attrs": of("wim")}, "query": {"pageSize": 7, "page": 2}},
    "/objects/{uuid}": {"path_parameters": {"uuid": UUIDS[0]}},
    "/objecttypes": {},
    "/objecttypes/{uuid}": {"path_parameters": {"uuid": MELDING}},
}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_full_answer_is_as_the_openapi_says(method: str, path: str) -> None:
    posted = {"media_type": "application/json"} if method == "post" else {}
    case = operation(method, path).Case(headers=CRS, **posted, **FULL[path])
    response = case.call_and_validate(checks=CHECKED, headers=TOKEN)
    assert response.status_code == 200
    assert response.json().get("results") or response.json()["url"]


async def test_a_task_is_as_its_objecttype_says() -> None:
    schema = json.loads(shared("registers/objecttypes/schemas/taak-schema.json").read_text())
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    rows = told(await search(query="?pageSize=500", type=TASK))
    assert len(rows) > 200
    for data in rows:
        if data["status"] != "ingediend":  # which is in no schema, and was seen
            validator.validate(data)
    assert {name for data in rows for name in data} == set(schema["properties"])


async def test_data_is_as_the_objecttype_says() -> None:
    schema = json.loads(shared("registers/eigen-contracten/melding.schema.json").read_text())
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    found = await search(query="?pageSize=500") | {"more": await search(of(*BSN), query="?pageSize=500")}
    rows = [*told(found), *told(found["more"])]
    assert len(rows) > 550
    for data in rows:
        validator.validate(data)
    assert {name for data in rows for name in data} == set(schema["properties"])


# The recorded exchanges with the operations that are played, and which of ours stands for what they asked.
DIRECT = [
    *("30-object-detail", "32-object-detail-fields", "33-object-404", "34-object-notuuid", "39-objects-search-geo"),
    *("40-objects-search-data_attrs", "41-objects-search-data_attr-list", "42-objects-search-pageSize"),
    *("43-objects-search-pageSize-body", "44-objects-search-no-content-crs", "51-objecttypes"),
    *("54-search-data_attr-list", "55-search-page2-data_attrs"),
]
# The refusals of GET /objects, which has the filters that a search has.
LISTED = [
    *("12-objects-data_attr-empty-value", "14-objects-data_attr-badop", "15-objects-data_attr-nooperator"),
    *("16-objects-data_attr-unknown-key", "22-objects-page99", "25-objects-unknown-param", "27-objects-type-unknown"),
    *("28-objects-type-other-domain", "29-objects-type-not-url", "35-auth-none", "36-auth-wrong"),
    "38-wrong-accept-crs",
]
OURS = {
    THEIRS: HOST,
    "65afc6c1-ebd5-4569-bbb7-f12d83022947": MELDING,
    "f8b66d5e-d5d3-4966-b46f-fde31dfd0c70": TAAK,
    "998d00a3-78dc-4e1c-b2a9-c6d8e6027915": UUIDS[0],
    "bsn__": "belanghebbende__value__",
    "999993653": BSN["wim"],
}


def ours(text: str) -> str:
    for theirs, own in OURS.items():
        text = text.replace(theirs, own)
    return text


def bare(body: Any) -> Any:
    """Without what the objecttypes say of their own, and where a geometry would be."""
    if isinstance(body, dict):
        return {name: bare(value) for name, value in body.items() if name not in ("data", "geometry", "record.data")}
    return [bare(item) for item in body] if isinstance(body, list) else body


async def replayed(name: str) -> tuple[Any, Recording]:
    recording = Recording.read(shared(f"recorded/objects/{name}.json"))
    headers: dict[str, str | None] = {**dict.fromkeys((*CRS, "Authorization", "Content-Type")), **recording.headers}
    if "Authorization" in recording.headers:
        headers["Authorization"] = "Token een-andere" if name == "36-auth-wrong" else TOKEN["Authorization"]
    method, _, url = ours(recording.line).partition(" ")
    parts = urlsplit(url)
    line, body = f"{method} {parts.path.removeprefix(BASE)}?{parts.query}", recording.sent
    if method == "GET" and parts.path == f"{BASE}/objects":
        asked = {name.replace("data_attr", "data_attrs"): value for name, value in parse_qsl(parts.query, True)}
        pages = [(name, asked.pop(name)) for name in ("page", "pageSize") if name in asked]
        line, body = f"POST /objects/search?{urlencode(pages)}", asked
        headers["Content-Type"] = "application/json"
    return await ask(line, None if body is None else ours(json.dumps(body)).encode(), headers), recording


@pytest.mark.parametrize("name", DIRECT + LISTED)
async def test_the_stand_in_answers_as_open_object_did(name: str) -> None:
    answer, recording = await replayed(name)
    assert answer.status_code == recording.status
    assert answer.headers["content-type"] == recording.content_type
    assert answer.headers["api-version"] == "2.7.0"
    assert differences(bare(answer.json()), bare(recording.body)) == []
    if recording.status >= 400:
        expected = json.loads(ours(json.dumps(recording.body)).replace("invalid-data-attr-", "invalid-data-attrs-"))
        for key in ("code", "title", "status", "detail", "invalid_params"):
            assert answer.json().get(key) == expected.get(key)
        assert ("www-authenticate" in answer.headers) is (recording.status == 401)
    elif name == "55-search-page2-data_attrs":
        for key in ("next", "previous"):
            assert answer.json()[key] == ours(recording.body[key])
