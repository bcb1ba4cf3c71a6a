"""Calls to the BRP API Verblijfplaatshistorie 2.0."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from auth.moments import AMSTERDAM
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.problem import is_absent
from sources.core.rows import read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.verblijfplaatshistorie.records import VerblijfplaatsVoorkomen

__all__ = ["VerblijfplaatshistorieAdapter", "Vraag"]

_OPERATION = "POST /verblijfplaatshistorie"
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
_EVER = date(1850, 1, 1)  # before anybody whom the registry knows was born


@dataclass(frozen=True, slots=True)
class Vraag:
    """Where somebody lived up to and with a day."""

    bsn: str = field(repr=False)
    tot_en_met: date


class _Rows(Struct):
    verblijfplaatsen: list[Raw]


class VerblijfplaatshistorieAdapter:
    """One method per call; the registry can be asked about one person at a time.

    The answer does not say whose it is: the filter is the control, and the canary proves that it is honoured.
    """

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream

    async def van(self, scope: Scope, vraag: Vraag, wave: int) -> list[VerblijfplaatsVoorkomen | RegistryError] | None:
        """Somebody's places, the latest first, as the registry has sorted them: a date may be unknown.

        None for whom the registry does not know. A row that can't be read is an error in its place.
        """
        rows = await self._raadpleeg(scope, vraag, wave)
        if rows is None:
            return None
        invalid = RegistryInvalid(self.upstream.registry, "not as its contract says")
        return [read_row(raw, VerblijfplaatsVoorkomen) or invalid for raw in rows]

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the BSN: it must find nothing for one that nobody has."""
        return not await self._raadpleeg(scope, Vraag(bsn, datetime.now(AMSTERDAM).date()), scope.wave())

    async def _raadpleeg(self, scope: Scope, vraag: Vraag, wave: int) -> list[Raw] | None:
        registry = self.upstream.registry
        if not valid_bsn(vraag.bsn):
            raise InvalidKey(registry)
        body = {
            "type": "RaadpleegMetPeriode",
            "burgerservicenummer": vraag.bsn,
            "datumVan": _EVER,
            "datumTot": vraag.tot_en_met + timedelta(days=1),
        }
        request = Request("POST", "/verblijfplaatshistorie", headers=_HEADERS, body=msgspec.json.encode(body))
        answer = await self.upstream.call(scope, _OPERATION, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
        return None if is_absent(registry, answer) else decode(registry, answer, _Rows).verblijfplaatsen
