"""The address as the register of addresses and buildings has it."""

from collections.abc import Awaitable

from resolvers.ask import Ask
from sources.bag.loaders import BagLoaders
from sources.bag.records import AdresUitgebreid

__all__ = ["bagadres", "bouwjaren"]


def bagadres(nummeraanduiding: str | None, ask: Ask) -> Awaitable[AdresUitgebreid | None] | None:
    """The address behind a key of the BAG; one abroad has none."""
    if nummeraanduiding is None:
        return None
    return ask.context.of(BagLoaders).adres.load((nummeraanduiding, ask.paths()))


def bouwjaren(jaren: list[str]) -> list[int]:
    """The years in which the buildings of an address were built, as numbers; a text that is no year is left out."""
    return [int(jaar) for jaar in jaren if jaar.isascii() and jaar.isdigit()]
