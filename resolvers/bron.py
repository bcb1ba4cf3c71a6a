"""The state of the registries, without a word of anybody in them."""

from msgspec import Struct

from resolvers.ask import Ask
from sources import REGISTRIES

__all__ = ["Bron", "bronnen"]


class Bron(Struct, frozen=True, rename="camel"):
    """A registry: its name, what it is called, and whether it can be asked now."""

    naam: str
    titel: str
    beschikbaar: bool


def bronnen(ask: Ask) -> list[Bron]:
    """Every registry, in the order of the list; one that is switched off, or failed its proof, can't be asked."""
    english = ask.context.language == "en"
    return [
        Bron(each.name, each.english if english else each.dutch, ask.context.is_available(each.name))
        for each in REGISTRIES
    ]
