"""The decisions of one operation: made once per data subject and field group, and then remembered."""

from collections.abc import Mapping

from auth.errors import Reason, Refused
from auth.groups import FieldGroup
from auth.policy import FACTS, Action, Context, Decision, Door, Question, Resource, Subject, decide
from auth.principal import Principal
from auth.roles import Purpose, Relation, Role

__all__ = ["Decisions"]

# Of several ways to somebody, the one that gets furthest says why it got no further.
_NEARNESS = (Reason.NIET_INGELOGD, Reason.GEEN_TOEGANG, Reason.DOEL_NODIG, Reason.HOGER_NIVEAU_NODIG)


class Decisions:
    """What one viewer may read in one operation. Lives as long as the operation, and is no cache beyond it.

    Who is admitted or related gets a standing; somebody without one is ANDER. A person reached in several ways gets
    what any of these gives. `admit` and `relate` come before anything of that person is decided.
    """

    def __init__(self, principal: Principal | None) -> None:
        self._principal = principal
        self._viewer = (
            Subject(None) if principal is None else Subject(principal.role, principal.level, principal.scopes)
        )
        self._standings: dict[str, set[tuple[Relation, Purpose | None]]] = {}
        self._remembered: dict[tuple[str | None, FieldGroup], Refused | None] = {}

    def open(self, door: Door) -> Refused | None:
        """Whether the viewer may go through this root of the graph at all."""
        return _refusal(decide(Question(self._viewer, Action.OPENEN, Resource(door))), None)

    def admit(self, subject: str, purpose: Purpose | None = None) -> None:
        """Open a dossier: a resident's own, that of an employee's klantcontact, or one for which a service asks.

        A dossier that this viewer can't open stays closed: what is decided about its subject is then refused.
        """
        viewer = self._principal
        if viewer is None or (viewer.role is Role.INWONER and subject != viewer.subject):
            return
        self._stand(subject, (Relation.ZELF, purpose))

    def relate(self, subject: str, relation: Relation, *, of: str | None) -> None:
        """Say what somebody is to the subject of an open dossier, for the purpose for which it was opened."""
        for standing, purpose in tuple(self._standings.get(of or "", ())):
            if standing is Relation.ZELF and relation is not Relation.ZELF:
                self._stand(subject, (relation, purpose))

    def refused(self, subject: str | None, groups: frozenset[FieldGroup]) -> Mapping[FieldGroup, Refused]:
        """The first moment, before any call: the refused groups of this data subject (None: of nobody)."""
        refused = {}
        for group in groups:
            key = (subject, group)
            if key not in self._remembered:
                self._remembered[key] = self._judge(subject, group, None)
            if (refusal := self._remembered[key]) is not None:
                refused[group] = refusal
        return refused

    def withheld(
        self, subject: str | None, groups: frozenset[FieldGroup], facts: Mapping[str, object]
    ) -> Mapping[FieldGroup, Refused]:
        """The second moment, on the record: what was refused already, and what its facts take away besides.

        `facts` has every fact that `FACTS` names for these groups: None or False where it is not so.
        """
        refused = dict(self.refused(subject, groups))
        for group in groups & FACTS.keys():
            if group not in refused and (refusal := self._judge(subject, group, facts)) is not None:
                refused[group] = refusal
        return refused

    def _stand(self, subject: str, standing: tuple[Relation, Purpose | None]) -> None:
        viewer = self._principal
        if viewer is not None and viewer.role is Role.MEDEWERKER and subject == viewer.bsn:
            return  # an employee does not look at the own dossier, by no way
        self._standings.setdefault(subject, set()).add(standing)
        for group in FieldGroup:
            self._remembered.pop((subject, group), None)

    def _judge(self, subject: str | None, group: FieldGroup, facts: Mapping[str, object] | None) -> Refused | None:
        if subject is None:
            question = Question(self._viewer, Action.LEZEN, Resource(group), Context(facts=facts))
            return _refusal(decide(question), group)
        nearest = None
        for relation, purpose in self._standings.get(subject) or {(Relation.ANDER, None)}:
            resource, context = Resource(group, relation), Context(purpose, facts)
            refusal = _refusal(decide(Question(self._viewer, Action.LEZEN, resource, context)), group)
            if refusal is None:
                return None
            if nearest is None or _NEARNESS.index(refusal.reason) > _NEARNESS.index(nearest.reason):
                nearest = refusal
        return nearest


def _refusal(decision: Decision, group: FieldGroup | None) -> Refused | None:
    if decision.decision:
        return None
    return Refused(decision.reason or Reason.GEEN_TOEGANG, decision.level, group)
