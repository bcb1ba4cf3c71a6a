"""What every page of a list says of the next one."""

from typing import Any

from resolvers import bladzijde as derive
from schema.engine.declare import derived

__all__ = ["heeft_volgende", "volgende"]


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
