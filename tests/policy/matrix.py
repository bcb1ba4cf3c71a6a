"""The whole policy by asking it: every cell there is, and the readable table that follows from the answers.

`python -m tests.policy.matrix` writes `table.txt` anew; the difference is what a reviewer reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path

from auth.groups import FieldGroup
from auth.policy import FACTS, Action, Context, Decision, Door, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role, Scope

TABLE = Path(__file__).parent / "table.txt"

ROLES: tuple[Role | None, ...] = (None, *Role)
RELATIONS: tuple[Relation | None, ...] = (None, *Relation)
PURPOSES: tuple[Purpose | None, ...] = (None, *Purpose)
KINDS: tuple[FieldGroup | Door, ...] = (*FieldGroup, *Door)
ALL_SCOPES = frozenset(Scope)
SCOPES = [frozenset(some) for size in range(len(Scope) + 1) for some in combinations(Scope, size)]
ALL_GROUPS = frozenset(FieldGroup)
FACT_NAMES = sorted(frozenset[str]().union(*FACTS.values()))
# A fact is not so (the registry left it out), is so, or was not asked. Before any call there are no facts at all.
_SECRET = {("geheimhouding",): "niet geheim", ("geheimhouding", "geheimhoudingOuder"): "kind en ouder niet geheim"}
CLEAR: Mapping[str, object] = dict.fromkeys(FACT_NAMES)
RECORDS: list[Mapping[str, object]] = [
    {name: value for name, value in zip(FACT_NAMES, values, strict=True) if value != "not asked"}
    for values in product((None, True, "not asked"), repeat=len(FACT_NAMES))
]


@dataclass(frozen=True)
class Cell:
    """One square of the table."""

    role: Role | None
    action: Action
    kind: FieldGroup | Door
    relation: Relation | None

    def question(
        self,
        level: Level = Level.HOOG,
        purpose: Purpose | None = None,
        scopes: frozenset[Scope] = ALL_SCOPES,
        mandated: frozenset[FieldGroup] = ALL_GROUPS,
        facts: Mapping[str, object] | None = None,
    ) -> Question:
        """A question about this square; without more, by who has everything but a purpose, before any call."""
        subject = Subject(self.role, level, scopes, mandated)
        return Question(subject, self.action, Resource(self.kind, self.relation), Context(purpose, facts))


Asked = tuple[Question, Decision]


def cells() -> Iterator[Cell]:
    """Every square, those with a door that is read or a group that is opened included."""
    return (Cell(*each) for each in product(ROLES, Action, KINDS, RELATIONS))


def generous(cell: Cell) -> Iterator[Question]:
    """By who has every scope and every mandate, at the lowest level and at the highest, for each purpose."""
    for level, purpose, facts in product((Level.GEEN, Level.HOOG), PURPOSES, (None, CLEAR)):
        yield cell.question(level, purpose, facts=facts)


def questions(cell: Cell, purpose: Purpose | None) -> Iterator[Question]:
    """Two slices through everything that can be asked about a square that opens for this purpose, or without one.

    Each level and purpose with each record; and, for this purpose, each level with each set of scopes and kind of
    mandate. That more of one of these never meddles with another is a property of its own.
    """
    yield from generous(cell)
    for level, each, facts in product(Level, PURPOSES, RECORDS):
        yield cell.question(level, each, facts=facts)
    for level, scopes, mandated in product(Level, SCOPES, mandates(cell)):
        yield cell.question(level, purpose, scopes, mandated)


def mandates(cell: Cell) -> tuple[frozenset[FieldGroup], ...]:
    """No mandate, one for all but this group, and one for this group alone."""
    own = frozenset({cell.kind} if isinstance(cell.kind, FieldGroup) else ())
    return frozenset(), ALL_GROUPS - own, own


@cache
def answers() -> dict[Cell, list[Asked]]:
    """Everything asked and answered, once per test run; a square that opens for nobody is asked the generous way."""
    found = {}
    for cell in cells():
        asked = [(question, decide(question)) for question in generous(cell)]
        opened = next((question.context for question, answer in asked if answer.decision), None)
        if opened is not None:
            asked = [(each, decide(each)) for each in questions(cell, opened.purpose)]
        found[cell] = asked
    return found


def words(cell: Cell) -> str:
    """What it takes, found from the answers; fails where the answers follow no such simple rule."""
    asked = answers()[cell]
    yes = [question for question, answer in asked if answer.decision]
    if not yes:
        return "-"
    level = min(question.subject.level for question in yes)
    purposes = {question.context.purpose for question in yes}
    scopes = frozenset(Scope).intersection(*(question.subject.scopes for question in yes))
    mandated = cell.kind in FieldGroup and all(cell.kind in question.subject.mandated for question in yes)
    before = {name for name in FACT_NAMES if any(True in _said(question, name) for question in yes)}
    secret = [name for name in FACT_NAMES if name not in before]

    def opens(question: Question) -> bool:
        subject, context = question.subject, question.context
        clear = context.facts is None or all(name in context.facts and not context.facts[name] for name in secret)
        granted = subject.scopes >= scopes and (not mandated or cell.kind in subject.mandated)
        return subject.level >= level and context.purpose in purposes and granted and clear

    wrong = [question for question, answer in asked if answer.decision != opens(question)]
    assert not wrong, f"{cell} follows no rule that the table can show"
    said = [f"niveau {level.value}"] if level else []
    if None not in purposes:
        said.append("doel" if len(purposes) == len(Purpose) else "doel " + "/".join(sorted(map(str, purposes))))
    said += sorted(scopes)
    said += ["machtiging"] if mandated else []
    if secret:
        said.append(_SECRET[tuple(secret)])
    return ", ".join(said) or "ja"


def _said(question: Question, name: str) -> Sequence[object]:
    """What the record says of a fact, as far as it was asked."""
    facts = question.context.facts
    return [facts[name]] if facts is not None and name in facts else []


def table() -> str:
    """The table as text: a block per role, a line per group or door, a column per relation.

    Reading has a line for every group, opening for every door, changing for what somebody may change.
    """
    heads = ["", "van niemand", *Relation]
    blocks = []
    for role in ROLES:
        lines = [heads]
        for action, kinds in ((Action.LEZEN, FieldGroup), (Action.WIJZIGEN, FieldGroup), (Action.OPENEN, Door)):
            for kind in kinds:
                found = [words(Cell(role, action, kind, relation)) for relation in RELATIONS]
                if action is not Action.WIJZIGEN or set(found) != {"-"}:
                    lines.append([f"{action} {kind}", *found])
        widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
        rows = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines]
        blocks.append("\n".join([str(role or "NIET INGELOGD"), *(row.rstrip() for row in rows)]))
    return "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
