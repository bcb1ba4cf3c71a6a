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
from resolvers.sleutel import sleutel
from resolvers.vertrouwelijk import hoogstens_vertrouwelijk
from sources.core.zgw import uuid_of
from sources.documenten.adapter import MOST
from sources.documenten.loaders import DocumentenLoaders
from sources.documenten.records import Pagina, Plaats
from sources.zaken.records import ZaakInformatieObject

__all__ = ["DocumentStatus", "bladzijde", "id_van", "soort", "status", "van_aanvraag"]

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # where nothing tells when a document came into the dossier


class DocumentStatus(Worded):
    """How far a document is (Documenten API 1.4); those that are not finished are not shown."""

    DEFINITIEF = "definitief", "Het document is klaar.", "The document is final."
    GEARCHIVEERD = "gearchiveerd", "Het document is klaar en opgeborgen.", "The document is final, and archived."


def van_aanvraag(
    rijen: list[ZaakInformatieObject] | None, ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Awaitable[Pagina]:
    """A page of the documents that belong to a request and may be shown; those of all requests come together."""
    return bladzijde(((row.registratiedatum, row.informatieobject) for row in rijen or ()), ask, eerste, na)


async def bladzijde(
    found: Iterable[tuple[datetime | None, str | None]], ask: Ask, eerste: int, na: str | None
) -> Pagina:
    """A page of these documents, by when they came into the dossier and their URL, newest first.

    Where none can be had it is one failure: an error for each would tell how many there are that may not be shown.
    """
    hoogstens(eerste, MOST)
    try:
        after = Plaats.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    uuids = {uuid_of(url): _moment(moment) for moment, url in found if url}
    places = sorted((Plaats(moment, uuid) for uuid, moment in uuids.items()), reverse=True)
    places = [place for place in places if after is None or place < after]
    loader, maximum = ask.context.of(DocumentenLoaders).metadata, hoogstens_vertrouwelijk(ask.subject, ask)
    loads = [loader.load(((place.uuid, maximum), ask.paths())) for place in places[:eerste]]
    documents = await asyncio.gather(*loads, return_exceptions=True)
    shown = [document for document in documents if document is not None]
    failures = [document for document in shown if isinstance(document, BaseException)]
    if failures and len(failures) == len(shown):
        raise failures[0]
    return Pagina(shown, places[eerste - 1] if len(places) > eerste else None)


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


def id_van(url: str) -> str:
    """The key of a document."""
    return sleutel(DocumentenLoaders.registry, uuid_of(url))
