"""Calls to the BRP API Reisdocumenten 2.0."""

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.fields import Fields
from sources.core.haalcentraal import Datum, Waarde
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.reisdocumenten.records import Reisdocument

__all__ = ["FIELDS", "ReisdocumentenAdapter"]

FIELDS = Fields(Reisdocument, control=("houder.burgerservicenummer",), whole=(Datum, Waarde))
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}


class _Houder(Struct):
    burgerservicenummer: str


class _Sleutel(Struct):
    houder: _Houder


class _Rows(Struct):
    type: str
    reisdocumenten: list[Raw] = []


class ReisdocumentenAdapter:
    """One method per call; the registry can be asked about one person at a time."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def van(
        self, scope: Scope, bsn: str, fields: frozenset[str], wave: int
    ) -> list[Reisdocument | RegistryError]:
        """Somebody's travel documents, also those that are over; rows of another holder are dropped."""
        registry = self.upstream.registry
        found: list[Reisdocument | RegistryError] = []
        foreign = 0
        for raw in await self._zoek(scope, bsn, fields, wave):
            key = read_row(raw, _Sleutel)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            if key.houder.burgerservicenummer != bsn:
                foreign += 1
                continue
            found.append(read_row(raw, Reisdocument) or RegistryInvalid(registry, "not as its contract says"))
        self.dropped.foreign(foreign)
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the BSN: it must find nothing for one that nobody has."""
        return not await self._zoek(scope, bsn, FIELDS.control, scope.wave())

    async def _zoek(self, scope: Scope, bsn: str, fields: frozenset[str], wave: int) -> list[Raw]:
        if not valid_bsn(bsn):
            raise InvalidKey(self.upstream.registry)
        body = {"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn, "fields": sorted(fields)}
        request = Request("POST", "/reisdocumenten", headers=_HEADERS, body=msgspec.json.encode(body))
        answer = await self.upstream.call(scope, "POST /reisdocumenten", request, asked=fields, keys=1, wave=wave)
        return decode(self.upstream.registry, answer, _Rows).reisdocumenten
