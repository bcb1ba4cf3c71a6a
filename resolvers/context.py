"""What one operation carries: who is looking, what was decided, and the loaders of each registry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from auth.contacts import Contacts
from auth.decisions import Decisions
from auth.errors import Refused
from auth.groups import FieldGroup
from auth.policy import Door
from auth.principal import Principal
from sources.core.scope import Scope
from sources.registry import Adapter, Loaders

if TYPE_CHECKING:
    from resolvers.figures import DailyFigures

__all__ = ["Context"]

L = TypeVar("L", bound=Loaders)


class Context:
    """One operation of one viewer, made inside the running loop.

    `now` is the moment at which it began, in Europe/Amsterdam; `language` is nl or en.
    """

    interpretation: Any = None  # set by the engine where it interprets
    cost: int = 0  # set by the engine: what the operation may cost, in upstream calls

    def __init__(
        self,
        principal: Principal | None,
        scope: Scope,
        adapters: Mapping[str, Adapter],
        contacts: Contacts,
        now: datetime,
        language: str = "nl",
        figures: "DailyFigures | None" = None,
    ) -> None:
        self.principal, self.scope, self.contacts, self.now = principal, scope, contacts, now
        self.language = language
        self._figures = figures
        self.decisions = Decisions(principal)
        self._adapters = adapters
        self._loaders: dict[type, Any] = {}

    @property
    def today(self) -> date:
        """The day in Europe/Amsterdam."""
        return self.now.date()

    def of(self, loaders: type[L]) -> L:
        """The loaders of one registry, made when they are first needed."""
        found = self._loaders.get(loaders)
        if found is None:
            found = self._loaders[loaders] = loaders(self._adapters[loaders.registry], self.scope)
        made: L = found
        return made

    @property
    def figures(self) -> "DailyFigures":
        """The figures for analysts."""
        assert self._figures is not None  # noqa: S101 - every service has them
        return self._figures

    def enter(self, door: Door) -> Principal:
        """Go through a root of the graph; raises `Refused` for who may not."""
        refusal = self.decisions.open(door)
        if refusal is not None:
            raise refusal
        assert self.principal is not None  # noqa: S101 - no door of persons opens to nobody
        return self.principal

    def refused(self, subject: str | None, groups: frozenset[FieldGroup]) -> Mapping[FieldGroup, Refused]:
        """The first moment of the policy, before any call."""
        return self.decisions.refused(subject, groups)

    def withheld(
        self, subject: str | None, groups: frozenset[FieldGroup], facts: Mapping[str, object]
    ) -> Mapping[FieldGroup, Refused]:
        """The second moment, on the record; it only takes away."""
        return self.decisions.withheld(subject, groups, facts)
