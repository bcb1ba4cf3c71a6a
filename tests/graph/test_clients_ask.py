"""Each client asks what it shows: the app a part of what the portal asks of a request, the workplace all of that."""

from functools import cache

from graphql import FieldNode, GraphQLNamedType, TypeInfo, TypeInfoVisitor, Visitor, build_schema, parse, visit

from settings import ROOT
from tests.operations import operations

SCHEMA = build_schema((ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8"))


@cache
def asked(client: str, type_: str) -> frozenset[str]:
    """The fields of this type that the documents of a client ask."""
    info, found = TypeInfo(SCHEMA), set()

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = info.get_parent_type()
            if isinstance(parent, GraphQLNamedType) and parent.name == type_:
                found.add(node.name.value)

    for text in operations(client).values():
        visit(parse(text), TypeInfoVisitor(info, Fields()))
    return frozenset(found)


def test_the_app_asks_of_a_request_how_far_it_is_and_its_documents() -> None:
    assert asked("app", "Aanvraag") == {
        "id", "nummer", "titel", "status", "stappen", "actieNodig", "documenten",
    }  # fmt: skip
    assert asked("app", "Stap") == {"naam", "stand"}, "not since when, which is a call for each request"
    assert asked("app", "Document") == {"id", "titel", "formaat", "grootte", "download"}


def test_the_portal_asks_more_and_the_workplace_all_of_that() -> None:
    for type_ in ("Aanvraag", "AanvraagStatus", "Stap", "Document", "Person", "Factuur"):
        assert asked("app", type_) <= asked("web", type_) <= asked("agent", type_), type_
    assert len(asked("app", "Aanvraag")) < len(asked("web", "Aanvraag")) / 2
    assert asked("agent", "Klantcontact") and not asked("web", "Klantcontact")
