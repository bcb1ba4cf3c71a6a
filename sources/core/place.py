"""A place in a list, as opaque text for a client: where the next page begins. And pages of what is read whole."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Self, TypeVar

import msgspec
from msgspec import Struct

__all__ = ["LAST", "Place", "Plek", "bladzijde"]

LAST = "9999-12-31"  # where a row without a day stands, in a list by day

R = TypeVar("R")


class Place(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
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


class Plek(Place, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """A place in a list of which the whole was read: the text by which it is sorted, and then the uuid."""

    volgorde: str
    uuid: str


def bladzijde(
    rijen: Sequence[tuple[Plek, R]], eerste: int, na: Plek | None, *, nieuwste_eerst: bool = False
) -> tuple[list[R], Plek | None]:
    """The first rows behind a place, and where the next page begins; `None` on the last one."""

    def place(rij: tuple[Plek, R]) -> Plek:
        return rij[0]

    ordered = sorted(rijen, key=place, reverse=nieuwste_eerst)
    if na is not None:
        ordered = [rij for rij in ordered if (rij[0] < na if nieuwste_eerst else rij[0] > na)]
    shown = ordered[:eerste]
    return [row for _, row in shown], shown[-1][0] if len(ordered) > eerste else None
