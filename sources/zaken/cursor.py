"""A place in a person's list of zaken: where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

import msgspec
from msgspec import Struct

__all__ = ["Cursor"]


class Cursor(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last zaak shown, by the sort key and its id; `gelijk` zaken of that startdatum have been passed by then."""

    startdatum: date
    identificatie: str
    uuid: str
    gelijk: int

    def text(self) -> str:
        """As opaque text for a client; it holds nothing about a person."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor of this text; `ValueError` when it is none of ours, without the text in it."""
        try:
            cursor = msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=cls)
        except (ValueError, msgspec.DecodeError):
            raise ValueError("not a cursor of this list") from None
        if not 0 < cursor.gelijk <= 10_000:
            raise ValueError("not a cursor of this list")
        return cursor
