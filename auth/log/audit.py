"""The audit log: which employee looked at whom. Read by who answers for employees, and by no resident."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, select

from auth.groups import FieldGroup
from auth.log.entry import SubjectKind
from auth.log.pseudonym import Pseudonyms
from auth.log.record import AGENT
from auth.moments import moment
from auth.store.database import Store
from auth.store.log_tables import log_looks, log_operations

__all__ = ["Audit", "AuditLine"]

_LOOK, _OPERATION = log_looks.c, log_operations.c


class AuditLine(msgspec.Struct, frozen=True):
    """One data subject in one operation of an employee. `subject` is a pseudonym; its repr tells not who it was.

    `moment` is in Europe/Amsterdam, `trace` and `span` are those of the line in the processing log.
    """

    agent: str
    moment: datetime
    trace: str
    span: str
    subject: bytes
    activity: str
    purpose: str | None
    department: str
    groups: tuple[FieldGroup, ...]

    def __repr__(self) -> str:
        return f"AuditLine(trace={self.trace!r}, span={self.span!r}, activity={self.activity!r})"


class Audit:
    """Reads the audit log, newest first, as far as the journals are shipped."""

    def __init__(self, store: Store, pseudonyms: Pseudonyms) -> None:
        self._store, self._pseudonyms = store, pseudonyms

    async def by(self, agent: str, since: datetime, until: datetime, *, most: int = 1000) -> list[AuditLine]:
        """At whom this employee looked in this time. Raises `StoreUnavailable`."""
        forms = self._pseudonyms.all_forms(AGENT, agent)
        return await self._lines(_LOOK.agent.in_(forms), since, until, most)

    async def of(
        self,
        number: str,
        since: datetime,
        until: datetime,
        *,
        most: int = 1000,
        kind: SubjectKind = SubjectKind.BSN,
    ) -> list[AuditLine]:
        """Which employees looked at this person in this time. Raises `StoreUnavailable`."""
        forms = self._pseudonyms.all_forms(kind, number)
        return await self._lines(and_(_LOOK.subject.in_(forms), _LOOK.agent.is_not(None)), since, until, most)

    async def refused(self, agent: str, since: datetime, until: datetime, *, most: int = 1000) -> list[str]:
        """The traces of operations in which this employee looked at nobody: refused, searched in vain, or failed."""
        looked = select(_LOOK.parent_id).where(
            and_(_LOOK.trace_id == _OPERATION.trace_id, _LOOK.parent_id == _OPERATION.span_id)
        )
        query = (
            select(_OPERATION.trace_id)
            .where(_OPERATION.agent.in_(self._pseudonyms.all_forms(AGENT, agent)), ~looked.exists())
            .where(_within(_OPERATION.started, since, until))
            .order_by(_OPERATION.started.desc())
            .limit(most)
        )
        async with self._store.reading() as connection:
            return [trace.hex() for trace in await connection.scalars(query)]

    async def _lines(self, whose: ColumnElement[bool], since: datetime, until: datetime, most: int) -> list[AuditLine]:
        query = (
            select(log_looks)
            .where(whose, _within(_LOOK.started, since, until))
            .order_by(_LOOK.started.desc(), _LOOK.span_id)
            .limit(most)
        )
        async with self._store.reading() as connection:
            rows = list((await connection.execute(query)).mappings())
        return [
            AuditLine(
                self._pseudonyms.open(AGENT, row["agent"]),
                moment(row["started"]),
                row["trace_id"].hex(),
                row["span_id"].hex(),
                row["subject"],
                row["activity"],
                row["purpose"],
                row["department"],
                tuple(group for group in FieldGroup if group in row["groups"].split()),
            )
            for row in rows
        ]


def _within(column: Any, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(column >= int(since.timestamp() * 1000), column < int(until.timestamp() * 1000))
