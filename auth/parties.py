"""The parties that claims tell of: by which numbers, and where these stand."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from auth.errors import NotAuthenticated
from auth.numbers import bsn_of, kvk_of, pseudonym_of, rsin_of

__all__ = ["Kind", "Party", "Path", "Where", "at", "chain", "numbers"]

Path = tuple[str, ...]  # a list of keys; claim names hold dots and colons, so it is never written as one text

Kind = Literal["bsn", "kvk", "rsin", "pseudonym"]
Party = Mapping[Kind, str]  # the numbers that one party goes by
_KINDS: Mapping[Kind, Callable[[object], str]] = {
    "bsn": bsn_of,
    "kvk": kvk_of,
    "rsin": rsin_of,
    "pseudonym": pseudonym_of,
}
# What kind of number a claim beside it says that it is (NL GOV OIDC §5.2.3, eTD interface specifications).
_TYPES: Mapping[str, Kind] = {
    "urn:nl-eid-gdi:1.0:id:BSN": "bsn",
    "urn:nl-eid-gdi:1.0:id:KvKnr": "kvk",
    "urn:nl-eid-gdi:1.0:id:RSIN": "rsin",
    "urn:nl-eid-gdi:1.0:id:pseudonym": "pseudonym",
    "urn:etoegang:1.9:EntityConcernedID:KvKnr": "kvk",
    "urn:etoegang:1.9:EntityConcernedID:RSIN": "rsin",
}


class Where(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the number of one party stands: paths for each kind, or one `value` of the kind that `type` tells."""

    bsn: tuple[Path, ...] = ()
    kvk: tuple[Path, ...] = ()
    rsin: tuple[Path, ...] = ()
    pseudonym: tuple[Path, ...] = ()
    value: Path = ()
    type: Path = ()

    def paths(self) -> Iterator[Path]:
        """Every claim that is looked at."""
        for paths in (self.bsn, self.kvk, self.rsin, self.pseudonym, (self.value, self.type)):
            yield from filter(None, paths)


def at(claims: Mapping[str, object], path: Path) -> object:
    """What stands there, None where nothing does."""
    found: object = claims
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def numbers(claims: Mapping[str, object], where: Where) -> Party:
    """The numbers of one party; raises `NotAuthenticated` for what is none, and for two of a kind that differ."""
    found: dict[Kind, str] = {}
    said = [(kind, at(claims, path)) for kind in _KINDS for path in getattr(where, kind)]
    if where.value and (value := at(claims, where.value)) is not None:
        type_ = at(claims, where.type)
        if not isinstance(type_, str) or type_ not in _TYPES:
            raise NotAuthenticated("identity")
        said.append((_TYPES[type_], value))
    for kind, value in said:
        if value is None:
            continue
        number = _KINDS[kind](value)
        if found.setdefault(kind, number) != number:
            raise NotAuthenticated("representation")
    return found


def chain(claims: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """The token, and each that nests in the one before it under this name; raises `NotAuthenticated`."""
    links = [claims]
    while (inner := links[-1].get(name)) is not None:
        if not isinstance(inner, Mapping) or len(links) > 3:
            raise NotAuthenticated("representation")
        links.append(inner)
    return links
