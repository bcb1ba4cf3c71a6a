"""Calls to the BRP API Personen 2.7."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.brp.fields import CONTROL
from sources.brp.records import Persoon
from sources.brp.zoekvraag import MOST_FOUND, TooManyFound, Zoekvraag
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode

__all__ = ["MOST", "BrpAdapter"]

MOST = 20  # persons per call (maxItems of burgerservicenummer)
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}


class _Personen(Struct):
    personen: list[Persoon]


class _Rows(Struct):
    personen: list[Raw]


class _Sleutel(Struct):
    burgerservicenummer: str


class _Refusal(Struct):
    code: str = ""


class BrpAdapter:
    """One method per call, for up to twenty persons at once; whom the BRP does not know is `None`."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def personen(
        self, scope: Scope, bsns: Sequence[str], fields: frozenset[str], wave: int
    ) -> dict[str, Persoon | RegistryError | None]:
        """These fields of these persons. A number that is no BSN is `InvalidKey` and is not sent.

        Rows of others are dropped; a row that cannot be read is that person's error.
        """
        found: dict[str, Persoon | RegistryError | None] = {
            bsn: None if valid_bsn(bsn) else InvalidKey(self.upstream.registry) for bsn in bsns
        }
        asked = [bsn for bsn, error in found.items() if error is None]
        if len(asked) > MOST:
            raise ValueError(f"the BRP tells of at most {MOST} persons at once")
        if asked:
            answer = await self._ask(scope, asked, fields | CONTROL, wave)
            self._match(found, frozenset(asked), self._rows(answer))
        return found

    async def zoek(self, scope: Scope, vraag: Zoekvraag, fields: frozenset[str], wave: int) -> list[Persoon]:
        """These fields of the persons who fit. Raises `TooManyFound`.

        Of whom a search finds, the BRP tells a part of the fields only (fields-PersoonBeperkt).
        """
        registry = self.upstream.registry
        answer = await self._post(
            scope, {"type": vraag.type, **dict(vraag.parameters)}, fields | CONTROL, keys=1, wave=wave, also=(400,)
        )
        if answer.status == 400:
            if decode(registry, answer, _Refusal).code == "tooManyResults":
                raise TooManyFound
            raise RegistryInvalid(registry, "status 400")
        found = decode(registry, answer, _Personen).personen
        if len(found) > MOST_FOUND:
            raise TooManyFound
        if not all(valid_bsn(person.burgerservicenummer) for person in found):
            raise RegistryInvalid(registry, "not as its contract says")
        return found

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the BRP honours the list of BSNs: it must find nobody for a BSN that nobody has."""
        if not valid_bsn(bsn):
            raise InvalidKey(self.upstream.registry)
        answer = await self._ask(scope, [bsn], CONTROL, scope.wave())
        return not decode(self.upstream.registry, answer, _Rows).personen

    async def _ask(self, scope: Scope, bsns: list[str], fields: frozenset[str], wave: int) -> Answer:
        query = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns}
        return await self._post(scope, query, fields, keys=len(bsns), wave=wave)

    async def _post(
        self,
        scope: Scope,
        query: Mapping[str, Any],
        fields: frozenset[str],
        *,
        keys: int,
        wave: int,
        also: tuple[int, ...] = (),
    ) -> Answer:
        body = msgspec.json.encode({**query, "fields": sorted(fields)})
        request = Request("POST", "/personen", headers=_HEADERS, body=body)
        return await self.upstream.call(scope, "POST /personen", request, asked=fields, keys=keys, wave=wave, also=also)

    def _rows(self, answer: Answer) -> list[Persoon | _Sleutel | None]:
        """Whole, and where that fails row by row: a person, or the key of one, or nothing readable at all."""
        registry = self.upstream.registry
        try:
            return [*decode(registry, answer, _Personen).personen]
        except RegistryInvalid:
            return [
                read_row(raw, Persoon) or read_row(raw, _Sleutel) for raw in decode(registry, answer, _Rows).personen
            ]

    def _match(
        self,
        found: dict[str, Persoon | RegistryError | None],
        asked: frozenset[str],
        rows: list[Persoon | _Sleutel | None],
    ) -> None:
        invalid = RegistryInvalid(self.upstream.registry, "not as its contract says")
        foreign = 0
        for row in rows:
            if row is None or row.burgerservicenummer not in asked:
                foreign += row is not None
            elif found[row.burgerservicenummer] is None:
                found[row.burgerservicenummer] = row if isinstance(row, Persoon) else invalid
        self.dropped.foreign(foreign)
        if None in rows:  # it may be about anyone of whom nothing else came
            found.update((bsn, invalid) for bsn in asked if found[bsn] is None)
