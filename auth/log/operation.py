"""What one operation looked at and what was decided in it, from its decisions to its record."""

from collections.abc import Collection, Mapping

from auth.decisions import Decisions, Judged
from auth.groups import FieldGroup
from auth.log.entry import SubjectKind
from auth.log.record import Record
from auth.log.register import SEARCH, activity_of
from auth.principal import Principal
from auth.roles import Purpose, Relation, Role

__all__ = ["tell"]

_NOT_PERSONAL = frozenset({FieldGroup.OPENBAAR, FieldGroup.SESSIE, FieldGroup.TECHNIEK, FieldGroup.ANALYSE})
_THEMSELVES = frozenset({Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN})


def tell(
    record: Record,
    decisions: Decisions,
    principal: Principal | None,
    contacts: Mapping[str, str],
    searched: Collection[str],
    met: Mapping[str, Purpose],
    activity: str = "",
) -> None:
    """Write to the record every evaluation, and a look at each data subject of whom something was allowed.

    `contacts` are the ids of klantcontacten by the number they are about, `searched` the numbers that a search found,
    `met` those of whom an employee was told whether their dossier opens, also where it did not. `activity` is for what
    it was done, where that does not follow from who it is.
    """
    read: dict[tuple[str, FieldGroup], Judged] = {}
    for judged in decisions.judged:
        question, answer, subject = judged
        about = None if subject is None else SubjectKind.of(subject)
        subject = None if about is None else subject  # a number that is none is nobody's
        kind = question.resource.kind
        if subject is None and answer.decision and kind in _NOT_PERSONAL:
            continue  # what is for everybody who asks is no decision about anybody
        record.judged(question, answer, subject, about or SubjectKind.BSN)
        if subject is not None and isinstance(kind, FieldGroup) and kind not in _NOT_PERSONAL:
            if answer.decision:
                read[subject, kind] = judged
            elif question.context.facts is not None:  # what the record took away was not read
                read.pop((subject, kind), None)
    if principal is None:
        return
    whose: dict[tuple[str, Relation, Purpose | None], set[FieldGroup]] = {}
    for (subject, group), (question, _, _) in read.items():
        relation = question.resource.relation or Relation.ANDER
        whose.setdefault((subject, relation, question.context.purpose), set()).add(group)
    for number, why in met.items():
        whose.setdefault((number, Relation.ZELF, why), set()).add(FieldGroup.IDENTITEIT)
    mandate = principal.representation.mandate if principal.representation else None
    for (subject, relation, purpose), groups in whose.items():
        found = subject in searched and subject not in contacts
        record.looked(
            subject,
            groups,
            activity
            or (SEARCH if found else activity_of(principal.role, purpose=purpose, relation=relation, mandate=mandate)),
            own=relation is Relation.ZELF and principal.role in _THEMSELVES,
            purpose=purpose,
            contact=contacts.get(subject),
            kind=SubjectKind.of(subject) or SubjectKind.BSN,
        )
