"""What somebody has paid, as far as the sources of invoices and assessments tell it."""

import asyncio
from collections.abc import Awaitable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct, field

from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.sleutel import sleutel
from sources.belastingen.loaders import BelastingenLoaders
from sources.belastingen.records import AanslagStatus, Belastingaanslag
from sources.core.contract import Lijst, Plaats, Termijn
from sources.facturen.loaders import FacturenLoaders
from sources.facturen.records import Factuur, FactuurStatus

__all__ = [
    "Betaalwijze",
    "Betaling",
    "BetalingSoort",
    "Betalingen",
    "betaald",
    "betaalwijze",
    "betalingen",
    "id_van",
    "omschrijving",
    "volgende_termijn",
]

NOTHING = Decimal("0.00")
# What is not open any more without having been paid.
_FORGONE = (
    *(FactuurStatus.VERVALLEN, FactuurStatus.GECREDITEERD),
    *(AanslagStatus.VERNIETIGD, AanslagStatus.KWIJTGESCHOLDEN),
)
_ALWAYS = frozenset({"bedrag", "openstaandBedrag", "status"})
_FACTUUR = {"nummer": "factuurnummer", "omschrijving": "omschrijving"}
_AANSLAG = {"nummer": "aanslagnummer", "omschrijving": "belastingjaar"}


class BetalingSoort(Enum):
    """What was paid for."""

    FACTUUR = "factuur"
    BELASTINGAANSLAG = "belastingaanslag"


class Betaalwijze(Enum):
    """How something is paid."""

    AUTOMATISCHE_INCASSO = "automatische_incasso"
    ONLINE = "online"
    OVERMAKEN = "overmaken"


class Betaling(Struct, frozen=True):
    """What was paid of one invoice or assessment up to now; the sources do not tell the days of payments."""

    uuid: str
    soort: BetalingSoort
    bedrag: Decimal
    volledig: bool
    datum: date | None = None  # of the invoice or assessment
    nummer: str | None = None
    omschrijving: str | None = None  # of an invoice
    jaar: int | None = None  # of an assessment

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


class Betalingen(Struct, frozen=True):
    """One page, by the date of the invoice or assessment, newest first; a source that can't be had is its error."""

    betalingen: list[Any] = field(default_factory=list)  # Betaling, or an exception
    volgende: Plaats | None = None


def betalingen(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Betalingen]:
    """A page of what was paid: of so many invoices and assessments, those of which something was."""
    asked = vraag(nummer, (), eerste, na)
    wanted = ask.paths()
    loads = (
        ask.context.of(FacturenLoaders).facturen.rijen(asked, eerste, _paths(wanted, _FACTUUR)),
        ask.context.of(BelastingenLoaders).aanslagen.rijen(asked, eerste, _paths(wanted, _AANSLAG)),
    )

    async def page() -> Betalingen:
        answers = await asyncio.gather(*loads, return_exceptions=True)
        lists: list[Lijst[Any]] = [answer for answer in answers if isinstance(answer, Lijst)]
        failures = [answer for answer in answers if isinstance(answer, BaseException)]
        if len(failures) == len(answers):
            raise failures[0]
        rows: list[tuple[Plaats, Any]] = [row for lijst in lists for row in lijst.rijen]
        rows.sort(key=lambda row: row[0], reverse=True)
        together: Lijst[Any] = Lijst(rows, any(lijst.meer for lijst in lists))
        shown, volgende = together.bladzijde(eerste)
        paid = [row if isinstance(row, Exception) else _betaling(row) for row in shown]
        return Betalingen([*(each for each in paid if each is not None), *failures], volgende)

    return page()


def _paths(wanted: frozenset[str], names: dict[str, str]) -> frozenset[str]:
    return _ALWAYS | {names[path] for path in wanted if path in names}


def _betaling(row: Factuur | Belastingaanslag) -> Betaling | None:
    paid = betaald(row.bedrag, row.openstaand_bedrag, row.status)
    if not paid:
        return None
    full = row.openstaand_bedrag == 0
    if isinstance(row, Factuur):
        return Betaling(
            row.uuid, BetalingSoort.FACTUUR, paid, full, row.factuurdatum, row.factuurnummer, row.omschrijving
        )
    soort = BetalingSoort.BELASTINGAANSLAG
    return Betaling(row.uuid, soort, paid, full, row.dagtekening, row.aanslagnummer, None, row.belastingjaar)


def betaald(bedrag: Decimal | None, openstaand: Decimal | None, status: FactuurStatus | AanslagStatus | None) -> Any:
    """What was paid of an amount up to now; of what was taken back or remitted that can't be told."""
    if bedrag is None or openstaand is None or status in _FORGONE:
        return None
    return max(bedrag - openstaand, NOTHING)


def betaalwijze(incasso: bool | None, online: bool | None = None) -> Betaalwijze | None:
    """How it is paid: by itself, online, or by a transfer; unknown where neither is told."""
    if incasso:
        return Betaalwijze.AUTOMATISCHE_INCASSO
    if online:
        return Betaalwijze.ONLINE
    return None if incasso is None else Betaalwijze.OVERMAKEN


def volgende_termijn(termijnen: list[Termijn]) -> Termijn | None:
    """The term that is to be paid first of those that are not."""
    unpaid = [each for each in termijnen if not each.betaald and each.vervaldatum is not None]
    return min(unpaid, key=lambda each: each.vervaldatum or date.max, default=None)


def omschrijving(soort: BetalingSoort, tekst: str | None, jaar: int | None, ask: Ask) -> str | None:
    """What was paid for; of an assessment that is its year."""
    if soort is BetalingSoort.FACTUUR:
        return tekst
    return f"{'Municipal taxes' if ask.context.language == 'en' else 'Gemeentelijke belastingen'} {jaar or ''}".strip()


def id_van(soort: BetalingSoort, uuid: str) -> str:
    """The key of the invoice or assessment."""
    bron = FacturenLoaders.registry if soort is BetalingSoort.FACTUUR else BelastingenLoaders.registry
    return sleutel(bron, uuid)
