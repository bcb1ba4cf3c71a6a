"""The loaders of the documents for one operation."""

from collections.abc import Hashable, Mapping, Sequence

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.core.zgw import Vertrouwelijkheid
from sources.documenten.adapter import MOST, DocumentenAdapter
from sources.documenten.records import Document

__all__ = ["DocumentenLoaders", "MetadataLoader"]


class MetadataLoader(RegistryLoader[tuple[str, Vertrouwelijkheid], Document]):
    """What is known of documents, by uuid, a hundred per call, if they are no more confidential than is said with it.

    A known id alone does not tell that it may be seen.
    """

    size = MOST

    def __init__(self, adapter: DocumentenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a document's metadata come whole."""
        return frozenset()

    def apart(self, identity: tuple[str, Vertrouwelijkheid]) -> Hashable:
        """A call has one measure of confidentiality."""
        return identity[1]

    async def fetch(
        self, identities: Sequence[tuple[str, Vertrouwelijkheid]], asked: Paths, wave: int
    ) -> Mapping[tuple[str, Vertrouwelijkheid], Document | Exception | None]:
        """One call for up to a hundred documents, of whomever."""
        maximum = identities[0][1]
        found = await self._adapter.metadata(self.scope, [uuid for uuid, _ in identities], maximum, wave)
        return {(uuid, maximum): found[uuid] for uuid, _ in identities}


class DocumentenLoaders:
    """`metadata`: key ((uuid, the most confidential that may be seen), paths of `Document`)."""

    registry = "documenten"

    def __init__(self, adapter: DocumentenAdapter, scope: Scope) -> None:
        self.metadata = MetadataLoader(adapter, scope)
