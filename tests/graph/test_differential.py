"""The compiled answer is the interpreted answer: the same data, in the same order, and the same errors."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode, get_operation_ast, parse, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.groups import FieldGroup
from schema.engine.executor import Executor
from schema.engine.plan import Plan
from schema.prepare import Prepared
from tests.graph.village.graph import schema
from tests.graph.village.sources import Broken, Context, Forbidden
from tests.graph.village.world import World
from tests.graph.village.writer import Writer

EXECUTOR = Executor(schema, most=10**9)
MET = Counter[str]()  # what the random cases met
EXPECTED = (Broken, Forbidden, GraphQLError)
Refused = dict[str | None, frozenset[FieldGroup]]

operations = st.integers(0, 2**40).map(lambda seed: Writer(EXECUTOR.schema, seed).operation())
groups = st.sampled_from([*FieldGroup, FieldGroup.BSN, FieldGroup.BSN])
refusals = st.dictionaries(st.sampled_from([None, "1", "2", "3"]), st.frozensets(groups, max_size=3), max_size=2)
plenty = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, max_examples=600)
damages = st.sampled_from([0.0, 0.02, 0.1, 0.3])
failures = st.sampled_from([(), (), ("brp",), ("zaken",), ("woz",)])


def prepared(text: str) -> Prepared | None:
    document = parse(text)
    if validate(EXECUTOR.schema, document):
        return None  # a fragment that merges fields which differ
    operation = get_operation_ast(document)
    assert isinstance(operation, OperationDefinitionNode)
    prepared = Prepared(document, operation, text)
    EXECUTOR.plan(prepared)
    return prepared


def answer(planned: Prepared, world: World, refused: Refused, interpret: bool) -> tuple[str, list[str]]:
    async def execute() -> ExecutionResult:  # loaders belong to the loop they are made in
        context = Context("1", world, lambda subject: refused.get(subject, frozenset()))
        return await EXECUTOR.execute(planned, {}, context, interpret=interpret)

    result = asyncio.run(execute())
    for error in result.errors or []:  # a fault of ours would be alike in both
        assert isinstance(error.original_error, EXPECTED) or "non-nullable" in error.message, repr(error.original_error)
    MET.update(["errors" if result.errors else "clean", "filled" if _is_filled(result.data) else "null"])
    return json.dumps(result.data), sorted(json.dumps(e.formatted) for e in result.errors or [])


def _is_filled(data: dict[str, Any] | None) -> bool:
    return any(value for key, value in (data or {}).items() if key != "n_")


def differs(planned: Prepared, seed: int, damage: float, failing: tuple[str, ...], refused: Refused) -> bool:
    worlds = [World(seed, damage, failing) for _ in range(2)]
    compiled, interpreted = (
        answer(planned, world, refused, way) for world, way in zip(worlds, (False, True), strict=True)
    )
    if compiled != interpreted:
        return True
    # Where a person turns out not to exist, the compiled way has asked already what needed the identity only.
    return not compiled[1] and not damage and worlds[0].asked() != worlds[1].asked()


@plenty
@given(operations, st.integers(0, 10**6), damages, failures, refusals)
def test_both_ways_answer_alike(
    text: str, seed: int, damage: float, failing: tuple[str, ...], refused: Refused
) -> None:
    planned = prepared(text)
    assert planned is None or not differs(planned, seed, damage, failing, refused)


@settings(plenty, max_examples=150)
@given(operations, st.integers(0, 10**6))
def test_what_is_asked_is_enough(text: str, seed: int) -> None:
    """Registries that send everything give the same answer as registries that send only what was asked."""
    if planned := prepared(text):
        assert answer(planned, World(seed), {}, False) == answer(planned, World(seed, exact=False), {}, False)


@settings(plenty, max_examples=150)
@given(operations, st.integers(0, 10**6), st.integers(1, 6))
def test_timing_changes_nothing(text: str, seed: int, delay: int) -> None:
    if planned := prepared(text):
        quick = answer(planned, World(seed), {}, False)
        assert quick == answer(planned, World(seed, delay=delay), {}, False)
        assert quick == answer(planned, World(seed, delay=delay), {}, True)


def test_the_cases_were_not_empty() -> None:
    assert MET["clean"] > 300 and MET["errors"] > 300 and MET["filled"] > MET["null"], MET


def _asks_refused_paths(plan: Plan) -> None:
    for position in plan.positions.values():
        position.wants = [(path, frozenset()) for path, _ in position.wants]


def _asks_too_little(plan: Plan) -> None:
    for position in plan.positions.values():
        position.wants = position.wants[:-1]


def _forgets_the_policy(plan: Plan) -> None:
    for position in plan.positions.values():
        position.groups = frozenset()


def _forgets_the_record(plan: Plan) -> None:
    for position in plan.positions.values():
        position.facts = {}


def _takes_a_buried_subject_for_its_container(plan: Plan) -> None:
    for position in plan.positions.values():
        if position.buried:
            position.subject = None


def _loses_an_edge(plan: Plan) -> None:
    for position in plan.positions.values():
        if position.selected is not None:
            for fields in position.selected.inside.values():
                for field in fields:
                    if field.position is not None:
                        field.key, field.edges_below = field.key[::-1], False


FAULTS = [
    _asks_refused_paths,
    _asks_too_little,
    _forgets_the_policy,
    _forgets_the_record,
    _takes_a_buried_subject_for_its_container,
    _loses_an_edge,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_planted_fault_is_caught(fault: Callable[[Plan], None]) -> None:
    """The plan of the compiled side is damaged; some random case must tell the two ways apart."""
    random = Random(7)
    for seed in range(400):
        text = Writer(EXECUTOR.schema, seed).operation()
        whole, damaged = prepared(text), prepared(text)
        if whole is None or damaged is None:
            continue
        variables: dict[str, Any] = {"ja": True, "nee": False, "n": 1}
        plan = damaged.plan.plan(variables)
        if not plan.compilable:
            continue
        fault(plan)
        refused = {
            random.choice([None, "1", "2", "3"]): frozenset(random.sample(list(FieldGroup), 2)) for _ in range(2)
        }
        one, other = World(seed), World(seed)
        if answer(whole, one, refused, True) != answer(damaged, other, refused, False) or one.asked() != other.asked():
            return
    pytest.fail("400 random cases saw no difference")
