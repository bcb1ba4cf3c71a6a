"""Which part of a file is asked: one range of bytes (RFC 9110 §14), or all of it."""

import re
from dataclasses import dataclass

__all__ = ["Part", "Unsatisfiable", "part_of"]

_ONE = re.compile(r"bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*")


class Unsatisfiable(Exception):
    """The range that is asked lies beyond the end."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes of a file of `total` bytes, from `start` up to and without `end`."""

    start: int
    end: int
    total: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.end - self.start

    @property
    def asked(self) -> str:
        """The value of `Range` that asks for it."""
        return f"bytes={self.start}-{self.end - 1}"

    @property
    def told(self) -> str:
        """The value of `Content-Range` that tells it."""
        return f"bytes {self.start}-{self.end - 1}/{self.total}"


def part_of(header: str, if_range: str, total: int, etag: str) -> Part | None:
    """The one part that is asked; None where it is all.

    Several ranges at once, and what is no range of bytes, are answered as if nothing had been asked. A range of another
    version than the one that there is (`If-Range`, by a strong ETag) is all. Raises `Unsatisfiable`.
    """
    found = _ONE.fullmatch(header)
    if found is None or (if_range and if_range != etag):
        return None
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last) + 1 if last else total, total)
        if last and int(last) < int(first):
            return None
    elif last:
        start, end = max(total - int(last), 0), total
    else:
        return None
    if start >= end:
        raise Unsatisfiable
    return Part(start, end, total)
