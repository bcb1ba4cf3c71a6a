"""What every field of the graph takes: golden, complete, and no field without somebody who decides about it."""

import re

import pytest
import strawberry
from graphql import GraphQLObjectType, GraphQLSchema, build_schema

from auth.groups import FieldGroup
from auth.policy import Action
from schema.engine.declare import from_record, plain
from schema.engine.seams import core_schema, declared_of
from schema.query import schema
from settings import ROOT
from tests.graph.village import records
from tests.policy.fields import PAGE, fields, page
from tests.policy.matrix import RELATIONS, ROLES, Cell, words

SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())


def named(graph: GraphQLSchema) -> set[str]:
    return {
        f"{type_.name}.{field}"
        for type_ in graph.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        for field in type_.fields
    }


def blocks() -> dict[FieldGroup, list[str]]:
    """The lines of each group on the committed page."""
    _, *rest = PAGE.read_text(encoding="utf-8").split("\n\n")
    return {FieldGroup[block.splitlines()[0]]: block.splitlines()[1:] for block in rest}


def test_what_every_field_takes_is_the_committed_page() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run `python -m tests.policy.fields` and read the difference"


def test_every_field_of_the_published_sdl_stands_in_it_and_no_other() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"\b[A-Z]\w+\.[a-z]\w*", text)) == named(SDL) == named(core_schema(schema))


def test_it_says_of_each_role_and_relation_what_the_table_says() -> None:
    """The page is folded; unfolded it is every role with every field and every relation."""
    for group, lines in blocks().items():
        told: dict[str, dict[str, str]] = {}
        for line in lines:
            match = re.fullmatch(r"  (niet ingelogd|[A-Z_]+) +(.+: .+)", line)
            if match:
                told[match[1]] = {}
                for part in match[2].split("; "):
                    who, _, takes = part.rpartition(": ") if "lezen" not in part else part.partition(": ")
                    said = (
                        [str(each or "van niemand") for each in RELATIONS]
                        if who.startswith("van wie")
                        else who.split(", ")
                    )
                    told[match[1]] |= dict.fromkeys(said, takes)
        for role in ROLES:
            for relation in RELATIONS:
                shown = told.get(str(role or "niet ingelogd"), {}).get(str(relation or "van niemand"), "-")
                assert shown == words(Cell(role, Action.LEZEN, group, relation))


def test_no_field_is_open_to_who_has_not_logged_in_but_the_question_who_has() -> None:
    graph = core_schema(schema)
    open_ = {
        name
        for group, names in fields(graph).items()
        if words(Cell(None, Action.LEZEN, group, None)) != "-"
        for name in names
    }
    assert open_ == {"Query.sessie"}


def village(*, more: bool = False) -> GraphQLSchema:
    @from_record(records.Naam, "De naam", "The name", group=FieldGroup.IDENTITEIT)
    class Naam:
        letters: str | None = plain("De letters", "The letters", "voorletters")

    @from_record(records.Naam, "Meer van de naam", "More of the name", name="Naam", group=FieldGroup.IDENTITEIT)
    class More(Naam):
        heel: str | None = plain("De hele naam", "The whole name", "volledigeNaam", group=FieldGroup.RELATIES)

    chosen = More if more else Naam

    @from_record(records.Persoon, "Vragen", "Questions", group=FieldGroup.SESSIE)
    class Query:
        naam: chosen | None = plain("Naam", "Name", "naam")  # type: ignore[valid-type]

    return core_schema(strawberry.Schema(Query))


def test_a_new_field_is_a_difference() -> None:
    before, after = fields(village()), fields(village(more=True))
    assert before == {FieldGroup.SESSIE: ["Query.naam"], FieldGroup.IDENTITEIT: ["Naam.letters"]}
    assert after == {**before, FieldGroup.RELATIES: ["Naam.heel"]}


def test_a_new_field_without_a_group_does_not_build() -> None:
    with pytest.raises(TypeError, match="has no field group: nobody may read it"):

        @from_record(records.Naam, "De naam", "The name")
        class Naam:
            letters: str | None = plain("De letters", "The letters", "voorletters")


def test_a_field_that_is_not_declared_or_that_nothing_leads_to_has_no_place() -> None:
    with pytest.raises(TypeError, match=r"Query\.x is not declared"):
        fields(build_schema("type Query { x: Int }"))
    lonely = village()
    declared = declared_of(lonely.type_map["Naam"].fields["letters"])  # type: ignore[attr-defined]
    assert declared is not None
    declared.declared = declared.declared.__class__(declared.declared.words, ("voorletters",), None, container=True)
    query = lonely.query_type
    assert query is not None
    del query.fields["naam"]
    with pytest.raises(TypeError, match="nothing says who may read Naam"):
        fields(lonely)
