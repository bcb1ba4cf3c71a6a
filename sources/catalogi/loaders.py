"""The loaders of the types for one operation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from sources.catalogi.adapter import CatalogiAdapter
from sources.catalogi.records import BesluitType, InformatieObjectType, ResultaatType, StatusType, Type, ZaakType
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["CatalogiLoaders", "TypeLoader"]

T = TypeVar("T", bound=Type)


class TypeLoader(RegistryLoader[str, T], Generic[T]):
    """Types of one kind by URL; `known` answers at once, without waiting, what is in memory."""

    size = 500

    def __init__(self, adapter: CatalogiAdapter, scope: Scope, record: type[T]) -> None:
        super().__init__(scope)
        self._adapter, self._record = adapter, record

    def known(self, url: str) -> T | None:
        """The type at this URL if it is in memory."""
        return self._adapter.known(self._record, url)

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a type comes whole, and is for everyone."""
        return frozenset()

    def without_call(self, identity: str, paths: Paths) -> T | Exception | None:
        """What is in memory."""
        return self.known(identity)

    async def fetch(self, identities: Sequence[str], asked: Paths, wave: int) -> Mapping[str, T | Exception | None]:
        """At most one list, and what is not in it one by one."""
        return await self._adapter.typen(self.scope, self._record, identities, wave)


class CatalogiLoaders:
    """`zaaktypen`, `statustypen`, `resultaattypen`, `informatieobjecttypen`, `besluittypen`: key (URL, paths)."""

    registry = "catalogi"

    def __init__(self, adapter: CatalogiAdapter, scope: Scope) -> None:
        self._adapter, self._scope = adapter, scope
        self.zaaktypen = TypeLoader(adapter, scope, ZaakType)
        self.statustypen = TypeLoader(adapter, scope, StatusType)
        self.resultaattypen = TypeLoader(adapter, scope, ResultaatType)
        self.informatieobjecttypen = TypeLoader(adapter, scope, InformatieObjectType)
        self.besluittypen = TypeLoader(adapter, scope, BesluitType)

    async def soorten(self, identificaties: Iterable[str]) -> tuple[str, ...]:
        """The URLs of all versions of these kinds of zaak, in order; nothing of one that is not in the catalogue."""
        known = await self._adapter.soorten(self._scope, self._scope.wave())
        return tuple(dict.fromkeys(url for each in identificaties for url in known.get(each, ())))
