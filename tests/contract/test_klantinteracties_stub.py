"""The stand-in of klantinteracties against its OpenAPI (quirks off), and against what Open Klant was seen to do."""

import json
from functools import cache
from typing import Any

import httpx
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

from sources.klantinteracties.stub import stub_app
from tests.contract.openklant import BASE, BSN, CITY, HOST, TOKEN, WHO, WITH, ask, whose
from tests.contract.openzaak import Recording, differences
from tests.shared import shared

THEIRS = "http://127.0.0.1:8002"
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PROBLEM = {
    "type": "object",
    "required": ["type", "code", "title", "status", "detail", "instance"],
    "properties": {"status": {"type": "integer"}, "code": {"type": "string"}, "invalidParams": {"type": "array"}},
}
JAN = CITY.parties.of(0)
assert JAN is not None
ZAAK = next(zaak for each in CITY.encounters.of(0) if (zaak := CITY.encounters.zaak(each)))
# Values that find something: most of what is generated finds nothing.
REAL: dict[str, list[str]] = {
    f"{WHO}objectId": [BSN["jan"], BSN["wim"]],
    f"{WITH}objectId": [BSN["jan"], BSN["wim"]],
    f"{WITH}codeRegister": ["brp"],
    f"{WITH}codeSoortObjectId": ["bsn"],
    "onderwerpobject__onderwerpobjectidentificatorObjectId": [ZAAK],
}


@cache
def operation(path: str) -> Any:
    document = yaml.load(shared("registers/klantinteracties/openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    chosen = document["paths"][path]["get"]
    chosen["responses"] |= {"4XX": {"description": "", "content": {"application/json": {"schema": PROBLEM}}}}
    chosen.pop("security")
    document["paths"] = {path: {"get": chosen}}
    for each in document["components"]["schemas"].values():
        if "discriminator" in each:  # without looking at it, a person is valid as an organisation too
            each["anyOf"] = each.pop("oneOf")
    for parameter in chosen["parameters"]:
        if parameter["name"] in REAL:  # somebody is always named, since everybody takes long
            parameter |= {"schema": {"enum": REAL[parameter["name"]]}, "required": "objectId" in parameter["name"]}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=False))])
    return schema[path]["GET"]


@pytest.mark.parametrize(
    ("mode", "examples"), [(GenerationMode.POSITIVE, 15), (GenerationMode.NEGATIVE, 10)], ids=["right", "wrong"]
)
@pytest.mark.parametrize("path", ["/partijen", "/klantcontacten"])
def test_every_answer_is_one_that_the_openapi_knows(path: str, mode: GenerationMode, examples: int) -> None:
    statuses = set()

    @given(case=operation(path).as_strategy(mode))
    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        statuses.add(case.call_and_validate(checks=CHECKED, headers=TOKEN).status_code)

    answered()
    assert mode is GenerationMode.NEGATIVE or statuses & {200}


@pytest.mark.parametrize(("path", "prefix"), [("/partijen", WHO), ("/klantcontacten", WITH)])
@pytest.mark.parametrize("persona", ["jan", "ingrid", "wim"])
def test_a_full_answer_is_as_the_openapi_says(path: str, prefix: str, persona: str) -> None:
    query: dict[str, Any] = {**whose(prefix, BSN[persona]), "pageSize": 50}
    expand = ["digitaleAdressen", "betrokkenen"] if path == "/partijen" else ["gingOverOnderwerpobjecten"]
    case = operation(path).Case(query=query | {"expand": ",".join(expand)})
    response = case.call_and_validate(checks=CHECKED, headers=TOKEN)
    assert response.status_code == 200 and response.json()["results"][0]["_expand"].keys() == set(expand)


RECORDED = {
    *("01-partijen-bsn1-full", "02-partijen-objectId-only", "03-partijen-codeSoort+objectId"),
    *("04-partijen-objectId-empty", "05-partijen-bsn-unknown", "06-partijen-kvk-as-bsn", "07-partijen-bsn-invalid"),
    *("08-partijen-unknown-param", "09-partijen-codeSoort-invalid", "10-partijen-bsn1-expand-digitaleAdressen"),
    *("11-partijen-bsn1-expand-betrokkenen", "12-partijen-bsn1-expand-klantcontact", "13-partijen-bsn1-expand-both"),
    *("14-partijen-expand-unknown", "15-partijen-all-pageSize2", "16-partijen-page2", "17-partijen-page99"),
    *("18-partijen-pageSize1000", "23-path-404", "24-auth-none", "25-auth-wrong", "26-auth-bearer-scheme"),
    *("33-klantcontacten-bsn1", "34-klantcontacten-bsn1-expand", "35-klantcontacten-partij-uuid"),
    *("36-klantcontacten-objectId-empty", "37-klantcontacten-onderwerpobject-zaak", "38-klantcontacten-ordering"),
}
OURS = {
    THEIRS: HOST,
    "999993653": BSN["jan"],
    "999990019": "111222333",
    "33065d78-f39d-4aba-87e8-437fc338cd8c": JAN.uuid,
    "ZAAK-1": ZAAK,
}


def ours(text: str) -> str:
    for theirs, own in OURS.items():
        text = text.replace(theirs, own)
    return text


def bare(body: Any) -> Any:
    """Without the names, which an organisation has others of than a person, and tasks, of which the city has none."""
    if isinstance(body, dict):
        left_out = ("partijIdentificatie", "leiddeTotInterneTaken")
        return {name: bare(value) for name, value in body.items() if name not in left_out}
    return [bare(item) for item in body] if isinstance(body, list) else body


@pytest.mark.parametrize("name", sorted(RECORDED))
async def test_the_stand_in_answers_as_open_klant_did(name: str) -> None:
    recording = Recording.read(shared(f"recorded/openklant/{name}.json"))
    headers: dict[str, str | None] = {"Authorization": None, **recording.headers}
    if "Authorization" in recording.headers:
        scheme = recording.headers["Authorization"].partition(" ")[0]
        headers["Authorization"] = (
            "Token een-andere" if name == "25-auth-wrong" else f"{scheme} {TOKEN['Authorization'].partition(' ')[2]}"
        )
    url = httpx.URL(ours(recording.line).partition(" ")[2])
    query = dict(url.params)
    if name == "17-partijen-page99":  # the city has more than they had
        query["page"] = "99999"
    answer = await ask(f"GET {url.path.removeprefix(BASE)}", query, headers)
    assert answer.status_code == recording.status
    assert answer.headers["content-type"] == recording.content_type
    if recording.content_type != "application/json":
        return
    body = answer.json()
    assert answer.headers["api-version"] == "0.9.0" and not answer.headers.get("etag")
    assert differences(bare(body), bare(recording.body)) == []
    if recording.status == 200:
        assert bool(body["results"]) == bool(recording.body["results"])
        assert [each["_expand"].keys() for each in body["results"]][:1] == [
            each["_expand"].keys() for each in recording.body["results"]
        ][:1]
        if name in ("15-partijen-all-pageSize2", "16-partijen-page2"):
            assert [body[key] for key in ("next", "previous")] == [
                text and ours(text) for text in (recording.body["next"], recording.body["previous"])
            ]
    else:
        expected = json.loads(ours(json.dumps(recording.body)))
        for key in ("code", "title", "status", "detail", "invalidParams"):
            assert body.get(key) == expected.get(key)
        assert ("www-authenticate" in answer.headers) is (recording.status == 401)


@pytest.mark.parametrize(("path", "prefix"), [("/partijen", WHO), ("/klantcontacten", WITH)])
async def test_an_empty_filter_finds_everybody_and_another_number_nobody(path: str, prefix: str) -> None:
    async def count(**query: str) -> Any:
        return (await ask(f"GET {path}", query)).json()["count"]

    assert await count(**{f"{prefix}objectId": ""}) > 5000
    assert await count(**whose(prefix, BSN["jan"])) in (1, len(CITY.encounters.of(0)))
    for wrong in ({"codeSoortObjectId": "kvk_nummer"}, {"codeRegister": "hr"}, {"objectId": "123456782"}):
        assert await count(**whose(prefix, BSN["jan"]) | {prefix + name: value for name, value in wrong.items()}) == 0


async def test_contacts_are_the_last_first_and_filtered_by_confidence_and_by_zaak() -> None:
    query = whose(WITH, BSN["wim"])
    everything = (await ask("GET /klantcontacten", {**query, "pageSize": "500"})).json()["results"]
    open_ = (await ask("GET /klantcontacten", {**query, "pageSize": "500", "vertrouwelijk": "false"})).json()["results"]
    moments = [each["plaatsgevondenOp"] for each in everything]
    assert moments == sorted(moments, reverse=True) and len(everything) == 120
    assert [each for each in everything if not each["vertrouwelijk"]] == open_ and 0 < len(open_) < 120
    about = "onderwerpobject__onderwerpobjectidentificatorObjectId"
    mine = (await ask("GET /klantcontacten", {**whose(WITH, BSN["jan"]), about: ZAAK})).json()["results"]
    assert len(mine) == 2 and (await ask("GET /klantcontacten", {**query, about: ZAAK})).json()["results"] == []
