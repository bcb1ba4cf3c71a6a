"""Calls to Open Product (Producten 1.7)."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Raw, Struct

from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.contract import Plaats
from sources.core.errors import InvalidKey, RegistryInvalid
from sources.core.rows import Dropped, read_row
from sources.core.scope import Scope
from sources.core.transport import Request
from sources.core.upstream import Upstream, decode
from sources.openproduct.records import Product, Rij, Vergunning

__all__ = ["OpenProductAdapter"]

_FILTER = {Soort.BSN: "eigenaren__bsn", Soort.KVK: "eigenaren__kvk_nummer"}
_OPERATION = "GET /producten"  # whose they are stands in the address: this is what is told of it
_PAGE, _PAGES = 500, 4
_HEADERS = {"Accept": "application/json"}


class _Eigenaar(Struct):
    bsn: str | None = None
    kvk_nummer: str | None = None


class _Soort(Struct):
    code: str


class _Sleutel(Struct):
    """What of a product must be readable to know which it is, whose, of which kind and since when."""

    uuid: str
    eigenaren: list[_Eigenaar]
    producttype: _Soort
    aanmaak_datum: datetime
    start_datum: date | None = None
    gepubliceerd: bool | None = None

    def van(self, wie: Belanghebbende) -> bool:
        """Whether this is one of its owners."""
        own = (each.bsn if wie.soort is Soort.BSN else each.kvk_nummer for each in self.eigenaren)
        return wie.nummer in own


class _Page(Struct):
    count: int
    results: list[Raw]
    next: str | None = None


class OpenProductAdapter:
    """One method per call. `options["parkeervergunning"]` are the codes of the kinds that are parking permits."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.dropped = Dropped(upstream.registry)
        codes = upstream.options.get("parkeervergunning", "").split(",")
        self.vergunningen = frozenset(code.strip() for code in codes if code.strip())

    async def producten(self, scope: Scope, wie: Belanghebbende, codes: Iterable[str] | None, wave: int) -> list[Rij]:
        """What somebody was given, newest first; of these kinds only, `None` is every kind.

        The registry has no order that can be asked for, so the whole list is brought: it is short.
        """
        registry = self.upstream.registry
        kinds = None if codes is None else sorted(codes)
        if kinds == []:
            return []
        found: dict[Plaats, Rij] = {}
        for number in range(1, _PAGES + 1):
            page = await self._ask(scope, wie, kinds, _PAGE, number, wave + number - 1)
            foreign = withheld = 0
            for raw in page.results:
                key = read_row(raw, _Sleutel)
                if key is None:
                    raise RegistryInvalid(registry, "not as its contract says")
                if not key.van(wie) or (kinds is not None and key.producttype.code not in kinds):
                    foreign += 1
                elif key.gepubliceerd is False:
                    withheld += 1
                else:
                    row = self._read(key, raw)
                    found[row.plaats] = row  # a page that shifted meanwhile brings one twice
            self.dropped.foreign(foreign)
            self.dropped.withheld(withheld)
            if page.next is None:
                return [found[place] for place in sorted(found, reverse=True)]
        raise RegistryInvalid(registry, "more products than anybody has")

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours the filter on owner: it must find nothing for a BSN that nobody has."""
        page = await self._ask(scope, Belanghebbende(bsn), None, 1, 1, scope.wave())
        return not (page.count or page.results)

    def _read(self, key: _Sleutel, raw: Raw) -> Rij:
        invalid = RegistryInvalid(self.upstream.registry, "not as its contract says")
        place = Plaats(key.start_datum or key.aanmaak_datum.date(), key.uuid)
        product, permit = read_row(raw, Product) or invalid, None
        if key.producttype.code in self.vergunningen:
            permit = read_row(raw, Vergunning) or invalid
        return Rij(place, key.producttype.code, product, permit)

    async def _ask(
        self, scope: Scope, wie: Belanghebbende, codes: list[str] | None, size: int, number: int, wave: int
    ) -> _Page:
        if not wie.valid or (codes is not None and not all(codes)):  # an empty value is no filter: everybody's
            raise InvalidKey(self.upstream.registry)
        query = [(_FILTER[wie.soort], wie.nummer), ("gepubliceerd", "true")]
        if codes is not None:
            query.append(("producttype__code__in", ",".join(codes)))
        if number > 1:
            query.append(("page", str(number)))
        request = Request("GET", "/producten", (*query, ("page_size", str(size))), _HEADERS)
        answer = await self.upstream.call(scope, _OPERATION, request, asked=frozenset(codes or ()), keys=1, wave=wave)
        return decode(self.upstream.registry, answer, _Page)
