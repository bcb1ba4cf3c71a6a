"""The interpreted twin: graphql-core's executor walks the operation, and each field comes here.

It answers what is not compiled (introspection mixed into an operation) and is the measure that the compiled path is
held against.
"""

from typing import Any

from schema.engine.complete import At, needs_identity_only
from schema.engine.plan import Plan, Where
from schema.engine.run import Asking, is_pending, settled
from schema.engine.seams import DeclaredField
from schema.engine.whose import Partial, Whose, judge
from sources.core.paths import attributes, read

__all__ = ["Interpretation"]


class Interpretation:
    """Reads declared fields one by one, under the same plan, policy and edge functions as the compiled path."""

    def __init__(self, plan: Plan, context: Any) -> None:
        self.plan, self.context = plan, context
        self.root = Whose(None, context.refused(None, plan.root_position.groups))
        self.partials: dict[int, Partial] = {}
        self.notes: dict[At, Whose] = {}  # nested objects do not know their subject: it is noted under its path

    def field(self, declared: DeclaredField, source: Any, info: Any, arguments: dict[str, Any]) -> Any:
        """The value of one field, as graphql-core completes it."""
        where = _where(info.path)
        whose = self._whose(declared, source, info.path.prev, where)
        rule = declared.declared
        for group in rule.groups:
            if group in whose.refused:
                raise whose.refused[group].with_traceback(None)
        if (lacking := self._lacking(source)) is not None and not needs_identity_only(declared):
            raise lacking.with_traceback(None)
        values = [read(source, attributes(declared.record, need)) for need in rule.needs] if declared.record else []
        if not rule.is_edge:
            return rule.function(*values) if rule.function else values[0]
        assert rule.function is not None
        ask = Asking(self.context, self.plan.positions[where], whose)
        return self._awaited(rule.function(*values, ask, **arguments))

    def _lacking(self, source: Any) -> Exception | None:
        partial = self.partials.get(id(source))
        return None if partial is None else partial.error

    def _awaited(self, value: Any) -> Any:
        if not is_pending(value):
            return value

        async def settle() -> Any:
            [result] = await settled([value])
            if isinstance(result, Exception):
                raise result
            return [self._noted(item) for item in result] if result.__class__ is list else self._noted(result)

        return settle()

    def _noted(self, item: Any) -> Any:
        """graphql-core is given the identity of somebody whose record could not be had; what it lacks is noted."""
        if item.__class__ is not Partial:
            return item
        self.partials[id(item.identity)] = item  # keeps the identity alive, so that its id stays its own
        return item.identity

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


def _where(path: Any) -> Where:
    steps = []
    while path is not None:
        if path.typename:
            steps.append((path.typename, path.key))
        path = path.prev
    return tuple(reversed(steps))
