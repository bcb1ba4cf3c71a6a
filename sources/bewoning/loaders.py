"""The loaders of the residents of an address for one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sources.bewoning.adapter import BewoningAdapter
from sources.bewoning.records import Bewoning
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["Bewoner", "BewoningLoaders", "MedebewonersLoader"]


@dataclass(frozen=True, slots=True)
class Bewoner:
    """Somebody at an adresseerbaar object, on a day."""

    bsn: str = field(repr=False)
    object: str = field(repr=False)
    peildatum: date


class MedebewonersLoader(RegistryLoader[Bewoner, Bewoning]):
    """With how many others somebody lives: one address per call, for all who live there."""

    size = 100

    def __init__(self, adapter: BewoningAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose."""
        return frozenset()

    def apart(self, identity: Bewoner) -> tuple[str, date]:
        """An address and a day are a call."""
        return identity.object, identity.peildatum

    async def fetch(
        self, identities: Sequence[Bewoner], asked: Paths, wave: int
    ) -> Mapping[Bewoner, Bewoning | Exception | None]:
        """One address."""
        object_, peildatum = self.apart(identities[0])
        found = await self._adapter.medebewoners(
            self.scope, object_, [each.bsn for each in identities], peildatum, wave
        )
        return {each: found[each.bsn] for each in identities}


class BewoningLoaders:
    """`medebewoners`: key (`Bewoner`, paths of `Bewoning`)."""

    registry = "bewoning"

    def __init__(self, adapter: BewoningAdapter, scope: Scope) -> None:
        self.medebewoners = MedebewonersLoader(adapter, scope)
