"""Aanvragen: a person's zaken page by page, what the catalogue calls them, and their history."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import replace
from datetime import date

from strawberry import ID

from resolvers.aanvrager import aanvrager
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.catalogus import catalogue, told
from resolvers.errors import InvalidInput
from resolvers.sleutel import read_sleutel, sleutel
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError
from sources.core.zgw import uuid_of
from sources.zaken.aanvrager import Wie
from sources.zaken.cursor import Cursor
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Status, Substatus, Zaak
from sources.zaken.vraag import MOST, Voortgang, ZaakSleutel, ZaakVraag

__all__ = [
    "aanvraag",
    "aanvragen",
    "deelaanvragen",
    "een",
    "gerelateerd",
    "hoofdaanvraag",
    "id_van",
    "is_afgerond",
    "is_laatste",
    "pagina",
    "resultaat",
    "soort",
    "status",
    "statushistorie",
    "substatussen",
    "uitleg",
    "uuid_van",
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
    return pagina(bsn, bsn, ask, eerste, na, filter, soorten)


def pagina(
    wie: Wie,
    subject: str,
    ask: Ask,
    eerste: int,
    na: str | None,
    filter_: Voortgang | None = None,
    soorten: list[str] | None = None,
    paths: frozenset[str] | None = None,
) -> Awaitable[Pagina | None]:
    """A page of what a resident or an organisation has requested; `subject` is the number of the dossier.

    `paths` are of a `Zaak`, where it is for something else than the requests themselves.
    """
    hoogstens(eerste, MOST)
    if soorten is not None and len(soorten) > _MOST_SOORTEN:
        raise InvalidInput(f"Noem hoogstens {_MOST_SOORTEN} soorten.", f"Name {_MOST_SOORTEN} kinds at most.")
    try:
        after = Cursor.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    vraag = ZaakVraag(wie, eerste, after, filter_, hoogstens_vertrouwelijk(subject, ask))
    asked = ask.paths() if paths is None else paths
    load = _bladzijde(vraag, asked, ask) if soorten is None else _van_soorten(vraag, soorten, asked, ask)
    return _gewone(load, subject, ask) if ask.context.sensitive else load


def _bladzijde(vraag: ZaakVraag, paths: frozenset[str], ask: Ask) -> Awaitable[Pagina | None]:
    return ask.context.of(ZakenLoaders).aanvragen.load((vraag, paths))


async def _van_soorten(vraag: ZaakVraag, soorten: list[str], paths: frozenset[str], ask: Ask) -> Pagina | None:
    """Which types those are tells the catalogue, of all their versions."""
    return await _bladzijde(replace(vraag, zaaktypen=await catalogue(ask).soorten(soorten)), paths, ask)


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
    if not uuids:
        return []
    wie = await aanvrager(ask.subject, ask)
    loads = [loader.load((ZaakSleutel(wie, uuid, maximum), ask.paths())) for uuid in uuids]
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
