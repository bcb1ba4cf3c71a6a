"""The slow twin of the generated builders: completion as the GraphQL specification says it (§6.4), paths and errors."""

from typing import Any

from graphql import (
    GraphQLError,
    GraphQLOutputType,
    GraphQLSchema,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    located_error,
)

from schema.engine.plan import Position, Selected
from schema.engine.seams import DeclaredField, record_of
from schema.engine.whose import Partial, Whose, judge
from sources.core.paths import identity_of, read

__all__ = ["At", "Completer", "Slot", "needs_identity_only"]

At = tuple[str | int, ...]
Slot = tuple[Position, Any, dict[str, Any], At, Whose]  # edge, record, answer to fill in, its path, whose


class Completer:
    """Completes values of one operation; notes errors and the slots of edges that are to be followed."""

    def __init__(self, context: Any, schema: GraphQLSchema, errors: list[GraphQLError], slots: list[Slot]) -> None:
        self.context, self.schema, self.errors, self.slots = context, schema, errors, slots

    def edge(self, position: Position, value: Any, at: At, whose: Whose) -> Any:
        """What an edge gave, completed; `at` is the path of the edge's field."""
        assert position.selected is not None
        selected, mark = position.selected, len(self.slots)
        try:
            return self._value(position, selected, selected.type, value, at, whose)
        except Exception as error:
            return self._failed(error, selected, selected.type, at, mark)

    def fields(
        self,
        position: Position,
        fields: list[Selected],
        record: Any,
        at: At,
        whose: Whose,
        lacking: Exception | None = None,
    ) -> dict[str, Any]:
        """The selected fields of one record; `lacking` is why there is no more of it than its identity."""
        answer: dict[str, Any] = {}
        for selected in fields:
            answer[selected.key] = self._field(position, selected, record, answer, (*at, selected.key), whose, lacking)
        return answer

    def _field(
        self,
        position: Position,
        s: Selected,
        record: Any,
        answer: dict[str, Any],
        at: At,
        whose: Whose,
        lacking: Exception | None,
    ) -> Any:
        if s.declared is None:
            return s.parent
        mark = len(self.slots)
        try:
            for group in s.rule.groups:
                if group in whose.refused:
                    raise whose.refused[group].with_traceback(None)  # one refusal serves many fields
            if lacking is not None and not needs_identity_only(s.declared):
                raise lacking.with_traceback(None)
            if s.position is not None:
                self.slots.append((s.position, record, answer, at, whose))
                return None
            values = [read(record, names) for names in s.reads]
            function = s.rule.function
            return self._value(position, s, s.type, function(*values) if function else values[0], at, whose)
        except Exception as error:
            return self._failed(error, s, s.type, at, mark)

    def _failed(self, error: Exception, s: Selected, type_: GraphQLOutputType, at: At, mark: int) -> None:
        located = located_error(error, s.nodes, list(at))
        if is_non_null_type(type_):
            raise located
        del self.slots[mark:]  # what was nulled is not followed
        self.errors.append(located)

    def _value(
        self, position: Position, s: Selected, type_: GraphQLOutputType, value: Any, at: At, whose: Whose
    ) -> Any:
        if isinstance(value, Exception):
            raise value
        if is_non_null_type(type_):
            completed = self._value(position, s, type_.of_type, value, at, whose)
            if completed is None:
                raise TypeError(f"Cannot return null for non-nullable field {s.parent}.{s.nodes[0].name.value}.")
            return completed
        if value is None:
            return None
        if is_list_type(type_):
            if not isinstance(value, list | tuple):
                where = f"{s.parent}.{s.nodes[0].name.value}"
                raise GraphQLError(f"Expected Iterable, but did not find one for field '{where}'.")
            return [self._item(position, s, type_.of_type, item, (*at, i), whose) for i, item in enumerate(value)]
        if is_leaf_type(type_):
            return type_.coerce_output_value(value)
        return self._object(position, s, type_, value, at, whose)

    def _item(self, position: Position, s: Selected, type_: GraphQLOutputType, item: Any, at: At, whose: Whose) -> Any:
        mark = len(self.slots)
        try:
            return self._value(position, s, type_, item, at, whose)
        except Exception as error:
            return self._failed(error, s, type_, at, mark)

    def _object(self, position: Position, s: Selected, type_: Any, value: Any, at: At, whose: Whose) -> dict[str, Any]:
        possible = list(self.schema.get_possible_types(type_)) if is_abstract_type(type_) else [type_]
        value, lacking = (value.identity, value.error) if value.__class__ is Partial else (value, None)
        for each in possible:
            record = record_of(each)
            if record is None or isinstance(value, record):
                if _is_subject(each, position, s):
                    whose = judge(self.context, position, value, lacking)
                return self.fields(position, s.inside[each.name], value, at, whose, lacking)
        if is_abstract_type(type_):
            where = f"{s.parent}.{s.nodes[0].name.value}"
            raise GraphQLError(
                f"Abstract type '{type_.name}' must resolve to an Object type at runtime for field '{where}'."
            )
        raise GraphQLError(f"Expected value of type '{type_.name}' but got another.", s.nodes)


def needs_identity_only(declared: DeclaredField) -> bool:
    """Whether a field of a data subject can be told without the record."""
    return identity_of(declared.record).issuperset(declared.declared.needs)


def _is_subject(type_: Any, position: Position, s: Selected) -> bool:
    """Whether records of this type are data subjects here; every field of such a type knows the path of the subject."""
    if position.subject is None:
        return False
    declared = next((f.declared for f in s.inside[type_.name] if f.declared is not None), None)
    return declared is not None and declared.subject is not None
