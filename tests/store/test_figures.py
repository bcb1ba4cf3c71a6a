"""Snapshots for analysts: one owner at a time, whole or not there, and no small count, whatever is written."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from auth.errors import StoreUnavailable
from auth.figures import Cell, Figures, LeadTime, MemoryFigures, Snapshot
from auth.store.database import Store
from auth.store.figures import StoreFigures
from auth.store.tables import figures_cells, figures_lead_times
from tests.store.clock import Clock

DAY, NEXT = date(2026, 11, 25), date(2026, 11, 26)
CELLS = (
    Cell(aantal=120),
    Cell(soort="a", naam="A", aantal=110),
    Cell(soort="a", naam="A", maand="2026-10", lopend=True),
    Cell(soort="a", naam="A", maand="2026-10", lopend=False, aantal=10),
)
MEASURED = [LeadTime(soort="a", naam="A", aantal=110, mediaan=2, negentigste=4), LeadTime(soort="b", naam="B")]


@pytest.fixture(params=["store", "memory"])
async def figures(request: pytest.FixtureRequest, store: Store) -> AsyncIterator[Figures]:
    yield StoreFigures(store) if request.param == "store" else MemoryFigures()


async def test_a_snapshot_is_there_once_it_is_whole_and_then_stays_what_it_is(figures: Figures) -> None:
    assert await figures.claim(DAY, "one", 60)
    for each in MEASURED:
        await figures.add(DAY, each)
        assert await figures.read(DAY) is None
    assert await figures.complete(DAY, "one", CELLS)
    assert await figures.read(DAY) == Snapshot(DAY, CELLS, tuple(MEASURED))
    assert not await figures.claim(DAY, "one", 60) and not await figures.complete(DAY, "one", CELLS[:1])
    assert await figures.read(DAY) == Snapshot(DAY, CELLS, tuple(MEASURED))
    assert await figures.read(NEXT) is None


async def test_one_owner_at_a_time(figures: Figures) -> None:
    assert await figures.claim(DAY, "one", 60)
    assert not await figures.claim(DAY, "other", 60)
    assert await figures.claim(DAY, "one", 60), "who has it gets more time"
    assert not await figures.complete(DAY, "other", CELLS) and await figures.read(DAY) is None
    assert await figures.claim(NEXT, "other", 60), "another day is another snapshot"


async def test_what_was_left_is_gone_on_with_and_who_left_it_comes_too_late(figures: Figures) -> None:
    assert await figures.claim(DAY, "one", 60)
    await figures.add(DAY, MEASURED[0])
    assert await figures.claim(DAY, "one", 0.0), "it lets go"
    assert await figures.claim(DAY, "other", 60)
    assert await figures.added(DAY) == MEASURED[:1]
    assert not await figures.complete(DAY, "one", CELLS)
    assert await figures.complete(DAY, "other", CELLS)
    assert await figures.read(DAY) == Snapshot(DAY, CELLS, tuple(MEASURED[:1]))


async def test_processes_share_the_store_and_a_claim_ends(store: Store, address: str) -> None:
    clock, second = Clock(), Store(address)
    one, other = StoreFigures(store, clock=clock), StoreFigures(second, clock=clock)
    assert await one.claim(DAY, "one", 60) and not await other.claim(DAY, "other", 60)
    await one.add(DAY, MEASURED[0])
    clock.later(61)
    assert await other.claim(DAY, "other", 60) and not await one.claim(DAY, "one", 60)
    await other.add(DAY, MEASURED[0])  # that it was there already is no error
    assert await other.complete(DAY, "other", CELLS)
    assert await one.read(DAY) == Snapshot(DAY, CELLS, tuple(MEASURED[:1]))
    await second.close()


async def test_they_are_swept_after_two_days(store: Store) -> None:
    clock = Clock()
    figures = StoreFigures(store, clock=clock)
    await figures.claim(DAY, "one", 60)
    await figures.add(DAY, MEASURED[0])
    await figures.complete(DAY, "one", CELLS)
    clock.later(47 * 3600)
    assert await store.sweep(clock()) == 0
    clock.later(2 * 3600)
    assert await store.sweep(clock()) == 1 + 1 + len(CELLS)
    assert await figures.read(DAY) is None


@pytest.mark.parametrize("aantal", [0, 1, 9])
async def test_the_tables_take_no_small_count(store: Store, aantal: int) -> None:
    day = DAY.isoformat()
    for statement in (
        figures_cells.insert().values(peildatum=day, number=0, aantal=aantal, ends=0.0),
        figures_lead_times.insert().values(peildatum=day, soort="a", naam="A", aantal=aantal, ends=0.0),
    ):
        with pytest.raises(StoreUnavailable):
            async with store.begin() as connection:
                await connection.execute(statement)
