"""The snapshot of a day is made once, goes on where it stopped, and asks no more than it tells."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from auth.figures import LEAST, MemoryFigures
from resolvers.figures import DailyFigures
from resolvers.periods import counted, measured
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Scope
from sources.zaken.vraag import TelVraag, Voortgang

DAY = date(2026, 11, 25)
OLD, NEW, OTHER = (f"https://catalogi.example/zaaktypen/{name}" for name in ("old", "new", "other"))
TYPES = [
    ZaakType(url=OLD, identificatie="A", omschrijving="Aanvraag"),
    ZaakType(url=NEW, identificatie="A", omschrijving="Aanvraag"),
    ZaakType(url=OTHER, identificatie="B", omschrijving="Bezwaar"),
]


@dataclass
class Registries:
    """As many zaken a month of each zaaktype as is said, a third of them under way; each call takes a moment."""

    each_month: dict[str | None, int]
    types: list[ZaakType] = field(default_factory=lambda: TYPES)
    asked: list[TelVraag] = field(default_factory=list)
    read: list[TelVraag] = field(default_factory=list)
    fault: Exception | None = None
    at_once: int = 0
    most: int = 0

    async def zaaktypen(self, scope: Scope, wave: int) -> list[ZaakType]:
        return self.types

    async def tel(self, scope: Scope, vraag: TelVraag, wave: int) -> int:
        self.asked.append(vraag)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.fault is not None:
            raise self.fault
        return self._count(vraag)

    async def doorlooptijden(self, scope: Scope, vraag: TelVraag, most: int, wave: int) -> Counter[int]:
        self.read.append(vraag)
        if self.fault is not None:
            raise self.fault
        number = self._count(vraag)
        return Counter({3: number - number // 4, 40: number // 4})

    def _count(self, vraag: TelVraag) -> int:
        months = (vraag.tot.year - vraag.vanaf.year) * 12 + vraag.tot.month - vraag.vanaf.month
        in_all = self.each_month[vraag.zaaktype]
        part = {None: in_all, Voortgang.LOPEND: in_all // 3, Voortgang.AFGEROND: in_all - in_all // 3}
        return months * part[vraag.filter]


def daily(registries: Registries, figures: MemoryFigures | None = None) -> DailyFigures:
    return DailyFigures({"zaken": registries, "catalogi": registries}, figures or MemoryFigures())


async def until(known: Callable[[], Awaitable[object]]) -> None:
    for turn in range(5000):
        if await known():
            return
        await asyncio.sleep(0.001 if turn > 1000 else 0)
    raise AssertionError("it never came")


async def test_versions_of_a_zaaktype_are_one_kind() -> None:
    registries = Registries({OLD: 20, NEW: 13, OTHER: 60})
    snapshot = await daily(registries).of(DAY, Scope.lasting(5))
    told = {(cell.soort, cell.maand, cell.lopend): cell.aantal for cell in snapshot.cells}
    assert told[None, None, None] == 12 * 93 and told["A", None, None] == 12 * 33
    assert (told["A", "2026-03", None], told["A", "2026-03", True], told["A", "2026-03", False]) == (33, 10, 23)
    assert (told["B", "2026-03", True], told["B", "2026-03", False]) == (20, 40)
    assert {each.soort: each.aantal for each in snapshot.lead_times} == {"A": 12 * 23, "B": 12 * 40}
    assert {(each.mediaan, each.negentigste) for each in snapshot.lead_times} == {(0, 3)}
    assert registries.most == 4


async def test_of_what_is_too_small_to_be_told_nothing_finer_is_asked_and_no_zaak_is_read() -> None:
    registries = Registries({OLD: 0, NEW: 0, OTHER: 1})
    snapshot = await daily(registries).of(DAY, Scope.lasting(5))
    assert [cell.aantal for cell in snapshot.cells if cell.aantal is not None] == [12], "of all kinds together"
    months = [vraag for vraag in registries.asked if vraag.zaaktype != OTHER]
    assert len(months) == 4, "in all and, of the year before, ended; for each version"
    assert not any(vraag.filter is Voortgang.LOPEND for vraag in registries.asked)
    assert registries.read == [] and [each.aantal for each in snapshot.lead_times] == [None, 12]


async def test_all_who_ask_at_once_wait_for_one() -> None:
    registries = Registries({OLD: 20, NEW: 13, OTHER: 60})
    figures = daily(registries)
    found = await asyncio.gather(*(figures.of(DAY, Scope.lasting(5)) for _ in range(20)))
    once = len(registries.asked)
    assert all(each is found[0] for each in found)
    assert await figures.of(DAY, Scope.lasting(5)) is found[0] and len(registries.asked) == once
    assert (await figures.of(DAY + timedelta(1), Scope.lasting(5))).peildatum > DAY
    assert len(registries.asked) == 2 * once


async def test_of_two_processes_one_makes_it_and_the_other_waits() -> None:
    registries, kept = Registries({OLD: 20, NEW: 13, OTHER: 60}), MemoryFigures()
    found = await asyncio.gather(*(daily(registries, kept).of(DAY, Scope.lasting(5)) for _ in range(2)))
    alone = Registries(registries.each_month)
    assert found[0] == found[1] == await daily(alone).of(DAY, Scope.lasting(5))
    assert len(registries.asked) == len(alone.asked)


async def test_what_was_measured_is_not_measured_again_by_who_goes_on() -> None:
    registries, kept = Registries({OLD: 20, NEW: 13, OTHER: 60}), MemoryFigures()
    first = daily(registries, kept)
    asking = asyncio.create_task(first.of(DAY, Scope.lasting(5)))
    await until(lambda: kept.added(DAY))
    await first.close()
    await asyncio.gather(asking, return_exceptions=True)
    assert await kept.read(DAY) is None and [each.soort for each in await kept.added(DAY)] == ["A"]
    registries.read.clear()
    snapshot = await daily(registries, kept).of(DAY, Scope.lasting(5))
    assert {vraag.zaaktype for vraag in registries.read} == {OTHER}
    assert [each.soort for each in snapshot.lead_times] == ["A", "B"]


async def test_what_fails_leaves_nothing_and_is_not_tried_again_at_once() -> None:
    registries, kept = Registries({OLD: 20, NEW: 13, OTHER: 60}, fault=RegistryUnavailable("zaken")), MemoryFigures()
    figures = daily(registries, kept)
    with pytest.raises(RegistryUnavailable):
        await figures.of(DAY, Scope.lasting(5))
    asked = len(registries.asked)
    with pytest.raises(RegistryUnavailable):
        await figures.of(DAY, Scope.lasting(5))
    assert len(registries.asked) == asked and await kept.read(DAY) is None
    registries.fault = None
    assert (await daily(registries, kept).of(DAY, Scope.lasting(5))).cells, "another process may at once"


async def test_who_can_not_wait_does_not_stop_it() -> None:
    registries = Registries({OLD: 20, NEW: 13, OTHER: 60})
    figures = daily(registries)
    with pytest.raises(RegistryTooSlow):
        await figures.of(DAY, Scope.lasting(0))
    asked = len(registries.asked)
    assert (await figures.of(DAY, Scope.lasting(5))).cells and len(registries.asked) > asked


@pytest.mark.parametrize("number", [1001, 900])
async def test_a_catalogue_that_would_cost_too_many_calls_is_an_error(number: int) -> None:
    types = [ZaakType(url=f"https://catalogi.example/{n}", identificatie=f"S{n}") for n in range(number)]
    registries = Registries({each.url: 60 for each in types}, types)
    with pytest.raises(RegistryInvalid):
        await daily(registries).of(DAY, Scope.lasting(30))
    assert len(registries.asked) <= 10_000


async def test_a_registry_that_knows_no_zaaktype_of_the_catalogue_is_an_error_and_no_noughts() -> None:
    nothing: dict[str | None, int] = {OLD: 0, NEW: 0, OTHER: 0}
    with pytest.raises(RegistryInvalid):
        await daily(Registries(nothing | {None: 500})).of(DAY, Scope.lasting(5))
    snapshot = await daily(Registries(nothing | {None: 0})).of(DAY, Scope.lasting(5))
    assert {cell.aantal for cell in snapshot.cells} == {None}


async def test_a_tally_that_is_not_what_was_counted_gives_no_percentile() -> None:
    @dataclass
    class Moving(Registries):
        async def doorlooptijden(self, scope: Scope, vraag: TelVraag, most: int, wave: int) -> Counter[int]:
            return Counter({3: 1})

    snapshot = await daily(Moving({OLD: 20, NEW: 13, OTHER: 60})).of(DAY, Scope.lasting(5))
    assert {(each.mediaan, each.negentigste) for each in snapshot.lead_times} == {(None, None)}
    assert all(each.aantal and each.aantal >= LEAST for each in snapshot.lead_times)


@pytest.fixture
def frozen() -> Iterator[Any]:
    with time_machine.travel(datetime(2026, 11, 25, 2, 59, 59, 900_000, tzinfo=UTC), tick=True) as traveller:
        yield traveller


async def test_every_night_at_its_hour(frozen: Any) -> None:
    registries, kept = Registries({OLD: 20, NEW: 13, OTHER: 60}), MemoryFigures()
    figures = daily(registries, kept)
    task = asyncio.create_task(figures.nightly(3, lambda: datetime.now(UTC)))
    await asyncio.sleep(0.01)
    assert registries.asked == []
    await until(lambda: kept.read(DAY))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_night_that_fails_ends_nothing() -> None:
    registries = Registries({OLD: 20, NEW: 13, OTHER: 60}, fault=RegistryError("zaken"))
    task = asyncio.create_task(daily(registries).nightly(0, lambda: datetime.now(UTC)))
    await asyncio.sleep(0.1)
    assert registries.asked
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_what_is_measured_is_the_year_before_what_is_counted() -> None:
    for day in (date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)):
        one, other = counted(day), measured(day)
        assert len(one) == len(other) == 13 and other[-1] == one[0] and one[-1] == day.replace(day=1)
        assert all(each.day == 1 for each in (*one, *other))
