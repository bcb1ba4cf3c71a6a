"""Members of an enumeration that say in words what they are, in both languages."""

from enum import StrEnum
from typing import Self

__all__ = ["Worded"]


class Worded(StrEnum):
    """An enumeration of which each member is declared as value, Dutch and English."""

    dutch: str
    english: str

    def __new__(cls, value: str, dutch: str, english: str) -> Self:
        """A member, which is a string like its value."""
        member = str.__new__(cls, value)
        member._value_, member.dutch, member.english = value, dutch, english
        return member
