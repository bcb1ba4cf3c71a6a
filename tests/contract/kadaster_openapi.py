"""One operation of an OpenAPI of the Kadaster (WOZ, BAG) as a document of its own, with its contradictions put right.

What is corrected, and why:

- BAG: `Adres` requires a `kortNaam`, and has a `korteNaam`. Of the four forms of a woonplaatsIdentificatie only the
  first is held to the begin of the text, and only the last to its end.
- Both: searches exclude each other, which parameters can't say; one search is left, and its parameters are required.
- WOZ: `fields` is any text, and an unknown path is refused; here it is a list of the paths that there are.
- Both: a page has no upper limit; the BAG refuses one that is not there.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["leaves", "operation"]

Json = dict[str, Any]
_REF = "#/components/"
_FREE = frozenset({"fields", "page", "pageSize", "inclusiefEindStatus", "Accept-Crs"})  # go with every search


@cache
def _read(path: Path) -> Json:
    document: Json = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    return document


def operation(path: Path, where: str, search: tuple[str, ...], real: dict[str, list[Any]]) -> Json:
    """GET of one path, by one search; of a parameter that is in `real` those values are tried, and no others."""
    source = _read(path)
    parts: Json = {}
    get = _copied(source, source["paths"][where]["get"], parts)
    get["parameters"] = [
        _parameter(parameter, real.get(parameter["name"], []))
        for parameter in get["parameters"]
        if parameter["name"] in _FREE.union(search)
    ]
    _put_right(parts.get("schemas", {}))
    document = {"openapi": source["openapi"], "info": source["info"], "servers": source["servers"]}
    return document | {"paths": {where: {"get": get}}, "components": parts}


def leaves(path: Path, schema: str, prefix: str = "") -> Iterator[str]:
    """The dotted paths below a schema, lists looked through; a link is a leaf."""
    source = _read(path)["components"]["schemas"]
    for name, part in _properties(source, source[schema]):
        part = part.get("items", part)
        below = str(part.get("$ref", "")).rpartition("/")[2]
        if below and below != "HalLink" and list(_properties(source, source[below])):
            yield from leaves(path, below, f"{prefix}{name}.")
        else:
            yield prefix + name


def _properties(source: Json, schema: Json) -> Iterator[tuple[str, Json]]:
    for part in schema.get("allOf", ()):
        yield from _properties(source, source[part["$ref"].rpartition("/")[2]] if "$ref" in part else part)
    yield from schema.get("properties", {}).items()


def _copied(source: Json, part: Any, parts: Json) -> Any:
    """A copy without examples and keys; what it refers to comes into `parts`."""
    if isinstance(part, list):
        return [_copied(source, item, parts) for item in part]
    if not isinstance(part, dict):
        return part
    if isinstance(ref := part.get("$ref"), str):
        kind, name = ref.removeprefix(_REF).split("/")
        if name not in parts.setdefault(kind, {}):
            parts[kind][name] = {}  # it may refer to itself
            parts[kind][name] = _copied(source, source["components"][kind][name], parts)
        return dict(part)
    left = ("example", "examples", "security")
    return {name: _copied(source, item, parts) for name, item in part.items() if name not in left}


def _parameter(parameter: Json, real: list[Any]) -> Json:
    name, schema = parameter["name"], parameter["schema"]
    if name == "fields":
        schema = {"type": "array", "items": {"enum": real or ["waarden"]}, "minItems": 1, "maxItems": 9}
        return {**parameter, "style": "form", "explode": False, "schema": schema}
    if name == "page":
        return {**parameter, "schema": {"type": "integer", "enum": real or [1, 2, 3]}}
    if name not in _FREE:
        parameter = {**parameter, "required": True}
    return {**parameter, "schema": {"enum": real} if real else schema}


def _put_right(schemas: Json) -> None:
    if "WoonplaatsIdentificatie" in schemas:
        forms = schemas["WoonplaatsIdentificatie"]["pattern"].removeprefix("^").removesuffix("$")
        schemas["WoonplaatsIdentificatie"]["pattern"] = f"^({forms})$"
        required = schemas["Adres"]["required"]
        required[required.index("kortNaam")] = "korteNaam"
