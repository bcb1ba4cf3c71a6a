"""Aanvragen: a person's zaken page by page, what the catalogue calls them, and their history."""

from collections.abc import Awaitable
from datetime import date

from strawberry import ID

from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.catalogus import catalogue, told
from resolvers.sleutel import read_sleutel, sleutel
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError
from sources.zaken.cursor import Cursor
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Status, Zaak
from sources.zaken.vraag import MOST, Voortgang, ZaakSleutel, ZaakVraag

__all__ = [
    "aanvraag",
    "aanvragen",
    "id_van",
    "is_afgerond",
    "is_laatste",
    "resultaat",
    "soort",
    "status",
    "statushistorie",
]


def aanvragen(
    bsn: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Voortgang | None = None
) -> Awaitable[Pagina | None]:
    """A page of what someone has requested, newest first."""
    hoogstens(eerste, MOST)
    try:
        after = Cursor.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    vraag = ZaakVraag(bsn, eerste, after, filter, hoogstens_vertrouwelijk(bsn, ask))
    load = ask.context.of(ZakenLoaders).aanvragen.load((vraag, ask.paths()))
    return _gewone(load, bsn, ask) if ask.context.sensitive else load


def aanvraag(bsn: str, ask: Ask, *, id: ID) -> Awaitable[Zaak | None] | None:
    """One request of this person; what is unknown and what is somebody else's are both nothing."""
    uuid = read_sleutel(ZakenLoaders.registry, id)
    if uuid is None:
        return None
    zaak = ZaakSleutel(bsn, uuid, hoogstens_vertrouwelijk(bsn, ask))
    load = ask.context.of(ZakenLoaders).aanvraag.load((zaak, ask.paths()))
    return _gewoon(load, bsn, ask) if ask.context.sensitive else load


async def _gewone(load: Awaitable[Pagina | None], bsn: str, ask: Ask) -> Pagina | None:
    page = await load
    return None if page is None else Pagina(await gewone(page.zaken, bsn, ask), page.volgende)


async def _gewoon(load: Awaitable[Zaak | None], bsn: str, ask: Ask) -> Zaak | None:
    found = await load
    shown = await gewone([] if found is None else [found], bsn, ask)
    if shown and isinstance(shown[0], RegistryError):
        raise shown[0]
    return found if shown else None


async def statushistorie(uuid: str, ask: Ask) -> list[Status | RegistryError] | None:
    """The statuses that a request has had, newest first."""
    found: list[Status | RegistryError] | None = await ask.context.of(ZakenLoaders).statussen.load((uuid, ask.paths()))
    return found


def soort(url: str | None, ask: Ask) -> Awaitable[ZaakType | None] | ZaakType | None:
    """What kind of request it is, from the catalogue."""
    return told(catalogue(ask).zaaktypen, url, lambda found: found)


def status(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What a status is called, in the words for the resident where the catalogue has them."""
    return told(catalogue(ask).statustypen, url, lambda found: found.statustekst or found.omschrijving)


def is_laatste(url: str | None, ask: Ask) -> Awaitable[bool | None] | bool | None:
    """Whether a request ends with this status."""
    return told(catalogue(ask).statustypen, url, lambda found: found.is_eindstatus)


def resultaat(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What a result is called."""
    return told(catalogue(ask).resultaattypen, url, lambda found: found.omschrijving)


def id_van(uuid: str) -> str:
    """The key of a request."""
    return sleutel(ZakenLoaders.registry, uuid)


def is_afgerond(einddatum: date | None) -> bool:
    """Whether a request has come to its end."""
    return einddatum is not None
