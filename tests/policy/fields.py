"""What each field of the graph takes, by role and relation, asked of the policy for the field's group.

`python -m tests.policy.fields` writes `fields.txt` anew; the difference is what a reviewer reads.
"""

from collections import defaultdict
from pathlib import Path

from graphql import GraphQLNamedType, GraphQLObjectType, GraphQLSchema, get_named_type

from auth.groups import FieldGroup
from auth.policy import Action
from schema.engine.seams import core_schema, declared_of
from schema.query import schema
from tests.policy.matrix import RELATIONS, ROLES, Cell, words

__all__ = ["PAGE", "fields", "page"]

PAGE = Path(__file__).parent / "fields.txt"
_WIDTH = 120
_HEAD = """\
Every field of the graph by the group that decides about it, and what it takes to read it: per role, the relations in
which the data subject may stand to who looks. A role or relation that is not named may not read the field.
A page of records (`…Connectie`) has no group of its own: what leads to it decides. What stands with several groups
takes all of them.
"""


def fields(graph: GraphQLSchema) -> dict[FieldGroup, list[str]]:
    """The fields, as `Type.field`, of each group; those of a page stand with the groups of what leads to it."""
    types = [type_ for type_ in graph.type_map.values() if _ours(type_)]
    found: dict[FieldGroup, set[str]] = defaultdict(set)
    leading: dict[str, set[FieldGroup]] = defaultdict(set)
    ungrouped: dict[str, list[str]] = defaultdict(list)
    for type_ in types:
        assert isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items():
            declared = declared_of(field)
            if declared is None:
                raise TypeError(f"{type_.name}.{name} is not declared")
            if not declared.declared.groups:
                ungrouped[type_.name].append(name)
            for group in declared.declared.groups:
                found[group].add(f"{type_.name}.{name}")
                leading[get_named_type(field.type).name].add(group)
    for type_name, names in ungrouped.items():
        if not leading[type_name]:
            raise TypeError(f"nothing says who may read {type_name}")
        for group in leading[type_name]:
            found[group].update(f"{type_name}.{name}" for name in names)
    return {group: sorted(found[group]) for group in FieldGroup if group in found}


def page() -> str:
    """The page as text: a block per group, first its fields and then who may read them."""
    blocks = [_HEAD]
    for group, names in fields(core_schema(schema)).items():
        lines = [str(group), *_wrapped(names)]
        width = max(len(str(role or "niet ingelogd")) for role in ROLES)
        for role in ROLES:
            said: dict[str, list[str]] = defaultdict(list)
            for relation in RELATIONS:
                takes = words(Cell(role, Action.LEZEN, group, relation))
                if takes != "-":
                    said[takes].append(str(relation or "van niemand"))
            everybody = len(said) == 1 and len(next(iter(said.values()))) == len(RELATIONS)
            told = ["van wie dan ook: ja"] if everybody else [f"{', '.join(who)}: {how}" for how, who in said.items()]
            if told:
                lines.append(f"  {role or 'niet ingelogd':<{width}}  {'; '.join(told)}")
        blocks.append("\n".join(lines))
    return "\n\n".join([blocks[0].rstrip(), *blocks[1:]]) + "\n"


def _ours(type_: GraphQLNamedType) -> bool:
    return isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")


def _wrapped(names: list[str]) -> list[str]:
    """One line per type, broken where it is too long; every field by its whole name."""
    lines: list[str] = []
    for name in names:
        same = lines and lines[-1].split(".")[0].strip() == name.split(".")[0]
        if same and len(lines[-1]) + len(name) + 2 <= _WIDTH:
            lines[-1] += f"  {name}"
        else:
            lines.append(f"  {name}")
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
