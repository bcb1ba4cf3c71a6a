"""The table of fields is what the schema declares, and nothing in the graph is without a source."""

from graphql import GraphQLObjectType, build_schema

from schema.fields import table
from schema.query import schema
from settings import ROOT
from sources import REGISTRIES
from tests.e2e.published import OWN as PERSONS_OWN

PAGE = ROOT / "docs" / "fields.md"
SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
FIGURES = {"Analyse", "AnalyseCel", "AnalyseDoorlooptijd", "AnalysePeriode"}
OWN = {
    *("Belcode", "Bron", "Herkomst", "Klantcontact", "Mutation", "Query", "Sessie", "Thema", "Treffer", "Verwerking"),
    *("VerwerkingConnectie", "Verwijzing"),
    *FIGURES,
}


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_page_of_fields_is_current() -> None:
    assert PAGE.read_text() == table(schema), "run `make docs` and read the difference"


def test_it_has_every_field_of_the_published_sdl_and_no_other() -> None:
    published = [
        (name, field)
        for name, type_ in sorted(SDL.type_map.items())
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__")
        for field in type_.fields
    ]
    assert [(row[0], row[1]) for row in rows()] == published


def test_every_field_says_where_it_comes_from_and_who_decides_about_it() -> None:
    known = {registry.name for registry in REGISTRIES}
    for type_, field, source, path, group, cost in rows():
        if source == "own":
            ours = {
                *(("Person", each) for each in PERSONS_OWN),
                ("Organisatie", "herkomst"),
                ("Organisatie", "verwijzingen"),
                ("Organisatie", "verwerkingen"),
            }
            assert type_ in OWN or (type_, field) in ours
        else:
            assert set(source.split(", ")) <= known
            assert path != "-" or type_ == "Query"
        assert group != "-" or type_.endswith("Connectie")
        assert cost.isdigit()


def test_each_registry_shows_something() -> None:
    assert {name for row in rows() for name in row[2].split(", ")} - {"own"} == {each.name for each in REGISTRIES}
