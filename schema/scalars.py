"""Scalars of the graph and the enums of the declaration itself, with their words in two languages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

from auth.groups import FieldGroup
from schema.engine.declare import words
from schema.engine.seams import En, make_enum

__all__ = ["SCALARS"]


def _scalar(name: str, nl: str, en: str, serialize: Callable[[Any], str], parse: Callable[[str], Any]) -> Any:
    return strawberry.scalar(
        name=name, description=nl, serialize=serialize, parse_value=parse, directives=[En(tekst=en)]
    )


SCALARS: dict[object, ScalarDefinition] = {
    date: _scalar(
        "Date",
        "Een dag, als jjjj-mm-dd (ISO 8601).",
        "A day, as yyyy-mm-dd (ISO 8601).",
        date.isoformat,
        date.fromisoformat,
    ),
    datetime: _scalar(
        "DateTime",
        "Een moment met tijdzone (RFC 3339).",
        "A moment with its time zone (RFC 3339).",
        datetime.isoformat,
        datetime.fromisoformat,
    ),
}

make_enum(
    FieldGroup,
    "Veldgroep",
    words("Wat voor gegeven een veld is; daarvan hangt af wie het mag zien.", "What kind of fact a field tells."),
    {group: words(group.dutch + ".", group.english + ".") for group in FieldGroup},
)
