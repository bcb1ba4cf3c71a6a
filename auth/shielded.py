"""Shielded dossiers: persons whom only some employees may help, such as who works here or is threatened.

The list holds keyed hashes and no numbers, so that who reads the file learns nothing from it.
"""

import hmac
import re
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import structlog

__all__ = ["Shielded", "ShieldedFile", "ShieldedNumbers", "pseudonym"]

_log = structlog.get_logger("mijndenhaag.afgeschermd")

_LINE = re.compile(r"[0-9a-f]{64}")


class Shielded(Protocol):
    """Whose dossier is shielded."""

    def contains(self, bsn: str) -> bool:
        """Whether this one is."""
        ...


def pseudonym(key: bytes, bsn: str) -> str:
    """What stands in the list for a number: HMAC-SHA256 with the key of the list, in hexadecimal."""
    return hmac.new(key, bsn.encode(), sha256).hexdigest()


class ShieldedNumbers:
    """A list in memory; without numbers, nobody."""

    def __init__(self, *numbers: str) -> None:
        self._numbers = frozenset(numbers)

    def contains(self, bsn: str) -> bool:
        """Whether this one is in it."""
        return bsn in self._numbers


class ShieldedFile:
    """A file with one pseudonym a line; empty lines and lines that begin with `#` do not count.

    It is read again when it has changed. Raises `ValueError` at the start for a file that is not there or holds a line
    that is no pseudonym; should that happen later, the list as it was last read goes on to hold, and the log says so.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the key of the list needs 16 bytes or more")
        self._path, self._key = path, key
        self._stamp: tuple[int, int, int] | None = None
        self._pseudonyms: frozenset[str] = frozenset()
        self._read()

    def contains(self, bsn: str) -> bool:
        """Whether this one is in it."""
        try:
            self._read()
        except ValueError as fault:
            _log.error("lijst_onleesbaar", fault=str(fault))
        return pseudonym(self._key, bsn) in self._pseudonyms

    def _read(self) -> None:
        try:
            state = self._path.stat()
            stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
            if stamp == self._stamp:
                return
            lines = [line.strip() for line in self._path.read_text("ascii").splitlines()]
        except (OSError, UnicodeDecodeError):
            raise ValueError("the list of shielded dossiers can't be read") from None
        listed = {number: line for number, line in enumerate(lines, 1) if line and not line.startswith("#")}
        for number, line in listed.items():
            if _LINE.fullmatch(line) is None:
                raise ValueError(f"line {number} of the list of shielded dossiers is no pseudonym")
        self._pseudonyms, self._stamp = frozenset(listed.values()), stamp
