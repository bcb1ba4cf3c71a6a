"""Parking permits of somebody, from where the municipality keeps them, and what is derived of one."""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import date
from typing import Any

from resolvers.ask import Ask
from resolvers.bladzijde import deel, hoogstens, plaats
from resolvers.document import getoond, plaatsen
from resolvers.gerelateerd import uuid_aan_het_eind, zaak_van
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST, Plaats
from sources.documenten.records import Document
from sources.objecten import records as objecten
from sources.objecten.loaders import ObjectenLoaders
from sources.openproduct.loaders import OpenProductLoaders
from sources.openproduct.records import (
    Kenteken,
    Parkeergegevens,
    ProductStatus,
    Rij,
    Vergunning,
    Vergunningen,
    VergunningSoort,
)

__all__ = [
    "alle",
    "documenten",
    "id_van",
    "parkeervergunningen",
    "saldo",
    "saldo_in_woorden",
    "verlengdatum",
]

Rows = list[tuple[Plaats, Vergunning | Exception]]
_GOES_ON = (ProductStatus.ACTIEF, ProductStatus.GEREED)


def parkeervergunningen(
    nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Awaitable[Vergunningen | None] | None:
    """A page of somebody's parking permits, newest first, from Open Product, the Objects API, or both.

    Which of them keeps permits is a setting; where neither does there is nothing to tell. Of two of which one can't be
    had, what the other has is shown, and the error stands behind it.
    """
    hoogstens(eerste, MOST)
    after, asked = plaats(na), _asked(nummer, ask)
    if not asked:
        return None

    async def page() -> Vergunningen:
        rows, failures = await _together(asked)
        shown, volgende = deel(rows, eerste, after)
        return Vergunningen([*shown, *failures], volgende)  # type: ignore[list-item]

    return page()


def alle(nummer: str, ask: Ask) -> Awaitable[list[Vergunning | Exception]]:
    """All permits of somebody, newest first, for rules to look at; a place that can't be had is its error."""
    known = ask.context.has(OpenProductLoaders.registry) or ask.context.of(ObjectenLoaders).vergunningen.kept
    asked = _asked(nummer, ask) if known else []

    async def told() -> list[Vergunning | Exception]:
        rows, failures = await _together(asked)
        return [*(row for _, row in rows), *failures]

    return told()


def _asked(nummer: str, ask: Ask) -> list[Awaitable[Rows]]:
    """What is asked of each place that keeps permits."""
    wie = Belanghebbende(nummer)
    products, objects = ask.context.of(OpenProductLoaders), ask.context.of(ObjectenLoaders).vergunningen
    asked: list[Awaitable[Rows]] = []
    if products.vergunningen:
        asked.append(_products(products.producten.van(wie, products.vergunningen)))
    if objects.kept:
        asked.append(_objects(objects.load((wie, frozenset())), ask.context.today))
    return asked


async def _together(asked: Iterable[Awaitable[Rows]]) -> tuple[Rows, list[Exception]]:
    """The permits of all places, newest first, and what could not be had; where that is everything it is raised."""
    answers = await asyncio.gather(*asked, return_exceptions=True)
    failures: list[Exception] = []
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, Exception):
            raise answer
        failures += [answer] if isinstance(answer, Exception) else []
    if failures and len(failures) == len(answers):
        raise failures[0]
    rows = sorted((row for answer in answers if isinstance(answer, list) for row in answer), key=_place, reverse=True)
    return rows, failures


async def _products(load: Awaitable[list[Rij] | None]) -> Rows:
    return [(row.plaats, row.vergunning) for row in await load or [] if row.vergunning is not None]


async def _objects(load: Awaitable[Iterable[Any] | None], today: date) -> Rows:
    rows: Rows = []
    for row in await load or []:
        if isinstance(row, objecten.Vergunning):
            rows.append((Plaats(row.sinds, row.uuid), _as_product(row, today)))
        else:
            rows.append((Plaats(date.min, ""), row))
    return rows


def _place(row: tuple[Plaats, Any]) -> Plaats:
    return row[0]


def _as_product(row: objecten.Vergunning, today: date) -> Vergunning:
    """A permit that is kept as an object; where it does not say how it stands, its days do."""
    over = row.geldig_tot is not None and row.geldig_tot < today
    status = row.status or ("gereed" if row.sinds > today else "verlopen" if over else "actief")
    plates = [Kenteken(each.kenteken, each.geldig_van, each.geldig_tot) for each in row.kentekens]
    return Vergunning(
        uuid=row.uuid,
        status=ProductStatus(status),
        start_datum=row.sinds,
        eind_datum=row.geldig_tot,
        dataobject=Parkeergegevens(
            soort=None if row.soort is None else VergunningSoort(row.soort),
            vergunningnummer=row.vergunningnummer,
            zone=row.zone,
            zone_omschrijving=row.zone_omschrijving,
            kentekens=plates or ([Kenteken(row.kenteken)] if row.kenteken else []),
            saldo_minuten=row.saldo_minuten,
            saldo_geldig_tot=row.saldo_geldig_tot,
            automatisch_verlengen=row.automatisch_verlengen,
        ),
        bron=ObjectenLoaders.registry,
    )


def id_van(bron: str, uuid: str) -> str:
    """The key of a permit: it says which registry keeps it."""
    return sleutel(bron, uuid)


def saldo(verbruikt: Any, vergund: Any) -> Any:
    """What is left, from where it is counted: the verbruiksobject before the dataobject."""
    return vergund if verbruikt is None else verbruikt


def saldo_in_woorden(verbruikt: int | None, vergund: int | None, ask: Ask) -> str | None:
    """How long can still be parked, in words: "12 uur en 30 minuten"."""
    left = saldo(verbruikt, vergund)
    if left is None:
        return None
    dutch = ask.context.language == "nl"
    hours, minutes = divmod(max(left, 0), 60)
    parts = []
    if hours:
        parts.append(f"{hours} uur" if dutch else f"{hours} hour{'s' * (hours > 1)}")
    if minutes:
        word = ("minuut", "minuten") if dutch else ("minute", "minutes")
        parts.append(f"{minutes} {word[minutes > 1]}")
    if not parts:
        return "niets meer" if dutch else "nothing left"
    return (" en " if dutch else " and ").join(parts)


def verlengdatum(status: ProductStatus | None, eind: date | None) -> date | None:
    """The day on which a permit that holds has to be renewed, or renews itself; others have none."""
    return eind if status in _GOES_ON else None


def documenten(
    urns: list[str | None] | None,
    urls: list[str | None] | None,
    zaak_urn: str | None,
    zaak_url: str | None,
    ask: Ask,
) -> Awaitable[list[Document | BaseException]] | list[Document | BaseException]:
    """The documents of a permit, as far as they may be shown; those of all permits come together.

    Such a document is fetched by the request that the permit came from; of a permit without one it is only told.
    """
    both = zip(urns or (), urls or (), strict=True)
    uuids = [uuid_aan_het_eind(url) or uuid_aan_het_eind(urn) for urn, url in both]
    if not any(uuids):
        return []
    zaak = zaak_van(zaak_urn, zaak_url)
    if zaak is not None:
        plaatsen(((None, uuid) for uuid in uuids), zaak, ask)
    return getoond(uuids, ask)
