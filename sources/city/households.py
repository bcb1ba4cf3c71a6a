"""Person ↔ household by arithmetic: kin after kin, and single persons behind the last whole kin."""

from sources.city.chance import Chance
from sources.city.kin import HOUSEHOLDS, KINDS, PERSONS, SINGLE, Kin, Role
from sources.city.personas import PERSONA_KIN

__all__ = ["Households", "Seat"]


class Seat:
    """Someone's position in their kin, and through it their relations as indices of persons."""

    __slots__ = ("first", "first_home", "index", "kin", "role")

    def __init__(self, index: int, kin: Kin, first: int, first_home: int) -> None:
        self.index = index
        self.kin = kin
        self.first = first
        self.first_home = first_home
        self.role: Role = kin.roles[index - first]

    @property
    def household(self) -> int:
        """The index of the household."""
        return self.first_home + self.role.home

    @property
    def line(self) -> tuple[int, str]:
        """Those with the same line share origin and surname."""
        return self.first, self.role.line

    @property
    def partner(self) -> int | None:
        """The present or last partner."""
        return None if self.role.partner is None else self.first + self.role.partner

    @property
    def parents(self) -> tuple[int, ...]:
        """The parents that the city knows."""
        return tuple(self.first + parent for parent in self.role.parents)

    @property
    def children(self) -> tuple[int, ...]:
        """The children, wherever they live."""
        return tuple(self.first + child for child in self.kin.children(self.index - self.first))

    @property
    def at_home(self) -> bool:
        """Whether one of the parents lives in the same household."""
        return any(self.kin.roles[parent].home == self.role.home for parent in self.role.parents)


class Households:
    """Who lives together, for a city of so many persons."""

    def __init__(self, persons: int, chance: Chance) -> None:
        self._whole = persons // PERSONS
        self._singles = persons % PERSONS
        self._chance = chance

    def __len__(self) -> int:
        return self._whole * HOUSEHOLDS + self._singles

    def seat(self, index: int) -> Seat:
        """The seat of a person."""
        number = index // PERSONS
        if number < self._whole:
            return Seat(index, self._kin(number), number * PERSONS, number * HOUSEHOLDS)
        single = index - self._whole * PERSONS
        return Seat(index, SINGLE, index, self._whole * HOUSEHOLDS + single)

    def members(self, household: int) -> tuple[int, ...]:
        """The indices of those who live in a household; IndexError where the city has no such household."""
        if not 0 <= household < len(self):
            raise IndexError(household)
        number, home = divmod(household, HOUSEHOLDS)
        if number < self._whole:
            return tuple(number * PERSONS + position for position in self._kin(number).home(home))
        return (self._whole * PERSONS + household - self._whole * HOUSEHOLDS,)

    @staticmethod
    def persona_line(index: int) -> tuple[int, str]:
        """The line of a persona, whatever the city."""
        number, place = divmod(index, PERSONS)
        return number * PERSONS, PERSONA_KIN[number].roles[place].line

    def _kin(self, number: int) -> Kin:
        return PERSONA_KIN[number] if number < len(PERSONA_KIN) else self._chance.pick(KINDS, "kin", number)
