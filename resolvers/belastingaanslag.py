"""Tax assessments: a page of somebody's."""

from collections.abc import Awaitable

from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.downloads.linking import link
from resolvers.sleutel import sleutel
from sources.belastingen.loaders import BelastingenLoaders
from sources.belastingen.records import Pagina

__all__ = ["aanslagen", "download", "id_van"]


def aanslagen(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Pagina | None]:
    """A page of somebody's assessments, newest first."""
    load = ask.context.of(BelastingenLoaders).aanslagen.rijen(vraag(nummer, (), eerste, na), eerste, ask.paths())

    async def page() -> Pagina | None:
        lijst = await load
        return None if lijst is None else Pagina(*lijst.bladzijde(eerste))

    return page()


def id_van(uuid: str) -> str:
    """The key of an assessment."""
    return sleutel(BelastingenLoaders.registry, uuid)


def download(uuid: str, document: str | None, ask: Ask) -> str | None:
    """A link to its PDF, for who sees it now; none where the source says that there is no document."""
    return None if document is None else link(BelastingenLoaders.registry, uuid, ask)
