"""What the published SDL tells: of each field in `@veld` its paths, groups, level and cost; and so of a selection."""

from typing import Any

from graphql import FieldNode, GraphQLObjectType, build_schema, get_named_type, is_required_argument

from auth.roles import Level
from settings import ROOT

__all__ = [
    "ANY",
    "OWN",
    "SDL",
    "below",
    "filter_of",
    "groups_of",
    "is_too_high",
    "needs_words",
    "paths_of",
    "rows_of",
    "selected_below",
]

SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
# Fields of a person that the service itself tells, or makes of several sources by words of the question.
OWN = frozenset({"herkomst", "verwerkingen", "thema", "themas", "verwijzingen", "zoek"})
ANY = ".*"  # of an object of which nothing is selected, something has to be asked, and hardly anything may


def veld(type_: GraphQLObjectType, name: str) -> tuple[list[str], int, str]:
    """The paths, cost and registry that the SDL tells of a field."""
    node = type_.fields[name].ast_node
    assert node is not None
    for directive in node.directives or ():
        if directive.name.value == "veld":
            said = {argument.name.value: argument.value for argument in directive.arguments}
            paths = [path.value for path in said["paden"].values]
            return paths, int(said["kosten"].value), getattr(said["bron"], "value", "")
    return [], 0, ""


def needs_words(type_: GraphQLObjectType, name: str) -> bool:
    """Whether a field can't be asked without an argument."""
    return any(is_required_argument(each) for each in type_.fields[name].args.values())


def told(type_: GraphQLObjectType, name: str) -> dict[str, Any]:
    """What else the SDL tells of a field, by argument."""
    node = type_.fields[name].ast_node
    assert node is not None
    found = [each for each in node.directives or () if each.name.value == "veld"]
    return {argument.name.value: argument.value for each in found for argument in each.arguments}


def groups_of(type_: GraphQLObjectType, name: str) -> set[str]:
    """Which groups a field takes."""
    said = told(type_, name)
    return {said["groep"].value, *(each.value for each in getattr(said.get("ook"), "values", ()))} if said else set()


def is_too_high(type_: GraphQLObjectType, name: str, level: Level) -> bool:
    """Whether nobody at this level reads a field."""
    said = told(type_, name)
    return bool(said) and level < Level[said["niveau"].value]


def registry_of(type_: GraphQLObjectType) -> str:
    """Which registry records of this type come from."""
    return next(found for name in type_.fields if (found := veld(type_, name)[2]))


def is_edge(type_: GraphQLObjectType, name: str) -> bool:
    """Whether the records behind a field come from another question."""
    return (
        name == "inOnderzoek"
        or veld(type_, name)[1] > 0
        or (type_.name, name)
        in {
            ("Aanvraag", "soort"),
            ("Aanvraag", "stappen"),
            ("Person", "herkomst"),
            ("Person", "verwerkingen"),
            ("Person", "teBetalen"),
            ("WOZObject", "taxatieverslag"),
        }
    )


def below(type_: GraphQLObjectType, node: FieldNode) -> tuple[GraphQLObjectType | None, tuple[FieldNode, ...]]:
    """The object type of a field and what is selected of it."""
    named = get_named_type(type_.fields[node.name.value].type)
    if not isinstance(named, GraphQLObjectType) or node.selection_set is None:
        return None, ()
    return named, tuple(each for each in node.selection_set.selections if isinstance(each, FieldNode))


def paths_of(type_: GraphQLObjectType, nodes: tuple[FieldNode, ...], prefix: str = "") -> set[str]:
    """The record paths of a selection: of leaves, of what edges need, and of objects of which nothing is selected."""
    found: set[str] = set()
    for node in nodes:
        if node.name.value == "__typename":
            continue
        paths = [f"{prefix}.{path}" if prefix else path for path in veld(type_, node.name.value)[0]]
        inner, selected = below(type_, node)
        if inner is None or is_edge(type_, node.name.value):
            found.update(paths)
        elif inner.name.endswith("Connectie"):  # a page of what is here
            found.update(paths[1:])
            row = get_named_type(inner.fields["knopen"].type)
            assert isinstance(row, GraphQLObjectType)
            for each in selected:
                found |= paths_of(row, below(inner, each)[1], paths[0]) if each.name.value == "knopen" else set()
        else:  # what picks of records says by which paths it does
            found.update(paths[1:])
            found |= paths_of(inner, selected, paths[0]) or ({f"{paths[0]}{ANY}"} if not paths[1:] else set())
    return found


def rows_of(inner: GraphQLObjectType, selected: tuple[FieldNode, ...]) -> tuple[str, set[str]]:
    """From which registry the rows of a list are, a page of them or all, and what is selected of each."""
    if not inner.name.endswith("Connectie"):
        return registry_of(inner), paths_of(inner, selected)
    row, found = get_named_type(inner.fields["knopen"].type), set()
    assert isinstance(row, GraphQLObjectType)
    for node in selected:
        found |= paths_of(row, below(inner, node)[1]) if node.name.value == "knopen" else set()
    return registry_of(row), found


def selected_below(node: FieldNode, *names: str) -> list[FieldNode]:
    """The fields at a path of names below a field, through all that have those names."""
    nodes = [node]
    for name in names:
        below_ = [each for one in nodes if one.selection_set for each in one.selection_set.selections]
        nodes = [each for each in below_ if isinstance(each, FieldNode) and each.name.value == name]
    return nodes


def filter_of(node: FieldNode) -> str:
    """Which rows are asked for, as it stands behind a person."""
    return "".join(f" {each.value.value}" for each in node.arguments or () if each.name.value == "filter")  # type: ignore[attr-defined]
