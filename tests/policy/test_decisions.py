"""What one viewer may read in one operation."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.decisions import Decisions
from auth.errors import Reason
from auth.groups import FieldGroup
from auth.policy import Door
from auth.principal import Principal, Representation
from auth.roles import Level, Mandate, Purpose, Relation, Role, Scope

ALL = frozenset(FieldGroup)
OPEN = {FieldGroup.OPENBAAR, FieldGroup.SESSIE}
OFFICE = {
    FieldGroup.TECHNIEK,
    FieldGroup.ANALYSE,
    FieldGroup.HANDELSREGISTER,
}  # about nobody: for who keeps or counts it
CONFIDENTIAL = {FieldGroup.GEVOELIG, FieldGroup.ZAKEN_GEVOELIG}
DOSSIER = ALL - OFFICE
REGISTERED = {FieldGroup.BSN, FieldGroup.IDENTITEIT, FieldGroup.ADRES} | OPEN
CHILD = {
    Relation.KIND_VAN_16: REGISTERED | {FieldGroup.ZAKEN},
    Relation.KIND_VAN_12: REGISTERED
    | {FieldGroup.ZAKEN, FieldGroup.RELATIES, FieldGroup.PROFIEL, FieldGroup.BERICHTEN},
    Relation.KIND_TOT_12: REGISTERED
    | {FieldGroup.ZAKEN, FieldGroup.RELATIES, FieldGroup.PROFIEL, FieldGroup.BERICHTEN, FieldGroup.VERWERKINGEN},
}
YOUNG = Relation.KIND_TOT_12
# What an employee sees of the dossier that is open, for any purpose.
WORK = DOSSIER - CONFIDENTIAL - {FieldGroup.VERWERKINGEN}
ME, KID, OTHER, OTHERS_KID = "me", "kid", "other", "other's kid"


def inwoner(level: Level = Level.MIDDEN) -> Principal:
    return Principal(Role.INWONER, "i", "web", 0, level, subject=ME, bsn=ME)


def medewerker(bsn: str | None = None) -> Principal:
    return Principal(Role.MEDEWERKER, "m", "kcc", 0, bsn=bsn)


def dienst(*scopes: Scope) -> Principal:
    return Principal(Role.DIENST, "d", "dienst", 0, scopes=frozenset(scopes))


def readable(decisions: Decisions, subject: str | None) -> set[FieldGroup]:
    return set(ALL - decisions.refused(subject, ALL).keys())


@pytest.mark.parametrize("age", CHILD)
def test_a_resident_reads_the_own_dossier_and_of_a_minor_child_what_fits_its_age(age: Relation) -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    decisions.relate(KID, age, of=ME)
    assert readable(decisions, ME) == DOSSIER - CONFIDENTIAL
    assert readable(decisions, KID) == CHILD[age]
    assert readable(decisions, OTHER) == OPEN
    assert readable(decisions, None) == OPEN


def test_what_is_sensitive_takes_a_higher_level_and_an_employee_the_purpose_that_it_is_for() -> None:
    surer = Decisions(inwoner(Level.SUBSTANTIEEL))
    surer.admit(ME)
    assert readable(surer, ME) == DOSSIER
    agent = Decisions(medewerker())
    agent.admit(ME, Purpose.BELASTINGEN)
    assert readable(agent, ME) == WORK
    assert agent.refused(ME, ALL)[FieldGroup.GEVOELIG].reason is Reason.GEEN_TOEGANG


def test_a_resident_can_admit_nobody_else() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(OTHER)
    decisions.admit(OTHER, Purpose.BURGERZAKEN)
    decisions.relate(OTHERS_KID, YOUNG, of=OTHER)
    assert readable(decisions, OTHER) == OPEN
    assert readable(decisions, OTHERS_KID) == OPEN


@pytest.mark.parametrize("level", [Level.GEEN, Level.LAAG])
def test_a_level_too_low_is_told_with_the_one_that_would_do(level: Level) -> None:
    decisions = Decisions(inwoner(level))
    decisions.admit(ME)
    refused = decisions.refused(ME, ALL)
    assert set(refused) == ALL - OPEN
    assert {group: r.reason for group, r in refused.items()} == {
        **dict.fromkeys(DOSSIER - OPEN, Reason.HOGER_NIVEAU_NODIG),
        **dict.fromkeys(OFFICE, Reason.GEEN_TOEGANG),
    }
    assert {group: r.level for group, r in refused.items()} == {
        **dict.fromkeys(DOSSIER - OPEN, Level.MIDDEN),
        **dict.fromkeys(CONFIDENTIAL, Level.SUBSTANTIEEL),
        **dict.fromkeys(OFFICE),
    }
    assert all(refusal.group is group for group, refusal in refused.items())
    door = decisions.open(Door.MIJ)
    assert door is not None and (door.reason, door.level) == (Reason.HOGER_NIVEAU_NODIG, Level.MIDDEN)


def test_an_employee_reads_a_dossier_for_a_purpose_and_no_other() -> None:
    decisions = Decisions(medewerker())
    decisions.admit(ME, Purpose.BURGERZAKEN)
    decisions.relate(KID, YOUNG, of=ME)
    assert readable(decisions, ME) == WORK | {FieldGroup.GEVOELIG}
    assert readable(decisions, KID) == CHILD[YOUNG] - {FieldGroup.VERWERKINGEN} | {FieldGroup.GEVOELIG}
    assert readable(decisions, OTHER) == OPEN


def test_an_employee_without_a_purpose_is_asked_for_one() -> None:
    decisions = Decisions(medewerker())
    decisions.admit(ME)
    decisions.relate(KID, YOUNG, of=ME)
    for subject, groups in ((ME, WORK), (KID, CHILD[YOUNG] - {FieldGroup.VERWERKINGEN})):
        refused = decisions.refused(subject, frozenset(groups))
        assert set(refused) == groups - OPEN
        assert {refusal.reason for refusal in refused.values()} == {Reason.DOEL_NODIG}


def test_an_employee_never_reads_the_own_dossier_by_any_way() -> None:
    decisions = Decisions(medewerker(bsn=ME))
    decisions.admit(ME, Purpose.OVERIG)
    decisions.admit(OTHER, Purpose.OVERIG)
    decisions.relate(ME, YOUNG, of=OTHER)
    assert readable(decisions, OTHER) == WORK
    assert readable(decisions, ME) == OPEN


def test_a_service_reads_within_its_scopes_whom_it_asked_for() -> None:
    both = Decisions(dienst(*Scope))
    both.admit(ME)
    money = {FieldGroup.FINANCIEEL, FieldGroup.PARKEREN, FieldGroup.OPENBARE_RUIMTE}
    assert readable(both, ME) == REGISTERED | {FieldGroup.ZAKEN} | money
    assert readable(both, OTHER) == OPEN
    facts = Decisions(dienst(Scope.GEGEVENS_LEZEN))
    facts.admit(ME)
    assert readable(facts, ME) == REGISTERED
    none = Decisions(dienst())
    none.admit(ME)
    assert readable(none, ME) == OPEN


def test_who_has_not_logged_in_reads_what_is_public() -> None:
    decisions = Decisions(None)
    decisions.admit(ME, Purpose.OVERIG)
    decisions.relate(KID, YOUNG, of=ME)
    for subject in (None, ME, KID):
        refused = decisions.refused(subject, ALL)
        assert set(refused) == ALL - {FieldGroup.OPENBAAR}
        assert {refusal.reason for refusal in refused.values()} == {Reason.NIET_INGELOGD}


@pytest.mark.parametrize(
    ("principal", "doors"),
    [
        (lambda: None, set()),
        (inwoner, {Door.MIJ}),
        (medewerker, {Door.KLANTCONTACT, Door.ZOEKEN, Door.ZOEKEN_ORGANISATIES}),
        (dienst, {Door.PERSONEN}),
    ],
)
def test_each_role_has_its_own_door(principal: Callable[[], Principal | None], doors: set[Door]) -> None:
    decisions = Decisions(principal())
    assert {door for door in Door if decisions.open(door) is None} == doors


def test_a_child_of_a_child_is_a_stranger() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    decisions.relate(KID, YOUNG, of=ME)
    decisions.relate(OTHERS_KID, YOUNG, of=KID)
    decisions.relate(OTHERS_KID, YOUNG, of=None)
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
    decisions.relate(KID, YOUNG, of=ME)
    assert readable(decisions, KID) == CHILD[YOUNG] - {FieldGroup.VERWERKINGEN}
    decisions.admit(KID, Purpose.BURGERZAKEN)
    assert readable(decisions, KID) == WORK | {FieldGroup.GEVOELIG}
    decisions.relate(KID, Relation.ANDER, of=ME)
    assert readable(decisions, KID) == WORK | {FieldGroup.GEVOELIG}


def test_the_same_question_gets_the_same_refusal_and_not_a_new_one() -> None:
    decisions = Decisions(None)
    first, again = decisions.refused(ME, ALL), decisions.refused(ME, frozenset({FieldGroup.ADRES}))
    assert again[FieldGroup.ADRES] is first[FieldGroup.ADRES]
    assert decisions.refused(OTHER, ALL)[FieldGroup.ADRES] is not first[FieldGroup.ADRES]


@pytest.mark.parametrize("age", CHILD)
def test_a_secret_address_of_a_child_is_withheld_from_its_parent_and_from_who_helps_that_parent(age: Relation) -> None:
    """That of the child, and that of another with authority, with whom it may live; also where nobody knows."""
    for viewer in (inwoner(), medewerker()):
        for own, others, seen in (
            (None, False, True), (False, False, True), (True, False, False), (None, True, False),
            ("onbekend", False, False), (..., False, False), (None, ..., False), (..., ..., False),
        ):  # fmt: skip
            decisions = Decisions(viewer)
            decisions.admit(ME, Purpose.OVERIG)
            decisions.relate(KID, age, of=ME)
            before = readable(decisions, KID)
            if isinstance(others, bool):
                decisions.note(KID, "geheimhoudingOuder", others)
            facts = {} if own is ... else {"geheimhouding": own}
            after = set(ALL - decisions.withheld(KID, ALL, facts).keys())
            assert FieldGroup.ADRES in before and after == (before if seen else before - {FieldGroup.ADRES})


def test_what_is_noted_of_one_child_says_nothing_of_another() -> None:
    decisions = Decisions(inwoner())
    decisions.admit(ME)
    for child in (KID, OTHERS_KID):
        decisions.relate(child, YOUNG, of=ME)
    decisions.note(KID, "geheimhoudingOuder", False)
    clear = {"geheimhouding": None}
    assert FieldGroup.ADRES not in decisions.withheld(KID, ALL, clear)
    assert FieldGroup.ADRES in decisions.withheld(OTHERS_KID, ALL, clear)


def representing(mandate: Mandate, *groups: FieldGroup, role: Role = Role.INWONER) -> Principal:
    given = Representation(mandate, frozenset(groups))
    return Principal(role, "g", "web", 0, Level.SUBSTANTIEEL, subject=OTHER, bsn=ME, representation=given)


def test_who_has_a_mandate_reads_who_gave_it_and_what_it_names_and_not_the_own_dossier() -> None:
    for groups in ((), (FieldGroup.ZAKEN,), (FieldGroup.FINANCIEEL, FieldGroup.ADRES, FieldGroup.GEVOELIG)):
        decisions = Decisions(representing(Mandate.MACHTIGING, *groups))
        for somebody in (OTHER, ME, KID):
            decisions.admit(somebody)
        decisions.relate(KID, YOUNG, of=OTHER)
        named = set(groups) & {FieldGroup.ZAKEN, FieldGroup.FINANCIEEL}
        assert readable(decisions, OTHER) == {FieldGroup.BSN, FieldGroup.IDENTITEIT} | named | OPEN
        assert readable(decisions, ME) == readable(decisions, KID) == OPEN


def test_a_bewindvoerder_reads_the_money_and_of_requests_what_the_court_named() -> None:
    without = REGISTERED | {FieldGroup.FINANCIEEL, FieldGroup.PARKEREN, FieldGroup.OPENBARE_RUIMTE}
    without |= {FieldGroup.VERWERKINGEN}
    for groups in ((), (FieldGroup.ZAKEN,), (FieldGroup.ZAKEN, FieldGroup.ZAKEN_GEVOELIG, FieldGroup.GEVOELIG)):
        decisions = Decisions(representing(Mandate.BEWIND, *groups, role=Role.ONDERNEMER))
        decisions.admit(OTHER)
        decisions.admit(ME)
        assert readable(decisions, OTHER) == without | set(groups) - {FieldGroup.GEVOELIG}
        assert readable(decisions, ME) == OPEN
        assert FieldGroup.ADRES in decisions.withheld(OTHER, ALL, {"geheimhouding": True})
        assert FieldGroup.ADRES not in decisions.withheld(OTHER, ALL, {"geheimhouding": None})


def test_who_logged_in_as_a_parent_sees_the_child_only_once_it_is_known_to_be_theirs() -> None:
    decisions = Decisions(representing(Mandate.OUDERLIJK_GEZAG))
    decisions.admit(OTHER)
    assert readable(decisions, OTHER) == OPEN and not decisions.is_open(OTHER)
    for relation in (Relation.ANDER, Relation.ZELF):
        decisions.entrust(OTHER, relation)
        assert readable(decisions, OTHER) == OPEN
    decisions.entrust(OTHER, YOUNG)
    assert readable(decisions, OTHER) == CHILD[YOUNG] | CONFIDENTIAL
    assert not decisions.is_open(OTHER)
    decisions.admit(ME)
    decisions.entrust(ME, YOUNG)
    assert readable(decisions, ME) == OPEN, "in the name of a child one does not look at oneself"


@pytest.mark.parametrize("mandate", [None, Mandate.MACHTIGING, Mandate.BEWIND])
def test_nobody_else_is_entrusted_with_a_child(mandate: Mandate | None) -> None:
    decisions = Decisions(inwoner() if mandate is None else representing(mandate))
    decisions.entrust(ME if mandate is None else OTHER, YOUNG)
    assert readable(decisions, ME if mandate is None else OTHER) == OPEN


def test_ones_own_secret_address_is_ones_own_to_read() -> None:
    decisions = Decisions(inwoner(Level.SUBSTANTIEEL))
    decisions.admit(ME)
    assert decisions.withheld(ME, ALL, {"geheimhouding": True}).keys() == OFFICE
    assert decisions.withheld(ME, ALL, {}).keys() == OFFICE


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
                assert {FieldGroup.FINANCIEEL, FieldGroup.PARKEREN} <= first.keys()


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
