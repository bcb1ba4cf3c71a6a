"""Calls to the BRP API Bewoning 2.1, of whose answers only a number leaves this module."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Struct

from auth.bsn import valid_bsn
from sources.bewoning.records import Bewoning
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode

__all__ = ["BewoningAdapter"]

_OPERATION = "POST /bewoningen"
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
_OBJECT = re.compile(r"(?!0{16})[0-9]{16}")
_NOBODY = "0000010000000001"  # no municipality has the code 0000


class _Bewoner(Struct):
    burgerservicenummer: str | None = None


class _Bewoning(Struct, rename="camel"):
    adresseerbaar_object_identificatie: str
    bewoners: list[_Bewoner] = []
    mogelijke_bewoners: list[_Bewoner] = []
    indicatie_veel_bewoners: bool = False


class _Answer(Struct):
    bewoningen: list[_Bewoning]


class BewoningAdapter:
    """One method per call; an address is asked once for all of its residents."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def medebewoners(
        self, scope: Scope, object_: str, bsns: Sequence[str], peildatum: date, wave: int
    ) -> dict[str, Bewoning | RegistryError | None]:
        """How many others are registered at an adresseerbaar object on a day, for each of these residents.

        None for who is not among the residents, not even as a possible one: to them nothing is told. None too where
        there are more than a hundred, since then the registry names nobody. Possible residents do not count.
        """
        registry = self.upstream.registry
        found: dict[str, Bewoning | RegistryError | None] = {
            bsn: None if valid_bsn(bsn) else InvalidKey(registry) for bsn in bsns
        }
        asked = [bsn for bsn, error in found.items() if error is None]
        if not asked:
            return found
        answer = await self._raadpleeg(scope, object_, len(asked), peildatum, wave)
        if any(each.adresseerbaar_object_identificatie != object_ for each in answer.bewoningen):
            raise RegistryInvalid(registry, "another address than was asked")
        if len(answer.bewoningen) > 1:
            raise RegistryInvalid(registry, "more than one answer for one day")
        surely = [one.burgerservicenummer for each in answer.bewoningen for one in each.bewoners]
        maybe = [one.burgerservicenummer for each in answer.bewoningen for one in each.mogelijke_bewoners]
        many = any(each.indicatie_veel_bewoners for each in answer.bewoningen)
        for bsn in asked:
            if bsn in surely or bsn in maybe:
                found[bsn] = Bewoning(len(surely) - surely.count(bsn))
        self.dropped.withheld(0 if many else sum(found[bsn] is None for bsn in asked))
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the address: nobody lives at one that there is not."""
        return not (await self._raadpleeg(scope, _NOBODY, 1, date(2000, 1, 1), scope.wave())).bewoningen

    async def _raadpleeg(self, scope: Scope, object_: str, keys: int, peildatum: date, wave: int) -> _Answer:
        registry = self.upstream.registry
        if not _OBJECT.fullmatch(object_):
            raise InvalidKey(registry)
        body = {"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": object_, "peildatum": peildatum}
        request = Request("POST", "/bewoningen", headers=_HEADERS, body=msgspec.json.encode(body))
        answer = await self.upstream.call(scope, _OPERATION, request, asked=frozenset(), keys=keys, wave=wave)
        return decode(registry, answer, _Answer)
