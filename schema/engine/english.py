"""The schema in English: what the SDL says by its directive @en, put in the place of the Dutch descriptions."""

from dataclasses import replace
from typing import Any

from graphql import GraphQLSchema, StringValueNode, Visitor, build_ast_schema, parse, print_ast, visit

__all__ = ["english_sdl", "in_english"]


def english_sdl(sdl: str) -> str:
    """The SDL with English descriptions, and without the directive that held them."""
    return print_ast(visit(parse(sdl), _Translator()))


def in_english(sdl: str) -> GraphQLSchema:
    """A schema to introspect; it has no resolvers."""
    return build_ast_schema(parse(english_sdl(sdl)))


class _Translator(Visitor):
    def leave(self, node: Any, *_: Any) -> Any:
        said = next((d for d in getattr(node, "directives", None) or () if d.name.value == "en"), None)
        if said is None:
            return None
        description = StringValueNode(value=said.arguments[0].value.value, block=True)
        return replace(node, description=description, directives=tuple(d for d in node.directives if d is not said))
