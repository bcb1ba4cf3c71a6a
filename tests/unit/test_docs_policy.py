"""The page of the policy: its tables are what the policy answers."""

import pytest

from auth.groups import FieldGroup
from auth.policy import Action, Door
from auth.roles import Level, Purpose, Relation, Role, Scope
from tests.policy.matrix import Cell, words
from tests.unit.tables import code, rows

COMPANY = Relation.ORGANISATIE, Relation.VESTIGING, Relation.ONDER_BEWIND
EMPLOYEES = Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD
CHILDREN = Relation.KIND_TOT_12, Relation.KIND_VAN_12, Relation.KIND_VAN_16
# The tables of the policy by their heading, and of whom each column tells.
TABLES: dict[str, list[tuple[Role | None, Relation | None]]] = {
    "Residents": [
        (None, Relation.ZELF),
        (Role.INWONER, Relation.ZELF),
        *((Role.INWONER, age) for age in CHILDREN),
        (Role.INWONER, Relation.GEMACHTIGD),
    ],
    "European log-ins": [
        (Role.INWONER_EIDAS, Relation.ZELF),
        *((Role.INWONER_EIDAS, age) for age in CHILDREN),
        (Role.INWONER_EIDAS, Relation.GEMACHTIGD),
        (Role.EIDAS_ZONDER_BSN, Relation.ZELF),
    ],
    "Companies": [(Role.ONDERNEMER, relation) for relation in COMPANY],
    "Employees": [(role, relation) for role in EMPLOYEES for relation in (Relation.ZELF, *CHILDREN)],
    "Employees and organisations": [
        (role, relation) for role in EMPLOYEES for relation in (Relation.ORGANISATIE, None)
    ],
    "Services, analysts and who keeps it running": [
        (Role.DIENST, Relation.ZELF),
        (Role.FG, Relation.ZELF),
        (Role.DIENST, None),
        (Role.ANALIST, None),
        (Role.BEHEERDER, None),
        (Role.FG, None),
    ],
}


def test_the_groups_are_those_of_the_policy() -> None:
    assert [(code(group), text) for group, text in rows("docs/policy.md", "Field groups")] == [
        (group.name, group.english) for group in FieldGroup
    ]


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_of_the_policy_is_what_the_policy_answers(heading: str) -> None:
    assert [[code(row[0]), *row[1:]] for row in rows("docs/policy.md", heading)] == [
        [group.name, *(words(Cell(role, Action.LEZEN, group, relation)) for role, relation in TABLES[heading])]
        for group in FieldGroup
    ]


def test_whoever_may_read_something_of_somebody_has_a_column() -> None:
    told = {column for columns in TABLES.values() for column in columns}
    personal = [group for group in FieldGroup if group not in (FieldGroup.OPENBAAR, FieldGroup.SESSIE)]
    reading = {
        (role, relation)
        for role in Role
        for relation in (None, *Relation)
        if any(words(Cell(role, Action.LEZEN, group, relation)) != "-" for group in personal)
    }
    assert reading <= told


def test_what_may_be_changed_is_what_the_policy_answers() -> None:
    changes = {
        (role.name, relation.name, group.name, takes)
        for role in Role
        for relation in Relation
        for group in FieldGroup
        if (takes := words(Cell(role, Action.WIJZIGEN, group, relation))) != "-"
    }
    listed = [
        (code(role), code(relation), code(group), takes)
        for role, relation, groups, takes in rows("docs/policy.md", "Changing")
        for group in groups.split(", ")
    ]
    assert set(listed) == changes and len(listed) == len(changes)


def test_the_doors_are_those_of_the_policy() -> None:
    opens = {
        (door.value, role.name): words(Cell(role, Action.OPENEN, door, None))
        for door in Door
        for role in Role
        if words(Cell(role, Action.OPENEN, door, None)) != "-"
    }
    assert {(code(door), code(role)): needs for door, role, needs in rows("docs/policy.md", "Doors")} == opens


def test_the_levels_purposes_and_scopes_are_those_of_the_policy() -> None:
    assert [(code(row[0]), row[1]) for row in rows("docs/policy.md", "Levels")] == [
        (level.name, str(level.value)) for level in Level
    ]
    assert [(code(row[0]), row[1]) for row in rows("docs/policy.md", "Purposes")] == [
        (purpose.name, purpose.english) for purpose in Purpose
    ]
    opened = {
        scope.value: [
            group.name
            for group in FieldGroup
            if words(Cell(Role.DIENST, Action.LEZEN, group, Relation.ZELF)) == scope.value
        ]
        for scope in Scope
    }
    listed = rows("docs/policy.md", "Scopes of a service")
    assert {code(scope): [code(group) for group in groups.split(", ")] for scope, groups in listed} == opened
