"""A page cut from a list that may grow while someone reads it.

The list is sorted by startdatum and identificatie, newest first, and each request asks what is not newer than the last
zaak shown. Zaken of that same day come along again, and the cursor knows how many; so an ordinary page is one request.
The place is found by the zaak itself and not by comparing texts: the registry's order of identificaties is that of its
database, not ours.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sources.core.zgw import Record
from sources.zaken.cursor import Cursor
from sources.zaken.records import Zaak

__all__ = ["LARGEST", "Growing", "Sleutel"]

LARGEST = 500  # rows per request (Zaken API)


class Sleutel(Record, frozen=True):
    """What of a zaak must be readable to place it: its sort key, id and confidentiality."""

    uuid: str
    identificatie: str
    startdatum: date
    vertrouwelijkheidaanduiding: str | None = None


class Growing:
    """The rows read so far for one page of `eerste` zaken from `na` on."""

    def __init__(self, eerste: int, na: Cursor | None) -> None:
        self.size = min(LARGEST, eerste + (na.gelijk if na else 0))
        self.rows: list[Zaak | Sleutel] = []
        self._eerste, self._na = eerste, na
        self._seen: set[str] = set()
        self._newest = na.startdatum if na else None

    def add(self, rows: Iterable[Zaak | Sleutel]) -> bool:
        """Take the next rows; a zaak that moved down meanwhile comes twice and counts once.

        False when they are not in the order that was asked, so that no page can be cut from them.
        """
        for row in rows:
            if row.startdatum is None or row.identificatie is None:
                return False
            if self._newest is not None and row.startdatum > self._newest:
                return False
            if row.uuid not in self._seen:
                self._seen.add(row.uuid)
                self.rows.append(row)
                self._newest = row.startdatum
        return True

    def enough(self) -> bool:
        """Whether the page is full."""
        start = self._start()
        return start is not None and len(self.rows) - start >= self._eerste

    def cut(self, more: bool) -> tuple[Sequence[Zaak | Sleutel], Cursor | None]:
        """The page and where the next one begins; `more` says whether the registry has rows beyond those added."""
        start = self._start()
        if start is None:
            start = self._by_key()
        end = min(start + self._eerste, len(self.rows))
        if end == start or not (more or end < len(self.rows)):
            return self.rows[start:end], None
        return self.rows[start:end], self._cursor(end)

    def _start(self) -> int | None:
        """Where the page begins; `None` as long as the last zaak shown may still come."""
        if self._na is None:
            return 0
        for at, row in enumerate(self.rows):
            if row.startdatum != self._na.startdatum:
                return self._by_key()
            if row.uuid == self._na.uuid:
                return at + 1
        return None

    def _by_key(self) -> int:
        """Where the page begins when the last zaak shown is gone."""
        if self._na is None:
            return 0
        last = (self._na.startdatum, self._na.identificatie)
        return next((at for at, row in enumerate(self.rows) if _key(row) < last), len(self.rows))

    def _cursor(self, end: int) -> Cursor:
        startdatum, identificatie = _key(self.rows[end - 1])
        gelijk = sum(row.startdatum == startdatum for row in self.rows[:end])
        return Cursor(startdatum, identificatie, self.rows[end - 1].uuid, gelijk)


def _key(row: Zaak | Sleutel) -> tuple[date, str]:
    if row.startdatum is None or row.identificatie is None:
        raise AssertionError("rows without a sort key are not added")
    return row.startdatum, row.identificatie
