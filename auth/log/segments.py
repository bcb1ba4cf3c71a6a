"""Segments: the files of the journal, as they are read. A frame is its length, a checksum and its bytes."""

import fcntl
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["LARGEST", "SUFFIX", "Segment", "Tail", "framed", "segments"]

SUFFIX = ".log"
LARGEST = 16 * 2**20  # bytes of one frame; what claims to be longer is no frame
_HEAD = struct.Struct("<II")  # length of the payload, checksum of length and payload
_LENGTH = struct.Struct("<I")


def framed(payload: bytes) -> bytes:
    """The payload as it stands in a segment."""
    size = len(payload)
    if not 0 < size <= LARGEST:
        raise ValueError("a frame holds 1 byte to 16 MiB")
    return _HEAD.pack(size, _checksum(payload)) + payload


class Tail(StrEnum):
    """How a segment ends: CLEAN after a whole frame, TORN within one, DAMAGED where bytes after its frames are none.

    A process that is killed leaves at most a torn tail. Damage is what a failing machine leaves.
    """

    CLEAN = "CLEAN"
    TORN = "TORN"
    DAMAGED = "DAMAGED"


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of the journal, of whatever process."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file: unique among all processes and machines."""
        return self.path.name

    def living(self) -> bool:
        """Whether a process still writes to it: such a process holds its lock."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def frames(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Each whole frame from this position on, as (position after it, payload); nothing after the first bad one."""
        with self.path.open("rb") as file:
            file.seek(start)
            while (payload := _frame(file.read(_HEAD.size), file.read)) is not None:
                start += _HEAD.size + len(payload)
                yield start, payload

    def tail(self, end: int) -> Tail:
        """What stands from `end` on, the position after the last whole frame. Of a living segment it may be half."""
        with self.path.open("rb") as file:
            left = file.seek(0, os.SEEK_END) - end
            if left == 0:
                return Tail.CLEAN
            file.seek(end)
            head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return Tail.TORN
        size, _ = _HEAD.unpack(head)
        return Tail.TORN if 0 < size <= LARGEST and left < _HEAD.size + size else Tail.DAMAGED


def segments(folder: Path) -> list[Segment]:
    """Every segment in this folder, those of dead processes included, by name."""
    return [Segment(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]


def _frame(head: bytes, read: Callable[[int], bytes]) -> bytes | None:
    """The payload after this head; None where it is no frame, or not a whole one."""
    if len(head) < _HEAD.size:
        return None
    size, checksum = _HEAD.unpack(head)
    if not 0 < size <= LARGEST:
        return None
    payload = read(size)
    return payload if len(payload) == size and _checksum(payload) == checksum else None


def _checksum(payload: bytes) -> int:
    # The length is under it too: eight zero bytes, which a file system may leave, are then no frame.
    return zlib.crc32(payload, zlib.crc32(_LENGTH.pack(len(payload))))
