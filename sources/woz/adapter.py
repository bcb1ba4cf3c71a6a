"""Calls to WOZ-bevragen 1.0 (Waardering onroerende zaken)."""

import re
from collections.abc import Collection
from typing import Any

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.fields import Fields
from sources.core.problem import is_absent
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.woz.records import Belang, WozObject

__all__ = ["FIELDS", "WozAdapter"]

FIELDS = Fields(
    WozObject,
    # Whose it is has to be known of every object: the registry finds by address, and has objects of others there too.
    control=(
        "identificatie",
        "belanghebbendeEigenaar.burgerservicenummer",
        "belanghebbendeGebruiker.burgerservicenummer",
    ),
    untold=("belang",),
)
_HEADERS = {"Accept": "application/hal+json"}
_MOST = "100"  # objects per answer; one address has one, or a few
_OBJECT, _WOZ = re.compile(r"[0-9]{16}"), re.compile(r"[0-9]{12}")
_NOWHERE = "0000010000000000"  # formed as an adresseerbaar object, and none


class _Belanghebbende(Struct, rename="camel"):
    burgerservicenummer: str | None = None


class _Sleutel(Struct, rename="camel"):
    """What of an object must be readable to know which it is and whose."""

    identificatie: str
    belanghebbende_eigenaar: _Belanghebbende | None = None
    belanghebbende_gebruiker: _Belanghebbende | None = None

    def belang(self, bsn: str) -> Belang | None:
        """What this person is to it; `None` for a stranger."""
        for belang, who in (
            (Belang.EIGENAAR, self.belanghebbende_eigenaar),
            (Belang.GEBRUIKER, self.belanghebbende_gebruiker),
        ):
            if who is not None and who.burgerservicenummer == bsn:
                return belang
        return None


class _Embedded(Struct, rename="camel"):
    woz_objecten: list[Raw] = []


class _Links(Struct):
    next: Any = None


class _Collection(Struct):
    """A page; where nothing was found it holds no objects, but something that tells what it is."""

    embedded: _Embedded | None = msgspec.field(name="_embedded", default=None)
    links: _Links | None = msgspec.field(name="_links", default=None)


class WozAdapter:
    """One method per call. An object is given to those only whom the registry names as its owner or user."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)

    async def op_adres(
        self, scope: Scope, adresseerbaar_object: str, bsns: Collection[str], fields: frozenset[str], wave: int
    ) -> dict[str, list[WozObject | RegistryError]]:
        """The objects at a home, for each of these persons those that are theirs."""
        if not _OBJECT.fullmatch(adresseerbaar_object) or not all(map(valid_bsn, bsns)):
            raise InvalidKey(self.upstream.registry)
        rows = await self._zoek(scope, adresseerbaar_object, fields, len(bsns), wave)
        found: dict[str, list[WozObject | RegistryError]] = {bsn: [] for bsn in bsns}
        others = 0  # a home has objects of its landlord, or of who else lives there
        for raw in rows:
            theirs = self._parted(raw, bsns)
            others += not theirs
            for bsn, row in theirs.items():
                found[bsn].append(row)
        self.dropped.withheld(others)
        return found

    async def object_van(
        self, scope: Scope, bsn: str, identificatie: str, fields: frozenset[str], wave: int
    ) -> WozObject | RegistryError | None:
        """One object, if it is this person's; `None` where the registry has none, or it is somebody else's."""
        registry = self.upstream.registry
        if not _WOZ.fullmatch(identificatie) or not valid_bsn(bsn):
            raise InvalidKey(registry)
        request = Request("GET", f"/wozobjecten/{identificatie}", _fields(fields), _HEADERS)
        operation = "GET /wozobjecten/{identificatie}"
        answer = await self.upstream.call(scope, operation, request, asked=fields, keys=1, wave=wave, also=(404,))
        if is_absent(registry, answer):
            return None
        theirs = self._parted(decode(registry, answer, Raw), [bsn])
        self.dropped.withheld(not theirs)
        row = theirs.get(bsn)
        if isinstance(row, WozObject) and row.identificatie != identificatie:
            raise RegistryInvalid(registry, "another object than was asked")
        return row

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on address: it must find nothing where there is none."""
        return not await self._zoek(scope, _NOWHERE, FIELDS.control, 1, scope.wave())

    async def _zoek(
        self, scope: Scope, adresseerbaar_object: str, fields: frozenset[str], keys: int, wave: int
    ) -> list[Raw]:
        query = (
            ("adresseerbaarObjectIdentificatie", adresseerbaar_object),
            *_fields(fields),
            ("pageSize", _MOST),
        )
        request = Request("GET", "/wozobjecten", query, _HEADERS)
        answer: Answer = await self.upstream.call(
            scope, "GET /wozobjecten", request, asked=fields, keys=keys, wave=wave
        )
        page = decode(self.upstream.registry, answer, _Collection)
        if page.embedded is None and page.links is None:
            raise RegistryInvalid(self.upstream.registry, "not as its contract says")
        if page.links is not None and page.links.next is not None:
            raise RegistryInvalid(self.upstream.registry, "more objects than one home has")
        return page.embedded.woz_objecten if page.embedded is not None else []

    def _parted(self, raw: Raw, bsns: Collection[str]) -> dict[str, WozObject | RegistryError]:
        """The object for each of these persons whose it is; one that can't be read is their error."""
        registry = self.upstream.registry
        key = read_row(raw, _Sleutel)
        if key is None:
            raise RegistryInvalid(registry, "not as its contract says")
        record = read_row(raw, WozObject)
        invalid = RegistryInvalid(registry, "not as its contract says")
        return {
            bsn: invalid if record is None else msgspec.structs.replace(record, belang=belang)
            for bsn in bsns
            if (belang := key.belang(bsn)) is not None
        }


def _fields(fields: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return (("fields", ",".join(sorted(fields))),)
