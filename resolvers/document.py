"""Documents: which of a request may be shown, page by page, and what one is called.

What binds a document to a request tells its title and its date too, but neither its confidentiality nor whether it is
finished. So also where only those are selected the documents themselves are asked.
"""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import UTC, datetime

from auth.worded import Worded
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.catalogus import catalogue, told
from resolvers.downloads.linking import link
from resolvers.sleutel import sleutel
from resolvers.vertrouwelijk import hoogstens_vertrouwelijk
from sources.core.zgw import uuid_of
from sources.documenten.adapter import MOST
from sources.documenten.loaders import DocumentenLoaders
from sources.documenten.records import Document, Pagina, Plaats
from sources.zaken.records import ZaakInformatieObject

__all__ = [
    "DocumentStatus",
    "bladzijde",
    "download",
    "getoond",
    "gevonden",
    "id_van",
    "opgehaald",
    "plaatsen",
    "soort",
    "status",
    "van_aanvraag",
]

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # where nothing tells when a document came into the dossier

Bound = tuple[datetime | None, str | None]  # when a document came into the dossier, and its URL


class DocumentStatus(Worded):
    """How far a document is (Documenten API 1.4); those that are not finished are not shown."""

    DEFINITIEF = "definitief", "Het document is klaar.", "The document is final."
    GEARCHIVEERD = "gearchiveerd", "Het document is klaar en opgeborgen.", "The document is final, and archived."


def van_aanvraag(
    rijen: list[ZaakInformatieObject] | None, zaak: str, ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Awaitable[Pagina]:
    """A page of the documents that belong to a request, by its uuid, and may be shown; those of all come together."""
    return bladzijde(((row.registratiedatum, row.informatieobject) for row in rijen or ()), zaak, ask, eerste, na)


async def bladzijde(found: Iterable[Bound], zaak: str, ask: Ask, eerste: int, na: str | None) -> Pagina:
    """A page of these documents of a request, by when they came into the dossier and their uuid, newest first.

    Where none can be had it is one failure: an error for each would tell how many there are that may not be shown.
    """
    hoogstens(eerste, MOST)
    try:
        after = Plaats.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    places = [place for place in plaatsen(found, zaak, ask) if after is None or place < after]
    shown = await getoond((place.uuid for place in places[:eerste]), ask)
    return Pagina(shown, places[eerste - 1] if len(places) > eerste else None)


def plaatsen(found: Iterable[Bound], zaak: str, ask: Ask) -> list[Plaats]:
    """Where these documents of a request stand, newest first; and that they were found in it."""
    places = {uuid_of(url): _moment(moment) for moment, url in found if url}
    gevonden(places, zaak, ask)
    return sorted((Plaats(moment, uuid) for uuid, moment in places.items()), reverse=True)


def gevonden(uuids: Iterable[str], waarin: str, ask: Ask) -> None:
    """Note where documents of this data subject were found, by which a link to them is good (`Link.within`)."""
    for uuid in uuids:
        if ask.subject is not None:
            ask.context.found_in.setdefault((ask.subject, uuid), waarin)


async def getoond(urls: Iterable[str | None] | None, ask: Ask) -> list[Document | BaseException]:
    """Those of these documents, by URL or uuid, that may be shown.

    Where none can be had it is one failure: an error for each would tell how many there are that may not be shown.
    """
    return [document for document in await opgehaald(filter(None, urls or ()), ask) if document is not None]


async def opgehaald(urls: Iterable[str], ask: Ask) -> list[Document | BaseException | None]:
    """Each of these documents, in their order; None for one that may not be shown. Raises where none can be had."""
    loader, maximum = ask.context.of(DocumentenLoaders).metadata, hoogstens_vertrouwelijk(ask.subject, ask)
    loads = [loader.load(((uuid_of(url), maximum), ask.paths())) for url in urls]
    documents: list[Document | BaseException | None] = await asyncio.gather(*loads, return_exceptions=True)
    failures = [document for document in documents if isinstance(document, BaseException)]
    if failures and not any(isinstance(document, Document) for document in documents):
        raise failures[0]
    return documents


def _moment(moment: datetime | None) -> datetime:
    """A moment that can be compared with any other: in UTC, as the registry writes it."""
    if moment is None:
        return _LONG_AGO
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def soort(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What a kind of document is called."""
    return told(catalogue(ask).informatieobjecttypen, url, lambda found: found.omschrijving)


def status(status: str | None) -> DocumentStatus | None:
    """How far it is."""
    return next((each for each in DocumentStatus if each == status), None)


def download(url: str, versie: int | None, ask: Ask) -> str | None:
    """A link to this version, for who sees it now; none where it is not known in what of theirs it was found."""
    uuid = uuid_of(url)
    within = ask.context.found_in.get((ask.subject or "", uuid))
    return None if within is None else link(DocumentenLoaders.registry, uuid, ask, versie=versie or 1, within=within)


def id_van(url: str) -> str:
    """The key of a document."""
    return sleutel(DocumentenLoaders.registry, uuid_of(url))
