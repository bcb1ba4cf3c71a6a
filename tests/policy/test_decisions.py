"""What one viewer may read in one operation."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.decisions import Decisions
from auth.errors import Reason
from auth.groups import FieldGroup
from auth.policy import Door
from auth.principal import Principal
from auth.roles import Level, Purpose, Relation, Role, Scope

ALL = frozenset(FieldGroup)
OPEN = {FieldGroup.OPENBAAR, FieldGroup.SESSIE}
CHILD = {FieldGroup.BSN, FieldGroup.IDENTITEIT, FieldGroup.ADRES} | OPEN
ME, KID, OTHER, OTHERS_KID = "me", "kid", "other", "other's kid"


def inwoner(level: Level = Level.MIDDEN) -> Principal:
    return Principal(Role.INWONER, "i", "web", 0, level, subject=ME, bsn=ME)


def medewerker(bsn: str | None = None) -> Principal:
    return Principal(Role.MEDEWERKER, "m", "kcc", 0, bsn=bsn)


def dienst(*scopes: Scope) -> Principal:
    return Principal(Role.DIENST, "d", "dienst", 0, scopes=frozenset(scopes))


def readable(decisions: Decisions, subject: str | None) -> set[FieldGroup]:
    return set(ALL - decisions.refused(subject, ALL).keys())


def test_a_resident_reads_the_own_dossier_and_of_a_minor_child_who_it_is_and_where_it_lives() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    assert readable(decisions, ME) == ALL - {FieldGroup.GEVOELIG}
    assert readable(decisions, KID) == CHILD
    assert readable(decisions, OTHER) == OPEN
    assert readable(decisions, None) == OPEN


def test_what_is_sensitive_takes_a_higher_level_and_an_employee_the_purpose_that_it_is_for() -> None:
    surer = Decisions(inwoner(Level.SUBSTANTIEEL))
    surer.admit(ME)
    assert readable(surer, ME) == ALL
    agent = Decisions(medewerker())
    agent.admit(ME, Purpose.BELASTINGEN)
    assert readable(agent, ME) == ALL - {FieldGroup.GEVOELIG}
    assert agent.refused(ME, ALL)[FieldGroup.GEVOELIG].reason is Reason.GEEN_TOEGANG


def test_a_resident_can_admit_nobody_else() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(OTHER)
    decisions.admit(OTHER, Purpose.BURGERZAKEN)
    decisions.relate(OTHERS_KID, Relation.MINDERJARIG_KIND, of=OTHER)
    assert readable(decisions, OTHER) == OPEN
    assert readable(decisions, OTHERS_KID) == OPEN


@pytest.mark.parametrize("level", [Level.GEEN, Level.LAAG])
def test_a_level_too_low_is_told_with_the_one_that_would_do(level: Level) -> None:
    decisions = Decisions(inwoner(level))
    decisions.admit(ME)
    refused = decisions.refused(ME, ALL)
    assert set(refused) == ALL - OPEN
    assert {r.reason for r in refused.values()} == {Reason.HOGER_NIVEAU_NODIG}
    assert {group: r.level for group, r in refused.items()} == {
        **dict.fromkeys(ALL - OPEN, Level.MIDDEN),
        FieldGroup.GEVOELIG: Level.SUBSTANTIEEL,
    }
    assert all(refusal.group is group for group, refusal in refused.items())
    door = decisions.open(Door.MIJ)
    assert door is not None and (door.reason, door.level) == (Reason.HOGER_NIVEAU_NODIG, Level.MIDDEN)


def test_an_employee_reads_a_dossier_for_a_purpose_and_no_other() -> None:
    decisions = Decisions(medewerker())
    decisions.admit(ME, Purpose.BURGERZAKEN)
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    assert readable(decisions, ME) == ALL
    assert readable(decisions, KID) == CHILD
    assert readable(decisions, OTHER) == OPEN


def test_an_employee_without_a_purpose_is_asked_for_one() -> None:
    decisions = Decisions(medewerker())
    decisions.admit(ME)
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    for subject, groups in ((ME, ALL), (KID, CHILD)):
        refused = decisions.refused(subject, frozenset(groups))
        assert set(refused) == groups - OPEN
        assert {refusal.reason for refusal in refused.values()} == {Reason.DOEL_NODIG}


def test_an_employee_never_reads_the_own_dossier_by_any_way() -> None:
    decisions = Decisions(medewerker(bsn=ME))
    decisions.admit(ME, Purpose.OVERIG)
    decisions.admit(OTHER, Purpose.OVERIG)
    decisions.relate(ME, Relation.MINDERJARIG_KIND, of=OTHER)
    assert readable(decisions, OTHER) == ALL - {FieldGroup.GEVOELIG}
    assert readable(decisions, ME) == OPEN


def test_a_service_reads_within_its_scopes_whom_it_asked_for() -> None:
    both = Decisions(dienst(*Scope))
    both.admit(ME)
    assert readable(both, ME) == ALL - {FieldGroup.RELATIES, FieldGroup.GEVOELIG, FieldGroup.BERICHTEN}
    assert readable(both, OTHER) == OPEN
    facts = Decisions(dienst(Scope.GEGEVENS_LEZEN))
    facts.admit(ME)
    assert readable(facts, ME) == CHILD
    none = Decisions(dienst())
    none.admit(ME)
    assert readable(none, ME) == OPEN


def test_who_has_not_logged_in_reads_what_is_public() -> None:
    decisions = Decisions(None)
    decisions.admit(ME, Purpose.OVERIG)
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    for subject in (None, ME, KID):
        refused = decisions.refused(subject, ALL)
        assert set(refused) == ALL - {FieldGroup.OPENBAAR}
        assert {refusal.reason for refusal in refused.values()} == {Reason.NIET_INGELOGD}


@pytest.mark.parametrize(
    ("principal", "doors"),
    [
        (lambda: None, set()),
        (inwoner, {Door.MIJ}),
        (medewerker, {Door.KLANTCONTACT}),
        (dienst, {Door.PERSONEN}),
    ],
)
def test_each_role_has_its_own_door(principal: Callable[[], Principal | None], doors: set[Door]) -> None:
    decisions = Decisions(principal())
    assert {door for door in Door if decisions.open(door) is None} == doors


def test_a_child_of_a_child_is_a_stranger() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    decisions.relate(OTHERS_KID, Relation.MINDERJARIG_KIND, of=KID)
    decisions.relate(OTHERS_KID, Relation.MINDERJARIG_KIND, of=None)
    assert readable(decisions, OTHERS_KID) == OPEN


def test_nobody_becomes_the_dossiers_own_subject_by_being_related_to_it() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    decisions.relate(OTHER, Relation.ZELF, of=ME)
    assert readable(decisions, OTHER) == OPEN


def test_of_two_ways_to_somebody_the_one_that_gives_most_holds() -> None:
    decisions = Decisions(medewerker())
    decisions.admit(ME, Purpose.OVERIG)
    decisions.relate(KID, Relation.ANDER, of=ME)
    assert readable(decisions, KID) == OPEN
    decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
    assert readable(decisions, KID) == CHILD
    decisions.admit(KID, Purpose.BURGERZAKEN)
    assert readable(decisions, KID) == ALL
    decisions.relate(KID, Relation.ANDER, of=ME)
    assert readable(decisions, KID) == ALL


def test_the_same_question_gets_the_same_refusal_and_not_a_new_one() -> None:
    decisions = Decisions(None)
    first, again = decisions.refused(ME, ALL), decisions.refused(ME, frozenset({FieldGroup.ADRES}))
    assert again[FieldGroup.ADRES] is first[FieldGroup.ADRES]
    assert decisions.refused(OTHER, ALL)[FieldGroup.ADRES] is not first[FieldGroup.ADRES]


def test_a_secret_address_of_a_child_is_withheld_from_the_parent_and_not_from_the_employee() -> None:
    parent, agent = Decisions(inwoner()), Decisions(medewerker())
    parent.admit(ME)
    agent.admit(ME, Purpose.BURGERZAKEN)
    for decisions, secret in ((parent, CHILD - {FieldGroup.ADRES}), (agent, CHILD)):
        decisions.relate(KID, Relation.MINDERJARIG_KIND, of=ME)
        assert set(ALL - decisions.withheld(KID, ALL, {"geheimhouding": True}).keys()) == secret
        assert set(ALL - decisions.withheld(KID, ALL, {"geheimhouding": None}).keys()) == CHILD
        assert set(ALL - decisions.withheld(KID, ALL, {}).keys()) == secret


def test_ones_own_secret_address_is_ones_own_to_read() -> None:
    decisions = Decisions(inwoner(Level.SUBSTANTIEEL))
    decisions.admit(ME)
    assert not decisions.withheld(ME, ALL, {"geheimhouding": True})
    assert not decisions.withheld(ME, ALL, {})


def test_refusals_tell_nothing_of_whom_they_are_about() -> None:
    decisions = Decisions(inwoner(Level.LAAG))
    decisions.admit(ME)
    for refusal in decisions.refused(ME, ALL).values():
        assert ME not in f"{refusal} {refusal!r} {refusal.args}"


STEP = st.one_of(
    st.tuples(st.just("admit"), st.sampled_from([ME, KID, OTHER]), st.sampled_from([None, *Purpose])),
    st.tuples(st.just("relate"), st.sampled_from([ME, KID, OTHER]), st.sampled_from(Relation)),
)
VIEWER = st.one_of(
    st.none(),
    st.builds(inwoner, st.sampled_from(Level)),
    st.builds(medewerker, st.sampled_from([None, ME])),
    st.frozensets(st.sampled_from(Scope)).map(lambda scopes: dienst(*scopes)),
)


@settings(max_examples=150, deadline=None)
@given(VIEWER, st.lists(STEP, max_size=8), st.sampled_from([None, False, True, "onbekend"]), st.booleans())
def test_whatever_happened_before_the_record_only_takes_away(
    viewer: Principal | None, steps: list[tuple[str, str, object]], secret: object, asked: bool
) -> None:
    decisions = Decisions(viewer)
    facts = {"geheimhouding": secret} if asked else {}
    for what, who, how in steps:
        if what == "admit":
            decisions.admit(who, how if isinstance(how, Purpose) else None)
        elif isinstance(how, Relation):
            decisions.relate(who, how, of=ME)
        for subject in (None, ME, KID, OTHER):
            first, second = decisions.refused(subject, ALL), decisions.withheld(subject, ALL, facts)
            assert first.keys() <= second.keys()
            assert all(second[group] is first[group] for group in first)
            assert second.keys() - first.keys() <= {FieldGroup.ADRES}
            if viewer is not None and viewer.role is Role.INWONER and subject != ME:
                assert {FieldGroup.RELATIES, FieldGroup.ZAKEN} <= first.keys()


@settings(max_examples=100, deadline=None)
@given(VIEWER, st.lists(STEP, max_size=6), st.permutations([ME, KID, OTHER]))
def test_what_was_asked_earlier_changes_no_later_answer(
    viewer: Principal | None, steps: list[tuple[str, str, object]], order: list[str]
) -> None:
    """Remembering is only remembering: asked in between or only at the end, the answers are the same."""
    curious, patient = Decisions(viewer), Decisions(viewer)
    for what, who, how in steps:
        for decisions in (curious, patient):
            if what == "admit":
                decisions.admit(who, how if isinstance(how, Purpose) else None)
            elif isinstance(how, Relation):
                decisions.relate(who, how, of=ME)
        for subject in order:
            curious.refused(subject, ALL)
    for subject in order:
        left, right = curious.refused(subject, ALL), patient.refused(subject, ALL)
        assert {g: (r.reason, r.level) for g, r in left.items()} == {g: (r.reason, r.level) for g, r in right.items()}
