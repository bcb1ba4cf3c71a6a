"""The permission matrix as it was drawn up, by hand, against what the policy answers: every cell of it."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from auth.groups import FieldGroup as G
from auth.policy import Action, Decision, decide
from auth.roles import Level, Purpose, Relation, Role, Scope
from tests.policy.matrix import ALL_GROUPS, ALL_SCOPES, CLEAR, FACT_NAMES, PURPOSES, Cell

R = Relation
AGES = (R.KIND_TOT_12, R.KIND_VAN_12, R.KIND_VAN_16)
# The columns: as what somebody logged in, and what the data subject is to them. Three ages of a child are one column.
COLUMNS: dict[str, list[tuple[Role | None, Relation | None]]] = {
    "anoniem": [(None, None), (None, R.ZELF)],
    "inwoner DigiD": [(Role.INWONER, R.ZELF)],
    "eIDAS met BSN": [(Role.INWONER_EIDAS, R.ZELF)],
    "eIDAS pseudo": [(Role.EIDAS_ZONDER_BSN, R.ZELF)],
    "ondernemer eH": [(Role.ONDERNEMER, R.ORGANISATIE)],
    "gemachtigde": [(Role.INWONER, R.GEMACHTIGD)],
    "ouder": [(Role.INWONER, age) for age in AGES],
    "bewindvoerder eH": [(Role.ONDERNEMER, R.ONDER_BEWIND)],
    "KCC": [(Role.MEDEWERKER, R.ZELF)],
    "KCC-afgeschermd": [(Role.MEDEWERKER_AFGESCHERMD, R.ZELF)],
    "analist": [(Role.ANALIST, None), (Role.ANALIST, R.ZELF)],
    "service client": [(Role.DIENST, R.ZELF)],
    "beheer": [(Role.BEHEERDER, None), (Role.BEHEERDER, R.ZELF)],
}

# A cell: `-` is no; `R2 W2` a least level to read and to change; behind it `mandaat` (it has to name the group),
# `doel` (a purpose), `burgerzaken` (that one), `scope` (the one of this row), `geheim` (not if the own record is
# secret), `ouder geheim` (nor if that of another with authority is).
MATRIX = """
groep           | anoniem | inwoner DigiD | eIDAS met BSN | eIDAS pseudo | ondernemer eH | gemachtigde   | ouder                                                 | bewindvoerder eH | KCC              | KCC-afgeschermd | analist | service client | beheer
OPENBAAR        | R0      | R0            | R0            | R0           | R0            | R0            | R0 / R0 / R0                                          | R0               | R0               | R0              | R0      | R0             | R0
IDENTITEIT      | -       | R2            | R3            | R3           | -             | R2            | R2 / R2 / R2                                          | R3               | R0 doel          | R0 doel         | -       | R0 scope       | -
ADRES           | -       | R2            | R3            | -            | R3            | -             | R2 ouder geheim / R2 ouder geheim / R2 ouder geheim   | R3 geheim        | R0 doel          | R0 doel         | -       | R0 scope       | -
RELATIES        | -       | R2            | R3            | -            | -             | -             | R2 / R2 / -                                           | -                | R0 doel          | R0 doel         | -       | -              | -
GEVOELIG        | -       | R3            | R3            | -            | -             | -             | R3 / R3 / R3                                          | -                | R0 burgerzaken   | R0 doel         | -       | -              | -
ZAKEN           | -       | R2 W2         | R3 W3         | R3           | R3 W3         | R2 W2 mandaat | R2 / R2 / R2                                          | R3 W3 mandaat    | R0 doel          | R0 doel         | -       | R0 scope       | -
ZAKEN_GEVOELIG  | -       | R3            | R3            | -            | R3            | R3 mandaat    | R3 / - / -                                            | R3 mandaat       | -                | -               | -       | -              | -
FINANCIEEL      | -       | R2 W2         | R3            | -            | R3 W3         | R2 mandaat    | - / - / -                                             | R3 W3            | R0 doel          | R0 doel         | -       | R0 scope       | -
PARKEREN        | -       | R2 W2         | R3 W3         | -            | R3 W3         | R2 W2 mandaat | - / - / -                                             | R3               | R0 doel          | R0 doel         | -       | R0 scope       | -
PROFIEL         | -       | R2 W2         | R3 W3         | R3 W3        | R3 W3         | -             | R2 / R2 / -                                           | -                | R0 W0 doel       | R0 doel         | -       | -              | -
VERWERKINGEN    | -       | R2            | R3            | R3           | R3            | -             | R2 / - / -                                            | R3               | -                | -               | -       | -              | -
TECHNIEK        | -       | -             | -             | -            | -             | -             | - / - / -                                             | -                | R0               | R0              | R0      | R0             | R0
BSN             | -       | R2            | R3            | -            | -             | R2            | R2 / R2 / R2                                          | R3               | R0 doel          | R0 doel         | -       | R0 scope       | -
BERICHTEN       | -       | R2 W2         | R3 W3         | R3 W3        | R3 W3         | -             | R2 / R2 / -                                           | -                | R0 doel          | R0 doel         | -       | -              | -
HANDELSREGISTER | -       | -             | -             | -            | R3            | -             | - / - / -                                             | -                | -                | -               | -       | -              | -
SESSIE          | -       | R0            | R0            | R0           | R0            | R0            | R0 / R0 / R0                                          | R0               | R0               | R0              | R0      | R0             | R0
OPENBARE_RUIMTE | -       | R2 W2         | R3 W3         | -            | R3 W3         | R2 W2 mandaat | - / - / -                                             | R3               | R0 doel          | R0 doel         | -       | R0 scope       | -
"""  # noqa: E501 - a table reads as one line per row

# How a cell was read where the matrix leaves room:
# - IDENTITEIT, gemachtigde, "name only": the group is the smallest thing that is decided about, so all of it and BSN.
# - IDENTITEIT, eIDAS pseudo, "own attributes": what is registered on the pseudonym. BSN: there is none to read.
# - ADRES, bewindvoerder: with secrecy the address is for the person and for employees only, so not for them either.
# - ADRES, ondernemer eH, "-": a company lives nowhere; where it wants its post is its own, and not a branch's.
# - ADRES, KCC, "banner if geheim": they read it; the banner is the client's.
# - ZAKEN, "own KvK, branch", "own zaaktypen", "own pseudo": which zaken those are is asked of the registry, not here.
# - ZAKEN, gemachtigde, "only mandate service", ZAKEN_GEVOELIG, "unless mandate names it": a mandate that names it.
# - ZAKEN_GEVOELIG, KCC-afgeschermd, "- / domain role": no such role exists yet.
# - PROFIEL, KCC, "W with call-back confirmation": that is the mutation's to ask.
# - VERWERKINGEN, beheer, "FG role only": the administrator no, see the test below.
# - TECHNIEK, anoniem, "SDL file": a file and no field. KCC: for the state of the registries, added later.
# - ANALYSE is of no row: see the test below.
# - HANDELSREGISTER: added later; public, and behind the doors of a company all the same. KCC: of an organisation only.
# - SESSIE, anoniem: "everyone, own"; who has not logged in has none.
SCOPES = {
    G.BSN: Scope.GEGEVENS_LEZEN, G.IDENTITEIT: Scope.GEGEVENS_LEZEN, G.ADRES: Scope.GEGEVENS_LEZEN,
    G.ZAKEN: Scope.ZAKEN_LEZEN, G.FINANCIEEL: Scope.FINANCIEEL_LEZEN,
    G.PARKEREN: Scope.VERGUNNINGEN_LEZEN, G.OPENBARE_RUIMTE: Scope.VERGUNNINGEN_LEZEN,
}  # fmt: skip


class Said(NamedTuple):
    """One cell of the matrix for one relation and action."""

    column: str
    cell: Cell
    level: Level | None  # None is no
    words: str  # what else it takes


def matrix() -> Iterator[Said]:
    """Every cell, for reading and for changing; where it says nothing of changing, that is no."""
    head, *lines = ([part.strip() for part in line.split("|")] for line in MATRIX.strip().splitlines())
    assert head[1:] == list(COLUMNS)
    for group, *cells in lines:
        for (column, whom), text in zip(COLUMNS.items(), cells, strict=True):
            parts = [part.strip() for part in text.split("/")]
            parts = parts if len(parts) == len(whom) else parts * len(whom)
            for (role, relation), part in zip(whom, parts, strict=True):
                names = part.split()
                words = " ".join(name for name in names if name[0] not in "RW-")
                for letter, action in (("R", Action.LEZEN), ("W", Action.WIJZIGEN)):
                    found = [name[1:] for name in names if name[0] == letter]
                    level = Level(int(found[0])) if found else None
                    about = None if group == "TECHNIEK" and level is not None else relation  # it is about nobody
                    yield Said(column, Cell(role, action, G[group], about), level, words)


CELLS = list(matrix())


def test_every_group_and_every_column_of_the_matrix_is_here() -> None:
    assert {said.cell.kind for said in CELLS} == set(G) - {G.ANALYSE}
    assert {said.column for said in CELLS} == set(COLUMNS) and len(COLUMNS) == 13
    assert {said.cell.role for said in CELLS} == {None, *Role} - {Role.FG}


def ids(said: Said) -> str:
    return f"{said.cell.kind}-{said.column}-{said.cell.relation}-{said.cell.action}"


def answer(cell: Cell, level: Level, purpose: Purpose | None = None, **other: object) -> Decision:
    return decide(cell.question(level, purpose, **{"facts": CLEAR, **other}))  # type: ignore[arg-type] # by keyword


@pytest.mark.parametrize("said", [each for each in CELLS if each.level is None], ids=ids)
def test_what_the_matrix_refuses_is_refused_whatever_somebody_has(said: Said) -> None:
    for level, purpose, facts in product(Level, PURPOSES, (None, CLEAR)):
        assert not decide(said.cell.question(level, purpose, facts=facts)).decision


@pytest.mark.parametrize("said", [each for each in CELLS if each.level is not None], ids=ids)
def test_what_the_matrix_gives_is_given_at_that_level_and_under_those_conditions_only(said: Said) -> None:
    cell, level, words = said.cell, said.level, said.words
    assert level is not None and isinstance(cell.kind, G)
    purposes: set[Purpose | None] = {*PURPOSES}
    if "doel" in words:
        purposes = set(Purpose)
    elif "burgerzaken" in words:
        purposes = {Purpose.BURGERZAKEN}
    for each, purpose in product(Level, PURPOSES):
        assert answer(cell, each, purpose).decision == (each >= level and purpose in purposes)
    good = next(purpose for purpose in PURPOSES if purpose in purposes)
    if level:
        below = answer(cell, Level(level - 1), good)
        assert below.level is level, "and one below is told which level would do"

    needed = {SCOPES[cell.kind]} if "scope" in words else set()
    for scope in Scope:
        assert answer(cell, Level.HOOG, good, scopes=frozenset({scope})).decision == ({scope} >= needed)
        assert answer(cell, Level.HOOG, good, scopes=ALL_SCOPES - {scope}).decision == (scope not in needed)

    mandated = "mandaat" in words
    for groups in (frozenset[G](), ALL_GROUPS - {cell.kind}):
        assert answer(cell, Level.HOOG, good, mandated=groups).decision == (not mandated)
    assert answer(cell, Level.HOOG, good, mandated=frozenset({cell.kind})).decision

    secret = {"geheimhouding"} if "geheim" in words else set()
    secret |= set(FACT_NAMES) if "ouder geheim" in words else set()
    for name in FACT_NAMES:
        for value in (True, "onbekend"):
            assert answer(cell, Level.HOOG, good, facts={**CLEAR, name: value}).decision == (name not in secret)
        unknown = {other: None for other in FACT_NAMES if other != name}
        assert answer(cell, Level.HOOG, good, facts=unknown).decision == (name not in secret)


def test_the_data_protection_officer_reads_who_looked_and_nothing_else_of_anybody() -> None:
    for group, relation in product(set(G) - {G.OPENBAAR, G.SESSIE}, (None, *Relation)):
        allowed = answer(Cell(Role.FG, Action.LEZEN, group, relation), Level.GEEN).decision
        assert allowed == (group is G.VERWERKINGEN and relation is R.ZELF)


def test_counts_are_for_the_analyst_and_about_nobody() -> None:
    for role, relation in product((None, *Role), (None, *Relation)):
        allowed = answer(Cell(role, Action.LEZEN, G.ANALYSE, relation), Level.HOOG).decision
        assert allowed == (role is Role.ANALIST and relation is None)


def test_where_a_company_wants_its_post_is_for_the_whole_company_and_who_helps_it() -> None:
    for role, relation in product(Role, (R.ORGANISATIE, R.VESTIGING)):
        allowed = any(
            answer(Cell(role, Action.LEZEN, G.ADRES, relation), Level.HOOG, each).decision for each in PURPOSES
        )
        helps = role in (Role.ONDERNEMER, Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)
        assert allowed == (helps and relation is R.ORGANISATIE)
        assert not answer(Cell(role, Action.WIJZIGEN, G.ADRES, relation), Level.HOOG, Purpose.OVERIG).decision
    for purpose in PURPOSES:
        kcc = answer(Cell(Role.MEDEWERKER, Action.LEZEN, G.ADRES, R.ORGANISATIE), Level.GEEN, purpose).decision
        assert kcc == (purpose is not None and purpose.of_organisations)


@pytest.mark.parametrize("age", AGES)
def test_an_employee_who_helps_a_parent_sees_of_the_child_no_more_than_the_parent(age: Relation) -> None:
    """The matrix has no column for it: what a parent sees is its measure, and what is confidential is out."""
    for group, role in product(G, (Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)):
        parents = answer(Cell(Role.INWONER, Action.LEZEN, group, age), Level.HOOG).decision
        seen = {
            purpose
            for purpose in PURPOSES
            if answer(Cell(role, Action.LEZEN, group, age), Level.HOOG, purpose).decision
        }
        if group in (G.OPENBAAR, G.SESSIE):
            continue
        assert None not in seen and (parents or not seen)
        assert not seen or group not in (G.ZAKEN_GEVOELIG, G.FINANCIEEL, G.VERWERKINGEN)


@pytest.mark.parametrize("relation", [*AGES, R.GEMACHTIGD])
def test_who_represents_with_a_european_log_in_sees_the_same_at_substantieel(relation: Relation) -> None:
    """The matrix has one column for parents and one for mandates; eIDAS has no level between low and substantial."""
    for action, group in product(Action, G):
        digid = answer(Cell(Role.INWONER, action, group, relation), Level.HOOG).decision
        eidas = Cell(Role.INWONER_EIDAS, action, group, relation)
        assert answer(eidas, Level.SUBSTANTIEEL).decision == digid
        assert not answer(eidas, Level.MIDDEN).decision or group in (G.OPENBAAR, G.SESSIE)
