"""The policy: one pure function that reads the table of `auth.table`. What is not in the table is refused.

The shape of a question is AuthZEN's (subject, action, resource, context), so that a decision point elsewhere could take
its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auth.errors import Reason
from auth.groups import FieldGroup
from auth.roles import Level, Purpose, Relation, Role, Scope
from auth.table import POLICY, Action, Door, Grant

__all__ = [
    "FACTS",
    "POLICY",
    "Action",
    "Context",
    "Decision",
    "Door",
    "Question",
    "Resource",
    "Subject",
    "decide",
    "least_level",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks; no role is nobody who has logged in. `mandated` are the groups that a mandate of theirs names."""

    role: Role | None
    level: Level = Level.GEEN
    scopes: frozenset[Scope] = frozenset()
    mandated: frozenset[FieldGroup] = frozenset()


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked; without a relation it is about no data subject."""

    kind: FieldGroup | Door
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Why, and what the record tells. `facts` is None before any call; afterwards a fact that is missing is unknown."""

    purpose: Purpose | None = None
    facts: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """May this subject do this with this resource in this context?"""

    subject: Subject
    action: Action
    resource: Resource
    context: Context = Context()


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with a reason, and the level that would do where only that is missing."""

    decision: bool
    reason: Reason | None = None
    level: Level | None = None


def _cells(policy: Iterable[Grant]) -> dict[tuple[Role | None, Action, FieldGroup | Door, Relation | None], Grant]:
    cells = {}
    for grant in policy:
        for cell in grant.cells():
            if cell in cells:
                raise ValueError(f"the policy says two things of {cell}")
            cells[cell] = grant
    return cells


_CELLS = _cells(POLICY)

# What a decision on the record wants to know of it, per group; the record must then have been asked for it.
FACTS: Mapping[FieldGroup, frozenset[str]] = MappingProxyType(
    {
        group: facts
        for group in FieldGroup
        if (facts := frozenset().union(*(grant.unless for grant in POLICY if group in grant.kinds)))
    }
)


def decide(question: Question) -> Decision:
    """Answer at both moments: before any call (no facts), and on the record, where facts can only take away."""
    subject, resource, context = question.subject, question.resource, question.context
    grant = _CELLS.get((subject.role, question.action, resource.kind, resource.relation))
    if grant is None:
        return Decision(False, Reason.NIET_INGELOGD if subject.role is None else Reason.GEEN_TOEGANG)
    if grant.scope is not None and grant.scope not in subject.scopes:
        return Decision(False, Reason.GEEN_TOEGANG)
    if grant.mandated and resource.kind not in subject.mandated:
        return Decision(False, Reason.GEEN_TOEGANG)
    if grant.purposes and context.purpose not in grant.purposes:
        return Decision(False, Reason.DOEL_NODIG if context.purpose is None else Reason.GEEN_TOEGANG)
    if subject.level < grant.level:
        return Decision(False, Reason.HOGER_NIVEAU_NODIG, grant.level)
    if context.facts is not None and any(_holds(context.facts, fact) for fact in grant.unless):
        return Decision(False, Reason.GEEN_TOEGANG)
    return Decision(True)


def least_level(group: FieldGroup) -> Level:
    """The lowest level at which anybody reads this group; what clients are told of a field in the SDL."""
    levels = [grant.level for grant in POLICY if group in grant.kinds and grant.action is Action.LEZEN]
    return min((level for level in levels if level), default=Level.GEEN)


def _holds(facts: Mapping[str, object], fact: str) -> bool:
    """Whether it is so, or may be: a registry leaves out what is not so, but then it was asked and is None."""
    return facts.get(fact, True) not in (None, False)
