"""Calls to the BAG (LVBAG individuele bevragingen 2.6)."""

import re

from sources.bag.records import AdresUitgebreid
from sources.core.errors import InvalidKey, RegistryInvalid
from sources.core.problem import is_absent
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode

__all__ = ["BagAdapter"]

_NUMMERAANDUIDING = re.compile(r"[0-9]{4}20[0-9]{10}")
_OPERATION = "GET /adressenuitgebreid/{nummeraanduidingIdentificatie}"  # the template: no key is ever recorded
_HEADERS = {"Accept": "application/hal+json", "Accept-Crs": "epsg:28992"}


class BagAdapter:
    """One method per call; addresses are asked one by one."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream

    async def adres(self, scope: Scope, identificatie: str, wave: int) -> AdresUitgebreid | None:
        """The current address of a nummeraanduiding; `None` where the BAG says that there is none."""
        registry = self.upstream.registry
        if not _NUMMERAANDUIDING.fullmatch(identificatie):
            raise InvalidKey(registry)
        request = Request("GET", f"/adressenuitgebreid/{identificatie}", headers=_HEADERS)
        answer = await self.upstream.call(scope, _OPERATION, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
        if is_absent(registry, answer):
            return None
        adres = decode(registry, answer, AdresUitgebreid)
        if adres.nummeraanduiding_identificatie != identificatie:
            raise RegistryInvalid(registry, "another address than was asked")
        return adres

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """True: nothing here is about a person."""
        return True
