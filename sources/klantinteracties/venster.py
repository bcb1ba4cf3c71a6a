"""A window on a list that the registry can only page by number, while rows may come and go before it.

A place is the last row shown, by its id, with how many rows had been passed by then, of how many. The next page asks
for the rows from that one on; where it is no longer there, the count tells how far the list has moved.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import msgspec
from msgspec import Struct

__all__ = ["Plek", "Venster", "pagina"]

_LARGEST = 500  # rows per request (klantinteracties)
_FURTHEST = 10_000  # rows of one person


class Plek(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last row shown: its uuid, how many rows there are up to and with it, and how many in all."""

    uuid: str
    gezien: int
    telling: int

    def text(self) -> str:
        """As opaque text for a client; it holds nothing about a person."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Plek":
        """The place of this text; `ValueError` when it is none of ours, without the text in it."""
        try:
            plek = msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=cls)
        except (ValueError, msgspec.DecodeError):
            raise ValueError("not a place in this list") from None
        if not 0 < plek.gezien <= min(plek.telling, _FURTHEST):
            raise ValueError("not a place in this list")
        return plek


def pagina(begin: int, eind: int) -> tuple[int, int]:
    """The number and the size of the smallest page that holds the rows from `begin` up to and without `eind`."""
    for size in range(eind - begin, _LARGEST + 1):
        if begin // size == (eind - 1) // size:
            return begin // size + 1, size
    raise ValueError("no page holds so many rows, so far on")


class Venster:
    """The search for one page of `eerste` rows from `na` on: what to ask next, and what to show of its answer.

    One request is enough as long as the list has not moved further than the page is wide; three are the most.
    """

    def __init__(self, eerste: int, na: Plek | None) -> None:
        self._eerste, self._na = eerste, na
        self._begin = 0 if na is None else na.gezien - 1  # where the last row shown is expected
        self._again = 2

    @property
    def vraag(self) -> tuple[int, int]:
        """The number and the size of the page to ask."""
        return pagina(self._begin, self._begin + self._eerste + (self._na is not None))

    def weg(self) -> bool:
        """There is no such page any more: whether to ask again, from the begin, which tells how long the list is."""
        return self._move(0)

    def gevonden(self, uuids: Sequence[str], telling: int) -> slice | None:
        """Which of the rows of the page that was asked are shown, of so many in all; `None` where to ask again."""
        first, after = self._first(), self._first() + len(uuids)
        start = 0
        if self._na is not None:
            behind = max(0, telling - (self._na.telling - self._na.gezien))  # where what came behind it begins now
            if self._na.uuid in uuids:
                start = first + uuids.index(self._na.uuid) + 1
            elif first < behind <= after or behind == 0:  # its own place was looked at: it is gone
                start = behind
            elif self._move(behind - 1):
                return None
            else:
                start = behind
        if not first <= start <= min(start + self._eerste, telling) <= after and self._move(max(0, start - 1)):
            return None
        begin = max(0, start - first)
        return slice(begin, min(begin + self._eerste, len(uuids)))

    def volgende(self, uuids: Sequence[str], shown: slice, telling: int) -> Plek | None:
        """Where the next page begins; `None` on the last one."""
        gezien = self._first() + shown.stop
        if shown.stop <= shown.start or gezien >= min(telling, _FURTHEST):
            return None
        return Plek(uuids[shown.stop - 1], gezien, telling)

    def _first(self) -> int:
        """Where the first row of the page stands in the whole list."""
        number, size = self.vraag
        return (number - 1) * size

    def _move(self, begin: int) -> bool:
        """Look further on, or back, unless that was done often enough."""
        if not self._again:
            return False
        self._begin, self._again = min(begin, _FURTHEST), self._again - 1
        return True
