"""Uuids that can be read back: a position in the city, shuffled over the 122 free bits of a uuid of version 4."""

from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

__all__ = ["Position", "Uuids"]

_HALF = 61
_MASK = (1 << _HALF) - 1
_WORD = (1 << 64) - 1
_ROUNDS = 4


class Position(NamedTuple):
    """What a uuid stands for: the nth `part` of a kind, in zaak `number` of the person at index `person`."""

    kind: int  # below 16
    person: int  # below 2**32
    number: int  # below 4096
    part: int = 0  # below 4096


class Uuids:
    """Position ↔ uuid under a seed. Of all uuids 1 in 2**62 is somebody's: any other reads as nothing.

    Each `about` has kinds of its own.
    """

    def __init__(self, seed: int, about: str = "uuids") -> None:
        digest = blake2b(f"{about} {seed}".encode(), digest_size=8 * _ROUNDS).digest()
        self._keys = tuple(int.from_bytes(digest[8 * n : 8 * n + 8]) | 1 for n in range(_ROUNDS))

    def uuid(self, position: Position) -> str:
        """The uuid of a position; it looks drawn at random."""
        left, right = 0, ((position.kind << 32 | position.person) << 12 | position.number) << 12 | position.part
        for key in self._keys:
            left, right = right, left ^ _mix(right, key)
        bits = left << _HALF | right
        # 48 bits, the version, 12 bits, the variant, 62 bits
        value = bits >> 74 << 80 | 0x4 << 76 | (bits >> 62 & 0xFFF) << 64 | 0b10 << 62 | bits & (1 << 62) - 1
        digits = f"{value:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def position(self, uuid: str) -> Position | None:
        """The position behind a uuid; None for a uuid of nothing, or what is none."""
        try:
            value = UUID(uuid).int
        except ValueError:
            return None
        if value >> 76 & 0xF != 0x4 or value >> 62 & 0b11 != 0b10:
            return None
        bits = value >> 80 << 74 | (value >> 64 & 0xFFF) << 62 | value & (1 << 62) - 1
        left, right = bits >> _HALF, bits & _MASK
        for key in reversed(self._keys):
            left, right = right ^ _mix(left, key), left
        if left or right >> 60:
            return None
        return Position(right >> 56, right >> 24 & 0xFFFF_FFFF, right >> 12 & 0xFFF, right & 0xFFF)


def _mix(half: int, key: int) -> int:
    """Every bit of the half in every bit of the result; it hides nothing from who looks for it, the city is made up."""
    value = (half ^ key) * 0x9E3779B97F4A7C15 & _WORD
    value = (value ^ value >> 29) * key & _WORD
    return (value ^ value >> 32) & _MASK
