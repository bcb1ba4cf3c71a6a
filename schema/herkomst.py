"""Where the blocks of a person come from, by their declarations."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from auth.groups import FieldGroup
from resolvers import herkomst as derive
from resolvers.herkomst import Blok
from schema.engine.declare import from_record, plain
from schema.engine.seams import DeclaredField, camel, fields_of, source_of

__all__ = ["Herkomst", "blokken"]


@from_record(
    derive.Herkomst,
    "Waar een blok gegevens vandaan komt, waarom u het mag zien, en wat u doet als het niet klopt.",
    "Where a block of data comes from, why you may see it, and what to do when it is wrong.",
    group=FieldGroup.SESSIE,
)
class Herkomst:
    """Of one block of a person."""

    blok: str = plain("Het veld van de persoon waar het over gaat.", "The field of the person that it is about.")
    groep: FieldGroup = plain("Wat voor gegevens het zijn.", "What kind of data it is.")
    bron: str = plain("De code van de bron.", "The code of the source.")
    naam: str = plain("Hoe de bron heet.", "What the source is called.")
    peilmoment: datetime = plain("Wanneer het aan de bron is gevraagd.", "When it was asked of the source.")
    grond: str = plain("Waarom de gemeente deze gegevens heeft.", "Why the municipality has this data.")
    waarom: str = plain("Waarom u ze mag zien.", "Why you may see it.")
    correctie: str = plain("Klopt het niet? Dit kunt u doen.", "Is it wrong? This is what you can do.")
    correctie_adres: str | None = plain("Waar u dat kunt doen.", "Where you can do it.")


def blokken(type_: Callable[[], Any]) -> Callable[[], Sequence[Blok]]:
    """The blocks of a type that is not complete yet: its fields that come from a registry, one for each."""

    @cache
    def found() -> tuple[Blok, ...]:
        return tuple(blok for each in fields_of(type_()) if (blok := _blok(each)) is not None)

    return found


def _blok(field: DeclaredField) -> Blok | None:
    source, groups = source_of(field), field.declared.groups
    if source is None or not groups or groups[0] is FieldGroup.SESSIE:
        return None
    return Blok(camel(field.python_name), groups[0], source.partition(", ")[0], groups[1:])
