"""Invoices: a page of somebody's, and what is derived of one."""

from collections.abc import Awaitable

from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.downloads.linking import link
from resolvers.sleutel import sleutel
from sources.facturen.adapter import Openstaand
from sources.facturen.loaders import FacturenLoaders
from sources.facturen.records import FactuurStatus, Pagina

__all__ = ["download", "facturen", "id_van", "is_open"]


def facturen(
    nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Openstaand | None = None
) -> Awaitable[Pagina | None]:
    """A page of somebody's invoices, newest first."""
    asked = vraag(nummer, filter.statussen if filter else (), eerste, na)
    load = ask.context.of(FacturenLoaders).facturen.rijen(asked, eerste, ask.paths())

    async def page() -> Pagina | None:
        lijst = await load
        return None if lijst is None else Pagina(*lijst.bladzijde(eerste))

    return page()


def is_open(status: FactuurStatus | None) -> bool | None:
    """Whether something is to be paid on an invoice of this status."""
    return None if status is None else status in Openstaand.OPEN.value


def id_van(uuid: str) -> str:
    """The key of an invoice."""
    return sleutel(FacturenLoaders.registry, uuid)


def download(uuid: str, document: str | None, ask: Ask) -> str | None:
    """A link to its PDF, for who sees it now; none where the source says that there is no document."""
    return None if document is None else link(FacturenLoaders.registry, uuid, ask)
