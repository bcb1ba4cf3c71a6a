"""The loaders of the trade register for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.errors import RegistryError
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.kvk.adapter import KvkAdapter, Zoekvraag
from sources.kvk.records import Basisprofiel, Resultaat, Vestiging, VestigingBasis

__all__ = ["KvkLoaders", "ProfielLoader", "VestigingLoader", "VestigingenLoader", "ZoekLoader"]


class ProfielLoader(RegistryLoader[str, Basisprofiel]):
    """Organisations by KVK number, from memory where they are there."""

    def __init__(self, adapter: KvkAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: an organisation comes whole."""
        return frozenset()

    def without_call(self, identity: str, paths: Paths) -> Basisprofiel | Exception | None:
        """What is in memory."""
        try:
            found: Basisprofiel | None = self._adapter.known(self._adapter.profiel_path(identity))
        except RegistryError as error:
            return error
        return found

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Basisprofiel | Exception | None]:
        """One organisation."""
        (kvk,) = identities
        return {kvk: await self._adapter.basisprofiel(self.scope, kvk, wave)}


class VestigingenLoader(RegistryLoader[str, list[VestigingBasis]]):
    """The branches of an organisation, by its KVK number."""

    def __init__(self, adapter: KvkAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[VestigingBasis] | Exception | None]:
        """One organisation."""
        (kvk,) = identities
        return {kvk: await self._adapter.vestigingen(self.scope, kvk, wave)}


class VestigingLoader(RegistryLoader[str, Vestiging]):
    """Branches by vestigingsnummer, one per call."""

    def __init__(self, adapter: KvkAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a branch comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Vestiging | Exception | None]:
        """One branch."""
        (nummer,) = identities
        return {nummer: await self._adapter.vestigingsprofiel(self.scope, nummer, wave)}


class ZoekLoader(RegistryLoader[Zoekvraag, list[Resultaat]]):
    """Searches; one at a time."""

    def __init__(self, adapter: KvkAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[Zoekvraag], asked: Paths, wave: int
    ) -> Mapping[Zoekvraag, list[Resultaat] | Exception | None]:
        """One search."""
        (vraag,) = identities
        return {vraag: await self._adapter.zoek(self.scope, vraag, wave)}


class KvkLoaders:
    """`profielen` and `vestigingen`: key (KVK number, paths). `vestiging`: key (vestigingsnummer, paths).

    `zoek`: key (`Zoekvraag`, nothing).
    """

    registry = "kvk"

    def __init__(self, adapter: KvkAdapter, scope: Scope) -> None:
        self.profielen = ProfielLoader(adapter, scope)
        self.vestigingen = VestigingenLoader(adapter, scope)
        self.vestiging = VestigingLoader(adapter, scope)
        self.zoek = ZoekLoader(adapter, scope)
