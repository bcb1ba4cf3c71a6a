"""The loaders of our own data for one operation; what they stand on is handed down, as klantcontacten are."""

from collections.abc import Mapping, Sequence

from auth.reports import Report, Reports
from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope

__all__ = ["EigenLoaders", "GekoppeldLoader"]


class GekoppeldLoader(RegistryLoader[Belanghebbende, list[Report]]):
    """Which reports about the street somebody made while logged in, newest first; it takes no call."""

    def __init__(self, links: Reports, scope: Scope) -> None:
        super().__init__(scope)
        self._links = links

    async def fetch(
        self, identities: Sequence[Belanghebbende], asked: Paths, wave: int
    ) -> Mapping[Belanghebbende, list[Report] | Exception | None]:
        """One reading of the store."""
        (whose,) = identities
        return {whose: await self._links.of(whose.nummer) if whose.valid else InvalidKey(EigenLoaders.registry)}


class EigenLoaders:
    """`gekoppeld`: key (`Belanghebbende`, nothing)."""

    registry = "eigen"

    def __init__(self, links: Reports, scope: Scope) -> None:
        self.gekoppeld = GekoppeldLoader(links, scope)
