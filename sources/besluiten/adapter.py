"""Calls to the Besluiten API 1.1 (ZGW), as Open Zaak really answers them."""

from typing import Any
from uuid import uuid4

import msgspec

from sources.besluiten.records import Besluit, BesluitInformatieObject
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.core.zgw import Page, Record, page_of, uuid_of, valid_uuid

__all__ = ["BesluitenAdapter"]

_HEADERS = {"Accept": "application/json"}
_MOST = 100  # decisions of one zaak; more than a few there never are


class _Van(Record, frozen=True):
    """Which zaak a decision is about."""

    zaak: str | None = None


class BesluitenAdapter:
    """One method per call. The registry does not know whose a decision is: its zaak does, and is asked first."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def besluiten(self, scope: Scope, zaak: str, wave: int) -> list[Besluit | RegistryError]:
        """What was decided on a zaak, by its URL as the zaken registry gave it; the latest first.

        An empty filter would find everybody's. Each row says which zaak it is about: another one's is dropped.
        """
        registry, uuid = self.upstream.registry, uuid_of(zaak)
        if not valid_uuid(uuid):
            raise InvalidKey(registry)
        answer = await self._ask(scope, "/besluiten", (("zaak", zaak), ("pageSize", str(_MOST))), wave)
        page = page_of(registry, answer, Besluit, _Van)
        rows = [row for row in page.results if row.zaak is not None and uuid_of(row.zaak) == uuid]
        self.dropped.foreign(len(page.results) - len(rows))
        read = [row for row in rows if isinstance(row, Besluit)]
        read.sort(key=lambda row: (row.datum.isoformat() if row.datum else "", row.uuid), reverse=True)
        return [*read, *[RegistryInvalid(registry, "not as its contract says")] * (len(rows) - len(read))]

    async def documenten(self, scope: Scope, besluit: str, wave: int) -> list[str]:
        """The URLs of the documents in which a decision, by its URL, stands."""
        registry, uuid = self.upstream.registry, uuid_of(besluit)
        if not valid_uuid(uuid):
            raise InvalidKey(registry)
        answer = await self._ask(scope, "/besluitinformatieobjecten", (("besluit", besluit),), wave)
        rows = decode(registry, answer, list[BesluitInformatieObject])  # a bare list, never paged
        mine = [row.informatieobject for row in rows if uuid_of(row.besluit) == uuid]
        self.dropped.foreign(len(rows) - len(mine))
        return list(dict.fromkeys(mine))

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on zaak: it must find nothing for one that is not there."""
        zaak = f"{self.upstream.base_url}/zaken/{uuid4()}"
        answer = await self._ask(scope, "/besluiten", (("zaak", zaak), ("pageSize", "1")), scope.wave())
        page: Page[Any] = decode(self.upstream.registry, answer, Page[msgspec.Raw])
        return not (page.count or page.results)

    async def _ask(self, scope: Scope, path: str, query: tuple[tuple[str, str], ...], wave: int) -> Answer:
        request = Request("GET", path, query, _HEADERS)
        return await self.upstream.call(scope, f"GET {path}", request, asked=frozenset(), keys=1, wave=wave)
