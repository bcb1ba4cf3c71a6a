"""Calls to the Documenten API 1.4 (ZGW)."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import msgspec

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Answer, Request, Streamed
from sources.core.upstream import Upstream
from sources.core.zgw import Page, Record, Vertrouwelijkheid, page_of, toegestaan, uuid_of, valid_uuid
from sources.documenten.records import Document

__all__ = ["MOST", "DocumentenAdapter"]

MOST = 100  # documents per call; the registry sets no maximum, its default page has as many
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
_FINISHED = frozenset({"definitief", "gearchiveerd"})


class _Sleutel(Record, frozen=True):
    """What of a document must be readable to know which it is."""

    url: str
    status: str | None = None
    vertrouwelijkheidaanduiding: str | None = None


class DocumentenAdapter:
    """One method per call. The registry does not know whose a document is: its zaak does."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def metadata(
        self, scope: Scope, uuids: Sequence[str], maximum: Vertrouwelijkheid, wave: int
    ) -> dict[str, Document | RegistryError | None]:
        """What is known of these documents; one that is unfinished or more confidential than `maximum` is `None`.

        The registry has no filter for either, so they are kept back here.
        """
        registry = self.upstream.registry
        found: dict[str, Document | RegistryError | None] = {
            uuid: None if valid_uuid(uuid) else InvalidKey(registry) for uuid in uuids
        }
        asked = frozenset(uuid for uuid, error in found.items() if error is None)
        if len(asked) > MOST:
            raise ValueError(f"at most {MOST} documents at once")
        if asked:
            page = page_of(registry, await self._search(scope, sorted(asked), wave), Document, _Sleutel)
            rows = {uuid_of(row.url): row for row in page.results}
            mine = {uuid: row for uuid, row in rows.items() if uuid in asked}
            shown = {uuid: row for uuid, row in mine.items() if _may_be_seen(row, maximum)}
            self.dropped.foreign(len(rows) - len(mine))
            self.dropped.withheld(len(mine) - len(shown))
            invalid = RegistryInvalid(registry, "not as its contract says")
            found |= {uuid: row if isinstance(row, Document) else invalid for uuid, row in shown.items()}
        return found

    def inhoud(
        self, scope: Scope, uuid: str, versie: int, wave: int, range_: str = ""
    ) -> AbstractAsyncContextManager[Streamed]:
        """The bytes of one version of a document, as they come; 206 where the registry honours the `Range`, else 200.

        Neither its name nor its media type are told here: these are the metadata's.
        """
        if not valid_uuid(uuid):
            raise InvalidKey(self.upstream.registry)
        headers = {"Accept": "*/*", **({"Range": range_} if range_ else {})}  # who asks for JSON gets 406
        path, query = f"/enkelvoudiginformatieobjecten/{uuid}/download", (("versie", str(versie)),)
        return self.upstream.stream(
            scope,
            "GET /enkelvoudiginformatieobjecten/{uuid}/download",
            Request("GET", path, query, headers),
            asked=frozenset(),
            keys=1,
            wave=wave,
        )

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the list of ids: it must find nothing for an id that no document has."""
        answer = await self._search(scope, [str(uuid4())], scope.wave())
        page: Page[Document | _Sleutel] = page_of(self.upstream.registry, answer, Document, _Sleutel)
        return not (page.count or page.results)

    async def _search(self, scope: Scope, uuids: Sequence[str], wave: int) -> Answer:
        request = Request(
            "POST",
            "/enkelvoudiginformatieobjecten/_zoek",
            (("pageSize", str(MOST)),),
            _HEADERS,
            msgspec.json.encode({"uuid__in": uuids}),
        )
        operation = "POST /enkelvoudiginformatieobjecten/_zoek"
        return await self.upstream.call(scope, operation, request, asked=frozenset(), keys=len(uuids), wave=wave)


def _may_be_seen(row: Document | _Sleutel, maximum: Vertrouwelijkheid) -> bool:
    return row.status in _FINISHED and toegestaan(row.vertrouwelijkheidaanduiding, maximum)
