"""One compiled operation under way: it starts edges, wave by wave, and writes the answer.

All slots of one position start together; positions don't wait for each other; a position's children start when that
position is complete, except those that need no more than an identity that is known already: they start with it.
"""

import asyncio
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CoroutineType
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLSchema

from auth.groups import FieldGroup
from auth.policy import FACTS
from resolvers.ask import Known
from schema.engine.complete import At, Completer, Slot
from schema.engine.emit import builder
from schema.engine.plan import Plan, Position, Selected
from schema.engine.seams import arguments_of, core_schema
from schema.engine.whose import Partial, Whose, judge
from sources.core.paths import read

__all__ = ["Asking", "Run", "is_pending", "settled"]


@dataclass(frozen=True, slots=True)
class Asking:
    """What an edge function is told (`resolvers.ask.Ask`)."""

    context: Any
    position: Position
    whose: Whose

    @property
    def subject(self) -> str | None:
        """Whose data the record above this edge is; None at the root."""
        return self.whose.subject

    @property
    def groups(self) -> frozenset[FieldGroup]:
        """The field groups of what is selected of the records that this edge brings in."""
        return self.position.groups

    @property
    def authority(self) -> frozenset[FieldGroup] | None:
        """What is selected of those over whom the person whom this edge brings in has authority; None without them."""
        below = self.position.authority
        return frozenset[FieldGroup]().union(*(each.groups for each in below)) if below else None

    def paths(self, subject: str | None = None) -> frozenset[str]:
        """The registry paths to ask; of another person, those that this viewer may see of that person."""
        if subject is None:
            return self.position.paths(self.whose.refused)
        refused = self.context.refused(subject, self.position.groups)
        found = self.position.paths(refused)
        if found.isdisjoint(self.position.deciding):
            return found
        telling = FACTS.keys() & self.position.groups - refused.keys()
        return found - self.position.deciding if telling == self.context.certain(subject, telling) else found


def call(s: Selected, record: Any, ask: Asking, arguments: dict[str, Any]) -> Any:
    """Follow an edge: the values at its declared paths, and never the record, go to its function."""
    values = [read(record, names) for names in s.reads]
    return s.rule.function(*values, ask, **arguments)


class Early:
    """What was started before its record had come: a spare answer that is adopted when the record is there."""

    __slots__ = ("answer", "errors")

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {}
        self.errors: list[GraphQLError] = []


class Run:
    """Runs one plan for one viewer. `variables` are graphql-core's coerced variable values."""

    def __init__(self, schema: Any, plan: Plan, context: Any, variables: Any) -> None:
        self.strawberry, self.plan, self.context, self.variables = schema, plan, context, variables
        self.schema: GraphQLSchema = core_schema(schema)
        self.root = Whose(None, context.refused(None, plan.root_position.groups))

    async def answer(self) -> ExecutionResult:
        """The whole answer; errors stand in the order of their paths."""
        slots: list[Slot] = []
        errors: list[GraphQLError] = []
        try:
            completer = Completer(self.context, self.schema, errors, slots)
            data = completer.fields(self.plan.root_position, self.plan.root, None, (), self.root)
        except GraphQLError as error:  # a non-null root field: nothing is left to answer
            return ExecutionResult(data=None, errors=[*errors, error])
        if self.plan.serial:
            for slot in slots:
                await self._follow([slot], errors)
        else:
            await self._follow(slots, errors)
        return ExecutionResult(data=data, errors=sorted(errors, key=_place) or None)

    async def _follow(self, slots: list[Slot], errors: list[GraphQLError]) -> None:
        """Start every edge that is known, position by position; what is there at once is completed at once."""
        waiting: list[tuple[Any, list[Any]]] = []
        while slots:
            waves: dict[Position, list[Slot]] = {}
            for slot in slots:
                waves.setdefault(slot[0], []).append(slot)
            slots = []
            for position, group in waves.items():
                started = [self._start(position, slot) for slot in group]
                if any(map(is_pending, started)):
                    waiting.append((self._wave(position, group, started, errors), started))
                else:
                    slots += self._finish(position, group, started, errors)
        if len(waiting) == 1:
            await waiting[0][0]
        elif waiting:
            await _together({asyncio.ensure_future(wave): started for wave, started in waiting})

    async def _wave(
        self, position: Position, slots: list[Slot], started: list[Any], errors: list[GraphQLError]
    ) -> None:
        """Await what the edges of one position gave, complete it, and follow what is below."""
        early: dict[tuple[Position, At], Early] = {}
        tasks = self._start_early(position, slots, started, early) if position.early else {}
        try:
            mine: list[Slot] = []
            others: list[Slot] = []
            for slot in self._finish(position, slots, await settled(started), errors):
                (mine if (slot[0], slot[3]) in early else others).append(slot)
            if others:
                await self._follow(others, errors)
            if tasks:
                await _together(tasks)
        except BaseException:
            _break_off(tasks)
            raise
        for child, _, answer, at, _ in mine:
            adopted = early[child, at]
            assert child.selected is not None
            answer[child.selected.key] = adopted.answer[child.selected.key]
            errors += adopted.errors

    def _finish(
        self, position: Position, slots: list[Slot], results: list[Any], errors: list[GraphQLError]
    ) -> list[Slot]:
        """Write what came into the answer; gives the slots of the edges below."""
        assert position.selected is not None
        below: list[Slot] = []
        for (_, _, answer, at, whose), result in zip(slots, results, strict=True):
            answer[position.selected.key] = self._complete(position, result, at, whose, below, errors)
        return below

    def _start(self, position: Position, slot: Slot) -> Any:
        """What the edge function gives at once: a value, an awaitable, `Known` ones, or the error it raised."""
        s, (_, record, _, _, whose) = position.selected, slot
        assert s is not None and s.declared is not None
        try:
            arguments = self._arguments(s) if s.declared.arguments else {}
            return call(s, record, Asking(self.context, position, whose), arguments)
        except Exception as error:
            return error

    def _start_early(
        self, position: Position, slots: list[Slot], started: list[Any], early: dict[tuple[Position, At], Early]
    ) -> "dict[asyncio.Task[None], list[Any]]":
        """Start the edges right below that need no more than the identity; each wave with what its edges gave."""
        known = [
            (one, at) for (_, _, _, at, _), value in zip(slots, started, strict=True) for one, at in _known(value, at)
        ]
        whose = [judge_identity(self.context, position, one.identity) for one, _ in known]
        tasks = {}
        for child in position.early:
            assert child.position is not None
            mine: list[Slot] = []
            for (one, at), theirs in zip(known, whose, strict=True):
                if self._stands(child, theirs):
                    spare = early[child.position, (*at, child.key)] = Early()
                    mine.append((child.position, one.identity, spare.answer, (*at, child.key), theirs))
            if mine:
                begun = [self._start(child.position, slot) for slot in mine]
                tasks[asyncio.ensure_future(self._early_wave(child.position, mine, begun, early))] = begun
        return tasks

    def _stands(self, child: Selected, whose: Whose) -> bool:
        """Whether an edge may be followed whatever the record of its subject will tell."""
        groups = child.rule.groups
        if not whose.refused.keys().isdisjoint(groups):
            return False
        telling = FACTS.keys() & groups
        return not telling or telling == self.context.certain(whose.subject, telling)

    async def _early_wave(
        self, position: Position, slots: list[Slot], started: list[Any], early: dict[tuple[Position, At], Early]
    ) -> None:
        """A wave whose errors are kept per slot, since a slot whose record does not come is not adopted."""
        errors: list[GraphQLError] = []
        await self._wave(position, slots, started, errors)
        by_path = {slot[3]: early[position, slot[3]].errors for slot in slots}
        for error in errors:
            path = tuple(error.path or ())
            for length in range(len(path), 0, -1):
                if path[:length] in by_path:
                    by_path[path[:length]].append(error)
                    break

    def _arguments(self, s: Selected) -> dict[str, Any]:
        assert s.declared is not None
        return arguments_of(self.strawberry, s.declared, s.given(self.variables))

    def _complete(
        self, position: Position, value: Any, at: At, whose: Whose, below: list[Slot], errors: list[GraphQLError]
    ) -> Any:
        mark = len(below)
        try:
            return self._build(position, value, at, whose, below)
        except Exception:  # whatever it was, the slow twin says it exactly
            del below[mark:]
        return Completer(self.context, self.schema, errors, below).edge(position, value, at, whose)

    def _build(self, position: Position, value: Any, at: At, whose: Whose, below: list[Slot]) -> Any:
        """The fast way, for records of which nothing is refused; raises where anything is unusual."""
        build = position.build
        if build is None:
            build = position.build = builder(self.schema, position)
        if position.subject is None:
            if whose.refused and position.groups & whose.refused.keys():
                raise _Unusual
            return build(value, at, below, whose)
        if position.buried:
            raise _Unusual
        if value.__class__ is list:
            return [self._subject(position, build, item, (*at, index), below) for index, item in enumerate(value)]
        return self._subject(position, build, value, at, below)

    def _subject(self, position: Position, build: Any, record: Any, at: At, below: list[Slot]) -> Any:
        if record is None or isinstance(record, Exception | Partial):
            raise _Unusual
        whose = judge(self.context, position, record)
        if whose.refused:
            raise _Unusual
        return build(record, at, below, whose)


class _Unusual(Exception):
    """Not what the fast builder is for."""


def judge_identity(context: Any, position: Position, identity: Any) -> Whose:
    """The first moment of the policy, for a person whose record has not come."""
    assert position.subject is not None
    subject = read(identity, position.subject)
    return Whose(subject, context.refused(subject, position.groups))


def _known(value: Any, at: At) -> list[tuple[Known[Any], At]]:
    if value.__class__ is Known:
        return [(value, at)]
    if value.__class__ is list:
        return [(item, (*at, index)) for index, item in enumerate(value) if item.__class__ is Known]
    return []


def is_pending(value: Any) -> bool:
    """Whether an edge function gave something that is to be awaited."""
    if value.__class__ is list:
        return any(item.__class__ is Known or hasattr(item, "__await__") for item in value)
    return value.__class__ is Known or hasattr(value, "__await__")


def _promise(item: Any) -> Any:
    return item.record if item.__class__ is Known else item


def _promises(started: list[Any]) -> Iterator[Any]:
    """What is to be awaited of what edges gave."""
    for value in started:
        for item in value if value.__class__ is list else (value,):
            promise = _promise(item)
            if hasattr(promise, "__await__"):
                yield promise


async def settled(values: list[Any]) -> list[Any]:
    """The values that were started, each awaited once; an error, or what stands despite it, is a value too."""
    waiting = [*_promises(values)]
    arrived = iter(await asyncio.gather(*waiting, return_exceptions=True) if waiting else ())

    def settle(item: Any) -> Any:
        promise = _promise(item)
        result = next(arrived) if hasattr(promise, "__await__") else promise
        if isinstance(result, BaseException) and not isinstance(result, Exception):
            raise result
        if item.__class__ is Known and isinstance(result, item.despite):
            return Partial(item.identity, result)
        return result

    return [[settle(item) for item in value] if value.__class__ is list else settle(value) for value in values]


async def _together(waves: "Mapping[asyncio.Task[None], list[Any]]") -> None:
    """All of them; when one fails, which is a fault of ours, or nobody waits any more, the others are cancelled."""
    try:
        await asyncio.gather(*waves)
    except BaseException:
        _break_off(waves)
        raise


def _break_off(waves: "Mapping[asyncio.Task[None], list[Any]]") -> None:
    """Cancel waves; of one that never began nobody would await what its edges gave."""
    for wave, started in waves.items():
        coroutine = wave.get_coro()
        if wave.done() or (inspect.iscoroutine(coroutine) and _is_new(coroutine)):
            for promise in _promises(started):
                if inspect.iscoroutine(promise) and _is_new(promise):
                    promise.close()
        wave.cancel()


def _is_new(coroutine: "CoroutineType[Any, Any, Any]") -> bool:
    return inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED


def _place(error: GraphQLError) -> list[tuple[int, int, str]]:
    return [(1, step, "") if isinstance(step, int) else (0, 0, step) for step in error.path or ()]
