"""Writes valid random operations: aliases, arguments, merged duplicates, fragments, @skip and @include, __typename."""

import re
from random import Random
from typing import Any

from graphql import GraphQLSchema, get_named_type, is_abstract_type, is_leaf_type, is_union_type

SWITCHES = ["$ja", "$nee", "true", "false"]
DECLARED = {"ja": "Boolean = true", "nee": "Boolean = false", "n": "Int = 1"}


class Writer:
    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self.schema, self.random, self.fragments = schema, Random(seed), list[str]()

    def operation(self) -> str:
        body = self.selection(self.schema.query_type, self.random.randint(2, 6))
        if self.chance(3):
            body = "{ __schema { queryType { name } } " + body[1:]
        text = " ".join([body, *self.fragments])
        used = ", ".join(f"${name}: {type_}" for name, type_ in DECLARED.items() if re.search(rf"\${name}\b", text))
        return f"query ({used}) {text}"

    def chance(self, percent: int) -> bool:
        return self.random.random() * 100 < percent

    def switch(self) -> str:
        if not self.chance(12):
            return ""
        return f" @{self.random.choice(['skip', 'include'])}(if: {self.random.choice(SWITCHES)})"

    def selection(self, type_: Any, depth: int) -> str:
        parts = [self.one(type_, depth) for _ in range(self.random.randint(1, 2 + depth // 2))]
        return "{ n_: __typename @include(if: $ja) " + " ".join(parts) + " }"

    def one(self, type_: Any, depth: int) -> str:
        if self.chance(8):
            return "__typename" + self.switch()
        if is_union_type(type_) and depth <= 0:
            return "__typename"
        if is_union_type(type_) or (self.chance(15) and depth > 0):
            abstract = is_abstract_type(type_)
            kind = self.random.choice([*self.schema.get_possible_types(type_)] if abstract else [type_, None])
            if kind is not None and self.chance(50):
                self.fragments.append("")
                number = len(self.fragments) - 1
                self.fragments[number] = f"fragment F{number} on {kind.name} {self.selection(kind, depth - 1)}"
                return f"...F{number}{self.switch()}" + (f" ...F{number}" if self.chance(30) else "")
            return f"...{f' on {kind.name}' if kind else ''}{self.switch()} {self.selection(kind or type_, depth - 1)}"
        names = [n for n, f in type_.fields.items() if depth > 0 or is_leaf_type(get_named_type(f.type))]
        if not names:
            return "__typename"
        name = self.random.choice(names)
        return self.field(type_, name, depth)

    def field(self, type_: Any, name: str, depth: int) -> str:
        field, alias = type_.fields[name], self.random.choice(["", "", "a", "b"])
        given = ""
        if "bsns" in field.args:
            given = self.random.choice(['(bsns: ["1", "2", "9"])', '(bsns: ["3"])', "(bsns: [])"])
            alias = alias or "c" + str(self.random.randint(0, 10**6))
        elif field.args:
            given = {"": "", "a": "(eerste: 2)", "b": "(eerste: $n, na: 1)"}[alias]
        inner = get_named_type(field.type)
        below = "" if is_leaf_type(inner) else self.selection(inner, depth - 1)
        if "bsns" in field.args:
            key = f"{alias}_{self.random.randint(0, 10**9)}: "
        else:
            key = f"{alias}_{type_.name}_{name}: " if alias else ""
        return f"{key}{name}{given}{self.switch()} {below}"
