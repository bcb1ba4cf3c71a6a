"""Calls to Signalen v1, as its backend really answers them.

Signalen knows no BSN. A report is asked by its own key, which tells no more than anybody may know, or with an account
by the e-mail address of its reporter. Anybody can report under anybody's address: it proves nothing of who did.
"""

import secrets
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.place import Plek
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.signalen.records import Gemeld, Location, Signal
from sources.signalen.vraag import Melder, moment_of, place_of

__all__ = ["MOST", "SignalenAdapter"]

MOST = 100  # on one page
_MASK = "*****"  # an address that the account may not see
_HEADERS = {"Accept": "application/json"}
_PUBLIC, _PRIVATE = "GET /public/signals/{signal_id}", "GET /private/signals/"


class _Detail(Struct):
    detail: str


class _Link(Struct):
    href: str | None = None


class _Links(Struct):
    next: _Link


class _Page(Struct):
    """A page; where a next one is stands in an object, which is there on the last page too."""

    links: _Links = msgspec.field(name="_links")
    count: int
    results: list[Raw]


class _Reporter(Struct):
    email: str | None = None


class _Key(Struct):
    """What of a report must be readable to know which it is, where it stands, and whose."""

    signal_id: str
    created_at: datetime
    reporter: _Reporter
    has_parent: bool = False


class SignalenAdapter:
    """One method per call. What employees write, and who a reporter is, is never read."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def openbaar(self, scope: Scope, signal_id: str, wave: int) -> Signal | None:
        """What anybody may know of a report by its key; `None` where there is none."""
        registry = self.upstream.registry
        try:
            key = str(UUID(signal_id))
        except ValueError:
            raise InvalidKey(registry) from None
        request = Request("GET", f"/public/signals/{key}", (), _HEADERS)
        answer = await self.upstream.call(scope, _PUBLIC, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
        if _is_absent(registry, answer):
            return None
        found = decode(registry, answer, Signal)
        if found.signal_id != key:
            raise RegistryInvalid(registry, "another report than was asked")
        return Signal(
            found.signal_id,
            found.id_display,
            status=found.status,
            created_at=found.created_at,
            updated_at=found.updated_at,
        )

    async def van(self, scope: Scope, melder: Melder, wave: int) -> Gemeld:
        """The reports under an address, newest first: of those that are not known to be one's own no text, no address.

        Parts into which a report was split are the municipality's own affair, and left out.
        """
        registry = self.upstream.registry
        # One more tells that there are more, and from a place on the report at that place comes along.
        page = await self._ask(scope, melder, min(MOST, melder.eerste) + 1 + (melder.na is not None), wave)
        rows: list[Signal | Exception] = []
        last = newer = None
        more = page.links.next.href is not None
        for raw in page.results:
            place, row = self._read(raw, melder)
            if place is None or (melder.na is not None and place > melder.na):
                self.dropped.foreign(1)
                continue
            if newer is not None and place.volgorde > newer.volgorde:
                raise RegistryInvalid(registry, "not newest first")
            newer = place
            if place == melder.na:
                continue
            if len(rows) == melder.eerste:
                more = True
                break
            last = place
            if row is None:
                self.dropped.withheld(1)
            else:
                rows.append(row)
        if more and last is None:
            raise RegistryInvalid(registry, "more than was asked, and nothing of what was")
        return Gemeld(rows, last if more else None)

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether Signalen honours the filter on address: it must find nothing under one that nobody has.

        The address is another each time, since anybody can report under one that is known.
        """
        nobody = Melder(f"{secrets.token_hex(16)}@kanarie.invalid", eerste=1)
        page = await self._ask(scope, nobody, 1, scope.wave())
        return not (page.count or page.results)

    async def _ask(self, scope: Scope, melder: Melder, size: int, wave: int) -> _Page:
        if not melder.valid:
            raise InvalidKey(self.upstream.registry)
        before = (("created_before", moment_of(melder.na).isoformat()),) if melder.na is not None else ()
        query = (("reporter_email", melder.adres), ("ordering", "-created_at"), *before, ("page_size", str(size)))
        request = Request("GET", "/private/signals/", query, _HEADERS)
        answer = await self.upstream.call(scope, _PRIVATE, request, asked=frozenset(), keys=1, wave=wave)
        return decode(self.upstream.registry, answer, _Page)

    def _read(self, raw: Raw, melder: Melder) -> tuple[Plek | None, Signal | RegistryError | None]:
        """Where a report stands, and what its reporter may see of it; no place is somebody else's, no report a part."""
        registry = self.upstream.registry
        key = read_row(raw, _Key)
        if key is None or key.created_at.tzinfo is None:
            raise RegistryInvalid(registry, "not as its contract says")
        if key.reporter.email != _MASK and (key.reporter.email or "").casefold() != melder.adres.casefold():
            return None, None
        place = place_of(key.created_at, key.signal_id)
        if key.has_parent:
            return place, None
        found = read_row(raw, Signal)
        if found is None:
            return place, RegistryInvalid(registry, "not as its contract says")
        if found.signal_id in melder.eigen:
            return place, found
        coarse = None if found.location is None else Location(found.location.area_name, found.location.stadsdeel)
        return place, msgspec.structs.replace(found, text=None, location=coarse)


def _is_absent(registry: str, answer: Answer) -> bool:
    """Whether Signalen itself says that there is no such report: a gateway without the path gives a 404 too."""
    return answer.status == 404 and bool(decode(registry, answer, _Detail).detail)
