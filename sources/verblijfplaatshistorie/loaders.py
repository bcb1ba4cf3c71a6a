"""The loaders of the history of addresses for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.verblijfplaatshistorie.adapter import VerblijfplaatshistorieAdapter, Vraag
from sources.verblijfplaatshistorie.records import VerblijfplaatsVoorkomen

__all__ = ["VerblijfplaatsenLoader", "VerblijfplaatshistorieLoaders"]

Verblijfplaatsen = list[VerblijfplaatsVoorkomen | Exception]


class VerblijfplaatsenLoader(RegistryLoader[Vraag, Verblijfplaatsen]):
    """Where somebody lived, one person per call."""

    def __init__(self, adapter: VerblijfplaatshistorieAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: it comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[Vraag], asked: Paths, wave: int
    ) -> Mapping[Vraag, Verblijfplaatsen | Exception | None]:
        """One person."""
        (vraag,) = identities
        found = await self._adapter.van(self.scope, vraag, wave)
        return {vraag: None if found is None else list(found)}


class VerblijfplaatshistorieLoaders:
    """`verblijfplaatsen`: key (`Vraag`, paths of `VerblijfplaatsVoorkomen`)."""

    registry = "verblijfplaatshistorie"

    def __init__(self, adapter: VerblijfplaatshistorieAdapter, scope: Scope) -> None:
        self.verblijfplaatsen = VerblijfplaatsenLoader(adapter, scope)
