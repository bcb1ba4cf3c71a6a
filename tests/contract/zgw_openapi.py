"""One operation of a component's OpenAPI as a document of its own, with what no answer could satisfy put right."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["openapi"]

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
# Filters that the OpenAPI has as integers, and Open Zaak refuses unless they are URLs (recordings 72, 98, 152).
_URLS = ("zaak", "zaaktype", "catalogus", "besluit", "status", "zaaktypen", "informatieobjecttypen")


@cache
def _read(path: Path) -> Json:
    document: Json = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    return document


def openapi(path: Path, method: str, where: str, real: dict[str, list[Any]]) -> Json:
    """One operation of an OpenAPI file, and the schemas it needs, in a document of its own.

    `real` are values that exist, by the name of a parameter or of a property of a body: half of what is tried.
    """
    source = _read(path)
    document: Json = {"openapi": source["openapi"], "info": source["info"], "servers": source["servers"]}
    schemas: Json = {}
    shared = _local(source["paths"][where].get("parameters", []), path, schemas)
    operation = _local(source["paths"][where][method], path, schemas)
    _with_real_values(operation, shared, real)
    if any(parameter["name"] == "If-None-Match" for parameter in operation.get("parameters", [])):
        operation["responses"]["304"] = {"description": "What the parameter is for (RFC 9110, 13.1.2; recording 47)."}
    document |= {"paths": {where: {"parameters": shared, method: operation}}, "components": {"schemas": schemas}}
    if "Rol" in schemas:
        schemas["Rol"] = _by_discriminator(schemas["Rol"])
    return document


def _local(part: Any, path: Path, schemas: Json) -> Any:
    """A copy whose references are to `schemas`, which gets what they refer to."""
    if isinstance(part, list):
        return [_local(item, path, schemas) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" not in part:
        return {key: _local(value, path, schemas) for key, value in part.items() if key not in ("example", "security")}
    file, _, name = part["$ref"].partition(_SCHEMAS)
    other = (path.parent / file).resolve() if file else path
    own = f"{other.parent.name}_{name}" if file else name
    if own not in schemas:
        schemas[own] = {}  # a schema may refer to itself
        schemas[own] = _local(_read(other)["components"]["schemas"][name], other, schemas)
    return {"$ref": f"{_SCHEMAS}{own}"}


def _with_real_values(operation: Json, shared: list[Json], real: dict[str, list[Any]]) -> None:
    for parameter in (*shared, *operation.get("parameters", [])):
        if parameter["name"] in _URLS:
            parameter["schema"] = {"type": "string", "format": "uri"}
        if parameter["name"] in real:
            parameter["schema"] = {"anyOf": [{"enum": real[parameter["name"]]}, parameter["schema"]]}
    for media in operation.get("requestBody", {}).get("content", {}).values():
        properties = media["schema"]["properties"]
        for name in real.keys() & properties.keys():
            target = properties[name]
            if target["type"] == "array":
                target["items"] = {"anyOf": [{"enum": real[name]}, target["items"]]}
            else:
                properties[name] = {"anyOf": [{"enum": real[name]}, target]}


def _by_discriminator(schema: Json) -> Json:
    """A choice by a property as a validator sees it: by its `oneOf` alone every rol is all five kinds, so none."""
    name = schema["discriminator"]["propertyName"]
    return {
        "oneOf": [
            {"allOf": [{"required": [name], "properties": {name: {"enum": [kind]}}}, {"$ref": ref}]}
            for kind, ref in schema["discriminator"]["mapping"].items()
        ]
    }
