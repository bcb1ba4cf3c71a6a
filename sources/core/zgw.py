"""What the ZGW registries share: how they write nothing, name a resource, and grade confidentiality."""

from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

__all__ = ["Record", "Vertrouwelijkheid", "kind_of", "toegestaan", "uuid_of"]


class Record(Struct, rename="camel", frozen=True, gc=False):
    """A ZGW resource; an empty text, which is how ZGW writes nothing, is `None` here.

    Done once per record while it is decoded, so that a plain field of the graph needs no code to leave it out.
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value: Any = getattr(self, name)
            if value == "":
                msgspec.structs.force_setattr(self, name, None)


class Vertrouwelijkheid(StrEnum):
    """Vertrouwelijkheidaanduiding, from open to secret (Zaken API 1.5, Documenten API 1.4)."""

    OPENBAAR = "openbaar"
    BEPERKT_OPENBAAR = "beperkt_openbaar"
    INTERN = "intern"
    ZAAKVERTROUWELIJK = "zaakvertrouwelijk"
    VERTROUWELIJK = "vertrouwelijk"
    CONFIDENTIEEL = "confidentieel"
    GEHEIM = "geheim"
    ZEER_GEHEIM = "zeer_geheim"


_GRADE: dict[str, int] = {value: grade for grade, value in enumerate(Vertrouwelijkheid)}


def toegestaan(aanduiding: str | None, maximum: Vertrouwelijkheid) -> bool:
    """Whether this confidentiality is at most the maximum; an absent or unknown one counts as the most secret."""
    return _GRADE.get(aanduiding or "", len(_GRADE)) <= _GRADE[maximum]


def uuid_of(url: str) -> str:
    """The uuid of a resource: the last segment of its URL, whose host follows the Host header of the request."""
    return url.rstrip("/").rpartition("/")[2].lower()


def kind_of(url: str) -> str:
    """The kind of resource, the segment before its uuid: "zaaktypen"."""
    return url.rstrip("/").rpartition("/")[0].rpartition("/")[2]
