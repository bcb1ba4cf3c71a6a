"""Products of somebody: a page of them, of every kind or of some, and what is derived of one."""

import re
from collections.abc import Awaitable
from decimal import Decimal
from enum import Enum

from resolvers.ask import Ask
from resolvers.bladzijde import deel, hoogstens, plaats
from resolvers.errors import InvalidInput
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST
from sources.openproduct.loaders import OpenProductLoaders
from sources.openproduct.records import Producten

__all__ = ["Frequentie", "frequentie", "id_van", "in_euros", "producten"]

_CODE = re.compile("[A-Z0-9-]{1,255}")
_CENT = Decimal("0.01")
_KINDS = 50  # of product in one question


class Frequentie(Enum):
    """How often a price is to be paid."""

    EENMALIG = "eenmalig"
    MAANDELIJKS = "maandelijks"
    JAARLIJKS = "jaarlijks"


def producten(
    nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None, soorten: list[str] | None = None
) -> Awaitable[Producten | None] | Producten:
    """A page of somebody's products, newest first; permits among them share the call of those."""
    hoogstens(eerste, MOST)
    after = plaats(na)
    if soorten is not None and (len(soorten) > _KINDS or not all(map(_CODE.fullmatch, soorten))):
        raise InvalidInput(
            f"`soorten` zijn hoogstens {_KINDS} codes van hoofdletters, cijfers en streepjes.",
            f"`soorten` are at most {_KINDS} codes of capitals, digits and hyphens.",
        )
    if soorten == []:
        return Producten()
    load = ask.context.of(OpenProductLoaders).producten.van(Belanghebbende(nummer), soorten)

    async def page() -> Producten | None:
        rows = await load or []
        return Producten(
            *deel([(row.plaats, row.product) for row in rows if soorten is None or row.code in soorten], eerste, after)
        )

    return page()


def id_van(uuid: str) -> str:
    """The key of a product."""
    return sleutel(OpenProductLoaders.registry, uuid)


def in_euros(prijs: Decimal | None) -> Decimal | None:
    """A price in euros and cents, whichever way it was written."""
    return None if prijs is None else prijs.quantize(_CENT)


def frequentie(naam: str | None) -> Frequentie | None:
    """How often it is to be paid; an empty text says nothing."""
    return next((each for each in Frequentie if each.value == naam), None)
