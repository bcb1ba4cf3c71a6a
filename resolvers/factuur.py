"""Invoices: a page of somebody's, and what is derived of one."""

from collections.abc import Awaitable

from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.sleutel import sleutel
from sources.facturen.adapter import Openstaand
from sources.facturen.loaders import FacturenLoaders
from sources.facturen.records import FactuurStatus, Pagina

__all__ = ["facturen", "id_van", "is_open"]


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
