"""Searching objects as the Objects API does: its `data_attrs`, and the other filters of its OpenAPI (2.7)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from sources.city import City
from sources.objecten.stub.things import Thing, Things

__all__ = ["Refused", "Search"]

Json = dict[str, Any]
_OPERATORS = ("exact", "gt", "gte", "lt", "lte", "icontains", "in")
_OWNERS, _UUID = (("belanghebbende", "value"), ("identificatie", "value"), ("bsn",)), ("uuid",)
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda own, asked: own > asked,
    "gte": lambda own, asked: own >= asked,
    "lt": lambda own, asked: own < asked,
    "lte": lambda own, asked: own <= asked,
}
_TEXTS = ("type", "data_attrs", "data_attr", "data_icontains", "ordering", "date", "registrationDate")


class Refused(Exception):
    """An answer that is an error; `params` are (name, code, reason), `kind` is its type, code and title."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        kind: tuple[str, str, str] | None = None,
        params: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(status)
        self.status, self.detail, self.kind, self.params = status, detail, kind, tuple(params)


class _Expression(NamedTuple):
    """`key__operator__value`, where the key may be nested."""

    key: tuple[str, ...]
    operator: str
    value: str

    def holds(self, data: Json) -> bool:
        """Whether this data has it."""
        own = _at(data, self.key)
        if own is None:
            return False
        if self.operator == "icontains":  # a list is looked through as text
            return self.value.lower() in (own if isinstance(own, str) else msgspec.json.encode(own).decode()).lower()
        number = _number(self.value)
        if self.operator == "in":
            return isinstance(own, str) and own in self.value.split("|")
        if self.operator == "exact":
            return own == self.value if isinstance(own, str) else number is not None and own == number
        asked: Any = self.value if number is None else number
        return isinstance(own, str) is isinstance(asked, str) and _COMPARED[self.operator](own, asked)


class Search:
    """One search; what the body says besides is ignored, as the API does.

    `types` are the objecttypes that there are, `written` writes an object.
    """

    def __init__(
        self,
        city: City,
        things: Things,
        body: Mapping[str, Any],
        types: Collection[str],
        written: Callable[[Thing], Json],
        quirks: bool,
    ) -> None:
        self._city, self._things, self._written = city, things, written
        self._body = {name: value for name, value in body.items() if value != "" or not quirks}
        for name in _TEXTS:
            if name in self._body and (not isinstance(self._body[name], str) or not self._body[name]):
                raise _invalid(name)
        if "type" in self._body:
            _check_type(self._body["type"], types)
        self._kind = _kind(self._body["type"]) if "type" in self._body else None
        self._expressions = [_expression(text, "invalid-data-attrs-query") for text in self._parts("data_attrs")]
        if "data_attr" in self._body:
            self._expressions.append(_expression(self._body["data_attr"], "invalid-data-attr-query"))
        self._day = self._as_of()

    def found(self) -> Sequence[Thing]:
        """The objects that pass, newest made first unless ordered."""
        things = self._candidates()
        if self._kind is not None:
            things = [thing for thing in things if thing.kind == self._kind]
        if self._body.get("typeVersion", 1) != 1 or "geometry" in self._body:  # there is one version, and no geometry
            return ()
        if self._expressions or "data_icontains" in self._body or self._day < self._city.today:
            things = [thing for thing in things if self._passes(thing)]
        for field in reversed(self._parts("ordering")):
            things = self._ordered(things, field)
        return things

    def _parts(self, name: str) -> list[str]:
        return self._body[name].split(",") if name in self._body else []

    def _as_of(self) -> date:
        """The day as of which objects are looked at."""
        named = [name for name in ("date", "registrationDate") if name in self._body]
        if len(named) > 1:
            reason = "'date' and 'registrationDate' parameters can't be used in the same request"
            raise Refused(400, params=[("", "invalid-date-query-params", reason)])
        for name in named:
            try:
                return date.fromisoformat(self._body[name])
            except ValueError:
                raise Refused(400, params=[(name, "invalid", "Enter a valid date.")]) from None
        return self._city.today

    def _candidates(self) -> Sequence[Thing]:
        """The fewest objects to look through: never all of the city where somebody is named."""
        owners, uuids = [self._named(key) for key in _OWNERS], self._named(_UUID)
        named = [each for each in owners if each is not None]
        if named:
            indices = {i for bsn in frozenset.intersection(*named) if (i := self._city.holder(bsn)) is not None}
            return [thing for index in sorted(indices, reverse=True) for thing in self._things.of(index)]
        if uuids is not None:
            known = (thing for uuid in uuids if (thing := self._things.find(uuid)) is not None)
            found = {thing.uuid: thing for thing in known if thing.data.get("uuid") in uuids}
            return sorted(
                found.values(), key=lambda each: (each.index, each.data["publicatiedatum"], each.uuid), reverse=True
            )
        return self._things.everybodys

    def _named(self, key: tuple[str, ...]) -> frozenset[str] | None:
        """The values of which a key must have one; None where any will do."""
        named = [
            frozenset(each.value.split("|") if each.operator == "in" else [each.value])
            for each in self._expressions
            if each.key == key and each.operator in ("exact", "in")
        ]
        return frozenset.intersection(*named) if named else None

    def _passes(self, thing: Thing) -> bool:
        if thing.registered > self._day:
            return False
        data = thing.data
        within = self._body.get("data_icontains", "").lower()
        return all(each.holds(data) for each in self._expressions) and any(
            within in text.lower() for text in _texts(data)
        )

    def _ordered(self, things: Sequence[Thing], field: str) -> Sequence[Thing]:
        """Ordered by a field of the object; by one that no object has, as they were."""
        key = tuple(field.strip().removeprefix("-").split("__"))
        values = [(_at(self._written(thing), key), thing) for thing in things]
        known = [pair for pair in values if isinstance(pair[0], str | int)]
        known.sort(key=lambda pair: (isinstance(pair[0], str), pair[0]), reverse=field.strip().startswith("-"))
        return [thing for _, thing in known] + [thing for value, thing in values if not isinstance(value, str | int)]


def _check_type(url: str, types: Collection[str]) -> None:
    """Any host will do: the uuid counts."""
    scheme = url.partition("://")[0]
    try:
        uuid = _kind(url)
    except ValueError:
        raise _invalid("type") from None
    if scheme not in ("http", "https"):
        raise _invalid("type")
    if uuid not in types:
        reason = f"Select a valid object type. {url} is not one of the available choices."
        raise Refused(400, params=[("type", "invalid_choice", reason)])


def _kind(url: str) -> str:
    """The uuid at the end of the address of an objecttype."""
    return str(UUID(url.rstrip("/").rpartition("/")[2]))


def _expression(text: str, code: str) -> _Expression:
    parts = text.rsplit("__", 2)
    if len(parts) < 3:
        shape = f"Filter expression '{text}' doesn't have the shape 'key__operator__value'"
        raise Refused(400, params=[("", code, shape)])
    key, operator, value = parts
    if operator not in _OPERATORS:
        raise Refused(400, params=[("", code, f"Comparison operator `{operator}` is unknown")])
    if operator in _COMPARED and _number(value) is None and not _is_date(value):
        reason = f"Operator `{operator}` supports only dates and/or numeric values"
        raise Refused(400, params=[("", code, reason)])
    return _Expression(tuple(key.split("__")), operator, value)


def _invalid(name: str) -> Refused:
    return Refused(400, params=[(name, "invalid", "Invalid value.")])


def _at(value: Any, key: Iterable[str]) -> Any:
    for name in key:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(item)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
