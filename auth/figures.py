"""The figures for analysts: one snapshot a day, as cells that may be shown, and where it is kept."""

import asyncio
from datetime import date
from typing import Protocol

from msgspec import Struct

__all__ = ["LEAST", "Cell", "Figures", "LeadTime", "MemoryFigures", "Snapshot"]

LEAST = 10  # a figure about fewer zaken is shown to nobody and kept nowhere


class Cell(Struct, frozen=True, kw_only=True):
    """How many zaken there are in one cell; `None` where that is not told.

    A dimension that is None is summed: without `soort` it is about all kinds, without `maand` (`2026-10`, in which the
    zaak began) about the whole period, without `lopend` about zaken under way and ended.
    """

    soort: str | None = None
    naam: str | None = None
    maand: str | None = None
    lopend: bool | None = None
    aantal: int | None = None

    def __post_init__(self) -> None:
        if self.aantal is not None and self.aantal < LEAST:
            raise ValueError("too few to be told")


class LeadTime(Struct, frozen=True, kw_only=True):
    """How long zaken of one kind took. Percentiles are numbers of a class, counted from 0; `None` is not told."""

    soort: str
    naam: str
    aantal: int | None = None
    mediaan: int | None = None
    negentigste: int | None = None

    def __post_init__(self) -> None:
        if self.aantal is not None and self.aantal < LEAST:
            raise ValueError("too few to be told")


class Snapshot(Struct, frozen=True):
    """The figures of one day."""

    peildatum: date
    cells: tuple[Cell, ...] = ()
    lead_times: tuple[LeadTime, ...] = ()


class Figures(Protocol):
    """Where snapshots are kept. Of all who want to make that of a day one may; the others wait for it."""

    async def read(self, peildatum: date) -> Snapshot | None:
        """The snapshot of this day, once it is whole."""
        ...

    async def claim(self, peildatum: date, owner: str, seconds: float) -> bool:
        """Whether this owner may make it, for this long; who has it already gets more time."""
        ...

    async def add(self, peildatum: date, lead_time: LeadTime) -> None:
        """Keep a part of a snapshot that is being made, so that who goes on with it need not make it again."""
        ...

    async def added(self, peildatum: date) -> list[LeadTime]:
        """The parts of it that are there."""
        ...

    async def complete(self, peildatum: date, owner: str, cells: tuple[Cell, ...]) -> bool:
        """Keep the rest: from now on it can be read, and does not change. False where somebody else may make it."""
        ...


class MemoryFigures:
    """Snapshots in this process; that of a new day takes the place of the one before."""

    def __init__(self) -> None:
        self._whole: dict[date, Snapshot] = {}
        self._parts: dict[date, dict[str, LeadTime]] = {}
        self._claims: dict[date, tuple[str, float]] = {}

    async def read(self, peildatum: date) -> Snapshot | None:
        """The snapshot of this day, once it is whole."""
        return self._whole.get(peildatum)

    async def claim(self, peildatum: date, owner: str, seconds: float) -> bool:
        """Whether this owner may make it, for this long; who has it already gets more time."""
        now = asyncio.get_running_loop().time()
        holder, until = self._claims.get(peildatum, ("", 0.0))
        if peildatum in self._whole or (holder != owner and until > now):
            return False
        self._claims = {peildatum: (owner, now + seconds)}
        self._parts = {peildatum: self._parts.get(peildatum, {})}
        return True

    async def add(self, peildatum: date, lead_time: LeadTime) -> None:
        """Keep a part of a snapshot that is being made."""
        self._parts.setdefault(peildatum, {})[lead_time.soort] = lead_time

    async def added(self, peildatum: date) -> list[LeadTime]:
        """The parts of it that are there."""
        return list(self._parts.get(peildatum, {}).values())

    async def complete(self, peildatum: date, owner: str, cells: tuple[Cell, ...]) -> bool:
        """Keep the rest. False where somebody else may make it, or has."""
        if peildatum in self._whole or self._claims.get(peildatum, ("", 0.0))[0] != owner:
            return False
        self._whole = {peildatum: Snapshot(peildatum, cells, tuple(await self.added(peildatum)))}
        return True
