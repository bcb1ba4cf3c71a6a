"""The OpenAPI of the BRP's other APIs made strict: one type of query, and discriminators as conditions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

__all__ = ["strict_openapi"]

Json = dict[str, Any]
_REF = "#/components/schemas/"


def strict_openapi(path: Path, at: str, kind: str, real: Mapping[str, list[str]]) -> Json:
    """The OpenAPI with one type of query; `real` are values of its keys that exist, besides any others."""
    document: Json = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    schemas: Json = document["components"]["schemas"]
    document["servers"] = [{"url": "/"}]  # the stand-in has its routes relative to the base
    operation = document["paths"][at]["post"]
    for body in operation["requestBody"]["content"].values():
        base = schemas[body["schema"]["$ref"].removeprefix(_REF)]
        body["schema"] = _query(schemas, base, kind, real)
    operation["requestBody"]["required"] = True
    _by_type(schemas)
    for part in _objects(document):
        part.pop("example", None)
    return document


def _query(schemas: Json, base: Json, kind: str, real: Mapping[str, list[str]]) -> Json:
    own = {**base["properties"], **schemas[kind]["allOf"][1]["properties"]}
    asked = {name: {"enum": real[name]} if real.get(name) else schema for name, schema in own.items()}
    return {
        "type": "object",
        "required": [*asked],
        "additionalProperties": False,  # the API refuses a parameter that it does not know
        "properties": {**asked, "type": {"enum": [kind]}},
    }


def _by_type(schemas: Json) -> None:
    """Let `type` choose the schema wherever one with a discriminator is used, but not where it is inherited."""
    chosen = {name: schema["discriminator"]["mapping"] for name, schema in schemas.items() if "discriminator" in schema}
    heirs = {name: {ref.removeprefix(_REF) for ref in mapping.values()} for name, mapping in chosen.items()}
    for owner, schema in schemas.items():
        for part in _objects(schema):
            name = str(part.get("$ref", "")).removeprefix(_REF)
            if name in chosen and owner not in heirs[name]:
                part["$ref"] = f"{_REF}{name}ByType"
    for name, mapping in chosen.items():
        kinds = [{"allOf": [{"properties": {"type": {"enum": [one]}}}, {"$ref": ref}]} for one, ref in mapping.items()]
        schemas[f"{name}ByType"] = {"type": "object", "required": ["type"], "oneOf": kinds}


def _objects(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        yield part
        for item in part.values():
            yield from _objects(item)
    elif isinstance(part, list):
        for item in part:
            yield from _objects(item)
