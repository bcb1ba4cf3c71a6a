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
from sources.zaken.aanvrager import Wie
from sources.zaken.cursor import Cursor
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Status, Zaak
from sources.zaken.vraag import MOST, Voortgang, ZaakSleutel, ZaakVraag

__all__ = [
    "aanvraag",
    "aanvragen",
    "een",
    "id_van",
    "is_afgerond",
    "is_laatste",
    "pagina",
    "resultaat",
    "soort",
    "status",
    "statushistorie",
    "uuid_van",
]


def aanvragen(
    bsn: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Voortgang | None = None
) -> Awaitable[Pagina | None]:
    """A page of what someone has requested, newest first."""
    return pagina(bsn, bsn, ask, eerste, na, filter)


def pagina(
    wie: Wie, subject: str, ask: Ask, eerste: int, na: str | None, filter_: Voortgang | None
) -> Awaitable[Pagina | None]:
    """A page of what a resident or an organisation has requested; `subject` is the number of the dossier."""
    hoogstens(eerste, MOST)
    try:
        after = Cursor.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    vraag = ZaakVraag(wie, eerste, after, filter_, hoogstens_vertrouwelijk(subject, ask))
    load = ask.context.of(ZakenLoaders).aanvragen.load((vraag, ask.paths()))
    return _gewone(load, subject, ask) if ask.context.sensitive else load


def aanvraag(bsn: str, ask: Ask, *, id: ID) -> Awaitable[Zaak | None] | None:
    """One request of this person; what is unknown and what is somebody else's are both nothing."""
    uuid = uuid_van(id)
    return None if uuid is None else een(bsn, bsn, uuid, ask)


def uuid_van(id_: ID) -> str | None:
    """The uuid behind the key of a request; None for what is none."""
    return read_sleutel(ZakenLoaders.registry, id_)


def een(wie: Wie, subject: str, uuid: str, ask: Ask) -> Awaitable[Zaak | None]:
    """One request of a resident or an organisation; `subject` is the number of the dossier."""
    zaak = ZaakSleutel(wie, uuid, hoogstens_vertrouwelijk(subject, ask))
    load = ask.context.of(ZakenLoaders).aanvraag.load((zaak, ask.paths()))
    return _gewoon(load, subject, ask) if ask.context.sensitive else load


async def _gewone(load: Awaitable[Pagina | None], subject: str, ask: Ask) -> Pagina | None:
    page = await load
    return None if page is None else Pagina(await gewone(page.zaken, subject, ask), page.volgende)


async def _gewoon(load: Awaitable[Zaak | None], subject: str, ask: Ask) -> Zaak | None:
    found = await load
    shown = await gewone([] if found is None else [found], subject, ask)
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
