"""Every path that the graph declares stands in what the registry publishes: no field is a stand-in's only."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import yaml
from graphql import GraphQLObjectType

from schema.engine.seams import core_schema, declared_of
from schema.query import schema
from sources.afspraken.records import Afspraak
from sources.bag.records import AdresUitgebreid
from sources.belastingen.records import Belastingaanslag
from sources.besluiten.records import Besluit
from sources.brp.records import Persoon
from sources.catalogi.records import InformatieObjectType, ResultaatType, StatusType, ZaakType
from sources.documenten.records import Document
from sources.facturen.records import Factuur
from sources.klantinteracties.records import Klantcontact, Partij
from sources.kvk.records import Basisprofiel, Resultaat, VestigingBasis
from sources.objecten.records import Melding
from sources.openproduct.records import Parkeergegevens, Product, Verbruik, Vergunning
from sources.reisdocumenten.records import Reisdocument
from sources.signalen.records import Signal
from sources.verblijfplaatshistorie.records import VerblijfplaatsVoorkomen
from sources.vtb.records import Bericht, Verzoek
from sources.woz.records import WozObject
from sources.zaken.records import Substatus, Zaak
from tests.shared import shared

# What an answer of the registry is, by its own description: file and component, or a JSON schema.
PUBLISHED: dict[type, tuple[str, str]] = {
    Bericht: ("verzoeken-taken-berichten/berichten-openapi.yaml", "Bericht"),
    Verzoek: ("verzoeken-taken-berichten/verzoeken-openapi.yaml", "Verzoek"),
    VerblijfplaatsVoorkomen: ("brp/verblijfplaatshistorie-openapi.yaml", "AbstractVerblijfplaatsVoorkomen"),
    Besluit: ("zgw/besluiten/openapi.yaml", "Besluit"),
    Parkeergegevens: ("eigen-contracten/parkeervergunning.schema.json", ""),
    Verbruik: ("eigen-contracten/parkeervergunning.schema.json", ""),
    Vergunning: ("openproduct/producten-openapi.yaml", "Product"),
    Product: ("openproduct/producten-openapi.yaml", "Product"),
    Substatus: ("zgw/zaken/openapi.yaml", "SubStatus"),
    Basisprofiel: ("kvk/basisprofiel-openapi.yaml", "Basisprofiel"),
    Resultaat: ("kvk/zoeken-openapi.yaml", "ResultaatItem"),
    VestigingBasis: ("kvk/basisprofiel-openapi.yaml", "VestigingBasis"),
    AdresUitgebreid: ("bag/openapi.yaml", "AdresUitgebreid"),
    Afspraak: ("eigen-contracten/afspraak.schema.json", ""),
    Belastingaanslag: ("eigen-contracten/belastingaanslag.schema.json", ""),
    Document: ("zgw/documenten/openapi.yaml", "EnkelvoudigInformatieObject"),
    Factuur: ("eigen-contracten/factuur.schema.json", ""),
    InformatieObjectType: ("zgw/catalogi/openapi.yaml", "InformatieObjectType"),
    Klantcontact: ("klantinteracties/openapi.yaml", "ExpandKlantcontact"),
    Partij: ("klantinteracties/openapi.yaml", "ExpandPartij"),
    Melding: ("eigen-contracten/melding.schema.json", ""),
    Persoon: ("brp/openapi.yaml", "Persoon"),
    Product: ("openproduct/producten-openapi.yaml", "Product"),
    Vergunning: ("openproduct/producten-openapi.yaml", "Product"),
    Parkeergegevens: ("eigen-contracten/parkeervergunning.schema.json", ""),
    Verbruik: ("eigen-contracten/parkeervergunning.schema.json", ""),
    Reisdocument: ("brp/reisdocumenten-openapi.yaml", "Reisdocument"),
    ResultaatType: ("zgw/catalogi/openapi.yaml", "ResultaatType"),
    Signal: ("signalen/openapi.yaml", "V1PrivateSignalDetailList"),
    StatusType: ("zgw/catalogi/openapi.yaml", "StatusType"),
    WozObject: ("woz/openapi.yaml", "WozObject"),
    Zaak: ("zgw/zaken/openapi.yaml", "ExpandZaak"),
    ZaakType: ("zgw/catalogi/openapi.yaml", "ZaakType"),
}
# What an adapter adds of its own, by record and path.
OURS = {
    ("Melding", "regel"): "by which rule we derived it",
    ("Melding", "niveau"): "at which level there may be more",
    ("DigitaalAdres", "voorkeur"): "whether the party prefers to be reached there",
    ("Vergunning", "bron"): "which registry keeps it",
    ("Relatie", "soort"): "in which of the three lists of a person it stands",
    ("WozObject", "belang"): "as whom it is somebody's: its owner or its user",
}
# What a registry was seen to tell since it last published what it tells, with the recorded exchange.
SEEN = {
    ("Signal", "id_display"): "signalen/07-private-signals-reporter_email",
    ("Signal", "location.area_name"): "signalen/07-private-signals-reporter_email",
}
Node = tuple[Path, Any]


@cache
def document(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=yaml.CSafeLoader)


def resolved(node: Node, seen: set[int] | None = None) -> Iterator[Node]:
    """Every schema that a value may be of: through references, alternatives and lists; a base names its heirs."""
    path, schema_ = node
    seen = set() if seen is None else seen
    if (reference := schema_.get("$ref")) is not None:
        file, _, inside = reference.partition("#")
        target = (path.parent / file).resolve() if file else path
        found = document(target)
        for step in inside.strip("/").split("/"):
            found = found[step] if step else found
        yield from resolved((target, found), seen)
        return
    if id(schema_) in seen:
        return
    seen.add(id(schema_))
    yield path, schema_
    for part in ("allOf", "anyOf", "oneOf"):
        for each in schema_.get(part, ()):
            yield from resolved((path, each), seen)
    if isinstance(schema_.get("items"), dict):
        yield from resolved((path, schema_["items"]), seen)
    for name in (schema_.get("discriminator") or {}).get("mapping", {}).values():
        yield from resolved((path, {"$ref": name if "#" in name else f"#/components/schemas/{name}"}), seen)


def properties(nodes: list[Node], name: str) -> list[Node]:
    """What the value at a name may be."""
    return [
        (path, schema_["properties"][name])
        for node in nodes
        for path, schema_ in resolved(node)
        if name in schema_.get("properties", {})
    ]


def structs(annotation: Any) -> Iterator[type[msgspec.Struct]]:
    """The records in an annotation, in lists and alternatives too."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        yield annotation
    for each in get_args(annotation):
        yield from structs(each)


def roots(record: type) -> list[Node]:
    """Where a registry describes a whole answer."""
    file, component = PUBLISHED[record]
    path = shared(f"registers/{file}")
    root = document(path)
    return [(path, root["components"]["schemas"][component] if component else root)]


def described() -> dict[type, list[Node]]:
    """Each record, from the whole answer down, with where the registry describes it."""
    found: dict[type, list[Node]] = {}
    waiting: list[tuple[type[msgspec.Struct], list[Node]]] = []
    waiting += [(record, roots(record)) for record in PUBLISHED]
    while waiting:
        record, nodes = waiting.pop()
        if record in found:  # it stands in several places, and may have what any of them has
            found[record] += nodes
            continue
        for base in record.__mro__:  # what a base may have is what its heirs have
            if base.__module__ == record.__module__:
                found[base] = [*found.get(base, ()), *nodes]
        for field in msgspec.structs.fields(record):
            below = properties(nodes, field.encode_name)
            waiting += [(each, below) for each in structs(field.type) if below and each not in PUBLISHED]
    return found


def declared() -> Iterator[tuple[str, type, str]]:
    """Each field of the graph whose record is a registry's, with a path that it reads."""
    for name, type_ in core_schema(schema).type_map.items():
        for field_name, field in type_.fields.items() if isinstance(type_, GraphQLObjectType) else ():
            each = declared_of(field)
            if each is None or each.record is None or not each.record.__module__.startswith("sources."):
                continue
            if each.declared.container:
                continue
            for path in each.declared.paths:
                yield f"{name}.{field_name}", each.record, path


def below(record: type | None, nodes: list[Node], step: str) -> tuple[type | None, list[Node]]:
    """What stands at a step of a path: the record there, and where it is described, which may be a file of its own."""
    found = properties(nodes, step)
    fields = msgspec.structs.fields(record) if record is not None else ()
    inner = next((each for field in fields if field.encode_name == step for each in structs(field.type)), None)
    return inner, roots(inner) if found and inner in PUBLISHED else found


def test_every_path_is_one_that_its_registry_publishes() -> None:
    places = described()
    wrong = []
    for field, record, path in declared():
        nodes = places.get(record)
        if nodes is None:
            wrong.append(f"{field}: nothing is known of {record.__module__}.{record.__name__}")
            continue
        if (record.__name__, path.partition(".")[0]) in OURS or (record.__name__, path) in SEEN:
            continue
        at: type | None = record
        for step in path.split("."):
            at, nodes = below(at, nodes, step)
            if not nodes:
                wrong.append(f"{field}: {record.__name__} has no {step!r} (of {path!r})")
                break
    assert wrong == []


@pytest.mark.parametrize("record", SEEN, ids=str)
def test_what_is_not_published_was_told(record: tuple[str, str]) -> None:
    told = json.loads(shared(f"recorded/{SEEN[record]}.json").read_text())["body"]
    for row in told["results"]:
        for step in record[1].split("."):
            assert step in row
            row = row[step]


@pytest.mark.parametrize("path", ["naam.bijnaam", "verblijfplaats.verblijfadres.zolder"])
def test_a_path_that_is_not_published_is_seen(path: str) -> None:
    nodes = described()[Persoon]
    steps = path.split(".")
    for step in steps[:-1]:
        nodes = properties(nodes, step)
    assert nodes and not properties(nodes, steps[-1])
