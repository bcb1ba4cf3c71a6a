"""Calls to Open VTB 0.1.0: its APIs for berichten, taken and verzoeken, as they really answer.

The registry has no order of its own, and takes an empty or misspelt filter for none: then it gives everybody's.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.links import hosts_of, link
from sources.core.place import LAST, Plek
from sources.core.record import Record
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.core.zgw import Page, uuid_of, valid_uuid
from sources.vtb.records import Bericht, ExterneTaak, Verzoek, VerzoekType

__all__ = ["Rij", "VtbAdapter"]

R = TypeVar("R", bound=Record)
Rij = tuple[Plek, R | RegistryError]

_PAGE, _PAGES = 500, 10
_HEADERS = {"Accept": "application/json"}
_URN = {Soort.BSN: "urn:nld:brp:bsn:", Soort.KVK: "urn:nld:hr:kvknummer:"}
_BERICHTEN, _TAKEN, _VERZOEKEN = (
    "/berichten/api/v1/berichten",
    "/taken/api/v1/externetaken",
    "/verzoeken/api/v1/verzoeken",
)
_TYPEN, _TYPEN_SECONDS = "/verzoeken/api/v1/verzoektypen", 3600.0


class _Sleutel(Struct, rename="camel"):
    """What of a row must be readable to know which it is, whose, and where it stands."""

    uuid: str
    ontvanger: str | None = None
    is_toegewezen_aan: str | None = None
    initiator: str | None = None
    publicatiedatum: Any = None
    einddatum_handelings_termijn: Any = None


class VtbAdapter:
    """One method per call; `options["links"]` are the hosts to which a task may send somebody."""

    def __init__(self, upstream: Upstream, clock: Callable[[], float] = time.monotonic) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        self._hosts = hosts_of(upstream.options.get("links", ""))
        self._clock = clock
        self._typen: tuple[Mapping[str, VerzoekType], float] = ({}, 0.0)

    async def berichten(
        self, scope: Scope, wie: Belanghebbende, now: datetime, wave: int, *, ongelezen: bool = False
    ) -> list[Rij[Bericht]]:
        """What was sent to somebody and is published by now; only what they have not opened yet if `ongelezen`."""
        moment = now.astimezone(UTC).replace(microsecond=0)
        query = [("publicatiedatum__lte", f"{moment:%Y-%m-%dT%H:%M:%SZ}")]
        query += [("geopendOp__isnull", "true")] if ongelezen else []
        found: list[Rij[Bericht]] = []
        foreign = 0
        for key, raw in await self._lijst(scope, _BERICHTEN, "ontvanger", wie, query, wave):
            bericht, published = read_row(raw, Bericht), _moment(key.publicatiedatum)
            opened = bericht is not None and bericht.geopend_op is not None
            if key.publicatiedatum is None or (published is not None and published > now) or (ongelezen and opened):
                foreign += 1
                continue
            if published is None or bericht is None:
                found.append((Plek("", key.uuid), self._invalid()))
            else:
                found.append((Plek(f"{published.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}", key.uuid), bericht))
        self.dropped.foreign(foreign)
        return found

    async def taken(
        self, scope: Scope, wie: Belanghebbende, wave: int, *, open_: bool = False
    ) -> list[Rij[ExterneTaak]]:
        """What somebody has to do, or had; only what is to be done now if `open_`."""
        query = [("status", "open")] if open_ else []
        found: list[Rij[ExterneTaak]] = []
        foreign = 0
        for key, raw in await self._lijst(scope, _TAKEN, "isToegewezenAan", wie, query, wave):
            taak = read_row(raw, ExterneTaak)
            if open_ and taak is not None and taak.status.value != "open":
                foreign += 1
                continue
            until = _day(key.einddatum_handelings_termijn)
            found.append((Plek(until, key.uuid), self._safe(taak) if taak is not None else self._invalid()))
        self.dropped.foreign(foreign)
        return found

    async def verzoeken(self, scope: Scope, wie: Belanghebbende, wave: int) -> list[Rij[Verzoek]]:
        """What somebody submitted and nobody has taken up yet."""
        found: list[Rij[Verzoek]] = []
        foreign = 0
        query = [("verwerkStatus", "geregistreerd")]
        for key, raw in await self._lijst(scope, _VERZOEKEN, "initiator", wie, query, wave):
            verzoek = read_row(raw, Verzoek)
            if verzoek is not None and verzoek.verwerk_status not in (None, "geregistreerd"):
                foreign += 1
                continue
            found.append((Plek("", key.uuid), verzoek or self._invalid()))
        self.dropped.foreign(foreign)
        return found

    def bekend(self, url: str) -> VerzoekType | None:
        """The kind at this address, if it is in memory; the last segment tells, as hosts follow the request."""
        typen, until = self._typen
        return typen.get(uuid_of(url)) if self._clock() < until else None

    async def typen(self, scope: Scope, wave: int) -> Mapping[str, VerzoekType]:
        """All kinds by uuid; they are the same for everybody, and kept for an hour."""
        request = Request("GET", _TYPEN, (("pageSize", str(_PAGE)),), _HEADERS)
        answer = await self.upstream.call(scope, "GET /verzoektypen", request, asked=frozenset(), keys=1, wave=wave)
        page = decode(self.upstream.registry, answer, Page[VerzoekType])
        typen = {each.uuid.lower(): each for each in page.results}
        self._typen = typen, self._clock() + _TYPEN_SECONDS
        return typen

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether each API honours its filter on a person: it must find nothing for a BSN that nobody has."""
        nobody, wave = Belanghebbende(bsn), scope.wave()
        filters = ((_BERICHTEN, "ontvanger"), (_TAKEN, "isToegewezenAan"), (_VERZOEKEN, "initiator"))
        pages = await asyncio.gather(*(self._ask(scope, path, name, nobody, [], 1, wave) for path, name in filters))
        return not any(page.count or page.results for page in pages)

    async def _lijst(
        self, scope: Scope, path: str, name: str, wie: Belanghebbende, query: list[tuple[str, str]], wave: int
    ) -> list[tuple[_Sleutel, Raw]]:
        """All rows of somebody, each once. Others' are dropped.

        Pages of a list without an order can overlap, and a row can fall between them: who has more than a page gets
        an error rather than a list of which something lacks.
        """
        registry, seen = self.upstream.registry, set[str]()
        found: dict[str, tuple[_Sleutel, Raw]] = {}
        foreign = 0
        for number in range(1, _PAGES + 1):
            page = await self._ask(scope, path, name, wie, query, number, wave + number - 1)
            for raw in page.results:
                key = read_row(raw, _Sleutel)
                if key is None or not valid_uuid(key.uuid.lower()):
                    raise RegistryInvalid(registry, "not as its contract says")
                seen.add(key.uuid)
                owner = {"ontvanger": key.ontvanger, "initiator": key.initiator}.get(name, key.is_toegewezen_aan)
                if owner is None or owner.lower() != _urn(wie):
                    foreign += 1
                else:
                    found.setdefault(key.uuid, (key, raw))
            if page.next is None:
                break
        else:
            raise RegistryInvalid(registry, "more than anybody reads")
        self.dropped.foreign(foreign)
        if number > 1 and len(seen) < page.count:
            raise RegistryInvalid(registry, "pages that do not make the whole list")
        return list(found.values())

    async def _ask(
        self,
        scope: Scope,
        path: str,
        name: str,
        wie: Belanghebbende,
        query: list[tuple[str, str]],
        number: int,
        wave: int,
    ) -> Page[Raw]:
        if not wie.valid:
            raise InvalidKey(self.upstream.registry)
        turned = [("page", str(number))] if number > 1 else []
        asked = ((name, _urn(wie)), *query, *turned, ("pageSize", str(_PAGE)))
        operation = f"GET /{path.rpartition('/')[2]}"  # the query names somebody, and is never recorded
        request = Request("GET", path, asked, _HEADERS)
        answer = await self.upstream.call(scope, operation, request, asked=frozenset(), keys=1, wave=wave)
        page: Page[Raw] = decode(self.upstream.registry, answer, Page[Raw])
        return page

    def _safe(self, taak: ExterneTaak) -> ExterneTaak:
        """The task, with an address only where somebody may be sent."""
        details = taak.details
        if details is None or details.uitvraag_link is None:
            return taak
        safe = msgspec.structs.replace(details, uitvraag_link=link(details.uitvraag_link, self._hosts))
        return msgspec.structs.replace(taak, details=safe)

    def _invalid(self) -> RegistryInvalid:
        return RegistryInvalid(self.upstream.registry, "not as its contract says")


def _urn(wie: Belanghebbende) -> str:
    return _URN[wie.soort] + wie.nummer


def _moment(value: Any) -> datetime | None:
    try:
        moment: datetime = msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return None
    return moment if moment.tzinfo is not None else None


def _day(value: Any) -> str:
    """The day as text by which a task is sorted; without one it comes last."""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return LAST
