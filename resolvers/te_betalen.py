"""What somebody has to pay: what is open of invoices and assessments together, to the cent, or nothing and why."""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from sources.belastingen.loaders import BelastingenLoaders
from sources.core.contract import MOST, ContractLoader, Lijst, Plaats, Termijn
from sources.core.errors import RegistryInvalid
from sources.facturen.adapter import Openstaand
from sources.facturen.loaders import FacturenLoaders

__all__ = ["OpenBedrag", "TeBetalen", "belastingen", "facturen", "open_van", "te_betalen", "totaal"]

NOTHING = Decimal("0.00")
_PAGES = 5  # of a hundred items, after which an amount is "at least"
_TERMS = frozenset({"vervaldatum", "termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"})
# What is read of an invoice or assessment for what is selected here.
_READ = {
    "eersteVervaldatum": _TERMS,
    "teLaat": _TERMS,
    "automatisch": frozenset({"automatischeIncasso"}),
}


class TeBetalen(Struct, frozen=True):
    """Whose it is; the amounts are questions of their own."""

    nummer: str

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


class OpenBedrag(Struct, frozen=True, rename="camel"):
    """What is open; `minstens` says that there is more than was looked at."""

    bedrag: Decimal = NOTHING
    aantal: int = 0
    te_laat: Decimal = NOTHING
    automatisch: Decimal = NOTHING
    eerste_vervaldatum: date | None = None
    minstens: bool = False

    def __add__(self, other: "OpenBedrag") -> "OpenBedrag":
        days = [day for day in (self.eerste_vervaldatum, other.eerste_vervaldatum) if day is not None]
        return OpenBedrag(
            self.bedrag + other.bedrag,
            self.aantal + other.aantal,
            self.te_laat + other.te_laat,
            self.automatisch + other.automatisch,
            min(days, default=None),
            self.minstens or other.minstens,
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


def te_betalen(nummer: str, ask: Ask) -> TeBetalen:
    """What this person or company has to pay."""
    return TeBetalen(nummer)


def facturen(nummer: str, ask: Ask) -> Coroutine[Any, Any, OpenBedrag]:
    """What is open of the invoices: asked by their status, as the list of open ones is, to share a call with it."""
    loader = ask.context.of(FacturenLoaders).facturen
    return _open(loader, nummer, Openstaand.OPEN.statussen, ask)


def belastingen(nummer: str, ask: Ask) -> Coroutine[Any, Any, OpenBedrag]:
    """What is open of the assessments, of which there are few: asked of all of them, as their list is."""
    return _open(ask.context.of(BelastingenLoaders).aanslagen, nummer, (), ask)


def totaal(nummer: str, ask: Ask) -> Awaitable[OpenBedrag]:
    """Both together; where one can't be had there is no sum, and the error of that one."""
    both = facturen(nummer, ask), belastingen(nummer, ask)

    async def together() -> OpenBedrag:
        one, other = await asyncio.gather(*both)
        return one + other

    return together()


def _open(
    loader: ContractLoader[Any], nummer: str, statussen: tuple[str, ...], ask: Ask
) -> Coroutine[Any, Any, OpenBedrag]:
    """The sum of all pages, of which the first is asked at once; a row that can't be read makes it unknown."""
    wanted, today = ask.paths(), ask.context.today
    paths = frozenset({"openstaandBedrag"}).union(*(_READ.get(path, frozenset()) for path in wanted))

    def rijen(na: Plaats | None) -> Awaitable[Lijst[Any] | None]:
        return loader.rijen(vraag(nummer, statussen, MOST, na.text() if na is not None else None), MOST, paths)

    first = rijen(None)

    async def walk() -> OpenBedrag:
        found, lijst = OpenBedrag(), await first
        for page in range(_PAGES):
            rows, na = ([], None) if lijst is None else lijst.bladzijde(MOST)
            found = sum((open_van(row, today, loader.registry) for row in rows), start=found)
            if na is None:
                return found
            if page < _PAGES - 1:
                lijst = await rijen(na)
        return found + OpenBedrag(minstens=True)

    return walk()


def open_van(row: Any, today: date, registry: str) -> OpenBedrag:
    """What is open of one invoice or assessment."""
    if isinstance(row, Exception):
        raise row
    left: Decimal | None = row.openstaand_bedrag
    if left is None:
        raise RegistryInvalid(registry, "an amount is missing")
    if left <= 0:
        return OpenBedrag()
    days = list(_days(row.termijnen, row.vervaldatum, left))
    return OpenBedrag(
        bedrag=left,
        aantal=1,
        te_laat=min(left, sum((amount for day, amount in days if day < today), NOTHING)),
        automatisch=left if row.automatische_incasso else NOTHING,
        eerste_vervaldatum=min((day for day, _ in days), default=None),
    )


def _days(termijnen: Iterable[Termijn], vervaldatum: date | None, left: Decimal) -> Iterable[tuple[date, Decimal]]:
    """When which part is to be paid: the terms that are not, or all of it at once."""
    terms = [
        (each.vervaldatum, each.bedrag)
        for each in termijnen
        if not each.betaald and each.vervaldatum is not None and each.bedrag is not None
    ]
    if terms:
        return terms
    return [(vervaldatum, left)] if vervaldatum is not None else []
