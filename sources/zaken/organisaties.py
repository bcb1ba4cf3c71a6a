"""Zaken of organisations: one search for each key, side by side, and proof of each key by itself.

A search ignores a filter that it does not know, and would find everybody's. So a key is used once the registry has
found nothing for a number of its kind that nobody has; one that fails the proof is off, and the others are not.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol

import structlog

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryUnavailable
from sources.core.scope import Scope
from sources.core.zgw import Page
from sources.zaken.aanvrager import Organisatie, Sleutel, Veld
from sources.zaken.cursor import Cursor
from sources.zaken.merging import Merging
from sources.zaken.paging import Sleutel as Rij
from sources.zaken.records import Zaak

__all__ = ["Organisaties"]

_MOST_REQUESTS = 10  # of each key; more than one only where zaken came in between, or many on one day
_NOBODY = {Veld.KVK: "0" * 8, Veld.VESTIGING_KVK: "0" * 8, Veld.VESTIGING: "0" * 12, Veld.NNP_VESTIGING: "0" * 12}
_OF_ORGANISATIONS = tuple(veld for veld in Veld if veld is not Veld.BSN)

Row = Zaak | Rij

_log = structlog.get_logger("mijndenhaag.zaken")


class Search(Protocol):
    """One page of a search: body, expand, keys, rows per page, number of the page, wave."""

    def __call__(
        self,
        scope: Scope,
        body: Mapping[str, Any],
        expand: frozenset[str],
        keys: int,
        size: int,
        number: int,
        wave: int,
    ) -> Coroutine[Any, Any, Page[Row]]: ...


class Organisaties:
    """The searches of one registry by the keys of organisations."""

    def __init__(self, registry: str, search: Search) -> None:
        self._registry, self._search = registry, search
        self._honoured: dict[Veld, bool] = {}
        self._nobody: dict[Veld, str] = {}

    async def prove(self, scope: Scope, nobody: str, probe: Callable[[Sleutel], Coroutine[Any, Any, bool]]) -> None:
        """Try each key: `probe` says whether the registry finds nothing for it, `nobody` is nobody's RSIN.

        Where the registry does not answer, a key stays what it was.
        """
        self._nobody = _NOBODY | {Veld.RSIN: nobody}
        await asyncio.gather(*(self._try(veld, probe) for veld in _OF_ORGANISATIONS))

    async def zoek(
        self,
        scope: Scope,
        wie: Organisatie,
        asked: Callable[[Sleutel], dict[str, Any]],
        eerste: int,
        na: Cursor | None,
        expand: frozenset[str],
        wave: int,
    ) -> tuple[Sequence[Row], Cursor | None]:
        """A page of what its keys find together; `asked` makes the body of the search by one key."""
        bodies = [asked(sleutel) for sleutel in self._usable(wie)]
        merging = Merging(len(bodies), eerste, na)
        wanting = list(range(len(bodies)))
        for number in range(1, _MOST_REQUESTS + 1):
            searches = (
                self._search(scope, bodies[lane], expand, 1, merging.size, number, wave + number - 1)
                for lane in wanting
            )
            for lane, page in zip(wanting, await asyncio.gather(*searches), strict=True):
                if not merging.add(lane, page.results, page.next is not None):
                    raise RegistryInvalid(self._registry, "not in the order asked")
            wanting = merging.wanting()
            if not wanting:
                break
        rows, volgende = merging.cut()
        if wanting and not rows:
            raise RegistryInvalid(self._registry, "too many zaken of one day")
        return rows, volgende

    async def van(
        self,
        scope: Scope,
        wie: Organisatie,
        asked: Callable[[Sleutel], dict[str, Any]],
        uuids: Sequence[str],
        expand: frozenset[str],
        wave: int,
    ) -> list[Row]:
        """These zaken as far as a key of the organisation finds them; each comes once."""
        searches = (
            self._search(scope, asked(sleutel) | {"uuid__in": list(uuids)}, expand, len(uuids), len(uuids), 1, wave)
            for sleutel in self._usable(wie)
        )
        pages = await asyncio.gather(*searches)
        return list({row.uuid: row for page in pages for row in page.results}.values())

    def _usable(self, wie: Organisatie) -> list[Sleutel]:
        """The keys that the registry honours; raises `RegistryError` where there are none, or one is malformed."""
        sleutels = wie.sleutels()
        if not all(veld.valid(value) for sleutel in sleutels for veld, value in sleutel):
            raise InvalidKey(self._registry)
        usable = [sleutel for sleutel in sleutels if all(self._honoured.get(veld) for veld, _ in sleutel)]
        if not usable:
            raise RegistryUnavailable(self._registry, "no key of organisations is proven")
        return usable

    async def _try(self, veld: Veld, probe: Callable[[Sleutel], Coroutine[Any, Any, bool]]) -> None:
        try:
            honoured = await probe(((veld, self._nobody[veld]),))
        except RegistryInvalid:  # it refuses the filter, so that it has no such key
            honoured = False
        except RegistryError as error:
            _log.warning("key_unanswered", registry=self._registry, key=veld.value, error=type(error).__name__)
            return
        if not honoured and self._honoured.get(veld, True):
            _log.error("key_refuted", registry=self._registry, key=veld.value)
        self._honoured[veld] = honoured
