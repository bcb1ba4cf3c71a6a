"""What one operation carries: who is looking, what was decided, and the loaders of each registry."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from auth.contacts import Contacts
from auth.decisions import Decisions
from auth.errors import Refused
from auth.groups import FieldGroup
from auth.policy import Door
from auth.principal import Principal
from resolvers.gezag import PATH
from sources.brp.loaders import BrpLoaders
from sources.core.scope import Scope
from sources.registry import Adapter, Loaders

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
    ) -> None:
        self.principal, self.scope, self.contacts, self.now = principal, scope, contacts, now
        self.language = language
        self.decisions = Decisions(principal)
        self._adapters = adapters
        self._loaders: dict[type, Any] = {}
        self._authority: dict[str, dict[frozenset[str], asyncio.Future[Any]]] = {}

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

    def authority(self, bsn: str, paths: frozenset[str] = frozenset()) -> "asyncio.Future[Any]":
        """The BRP's record of somebody with their relations of authority, and these paths; asked once for the same."""
        asked = self._authority.setdefault(bsn, {})
        found = next((future for more, future in asked.items() if more >= paths), None)
        if found is None:
            found = asked[paths] = self.of(BrpLoaders).personen.load((bsn, paths | {PATH}))
            found.add_done_callback(lambda done: done.cancelled() or done.exception())  # not everybody waits for it
        return found

    def known_authority(self, bsn: str, paths: frozenset[str] = frozenset()) -> Any:
        """That record where it has come, and otherwise None; raises what it failed with."""
        asked = self._authority.get(bsn, {})
        return next((future.result() for more, future in asked.items() if more >= paths and future.done()), None)

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
