"""A place in a list, as opaque text for a client: where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Self

import msgspec
from msgspec import Struct

__all__ = ["Place"]


class Place(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last row shown, by the sort key and its id; a subclass names them. It holds nothing about a person."""

    def __repr__(self) -> str:  # a number of a request may stand in it
        return f"{type(self).__name__}(…)"

    def text(self) -> str:
        """As opaque text for a client."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """The place of this text; `ValueError` when it is none of this list, without the text in it."""
        try:
            return msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=cls)
        except (ValueError, msgspec.DecodeError):
            raise ValueError("not a place in this list") from None
