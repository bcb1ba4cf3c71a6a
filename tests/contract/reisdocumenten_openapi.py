"""The OpenAPI of Reisdocumenten made strict: what it says in prose or by discriminator, a validator can see too.

A query is of one type, with its parameters and no others, and asks paths that there are; a date is a whole one, as all
dates of travel documents are that the stand-in has.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["field_paths", "strict_openapi"]

Json = dict[str, Any]
_REF = "#/components/schemas/"
# Given automatically, so never to be asked.
_AUTOMATIC = frozenset({"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding"})
_DATE = ("type", "datum", "jaar", "maand", "onbekend", "langFormaat")


def field_paths(path: Path) -> set[str]:
    """The paths of a document that may be asked, groups and leaves."""
    return set(_paths(_read(path)["components"]["schemas"], "Reisdocument"))


def strict_openapi(path: Path, kind: str, real: list[str]) -> Json:
    """The OpenAPI with one type of query; `real` are values of its key that exist, besides any others."""
    document = _read(path)
    schemas: Json = document["components"]["schemas"]
    key, asked = next(iter(schemas[kind]["allOf"][1]["properties"].items()))
    if asked.get("type") == "array":
        asked["items"] = {"enum": real} if real else asked["items"]
    elif real:
        asked = {"enum": real}
    schemas["Field"]["enum"] = sorted(field_paths(path))
    query = {
        "type": "object",
        "required": ["type", "fields", key],
        "additionalProperties": False,  # the API refuses a parameter that it does not know
        "properties": {**schemas["ReisdocumentenQuery"]["properties"], key: asked, "type": {"enum": [kind]}},
    }
    heirs = {ref.removeprefix(_REF) for ref in schemas["AbstractDatum"]["discriminator"]["mapping"].values()}
    for owner, schema in schemas.items():
        for part in _objects(schema):
            if part.get("$ref") == f"{_REF}AbstractDatum" and owner not in heirs:
                part["$ref"] = f"{_REF}VolledigeDatum"
    schemas["AbstractDatum"]["properties"]["type"] = {"enum": ["Datum"]}
    operation = document["paths"]["/reisdocumenten"]["post"]
    operation["requestBody"]["required"] = True
    for body in operation["requestBody"]["content"].values():
        body["schema"] = query
    for body in operation["responses"]["200"]["content"].values():
        body["schema"] = {"$ref": f"{_REF}{kind}Response"}
    for part in _objects(document):
        part.pop("example", None)
    return document


def _read(path: Path) -> Json:
    document: Json = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    return document


def _paths(schemas: Json, name: str, prefix: str = "") -> Iterator[str]:
    if name == "AbstractDatum":
        yield from (prefix + part for part in _DATE)
        return
    schema = schemas[name]
    for part in [schema, *schema.get("allOf", [])]:
        if "$ref" in part:
            yield from _paths(schemas, part["$ref"].removeprefix(_REF), prefix)
        for field, item in part.get("properties", {}).items():
            if field not in _AUTOMATIC:
                yield prefix + field
                if "$ref" in item:
                    yield from _paths(schemas, item["$ref"].removeprefix(_REF), f"{prefix}{field}.")


def _objects(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        yield part
        for item in part.values():
            yield from _objects(item)
    elif isinstance(part, list):
        for item in part:
            yield from _objects(item)
