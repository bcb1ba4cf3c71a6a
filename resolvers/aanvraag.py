"""Aanvragen: a person's zaken page by page, what the catalogue calls them, and their history."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import replace
from datetime import date

from strawberry import ID

from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.catalogus import catalogue, told
from resolvers.errors import InvalidInput
from resolvers.sleutel import read_sleutel, sleutel
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError
from sources.core.zgw import uuid_of
from sources.zaken.cursor import Cursor
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Status, Substatus, Zaak
from sources.zaken.vraag import MOST, Voortgang, ZaakSleutel, ZaakVraag

__all__ = [
    "aanvraag",
    "aanvragen",
    "deelaanvragen",
    "gerelateerd",
    "hoofdaanvraag",
    "id_van",
    "is_afgerond",
    "is_laatste",
    "resultaat",
    "soort",
    "status",
    "statushistorie",
    "substatussen",
    "uitleg",
]

_MOST_SOORTEN = 50  # in one question
_MOST_ANDERE = 20  # requests that have to do with one; who has more finds them in the list


def aanvragen(
    bsn: str,
    ask: Ask,
    *,
    eerste: int = 20,
    na: str | None = None,
    filter: Voortgang | None = None,
    soorten: list[str] | None = None,
) -> Awaitable[Pagina | None]:
    """A page of what someone has requested, newest first; of these kinds only, where any are named."""
    hoogstens(eerste, MOST)
    if soorten is not None and len(soorten) > _MOST_SOORTEN:
        raise InvalidInput(f"Noem hoogstens {_MOST_SOORTEN} soorten.", f"Name {_MOST_SOORTEN} kinds at most.")
    try:
        after = Cursor.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    vraag = ZaakVraag(bsn, eerste, after, filter, hoogstens_vertrouwelijk(bsn, ask))
    load = _bladzijde(vraag, ask) if soorten is None else _van_soorten(vraag, soorten, ask)
    return _gewone(load, bsn, ask) if ask.context.sensitive else load


def _bladzijde(vraag: ZaakVraag, ask: Ask) -> Awaitable[Pagina | None]:
    return ask.context.of(ZakenLoaders).aanvragen.load((vraag, ask.paths()))


async def _van_soorten(vraag: ZaakVraag, soorten: list[str], ask: Ask) -> Pagina | None:
    """Which types those are tells the catalogue, of all their versions."""
    return await _bladzijde(replace(vraag, zaaktypen=await catalogue(ask).soorten(soorten)), ask)


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


def hoofdaanvraag(url: str | None, ask: Ask) -> Awaitable[Zaak | None] | None:
    """The request that this one is a part of, if that is the same person's."""
    return None if url is None else _eerste(_andere([url], ask))


def deelaanvragen(urls: list[str] | None, ask: Ask) -> Awaitable[list[Zaak | RegistryError]]:
    """The parts of a request that are the same person's."""
    return _andere(urls or (), ask)


def gerelateerd(
    relevant: list[str] | None, verwant: list[str] | None, ask: Ask
) -> Awaitable[list[Zaak | RegistryError]]:
    """The requests that have to do with this one and are the same person's; the registry has two lists of them."""
    return _andere([*(relevant or ()), *(verwant or ())], ask)


async def _andere(urls: Iterable[str], ask: Ask) -> list[Zaak | RegistryError]:
    """These requests as far as they are of whom this dossier is; those for all requests of a page come together.

    Of whose they are and whether they are there, nothing is told: the registry finds none but this person's.
    """
    if ask.subject is None:
        return []
    maximum, loader = hoogstens_vertrouwelijk(ask.subject, ask), ask.context.of(ZakenLoaders).aanvraag
    uuids = list(dict.fromkeys(map(uuid_of, urls)))[:_MOST_ANDERE]
    loads = [loader.load((ZaakSleutel(ask.subject, uuid, maximum), ask.paths())) for uuid in uuids]
    found = await asyncio.gather(*loads, return_exceptions=True)
    shown = [each for each in found if isinstance(each, Zaak | RegistryError)]
    failed = [each for each in found if isinstance(each, BaseException)]
    if failed and (len(failed) == len(found) or not isinstance(failed[0], RegistryError)):
        raise failed[0]  # an error for each would tell how many there are that are another's
    return await gewone(shown, ask.subject, ask)


async def _eerste(load: Awaitable[list[Zaak | RegistryError]]) -> Zaak | None:
    found = next(iter(await load), None)
    if isinstance(found, RegistryError):
        raise found
    return found


async def substatussen(uuid: str, ask: Ask) -> list[Substatus | RegistryError] | None:
    """What was noted for the resident between two statuses, the latest first."""
    return await ask.context.of(ZakenLoaders).substatussen.load((uuid, ask.paths()))


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


def uitleg(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What the catalogue says of such a result."""
    return told(catalogue(ask).resultaattypen, url, lambda found: found.toelichting)


def id_van(uuid: str) -> str:
    """The key of a request."""
    return sleutel(ZakenLoaders.registry, uuid)


def is_afgerond(einddatum: date | None) -> bool:
    """Whether a request has come to its end."""
    return einddatum is not None
