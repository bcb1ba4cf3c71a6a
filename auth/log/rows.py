"""The rows of the store that follow from one entry."""

from typing import Any

from auth.log.entry import Entry
from auth.log.register import Register
from auth.moments import moment

__all__ = ["DECISIONS_MONTHS", "Rows", "rows_of"]

DECISIONS_MONTHS = 36  # how long decisions are kept that go with no look

_MONTH = 365.25 / 12 * 86_400  # seconds
Row = dict[str, Any]
Rows = tuple[Row, list[Row]]


def rows_of(payload: bytes, register: Register) -> Rows:
    """The row of the operation and those of its looks. Raises `msgspec.MsgspecError` where this is no entry."""
    entry = Entry.decoded(payload)
    day = moment(entry.start).date()
    began = entry.start / 1000
    looks, ends = [], began + DECISIONS_MONTHS * _MONTH
    for place, look in enumerate(entry.looks):
        known = look.activity in register.keys
        activity = register.of(look.activity, day) if known else None
        over = began + (DECISIONS_MONTHS if activity is None else activity.retention_months) * _MONTH
        ends = over if place == 0 else max(ends, over)
        looks.append(
            {
                "trace_id": entry.trace,
                "span_id": look.span,
                "parent_id": entry.span,
                "subject": entry.subjects[look.subject].sealed,
                "started": entry.start,
                "day": day.toordinal(),
                "activity": look.activity,
                "purpose": look.purpose,
                "department": entry.department or ("" if activity is None else activity.department),
                "groups": " ".join(look.groups),
                "own": look.own,
                "agent": entry.agent,
                "contact": look.contact,
                "ends": over,
            }
        )
    operation = {
        "trace_id": entry.trace,
        "span_id": entry.span,
        "started": entry.start,
        "name": entry.name,
        "role": entry.role,
        "agent": entry.agent,
        "client": entry.client,
        "department": entry.department,
        "entry": payload,
        "ldv_sent": None,
        "adl_sent": None,
        "ends": ends,
    }
    return operation, looks
