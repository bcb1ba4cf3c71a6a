"""Dates as the registries of persons have them: sometimes of a part is known only."""

from datetime import date

from auth.groups import FieldGroup
from resolvers import datum as derive
from schema.engine.declare import derived, from_record, plain
from sources.core.haalcentraal import Datum

__all__ = ["OnvolledigeDatum"]


@from_record(
    Datum,
    "Een datum waarvan soms alleen het jaar, of jaar en maand, bekend is.",
    "A date of which sometimes only the year, or year and month, is known.",
    group=FieldGroup.IDENTITEIT,
)
class OnvolledigeDatum:
    """`datum` is filled only where the whole date is known; `tekst` always tells what is known."""

    tekst: str | None = plain(
        "De datum in woorden, zo volledig als die bekend is.",
        "The date in Dutch words, as far as it is known.",
        "langFormaat",
    )
    datum: date | None = plain("De datum, als die helemaal bekend is.", "The date, if it is fully known.")
    jaar: int | None = derived(
        "Het jaar, als dat bekend is.", "The year, if it is known.", derive.jaar, "datum", "jaar"
    )
    maand: int | None = derived(
        "De maand (1 tot en met 12), als die bekend is.",
        "The month (1 to 12), if it is known.",
        derive.maand,
        "datum",
        "maand",
    )
    volledig: bool = derived(
        "Of dag, maand en jaar allemaal bekend zijn.",
        "Whether day, month and year are all known.",
        derive.is_volledig,
        "datum",
    )
