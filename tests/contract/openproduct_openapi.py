"""The operations of Open Product that its stand-in plays, as its OpenAPI describes them, ready for schemathesis."""

from functools import cache
from typing import Any

import schemathesis
import yaml
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.openproduct.stub import stub_app
from tests.contract.objecten import BSN, CITY
from tests.shared import shared

__all__ = ["BASE", "UUIDS", "operation"]

BASE = "/producten/api/v1"
UUIDS = [permit.uuid for permit in CITY.permits.of(CITY.index(BSN["wim"]) or 0)]
REAL = {
    "eigenaren__bsn": [BSN["jan"], BSN["wim"]],
    "eigenaren__kvk_nummer": ["90000001"],
    "producttype__code__in": [["PARKEERVERGUNNING-BEWONER", "VOLKSTUIN"]],
    "uuid": UUIDS[:5],
}


@cache
def operation(path: str) -> Any:
    """GET of this path; parameters have values of the city among others."""
    document = yaml.load(shared("registers/openproduct/producten-openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    chosen = document["paths"][path]["get"]
    detail = {"application/json": {"schema": {"$ref": "#/components/schemas/DetailError"}}}
    chosen["responses"] |= {status: {"description": "", "content": detail} for status in ("404", "406")}
    # Its schema of an error is that of an example: a list of texts for each field that is wrong.
    texts = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
    document["components"]["schemas"]["Error"] = texts
    chosen.pop("security")
    # Filters on what the stand-in has no text for are left to the real software.
    skipped = ("dataobject_attr", "verbruiksobject_attr", "__contains", "__icontains", "locaties", "organisaties")
    chosen["parameters"] = [each for each in chosen["parameters"] if not any(part in each["name"] for part in skipped)]
    for parameter in chosen["parameters"]:
        if parameter["name"] in REAL:
            parameter["schema"] = {"anyOf": [{"enum": REAL[parameter["name"]]}, parameter["schema"]]}
    document["paths"] = {path: {"get": chosen}}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=False))])
    return schema[path]["GET"]
