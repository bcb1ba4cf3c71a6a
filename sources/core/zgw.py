"""What the ZGW registries share: empty texts, uuids in URLs, what is expanded, pages of a list, confidentiality."""

import re
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from sources.core import record
from sources.core.errors import RegistryInvalid
from sources.core.rows import read_row
from sources.core.transport import Answer
from sources.core.upstream import decode

__all__ = ["Page", "Record", "Vertrouwelijkheid", "expand_of", "page_of", "toegestaan", "uuid_of", "valid_uuid"]

R = TypeVar("R")
K = TypeVar("K")

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Record(record.Record, frozen=True):
    """A ZGW resource; an empty text, which is how ZGW writes nothing, is `None` here.

    Done once per record while it is decoded, so that a plain field of the graph needs no code to leave it out.
    """

    def __post_init__(self) -> None:
        if "" in (values := msgspec.structs.astuple(self)):  # one look in C, as most have none
            for name, value in zip(self.__struct_fields__, values, strict=True):
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


class Page(Struct, Generic[R], frozen=True):
    """A page of a list; `next` is an address that is not followed, only that there is one counts."""

    results: list[R]
    count: int
    next: str | None = None


def page_of(registry: str, answer: Answer, record: type[R], key: type[K]) -> Page[R | K]:
    """A page of records. Where one is not as its contract says, it comes as its key, and the others whole.

    Raises `RegistryInvalid` where not even a key can be read: what cannot be placed cannot be left out either.
    """
    page: Any = Page
    try:
        whole: Page[R | K] = decode(registry, answer, page[record])
        return whole
    except RegistryInvalid:
        raws: Page[msgspec.Raw] = decode(registry, answer, page[msgspec.Raw])
    rows: list[R | K] = []
    for raw in raws.results:
        row = read_row(raw, record) or read_row(raw, key)
        if row is None:
            raise RegistryInvalid(registry, "not as its contract says")
        rows.append(row)
    return Page(rows, raws.count, raws.next)


def expand_of(paths: frozenset[str]) -> frozenset[str]:
    """What must come along for these record paths, with its parents; a child alone is left out in silence."""
    expand = set()
    for path in paths:
        steps = path.split(".")
        names: list[str] = []
        while len(steps) > 1 and steps[0] == "_expand":
            names.append(steps[1])
            expand.add(".".join(names))
            del steps[:2]
    return frozenset(expand)


def valid_uuid(value: str) -> bool:
    """Whether this is a uuid as ZGW writes them, so that it can stand in a path or a filter."""
    return _UUID.fullmatch(value) is not None
