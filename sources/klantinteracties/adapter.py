"""Calls to klantinteracties 0.9, as Open Klant really answers them."""

from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Raw, Struct

from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.problem import is_absent
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.core.zgw import Page, valid_uuid
from sources.klantinteracties.records import DigitaalAdres, Klantcontact, Pagina, Partij
from sources.klantinteracties.venster import Plek, Venster

__all__ = ["MOST", "KlantcontactVraag", "KlantinteractiesAdapter"]

MOST = 100  # contacts on a page
_HEADERS = {"Accept": "application/json"}
_PARTIJEN, _KLANTCONTACTEN = "GET /partijen", "GET /klantcontacten"  # the templates: no key is ever recorded
_WHO = "partijIdentificator__"
_WITH = "hadBetrokkene__wasPartij__partijIdentificator__"
_ABOUT = "onderwerpobject__onderwerpobjectidentificatorObjectId"
_CODES = {  # codeSoortObjectId, codeObjecttype, codeRegister
    Soort.BSN: ("bsn", "natuurlijk_persoon", "brp"),
    Soort.KVK: ("kvk_nummer", "niet_natuurlijk_persoon", "hr"),
}
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KlantcontactVraag:
    """One page of somebody's contacts, newest first: at most `eerste` of them (1 to 100), from `na` on.

    With `zaak`, the uuid of one, those about it.
    """

    wie: Belanghebbende
    eerste: int = 20
    na: Plek | None = None
    zaak: str | None = None

    def __post_init__(self) -> None:
        if not 0 < self.eerste <= MOST:
            raise ValueError(f"a page has 1 to {MOST} contacts")


class _Verwijzing(Struct):
    uuid: str


class _Identificator(Struct, rename="camel"):
    object_id: str
    code_soort_object_id: str
    code_objecttype: str
    code_register: str


class _PartijIdentificator(Struct, rename="camel"):
    partij_identificator: _Identificator


class _Verstrekt(Struct, rename="camel"):
    uuid: str
    verstrekt_door_partij: _Verwijzing | None = None


class _ExpandPartij(Struct, rename="camel"):
    digitale_adressen: list[_Verstrekt] = msgspec.field(default_factory=list)


class _PartijSleutel(Struct, rename="camel"):
    """What of a party must be readable to know whose it is, and whether it may be used."""

    partij_identificatoren: list[_PartijIdentificator]
    indicatie_actief: bool
    uuid: str
    voorkeurs_digitaal_adres: _Verwijzing | None = None
    expand: _ExpandPartij | None = msgspec.field(name="_expand", default=None)


class _KlantcontactSleutel(Struct):
    """What of a contact must be readable to place it, and to know whether it may be shown."""

    uuid: str
    vertrouwelijk: bool


class KlantinteractiesAdapter:
    """One method per call. A party tells whose it is; of contacts the filter is the control, and `canary` its proof."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def partij(self, scope: Scope, wie: Belanghebbende, expand: frozenset[str], wave: int) -> Partij | None:
        """Somebody's party; `None` who never gave anything, or whose details may no longer be used."""
        registry = self.upstream.registry
        answer = await self._ask(scope, "/partijen", _PARTIJEN, self._wie(_WHO, wie), expand, wave)
        rows = decode(registry, answer, Page[Raw]).results
        found: list[tuple[Raw, _PartijSleutel]] = []
        foreign = 0
        for raw in rows:
            key = read_row(raw, _PartijSleutel)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            if _is_of(key, wie):
                found.append((raw, key))
            else:
                foreign += 1
        self.dropped.foreign(foreign)
        active = [row for row in found if row[1].indicatie_actief]
        self.dropped.withheld(len(found) - len(active))
        if not active:
            return None
        partij = read_row(active[0][0], Partij)
        if partij is None:
            raise RegistryInvalid(registry, "not as its contract says")
        return self._own(partij, active[0][1])

    async def klantcontacten(self, scope: Scope, vraag: KlantcontactVraag, expand: frozenset[str], wave: int) -> Pagina:
        """One page of somebody's contacts, without what is confidential.

        An ordinary page is one request; a further one, in a further wave, follows where contacts came or went between.
        """
        registry = self.upstream.registry
        query = (*self._wie(_WITH, vraag.wie), ("vertrouwelijk", "false"))
        if vraag.zaak is not None:
            if not valid_uuid(vraag.zaak):
                raise InvalidKey(registry)
            query = (*query, (_ABOUT, vraag.zaak))
        venster = Venster(vraag.eerste, vraag.na)
        while True:
            number, size = venster.vraag
            paged = (*query, *((("page", str(number)),) if number > 1 else ()), ("pageSize", str(size)))
            answer = await self._ask(scope, "/klantcontacten", _KLANTCONTACTEN, paged, expand, wave, also=(404,))
            wave += 1
            if number > 1 and is_absent(registry, answer):
                if venster.weg():
                    continue
                return Pagina()
            if answer.status == 404:
                raise RegistryInvalid(registry, "status 404")
            page = decode(registry, answer, Page[Raw])
            keys = [self._key(raw) for raw in page.results]
            uuids = [key.uuid for key in keys]
            shown = venster.gevonden(uuids, page.count)
            if shown is not None:
                rows = self._shown(page.results[shown], keys[shown])
                return Pagina(rows, venster.volgende(uuids, shown, page.count))

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filters on whose it is: both must find nothing for a BSN that nobody has."""
        wie = Belanghebbende(bsn)
        for path, operation, prefix in (("/partijen", _PARTIJEN, _WHO), ("/klantcontacten", _KLANTCONTACTEN, _WITH)):
            query = (*self._wie(prefix, wie), ("pageSize", "1"))
            answer = await self._ask(scope, path, operation, query, frozenset(), scope.wave())
            page = decode(self.upstream.registry, answer, Page[Raw])
            if page.count or page.results:
                return False
        return True

    def _wie(self, prefix: str, wie: Belanghebbende) -> Query:
        """The filter: all four, since another number of the same digits would match, and never an empty one."""
        if not wie.valid:
            raise InvalidKey(self.upstream.registry)
        soort, objecttype, register = _CODES[wie.soort]
        return (
            (f"{prefix}codeObjecttype", objecttype),
            (f"{prefix}codeRegister", register),
            (f"{prefix}codeSoortObjectId", soort),
            (f"{prefix}objectId", wie.nummer),
        )

    async def _ask(
        self,
        scope: Scope,
        path: str,
        operation: str,
        query: Query,
        expand: frozenset[str],
        wave: int,
        also: tuple[int, ...] = (),
    ) -> Answer:
        expanded = (("expand", ",".join(sorted(expand))),) if expand else ()
        request = Request("GET", path, (*query, *expanded), _HEADERS)
        return await self.upstream.call(scope, operation, request, asked=expand, keys=1, wave=wave, also=also)

    def _own(self, partij: Partij, key: _PartijSleutel) -> Partij:
        """The party with the digital addresses that it gave itself, and which of them it prefers."""
        if partij.expand is None or key.expand is None:
            return partij
        preferred = key.voorkeurs_digitaal_adres and key.voorkeurs_digitaal_adres.uuid
        pairs = zip(partij.expand.digitale_adressen, key.expand.digitale_adressen, strict=True)
        own: list[DigitaalAdres] = [
            msgspec.structs.replace(adres, voorkeur=adres.uuid == preferred)
            for adres, given in pairs
            if given.verstrekt_door_partij is not None and given.verstrekt_door_partij.uuid == key.uuid
        ]
        self.dropped.foreign(len(partij.expand.digitale_adressen) - len(own))
        return msgspec.structs.replace(partij, expand=msgspec.structs.replace(partij.expand, digitale_adressen=own))

    def _key(self, raw: Raw) -> _KlantcontactSleutel:
        key = read_row(raw, _KlantcontactSleutel)
        if key is None:
            raise RegistryInvalid(self.upstream.registry, "not as its contract says")
        return key

    def _shown(self, raws: list[Raw], keys: list[_KlantcontactSleutel]) -> list[Klantcontact | RegistryError]:
        """What may be shown, each contact once: a filter that joins may bring one twice."""
        once: dict[str, Klantcontact | RegistryError] = {}
        for raw, key in zip(raws, keys, strict=True):
            if not key.vertrouwelijk and key.uuid not in once:
                row: Any = read_row(raw, Klantcontact)
                once[key.uuid] = row or RegistryInvalid(self.upstream.registry, "not as its contract says")
        self.dropped.withheld(sum(key.vertrouwelijk for key in keys))
        return list(once.values())


def _is_of(key: _PartijSleutel, wie: Belanghebbende) -> bool:
    """Whether one of the numbers of a party is the one that was asked for, of that kind."""
    asked = (wie.nummer, *_CODES[wie.soort])
    return any(
        asked == (each.object_id, each.code_soort_object_id, each.code_objecttype, each.code_register)
        for each in (row.partij_identificator for row in key.partij_identificatoren)
    )
