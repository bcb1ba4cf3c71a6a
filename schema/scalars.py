"""Scalars of the graph, with their words in two languages."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.engine.seams import En

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
    Decimal: _scalar(
        "Bedrag",
        "Een bedrag in euro's, precies, als tekst met een punt: “12.50”.",
        "An amount in euros, exactly, as text with a point: “12.50”.",
        "{:f}".format,
        Decimal,
    ),
}
