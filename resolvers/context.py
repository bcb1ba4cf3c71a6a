"""What one operation carries: who is looking, what was decided, and the loaders of each registry."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from auth.contacts import Contacts
from auth.decisions import Decisions
from auth.errors import Refused
from auth.groups import FieldGroup
from auth.language import Language, Taal
from auth.links import Links
from auth.log.entry import Status
from auth.log.operation import tell
from auth.log.record import Record
from auth.policy import Door
from auth.principal import Principal
from auth.reports import Reports
from auth.roles import Purpose
from auth.sealed import SealedKeys
from auth.shielded import Shielded
from resolvers.errors import InvalidInput
from resolvers.gezag import PATH
from resolvers.wegwijs import Wegwijs
from sources.brp.loaders import BrpLoaders
from sources.core.scope import Scope
from sources.eigen.loaders import EigenLoaders
from sources.registry import Adapter, Loaders

if TYPE_CHECKING:
    from auth.log.readings import Readings
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
        reports: Reports,
        record: Record,
        readings: "Callable[[], Readings]",
        now: datetime,
        language: Language = "nl",
        *,
        sealed: SealedKeys,
        shielded: Shielded,
        figures: "Callable[[], DailyFigures]",
        wegwijs: Wegwijs,
        links: Links,
        sensitive: frozenset[str] = frozenset(),
    ) -> None:
        self.principal, self.scope, self.contacts, self.now = principal, scope, contacts, now
        self.record, self.language = record, language
        self.sealed, self.shielded, self.sensitive = sealed, shielded, sensitive
        self.wegwijs = wegwijs
        self.links = links
        self._readings, self._figures = readings, figures
        self.activity = ""  # for what it is done, where that does not follow from who it is
        self.found_in: dict[tuple[str, str], str] = {}  # of a data subject's documents, by uuid: see `Link.within`
        self.opened: dict[str, str] = {}  # the ids of klantcontacten, by whom they are about
        self.searched: set[str] = set()  # whom a search has found
        self.met: dict[str, Purpose] = {}  # of whom an employee was told at the door whether it opens, and for what
        self.decisions = Decisions(principal)
        self._adapters = adapters
        self._behind: dict[str, Any] = {**adapters, EigenLoaders.registry: reports}  # what loaders stand on
        self._loaders: dict[type, Any] = {}
        self._authority: dict[str, dict[frozenset[str], asyncio.Future[Any]]] = {}
        self._entered: Door | None = None
        self._said: Taal | None = None

    def speak(self, taal: Taal | None) -> None:
        """Speak this language from here on, whatever the headers say; an operation has one. Raises `InvalidInput`."""
        if taal is None:
            return
        if self._said not in (None, taal):
            raise InvalidInput("Een vraag heeft één taal.", "A question has one language.")
        self._said, self.language = taal, "en" if taal is Taal.EN else "nl"

    @property
    def today(self) -> date:
        """The day in Europe/Amsterdam."""
        return self.now.date()

    def of(self, loaders: type[L]) -> L:
        """The loaders of one registry, made when they are first needed."""
        found = self._loaders.get(loaders)
        if found is None:
            found = self._loaders[loaders] = loaders(self._behind[loaders.registry], self.scope)
        made: L = found
        return made

    def adapter(self, loaders: type[Loaders]) -> Any:
        """The adapter of one registry, for what goes by no loader."""
        return self._adapters[loaders.registry]

    @property
    def readings(self) -> "Readings":
        """Who looked at whom."""
        return self._readings()

    @property
    def figures(self) -> "DailyFigures":
        """The figures for analysts."""
        return self._figures()

    async def keep(self, status: Status = Status.OK) -> None:
        """Return when what was looked at and decided is on the disk; raises `LogUnavailable`: then no answer may."""
        tell(self.record, self.decisions, self.principal, self.opened, self.searched, self.met, self.activity)
        await self.record.keep(status)

    def is_available(self, registry: str) -> bool:
        """Whether a registry can be asked: it is not switched off."""
        return not self._adapters[registry].upstream.off

    def has(self, registry: str) -> bool:
        """Whether the municipality has this registry, be it that it can't be asked now."""
        return not self._adapters[registry].upstream.absent

    def authority(self, bsn: str, paths: frozenset[str]) -> "asyncio.Future[Any]":
        """The BRP's record of somebody with their relations of authority, and these paths; asked once for the same."""
        asked = self._authority.setdefault(bsn, {})
        found = next((future for more, future in asked.items() if more >= paths), None)
        if found is None:
            found = asked[paths] = self.of(BrpLoaders).personen.load((bsn, paths | {PATH}))
            found.add_done_callback(lambda done: done.cancelled() or done.exception())  # not everybody waits for it
        return found

    def known_authority(self, bsn: str, paths: frozenset[str]) -> Any:
        """That record where it has come, and otherwise None; raises what it failed with."""
        asked = self._authority.get(bsn, {})
        return next((future.result() for more, future in asked.items() if more >= paths and future.done()), None)

    def enter(self, door: Door) -> Principal:
        """Go through a root of the graph; raises `Refused` for who may not.

        Who searches does nothing else in that operation: whom a search finds would otherwise stand open for it.
        """
        refusal = self.decisions.open(door)
        if refusal is not None:
            raise refusal
        if Door.ZOEKEN in (door, self._entered) and self._entered not in (None, door):
            raise InvalidInput("Zoek in een vraag apart.", "Search in a request of its own.")
        self._entered = door
        assert self.principal is not None  # noqa: S101 - no door of persons opens to nobody
        return self.principal

    def refused(self, subject: str | None, groups: frozenset[FieldGroup]) -> Mapping[FieldGroup, Refused]:
        """The first moment of the policy, before any call."""
        return self.decisions.refused(subject, groups)

    def certain(self, subject: str, groups: Collection[FieldGroup]) -> set[FieldGroup]:
        """Which of these groups the second moment can't take away, whatever the record tells."""
        return {group for group in groups if self.decisions.is_certain(subject, group)}

    def withheld(
        self, subject: str | None, groups: frozenset[FieldGroup], facts: Mapping[str, object]
    ) -> Mapping[FieldGroup, Refused]:
        """The second moment, on the record; it only takes away."""
        return self.decisions.withheld(subject, groups, facts)
