"""The documents of a theme: those of its requests, the newest request first, in pages of one list."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from resolvers import aanvraag as zaken
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.document import opgehaald, plaatsen, soort
from sources.core.errors import RegistryError
from sources.core.place import Place
from sources.documenten.adapter import MOST
from sources.documenten.records import Document, Pagina
from sources.zaken.cursor import Cursor
from sources.zaken.records import Pagina as Zaken
from sources.zaken.records import Zaak

__all__ = ["documenten"]

_AANVRAGEN = 20  # whose documents come together
_MOST_CALLS = 5  # of each registry, for one page
_PATHS = frozenset({"uuid", "zaaktype", "_expand.zaakinformatieobjecten.informatieobject"})
_EVER = datetime(1970, 1, 1, tzinfo=UTC)  # of no document


class _Plek(Place, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """The last document that was looked at."""

    bladzijde: str  # where the page of requests begins that its request is on
    zaak: str  # the uuid of its request; empty where none of that page has been looked at
    moment: Annotated[datetime, msgspec.Meta(tz=True)]
    uuid: str

    def __post_init__(self) -> None:
        if self.bladzijde:
            Cursor.read(self.bladzijde)


async def documenten(
    soorten: list[str], documentsoorten: list[str], ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Pagina | None:
    """A page of the documents of a theme's requests that may be shown; of these kinds, or of any where none is named.

    It is shorter where documents were kept back. What is read for one page has an end, so that it may be short, or
    empty, where few of many are of the kinds; the next one goes on from there.
    """
    hoogstens(eerste, MOST)
    try:
        plek = _before("") if na is None else _Plek.read(na)
    except ValueError:
        raise begin() from None
    if ask.subject is None:
        return None
    if not soorten:
        return Pagina()
    rows: list[Document | BaseException] = []
    room = eerste
    for _ in range(_MOST_CALLS):
        page = await zaken.pagina(
            ask.subject, ask.subject, ask, _AANVRAGEN, plek.bladzijde or None, soorten=soorten, paths=_PATHS
        )
        if page is None:
            break
        verder = page.volgende.text() if page.volgende is not None else None
        places = _behind(plek, page, ask)
        if places is None and verder is None:
            raise begin()
        if places is None:  # it moved down, for requests that came in since
            plek = _Plek(verder or "", plek.zaak, plek.moment, plek.uuid)
            continue
        if not plek.zaak:
            rows += [row for row in page.zaken if isinstance(row, RegistryError)]
        looked = places[: MOST if documentsoorten else room]
        found = await _of_kind(looked, documentsoorten, ask)
        rows += [row for _, row in found[:room]]
        if len(found) > room:
            return Pagina(rows, found[room - 1][0])
        room -= len(found) if documentsoorten else len(looked)
        if len(places) > len(looked):
            plek = looked[-1]
        elif verder is None:
            return Pagina(rows)
        else:
            plek = _before(verder)
        if not room:
            break
    return Pagina(rows, plek)


def _before(bladzijde: str) -> _Plek:
    """The place before all of this page of requests."""
    return _Plek(bladzijde, "", _EVER, "")


def _behind(plek: _Plek, page: Zaken, ask: Ask) -> list[_Plek] | None:
    """The places of the documents of these requests, behind this one; None where its request is not among them."""
    found: list[_Plek] = []
    there = not plek.zaak
    for zaak in page.zaken:
        if not isinstance(zaak, Zaak):
            continue
        rijen = zaak.expand.zaakinformatieobjecten if zaak.expand is not None else []
        own = plaatsen(((each.registratiedatum, each.informatieobject) for each in rijen), zaak.uuid, ask)
        if zaak.uuid == plek.zaak:
            own, there = [each for each in own if (each.moment, each.uuid) < (plek.moment, plek.uuid)], True
        found += [_Plek(plek.bladzijde, zaak.uuid, each.moment, each.uuid) for each in own] if there else []
    return found if there else None


async def _of_kind(
    places: Sequence[_Plek], documentsoorten: list[str], ask: Ask
) -> list[tuple[_Plek, Document | BaseException]]:
    """Those at these places that may be shown and are of these kinds; of an error nobody knows what kind it is."""
    documents = await opgehaald((place.uuid for place in places), ask)
    kinds = await asyncio.gather(*(_soort(each, ask) for each in documents)) if documentsoorten else documents
    found: list[tuple[_Plek, Document | BaseException]] = []
    for place, document, kind in zip(places, documents, kinds, strict=True):
        failure = kind if isinstance(kind, BaseException) else None
        if document is not None and (not documentsoorten or failure is not None or kind in documentsoorten):
            found.append((place, document if failure is None else failure))
    return found


async def _soort(document: Document | BaseException | None, ask: Ask) -> str | BaseException | None:
    if not isinstance(document, Document):
        return document
    try:
        kind = soort(document.informatieobjecttype, ask)
        return await kind if isinstance(kind, Awaitable) else kind
    except RegistryError as error:
        return error
