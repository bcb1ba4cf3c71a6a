"""A table of quirks: what a registry really does, which recordings show it, and how its stand-in is made to do it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

import pytest

from sources.city import City
from tests.contract.openzaak import Zaaksysteem

__all__ = ["Quirk", "Quirks"]

Play = Callable[[Zaaksysteem], Awaitable[None]]


@dataclass(frozen=True)
class Quirk:
    """One quirk. `play` asks the stand-ins of a fresh city, and asserts."""

    name: str
    recordings: tuple[int, ...]
    play: Play

    async def played(self) -> None:
        """Play it."""
        await self.play(Zaaksysteem(City(2026, date(2026, 11, 23))))


class Quirks(list[Quirk]):
    """The table; calling it puts the decorated play in."""

    def __call__(self, name: str, *recordings: int) -> Callable[[Play], Play]:
        """A row, with the numbers of the recordings that show it."""

        def into_table(play: Play) -> Play:
            self.append(Quirk(name, recordings, play))
            return play

        return into_table

    def rows(self) -> list[object]:
        """The table as parameters of a test, by name and recordings."""
        return [pytest.param(row, id=" ".join((row.name, *map(str, row.recordings)))) for row in self]
