"""A place in a person's list of zaken: where the next page begins."""

from datetime import date
from typing import Self

from sources.core.place import Place

__all__ = ["Cursor"]


class Cursor(Place, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last zaak shown, by the sort key and its id; `gelijk` zaken of that startdatum have been passed by then."""

    startdatum: date
    identificatie: str
    uuid: str
    gelijk: int

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor of this text; `ValueError` when it is none of ours, without the text in it."""
        cursor = super().read(text)
        if not 0 < cursor.gelijk <= 10_000:
            raise ValueError("not a place in this list")
        return cursor
