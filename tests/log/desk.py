"""A log to write to, and the operations that tests let it keep."""

import functools
from pathlib import Path

from auth.groups import FieldGroup
from auth.log.disk import Disk
from auth.log.journal import Journal
from auth.log.pseudonym import Pseudonyms
from auth.log.record import Log, Record
from auth.log.register import activity_of, read_register
from auth.policy import Action, Context, Decision, Question, Resource, Subject, decide
from auth.principal import Principal
from auth.roles import Level, Purpose, Relation, Role

__all__ = [
    "AGENT",
    "ANNA",
    "BERT",
    "GROUPS",
    "KEYS",
    "Clock",
    "asked",
    "log_at",
    "looked_at_by_agent",
    "looked_at_by_self",
]

KEYS = (bytes(range(64)), bytes(range(64, 128)))
ANNA, BERT = "999993653", "999991772"
AGENT = Principal(Role.MEDEWERKER, "agnes", "kcc", 2_000_000_000, department="Klantcontactcentrum")
GROUPS = (
    FieldGroup.BSN,
    FieldGroup.IDENTITEIT,
    FieldGroup.ADRES,
    FieldGroup.RELATIES,
    FieldGroup.GEVOELIG,
    FieldGroup.ZAKEN,
    FieldGroup.FINANCIEEL,
    FieldGroup.BERICHTEN,
    FieldGroup.OPENBAAR,
    FieldGroup.SESSIE,
)


class Clock:
    """A time that stands still until it is set, in seconds since the epoch."""

    def __init__(self, now: float = 1_795_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def log_at(folder: Path, *, clock: Clock | None = None, disk: Disk | None = None) -> Log:
    return Log(Journal(folder, disk=disk), Pseudonyms(KEYS), read_register(), clock=clock or Clock())


@functools.cache
def asked(
    role: Role, level: Level, purpose: Purpose | None, groups: tuple[FieldGroup, ...]
) -> list[tuple[Question, Decision]]:
    """What the policy was asked about each group of the dossier, and what it said."""
    viewer, context = Subject(role, level), Context(purpose)
    questions = [Question(viewer, Action.LEZEN, Resource(group, Relation.ZELF), context) for group in groups]
    return [(question, decide(question)) for question in questions]


def looked_at_by_self(log: Log, bsn: str = ANNA, groups: tuple[FieldGroup, ...] = GROUPS[:8]) -> Record:
    """A resident's overview: one data subject, ten decisions."""
    principal = Principal(Role.INWONER, "anna", "web", 2_000_000_000, Level.SUBSTANTIEEL, subject=bsn, bsn=bsn)
    record = log.begin(principal, "Overzicht")
    for question, decision in asked(principal.role, principal.level, None, GROUPS):
        record.judged(question, decision, bsn)
    record.looked(bsn, groups, activity_of(principal.role), own=True)
    return record


def looked_at_by_agent(
    log: Log,
    bsn: str = ANNA,
    purpose: Purpose = Purpose.BURGERZAKEN,
    groups: tuple[FieldGroup, ...] = GROUPS[:3],
    agent: Principal = AGENT,
    contact: str | None = "contact-1",
) -> Record:
    record = log.begin(agent, "Dossier")
    for question, decision in asked(agent.role, agent.level, purpose, groups):
        record.judged(question, decision, bsn)
    record.looked(bsn, groups, activity_of(agent.role, purpose=purpose), purpose=purpose, contact=contact)
    return record
