"""The record of one operation: collects looks and judgements, and keeps them before the answer leaves."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable

from auth.groups import FieldGroup
from auth.log.entry import Entry, Judgement, Look, Status, Subject, SubjectKind
from auth.log.journal import Journal
from auth.log.pseudonym import Pseudonyms
from auth.log.register import Register
from auth.log.trace import Trace
from auth.log.version import policy_version
from auth.policy import Decision, Question
from auth.principal import Principal
from auth.roles import Purpose, Role

__all__ = ["AGENT", "Log", "Record"]

AGENT = "MEDEWERKER"  # as what kind an employee's id is sealed

_OFFICIALS = frozenset({Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD, Role.ANALIST, Role.BEHEERDER, Role.FG})

_Who = tuple[SubjectKind, str]
_Why = tuple[_Who, str, bool, Purpose | None, str | None]


class Log:
    """The log of this service: processing log, decision log and audit log in one durable write per operation.

        record = log.begin(principal, name, Trace.of(headers.get("traceparent")))
        record.judged(question, decision, bsn)
        record.looked(bsn, groups, activity_of(role, purpose=purpose), purpose=purpose)
        await record.keep()

    `clock` is in seconds since the epoch.
    """

    def __init__(
        self,
        journal: Journal,
        pseudonyms: Pseudonyms,
        register: Register,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.journal, self.pseudonyms, self.register, self.clock = journal, pseudonyms, register, clock
        self.policy = policy_version()

    def begin(self, principal: Principal | None, name: str, trace: Trace | None = None) -> "Record":
        """The record of an operation that begins now. `name` is of ours: never a text of a client."""
        return Record(self, principal, name, Trace.of(None) if trace is None else trace)


class Record:
    """What one operation looked at, and what was decided. Nothing is encrypted or written before `keep`."""

    __slots__ = ("_judged", "_kept", "_log", "_looked", "_principal", "_start", "_subjects", "name", "trace")

    def __init__(self, log: Log, principal: Principal | None, name: str, trace: Trace) -> None:
        self.trace, self.name = trace, name
        self._log, self._principal = log, principal
        self._start = log.clock()
        self._subjects: dict[_Who, int] = {}
        self._looked: dict[_Why, set[FieldGroup]] = {}
        self._judged: list[tuple[int | None, Question, Decision, float]] = []
        self._kept = False

    def looked(
        self,
        subject: str,
        groups: Iterable[FieldGroup],
        activity: str,
        *,
        own: bool = False,
        purpose: Purpose | None = None,
        contact: str | None = None,
        kind: SubjectKind = SubjectKind.BSN,
    ) -> None:
        """These groups of this data subject were read for this activity. Several calls are one look with all groups.

        `own` is whether it is who looks, `contact` the id of the klantcontact. Raises `KeyError` for an activity that
        the register does not have.
        """
        if activity not in self._log.register.keys:
            raise KeyError("an activity that the register does not have")
        why = ((kind, subject), activity, own, purpose, contact)
        known = self._looked.get(why)
        if known is None:
            self._place(kind, subject)
            known = self._looked[why] = set()
        known.update(groups)

    def judged(
        self,
        question: Question,
        decision: Decision,
        subject: str | None = None,
        kind: SubjectKind = SubjectKind.BSN,
    ) -> None:
        """The policy was asked this, about this data subject, and answered so: one line for each time (ADL 1.0.0)."""
        place = None if subject is None else self._place(kind, subject)
        self._judged.append((place, question, decision, self._log.clock()))

    async def keep(self, status: Status = Status.OK) -> None:
        """Return when all of it is on the disk; an operation that looked at nobody and asked nothing writes nothing.

        Raises `LogUnavailable`: then no answer may leave. The status of an operation that went wrong by our own fault
        is ERROR. A record is kept once.
        """
        if self._kept:
            raise RuntimeError("a record is kept once")
        self._kept = True
        if self._looked or self._judged:
            await self._log.journal.write(self._entry(status).encoded())

    def _place(self, kind: SubjectKind, subject: str) -> int:
        return self._subjects.setdefault((kind, subject), len(self._subjects))

    def _entry(self, status: Status) -> Entry:
        log, viewer = self._log, self._principal
        seal = log.pseudonyms.seal
        spans = os.urandom(8 * (len(self._looked) + len(self._judged)))
        looks = tuple(
            Look(
                spans[8 * place : 8 * place + 8],
                self._subjects[who],
                activity,
                tuple(sorted(groups)),
                status,
                own,
                purpose,
                None if contact is None else hashlib.sha256(contact.encode()).digest()[:16],
            )
            for place, ((who, activity, own, purpose, contact), groups) in enumerate(self._looked.items())
        )
        judgements = tuple(
            Judgement(
                spans[8 * place : 8 * place + 8],
                subject,
                question.action,
                question.resource.kind,
                question.resource.relation,
                question.context.purpose,
                decision.decision,
                decision.reason,
                decision.level,
                question.context.facts is not None,
                int((moment - self._start) * 1000),
            )
            for place, (subject, question, decision, moment) in enumerate(self._judged, len(looks))
        )
        official = viewer is not None and viewer.role in _OFFICIALS
        return Entry(
            self.trace.id,
            self.trace.span,
            self.trace.parent,
            self.name,
            int(self._start * 1000),
            int(log.clock() * 1000),
            status,
            None if viewer is None else viewer.role,
            0 if viewer is None else viewer.level,
            () if viewer is None else tuple(sorted(viewer.scopes)),
            seal(AGENT, viewer.id) if viewer is not None and official else None,
            viewer.client_id if viewer is not None and viewer.role is Role.DIENST else None,
            "" if viewer is None else viewer.department,
            log.policy,
            log.register.version,
            tuple(Subject(kind, seal(kind, number)) for kind, number in self._subjects),
            looks,
            judgements,
        )
