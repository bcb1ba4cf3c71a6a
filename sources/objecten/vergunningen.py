"""Parking permits in the Objects API: its own question, and its loader for one operation."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Raw, Struct

from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.loader import Paths, RegistryLoader
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.objecten.records import Vergunning

__all__ = ["Vergunningen", "VergunningenLoader"]

_MOST = 100  # persons per call
_PAGE, _PAGES = 500, 10
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json", "Content-Crs": "EPSG:4326"}
Rows = list[Vergunning | RegistryError]


class _Data(Struct):
    bsn: str


class _Sleutel(Struct, rename="camel"):
    start_at: date
    data: _Data


class _Record(Struct):
    data: Vergunning


class _Object(Struct):
    uuid: str
    type: str
    record: Raw


class _Page(Struct):
    count: int
    results: list[_Object]
    next: str | None = None


class Vergunningen:
    """`options["parkeervergunning"]` is the objecttype of permits: its uuid here, or a whole address; empty is none."""

    def __init__(self, upstream: Upstream, dropped: Dropped) -> None:
        self.upstream, self.dropped = upstream, dropped

    @property
    def kept(self) -> bool:
        """Whether permits are kept here."""
        return bool(self.upstream.options.get("parkeervergunning"))

    async def van(self, scope: Scope, bsns: Collection[str], wave: int) -> dict[str, Rows]:
        """The permits of these persons; their numbers are in the body only, and each object names its own."""
        registry = self.upstream.registry
        if len(bsns) > _MOST:
            raise ValueError(f"at most {_MOST} persons at once")
        found: dict[str, dict[str, Vergunning | RegistryError]] = {bsn: {} for bsn in bsns}
        for number in range(1, _PAGES + 1):
            page = await self._ask(scope, sorted(bsns), number, wave + number - 1)
            foreign = 0
            for each in page.results:
                key = read_row(each.record, _Sleutel) if self._is_permit(each.type) else None
                mine = found.get(key.data.bsn) if key is not None else None
                if mine is None or key is None:
                    if key is None and self._is_permit(each.type):
                        raise RegistryInvalid(registry, "not as its contract says")
                    foreign += 1
                    continue
                record = read_row(each.record, _Record)
                mine[each.uuid] = (
                    RegistryInvalid(registry, "not as its contract says")
                    if record is None
                    else msgspec.structs.replace(record.data, uuid=each.uuid, sinds=key.start_at)
                )
            self.dropped.foreign(foreign)
            if page.next is None:
                return {bsn: list(rows.values()) for bsn, rows in found.items()}
        raise RegistryInvalid(registry, "more permits than anybody has")

    async def _ask(self, scope: Scope, bsns: list[str], number: int, wave: int) -> _Page:
        if not bsns or not all(Belanghebbende(bsn).valid for bsn in bsns):  # an empty value is no filter
            raise InvalidKey(self.upstream.registry)
        body = {"type": self._type(), "data_attrs": f"bsn__in__{'|'.join(bsns)}"}
        query = (*((("page", str(number)),) if number > 1 else ()), ("pageSize", str(_PAGE)))
        request = Request("POST", "/objects/search", query, _HEADERS, msgspec.json.encode(body))
        answer = await self.upstream.call(
            scope, "POST /objects/search", request, asked=frozenset(), keys=len(bsns), wave=wave
        )
        return decode(self.upstream.registry, answer, _Page)

    def _type(self) -> str:
        option = self.upstream.options["parkeervergunning"]
        return option if "://" in option else f"{self.upstream.base_url}/objecttypes/{option}"

    def _is_permit(self, type_: str) -> bool:
        """Addresses follow the Host header of the request: the last part tells."""
        return type_.rstrip("/").rpartition("/")[2] == self._type().rstrip("/").rpartition("/")[2]


class VergunningenLoader(RegistryLoader[Belanghebbende, Rows]):
    """Permits by `Belanghebbende`, a hundred persons per call; the objecttype knows residents only."""

    size = _MOST

    def __init__(self, vergunningen: Vergunningen, scope: Scope) -> None:
        super().__init__(scope)
        self._vergunningen = vergunningen
        self.kept = vergunningen.kept

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: an object comes whole."""
        return frozenset()

    def without_call(self, identity: Belanghebbende, paths: Paths) -> Rows | Exception | None:
        """Nothing for a company; no call for what is no number of anybody."""
        if not identity.valid:
            return InvalidKey(self._vergunningen.upstream.registry)
        return [] if identity.soort is Soort.KVK else None

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, Rows | Exception | None]:
        """One call."""
        found = await self._vergunningen.van(self.scope, [wie.nummer for wie in identities], wave)
        return {Belanghebbende(bsn): rows for bsn, rows in found.items()}
