"""Messages: a page of somebody's, those about one request, and what is derived of one. Nothing is marked as read."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from enum import Enum

from auth.moments import AMSTERDAM
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
from sources.vtb.records import Bericht, Berichten, Perspectief

__all__ = [
    "IN_BERICHT",
    "Leesstand",
    "aanvraag",
    "aanvraagnummer",
    "berichten",
    "bijlagen",
    "dag",
    "id_van",
    "is_ongelezen",
    "noemt",
    "perspectief",
    "van_aanvraag",
]

IN_BERICHT = "bericht:"  # how a link says that a document was found in a message, before the uuid of that


class Leesstand(Enum):
    """Which messages: those that were opened in a portal, or not yet."""

    ONGELEZEN = "ongelezen"
    GELEZEN = "gelezen"


def berichten(
    nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Leesstand | None = None
) -> Awaitable[Berichten]:
    """A page of the messages to a resident or an organisation, newest first, by the number of their dossier."""
    return _bladzijde(nummer, ask, eerste, na, filter, lambda bericht: True)


def van_aanvraag(
    uuid: str, identificatie: str | None, ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Awaitable[Berichten]:
    """A page of the messages about one request; those of all requests come in the one call for whose they are."""

    def about(bericht: Bericht) -> bool:
        return verband.hoort_bij(_zaken(bericht), uuid, identificatie)

    return _bladzijde(ask.subject or "", ask, eerste, na, None, about)


async def bijlagen(uuid: str, urns: list[str] | None, ask: Ask) -> list[Document | BaseException]:
    """What comes with a message and may be shown; the documents of all messages come together."""
    found = [verband.document(urn) for urn in urns or ()]
    unnamed = [RegistryInvalid(VtbLoaders.registry, "not as its contract says") for each in found if each is None]
    named = [each for each in found if each is not None]
    documenten.gevonden(named, f"{IN_BERICHT}{uuid}", ask)
    return [*await documenten.getoond(named, ask), *unnamed]


async def noemt(uuid: str, document: str, nummer: str, ask: Ask) -> bool:
    """Whether a message to this resident or organisation names this document now. Raises `RegistryError`."""
    rows = await ask.context.of(VtbLoaders).berichten.rijen(Belanghebbende(nummer), ask.context.now)
    found = next((row for at, row in rows or () if at.uuid == uuid), None)
    if isinstance(found, RegistryError):
        raise found
    return found is not None and document in (verband.document(each.informatie_object) for each in found.bijlagen)


def id_van(uuid: str) -> str:
    """The key of a message."""
    return sleutel(VtbLoaders.registry, uuid)


def is_ongelezen(geopend: datetime | None) -> bool:
    """Whether nobody has opened it yet."""
    return geopend is None


def dag(moment: datetime | None) -> date | None:
    """The day of a moment, in Amsterdam."""
    return None if moment is None else moment.astimezone(AMSTERDAM).date()


def perspectief(code: str | None) -> Perspectief | None:
    """What is to be done; nothing for a code that nobody knows."""
    return next((each for each in Perspectief if each.value == code), None)


def aanvraag(urns: list[str] | None) -> str | None:
    """The key of the request that it is about, where the registry names it by its key."""
    return verband.aanvraag(verband.zaken(urns))


def aanvraagnummer(urns: list[str] | None) -> str | None:
    """The number of the request that it is about, where the registry names it by its number."""
    return verband.nummer(verband.zaken(urns))


def _bladzijde(
    nummer: str, ask: Ask, eerste: int, na: str | None, filter: Leesstand | None, wanted: Callable[[Bericht], bool]
) -> Awaitable[Berichten]:
    after, unread = plek(eerste, na), filter is Leesstand.ONGELEZEN
    loader, now = ask.context.of(VtbLoaders).berichten, ask.context.now
    load = loader.rijen(Belanghebbende(nummer), now, ongelezen=unread)

    async def page() -> Berichten:
        rows = [
            (at, row) for at, row in await load or () if isinstance(row, RegistryError) or wanted(row)
        ]  # one that can't be read may be one of these
        new = sum(1 for _, row in rows if isinstance(row, Bericht) and row.geopend_op is None)
        if filter is not None:
            rows = [
                (at, row) for at, row in rows if isinstance(row, RegistryError) or (row.geopend_op is None) is unread
            ]
        shown, next_ = bladzijde(rows, eerste, after, nieuwste_eerst=True)
        return Berichten(shown, next_, new)

    return page()


def _zaken(bericht: Bericht) -> list[verband.Zaak]:
    return verband.zaken(each.urn for each in bericht.is_gerelateerd_aan)
