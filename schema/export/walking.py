"""One trusted operation run to the end of every list: what came, and by name what did not.

A list is known by its shape: a field with the argument `na`, whose type has `knopen`, `heeftVolgende` and `volgende`.
Of each an operation of its own is derived that asks for its next page and for nothing else (`schema.export.paging`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode, parse, validate

from schema.export.paging import KEY, Connection, connections_of, with_keys
from schema.prepare import Prepared

__all__ = ["Missing", "Walk", "Walked"]

_PAGES = 500  # of one list; more is no dossier

Run = Callable[[Prepared, dict[str, Any]], Awaitable[ExecutionResult]]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be had: where it would have stood, and why."""

    path: Place
    error: GraphQLError


@dataclass(slots=True)
class Walked:
    """All that came, and all that did not. A list that was broken off still says `heeftVolgende`."""

    data: dict[str, Any]
    missing: list[Missing] = field(default_factory=list)


class Walk:
    """A trusted document, prepared for one schema. `plan` is called with each operation that is made of it.

    Raises `ValueError` for a document that does not fit the schema, has more than one operation, or has a list in pages
    of which no next page can be asked.
    """

    def __init__(self, schema: GraphQLSchema, text: str, digest: str, plan: Callable[[Prepared], None]) -> None:
        document, keyed, connections = _drawn(schema, text, digest)
        self.operation = Prepared(document, _only(document), digest)
        self._asked = Prepared(keyed, _only(keyed), digest)
        self.connections = [replace(each, next=replace(each.next)) for each in connections]
        for prepared in (self._asked, *(each.next for each in self.connections)):
            plan(prepared)

    async def walked(self, run: Run) -> Walked:
        """Run it, and every next page, one list after another: first the outer ones, then those in what is on them."""
        result = await run(self._asked, {})
        walking = _Walking(run, Walked(result.data or {}, [Missing(*_told(error)) for error in result.errors or ()]))
        for connection in self.connections:
            for place in list(connection.places(walking.found.data)):
                await walking.to_the_end(connection, place)
        _without_keys(walking.found.data)
        return walking.found


class _Walking:
    """One walk: what was found so far, and after which place the page began on which an item came."""

    def __init__(self, run: Run, found: Walked) -> None:
        self._run, self.found = run, found
        self._pages: dict[Place, str] = {}  # by the place of an item in the whole; none for those of a first page

    async def to_the_end(self, connection: Connection, place: Place) -> None:
        """Add to the list at this place what is on its next pages."""
        whole = page = _at(self.found.data, place)
        for _ in range(_PAGES):
            if not page["heeftVolgende"]:
                break
            na = page["volgende"]
            result = await self._run(connection.next, {**self._variables(connection, place), "na": na})
            keys = [
                _at(self.found.data, place[: at + 1])[KEY] for at, each in enumerate(place) if isinstance(each, int)
            ]
            local = connection.local(result.data, place, keys)
            before = len(whole["knopen"])
            self._miss(result.errors or (), place, local, before)
            if local is None:
                break
            page = _at(result.data, local)
            whole["knopen"] += page["knopen"]
            self._pages |= dict.fromkeys(((*place, "knopen", at) for at in range(before, len(whole["knopen"]))), na)
        if not page["heeftVolgende"]:
            del whole["heeftVolgende"]
        del whole["volgende"]

    def _variables(self, connection: Connection, place: Place) -> dict[str, Any]:
        """By what the items on the way are asked again: each by its key, or by the page on which it came."""
        items = [place[: at + 1] for at, each in enumerate(place) if isinstance(each, int)]
        told: dict[str, Any] = {}
        for item, (sleutel, na) in zip(items, connection.asked_by, strict=True):
            if sleutel:
                told[sleutel] = _at(self.found.data, item)[KEY]
            elif na:
                told[na] = self._pages.get(item)
        return told

    def _miss(self, errors: Any, place: Place, local: Place | None, before: int) -> None:
        """Where errors of a next page stand in the whole; its places come after those before it.

        What else of the page of an item failed was told when that was asked: it is none of this list.
        """
        if local is None:
            self.found.missing += [Missing(place, error) for error in errors[:1]]
            return
        for error in errors:
            path, _ = _told(error)
            if path[: len(local)] != local:
                continue
            rest = list(path[len(local) :])
            if len(rest) > 1 and isinstance(rest[1], int):  # after `knopen`
                rest[1] += before
            self.found.missing.append(Missing((*place, *rest), error))


@lru_cache(4)  # a process has few documents to walk, and makes a walk at each start of a service in it
def _drawn(schema: GraphQLSchema, text: str, digest: str) -> tuple[DocumentNode, DocumentNode, tuple[Connection, ...]]:
    document = parse(text)
    if errors := validate(schema, document):
        raise ValueError(errors[0].message)
    keyed = with_keys(schema, document)
    return document, keyed, tuple(connections_of(schema, keyed, digest))


def _only(document: Any) -> OperationDefinitionNode:
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return operation


def _told(error: GraphQLError) -> tuple[Place, GraphQLError]:
    return tuple(error.path or ()), error


def _at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def _without_keys(data: Any) -> None:
    """Take away what only the walk asked for."""
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            each.pop(KEY, None)
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
