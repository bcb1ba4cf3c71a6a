"""The decisions of one operation: made once per data subject and field group, and then remembered."""

from collections.abc import Mapping
from typing import NamedTuple

from auth.errors import Reason, Refused
from auth.groups import FieldGroup
from auth.log.entry import SubjectKind
from auth.policy import FACTS, Action, Context, Decision, Door, Question, Resource, Subject, decide
from auth.principal import Principal
from auth.roles import Mandate, Purpose, Relation, Role

__all__ = ["Decisions", "Judged", "Standing"]

Standing = tuple[Relation | None, Purpose | None]

_NOBODY: Standing = (None, None)  # about no data subject
_OTHER: Standing = (Relation.ANDER, None)
_ADMITTED = {
    None: Relation.ZELF,
    Mandate.MACHTIGING: Relation.GEMACHTIGD,
    Mandate.BEWIND: Relation.ONDER_BEWIND,
    Mandate.OUDERLIJK_GEZAG: Relation.ANDER,  # what the child is to them is for the BRP to say: see `entrust`
}
_OPENING = frozenset({Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER})
# Of several ways to somebody, the one that gets furthest says why it got no further.
_NEARNESS = (Reason.NIET_INGELOGD, Reason.GEEN_TOEGANG, Reason.DOEL_NODIG, Reason.HOGER_NIVEAU_NODIG)


class Judged(NamedTuple):
    """One evaluation, as it is logged: what was asked, of whom (None: of nobody), and the answer."""

    question: Question
    decision: Decision
    subject: str | None

    def __repr__(self) -> str:  # whom it is about belongs in no other log
        return f"Judged({self.question.resource.kind}, {self.decision})"


class Decisions:
    """What one viewer may read in one operation. Lives as long as the operation, and is no cache beyond it.

    Who is admitted or related gets a standing; somebody without one is ANDER. A person reached in several ways gets
    what any of these gives. `admit` and `relate` come before anything of that person is decided.
    """

    def __init__(self, principal: Principal | None) -> None:
        self._principal = principal
        self._viewer = _viewer(principal)
        self._noted: dict[str, dict[str, object]] = {}
        self._standings: dict[str, set[Standing]] = {}
        self._answers: dict[tuple[Standing, FieldGroup], tuple[Question, Decision]] = {}
        self.judged: list[Judged] = []
        self._remembered: dict[str | None, dict[FieldGroup, Refused | None]] = {}

    def open(self, door: Door) -> Refused | None:
        """Whether the viewer may go through this root of the graph at all."""
        question = Question(self._viewer, Action.OPENEN, Resource(door))
        answer = decide(question)
        self.judged.append(Judged(question, answer, None))
        return None if answer.decision else Refused(answer.reason or Reason.GEEN_TOEGANG, answer.level)

    def admit(self, subject: str, purpose: Purpose | None = None) -> None:
        """Open a dossier: a resident's own or of whom they represent, of a klantcontact, or one a service asks for.

        A dossier that this viewer can't open stays closed: what is decided about its subject is then refused.
        """
        viewer = self._principal
        if viewer is None:
            return
        mandate = viewer.representation.mandate if viewer.representation else None
        if viewer.role not in _OPENING:
            company = SubjectKind.of(subject) is SubjectKind.KVK
            self._stand(subject, (Relation.ORGANISATIE if company else Relation.ZELF, purpose))
        elif subject == viewer.subject:
            self._stand(subject, (_ADMITTED[mandate], purpose))

    def entrust(self, child: str, relation: Relation) -> None:
        """Say what the child is for whom its parent logged in, once the BRP has told of authority."""
        viewer = self._principal
        by = viewer.representation if viewer is not None and child == viewer.subject else None
        if by is not None and by.mandate is Mandate.OUDERLIJK_GEZAG and relation is not Relation.ZELF:
            self._stand(child, (relation, None))

    def represent(self, kvk: str) -> None:
        """Open the dossier of the organisation for which somebody logged in, or of that branch of it alone.

        The number is that of the log-in; where that told an RSIN only, it is what the trade register says of it.
        """
        viewer = self._principal
        company = viewer.organisation if viewer is not None and viewer.representation is None else None
        if company is not None and company.kvk in (None, kvk):
            self._stand(kvk, (Relation.VESTIGING if company.vestigingsnummer else Relation.ORGANISATIE, None))

    def relate(self, subject: str, relation: Relation, *, of: str | None) -> None:
        """Say what somebody is to the subject of an open dossier, for the purpose for which it was opened."""
        for standing, purpose in tuple(self._standings.get(of, ())) if of is not None else ():
            if standing is Relation.ZELF and relation is not Relation.ZELF:
                self._stand(subject, (relation, purpose))

    def note(self, subject: str, fact: str, holds: bool) -> None:
        """Say of somebody what the policy wants to know and their record does not tell (`auth.table.NOTED`)."""
        self._noted.setdefault(subject, {})[fact] = holds

    def is_open(self, subject: str | None) -> bool:
        """Whether this is the subject of a dossier that is open, and not somebody reached through it."""
        return subject is not None and any(each is Relation.ZELF for each, _ in self._standings.get(subject, ()))

    def may(self, subject: str, group: FieldGroup) -> bool:
        """Whether this viewer may read this group of somebody, before any call."""
        return not self.refused(subject, frozenset({group}))

    def refused(self, subject: str | None, groups: frozenset[FieldGroup]) -> Mapping[FieldGroup, Refused]:
        """The first moment, before any call: the refused groups of this data subject (None: of nobody)."""
        known = self._remembered.setdefault(subject, {})
        for group in groups - known.keys():
            known[group] = self._judge(subject, group, None)
        return {group: refusal for group in groups if (refusal := known[group]) is not None}

    def withheld(
        self, subject: str | None, groups: frozenset[FieldGroup], facts: Mapping[str, object]
    ) -> Mapping[FieldGroup, Refused]:
        """The second moment, on the record: what was refused already, and what its facts take away besides.

        `facts` has every fact that `FACTS` names for these groups, but for those that are noted: None or False where it
        is not so.
        """
        refused = dict(self.refused(subject, groups))
        facts = {**self._noted.get(subject or "", {}), **facts}
        for group in groups & FACTS.keys():
            if group not in refused and (refusal := self._judge(subject, group, facts)) is not None:
                refused[group] = refusal
        return refused

    def is_certain(self, subject: str, group: FieldGroup) -> bool:
        """Whether this viewer may read this group of somebody whatever their record tells; no question of the log."""
        standings = self._standings.get(subject, (_OTHER,))
        return any(self._answer(standing, group, {})[1].decision for standing in standings)

    def standing(self, subject: str, group: FieldGroup) -> Standing | None:
        """By what this viewer may read this group of somebody, before any call: what they are to the dossier, and for
        which purpose it is open. None where they may not."""
        for standing in self._standings.get(subject, ()):
            if self._answer(standing, group, None)[1].decision:
                return standing
        return None

    def _stand(self, subject: str, standing: Standing) -> None:
        viewer = self._principal
        if viewer is not None and viewer.role.is_employee and subject == viewer.bsn:
            return  # an employee does not look at the own dossier, by no way
        if standing[0] is Relation.ANDER:
            return
        self._standings.setdefault(subject, set()).add(standing)
        self._remembered.pop(subject, None)

    def _judge(self, subject: str | None, group: FieldGroup, facts: Mapping[str, object] | None) -> Refused | None:
        standings = (_NOBODY,) if subject is None else self._standings.get(subject, (_OTHER,))
        answers = [self._answer(standing, group, facts) for standing in standings]
        question, answer = max(answers, key=_furthest)
        self.judged.append(Judged(question, answer, subject))
        return None if answer.decision else Refused(answer.reason or Reason.GEEN_TOEGANG, answer.level, group)

    def _answer(
        self, standing: Standing, group: FieldGroup, facts: Mapping[str, object] | None
    ) -> tuple[Question, Decision]:
        """Fifty persons with the same standing are one question, until their records differ."""
        answered = self._answers.get((standing, group)) if facts is None else None
        if answered is None:
            relation, purpose = standing
            question = Question(self._viewer, Action.LEZEN, Resource(group, relation), Context(purpose, facts))
            answered = question, decide(question)
            if facts is None:
                self._answers[standing, group] = answered
        return answered


def _furthest(answered: tuple[Question, Decision]) -> int:
    _, answer = answered
    return len(_NEARNESS) if answer.decision else _NEARNESS.index(answer.reason or Reason.GEEN_TOEGANG)


def _viewer(principal: Principal | None) -> Subject:
    if principal is None:
        return Subject(None)
    mandated = principal.representation.groups if principal.representation else frozenset[FieldGroup]()
    return Subject(principal.role, principal.level, principal.scopes, mandated)
