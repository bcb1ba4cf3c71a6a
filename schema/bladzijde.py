"""What every list that comes in pages has in common: how it is asked, and what a page says of the next one."""

from typing import Any

from resolvers import bladzijde as derive
from schema.engine.declare import derived
from schema.engine.words import Words, words

__all__ = ["argumenten", "heeft_volgende", "volgende"]


def argumenten(nl: str, en: str, **others: Words) -> dict[str, Words]:
    """The words of the arguments of a list of these, which comes in pages of at most a hundred."""
    return {
        "eerste": words(f"Hoeveel {nl}, 1 tot en met 100.", f"How many {en}, 1 to 100."),
        "na": words("Waar de bladzijde begint: `volgende` van de vorige.", "Where it begins: `volgende` before."),
        **others,
    }


def heeft_volgende() -> Any:
    """Whether there is a next page; the record of the page has a place, or none, as `volgende`."""
    return derived("Of er nog een bladzijde is.", "Whether there is a next page.", derive.heeft_volgende, "volgende")


def volgende() -> Any:
    """Where the next page begins."""
    return derived(
        "Waar de volgende bladzijde begint: geef dit mee als `na`.",
        "Where the next page begins: give this as `na`.",
        derive.volgende,
        "volgende",
    )
