"""Calls to the Zaken API 1.5 (ZGW), as Open Zaak really answers them."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import uuid4

import msgspec

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.rows import Dropped
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream, decode
from sources.core.zgw import Page, Record, Vertrouwelijkheid, page_of, toegestaan, uuid_of, valid_uuid
from sources.zaken.aanvrager import Organisatie, Sleutel, Veld, Wie
from sources.zaken.cursor import Cursor
from sources.zaken.organisaties import Organisaties
from sources.zaken.paging import LARGEST, Growing
from sources.zaken.paging import Sleutel as Rij
from sources.zaken.records import Pagina, Status, Substatus, Zaak
from sources.zaken.vraag import MOST, TelVraag, Voortgang, ZaakVraag

__all__ = ["ZakenAdapter"]

_READ = {"Accept": "application/json", "Accept-Crs": "EPSG:4326"}  # without Accept-Crs the answer is 412
_SEARCH = {**_READ, "Content-Crs": "EPSG:4326", "Content-Type": "application/json"}
_BETROKKENEN = "betrokkenen"  # the doelgroep of what a resident may read
_MOST_REQUESTS = 10  # per page; more than one only where more than a page of zaken began on one day
_MOST_ALIKE = 5  # zaken of one number; each is of another organisation
_IDENTIFICATIE = re.compile(r"[\w.\-/ ]{1,40}")  # maxLength of the Zaken API
_ENDED = {Voortgang.LOPEND: False, Voortgang.AFGEROND: True}


class _Van(Record, frozen=True):
    """Which zaak a row is about."""

    zaak: str | None = None


class _Noot(Record, frozen=True):
    """Which zaak a substatus is about, and for whom it is."""

    zaak: str | None = None
    doelgroep: str | None = None


class _Betrokkene(Record, frozen=True):
    """Who somebody in a rol is; of a resident, the number."""

    inp_bsn: str | None = None


class _Rol(Record, frozen=True):
    """What of a rol tells whose zaak it is."""

    zaak: str
    betrokkene_type: str | None = None
    omschrijving_generiek: str | None = None
    betrokkene_identificatie: _Betrokkene | None = None


class _Any(Record, frozen=True):
    """A row of which nothing matters but that it is there."""


class _Telling(msgspec.Struct, frozen=True):
    """How many there are; the rows beside it are not read."""

    count: Annotated[int, msgspec.Meta(ge=0)]


class _Termijn(Record, frozen=True):
    """When a zaak began and ended."""

    startdatum: date
    einddatum: date


class ZakenAdapter:
    """One method per call. No answer tells whose zaak it is: the filter is the control, and `canary` its proof."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        self.organisaties = Organisaties(upstream.registry, self._search)
        self._existing = ""  # a zaak of somebody: an id that no zaak has would prove nothing of the filter beside it

    async def zoek(self, scope: Scope, vraag: ZaakVraag, expand: frozenset[str], wave: int) -> Pagina:
        """One page of the zaken that someone started; `expand` is what comes along.

        What the registry sends beyond that is dropped. An ordinary page is one request; a further one, in a further
        wave, follows where zaken came in between.
        """
        if vraag.zaaktypen == ():  # an empty filter would find every kind
            return Pagina()
        if isinstance(vraag.wie, Organisatie):
            return await self._zoek_organisatie(scope, vraag, vraag.wie, expand, wave)
        body = self._asked(((Veld.BSN, vraag.wie),), vraag, expand)
        growing = Growing(vraag.eerste, vraag.na)
        more = True
        for number in range(1, _MOST_REQUESTS + 1):
            page = await self._search(scope, body, expand, 1, growing.size, number, wave + number - 1)
            if not growing.add(page.results):
                raise RegistryInvalid(self.upstream.registry, "not in the order asked")
            more = page.next is not None
            if growing.enough() or not more:
                break
        rows, volgende = growing.cut(more)
        if more and not rows:
            raise RegistryInvalid(self.upstream.registry, "too many zaken of one day")
        if rows:
            self._existing = rows[0].uuid
        return self._pagina(rows, vraag, volgende)

    async def zaken_van(
        self,
        scope: Scope,
        wie: Wie,
        uuids: Sequence[str],
        expand: frozenset[str],
        maximum: Vertrouwelijkheid,
        wave: int,
    ) -> dict[str, Zaak | RegistryError | None]:
        """These zaken as far as this person or organisation started them; any other is `None`.

        Right and data come in one call; of an organisation, in one call for each key.
        """
        registry = self.upstream.registry
        found: dict[str, Zaak | RegistryError | None] = {
            uuid: None if valid_uuid(uuid) else InvalidKey(registry) for uuid in uuids
        }
        asked = [uuid for uuid, error in found.items() if error is None]
        if len(asked) > MOST:
            raise ValueError(f"at most {MOST} zaken at once")
        if isinstance(wie, Organisatie):
            whose = partial(self._whose, maximum=maximum, expand=expand)
            came = await self.organisaties.van(scope, wie, whose, asked, expand, wave) if asked else []
        else:
            body = self._whose(((Veld.BSN, wie),), maximum, expand) | {"uuid__in": asked}
            came = (await self._search(scope, body, expand, len(asked), len(asked), 1, wave)).results if asked else []
        if asked:
            rows = [row for row in came if row.uuid in asked]
            self.dropped.foreign(len(came) - len(rows))
            found |= {row.uuid: self._read(row) for row in self._shown(rows, maximum)}
        return found

    async def statussen(self, scope: Scope, zaak: str, wave: int) -> list[Status | RegistryError]:
        """The statussen that a zaak, by uuid, has had, in the registry's order: newest first."""
        registry = self.upstream.registry
        if not valid_uuid(zaak):
            raise InvalidKey(registry)
        query = (("zaak", f"{self.upstream.base_url}/zaken/{zaak}"), ("pageSize", str(LARGEST)))
        request = Request("GET", "/statussen", query, _READ)
        answer = await self.upstream.call(scope, "GET /statussen", request, asked=frozenset(), keys=1, wave=wave)
        page = page_of(registry, answer, Status, _Van)
        rows = [row for row in page.results if row.zaak is not None and uuid_of(row.zaak) == zaak]
        self.dropped.foreign(len(page.results) - len(rows))
        invalid = RegistryInvalid(registry, "not as its contract says")
        return [row if isinstance(row, Status) else invalid for row in rows]

    async def substatussen(self, scope: Scope, zaak: str, wave: int) -> list[Substatus | RegistryError]:
        """The notes below the statuses of a zaak, by uuid, that are for who started it; the latest first.

        Those for colleagues are not asked, and dropped where they come nevertheless; so is one that is for nobody said.
        """
        registry = self.upstream.registry
        if not valid_uuid(zaak):
            raise InvalidKey(registry)
        query = (("zaak", f"{self.upstream.base_url}/zaken/{zaak}"), ("doelgroep", _BETROKKENEN))
        request = Request("GET", "/substatussen", query, _READ)
        answer = await self.upstream.call(scope, "GET /substatussen", request, asked=frozenset(), keys=1, wave=wave)
        page = page_of(registry, answer, Substatus, _Noot)
        mine = [row for row in page.results if row.zaak is not None and uuid_of(row.zaak) == zaak]
        rows = [row for row in mine if row.doelgroep == _BETROKKENEN]
        self.dropped.foreign(len(page.results) - len(mine))
        self.dropped.withheld(len(mine) - len(rows))
        read = [row for row in rows if isinstance(row, Substatus)]
        read.sort(key=lambda row: (row.tijdstip.timestamp() if row.tijdstip else 0.0, row.uuid), reverse=True)
        return [*read, *[RegistryInvalid(registry, "not as its contract says")] * (len(rows) - len(read))]

    async def aanvragers(
        self, scope: Scope, identificatie: str, maximum: Vertrouwelijkheid, wave: int
    ) -> frozenset[str]:
        """The BSNs of the residents who started the zaak of this number; none where there is no such zaak for us.

        Two calls: the zaak by its number, and of its rollen the initiator only, since the others in it are not asked
        for. A number is unique within one organisation, so that there may be more than one zaak.
        """
        registry = self.upstream.registry
        if _IDENTIFICATIE.fullmatch(identificatie) is None:  # an empty one would find everybody's
            raise InvalidKey(registry)
        body = {"identificatie": identificatie, "maximaleVertrouwelijkheidaanduiding": maximum}
        page = await self._search(scope, body, frozenset(), 1, _MOST_ALIKE, 1, wave)
        rows = [row for row in page.results if row.identificatie == identificatie]
        self.dropped.foreign(len(page.results) - len(rows))
        shown = self._shown(rows, maximum)
        found = await asyncio.gather(*(self._initiators(scope, row.uuid, wave + 1) for row in shown))
        return frozenset[str]().union(*found)

    async def _initiators(self, scope: Scope, zaak: str, wave: int) -> frozenset[str]:
        registry = self.upstream.registry
        if not valid_uuid(zaak):
            raise RegistryInvalid(registry, "not as its contract says")
        query = (
            ("zaak", f"{self.upstream.base_url}/zaken/{zaak}"),
            ("omschrijvingGeneriek", "initiator"),
            ("betrokkeneType", "natuurlijk_persoon"),
        )
        request = Request("GET", "/rollen", query, _READ)
        answer = await self.upstream.call(scope, "GET /rollen", request, asked=frozenset(), keys=1, wave=wave)
        page: Page[_Rol] = page_of(registry, answer, _Rol, _Rol)
        rows = [
            row
            for row in page.results
            if (uuid_of(row.zaak), row.omschrijving_generiek, row.betrokkene_type)
            == (zaak, "initiator", "natuurlijk_persoon")
        ]
        self.dropped.foreign(len(page.results) - len(rows))
        numbers = (row.betrokkene_identificatie.inp_bsn for row in rows if row.betrokkene_identificatie is not None)
        return frozenset(bsn for bsn in numbers if bsn is not None and valid_bsn(bsn))

    async def tel(self, scope: Scope, vraag: TelVraag, wave: int) -> int:
        """How many zaken there are. The registry has no page without a zaak: the one that it sends is not read.

        Asked as a list and not as a search: the list refuses a filter that it does not know, the search ignores it.
        """
        answer = await self._listed(scope, vraag, (("pageSize", "1"),), wave)
        return decode(self.upstream.registry, answer, _Telling).count

    async def doorlooptijden(self, scope: Scope, vraag: TelVraag, most: int, wave: int) -> Counter[int]:
        """In how many days ended zaken ended: zaken by days, of at most `most` zaken, page by page.

        Of each zaak its two dates are read and nothing else; one that lacks one of them, or was not asked for, is left
        out.
        """
        if vraag.filter is not Voortgang.AFGEROND:
            raise ValueError("only of what has ended")
        days: Counter[int] = Counter()
        for number in range(1, -(-most // LARGEST) + 1):
            query = (("ordering", "startdatum,identificatie"), ("page", str(number)), ("pageSize", str(LARGEST)))
            answer = await self._listed(scope, vraag, query, wave + number - 1)
            page = page_of(self.upstream.registry, answer, _Termijn, _Any)
            rows = [row for row in page.results if isinstance(row, _Termijn)]
            asked = [row for row in rows if vraag.vanaf <= row.startdatum < vraag.tot]
            self.dropped.foreign(len(rows) - len(asked))
            days.update((row.einddatum - row.startdatum).days for row in asked if row.einddatum >= row.startdatum)
            if page.next is None:
                break
        return days

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on BSN, alone and with ids: it must find nothing.

        The keys of organisations are proven besides; one that fails is off, and the registry is not. The id is that of
        a zaak which it has given to us; until there is one, any.
        """
        if not await self._finds_nothing(scope, ((Veld.BSN, bsn),)):
            return False
        await self.organisaties.prove(scope, bsn, lambda sleutel: self._finds_nothing(scope, sleutel))
        return True

    async def _finds_nothing(self, scope: Scope, sleutel: Sleutel) -> bool:
        body = self._whose(sleutel, Vertrouwelijkheid.ZEER_GEHEIM, frozenset())
        for filter_ in (body, body | {"uuid__in": [self._existing or str(uuid4())]}):
            answer = await self._post(scope, filter_, frozenset(), 1, (("pageSize", "1"),), scope.wave())
            page: Page[_Any] = page_of(self.upstream.registry, answer, _Any, _Any)
            if page.count or page.results:
                return False
        return True

    async def _zoek_organisatie(
        self, scope: Scope, vraag: ZaakVraag, wie: Organisatie, expand: frozenset[str], wave: int
    ) -> Pagina:
        """One page of the zaken that an organisation started, under whichever key."""
        asked = partial(self._asked, vraag=vraag, expand=expand)
        rows, volgende = await self.organisaties.zoek(scope, wie, asked, vraag.eerste, vraag.na, expand, wave)
        return self._pagina(rows, vraag, volgende)

    def _asked(self, sleutel: Sleutel, vraag: ZaakVraag, expand: frozenset[str]) -> dict[str, Any]:
        """What is asked for a page of the zaken under this key."""
        body = self._whose(sleutel, vraag.maximum, expand)
        if vraag.zaaktypen is not None:
            body["zaaktype__in"] = list(vraag.zaaktypen)
        if vraag.filter is not None:
            body["einddatum__isnull"] = not _ENDED[vraag.filter]
        if vraag.na is not None:
            body["startdatum__lte"] = vraag.na.startdatum
        return body

    def _whose(self, sleutel: Sleutel, maximum: Vertrouwelijkheid, expand: frozenset[str]) -> dict[str, Any]:
        """The filter, correctly spelt: an unknown name or an empty number would give everybody's zaken."""
        if not sleutel or not all(veld.valid(value) for veld, value in sleutel):
            raise InvalidKey(self.upstream.registry)
        body: dict[str, Any] = {
            **{f"rol__betrokkeneIdentificatie__{veld}": value for veld, value in sleutel},
            "rol__omschrijvingGeneriek": "initiator",
            "maximaleVertrouwelijkheidaanduiding": maximum,
            "ordering": ["-startdatum", "-identificatie"],
        }
        return body | {"expand": sorted(expand)} if expand else body

    async def _listed(self, scope: Scope, vraag: TelVraag, query: tuple[tuple[str, str], ...], wave: int) -> Answer:
        """A page of everybody's zaken; a filter is always there, and nothing about a person stands in the address."""
        filters = [("startdatum__gte", vraag.vanaf.isoformat()), ("startdatum__lt", vraag.tot.isoformat())]
        if vraag.zaaktype is not None:
            if not valid_uuid(uuid_of(vraag.zaaktype)):
                raise InvalidKey(self.upstream.registry)
            filters.append(("zaaktype", vraag.zaaktype))
        if vraag.filter is not None:
            filters.append(("einddatum__isnull", "false" if _ENDED[vraag.filter] else "true"))
        request = Request("GET", "/zaken", (*filters, *query), _READ)
        return await self.upstream.call(scope, "GET /zaken", request, asked=frozenset(), keys=0, wave=wave)

    async def _search(
        self,
        scope: Scope,
        body: Mapping[str, Any],
        expand: frozenset[str],
        keys: int,
        size: int,
        number: int,
        wave: int,
    ) -> Page[Zaak | Rij]:
        query = (("pageSize", str(size)),) if number == 1 else (("page", str(number)), ("pageSize", str(size)))
        answer = await self._post(scope, body, expand, keys, query, wave)
        return page_of(self.upstream.registry, answer, Zaak, Rij)

    async def _post(
        self,
        scope: Scope,
        body: Mapping[str, Any],
        expand: frozenset[str],
        keys: int,
        query: tuple[tuple[str, str], ...],
        wave: int,
    ) -> Answer:
        request = Request("POST", "/zaken/_zoek", query, _SEARCH, msgspec.json.encode(body))
        return await self.upstream.call(scope, "POST /zaken/_zoek", request, asked=expand, keys=keys, wave=wave)

    def _shown(
        self, rows: Sequence[Zaak | Rij], maximum: Vertrouwelijkheid, filter_: Voortgang | None = None
    ) -> list[Zaak | Rij]:
        """Those within what was asked: a registry may send more confidential ones, or all for a client that may all."""
        shown = [
            row
            for row in rows
            if toegestaan(row.vertrouwelijkheidaanduiding, maximum)
            and (filter_ is None or isinstance(row, Rij) or (row.einddatum is not None) == _ENDED[filter_])
        ]
        self.dropped.withheld(len(rows) - len(shown))
        return shown

    def _pagina(self, rows: Sequence[Zaak | Rij], vraag: ZaakVraag, volgende: Cursor | None) -> Pagina:
        shown = self._of_kind(self._shown(rows, vraag.maximum, vraag.filter), vraag.zaaktypen)
        return Pagina([self._read(row) for row in shown], volgende)

    def _of_kind(self, rows: list[Zaak | Rij], zaaktypen: tuple[str, ...] | None) -> list[Zaak | Rij]:
        """Those of the kinds that were asked; one that can't be read is of some kind."""
        if zaaktypen is None:
            return rows
        asked = {uuid_of(url) for url in zaaktypen}
        found = [
            row for row in rows if isinstance(row, Rij) or (row.zaaktype is not None and uuid_of(row.zaaktype) in asked)
        ]
        self.dropped.foreign(len(rows) - len(found))
        return found

    def _read(self, row: Zaak | Rij) -> Zaak | RegistryError:
        return row if isinstance(row, Zaak) else RegistryInvalid(self.upstream.registry, "not as its contract says")
