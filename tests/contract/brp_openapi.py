"""The BRP's OpenAPI made strict: what it says in prose or by discriminator, a validator can see too."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["code_tables", "field_paths", "strict_openapi"]

Json = dict[str, Any]
_REF = "#/components/schemas/"


def field_paths(brp: Path, name: str) -> list[str]:
    """The paths that one of the API's own lists allows."""
    return (brp / "fields" / f"{name}.csv").read_text().split()[1:]


def code_tables(brp: Path) -> dict[str, set[tuple[str, str]]]:
    """The national tables by name, as pairs of code and text."""
    tables: dict[str, set[tuple[str, str]]] = {}
    for file, name in (("34-landen", "land"), ("33-gemeenten", "gemeente"), ("32-nationaliteiten", "nationaliteit")):
        with (brp / "tabellen" / f"tabel{file}tabel.csv").open(encoding="utf-8-sig") as lines:
            tables[name] = {(row[0], row[1]) for row in csv.reader(lines)}
    with (brp / "tabellen" / "tabelwaarden.csv").open(encoding="utf-8-sig") as lines:
        for name, code, text in csv.reader(lines):
            tables.setdefault(name, set()).add((code, text))
    return tables


def strict_openapi(
    brp: Path,
    numbers: list[str],
    kind: str = "RaadpleegMetBurgerservicenummer",
    fields: str = "fields-Persoon",
) -> Json:
    """The OpenAPI with one query type, its paths listed, its discriminators as conditions."""
    document: Json = yaml.load((brp / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    schemas: Json = document["components"]["schemas"]
    # Its pattern forbids the slash of "echtgenoot/geregistreerd partner", which its own tabelwaarden.csv prescribes.
    schemas["Waardetabel"]["properties"]["omschrijving"]["pattern"] = r"^[a-zA-Z0-9À-ž '.\-(),/]{1,200}$"
    schemas["Field"]["enum"] = field_paths(brp, fields)
    asked = schemas[kind]["allOf"][1]["properties"]
    if "burgerservicenummer" in asked:
        asked["burgerservicenummer"]["items"] = {"anyOf": [{"enum": numbers}, asked["burgerservicenummer"]["items"]]}
    query: Json = {
        "type": "object",
        "required": ["type", *schemas[kind]["required"], "fields"],
        "additionalProperties": False,  # the API refuses a parameter that it does not know
        "properties": {
            **schemas["PersonenQuery"]["properties"],
            **asked,
            "type": {"const": kind},
        },
    }
    _by_type(schemas)
    operation = document["paths"]["/personen"]["post"]
    operation["requestBody"]["required"] = True
    for body in operation["requestBody"]["content"].values():
        body["schema"] = query
    for body in operation["responses"]["200"]["content"].values():
        body["schema"] = {"$ref": f"{_REF}{kind}Response"}
    for part in _objects(document):
        part.pop("example", None)
    return document


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
        conditions = [
            {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": ref}} for kind, ref in mapping.items()
        ]
        known = {"required": ["type"], "properties": {"type": {"enum": list(mapping)}}}
        schemas[f"{name}ByType"] = {"type": "object", **known, "allOf": conditions}


def _objects(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        yield part
        for item in part.values():
            yield from _objects(item)
    elif isinstance(part, list):
        for item in part:
            yield from _objects(item)
