"""Every place where the engine touches Strawberry from the inside; nothing else in the product does.

Used of Strawberry 0.341: `StrawberryField` (get_result, is_basic_field, base_resolver, __copy__), `StrawberryResolver`,
`__strawberry_definition__`, `Schema._schema`, `Schema.schema_converter.scalar_registry`, `convert_arguments`, and the
extension key under which graphql-core's fields and types carry Strawberry's definition.
"""

import inspect
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

import strawberry
from graphql import GraphQLField, GraphQLInputObjectType, GraphQLNamedType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema_directive import Location
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.utils.str_converters import to_camel_case as camel

from auth.groups import FieldGroup
from auth.policy import least_level
from auth.roles import Level
from schema.engine.declaration import Declared
from schema.engine.words import Words
from sources.core.paths import annotation_at, optional_of

__all__ = [
    "DeclaredField",
    "En",
    "argument_resolver",
    "arguments_of",
    "camel",
    "core_schema",
    "declared_of",
    "fields_of",
    "held_by",
    "make_enum",
    "make_input",
    "make_schema",
    "make_type",
    "presence_of",
    "record_of",
    "source_of",
]

_BACKREF = "strawberry-definition"
E_ = TypeVar("E_", bound=type[Enum])
I_ = TypeVar("I_", bound=type)


@strawberry.schema_directive(
    locations=[
        Location.OBJECT,
        Location.FIELD_DEFINITION,
        Location.ARGUMENT_DEFINITION,
        Location.ENUM,
        Location.ENUM_VALUE,
        Location.SCALAR,
        Location.INPUT_OBJECT,
        Location.INPUT_FIELD_DEFINITION,
    ],
    name="en",
    description="De beschrijving in het Engels. / The description in English.",
)
class En:
    """The English counterpart of a description."""

    tekst: str


def make_enum(cls: E_, name: str, description: Words, members: Mapping[Any, Words]) -> E_:
    """An enum of the graph from one of a lower layer, with the words of each member."""
    strawberry.enum(cls, name=name, description=description.nl, directives=[En(tekst=description.en)])
    for value, member in zip(cls.__strawberry_definition__.values, cls, strict=True):  # type: ignore[attr-defined]
        value.description = members[member].nl
        value.directives = [En(tekst=members[member].en)]
    return cls


make_enum(
    FieldGroup,
    "Veldgroep",
    Words("Wat voor gegeven een veld is; daarvan hangt af wie het mag zien.", "What kind of fact a field tells."),
    {group: Words(group.dutch + ".", group.english + ".") for group in FieldGroup},
)


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="veld",
    description="Bron, veldgroep (en de groepen die het ook kost), laagste niveau en kosten van een veld. / "
    "Source, field group (and the groups that it takes besides), lowest level and cost of a field.",
)
class Veld:
    """What the SDL shows of a declaration."""

    bron: str | None
    paden: list[str]
    groep: FieldGroup
    niveau: Level
    kosten: int
    ook: list[FieldGroup] | None = strawberry.UNSET  # only where there are further groups


class DeclaredField(StrawberryField):
    """A Strawberry field that reads declared paths of its record, or follows an edge, under the policy."""

    declared: Declared
    record: type | None = None
    subject: str | None = None
    facts: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, declared: Declared) -> "DeclaredField":
        """A field with its words; its place in a type comes later."""
        field = cls(description=declared.words.nl, directives=[En(tekst=declared.words.en)])
        field.declared = declared
        return field

    def belong(self, declared: Declared, record: type | None, subject: str | None, facts: dict[str, str]) -> None:
        """Take the place in a type: the declaration with its group and paths filled in, and the type's record."""
        self.declared, self.record, self.subject, self.facts = declared, record, subject, facts
        if declared.group is not None:
            bron = None if record is None else _registry_of(record)
            veld = Veld(
                bron=bron,
                paden=list(declared.paths),
                groep=declared.group,
                niveau=max(map(least_level, declared.groups)),
                kosten=declared.cost,
                ook=list(declared.also) or strawberry.UNSET,
            )
            self.directives = [*self.directives, veld]

    @property
    def is_basic_field(self) -> bool:
        """Never: a declared field is always read through its declaration."""
        return False

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:
        """What graphql-core's executor gets: the interpreted twin of the compiled execution."""
        return info.context.interpretation.field(self, source, info, kwargs)

    def __copy__(self) -> "DeclaredField":
        copied = super().__copy__()
        assert isinstance(copied, DeclaredField)
        copied.declared, copied.record, copied.subject, copied.facts = (
            self.declared,
            self.record,
            self.subject,
            self.facts,
        )
        return copied


def make_input(cls: I_, name: str, description: Words, fields: Mapping[str, Words], *, one_of: bool = False) -> I_:
    """An input of the graph from a dataclass of a lower layer, with the words of each field by its Python name.

    Of one with `one_of`, exactly one field is to be given; these have UNSET for a default. What was filled in is not in
    its repr.
    """
    strawberry.input(cls, name=name, description=description.nl, directives=[En(tekst=description.en)], one_of=one_of)
    made: Any = cls
    for each in made.__strawberry_definition__.fields:
        said = fields.get(each.python_name)
        if said is None:
            raise TypeError(f"Input field {cls.__name__}.{each.python_name} has no words.")
        each.description, each.directives = said.nl, [En(tekst=said.en)]
    made.__repr__ = lambda self: f"{type(self).__name__}(…)"
    return cls


def make_schema(query: type, mutation: type, config: StrawberryConfig) -> strawberry.Schema:
    """The schema, of which graphql-core itself knows of what exactly one field is to be given.

    Strawberry would check that while it converts; so it is checked before anything runs, in our own words.
    """
    schema = strawberry.Schema(query, mutation, config=config)
    for type_ in core_schema(schema).type_map.values():
        definition = type_.extensions.get(_BACKREF)
        if isinstance(type_, GraphQLInputObjectType) and definition is not None and definition.is_one_of:
            type_.is_one_of = True
    return schema


def make_type(
    cls: Any, record: type | None, description: Words, name: str | None = None, presence: str = ""
) -> tuple[Any, list[StrawberryField]]:
    """The class as a Strawberry type, and its fields."""
    if record is not None:
        cls.is_type_of = classmethod(lambda _, value, info: isinstance(value, record))
    made: Any = strawberry.type(cls, name=name, description=description.nl, directives=[En(tekst=description.en)])
    made.__record__, made.__presence__ = record, presence
    return made, made.__strawberry_definition__.fields


def argument_resolver(function: Callable[..., Any], descriptions: Mapping[str, Words]) -> StrawberryResolver[Any]:
    """What Strawberry needs to see of an edge function: its keyword-only parameters, the GraphQL arguments."""

    def arguments(**kwargs: Any) -> None: ...

    parameters = [p for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
    hints = inspect.get_annotations(function, eval_str=True) if parameters else {}
    annotations = {}
    for parameter in parameters:
        said = descriptions.get(parameter.name)
        if said is None:
            raise TypeError(f"Argument {parameter.name!r} of {function.__name__} has no words.")
        argument = strawberry.argument(description=said.nl, directives=[En(tekst=said.en)])
        annotations[parameter.name] = Annotated[hints[parameter.name], argument]
    arguments.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(annotation=annotations[p.name]) for p in parameters]
    )
    arguments.__annotations__ = annotations
    arguments.__module__ = function.__module__
    return StrawberryResolver(arguments)


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The graphql-core schema inside."""
    return schema._schema


def declared_of(field: GraphQLField) -> DeclaredField | None:
    """The declaration behind a field of graphql-core; None where the field was not declared by us."""
    definition = field.extensions.get(_BACKREF)
    return definition if isinstance(definition, DeclaredField) else None


def record_of(type_: GraphQLNamedType) -> Any:
    """The record behind an object type of graphql-core."""
    definition = type_.extensions.get(_BACKREF)
    return getattr(getattr(definition, "origin", None), "__record__", None)


def presence_of(type_: GraphQLNamedType) -> str:
    """The path by which an object type of graphql-core tells that it is there; empty where none was declared."""
    definition = type_.extensions.get(_BACKREF)
    return getattr(getattr(definition, "origin", None), "__presence__", "")


def fields_of(type_: Any) -> list[DeclaredField]:
    """The declared fields of a class that was made a type."""
    return [each for each in type_.__strawberry_definition__.fields if isinstance(each, DeclaredField)]


def source_of(field: DeclaredField) -> str | None:
    """The registry that a field's value comes from: an edge leads to another one; None for what several share."""
    if field.declared.source:
        return field.declared.source
    inner: Any = field.type if field.declared.is_edge else None
    while hasattr(inner, "of_type"):
        inner = inner.of_type
    record = getattr(inner, "__record__", None) or field.record
    return None if record is None else _registry_of(record)


def held_by(field: DeclaredField) -> set[str]:
    """The registries of the records that a record of our own holds, as far as this field looks at them."""
    firsts = {path.partition(".")[0] for path in field.declared.paths if path and field.record is not None}
    held = [optional_of(annotation_at(field.record, first))[0] for first in firsts]
    return {name for each in held if hasattr(each, "__struct_fields__") and (name := _registry_of(each)) is not None}


def arguments_of(schema: strawberry.Schema, declared: DeclaredField, given: dict[str, Any]) -> dict[str, Any]:
    """Coerced GraphQL arguments as the edge function takes them: Python names, enums and inputs of our own."""
    converter = schema.schema_converter
    return convert_arguments(given, declared.arguments, converter.scalar_registry, schema.config)


def _registry_of(record: type) -> str | None:
    """`brp` of `sources.brp.records`; None for what we make ourselves, and for what several registries share."""
    house, _, rest = record.__module__.partition(".")
    folder = rest.partition(".")[0]
    return folder if house == "sources" and folder != "core" else None
