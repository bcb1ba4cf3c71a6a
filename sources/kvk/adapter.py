"""Calls to the KVK, which are paid one by one: what it tells is public, and kept for a day."""

import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from msgspec import Struct

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryInvalid
from sources.core.flights import Flights
from sources.core.kept import Kept
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.kvk.records import Basisprofiel, Resultaat, Vestiging, VestigingBasis

__all__ = ["FOUND", "KvkAdapter", "Sleutel", "Zoekvraag"]

T = TypeVar("T")

FOUND = 100  # results of one search; the KVK gives no more on a page
_DAY, _HOUR = 86400.0, 3600.0
_READ = {"Accept": "application/hal+json"}
_KVK, _BRANCH = re.compile(r"[0-9]{8}"), re.compile(r"[0-9]{12}")
_ABSENT = frozenset({"IPD0005", "IPD0007", "IPD5200"})  # what the KVK says of a number that nobody has


class Sleutel(Enum):
    """By what is searched, as the KVK calls it."""

    KVK = "kvkNummer"
    RSIN = "rsin"
    VESTIGING = "vestigingsnummer"
    NAAM = "naam"


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """A search by one key."""

    sleutel: Sleutel
    waarde: str

    @property
    def valid(self) -> bool:
        """Whether it is such a number, or a name that says anything."""
        match self.sleutel:
            case Sleutel.KVK:
                return _KVK.fullmatch(self.waarde) is not None
            case Sleutel.RSIN:
                return valid_bsn(self.waarde)  # it stands the same test
            case Sleutel.VESTIGING:
                return _BRANCH.fullmatch(self.waarde) is not None
            case Sleutel.NAAM:
                return 2 <= len(self.waarde.strip()) <= 200 and self.waarde.isprintable()

    def __repr__(self) -> str:  # a company may be called as its owner is
        return f"{type(self).__name__}({self.sleutel})"


class _Fout(Struct):
    code: str = ""


class _Fouten(Struct):
    fout: list[_Fout]


class _Vestigingen(Struct):
    vestigingen: list[VestigingBasis]


class _Resultaten(Struct):
    resultaten: list[Resultaat]


class _Absent(Struct, frozen=True):
    """That there is no such thing; an answer too, which is kept for an hour."""


_NONE = _Absent()


class KvkAdapter:
    """One method per call. `ttl` in seconds, `capacity` in answers.

    What was found is shared by everyone who asks for the same number, also while it is on its way. Failures are not
    kept, and neither is what was found by a name.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        ttl: float = _DAY,
        capacity: int = 4096,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        self._kept: Kept[Any] = Kept(ttl, capacity, clock)
        self._flights: Flights[str, Any] = Flights(upstream.registry)

    def known(self, path: str) -> Any:
        """What this path gave, where it is in memory; no waiting."""
        found = self._kept.get(path)
        return None if found is _NONE else found

    async def basisprofiel(self, scope: Scope, kvk: str, wave: int) -> Basisprofiel | None:
        """An organisation with its main branch and its legal form; `None` where the register has none."""
        path = self.profiel_path(kvk)
        return await self._once(scope, path, lambda own: self._profiel(own, path, kvk, wave))

    async def vestigingen(self, scope: Scope, kvk: str, wave: int) -> list[VestigingBasis] | None:
        """The branches of an organisation, the main one first, then by number."""
        path = self.vestigingen_path(kvk)
        return await self._once(scope, path, lambda own: self._branches(own, path, kvk, wave))

    async def vestigingsprofiel(self, scope: Scope, nummer: str, wave: int) -> Vestiging | None:
        """A branch, whole; `None` where the register has none."""
        path = self.vestiging_path(nummer)
        return await self._once(scope, path, lambda own: self._branch(own, path, nummer, wave))

    async def zoek(self, scope: Scope, vraag: Zoekvraag, wave: int) -> list[Resultaat]:
        """What the register finds: at most a hundred, of one organisation or of many."""
        if not vraag.valid:
            raise InvalidKey(self.upstream.registry)
        if vraag.sleutel is Sleutel.NAAM:
            return await self._search(scope, vraag, wave) or []
        key = f"/v2/zoeken?{vraag.sleutel.value}={vraag.waarde}"
        return await self._once(scope, key, lambda own: self._search(own, vraag, wave)) or []

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """True: each answer says which organisation it is about, and all of it is public."""
        return True

    def profiel_path(self, kvk: str) -> str:
        """Where an organisation is."""
        return f"/v1/basisprofielen/{self._number(_KVK, kvk)}"

    def vestigingen_path(self, kvk: str) -> str:
        """Where its branches are."""
        return f"{self.profiel_path(kvk)}/vestigingen"

    def vestiging_path(self, nummer: str) -> str:
        """Where a branch is."""
        return f"/v1/vestigingsprofielen/{self._number(_BRANCH, nummer)}"

    def _number(self, pattern: re.Pattern[str], number: str) -> str:
        if pattern.fullmatch(number) is None:
            raise InvalidKey(self.upstream.registry)
        return number

    async def _profiel(self, scope: Scope, path: str, kvk: str, wave: int) -> Basisprofiel | None:
        operation = "GET /v1/basisprofielen/{kvkNummer}"
        found = await self._get(scope, operation, Request("GET", path, (), _READ), Basisprofiel, wave)
        if found is not None and found.kvk_nummer != kvk:
            raise RegistryInvalid(self.upstream.registry, "another organisation than was asked")
        return found

    async def _branches(self, scope: Scope, path: str, kvk: str, wave: int) -> list[VestigingBasis] | None:
        operation = "GET /v1/basisprofielen/{kvkNummer}/vestigingen"
        found = await self._get(scope, operation, Request("GET", path, (), _READ), _Vestigingen, wave)
        if found is None:
            return None
        own = [row for row in found.vestigingen if row.kvk_nummer in (None, kvk)]
        self.dropped.foreign(len(found.vestigingen) - len(own))
        return sorted(own, key=lambda row: (row.ind_hoofdvestiging != "Ja", row.vestigingsnummer))

    async def _branch(self, scope: Scope, path: str, nummer: str, wave: int) -> Vestiging | None:
        operation = "GET /v1/vestigingsprofielen/{vestigingsnummer}"
        found = await self._get(scope, operation, Request("GET", path, (), _READ), Vestiging, wave)
        if found is not None and found.vestigingsnummer != nummer:
            raise RegistryInvalid(self.upstream.registry, "another branch than was asked")
        return found

    async def _search(self, scope: Scope, vraag: Zoekvraag, wave: int) -> list[Resultaat] | None:
        query = ((vraag.sleutel.value, vraag.waarde.strip()), ("resultatenPerPagina", str(FOUND)))
        found = await self._get(scope, "GET /v2/zoeken", Request("GET", "/v2/zoeken", query, _READ), _Resultaten, wave)
        if found is None:
            return None
        asked = [row for row in found.resultaten if _KVK.fullmatch(row.kvk_nummer) and _about(row, vraag)]
        self.dropped.foreign(len(found.resultaten) - len(asked))
        return asked

    async def _get(self, scope: Scope, operation: str, request: Request, record: type[T], wave: int) -> T | None:
        """What this tells; `None` where the register says itself that there is nothing of this number or name."""
        answer = await self.upstream.call(scope, operation, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
        return None if self._is_absent(answer) else decode(self.upstream.registry, answer, record)

    def _is_absent(self, answer: Answer) -> bool:
        if answer.status != 404:
            return False
        if not any(fout.code in _ABSENT for fout in decode(self.upstream.registry, answer, _Fouten).fout):
            raise RegistryInvalid(self.upstream.registry, "not as its contract says")
        return True

    async def _once(self, scope: Scope, key: str, fetch: Callable[[Scope], Coroutine[Any, Any, T | None]]) -> T | None:
        """From memory, or by one call for all who want it."""
        found = self._kept.get(key)
        if found is None:
            found = await self._flights.join(scope, key, lambda own: self._fetched(own, key, fetch))
        return None if found is _NONE else found

    async def _fetched(self, scope: Scope, key: str, fetch: Callable[[Scope], Coroutine[Any, Any, Any]]) -> Any:
        found = await fetch(scope)
        if found is None:
            self._kept.put(key, _NONE, _HOUR)
            return _NONE
        self._kept.put(key, found)
        return found


def _about(row: Resultaat, vraag: Zoekvraag) -> bool:
    """Whether it is what was asked for, as far as a row tells: only that of a legal person has an RSIN."""
    match vraag.sleutel:
        case Sleutel.KVK:
            return row.kvk_nummer == vraag.waarde
        case Sleutel.RSIN:
            return row.rsin in (None, vraag.waarde)
        case Sleutel.VESTIGING:
            return row.vestigingsnummer in (None, vraag.waarde)
        case Sleutel.NAAM:
            return True
