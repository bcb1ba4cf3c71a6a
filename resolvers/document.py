"""Documents: which of a request may be shown, and what one is called."""

import asyncio
from collections.abc import Awaitable

from resolvers.ask import Ask
from resolvers.catalogus import catalogue, told
from resolvers.downloads.linking import link
from resolvers.sleutel import sleutel
from resolvers.vertrouwelijk import hoogstens_vertrouwelijk
from sources.core.zgw import uuid_of
from sources.documenten.loaders import DocumentenLoaders
from sources.documenten.records import Document

__all__ = ["download", "getoond", "id_van", "soort", "van_aanvraag"]


async def van_aanvraag(urls: list[str | None] | None, zaak: str, ask: Ask) -> list[Document | BaseException]:
    """The documents that belong to a request, by its uuid, and may be shown; those of all requests come together."""
    for url in urls or ():
        if url and ask.subject is not None:
            ask.context.found_in[ask.subject, uuid_of(url)] = zaak
    return await getoond(urls, ask)


async def getoond(urls: list[str | None] | None, ask: Ask) -> list[Document | BaseException]:
    """Those of these documents, by URL or uuid, that may be shown.

    Where none can be had it is one failure: an error for each would tell how many there are that may not be shown.
    """
    loader = ask.context.of(DocumentenLoaders).metadata
    maximum = hoogstens_vertrouwelijk(ask.subject, ask)
    loads = [loader.load(((uuid_of(url), maximum), ask.paths())) for url in urls or () if url]
    found = await asyncio.gather(*loads, return_exceptions=True)
    shown = [document for document in found if document is not None]
    failures = [document for document in shown if isinstance(document, BaseException)]
    if failures and len(failures) == len(shown):
        raise failures[0]
    return shown


def soort(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What a kind of document is called."""
    return told(catalogue(ask).informatieobjecttypen, url, lambda found: found.omschrijving)


def download(url: str, versie: int | None, ask: Ask) -> str | None:
    """A link to this version, for who sees it now; none where it is not known in which request of theirs it is."""
    uuid = uuid_of(url)
    zaak = ask.context.found_in.get((ask.subject or "", uuid))
    return None if zaak is None else link(DocumentenLoaders.registry, uuid, ask, versie=versie or 1, within=zaak)


def id_van(url: str) -> str:
    """The key of a document."""
    return sleutel(DocumentenLoaders.registry, uuid_of(url))
