"""Calls to the Catalogi API 1.3 (ZGW), which are few: types are the same for everyone and change seldom."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from sources.catalogi.cache import TypeCache
from sources.catalogi.records import BesluitType, InformatieObjectType, ResultaatType, StatusType, Type, ZaakType
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryUnavailable
from sources.core.flights import Flights
from sources.core.kept import Kept
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.core.zgw import Page, Record, page_of, uuid_of, valid_uuid

__all__ = ["CatalogiAdapter"]

T = TypeVar("T", bound=Type)
Found = dict[str, Type]  # by uuid

_HEADERS = {"Accept": "application/json"}
_LARGEST = 500  # rows per request (Catalogi API)
_ALL = "alle"  # the one key of what is kept whole
_MOST_PAGES = 4  # of a list; what is beyond is read one by one
_DOWN = 15.0  # seconds until the list of a registry that was down is tried again
_KINDS: dict[type[Type], str] = {
    ZaakType: "zaaktypen",
    StatusType: "statustypen",
    ResultaatType: "resultaattypen",
    InformatieObjectType: "informatieobjecttypen",
    BesluitType: "besluittypen",
}


class _Malformed(Record, frozen=True):
    """A type that is not as its contract says; who needs it asks for it alone and gets the error."""


class CatalogiAdapter:
    """Types by URL, of which only the uuid at its end counts. `ttl` in seconds, `capacity` in types.

    The first miss of a kind reads the whole list of that kind, so that a cold start costs one call per kind and not
    one per type; a type that is not in it is read alone. A list that takes too long or makes no sense is left for a
    quarter of `ttl`, and types are read one by one. One fetch serves all who wait for it.
    Failures are not kept.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        ttl: float = 3600.0,
        capacity: int = 4096,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.upstream = upstream
        self._ttl, self._clock = ttl, clock
        self._cache = TypeCache(ttl, capacity, clock)
        self._no_list_until: dict[type[Type], float] = {}
        self._soorten: Kept[dict[str, tuple[str, ...]]] = Kept(ttl, 1, clock)
        self._readings: Flights[str, dict[str, tuple[str, ...]]] = Flights(upstream.registry)
        self._flights: Flights[tuple[type[Type], str], Found] = Flights(upstream.registry)

    def known(self, record: type[T], url: str) -> T | None:
        """The type at this URL if it is in memory; no waiting."""
        found = self._cache.get(uuid_of(url))
        return found if isinstance(found, record) else None

    def forget(self, url: str) -> None:
        """Drop a type that has changed, and with a zaaktype all that belong to it; notifications say which."""
        self._cache.forget(uuid_of(url))
        self._no_list_until.clear()
        self._soorten.drop(lambda key, value: True)

    async def typen(
        self, scope: Scope, record: type[T], urls: Sequence[str], wave: int
    ) -> dict[str, T | RegistryError]:
        """The types at these URLs, which are all of one kind; from memory where they are there."""
        found: dict[str, T | RegistryError] = {}
        for url in urls:
            if (known := self.known(record, url)) is not None:
                found[url] = known
        if len(found) < len(urls) and self._clock() >= self._no_list_until.get(record, 0.0):
            try:
                listed = await self._flights.join(scope, (record, ""), lambda own: self._list(own, record, wave))
            except RegistryError as error:
                return {url: found.get(url, error) for url in urls}
            wave += 1
            for url in urls:
                if isinstance(one := listed.get(uuid_of(url)), record):
                    found[url] = one
        missing = [url for url in urls if url not in found]
        return found | dict(
            zip(missing, await asyncio.gather(*(self._alone(scope, record, url, wave) for url in missing)), strict=True)
        )

    async def zaaktypen(self, scope: Scope, wave: int) -> list[ZaakType]:
        """Every zaaktype of which there may be zaken, old versions too and drafts not.

        Raises `RegistryError` where there are more than can be listed.
        """
        found: list[ZaakType] = []
        for number in range(1, _MOST_PAGES + 1):
            page = await self._page(scope, ZaakType, "zaaktypen", number, wave + number - 1, "definitief")
            found += [row for row in page.results if isinstance(row, ZaakType)]
            if page.next is None:
                return found
        raise RegistryInvalid(self.upstream.registry, "too many zaaktypen")

    async def soorten(self, scope: Scope, wave: int) -> dict[str, tuple[str, ...]]:
        """The URLs of all versions of each kind of zaak, by its identificatie; in memory for as long as a type is.

        One fetch serves all who wait for it.
        """
        kept = self._soorten.get(_ALL)
        if kept is not None:
            return kept
        return await self._readings.join(scope, _ALL, lambda own: self._read_soorten(own, wave))

    async def _read_soorten(self, scope: Scope, wave: int) -> dict[str, tuple[str, ...]]:
        changes, found = self._cache.changes, dict[str, tuple[str, ...]]()
        zaaktypen = await self.zaaktypen(scope, wave)
        for zaaktype in zaaktypen:
            if zaaktype.identificatie is not None:
                found[zaaktype.identificatie] = (*found.get(zaaktype.identificatie, ()), zaaktype.url)
        self._keep({zaaktype.uuid: zaaktype for zaaktype in zaaktypen}, changes)
        if self._cache.changes == changes:
            self._soorten.put(_ALL, found)
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """True: nothing here is about a person."""
        return True

    async def _alone(self, scope: Scope, record: type[T], url: str, wave: int) -> T | RegistryError:
        """One type. A URL is never followed: its uuid is asked at the address that was configured."""
        uuid = uuid_of(url)
        if not valid_uuid(uuid):
            return InvalidKey(self.upstream.registry)
        try:
            found = await self._flights.join(scope, (record, uuid), lambda own: self._detail(own, record, uuid, wave))
        except RegistryError as error:
            return error
        one = found[uuid]
        return one if isinstance(one, record) else RegistryInvalid(self.upstream.registry, "another kind of type")

    async def _list(self, scope: Scope, record: type[Type], wave: int) -> Found:
        """All types of a kind, old versions and drafts too: zaken live longer than types. Nothing where it fails."""
        changes, kind, found = self._cache.changes, _KINDS[record], dict[str, Type]()
        try:
            for number in range(1, _MOST_PAGES + 1):
                page = await self._page(scope, record, kind, number, wave + number - 1)
                found |= {row.uuid: row for row in page.results if isinstance(row, record)}
                if page.next is None:
                    break
            wait = self._ttl
        except RegistryError as error:
            wait = _DOWN if isinstance(error, RegistryUnavailable) else self._ttl / 4
        if self._cache.changes == changes:
            self._no_list_until[record] = self._clock() + wait
        self._keep(found, changes)
        return found

    async def _page(
        self, scope: Scope, record: type[T], kind: str, number: int, wave: int, status: str = "alles"
    ) -> Page[T | _Malformed]:
        query = (("page", str(number)), ("pageSize", str(_LARGEST)), ("status", status))
        request = Request("GET", f"/{kind}", query, _HEADERS)
        answer = await self.upstream.call(scope, f"GET /{kind}", request, asked=frozenset(), keys=0, wave=wave)
        return page_of(self.upstream.registry, answer, record, _Malformed)

    async def _detail(self, scope: Scope, record: type[Type], uuid: str, wave: int) -> Found:
        changes, kind = self._cache.changes, _KINDS[record]
        request = Request("GET", f"/{kind}/{uuid}", (), _HEADERS)
        operation = f"GET /{kind}/{{uuid}}"
        answer = await self.upstream.call(scope, operation, request, asked=frozenset(), keys=1, wave=wave)
        one = decode(self.upstream.registry, answer, record)
        if one.uuid != uuid:
            raise RegistryInvalid(self.upstream.registry, "another type than was asked")
        self._keep({uuid: one}, changes)
        return {uuid: one}

    def _keep(self, found: Found, changes: int) -> None:
        """Into memory, unless something was forgotten while this was on its way: it may be what has changed."""
        if self._cache.changes == changes:
            for one in found.values():
                self._cache.put(one)
