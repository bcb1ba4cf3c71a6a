"""Calls to the Objects API 2.7, as Open Object really answers them."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import msgspec
from msgspec import Raw, Struct

from auth.bsn import valid_bsn
from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.links import hosts_of, link
from sources.core.place import LAST, Plek
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.objecten.records import Melding, MeldingSoort, Taak, TaakStatus, Vergunning, dag

__all__ = ["MOST", "ObjectenAdapter", "Rij"]

Rij = tuple[Plek, Taak | RegistryError]

MOST = 100  # persons per call
_PAGE, _PAGES = 500, 10
_YEAR = timedelta(days=366)
_HEADERS = {"Accept": "application/json", "Content-Type": "application/json", "Content-Crs": "EPSG:4326"}
_MELDINGEN, _TAKEN, _VERGUNNINGEN = "belanghebbende", "identificatie", "bsn"  # where an objecttype says whose it is


class _Whose(Struct):
    type: str
    value: str


class _Owned(Struct):
    belanghebbende: _Whose


class _Sleutel(Struct):
    data: _Owned


class _Record(Struct):
    data: Melding


class _TaakData(Struct):
    identificatie: _Whose
    verloopdatum: str | None = None


class _TaakSleutel(Struct):
    data: _TaakData


class _TaakRecord(Struct):
    data: Taak


class _VergunningData(Struct):
    bsn: str


class _VergunningSleutel(Struct, rename="camel"):
    start_at: date
    data: _VergunningData


class _VergunningRecord(Struct):
    data: Vergunning


class _Object(Struct):
    """An object of which nothing is read but its kind and the record in it."""

    type: str
    record: Raw
    uuid: str = ""


class _Page(Struct):
    count: int
    results: list[_Object]
    next: str | None = None


class ObjectenAdapter:
    """One method per call. `options` hold the objecttypes by name: a uuid here, or a whole address."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        self._hosts = hosts_of(upstream.options.get("links", ""))

    @property
    def has_taken(self) -> bool:
        """Whether tasks are kept here."""
        return bool(self.upstream.options.get("taak"))

    @property
    def has_vergunningen(self) -> bool:
        """Whether parking permits are kept here."""
        return bool(self.upstream.options.get("parkeervergunning"))

    async def meldingen(
        self, scope: Scope, bsns: Collection[str], today: date, wave: int
    ) -> dict[str, list[Melding | RegistryError] | RegistryError | None]:
        """What departments sent these persons in the last year, as far as it is published and still matters."""
        registry = self.upstream.registry
        found: dict[str, list[Melding | RegistryError] | RegistryError | None] = {
            bsn: [] if valid_bsn(bsn) else InvalidKey(registry) for bsn in bsns
        }
        asked = [bsn for bsn, rows in found.items() if isinstance(rows, list)]
        if len(asked) > MOST:
            raise ValueError(f"at most {MOST} persons at once")
        foreign = 0
        seen: set[str] = set()
        days = [f"publicatiedatum__lte__{today}", f"publicatiedatum__gte__{today - _YEAR}"]
        for each in await self._search(scope, "melding", _MELDINGEN, Soort.BSN, asked, days, wave) if asked else ():
            if not self._is("melding", each.type):
                foreign += 1
                continue
            key = read_row(each.record, _Sleutel)
            if key is None:
                raise RegistryInvalid(registry, "not as its contract says")
            owner = key.data.belanghebbende
            rows = found.get(owner.value)
            if owner.type != "bsn" or not isinstance(rows, list):
                foreign += 1
                continue
            melding = self._read(each)
            if isinstance(melding, RegistryError):
                rows.append(melding)
            elif not today - _YEAR <= melding.publicatiedatum <= today:
                foreign += 1
            elif melding.uuid not in seen and (melding.geldig_tot is None or melding.geldig_tot >= today):
                seen.add(melding.uuid)  # a page that shifted meanwhile brings one twice
                rows.append(melding)
        self.dropped.foreign(foreign)
        return found

    async def taken(
        self, scope: Scope, wie: Sequence[Belanghebbende], wave: int, *, open_: bool = False
    ) -> dict[Belanghebbende, list[Rij] | RegistryError | None]:
        """What these have to do, or had, all of one kind; only what is to be done now if `open_`."""
        registry = self.upstream.registry
        found: dict[Belanghebbende, list[Rij] | RegistryError | None] = {
            each: [] if each.valid else InvalidKey(registry) for each in wie
        }
        asked = [each for each, rows in found.items() if isinstance(rows, list)]
        if len(asked) > MOST or len({each.soort for each in asked}) > 1:
            raise ValueError(f"at most {MOST} at once, and all of one kind")
        conditions = [f"status__exact__{TaakStatus.OPEN.value}"] if open_ else []
        numbers = [each.nummer for each in asked]
        objects = await self._search(scope, "taak", _TAKEN, asked[0].soort, numbers, conditions, wave) if asked else []
        foreign = 0
        seen: set[str] = set()
        for each in objects:
            if not self._is("taak", each.type):
                foreign += 1
                continue
            key = read_row(each.record, _TaakSleutel)
            if key is None or not each.uuid:
                raise RegistryInvalid(registry, "not as its contract says")
            owner = key.data.identificatie
            rows = found.get(Belanghebbende(owner.value))
            taak = self._taak(each)
            closed = isinstance(taak, Taak) and taak.status is not TaakStatus.OPEN
            if owner.type != asked[0].soort.value or not isinstance(rows, list) or (open_ and closed):
                foreign += 1
            elif each.uuid not in seen:
                seen.add(each.uuid)
                rows.append((Plek(_until(key.data.verloopdatum) or LAST, each.uuid), taak))
        self.dropped.foreign(foreign)
        return found

    async def vergunningen(
        self, scope: Scope, wie: Sequence[Belanghebbende], wave: int
    ) -> dict[Belanghebbende, list[Vergunning | RegistryError] | Exception | None]:
        """The parking permits of these residents; each object names its own."""
        registry = self.upstream.registry
        if len(wie) > MOST:
            raise ValueError(f"at most {MOST} at once")
        found: dict[Belanghebbende, dict[str, Vergunning | RegistryError]] = {each: {} for each in wie}
        numbers = sorted(each.nummer for each in wie)
        foreign = 0
        for each in await self._search(scope, "parkeervergunning", _VERGUNNINGEN, Soort.BSN, numbers, [], wave):
            if not self._is("parkeervergunning", each.type):
                foreign += 1
                continue
            key = read_row(each.record, _VergunningSleutel)
            if key is None or not each.uuid:
                raise RegistryInvalid(registry, "not as its contract says")
            mine = found.get(Belanghebbende(key.data.bsn))
            if mine is None:
                foreign += 1
                continue
            record = read_row(each.record, _VergunningRecord)
            mine[each.uuid] = (
                self._invalid()
                if record is None
                else msgspec.structs.replace(record.data, uuid=each.uuid, sinds=key.start_at)
            )
        self.dropped.foreign(foreign)
        return {each: list(rows.values()) for each, rows in found.items()}

    def _read(self, each: _Object) -> Melding | RegistryError:
        """The message of an object, without what only we say of one."""
        record = read_row(each.record, _Record)
        if record is None or record.data.soort is MeldingSoort.HOGER_NIVEAU:
            return self._invalid()
        return msgspec.structs.replace(record.data, regel=None, niveau=None)

    def _taak(self, each: _Object) -> Taak | RegistryError:
        """The task of an object, with an address only where somebody may be sent."""
        record = read_row(each.record, _TaakRecord)
        if record is None or _until(record.data.verloopdatum) is None:
            return self._invalid()
        url = record.data.url
        safe = None if url is None else msgspec.structs.replace(url, uri=link(url.uri, self._hosts))
        return msgspec.structs.replace(record.data, id=each.uuid, url=safe)

    def _invalid(self) -> RegistryInvalid:
        return RegistryInvalid(self.upstream.registry, "not as its contract says")

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on BSN: it must find nothing for one that nobody has."""
        wave, kinds = scope.wave(), [("melding", _MELDINGEN)]
        kinds += [("taak", _TAKEN)] if self.has_taken else []
        kinds += [("parkeervergunning", _VERGUNNINGEN)] if self.has_vergunningen else []
        for option, whose in kinds:
            page = await self._ask(scope, option, whose, Soort.BSN, [bsn], [], 1, wave)
            if page.count or page.results:
                return False
        return True

    async def _search(
        self, scope: Scope, option: str, whose: str, soort: Soort, numbers: list[str], conditions: list[str], wave: int
    ) -> list[_Object]:
        """The objects page by page; the registry has no filter for what is not over, or never was to end."""
        found: list[_Object] = []
        for number in range(1, _PAGES + 1):
            page = await self._ask(scope, option, whose, soort, numbers, conditions, number, wave + number - 1)
            found += page.results
            if page.next is None:
                return found
        raise RegistryInvalid(self.upstream.registry, "more than anybody reads")

    async def _ask(
        self,
        scope: Scope,
        option: str,
        whose: str,
        soort: Soort,
        numbers: list[str],
        conditions: list[str],
        number: int,
        wave: int,
    ) -> _Page:
        # An empty value would say nothing of whose they are.
        persons = [Belanghebbende(each) for each in numbers]
        if not persons or not all(each.valid and each.soort is soort for each in persons):
            raise InvalidKey(self.upstream.registry)
        # `data_attr`, which took its place, breaks the search down; here a comma is AND, and a bar is OR.
        kind, key = (
            ([], whose) if whose == soort.value else ([f"{whose}__type__exact__{soort.value}"], f"{whose}__value")
        )
        filters = [*kind, *conditions, f"{key}__in__{'|'.join(numbers)}"]
        body = {"type": self._type(option), "data_attrs": ",".join(filters)}
        query = (*((("page", str(number)),) if number > 1 else ()), ("pageSize", str(_PAGE)))
        request = Request("POST", "/objects/search", query, _HEADERS, msgspec.json.encode(body))
        answer = await self.upstream.call(
            scope, "POST /objects/search", request, asked=frozenset(), keys=len(numbers), wave=wave
        )
        return decode(self.upstream.registry, answer, _Page)

    def _type(self, option: str) -> str:
        named = self.upstream.options[option]
        return named if "://" in named else f"{self.upstream.base_url}/objecttypes/{named}"

    def _is(self, option: str, type_: str) -> bool:
        """Addresses follow the Host header of the request: the last part tells."""
        return type_.rstrip("/").rpartition("/")[2] == self._type(option).rstrip("/").rpartition("/")[2]


def _until(text: str | None) -> str | None:
    """The day by which a task is sorted, as text; `None` for what is no day."""
    try:
        day = dag(text)
    except ValueError:
        return None
    return LAST if day is None else day.isoformat()
