"""Calls to the Objects API 2.7, as Open Object really answers them."""

from collections.abc import Collection
from datetime import date, timedelta

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.objecten.records import Melding, MeldingSoort
from sources.objecten.vergunningen import Vergunningen

__all__ = ["MOST", "ObjectenAdapter"]

MOST = 100  # persons per call
_PAGE, _PAGES = 500, 10
_YEAR = timedelta(days=366)
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json", "Content-Crs": "EPSG:4326"}


class _Belanghebbende(Struct):
    type: str
    value: str


class _Owned(Struct):
    belanghebbende: _Belanghebbende


class _Sleutel(Struct):
    data: _Owned


class _Record(Struct):
    data: Melding


class _Object(Struct):
    """An object of which nothing is read but its kind and the record in it."""

    type: str
    record: Raw


class _Page(Struct):
    count: int
    results: list[_Object]
    next: str | None = None


class ObjectenAdapter:
    """One method per call. `options["melding"]` is the objecttype of messages: its uuid here, or a whole address."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        self.vergunningen = Vergunningen(upstream, self.dropped)

    async def meldingen(
        self, scope: Scope, bsns: Collection[str], today: date, wave: int
    ) -> dict[str, list[Melding | RegistryError] | RegistryError | None]:
        """What departments sent these persons in the last year, as far as it is published and still matters."""
        registry = self.upstream.registry
        found: dict[str, list[Melding | RegistryError] | RegistryError | None] = {
            bsn: [] if valid_bsn(bsn) else InvalidKey(registry) for bsn in bsns
        }
        asked = [bsn for bsn, rows in found.items() if isinstance(rows, list)]
        if len(asked) > MOST:
            raise ValueError(f"at most {MOST} persons at once")
        foreign = 0
        seen: set[str] = set()
        for each in await self._search(scope, asked, today, wave) if asked else ():
            if not self._is_melding(each.type):
                foreign += 1
                continue
            key = read_row(each.record, _Sleutel)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            owner = key.data.belanghebbende
            rows = found.get(owner.value)
            if owner.type != "bsn" or not isinstance(rows, list):
                foreign += 1
                continue
            melding = self._read(each)
            if isinstance(melding, RegistryError):
                rows.append(melding)
            elif not today - _YEAR <= melding.publicatiedatum <= today:
                foreign += 1
            elif melding.uuid not in seen and (melding.geldig_tot is None or melding.geldig_tot >= today):
                seen.add(melding.uuid)  # a page that shifted meanwhile brings one twice
                rows.append(melding)
        self.dropped.foreign(foreign)
        return found

    def _read(self, each: _Object) -> Melding | RegistryError:
        """The message of an object, without what only we say of one."""
        record = read_row(each.record, _Record)
        if record is None or record.data.soort is MeldingSoort.HOGER_NIVEAU:
            return RegistryInvalid(self.upstream.registry, "not as its contract says")
        return msgspec.structs.replace(record.data, regel=None, niveau=None)

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on BSN: it must find nothing for one that nobody has."""
        page = await self._ask(scope, [bsn], ["belanghebbende__type__exact__bsn"], 1, scope.wave())
        return not (page.count or page.results)

    async def _search(self, scope: Scope, bsns: list[str], today: date, wave: int) -> list[_Object]:
        """The objects page by page; the registry has no filter for what is not over, or never was to end."""
        conditions = [
            "belanghebbende__type__exact__bsn",
            f"publicatiedatum__lte__{today}",
            f"publicatiedatum__gte__{today - _YEAR}",
        ]
        found: list[_Object] = []
        for number in range(1, _PAGES + 1):
            page = await self._ask(scope, bsns, conditions, number, wave + number - 1)
            found += page.results
            if page.next is None:
                return found
        raise RegistryInvalid(self.upstream.registry, "more messages than anybody reads")

    async def _ask(self, scope: Scope, bsns: list[str], conditions: list[str], number: int, wave: int) -> _Page:
        if not bsns or not all(map(valid_bsn, bsns)):  # an empty value would say nothing of whose they are
            raise InvalidKey(self.upstream.registry)
        # `data_attr`, which took its place, breaks the search down; here a comma is AND, and a bar is OR.
        filters = [*conditions, f"belanghebbende__value__in__{'|'.join(bsns)}"]
        body = {"type": self._type(), "data_attrs": ",".join(filters)}
        query = (*((("page", str(number)),) if number > 1 else ()), ("pageSize", str(_PAGE)))
        request = Request("POST", "/objects/search", query, _HEADERS, msgspec.json.encode(body))
        answer = await self.upstream.call(
            scope, "POST /objects/search", request, asked=frozenset(), keys=len(bsns), wave=wave
        )
        return decode(self.upstream.registry, answer, _Page)

    def _type(self) -> str:
        option = self.upstream.options["melding"]
        return option if "://" in option else f"{self.upstream.base_url}/objecttypes/{option}"

    def _is_melding(self, type_: str) -> bool:
        """Addresses follow the Host header of the request: the last part tells."""
        return type_.rstrip("/").rpartition("/")[2] == self._type().rstrip("/").rpartition("/")[2]
