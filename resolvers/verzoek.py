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
from sources.vtb.records import Verzoek, Verzoeken

__all__ = ["IN_VERZOEK", "document", "id_van", "ingediend", "noemt", "soort"]

IN_VERZOEK = "verzoek:"  # how a link says that a document was found in what was submitted, before the uuid of that

_WHOLE = frozenset[str]()


def ingediend(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Verzoeken]:
    """A page of what a resident or an organisation submitted; what has become a request stands among those.

    The registry does not tell when it was submitted, so that the order is only always the same.
    """
    after = plek(eerste, na)
    load = ask.context.of(VtbLoaders).verzoeken.load((Belanghebbende(nummer), ask.paths()))

    async def page() -> Verzoeken:
        rows = [(at, row) for at, row in await load or () if isinstance(row, RegistryError) or not _is_aanvraag(row)]
        return Verzoeken(*bladzijde(rows, eerste, after))

    return page()


async def soort(url: str | None, ask: Ask) -> str | None:
    """What kind of thing was submitted, by what its form is called."""
    if url is None:
        return None
    found = await ask.context.of(VtbLoaders).typen.load((url, ask.paths()))
    return None if found is None else found.naam


async def document(uuid: str, urn: str | None, ask: Ask) -> Document | None:
    """What was submitted as its sender saw it, if it may be shown."""
    if urn is None:
        return None
    named = verband.document(urn)
    if named is None:
        raise RegistryInvalid(VtbLoaders.registry, "not as its contract says")
    documenten.gevonden([named], f"{IN_VERZOEK}{uuid}", ask)
    shown = next(iter(await documenten.getoond([named], ask)), None)
    return shown if isinstance(shown, Document) else None


async def noemt(uuid: str, document: str, nummer: str, ask: Ask) -> bool:
    """Whether what this resident or organisation submitted, and is no request yet, names this document.

    Raises `RegistryError`.
    """
    rows = await ask.context.of(VtbLoaders).verzoeken.load((Belanghebbende(nummer), _WHOLE))
    found = next((row for at, row in rows or () if at.uuid == uuid), None)
    if isinstance(found, RegistryError):
        raise found
    if found is None or found.verzoek_informatie_object is None or _is_aanvraag(found):
        return False
    return verband.document(found.verzoek_informatie_object) == document


def _is_aanvraag(verzoek: Verzoek) -> bool:
    """Whether it has become a request, where it stands from then on."""
    return bool(verband.zaken(each.urn for each in verzoek.is_gerelateerd_aan))


def id_van(uuid: str) -> str:
    """The key of what was submitted."""
    return sleutel(VtbLoaders.registry, uuid)
