"""The loaders of the documents for one operation."""

from collections.abc import Mapping, Sequence

from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.core.zgw import Vertrouwelijkheid
from sources.documenten.adapter import MOST, DocumentenAdapter
from sources.documenten.records import Document

__all__ = ["DocumentenLoaders", "MetadataLoader"]


class MetadataLoader(RegistryLoader[str, Document]):
    """What is known of documents, by uuid, a hundred per call; a known id alone does not tell that it may be seen."""

    size = MOST

    def __init__(self, adapter: DocumentenAdapter, scope: Scope, maximum: Vertrouwelijkheid) -> None:
        super().__init__(scope)
        self._adapter, self._maximum = adapter, maximum

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a document's metadata come whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, Document | Exception | None]:
        """One call for up to a hundred documents, of whomever."""
        return await self._adapter.metadata(self.scope, identities, self._maximum, wave)


class DocumentenLoaders:
    """`metadata`: key (uuid, paths of `Document`); nothing more confidential than `maximum` gets through."""

    registry = "documenten"

    def __init__(
        self,
        adapter: DocumentenAdapter,
        scope: Scope,
        maximum: Vertrouwelijkheid = Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    ) -> None:
        self.metadata = MetadataLoader(adapter, scope, maximum)
