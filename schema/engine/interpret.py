"""The interpreted twin: graphql-core's executor walks the operation, and each field comes here.

It answers what is not compiled (introspection mixed into an operation) and is the measure that the compiled path is
held against.
"""

from inspect import isawaitable
from typing import Any

from schema.engine.complete import At
from schema.engine.paths import attributes, read
from schema.engine.plan import Plan, Where
from schema.engine.run import Asking, settled
from schema.engine.seams import DeclaredField
from schema.engine.whose import Whose, judge

__all__ = ["Interpretation"]


class Interpretation:
    """Reads declared fields one by one, under the same plan, policy and edge functions as the compiled path."""

    def __init__(self, plan: Plan, context: Any) -> None:
        self.plan, self.context = plan, context
        self.root = Whose(None, context.refused(None, plan.root_position.groups))
        self.notes: dict[At, Whose] = {}  # nested objects do not know their subject: it is noted under its path

    def field(self, declared: DeclaredField, source: Any, info: Any, arguments: dict[str, Any]) -> Any:
        """The value of one field, as graphql-core completes it."""
        where = _where(info.path)
        whose = self._whose(declared, source, info.path.prev, where)
        rule = declared.declared
        if rule.group is not None and rule.group in whose.refused:
            raise whose.refused[rule.group].with_traceback(None)
        values = [read(source, attributes(declared.record, need)) for need in rule.needs] if declared.record else []
        if not rule.is_edge:
            return rule.function(*values) if rule.function else values[0]
        assert rule.function is not None
        ask = Asking(self.context, self.plan.positions[where], whose)
        return _awaited(rule.function(*values, ask, **arguments))

    def _whose(self, declared: DeclaredField, source: Any, path: Any, where: Where) -> Whose:
        position = self.plan.nearest(where[:-1])
        if declared.subject and position.subject is not None:
            at = tuple(path.as_list())
            if at not in self.notes:
                self.notes[at] = judge(self.context, position, source)
            return self.notes[at]
        while path is not None:
            at = tuple(path.as_list())
            if at in self.notes:
                return self.notes[at]
            path = path.prev
        return self.root


def _awaited(value: Any) -> Any:
    items = value if value.__class__ is list else [value]
    if not any(isawaitable(getattr(item, "record", item)) for item in items):
        return value

    async def settle() -> Any:
        [result] = await settled([value])
        if isinstance(result, Exception):
            raise result
        return result

    return settle()


def _where(path: Any) -> Where:
    steps = []
    while path is not None:
        if path.typename:
            steps.append((path.typename, path.key))
        path = path.prev
    return tuple(reversed(steps))
