"""The loaders of the decisions for one operation."""

from collections.abc import Mapping, Sequence

from sources.besluiten.adapter import BesluitenAdapter
from sources.besluiten.records import Besluit
from sources.core.errors import RegistryError
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["BesluitenLoader", "BesluitenLoaders", "BrievenLoader"]


class BesluitenLoader(RegistryLoader[str, list[Besluit | RegistryError]]):
    """What was decided on a zaak, by its URL; the registry can be asked about one zaak at a time."""

    def __init__(self, adapter: BesluitenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a decision comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[Besluit | RegistryError] | Exception | None]:
        """One zaak."""
        (zaak,) = identities
        return {zaak: await self._adapter.besluiten(self.scope, zaak, wave)}


class BrievenLoader(RegistryLoader[str, list[str]]):
    """In which documents a decision stands, by its URL; one decision at a time."""

    def __init__(self, adapter: BesluitenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: it is a list of URLs."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[str] | Exception | None]:
        """One decision."""
        (besluit,) = identities
        return {besluit: await self._adapter.documenten(self.scope, besluit, wave)}


class BesluitenLoaders:
    """`besluiten`: key (URL of a zaak that was found for its person, paths of `Besluit`).

    `brieven`: key (URL of a decision, nothing), gives the URLs of documents.
    """

    registry = "besluiten"

    def __init__(self, adapter: BesluitenAdapter, scope: Scope) -> None:
        self.besluiten = BesluitenLoader(adapter, scope)
        self.brieven = BrievenLoader(adapter, scope)
