"""The whole policy by asking it: every question there is, and the readable table that follows from the answers.

`python -m tests.policy.matrix` writes `table.txt` anew; the difference is what a reviewer reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path

from auth.groups import FieldGroup
from auth.policy import Action, Context, Decision, Door, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role, Scope

TABLE = Path(__file__).parent / "table.txt"

ROLES: tuple[Role | None, ...] = (None, *Role)
RELATIONS: tuple[Relation | None, ...] = (None, *Relation)
PURPOSES: tuple[Purpose | None, ...] = (None, *Purpose)
SCOPES = [frozenset(some) for size in range(len(Scope) + 1) for some in combinations(Scope, size)]
CLEAR, SECRET, UNKNOWN = "niet geheim", "geheim", "niet gevraagd"
FACTS: dict[str, Mapping[str, object]] = {CLEAR: {"geheimhouding": None}, SECRET: {"geheimhouding": True}, UNKNOWN: {}}


@dataclass(frozen=True)
class Cell:
    """One square of the table."""

    role: Role | None
    action: Action
    kind: FieldGroup | Door
    relation: Relation | None


def cells() -> Iterator[Cell]:
    """Every square, those with a door that is read or a group that is opened included."""
    kinds: list[FieldGroup | Door] = [*FieldGroup, *Door]
    return (Cell(*each) for each in product(ROLES, Action, kinds, RELATIONS))


def questions(cell: Cell) -> Iterator[tuple[Question, str]]:
    """Every question about a square, with the name of the facts it comes with; all these are at the second moment."""
    for level, purpose, scopes, (name, facts) in product(Level, PURPOSES, SCOPES, FACTS.items()):
        subject, resource = Subject(cell.role, level, scopes), Resource(cell.kind, cell.relation)
        yield Question(subject, cell.action, resource, Context(purpose, facts)), name


@cache
def answers() -> dict[Cell, list[tuple[Question, str, Decision]]]:
    """Everything asked and answered, once per test run."""
    return {cell: [(question, facts, decide(question)) for question, facts in questions(cell)] for cell in cells()}


def words(cell: Cell) -> str:
    """What it takes, found from the answers; fails where the answers follow no such simple rule."""
    yes = [(question, facts) for question, facts, answer in answers()[cell] if answer.decision]
    if not yes:
        return "-"
    level = min(question.subject.level for question, _ in yes)
    purposes = {question.context.purpose for question, _ in yes}
    scopes = [scope for scope in Scope if all(scope in question.subject.scopes for question, _ in yes)]
    facts = {name for _, name in yes}
    expected = {
        (lvl, purpose, granted, name)
        for lvl, purpose, granted, name in product(Level, purposes, SCOPES, facts)
        if lvl >= level and granted.issuperset(scopes)
    }
    found = {(q.subject.level, q.context.purpose, q.subject.scopes, name) for q, name in yes}
    assert found == expected, f"{cell} follows no rule that the table can show"
    said = [f"niveau {level.value}"] if level else []
    if None not in purposes:
        said.append("doel" if len(purposes) == len(Purpose) else "doel " + "/".join(sorted(map(str, purposes))))
    said += scopes
    if facts != set(FACTS):
        assert facts == {CLEAR}
        said.append("niet geheim")
    return ", ".join(said) or "ja"


def table() -> str:
    """The table as text: a block per role, a line per group or door, a column per relation."""
    heads = ["", "van niemand", *Relation]
    blocks = []
    for role in ROLES:
        lines = [heads]
        for kind in (*FieldGroup, *Door):
            action = Action.OPENEN if isinstance(kind, Door) else Action.LEZEN
            lines.append([f"{action} {kind}", *(words(Cell(role, action, kind, relation)) for relation in RELATIONS)])
        widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
        rows = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines]
        blocks.append("\n".join([str(role or "NIET INGELOGD"), *(row.rstrip() for row in rows)]))
    return "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
