"""Whose something is, for a registry that knows residents and organisations: by BSN or by KVK number."""

from dataclasses import dataclass, field
from enum import Enum

from auth.bsn import valid_bsn

__all__ = ["Belanghebbende", "Soort"]


class Soort(Enum):
    """What kind of number it is, as the own contract writes it."""

    BSN = "bsn"
    KVK = "kvk"


@dataclass(frozen=True, slots=True)
class Belanghebbende:
    """A data subject by the number under which its dossier is open: nine digits are a BSN, eight a KVK number."""

    nummer: str = field(repr=False)

    @property
    def soort(self) -> Soort:
        """Which kind of number it is."""
        return Soort.KVK if len(self.nummer) == 8 else Soort.BSN

    @property
    def valid(self) -> bool:
        """Whether it is such a number; one that is not never leaves us."""
        if self.soort is Soort.BSN:
            return valid_bsn(self.nummer)
        return self.nummer.isascii() and self.nummer.isdigit()
