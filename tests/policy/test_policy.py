"""The table and the pure decision: golden, complete, deny by default."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.errors import Reason
from auth.groups import FieldGroup
from auth.policy import FACTS, POLICY, Action, Context, Decision, Door, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role, Scope
from tests.policy.matrix import ALL_GROUPS, CLEAR, FACT_NAMES, TABLE, Cell, answers, cells, table

LOOSE = settings(max_examples=200, deadline=None)


def test_the_table_that_follows_from_every_answer_is_the_committed_one() -> None:
    assert table() == TABLE.read_text(encoding="utf-8"), "run `python -m tests.policy.matrix` and read the difference"


def test_every_combination_is_decided_with_a_reason_where_the_answer_is_no() -> None:
    asked = [answer for found in answers().values() for _, answer in found]
    assert len(answers()) == (len(Role) + 1) * len(Action) * (len(FieldGroup) + len(Door)) * (len(Relation) + 1)
    assert all((answer.reason is None) == answer.decision for answer in asked)
    assert {answer.decision for answer in asked} == {True, False}


def test_the_only_ways_to_personal_data_are_those_that_the_table_names() -> None:
    granted = {cell for cell, found in answers().items() if any(answer.decision for _, answer in found)}
    named = {Cell(*cell) for grant in POLICY for cell in grant.cells()}
    assert granted == named < set(cells())


def test_no_door_is_read_and_no_group_is_opened() -> None:
    crossed = [
        answer
        for cell, found in answers().items()
        if isinstance(cell.kind, Door) != (cell.action is Action.OPENEN)
        for _, answer in found
    ]
    assert crossed and not any(answer.decision for answer in crossed)


def test_nobody_sees_anything_of_somebody_unrelated() -> None:
    personal = set(FieldGroup) - {FieldGroup.OPENBAAR, FieldGroup.SESSIE}
    others = [
        answer
        for cell, found in answers().items()
        if cell.relation is Relation.ANDER and cell.kind in personal
        for _, answer in found
    ]
    assert others and not any(answer.decision for answer in others)


def test_who_has_not_logged_in_is_told_so_and_nothing_else() -> None:
    reasons = {answer.reason for cell, found in answers().items() if cell.role is None for _, answer in found}
    assert reasons == {None, Reason.NIET_INGELOGD}


def test_a_higher_level_is_asked_exactly_where_it_would_help() -> None:
    seen = 0
    for found in answers().values():
        for question, answer in found:
            if answer.reason is Reason.HOGER_NIVEAU_NODIG:
                seen += 1
                assert answer.level is not None and question.subject.level < answer.level
                subject = replace(question.subject, level=answer.level)
                first = Question(subject, question.action, question.resource, Context(question.context.purpose))
                assert decide(first).decision
            else:
                assert answer.level is None
    assert seen


def test_a_purpose_is_asked_exactly_where_none_was_given_and_one_would_help() -> None:
    seen = 0
    for found in answers().values():
        for question, answer in found:
            if answer.reason is Reason.DOEL_NODIG:
                seen += 1
                assert question.context.purpose is None
                contexts = [Context(purpose) for purpose in Purpose]
                again = [Question(question.subject, question.action, question.resource, each) for each in contexts]
                assert any(decide(each).decision for each in again)
    assert seen


def test_an_employee_without_a_purpose_gets_no_personal_data() -> None:
    personal = set(FieldGroup) - {FieldGroup.OPENBAAR, FieldGroup.SESSIE, FieldGroup.TECHNIEK}
    without = [
        answer
        for cell, found in answers().items()
        if cell.role is not None
        and cell.role.is_employee
        and cell.kind in personal
        and (cell.kind, cell.relation) != (FieldGroup.HANDELSREGISTER, None)  # a search of a public register
        for question, answer in found
        if question.context.purpose is None
    ]
    assert without and not any(answer.decision for answer in without)


def test_the_facts_of_a_record_only_take_away() -> None:
    taken = 0
    for found in answers().values():
        for question, answer in found:
            first = Question(question.subject, question.action, question.resource, Context(question.context.purpose))
            before = decide(first).decision
            assert before or not answer.decision
            taken += before and not answer.decision
    assert taken


def test_the_facts_that_decide_are_named_per_group() -> None:
    assert dict(FACTS) == {FieldGroup.ADRES: frozenset({"geheimhouding", "geheimhoudingOuder"})}


@pytest.mark.parametrize(
    ("fact", "seen"), [(None, True), (False, True), (True, False), ("J", False), (7, False), ("", False)]
)
@pytest.mark.parametrize("name", FACT_NAMES)
def test_secrecy_is_read_with_care(name: str, fact: object, seen: bool) -> None:
    """Of the child itself, and of another who has authority over it: yes, or not known, is kept back."""
    subject, resource = Subject(Role.INWONER, Level.HOOG), Resource(FieldGroup.ADRES, Relation.KIND_TOT_12)
    facts = {**CLEAR, name: fact}
    assert decide(Question(subject, Action.LEZEN, resource, Context(None, facts))).decision is seen
    del facts[name]
    assert not decide(Question(subject, Action.LEZEN, resource, Context(None, facts))).decision


@LOOSE
@given(
    role=st.one_of(st.sampled_from([None, *Role]), st.text(max_size=12)),
    kind=st.one_of(st.sampled_from([*FieldGroup, *Door]), st.text(max_size=12)),
    action=st.one_of(st.sampled_from(Action), st.text(max_size=12)),
    relation=st.one_of(st.sampled_from([None, *Relation]), st.text(max_size=12)),
    purpose=st.one_of(st.sampled_from([None, *Purpose]), st.text(max_size=12)),
    level=st.integers(-1, 9),
    scopes=st.frozensets(st.one_of(st.sampled_from(Scope), st.text(max_size=12)), max_size=3),
    mandated=st.frozensets(st.one_of(st.sampled_from(FieldGroup), st.text(max_size=12)), max_size=3),
)
def test_what_the_table_does_not_know_is_refused(
    role: Role,
    kind: FieldGroup,
    action: Action,
    relation: Relation,
    purpose: Purpose,
    level: Level,
    scopes: frozenset[Scope],
    mandated: frozenset[FieldGroup],
) -> None:
    """Words that are none of ours, as they would come from a mistake, find no line of the table."""
    answer = decide(
        Question(Subject(role, level, scopes, mandated), action, Resource(kind, relation), Context(purpose))
    )
    named = {(grant_role, act, what, who) for grant in POLICY for grant_role, act, what, who in grant.cells()}
    if (role, action, kind, relation) not in named:
        assert answer in (Decision(False, Reason.GEEN_TOEGANG), Decision(False, Reason.NIET_INGELOGD))
    elif (
        role in (Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)
        and kind in {*FieldGroup} - {"OPENBAAR", "SESSIE"}
        and purpose not in set(Purpose)
    ):
        assert not answer.decision


LEVELS, SOME = st.sampled_from(Level), st.frozensets
NAMED = sorted({Cell(*cell) for grant in POLICY for cell in grant.cells()}, key=repr)


@LOOSE
@given(
    cell=st.one_of(st.sampled_from(NAMED), st.sampled_from(sorted(cells(), key=repr))),
    levels=st.tuples(LEVELS, LEVELS),
    scopes=st.tuples(SOME(st.sampled_from(Scope)), SOME(st.sampled_from(Scope))),
    mandated=st.tuples(SOME(st.sampled_from(FieldGroup)), SOME(st.sampled_from(FieldGroup))),
    purpose=st.sampled_from([None, *Purpose]),
    facts=st.one_of(
        st.none(), st.dictionaries(st.sampled_from(FACT_NAMES), st.sampled_from([None, False, True]), max_size=2)
    ),
)
def test_having_more_never_takes_away(
    cell: Cell,
    levels: tuple[Level, Level],
    scopes: tuple[frozenset[Scope], frozenset[Scope]],
    mandated: tuple[frozenset[FieldGroup], frozenset[FieldGroup]],
    purpose: Purpose | None,
    facts: dict[str, object] | None,
) -> None:
    """A higher level, another scope, a wider mandate; and of a mandate nothing counts but whether it names the group.

    This is what lets the table be asked in slices.
    """
    less = decide(cell.question(min(levels), purpose, scopes[0], mandated[0], facts)).decision
    more = decide(cell.question(max(levels), purpose, scopes[0] | scopes[1], mandated[0] | mandated[1], facts)).decision
    assert more or not less
    named = mandated[0] & {cell.kind} if isinstance(cell.kind, FieldGroup) else frozenset[FieldGroup]()
    assert decide(cell.question(min(levels), purpose, scopes[0], named, facts)).decision == less
    assert more <= decide(cell.question(Level.HOOG, purpose, mandated=ALL_GROUPS)).decision


def test_no_two_words_of_the_policy_are_the_same() -> None:
    """They are texts, and equal texts would be one key in the table."""
    assert not {str(group) for group in FieldGroup} & {str(door) for door in Door}
    assert all(group.dutch and group.english and group.dutch != group.english for group in FieldGroup)
    assert all(purpose.dutch and purpose.english and purpose.dutch != purpose.english for purpose in Purpose)
