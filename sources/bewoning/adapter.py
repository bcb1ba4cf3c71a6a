"""Calls to the BRP API Bewoning 2.1, of whose answers only numbers leave this module."""

import re
from collections import Counter
from datetime import date, datetime

import msgspec
from msgspec import Struct

from auth.moments import AMSTERDAM
from sources.core.errors import InvalidKey, RegistryInvalid
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode

__all__ = ["Bewoners", "BewoningAdapter"]

_OPERATION = "POST /bewoningen"
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
_OBJECT = re.compile(r"(?!0{16})[0-9]{16}")
_NOWHERE = "0000010000000001"  # no municipality has the code 0000


class _Bewoner(Struct):
    burgerservicenummer: str | None = None


class _Bewoning(Struct, rename="camel"):
    adresseerbaar_object_identificatie: str
    bewoners: list[_Bewoner] = []
    mogelijke_bewoners: list[_Bewoner] = []


class _Answer(Struct):
    bewoningen: list[_Bewoning]


class Bewoners:
    """Who lives at an address. It tells somebody with how many others they do, if they do, and nobody anything else."""

    __slots__ = ("__maybe", "__surely")

    def __init__(self, surely: Counter[str | None], maybe: frozenset[str | None]) -> None:
        self.__surely, self.__maybe = surely, maybe

    def anderen(self, bsn: str) -> int | None:
        """How many others are registered there; None for who is not, not even possibly.

        Possible residents, of whom a date is not known, do not count.
        """
        if bsn not in self.__surely and bsn not in self.__maybe:
            return None
        return self.__surely.total() - self.__surely[bsn]


class BewoningAdapter:
    """One method per call; the registry can be asked about one address at a time."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def bewoners(self, scope: Scope, object_: str, peildatum: date, wave: int) -> Bewoners:
        """Who lives at an adresseerbaar object on a day; of more than a hundred the registry names nobody."""
        registry = self.upstream.registry
        found = (await self._raadpleeg(scope, object_, peildatum, wave)).bewoningen
        foreign = sum(each.adresseerbaar_object_identificatie != object_ for each in found)
        self.dropped.foreign(foreign)
        if foreign or len(found) > 1:
            raise RegistryInvalid(registry, "another answer than was asked for")
        surely = Counter(one.burgerservicenummer for each in found for one in each.bewoners)
        maybe = frozenset(one.burgerservicenummer for each in found for one in each.mogelijke_bewoners)
        return Bewoners(surely, maybe)

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the address: nobody lives at one that there is not."""
        today = datetime.now(AMSTERDAM).date()
        return not (await self._raadpleeg(scope, _NOWHERE, today, scope.wave())).bewoningen

    async def _raadpleeg(self, scope: Scope, object_: str, peildatum: date, wave: int) -> _Answer:
        registry = self.upstream.registry
        if not _OBJECT.fullmatch(object_):
            raise InvalidKey(registry)
        body = {"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": object_, "peildatum": peildatum}
        request = Request("POST", "/bewoningen", headers=_HEADERS, body=msgspec.json.encode(body))
        answer = await self.upstream.call(scope, _OPERATION, request, asked=frozenset(), keys=1, wave=wave)
        return decode(registry, answer, _Answer)
