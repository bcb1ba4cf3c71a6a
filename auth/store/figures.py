"""Snapshots of the figures for analysts in the store: cells that may be told, for two days."""

import time
from collections.abc import Callable
from datetime import date

import msgspec
import sqlalchemy as sa

from auth.figures import Cell, LeadTime, Snapshot
from auth.store.database import Store
from auth.store.tables import figures_cells as cells
from auth.store.tables import figures_lead_times as lead_times
from auth.store.tables import figures_runs as runs

__all__ = ["StoreFigures"]

_KEPT = 2 * 24 * 3600.0  # seconds


class StoreFigures:
    """Snapshots that all processes share; `clock` is seconds since the epoch. Raises `StoreUnavailable`."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    async def read(self, peildatum: date) -> Snapshot | None:
        """The snapshot of this day, once it is whole."""
        day = peildatum.isoformat()
        async with self._store.reading() as connection:
            if not await connection.scalar(sa.select(runs.c.done).where(runs.c.peildatum == day)):
                return None
            told = sa.select(*(cells.c[name] for name in Cell.__struct_fields__))
            found = await connection.execute(told.where(cells.c.peildatum == day).order_by(cells.c.number))
            whole = tuple(Cell(**row) for row in found.mappings())
        return Snapshot(peildatum, whole, tuple(await self.added(peildatum)))

    async def claim(self, peildatum: date, owner: str, seconds: float) -> bool:
        """Whether this owner may make it, for this long; who has it already gets more time."""
        day, now, c = peildatum.isoformat(), self._clock(), runs.c
        row = {"peildatum": day, "owner": "", "until": 0.0, "done": False, "ends": now + _KEPT}
        free = sa.and_(c.peildatum == day, c.done.is_(False), sa.or_(c.owner == owner, c.until <= now))
        async with self._store.begin() as connection:
            await connection.execute(self._store.insert(runs).values(row).on_conflict_do_nothing())
            taken = await connection.execute(runs.update().where(free).values(owner=owner, until=now + seconds))
            return taken.rowcount == 1

    async def add(self, peildatum: date, lead_time: LeadTime) -> None:
        """Keep a part of a snapshot that is being made; the first that comes stays."""
        row = {**msgspec.structs.asdict(lead_time), "peildatum": peildatum.isoformat(), "ends": self._clock() + _KEPT}
        async with self._store.begin() as connection:
            await connection.execute(self._store.insert(lead_times).values(row).on_conflict_do_nothing())

    async def added(self, peildatum: date) -> list[LeadTime]:
        """The parts of it that are there."""
        kept = sa.select(*(lead_times.c[name] for name in LeadTime.__struct_fields__))
        own = lead_times.c.peildatum == peildatum.isoformat()
        async with self._store.reading() as connection:
            found = await connection.execute(kept.where(own).order_by(lead_times.c.soort))
            return [LeadTime(**row) for row in found.mappings()]

    async def complete(self, peildatum: date, owner: str, cells_: tuple[Cell, ...]) -> bool:
        """Keep the rest: from now on it can be read, and does not change. False where somebody else may make it."""
        day, ends, c = peildatum.isoformat(), self._clock() + _KEPT, runs.c
        mine = sa.and_(c.peildatum == day, c.done.is_(False), c.owner == owner)
        rows = [
            {**msgspec.structs.asdict(cell), "peildatum": day, "number": number, "ends": ends}
            for number, cell in enumerate(cells_)
        ]
        async with self._store.begin() as connection:
            kept = await connection.execute(runs.update().where(mine).values(done=True, ends=ends))
            if kept.rowcount == 1 and rows:
                await connection.execute(cells.insert(), rows)
            return kept.rowcount == 1
