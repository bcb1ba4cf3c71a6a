"""Rows of a registry's answer: read one by one where the whole cannot be, and those that an adapter keeps back."""

from collections import Counter
from typing import TypeVar

import msgspec
import structlog

__all__ = ["Dropped", "read_row"]

T = TypeVar("T")

_log = structlog.get_logger("mijndenhaag.rows")


def read_row(raw: msgspec.Raw, type_: type[T]) -> T | None:
    """One row as this record; `None` when it is none."""
    try:
        return msgspec.json.decode(raw, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Dropped:
    """Counts per reason, for the life of the process; `rows` holds numbers only, and so does the log."""

    def __init__(self, registry: str) -> None:
        self.registry = registry
        self.rows: Counter[str] = Counter()

    def foreign(self, rows: int) -> None:
        """Rows that were not asked for: the registry may not honour our filter, so that someone should look."""
        if rows:
            self.rows["foreign"] += rows
            _log.warning("rows_not_asked_for", registry=self.registry, rows=rows)

    def withheld(self, rows: int) -> None:
        """Rows of the right question that this person may not see: too confidential, not finished, somebody else's."""
        if rows:
            self.rows["withheld"] += rows
