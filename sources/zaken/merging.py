"""A page cut from several lists of zaken as if they were one, without doubles.

Each list is sorted by startdatum, newest first; within a day its order is that of the registry's database, which is not
ours to repeat. So a row is certain once the whole of its day has been read of every list, and days are sorted here: by
identificatie, and by uuid. A cursor is a place in that order, whatever lists there are.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sources.zaken.cursor import Cursor
from sources.zaken.paging import LARGEST, Sleutel
from sources.zaken.records import Zaak

__all__ = ["Merging"]

_MARGIN = 10  # rows beyond the page, so that its last day is mostly whole at once

Row = Zaak | Sleutel
Key = tuple[date, str, str]


class Merging:
    """The rows read so far for one page of `eerste` zaken from `na` on, of so many lists."""

    def __init__(self, lists: int, eerste: int, na: Cursor | None) -> None:
        self.size = min(LARGEST, eerste + _MARGIN + (na.gelijk if na else 0))
        self._eerste = eerste
        self._after: Key | None = (na.startdatum, na.identificatie, na.uuid) if na else None
        self._rows: dict[str, tuple[Key, Row]] = {}
        self._reached: list[date | None] = [na.startdatum if na else None] * lists
        self._open = [True] * lists

    def add(self, lane: int, rows: Iterable[Row], more: bool) -> bool:
        """Take the next rows of a list; `more` says whether it has any beyond these.

        False when they are not in the order that was asked, so that no page can be cut from them.
        """
        for row in rows:
            if row.startdatum is None or row.identificatie is None:
                return False
            reached = self._reached[lane]
            if reached is not None and row.startdatum > reached:
                return False
            self._reached[lane] = row.startdatum
            self._rows.setdefault(row.uuid, ((row.startdatum, row.identificatie, row.uuid), row))
        self._open[lane] = more
        return True

    def wanting(self) -> list[int]:
        """The lists that must be read further before the page is certain."""
        opened = [lane for lane, more in enumerate(self._open) if more]
        rows = self._following()
        if len(rows) < self._eerste:
            return opened
        last = rows[self._eerste - 1][0][0]
        return [lane for lane in opened if (reached := self._reached[lane]) is None or reached >= last]

    def cut(self) -> tuple[Sequence[Row], Cursor | None]:
        """The certain rows of the page, and where the next one begins."""
        rows = self._following()
        unsure = [reached for lane, reached in enumerate(self._reached) if self._open[lane]]
        certain = [each for each in rows if all(day is not None and each[0][0] > day for day in unsure)]
        shown = certain[: self._eerste]
        if not shown or (len(shown) == len(rows) and not unsure):
            return [row for _, row in shown], None
        (startdatum, identificatie, uuid), _ = last = shown[-1]
        gelijk = sum(key[0] == startdatum and key >= last[0] for key, _ in self._rows.values())
        return [row for _, row in shown], Cursor(startdatum, identificatie, uuid, gelijk)

    def _following(self) -> list[tuple[Key, Row]]:
        """The rows from the place on, newest first."""
        rows = (each for each in self._rows.values() if self._after is None or each[0] < self._after)
        return sorted(rows, key=lambda each: each[0], reverse=True)
