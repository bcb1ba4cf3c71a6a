"""The own contract: how a source without a standard is asked for what it has of somebody (`POST /{soort}/_zoek`).

Up to a hundred BSNs, or KVK numbers, in one call, exactly the fields that are wanted, newest first by date (or moment)
and then by uuid. Every result names whom it is about, so that a batch can be parted again and a foreign row is seen.
"""

from asyncio import Future
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar, get_type_hints

import msgspec
from msgspec import Raw, Struct

from auth.moments import AMSTERDAM
from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.fields import Fields
from sources.core.loader import Paths, RegistryLoader
from sources.core.place import Place
from sources.core.record import Record
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode

__all__ = ["MOST", "ContractAdapter", "ContractLoader", "Lijst", "Moment", "Plaats", "Termijn", "Vraag", "exact"]

MOST = 100  # rows of one dossier per page, and dossiers per call
_STEPS = (20, MOST)  # how many rows of a dossier are asked: the first that holds what is wanted
_LARGEST = 500  # rows per request
_REQUESTS = 10  # per call; more than one only where many have much
_OWNER = "belanghebbende"
_WAYS = {  # the type of a search, and where its numbers stand
    Soort.BSN: ("ZoekMetBurgerservicenummer", "burgerservicenummer"),
    Soort.KVK: ("ZoekMetKvkNummer", "kvkNummer"),
}
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}

R = TypeVar("R", bound=Record)


class Termijn(Record, frozen=True):
    """A part of the amount, and by when it is to be paid."""

    vervaldatum: date | None = None
    bedrag: Decimal | None = None
    betaald: bool | None = None

    def __post_init__(self) -> None:
        exact(self.bedrag)


def exact(*amounts: Decimal | None) -> None:
    """Raise `ValueError` for an amount that is none in euros and cents; decoding then refuses the row."""
    for amount in amounts:
        if amount is not None and (not amount.is_finite() or amount.as_tuple().exponent != -2):
            raise ValueError("an amount has two decimals")


class Plaats(Place, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """A place in somebody's list: the last row shown, by date and uuid."""

    datum: date
    uuid: str

    @property
    def dag(self) -> date:
        """The day in Europe/Amsterdam."""
        return self.datum


class Moment(Plaats, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """A place in a list that is sorted by moment."""

    datum: Annotated[datetime, msgspec.Meta(tz=True)]

    @property
    def dag(self) -> date:
        """The day in Europe/Amsterdam."""
        return self.datum.astimezone(AMSTERDAM).date()


@dataclass(frozen=True, slots=True)
class Vraag:
    """Somebody's rows with one of these statuses (empty: with any), newest first, from `na` on.

    `vanaf` and `tot` are the first and the last day of which rows are wanted.
    """

    wie: Belanghebbende
    statussen: tuple[str, ...] = ()
    na: Plaats | None = None
    vanaf: date | None = None
    tot: date | None = None

    def wil(self, plaats: Plaats) -> bool:
        """Whether a row at this place is of these days."""
        return (self.vanaf is None or self.vanaf <= plaats.dag) and (self.tot is None or plaats.dag <= self.tot)


@dataclass(frozen=True, slots=True)
class Lijst(Generic[R]):
    """The rows of one dossier that were asked, newest first; one that could not be read is its error.

    `meer` says that the source has more of them.
    """

    rijen: list[tuple[Plaats, R | RegistryError]] = field(repr=False)
    meer: bool = False

    def bladzijde(self, eerste: int) -> tuple[list[R | RegistryError], Plaats | None]:
        """The first rows, and where the next page begins."""
        shown = self.rijen[:eerste]
        more = self.meer or len(self.rijen) > eerste
        return [row for _, row in shown], shown[-1][0] if shown and more else None


class _Eigenaar(Struct):
    type: str
    value: str


class _Page(Struct):
    results: list[Raw]
    next: str | None = None


class ContractAdapter(Generic[R]):
    """One kind of resource of one source: `record` is what is read, `path` where it is, `datum` what it is sorted by.

    `fields` ask at least its uuid and that date; `plaats` is `Moment` where it is a moment.
    """

    record: type[R]
    path: str  # "/facturen"
    datum: str  # the registry's name of the date: "factuurdatum"
    fields: Fields
    plaats: type[Plaats] = Plaats

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        # What of a row must be readable to know whose it is and where it stands; its status, where that was asked for.
        self._key: Any = msgspec.defstruct(
            "_Sleutel",
            [
                ("uuid", str),
                (_OWNER, _Eigenaar),
                ("datum", _sorted_by(self.plaats), msgspec.field(name=self.datum)),
                ("status", Any, msgspec.field(default=None)),
            ],
        )

    async def zoek(
        self, scope: Scope, vragen: Sequence[Vraag], most: int, asked: Paths, wave: int
    ) -> dict[Vraag, Lijst[R] | RegistryError | None]:
        """At most so many rows of each; the same is asked of all: but for the number, they are alike."""
        registry = self.upstream.registry
        found: dict[Vraag, Lijst[R] | RegistryError | None] = {
            vraag: None if vraag.wie.valid else InvalidKey(registry) for vraag in vragen
        }
        those = {vraag.wie: vraag for vraag, error in found.items() if error is None}
        if len(those) > MOST:
            raise ValueError(f"at most {MOST} at once")
        if len({wie.soort for wie in those}) > 1:
            raise ValueError("residents and organisations are asked apart")
        if those:
            alike = next(iter(those.values()))
            if alike.statussen:
                asked |= {"status"}
            rows, more = await self._rows(scope, those, alike, most, asked, wave)
            for wie, vraag in those.items():
                mine = rows[wie]
                if more and not mine:
                    found[vraag] = RegistryInvalid(registry, "too many rows of others before any of this one")
                else:
                    found[vraag] = Lijst(mine[:most], len(mine) > most or more)
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the source honours the list of BSNs: it must find nothing for a BSN that nobody has.

        Not every source has rows of organisations. A source that ignores KVK numbers shows nothing of others: each row
        says whose it is.
        """
        wie = Belanghebbende(bsn)
        answer = await self._ask(scope, [wie], Vraag(wie), self.fields.control, 1, 1, scope.wave())
        return not decode(self.upstream.registry, answer, _Page).results

    async def _rows(
        self,
        scope: Scope,
        those: Mapping[Belanghebbende, Vraag],
        alike: Vraag,
        most: int,
        asked: Paths,
        wave: int,
    ) -> tuple[dict[Belanghebbende, list[tuple[Plaats, R | RegistryError]]], bool]:
        """The rows of each, and whether the source has more that were not looked at."""
        rows: dict[Belanghebbende, dict[Plaats, R | RegistryError]] = {wie: {} for wie in those}
        # One row more tells that there are more; from a place on, the row at that place comes along.
        size, more, last = min(_LARGEST, (most + 1 + (alike.na is not None)) * len(those)), True, None
        for number in range(1, _REQUESTS + 1):
            answer = await self._ask(scope, list(those), alike, asked, size, number, wave + number - 1)
            page = decode(self.upstream.registry, answer, _Page)
            before, last = last, self._take(page.results, rows, alike)
            if before is not None and last is not None and last > before:  # rows may have come in, but not so many
                raise RegistryInvalid(self.upstream.registry, "not newest first")
            more = page.next is not None and any(len(mine) <= most for mine in rows.values())
            if not more:
                break
        return {wie: sorted(mine.items(), key=_newest, reverse=True) for wie, mine in rows.items()}, more

    def _take(
        self, raws: list[Raw], rows: dict[Belanghebbende, dict[Plaats, R | RegistryError]], alike: Vraag
    ) -> Plaats | None:
        """Put each row of a request with whom it is of; gives the place of the last one.

        One that nobody asked for is dropped, one that can't be placed, or stands in another order, fails all.
        """
        registry, foreign = self.upstream.registry, 0
        last: Plaats | None = None
        for raw in raws:
            key = read_row(raw, self._key)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            place = self.plaats(key.datum, key.uuid)
            if last is not None and place > last:
                raise RegistryInvalid(registry, "not newest first")
            last = place
            wie = Belanghebbende(key.belanghebbende.value)
            mine = rows.get(wie) if key.belanghebbende.type == wie.soort.value else None
            if mine is None or not alike.wil(place) or (alike.statussen and key.status not in alike.statussen):
                foreign += 1
                continue
            if alike.na is None or place < alike.na:
                record = read_row(raw, self.record)
                mine[place] = record or RegistryInvalid(registry, "not as its contract says")
        self.dropped.foreign(foreign)
        return last

    async def _ask(
        self, scope: Scope, those: list[Belanghebbende], alike: Vraag, asked: Paths, size: int, number: int, wave: int
    ) -> Answer:
        type_, name = _WAYS[those[0].soort]
        body: dict[str, Any] = {"type": type_, name: [wie.nummer for wie in those], "fields": sorted(asked)}
        if alike.statussen:
            body["status"] = list(alike.statussen)
        if alike.vanaf is not None:
            body["datumVanaf"] = alike.vanaf
        last = [day for day in (alike.tot, alike.na and alike.na.dag) if day is not None]
        if last:
            body["datumTot"] = min(last)
        if not all(wie.valid for wie in those):
            raise InvalidKey(self.upstream.registry)
        query = (("page", str(number)),) if number > 1 else ()
        path = f"{self.path}/_zoek"
        request = Request("POST", path, (*query, ("pageSize", str(size))), _HEADERS, msgspec.json.encode(body))
        return await self.upstream.call(scope, f"POST {path}", request, asked=asked, keys=len(those), wave=wave)


def _sorted_by(plaats: type[Plaats]) -> Any:
    return get_type_hints(plaats, include_extras=True)["datum"]


def _newest(row: tuple[Plaats, Any]) -> Plaats:
    return row[0]


def _whose(vraag: Vraag) -> Hashable:
    return vraag.wie, vraag.vanaf, vraag.tot


class ContractLoader(RegistryLoader[Vraag, Lijst[R]], Generic[R]):
    """Lists of a hundred per call; residents and organisations, and other statuses, days or places, stay apart.

    How many rows are wanted is a part of the want, in steps, so that a short list finds what a longer one asked.
    """

    size = MOST

    def __init__(self, adapter: ContractAdapter[R], scope: Scope) -> None:
        super().__init__(scope)
        self._adapter, self.registry = adapter, adapter.upstream.registry

    def rijen(self, vraag: Vraag, eerste: int, paths: Paths) -> Future[Lijst[R] | None]:
        """At least so many of somebody's rows, where there are as many."""
        step = next(number for number, step in enumerate(_STEPS) if eerste <= step)
        return self.load((vraag, paths | _SIZES[step] | (_BY_STATUS if vraag.statussen else frozenset())))

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the source, and how many rows."""
        sizes = paths & _SIZES[-1]
        return self._adapter.fields.of(paths - sizes) | (sizes or _SIZES[-1])

    def apart(self, identity: Vraag) -> Hashable:
        """Kind of number, statuses, place and days are the same for all of a call."""
        return identity.wie.soort, identity.statussen, identity.na, identity.vanaf, identity.tot

    def whole(self, identity: Vraag) -> Hashable | None:
        """All rows of somebody, from the newest on."""
        return _whose(identity) if not identity.statussen and identity.na is None else None

    def part_of(self, identity: Vraag) -> Hashable | None:
        """Those with some statuses of all that."""
        return _whose(identity) if identity.statussen and identity.na is None else None

    def part(self, identity: Vraag, whole: Lijst[R]) -> Lijst[R] | None:
        """Those of a list that is all there is, where each tells its status."""
        if whole.meer:
            return None
        statuses: list[Any] = [getattr(row, "status", None) for _, row in whole.rijen]
        if not all(isinstance(status, Enum) for status in statuses):
            return None
        told = zip(whole.rijen, statuses, strict=True)
        return Lijst([row for row, status in told if status.value in identity.statussen])

    async def fetch(
        self, identities: Sequence[Vraag], asked: Paths, wave: int
    ) -> Mapping[Vraag, Lijst[R] | Exception | None]:
        """One call."""
        sizes = asked & _SIZES[-1]
        return await self._adapter.zoek(self.scope, identities, _STEPS[len(sizes) - 1], asked - sizes, wave)


_BY_STATUS = frozenset({"status"})
# What stands among the wanted fields for how many rows are wanted: a larger number holds the smaller ones.
_SIZES = tuple(frozenset(f"#{step}" for step in _STEPS[: number + 1]) for number in range(len(_STEPS)))
