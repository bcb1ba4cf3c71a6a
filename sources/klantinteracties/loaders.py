"""The loaders of klantinteracties for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.belanghebbende import Belanghebbende
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.core.zgw import expand_of
from sources.klantinteracties.adapter import KlantcontactVraag, KlantinteractiesAdapter
from sources.klantinteracties.records import Pagina, Partij

__all__ = ["KlantcontactenLoader", "KlantinteractiesLoaders", "PartijLoader"]


class PartijLoader(RegistryLoader[Belanghebbende, Partij]):
    """Parties; the registry can be asked about one person or organisation at a time."""

    def __init__(self, adapter: KlantinteractiesAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """What must come along; of a party itself everything comes."""
        return expand_of(paths)

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, Partij | Exception | None]:
        """One party."""
        (wie,) = identities
        return {wie: await self._adapter.partij(self.scope, wie, asked, wave)}


class KlantcontactenLoader(RegistryLoader[KlantcontactVraag, Pagina]):
    """Pages of contacts; the registry can be asked about one person or organisation at a time."""

    def __init__(self, adapter: KlantinteractiesAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """What must come along; of a contact itself everything comes."""
        return expand_of(paths)

    async def fetch(
        self, identities: Sequence[KlantcontactVraag], asked: Paths, wave: int
    ) -> Mapping[KlantcontactVraag, Pagina | Exception | None]:
        """One question."""
        (vraag,) = identities
        return {vraag: await self._adapter.klantcontacten(self.scope, vraag, asked, wave)}


class KlantinteractiesLoaders:
    """`partij`: key (`Belanghebbende`, paths of `Partij`); `klantcontacten`: key (`KlantcontactVraag`, paths)."""

    registry = "klantinteracties"

    def __init__(self, adapter: KlantinteractiesAdapter, scope: Scope) -> None:
        self.partij = PartijLoader(adapter, scope)
        self.klantcontacten = KlantcontactenLoader(adapter, scope)
