"""What somebody submitted and is not a request yet."""

from collections.abc import Awaitable

from resolvers import document as documenten
from resolvers import verband
from resolvers.ask import Ask
from resolvers.bladzijde import plek
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import RegistryError, RegistryInvalid
from sources.core.place import bladzijde
from sources.documenten.records import Document
from sources.vtb.loaders import VtbLoaders
from sources.vtb.records import Verzoeken

__all__ = ["document", "id_van", "ingediend", "soort"]


def ingediend(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Verzoeken]:
    """A page of what a resident or an organisation submitted; what has become a request stands among those.

    The registry does not tell when it was submitted, so that the order is only always the same.
    """
    after = plek(eerste, na)
    load = ask.context.of(VtbLoaders).verzoeken.load((Belanghebbende(nummer), ask.paths()))

    async def page() -> Verzoeken:
        rows = [
            (at, row)
            for at, row in await load or ()
            if isinstance(row, RegistryError) or not verband.zaken(each.urn for each in row.is_gerelateerd_aan)
        ]
        return Verzoeken(*bladzijde(rows, eerste, after))

    return page()


async def soort(url: str | None, ask: Ask) -> str | None:
    """What kind of thing was submitted, by what its form is called."""
    if url is None:
        return None
    found = await ask.context.of(VtbLoaders).typen.load((url, ask.paths()))
    return None if found is None else found.naam


async def document(urn: str | None, ask: Ask) -> Document | None:
    """What was submitted as its sender saw it, if it may be shown."""
    if urn is None:
        return None
    uuid = verband.document(urn)
    if uuid is None:
        raise RegistryInvalid(VtbLoaders.registry, "not as its contract says")
    shown = next(iter(await documenten.getoond([uuid], ask)), None)
    return shown if isinstance(shown, Document) else None


def id_van(uuid: str) -> str:
    """The key of what was submitted."""
    return sleutel(VtbLoaders.registry, uuid)
