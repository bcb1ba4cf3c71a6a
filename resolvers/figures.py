"""The snapshot of a day is made once, by counting at the registry, and kept as cells that may be told."""

import asyncio
import secrets
from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import structlog

from auth.errors import StoreUnavailable
from auth.figures import LEAST, Cell, Figures, LeadTime, Snapshot
from resolvers.analyse import Klasse
from resolvers.periods import counted, measured
from resolvers.suppression import Branch, rank_of, told
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow
from sources.core.scope import Scope
from sources.zaken.paging import LARGEST
from sources.zaken.vraag import TelVraag, Voortgang

__all__ = ["DailyFigures", "cells"]

_PATIENCE = 3600.0  # seconds that making a snapshot may take
_STEP = 120.0  # seconds that one kind may take
_HELD = 300.0  # seconds after which another process goes on with what this one left
_POLL = 1.0  # seconds between two looks whether another process is ready
_AGAIN = 60.0  # seconds until a snapshot that failed is tried again
_KINDS = 1000  # zaaktypen, old versions included
_CALLS = 10_000  # for one snapshot
_AT_ONCE = 4
_ROWS = 50_000  # of ended zaken of one zaaktype; of more no lead times are read
_BOUNDS = tuple(int(each) for each in Klasse if each)

_log = structlog.get_logger("mijndenhaag.figures")

Key = tuple[str | None, str | None, bool | None]  # kind, month, whether it is under way


@dataclass(frozen=True, slots=True)
class _Soort:
    """A kind: zaaktypen with one code, which are its versions."""

    code: str
    naam: str
    urls: tuple[str, ...]


class DailyFigures:
    """The figures of today, for whoever asks first and for all who wait; what is whole is not asked again.

    A process that stops while it makes them is followed by another, which need not measure again what was measured.
    """

    def __init__(self, adapters: Mapping[str, Any], figures: Figures) -> None:
        self._adapters, self._figures = adapters, figures
        self._owner = secrets.token_hex(8)
        self._last: Snapshot | None = None
        self._making: dict[date, asyncio.Task[Snapshot]] = {}
        self._failed: tuple[float, RegistryError] | None = None

    async def of(self, today: date, scope: Scope) -> Snapshot:
        """The snapshot of today, as soon as it is there; `RegistryTooSlow` for who can't wait that long."""
        if self._last is not None and self._last.peildatum == today:
            return self._last
        found = await self._figures.read(today)
        if found is None:
            try:
                async with asyncio.timeout(max(0.0, scope.remaining())):
                    found = await asyncio.shield(self._made(today))
            except TimeoutError:
                raise RegistryTooSlow("zaken") from None
        self._last = found
        return found

    async def nightly(self, hour: int, now: Callable[[], datetime]) -> None:
        """Make the snapshot of each day at this hour, until cancelled; again a little later where that fails."""
        while True:
            moment = now()
            due = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
            await asyncio.sleep((due - moment).total_seconds() if due > moment else 0.0)
            try:
                await self.of(now().date(), Scope.lasting(_PATIENCE))
                moment = now()
                later = moment.replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)
                await asyncio.sleep((later - moment).total_seconds())
            except (RegistryError, StoreUnavailable) as error:
                _log.warning("figures_failed", error=type(error).__name__)
                await asyncio.sleep(_AGAIN)

    async def close(self) -> None:
        """Leave what is being made to another process, or to the next start."""
        tasks = list(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _made(self, today: date) -> "asyncio.Task[Snapshot]":
        now = asyncio.get_running_loop().time()
        if self._failed is not None and now < self._failed[0]:
            raise self._failed[1]
        task = self._making.get(today)
        if task is None:
            task = self._making[today] = asyncio.create_task(self._make(today))
            task.add_done_callback(lambda done: self._landed(today, done))
        return task

    def _landed(self, today: date, task: "asyncio.Task[Snapshot]") -> None:
        del self._making[today]
        if not task.cancelled() and isinstance(error := task.exception(), RegistryError):
            self._failed = asyncio.get_running_loop().time() + _AGAIN, error

    async def _make(self, today: date) -> Snapshot:
        """Make it, or wait for who does; goes on where that one stopped."""
        async with asyncio.timeout(_PATIENCE):
            while (found := await self._figures.read(today)) is None:
                if await self._figures.claim(today, self._owner, _HELD):
                    await self._claimed(today)
                else:
                    await asyncio.sleep(_POLL)
            return found

    async def _claimed(self, today: date) -> None:
        run = _Run(self._adapters)
        try:
            soorten = await run.soorten()
            tree = await self._held(today, run.tree(soorten, counted(today)))
            known = {each.soort for each in await self._figures.added(today)}
            for soort in soorten:
                if soort.code not in known:
                    await self._figures.add(today, await self._held(today, run.lead_time(soort, measured(today))))
            names = {soort.code: soort.naam for soort in soorten}
            await self._figures.complete(today, self._owner, cells(tree, names, counted(today)))
        except BaseException:
            with suppress(StoreUnavailable):
                await self._figures.claim(today, self._owner, 0.0)  # another may go on at once
            raise
        _log.info("figures_made", kinds=len(soorten), calls=run.calls)

    async def _held(self, today: date, work: Awaitable[Any]) -> Any:
        """The outcome of this work, while the claim is kept alive."""
        task = asyncio.ensure_future(work)
        try:
            while not (await asyncio.wait({task}, timeout=_HELD / 3))[0]:
                await self._figures.claim(today, self._owner, _HELD)
            return task.result()
        finally:
            task.cancel()


class _Run:
    """The calls of one snapshot."""

    def __init__(self, adapters: Mapping[str, Any]) -> None:
        self._zaken, self._catalogi = adapters["zaken"], adapters["catalogi"]
        self._room = asyncio.Semaphore(_AT_ONCE)
        self.calls = 0

    async def soorten(self) -> list[_Soort]:
        """Every kind that the catalogue knows, by its code."""
        types: list[ZaakType] = await self._catalogi.zaaktypen(Scope.lasting(_STEP), 1)
        if len(types) > _KINDS:
            raise RegistryInvalid("catalogi", "too many zaaktypen")
        by_code: dict[str, list[ZaakType]] = {}
        for each in types:
            by_code.setdefault(each.identificatie or each.uuid, []).append(each)
        return [
            _Soort(code, min(each.omschrijving or code for each in versions), tuple(each.url for each in versions))
            for code, versions in sorted(by_code.items())
        ]

    async def tree(self, soorten: Iterable[_Soort], days: Sequence[date]) -> Branch[Key]:
        """All counts. Of what is too small to be told nothing finer is asked."""
        branches = [await self._soort(soort, days) for soort in soorten]
        total = sum(branch.aantal for branch in branches)
        if not total and any(await self._all(Scope.lasting(_STEP), [TelVraag(None, days[0], days[-1])])):
            raise RegistryInvalid("zaken", "it knows the zaaktypen of the catalogue by other addresses")
        return Branch((None, None, None), total, branches)

    async def lead_time(self, soort: _Soort, days: Sequence[date]) -> LeadTime:
        """How long zaken of a kind took that began in these months. No zaak is read where too few have ended."""
        ended = [TelVraag(url, days[0], days[-1], Voortgang.AFGEROND) for url in soort.urls]
        scope = Scope.lasting(_STEP)
        counts = await self._all(scope, ended)
        number = sum(counts)
        if number < LEAST:
            return LeadTime(soort=soort.code, naam=soort.naam)
        tally: Counter[int] = Counter()
        if rank_of(50, number) is not None and max(counts) <= _ROWS:
            for vraag, count in zip(ended, counts, strict=True):
                if count:
                    self._count(-(-count // LARGEST))  # pages
                    for took, zaken in (await self._zaken.doorlooptijden(scope, vraag, _ROWS, 1)).items():
                        tally[bisect_left(_BOUNDS, took)] += zaken
        return LeadTime(
            soort=soort.code,
            naam=soort.naam,
            aantal=number,
            mediaan=_percentile(tally, 50, number),
            negentigste=_percentile(tally, 90, number),
        )

    async def _soort(self, soort: _Soort, days: Sequence[date]) -> Branch[Key]:
        scope, code = Scope.lasting(_STEP), soort.code
        in_all = await self._all(scope, [TelVraag(url, days[0], days[-1]) for url in soort.urls])
        if sum(in_all) < LEAST:
            return Branch((code, None, None), sum(in_all))
        urls = [url for url, count in zip(soort.urls, in_all, strict=True) if count]
        months = list(pairwise(days))
        found = await self._all(scope, [TelVraag(url, *month) for month in months for url in urls])
        totals = [sum(found[at * len(urls) : (at + 1) * len(urls)]) for at in range(len(months))]
        finer = [month for month, total in zip(months, totals, strict=True) if total >= LEAST]
        asked = [TelVraag(url, *month, Voortgang.LOPEND) for month in finer for url in urls]
        running = iter(await self._all(scope, asked))
        branches: list[Branch[Key]] = []
        for month, total in zip(months, totals, strict=True):
            key, parts = f"{month[0]:%Y-%m}", list[Branch[Key]]()
            if month in finer:
                open_ = min(total, sum(next(running) for _ in urls))
                parts = [Branch((code, key, True), open_), Branch((code, key, False), total - open_)]
            branches.append(Branch((code, key, None), total, parts))
        return Branch((code, None, None), sum(totals), branches)

    async def _all(self, scope: Scope, vragen: Sequence[TelVraag]) -> list[int]:
        self._count(len(vragen))
        found = await asyncio.gather(*(self._one(scope, vraag) for vraag in vragen), return_exceptions=True)
        for each in found:
            if isinstance(each, BaseException):
                raise each
        return [each for each in found if isinstance(each, int)]

    async def _one(self, scope: Scope, vraag: TelVraag) -> int:
        async with self._room:
            count: int = await self._zaken.tel(scope, vraag, 1)
            return count

    def _count(self, calls: int) -> None:
        self.calls += calls
        if self.calls > _CALLS:
            raise RegistryInvalid("zaken", "too many calls for one snapshot")


def _percentile(tally: Counter[int], percent: int, number: int) -> int | None:
    """The class of a percentile; nothing where it is not told, or where what was read is not what was counted."""
    rank = rank_of(percent, number)
    if rank is None or tally.total() != number:
        return None
    for klasse in sorted(tally):
        rank -= tally[klasse]
        if rank <= 0:
            return klasse
    return None


def cells(tree: Branch[Key], names: Mapping[str, str], days: Sequence[date]) -> tuple[Cell, ...]:
    """Every cell that there could be, told or not: the same ones whatever was counted."""
    counts = dict(told(tree))
    months = [None, *(f"{day:%Y-%m}" for day in days[:-1])]
    keys: list[Key] = [(None, None, None)]
    for code in names:
        keys += [(code, month, state) for month in months for state in ((None, True, False) if month else (None,))]
    return tuple(
        Cell(
            soort=soort,
            naam=None if soort is None else names[soort],
            maand=maand,
            lopend=lopend,
            aantal=counts.get(key),
        )
        for key in keys
        for soort, maand, lopend in (key,)
    )
