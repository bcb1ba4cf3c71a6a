"""The loaders of the BRP for one operation."""

from collections.abc import Mapping, Sequence

from auth.bsn import valid_bsn
from sources.brp.adapter import MOST, BrpAdapter
from sources.brp.fields import fields_of
from sources.brp.records import Persoon
from sources.brp.zoekvraag import Zoekvraag
from sources.core.errors import InvalidKey
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["BrpLoaders", "PersonenLoader", "ZoekLoader"]


class PersonenLoader(RegistryLoader[str, Persoon]):
    """Persons by BSN, twenty per call; of whom only the BSN is wanted, nothing is asked."""

    size = MOST

    def __init__(self, adapter: BrpAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the BRP."""
        return fields_of(paths)

    def without_call(self, identity: str, paths: Paths) -> Persoon | Exception | None:
        """A person of whom only the BSN is wanted, which is known; and nobody for what is no BSN."""
        if not valid_bsn(identity):
            return InvalidKey(self._adapter.upstream.registry)
        return None if paths else Persoon(identity)

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Persoon | Exception | None]:
        """One call for up to twenty persons who are all asked the same."""
        return await self._adapter.personen(self.scope, identities, asked, wave)


class ZoekLoader(RegistryLoader[Zoekvraag, list[Persoon]]):
    """Whom a search finds; one question per call. Its failure may be `TooManyFound`."""

    def __init__(self, adapter: BrpAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the BRP."""
        return fields_of(paths)

    async def fetch(
        self, identities: Sequence[Zoekvraag], asked: Paths, wave: int
    ) -> Mapping[Zoekvraag, list[Persoon] | Exception | None]:
        """One question."""
        (vraag,) = identities
        return {vraag: await self._adapter.zoek(self.scope, vraag, asked, wave)}


class BrpLoaders:
    """`personen`: key (BSN, paths of `Persoon`); `gevonden`: key (`Zoekvraag`, paths of `Persoon`)."""

    registry = "brp"

    def __init__(self, adapter: BrpAdapter, scope: Scope) -> None:
        self.personen = PersonenLoader(adapter, scope)
        self.gevonden = ZoekLoader(adapter, scope)
