"""An analyst's token on real registries: every way of the SDL to a person is closed, before any call."""

from collections import deque
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_object_type,
    is_required_argument,
)

from schema.engine.seams import core_schema
from schema.query import schema
from tests.productie import productie
from tests.workbench import bsn_of

CORE = core_schema(schema)
OPERATIONS = {"query": CORE.query_type, "mutation": CORE.mutation_type}
BSN = bsn_of("jan")


def argument(name: str, type_: Any) -> str:
    named = get_named_type(type_)
    if is_input_object_type(named):
        value = "{ " + argument(*next((key, each.type) for key, each in named.fields.items())) + " }"
    elif is_enum_type(named):
        value = next(iter(named.values))
    else:
        value = {"Int": "1", "Boolean": "true"}.get(named.name, f'"{BSN}"')
    listed = is_list_type(getattr(type_, "of_type", type_)) or is_list_type(type_)
    return f"{name}: [{value}]" if listed else f"{name}: {value}"


def called(name: str, each: GraphQLField) -> str:
    given = [argument(n, a.type) for n, a in each.args.items() if is_required_argument(a)]
    return f"{name}({', '.join(given)})" if given else name


def ways_to(goal: str, root: GraphQLObjectType) -> dict[tuple[str, str], str]:
    """For each field whose type is the goal, the shortest selection from the root that ends there."""
    found: dict[tuple[str, str], str] = {}
    seen, line = {root.name}, deque[tuple[GraphQLObjectType, list[str]]]([(root, [])])
    while line:
        type_, way = line.popleft()
        for name, each in type_.fields.items():
            target = get_named_type(each.type)
            if not is_object_type(target):
                continue
            further = [*way, called(name, each)]
            if target.name == goal:
                found[type_.name, name] = " { ".join([*further, "burgerservicenummer leeftijd"]) + " }" * len(further)
            if target.name not in seen:
                seen.add(target.name)
                line.append((target, further))
    return found


PERSONS = [
    ((type_, name), f"{operation} {{ {way} }}")
    for operation, root in OPERATIONS.items()
    if root is not None
    for (type_, name), way in ways_to("Person", root).items()
]


def test_the_sdl_has_ways_to_a_person() -> None:
    leading = {
        (name, field_name)
        for name, type_ in CORE.type_map.items()
        if is_object_type(type_) and not name.startswith("__")
        for field_name, each in type_.fields.items()
        if get_named_type(each.type).name == "Person"
    }
    assert {way for way, _ in PERSONS} == leading and len(leading) >= 4


async def test_an_analyst_reaches_no_person_on_real_registries(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        for way, query in PERSONS:
            answer = await live.post("/graphql", query)
            body = answer.json()
            assert answer.status_code == 200 and all(value is None for value in body["data"].values()), way
            assert {error["extensions"]["code"] for error in body["errors"]} == {"GEEN_TOEGANG"}, way
            assert live.sent == [] and BSN not in answer.text


async def test_of_all_roots_three_open_for_an_analyst_and_one_asks_a_registry(tmp_path: Path) -> None:
    async with productie(tmp_path) as live:
        opened = []
        for operation, root in OPERATIONS.items():
            assert root is not None
            for name, each in root.fields.items():
                target = get_named_type(each.type)
                if not is_object_type(target):
                    continue
                leaf = next(n for n, f in target.fields.items() if not is_object_type(get_named_type(f.type)))
                before = len(live.sent)
                answer = (await live.post("/graphql", f"{operation} {{ {called(name, each)} {{ {leaf} }} }}")).json()
                codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
                if codes != {"GEEN_TOEGANG"}:
                    opened.append((name, len(live.sent) > before))
        assert opened == [("sessie", False), ("analyse", True), ("bronnen", False)]
        hosts = {way.inner: way.sent for way in live.ways if way.sent}
        assert len(hosts) == 1, "the figures begin at the catalogue, which is about nobody"
        assert {(request.method, request.path) for request in live.sent} == {("GET", "/zaaktypen")}
