"""The own contract: how a source without a standard is asked for what it has of persons (`POST /{soort}/_zoek`).

Up to a hundred BSNs in one call, exactly the fields that are wanted, newest first by date and then by uuid. Every
result names whom it is about, so that a batch can be parted again and a foreign row is seen.
"""

from asyncio import Future
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.fields import Fields
from sources.core.loader import Paths, RegistryLoader
from sources.core.record import Record
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode

__all__ = ["MOST", "ContractAdapter", "ContractLoader", "Lijst", "Plaats", "Termijn", "Vraag", "exact"]

MOST = 100  # rows of one person per page, and persons per call
_STEPS = (20, MOST)  # how many rows of a person are asked: the first that holds what is wanted
_LARGEST = 500  # rows per request
_REQUESTS = 10  # per call; more than one only where many persons have much
_OWNER = "belanghebbende"
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


class Plaats(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """A place in a person's list: the last row shown, by date and uuid. It holds nothing about a person."""

    datum: date
    uuid: str

    def text(self) -> str:
        """As opaque text for a client."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Plaats":
        """The place of this text; `ValueError` when it is none of ours, without the text in it."""
        try:
            return msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=cls)
        except (ValueError, msgspec.DecodeError):
            raise ValueError("not a place in this list") from None


@dataclass(frozen=True, slots=True)
class Vraag:
    """Somebody's rows with one of these statuses (empty: with any), newest first, from `na` on."""

    bsn: str = field(repr=False)
    statussen: tuple[str, ...] = ()
    na: Plaats | None = None


@dataclass(frozen=True, slots=True)
class Lijst(Generic[R]):
    """The rows of one person that were asked, newest first; one that could not be read is its error.

    `meer` says that the source has more of them.
    """

    rijen: list[tuple[Plaats, R | RegistryError]] = field(repr=False)
    meer: bool = False

    def bladzijde(self, eerste: int) -> tuple[list[R | RegistryError], Plaats | None]:
        """The first rows, and where the next page begins."""
        shown = self.rijen[:eerste]
        more = self.meer or len(self.rijen) > eerste
        return [row for _, row in shown], shown[-1][0] if shown and more else None


class _Belanghebbende(Struct):
    type: str
    value: str


class _Page(Struct):
    results: list[Raw]
    next: str | None = None


class ContractAdapter(Generic[R]):
    """One kind of resource of one source: `record` is what is read, `path` where it is, `datum` what it is sorted by.

    `fields` ask at least its uuid and that date.
    """

    record: type[R]
    path: str  # "/facturen"
    datum: str  # the registry's name of the date: "factuurdatum"
    fields: Fields

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        # What of a row must be readable to know whose it is and where it stands; its status, where that was asked for.
        self._key: Any = msgspec.defstruct(
            "_Sleutel",
            [
                ("uuid", str),
                (_OWNER, _Belanghebbende),
                ("datum", date, msgspec.field(name=self.datum)),
                ("status", Any, msgspec.field(default=None)),
            ],
        )

    async def zoek(
        self, scope: Scope, vragen: Sequence[Vraag], most: int, asked: Paths, wave: int
    ) -> dict[Vraag, Lijst[R] | RegistryError | None]:
        """At most so many rows of each person; the same is asked of all: `statussen` and `na` are alike."""
        registry = self.upstream.registry
        found: dict[Vraag, Lijst[R] | RegistryError | None] = {
            vraag: None if valid_bsn(vraag.bsn) else InvalidKey(registry) for vraag in vragen
        }
        persons = {vraag.bsn: vraag for vraag, error in found.items() if error is None}
        if len(persons) > MOST:
            raise ValueError(f"at most {MOST} persons at once")
        if persons:
            alike = vragen[0]
            if alike.statussen:
                asked |= {"status"}
            rows, more = await self._rows(scope, persons, alike, most, asked, wave)
            for bsn, vraag in persons.items():
                mine = rows[bsn]
                if more and not mine:
                    found[vraag] = RegistryInvalid(registry, "too many rows of others before any of this person")
                else:
                    found[vraag] = Lijst(mine[:most], len(mine) > most or more)
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the source honours the list of BSNs: it must find nothing for a BSN that nobody has."""
        answer = await self._ask(scope, [bsn], Vraag(bsn), self.fields.control, 1, 1, scope.wave())
        return not decode(self.upstream.registry, answer, _Page).results

    async def _rows(
        self, scope: Scope, persons: Mapping[str, Vraag], alike: Vraag, most: int, asked: Paths, wave: int
    ) -> tuple[dict[str, list[tuple[Plaats, R | RegistryError]]], bool]:
        """The rows per person, and whether the source has more that were not looked at."""
        rows: dict[str, dict[Plaats, R | RegistryError]] = {bsn: {} for bsn in persons}
        # One row more tells that there are more; from a place on, the row at that place comes along.
        size, more, last = min(_LARGEST, (most + 1 + (alike.na is not None)) * len(persons)), True, None
        for number in range(1, _REQUESTS + 1):
            answer = await self._ask(scope, list(persons), alike, asked, size, number, wave + number - 1)
            page = decode(self.upstream.registry, answer, _Page)
            before, last = last, self._take(page.results, rows, alike)
            if before is not None and last is not None and last > before:  # rows may have come in, but not so many
                raise RegistryInvalid(self.upstream.registry, "not newest first")
            more = page.next is not None and any(len(mine) <= most for mine in rows.values())
            if not more:
                break
        return {bsn: sorted(mine.items(), key=_newest, reverse=True) for bsn, mine in rows.items()}, more

    def _take(self, raws: list[Raw], rows: dict[str, dict[Plaats, R | RegistryError]], alike: Vraag) -> Plaats | None:
        """Put each row of a request with its person; gives the place of the last one.

        One that nobody asked for is dropped, one that can't be placed, or stands in another order, fails all.
        """
        registry, foreign = self.upstream.registry, 0
        last: Plaats | None = None
        for raw in raws:
            key = read_row(raw, self._key)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            place = Plaats(key.datum, key.uuid)
            if last is not None and place > last:
                raise RegistryInvalid(registry, "not newest first")
            last = place
            mine = rows.get(key.belanghebbende.value) if key.belanghebbende.type == "bsn" else None
            if mine is None or (alike.statussen and key.status not in alike.statussen):
                foreign += 1
                continue
            if alike.na is None or place < alike.na:
                record = read_row(raw, self.record)
                mine[place] = record or RegistryInvalid(registry, "not as its contract says")
        self.dropped.foreign(foreign)
        return last

    async def _ask(
        self, scope: Scope, bsns: list[str], alike: Vraag, asked: Paths, size: int, number: int, wave: int
    ) -> Answer:
        body: dict[str, Any] = {
            "type": "ZoekMetBurgerservicenummer",
            "burgerservicenummer": bsns,
            "fields": sorted(asked),
        }
        if alike.statussen:
            body["status"] = list(alike.statussen)
        if alike.na is not None:
            body["datumTot"] = alike.na.datum
        if not all(map(valid_bsn, bsns)):
            raise InvalidKey(self.upstream.registry)
        query = (("page", str(number)),) if number > 1 else ()
        path = f"{self.path}/_zoek"
        request = Request("POST", path, (*query, ("pageSize", str(size))), _HEADERS, msgspec.json.encode(body))
        return await self.upstream.call(scope, f"POST {path}", request, asked=asked, keys=len(bsns), wave=wave)


def _newest(row: tuple[Plaats, Any]) -> Plaats:
    return row[0]


class ContractLoader(RegistryLoader[Vraag, Lijst[R]], Generic[R]):
    """Lists of a hundred persons per call; who are asked other statuses, or from another place on, stay apart.

    How many rows are wanted is a part of the want, in steps, so that a short list finds what a longer one asked.
    """

    size = MOST

    def __init__(self, adapter: ContractAdapter[R], scope: Scope) -> None:
        super().__init__(scope)
        self._adapter, self.registry = adapter, adapter.upstream.registry

    def rijen(self, vraag: Vraag, eerste: int, paths: Paths) -> Future[Lijst[R] | None]:
        """At least so many of somebody's rows, where there are as many."""
        step = next(number for number, step in enumerate(_STEPS) if eerste <= step)
        return self.load((vraag, paths | _SIZES[step]))

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the source, and how many rows."""
        sizes = paths & _SIZES[-1]
        return self._adapter.fields.of(paths - sizes) | (sizes or _SIZES[-1])

    def apart(self, identity: Vraag) -> tuple[tuple[str, ...], Plaats | None]:
        """Statuses and place are the same for all persons of a call."""
        return identity.statussen, identity.na

    async def fetch(
        self, identities: Sequence[Vraag], asked: Paths, wave: int
    ) -> Mapping[Vraag, Lijst[R] | Exception | None]:
        """One call."""
        sizes = asked & _SIZES[-1]
        return await self._adapter.zoek(self.scope, identities, _STEPS[len(sizes) - 1], asked - sizes, wave)


# What stands among the wanted fields for how many rows are wanted: a larger number holds the smaller ones.
_SIZES = tuple(frozenset(f"#{step}" for step in _STEPS[: number + 1]) for number in range(len(_STEPS)))
