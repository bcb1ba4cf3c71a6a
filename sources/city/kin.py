"""Kin: twenty persons in nine households who are each other's family; the city repeats such kin.

A relation is written once, in one direction, inside one kin. So it is mutual by construction and found without a table.
"""

from dataclasses import dataclass

__all__ = ["HOUSEHOLDS", "KINDS", "PERSONS", "SINGLE", "Kin", "Role"]

PERSONS = 20
HOUSEHOLDS = 9


@dataclass(frozen=True, slots=True)
class Role:
    """What the kin says of one of its persons: home, age, and the positions of partner and parents in the same kin."""

    home: int
    ages: tuple[int, int]  # what the person turns this calendar year
    line: str  # who shares a line shares origin and surname
    partner: int | None = None
    parents: tuple[int, ...] = ()
    divorced: bool = False


@dataclass(frozen=True, slots=True)
class Kin:
    """The roles of a kin in the order of its persons."""

    roles: tuple[Role, ...]

    def children(self, position: int) -> tuple[int, ...]:
        """The positions of someone's children, eldest first as the roles have them."""
        return tuple(child for child, role in enumerate(self.roles) if position in role.parents)

    def home(self, home: int) -> tuple[int, ...]:
        """The positions of those who live in a home."""
        return tuple(position for position, role in enumerate(self.roles) if role.home == home)


SINGLE = Kin((Role(0, (24, 70), "A"),))

_GENERATIONS = Kin(
    (
        Role(0, (64, 68), "A", partner=1),
        Role(0, (63, 67), "B", partner=0),
        Role(1, (38, 42), "A", partner=3, parents=(0, 1)),
        Role(1, (37, 43), "C", partner=2),
        Role(1, (13, 16), "A", parents=(2, 3)),
        Role(1, (8, 11), "A", parents=(2, 3)),
        Role(1, (2, 6), "A", parents=(2, 3)),
        Role(2, (30, 36), "A", parents=(0, 1)),
        Role(3, (40, 44), "D", partner=9),
        Role(3, (39, 43), "E", partner=8),
        Role(3, (12, 16), "E", parents=(9, 8)),
        Role(3, (5, 9), "E", parents=(9, 8)),
        Role(4, (42, 46), "F", partner=15, divorced=True),
        Role(4, (11, 15), "G", parents=(12, 15)),
        Role(4, (7, 9), "G", parents=(12, 15)),
        Role(5, (43, 47), "G", partner=12, divorced=True),
        Role(6, (24, 60), "H"),
        Role(7, (28, 34), "I", partner=18),
        Role(7, (28, 34), "J", partner=17),
        Role(8, (66, 90), "K"),
    )
)

_NEIGHBOURS = Kin(
    (
        Role(0, (27, 38), "A", partner=1),
        Role(0, (27, 38), "B", partner=0),
        Role(1, (32, 36), "C", partner=3),
        Role(1, (31, 37), "D", partner=2),
        Role(1, (2, 4), "C", parents=(2, 3)),
        Role(2, (34, 45), "E"),
        Role(2, (10, 14), "E", parents=(5,)),
        Role(2, (3, 8), "E", parents=(5,)),
        Role(3, (70, 80), "F", partner=9),
        Role(3, (69, 79), "G", partner=8),
        Role(4, (47, 49), "H", partner=11, parents=(8, 9)),
        Role(4, (46, 50), "I", partner=10),
        Role(4, (20, 23), "H", parents=(10, 11)),
        Role(4, (14, 16), "H", parents=(10, 11)),
        Role(5, (24, 26), "H", parents=(10, 11)),
        Role(6, (19, 30), "J"),
        Role(7, (50, 70), "K"),
        Role(8, (36, 40), "L", partner=18),
        Role(8, (35, 41), "M", partner=17),
        Role(8, (4, 9), "M", parents=(18, 17)),
    )
)

KINDS = (_GENERATIONS, _NEIGHBOURS)
