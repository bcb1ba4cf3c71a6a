"""Readings: what a resident is told of who looked at their data, when and why."""

import base64
import binascii
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.groups import FieldGroup
from auth.language import Language
from auth.log.entry import SubjectKind
from auth.log.errors import WrongCursor
from auth.log.pseudonym import Pseudonyms
from auth.log.register import Register
from auth.log.shipper import Shipper
from auth.moments import moment
from auth.roles import Purpose
from auth.store.database import Store
from auth.store.log_tables import log_looks

__all__ = ["Reading", "ReadingPage", "Readings"]

_LOOK = log_looks.c
_WHICH = func.coalesce(_LOOK.contact, _LOOK.span_id)  # what makes looks of others one reading


class Reading(msgspec.Struct, frozen=True):
    """The looks of somebody else for one klantcontact, or one without; or the own visits of one day.

    Never says which employee it was. `moment` is when it was in Europe/Amsterdam, of a klantcontact the first look and
    of own visits the last; `times` how often.
    `text` is in the language that was asked; `purpose` is None where nobody had to choose one.
    """

    id: str
    own: bool
    moment: datetime
    times: int
    text: str
    purpose: Purpose | None
    department: str
    groups: tuple[FieldGroup, ...]


class ReadingPage(msgspec.Struct, frozen=True):
    """Some of them: others' looks first, then own visits, both newest first. The id of each is a cursor."""

    items: tuple[Reading, ...]
    more: bool


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    own: bool
    place: int  # milliseconds of the first look, or the day of own visits
    which: bytes = b""
    activity: str = ""


class Readings:
    """Reads the looks at a data subject, those of this moment on this machine included."""

    def __init__(self, store: Store, pseudonyms: Pseudonyms, register: Register, shipper: Shipper) -> None:
        self._store, self._pseudonyms, self._register, self._shipper = store, pseudonyms, register, shipper

    async def looks_at(
        self,
        number: str,
        today: date,
        language: Language = "nl",
        first: int = 20,
        after: str | None = None,
        *,
        kind: SubjectKind = SubjectKind.BSN,
    ) -> ReadingPage:
        """The first so many after this cursor. What the register keeps confidential is left out until its release.

        Raises `WrongCursor`, and `StoreUnavailable`.
        """
        cursor = None if after is None else _read(after, self._register)
        await self._shipper.catch_up()
        told = and_(
            _LOOK.subject.in_(self._pseudonyms.all_forms(kind, number)),
            _LOOK.activity.in_(sorted(self._register.keys)),
            *(not_(_within(*period)) for period in self._register.withheld(today)),
        )
        items: list[Reading] = []
        async with self._store.reading() as connection:
            if cursor is None or not cursor.own:
                items = await self._others(connection, and_(told, _LOOK.own.is_(false())), cursor, first + 1, language)
            if len(items) <= first:
                own = and_(told, _LOOK.own.is_(true()))
                items += await self._days(connection, own, cursor, first + 1 - len(items), language)
        return ReadingPage(tuple(items[:first]), len(items) > first)

    async def _others(
        self, connection: AsyncConnection, told: ColumnElement[bool], cursor: _Cursor | None, limit: int, language: str
    ) -> list[Reading]:
        """All operations of one klantcontact are one reading; without one, each is."""
        began = func.min(_LOOK.started)
        query = (
            select(
                _WHICH,
                _LOOK.activity,
                began,
                func.count(_LOOK.parent_id.distinct()),
                func.max(_LOOK.purpose),
                func.max(_LOOK.department),
            )
            .where(told)
            .group_by(_WHICH, _LOOK.activity)
            .order_by(began.desc(), _WHICH.desc(), _LOOK.activity.desc())
            .limit(limit)
        )
        if cursor is not None:
            query = query.having(
                or_(
                    began < cursor.place,
                    and_(began == cursor.place, _WHICH < cursor.which),
                    and_(began == cursor.place, _WHICH == cursor.which, _LOOK.activity < cursor.activity),
                )
            )
        found = [tuple(row) for row in await connection.execute(query)]
        groups = select(_WHICH, _LOOK.activity, _LOOK.groups).where(told, _WHICH.in_([row[0] for row in found]))
        seen = [tuple(row) for row in await connection.execute(groups.distinct())] if found else []
        readings = []
        for which, key, place, times, purpose, department in found:
            activity = self._register.of(key, moment(place).date())
            why = Purpose[purpose] if purpose in Purpose.__members__ else None
            readings.append(
                Reading(
                    _written(_Cursor(False, place, which, key)),
                    False,
                    moment(place),
                    times,
                    activity.plain_english if language == "en" else activity.plain_dutch,
                    why,
                    department or activity.department,
                    _groups([names for of, by, names in seen if (of, by) == (which, key)]),
                )
            )
        return readings

    async def _days(
        self, connection: AsyncConnection, told: ColumnElement[bool], cursor: _Cursor | None, limit: int, language: str
    ) -> list[Reading]:
        """All own visits of one day are one reading."""
        days = (
            select(_LOOK.day, func.max(_LOOK.started), func.count(_LOOK.parent_id.distinct()))
            .where(told, true() if cursor is None or not cursor.own else _LOOK.day < cursor.place)
            .group_by(_LOOK.day)
            .order_by(_LOOK.day.desc())
            .limit(limit)
        )
        found = [(day, last, times) for day, last, times in await connection.execute(days)]
        kinds = select(_LOOK.day, _LOOK.activity, _LOOK.groups).where(told, _LOOK.day.in_([each[0] for each in found]))
        seen = [tuple(row) for row in await connection.execute(kinds.distinct())] if found else []
        return [self._day(*each, seen, language) for each in found]

    def _day(self, day: int, last: int, times: int, seen: Sequence[tuple[Any, ...]], language: str) -> Reading:
        shown: dict[str, list[str]] = {}
        for of, key, groups in seen:
            if of == day:
                shown.setdefault(key, []).append(groups)
        # a day is called after what showed most: who reads has logged in too, and may have fetched a document
        most = max(shown, key=lambda key: (len(_groups(shown[key])), key))
        activity = self._register.of(most, date.fromordinal(day))
        return Reading(
            _written(_Cursor(True, day)),
            True,
            moment(last),
            times,
            activity.plain_english if language == "en" else activity.plain_dutch,
            None,
            activity.department,
            _groups([names for each in shown.values() for names in each]),
        )


def _within(key: str, begins: int | None, ends: int | None) -> ColumnElement[bool]:
    parts = [_LOOK.activity == key]
    if begins is not None:
        parts.append(_LOOK.started >= begins)
    if ends is not None:
        parts.append(_LOOK.started < ends)
    return and_(*parts)


def _groups(texts: Sequence[str]) -> tuple[FieldGroup, ...]:
    """In the order of the enum; a group that is no more is told by nobody."""
    names = {name for text in texts for name in text.split()}
    return tuple(group for group in FieldGroup if group in names)


def _written(cursor: _Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(cursor)).decode().rstrip("=")


def _read(text: str, register: Register) -> _Cursor:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = msgspec.msgpack.decode(data, type=_Cursor)
        if 0 <= cursor.place < (2**31 if cursor.own else 2**53) and (cursor.own or cursor.activity in register.keys):
            return cursor
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        pass
    raise WrongCursor("no cursor of this list") from None
