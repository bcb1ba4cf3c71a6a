"""The policy: one table as data, one pure function that reads it. What is not in the table is refused.

The shape of a question is AuthZEN's (subject, action, resource, context), so that a decision point elsewhere could take
its place. The table is the first part of the permission matrix; `tests/policy/table.txt` shows what follows from it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from auth.errors import Reason
from auth.groups import FieldGroup
from auth.roles import Level, Purpose, Relation, Role, Scope

__all__ = [
    "FACTS",
    "POLICY",
    "Action",
    "Context",
    "Decision",
    "Door",
    "Grant",
    "Question",
    "Resource",
    "Subject",
    "decide",
]


class Action(StrEnum):
    """What somebody wants to do: read a group of fields about a data subject, or open a door."""

    LEZEN = "lezen"
    OPENEN = "openen"


class Door(StrEnum):
    """A root of the graph behind which data subjects are found."""

    MIJ = "mij"
    KLANTCONTACT = "klantcontact"
    PERSONEN = "personen"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks; no role is nobody who has logged in."""

    role: Role | None
    level: Level = Level.GEEN
    scopes: frozenset[Scope] = frozenset()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line of the table: these roles may do this, under all of these conditions.

    `purposes` empty asks for no purpose. `unless` are facts of the record that take the grant away: one that is true,
    or that nobody asked the record for.
    """

    roles: frozenset[Role | None]
    action: Action = Action.LEZEN
    kinds: frozenset[FieldGroup | Door]
    relations: frozenset[Relation | None] = frozenset({None})
    level: Level = Level.GEEN
    scope: Scope | None = None
    purposes: frozenset[Purpose] = frozenset()
    unless: frozenset[str] = frozenset()

    def cells(self) -> Iterator[tuple[Role | None, Action, FieldGroup | Door, Relation | None]]:
        """Every (role, action, kind, relation) that this line is about."""
        return (
            (role, self.action, kind, relation)
            for role in self.roles
            for kind in self.kinds
            for relation in self.relations
        )


_EVERYBODY: frozenset[Role | None] = frozenset({None, *Role})
_LOGGED_IN: frozenset[Role | None] = frozenset(Role)
_WHOEVER: frozenset[Relation | None] = frozenset({None, *Relation})
_INWONER: frozenset[Role | None] = frozenset({Role.INWONER})
_MEDEWERKER: frozenset[Role | None] = frozenset({Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD})
_DIENST: frozenset[Role | None] = frozenset({Role.DIENST})
_ZELF: frozenset[Relation | None] = frozenset({Relation.ZELF})
_KIND: frozenset[Relation | None] = frozenset({Relation.KIND_TOT_12, Relation.KIND_VAN_12, Relation.KIND_VAN_16})
_ADRES: frozenset[FieldGroup | Door] = frozenset({FieldGroup.ADRES})
# Of a child no relations and no requests: parental authority and age cuts, on which the matrix lets them depend, are
# not read yet.
_CHILD: frozenset[FieldGroup | Door] = frozenset({FieldGroup.BSN, FieldGroup.IDENTITEIT})
_REGISTERED: frozenset[FieldGroup | Door] = _CHILD | _ADRES
# Named one by one: a group that is added later is nobody's until a line here says so.
_DOSSIER: frozenset[FieldGroup | Door] = _REGISTERED | {
    FieldGroup.RELATIES,
    FieldGroup.ZAKEN,
    FieldGroup.FINANCIEEL,
    FieldGroup.BERICHTEN,
}
_GEVOELIG: frozenset[FieldGroup | Door] = frozenset({FieldGroup.GEVOELIG})
_ANY_PURPOSE = frozenset(Purpose)

POLICY: tuple[Grant, ...] = (
    Grant(roles=_EVERYBODY, kinds=frozenset({FieldGroup.OPENBAAR}), relations=_WHOEVER),
    Grant(roles=_LOGGED_IN, kinds=frozenset({FieldGroup.SESSIE}), relations=_WHOEVER),
    # A resident: the own dossier, and who a minor child is and where it lives, unless that is secret.
    Grant(roles=_INWONER, action=Action.OPENEN, kinds=frozenset({Door.MIJ}), level=Level.MIDDEN),
    Grant(roles=_INWONER, kinds=_DOSSIER, relations=_ZELF, level=Level.MIDDEN),
    Grant(roles=_INWONER, kinds=_GEVOELIG, relations=_ZELF, level=Level.SUBSTANTIEEL),
    Grant(roles=_INWONER, kinds=_CHILD, relations=_KIND, level=Level.MIDDEN),
    Grant(roles=_INWONER, kinds=_ADRES, relations=_KIND, level=Level.MIDDEN, unless=frozenset({"geheimhouding"})),
    # An employee: the same dossier through another door, and never without a purpose.
    Grant(roles=_MEDEWERKER, action=Action.OPENEN, kinds=frozenset({Door.KLANTCONTACT})),
    Grant(roles=_MEDEWERKER, kinds=_DOSSIER, relations=_ZELF, purposes=_ANY_PURPOSE),
    Grant(roles=_MEDEWERKER, kinds=_GEVOELIG, relations=_ZELF, purposes=frozenset({Purpose.BURGERZAKEN})),
    Grant(roles=_MEDEWERKER, kinds=_REGISTERED, relations=_KIND, purposes=_ANY_PURPOSE),
    # A service: the persons whom it asks for, within its scopes.
    Grant(roles=_DIENST, action=Action.OPENEN, kinds=frozenset({Door.PERSONEN})),
    Grant(roles=_DIENST, kinds=_REGISTERED, relations=_ZELF, scope=Scope.GEGEVENS_LEZEN),
    Grant(roles=_DIENST, kinds=frozenset({FieldGroup.ZAKEN}), relations=_ZELF, scope=Scope.ZAKEN_LEZEN),
    Grant(roles=_DIENST, kinds=frozenset({FieldGroup.FINANCIEEL}), relations=_ZELF, scope=Scope.FINANCIEEL_LEZEN),
    Grant(roles=frozenset({Role.ANALIST}), kinds=frozenset({FieldGroup.ANALYSE})),  # counts, about no data subject
)


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
    if grant.purposes and context.purpose not in grant.purposes:
        return Decision(False, Reason.DOEL_NODIG if context.purpose is None else Reason.GEEN_TOEGANG)
    if subject.level < grant.level:
        return Decision(False, Reason.HOGER_NIVEAU_NODIG, grant.level)
    if context.facts is not None and any(_holds(context.facts, fact) for fact in grant.unless):
        return Decision(False, Reason.GEEN_TOEGANG)
    return Decision(True)


def _holds(facts: Mapping[str, object], fact: str) -> bool:
    """Whether it is so, or may be: a registry leaves out what is not so, but then it was asked and is None."""
    return facts.get(fact, True) not in (None, False)
