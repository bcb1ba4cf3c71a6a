"""The loaders of the WOZ for one operation."""

from collections.abc import Mapping, Sequence

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.woz.adapter import FIELDS, WozAdapter
from sources.woz.records import WozObject

__all__ = ["ObjectLoader", "OpAdresLoader", "WozLoaders"]

Objecten = list[WozObject | Exception]


class OpAdresLoader(RegistryLoader[tuple[str, str], Objecten]):
    """Objects by (adresseerbaar object, BSN): a household is one call, since the registry is asked by address."""

    size = 1000

    def __init__(self, adapter: WozAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the WOZ."""
        return FIELDS.of(paths)

    def without_call(self, identity: tuple[str, str], paths: Paths) -> Objecten | Exception | None:
        """Nobody for what is no BSN, so that the others of the household are asked for."""
        return None if valid_bsn(identity[1]) else InvalidKey(self._adapter.upstream.registry)

    def apart(self, identity: tuple[str, str]) -> str:
        """One address per call."""
        return identity[0]

    async def fetch(
        self, identities: Sequence[tuple[str, str]], asked: Paths, wave: int
    ) -> Mapping[tuple[str, str], Objecten | Exception | None]:
        """One call for all who live there."""
        at = identities[0][0]
        found = await self._adapter.op_adres(self.scope, at, [bsn for _, bsn in identities], asked, wave)
        return {(at, bsn): list(objects) for bsn, objects in found.items()}


class ObjectLoader(RegistryLoader[tuple[str, str], WozObject]):
    """One object by (BSN, identificatie); for whoever it is not, it is not there."""

    def __init__(self, adapter: WozAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """The `fields` of the WOZ."""
        return FIELDS.of(paths)

    async def fetch(
        self, identities: Sequence[tuple[str, str]], asked: Paths, wave: int
    ) -> Mapping[tuple[str, str], WozObject | Exception | None]:
        """One object."""
        ((bsn, identificatie),) = identities
        return {(bsn, identificatie): await self._adapter.object_van(self.scope, bsn, identificatie, asked, wave)}


class WozLoaders:
    """`op_adres`: key ((adresseerbaar object, BSN), paths of `WozObject`); `object`: ((BSN, identificatie), paths).

    `options` are what was set of this registry.
    """

    registry = "woz"

    def __init__(self, adapter: WozAdapter, scope: Scope) -> None:
        self.op_adres = OpAdresLoader(adapter, scope)
        self.object = ObjectLoader(adapter, scope)
        self.options = adapter.upstream.options
