"""The SDL is committed, says everything in two languages, and does not break who uses it."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    is_enum_type,
    is_input_object_type,
    is_object_type,
    parse,
    validate,
)

from schema.documents import Documents
from schema.engine.english import english_sdl, in_english
from schema.engine.seams import core_schema, declared_of
from schema.query import schema

GRAPHQL = Path(__file__).parents[2] / "graphql"
CORE = core_schema(schema)
OWN = {name: type_ for name, type_ in CORE.type_map.items() if not name.startswith("__")}


def test_the_snapshot_is_current() -> None:
    assert (GRAPHQL / "schema.graphql").read_text() == schema.as_str() + "\n", "run `make sdl` and read the difference"


def test_what_was_published_still_works() -> None:
    """Against the SDL of the last release, which `graphql/published.graphql` holds."""
    published = build_schema((GRAPHQL / "published.graphql").read_text())
    breaks = find_breaking_changes(published, build_schema(schema.as_str()))
    assert not breaks, "\n".join(change.description for change in breaks)


@pytest.mark.parametrize("language", [CORE, in_english(schema.as_str())], ids=["nl", "en"])
def test_everything_has_a_description(language: GraphQLSchema) -> None:
    missing = []
    for name in OWN.keys() - {"String", "Int", "Float", "Boolean", "ID"}:
        type_ = language.type_map[name]
        missing += [name] if not type_.description else []
        if is_object_type(type_):
            for field_name, field in type_.fields.items():
                missing += [] if field.description else [f"{name}.{field_name}"]
                missing += [f"{name}.{field_name}({a})" for a, arg in field.args.items() if not arg.description]
        if is_input_object_type(type_):
            missing += [f"{name}.{field}" for field, each in type_.fields.items() if not each.description]
        if is_enum_type(type_):
            missing += [f"{name}.{value}" for value, each in type_.values.items() if not each.description]
    assert not missing


def test_the_english_schema_is_the_same_schema() -> None:
    english = in_english(schema.as_str())
    assert not find_breaking_changes(CORE, english) and not find_breaking_changes(english, CORE)
    assert english.type_map["Person"].description != CORE.type_map["Person"].description
    assert '@en(tekst: "' not in english_sdl(schema.as_str())


def test_of_what_exactly_one_field_is_given_the_schema_itself_knows() -> None:
    for core in (CORE, build_schema(schema.as_str())):
        one_of = {name for name, type_ in core.type_map.items() if is_input_object_type(type_) and type_.is_one_of}
        assert one_of == {"KlantcontactWie", "OrganisatieZoekvraag", "PersoonZoekvraag"}


def test_every_field_is_declared_with_a_group_or_stands_in_a_container() -> None:
    for name, type_ in OWN.items():
        if is_object_type(type_):
            for field_name, field in type_.fields.items():
                declared = declared_of(field)
                assert declared is not None, f"{name}.{field_name}"
                assert declared.declared.group or declared.declared.container, f"{name}.{field_name}"


def test_every_trusted_document_is_valid() -> None:
    for document in Documents.read(GRAPHQL / "operations"):
        assert validate(CORE, parse(document.text)) == [], document.text
