"""From what came to what is read: headings, facts and tables, with the words that the fields were declared with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_enum_type,
    is_leaf_type,
    is_object_type,
)

from auth.language import Language
from auth.moments import AMSTERDAM
from schema.engine.collect import Collector, subnodes_of

__all__ = ["Block", "Layout", "Path"]

Block = dict[str, Any]
Path = tuple[str | int, ...]

_WIDEST = 6  # columns of a table
_DEEPEST = 4  # headings below one another
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


class Layout:
    """Lays out an answer to one document, in one language; `words` is the schema with descriptions in it.

    Labels are the descriptions of the fields, and values of an enumeration are told by their own description, so that
    nothing is said twice. `faults` are texts by the path where something could not be had.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        words: GraphQLSchema,
        document: DocumentNode,
        language: Language,
        faults: Mapping[Path, str],
    ) -> None:
        self._schema, self._words = schema, words
        self._language, self._faults = language, faults
        self._collector = Collector(schema, document, {})
        [self._operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]

    def blocks(self, data: Mapping[str, Any]) -> list[Block]:
        """Everything below the one root, a heading for each block of it."""
        key, nodes, type_ = self._root()
        if data.get(key) is None:
            return list(self._fault((key,)))
        whose = {"kind": "heading", "level": 1, "text": self._label(self._schema.query_type, nodes[0])}
        return [whose, *self._object(type_, nodes, data[key], 1, (key,))]

    def names(self) -> dict[str, str]:
        """What each block is called, by its response key."""
        _, nodes, type_ = self._root()
        return {key: self._label(type_, node) for key, (node, _, _) in self._fields(type_, nodes).items()}

    def _root(self) -> tuple[str, list[FieldNode], Any]:
        root: Any = self._schema.query_type
        [(key, nodes)] = self._collector.collect(root, list(self._operation.selection_set.selections)).items()
        return key, nodes, get_named_type(root.fields[nodes[0].name.value].type)

    def _object(
        self, type_: GraphQLObjectType, nodes: list[FieldNode], value: Mapping[str, Any], level: int, path: Path
    ) -> Iterator[Block]:
        """First what is told in a line, then what has a heading of its own."""
        fields = self._fields(type_, nodes)
        rows = [
            [self._label(type_, node), self._said(field.type, value[key])]
            for key, (node, field, _) in fields.items()
            if is_leaf_type(get_named_type(field.type)) and not _empty(value.get(key))
        ]
        if rows:
            yield {"kind": "facts", "rows": rows}
        for key, (node, field, same) in fields.items():
            if is_object_type(inner := get_named_type(field.type)):
                yield from self._part(type_, node, inner, same, value.get(key), level, (*path, key))
            elif value.get(key) is None:
                yield from self._fault((*path, key))

    def _part(
        self,
        type_: GraphQLObjectType,
        node: FieldNode,
        inner: Any,
        same: list[FieldNode],
        value: Any,
        level: int,
        path: Path,
    ) -> Iterator[Block]:
        if isinstance(value, dict) and "knopen" in value:  # of a page only what is on it
            nodes, page = self._collector.collect(inner, subnodes_of(same))["knopen"], inner.fields["knopen"]
            inner, same, value, path = get_named_type(page.type), nodes, value["knopen"], (*path, "knopen")
        line = self._in_a_line(inner, same, value)
        if line is not None:
            yield {"kind": "facts", "rows": [[self._label(type_, node), line]]}
            return
        faults = list(self._fault(path))
        if _empty(value) and not faults:
            return
        yield {"kind": "heading", "level": min(level, _DEEPEST), "text": self._label(type_, node)}
        yield from faults
        if isinstance(value, list):
            yield from self._list(inner, same, value, level + 1, path)
        elif value is not None:
            yield from self._object(inner, same, value, level + 1, path)

    def _list(
        self, type_: GraphQLObjectType, nodes: list[FieldNode], items: Sequence[Any], level: int, path: Path
    ) -> Iterator[Block]:
        """A table where every item is a line of it, or each under a heading of its own."""
        fields = self._fields(type_, nodes)
        if len(fields) <= _WIDEST and all(is_leaf_type(get_named_type(field.type)) for _, field, _ in fields.values()):
            head = [self._label(type_, node) for node, _, _ in fields.values()]
            rows = [
                [self._said(field.type, item[key]) for key, (_, field, _) in fields.items()]
                for item in items
                if item is not None
            ]
            yield {"kind": "table", "head": head, "rows": rows}
        else:
            for place, item in enumerate(items):
                if item is not None:
                    yield {"kind": "heading", "level": min(level, _DEEPEST), "text": _name(place, item)}
                    yield from self._object(type_, nodes, item, level + 1, (*path, place))
        for place, item in enumerate(items):
            if item is None:
                yield from self._fault((*path, place))

    def _fields(
        self, type_: GraphQLObjectType, nodes: list[FieldNode]
    ) -> dict[str, tuple[FieldNode, GraphQLField, list[FieldNode]]]:
        found = self._collector.collect(type_, subnodes_of(nodes))
        return {key: (same[0], type_.fields[same[0].name.value], same) for key, same in found.items()}

    def _in_a_line(self, type_: Any, nodes: list[FieldNode], value: Any) -> str | None:
        """An object of which one text says it all, as a date does of which not everything is known."""
        if not isinstance(value, dict):
            return None
        said = {key: each for key, each in value.items() if not _empty(each)}
        for key in ("tekst", "naam", "volledigeNaam"):
            if isinstance(said.get(key), str) and (len(said) == 1 or key == "tekst"):
                return str(said[key])
        return None

    def _fault(self, path: Path) -> Iterator[Block]:
        if path in self._faults:
            yield {"kind": "note", "text": self._faults[path]}

    def _label(self, type_: Any, node: FieldNode) -> str:
        field: Any = self._words.type_map[type_.name]
        return str(field.fields[node.name.value].description or node.name.value).rstrip(".").partition(". ")[0]

    def _said(self, type_: GraphQLOutputType, value: Any) -> str:
        named = get_named_type(type_)
        if isinstance(value, list):
            return ", ".join(self._said(named, item) for item in value)  # type: ignore[arg-type]
        if value is None:
            return ""
        if isinstance(value, bool):
            return {"nl": ("nee", "ja"), "en": ("no", "yes")}[self._language][value]
        if is_enum_type(named):
            told: Any = self._words.type_map[named.name]
            return str(told.values[value].description or value).rstrip(".")
        match named.name:
            case "Date":
                return self.day(date.fromisoformat(value))
            case "DateTime":
                moment = datetime.fromisoformat(value).astimezone(AMSTERDAM)
                return f"{self.day(moment)} {moment:%H:%M}"
            case "Bedrag":
                return f"€ {value}" if self._language == "en" else f"€ {value}".replace(".", ",")
        return str(value)

    def day(self, day: date) -> str:
        """A day in words."""
        return f"{day.day} {_MONTHS[self._language][day.month - 1]} {day.year}"


def _empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _name(place: int, item: Mapping[str, Any]) -> str:
    """What an item of a list is called: by its title, its name or its number."""
    for key in ("titel", "naam", "omschrijving", "nummer"):
        told = item.get(key)
        told = told.get("volledigeNaam") if isinstance(told, dict) else told
        if isinstance(told, str) and told:
            return f"{place + 1}. {told}"
    return str(place + 1)
