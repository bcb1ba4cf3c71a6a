"""What a link still opens, decided again when it is used: by the policy, the registries, and what they tell."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from strawberry import ID

from auth.errors import Reason, Refused
from auth.groups import FieldGroup
from auth.links import Link
from auth.log.register import DOWNLOAD
from auth.policy import FACTS, Door
from auth.roles import Role
from resolvers import aanvraag as zaken
from resolvers import bericht as berichten
from resolvers import organisatie as organisaties
from resolvers import verzoek as verzoeken
from resolvers.aanvrager import aanvrager
from resolvers.ask import Outside
from resolvers.bericht import IN_BERICHT
from resolvers.context import Context
from resolvers.downloads.agenda import agenda
from resolvers.gezag import PATH, holders, relation
from resolvers.klantcontact import klantcontact
from resolvers.person import entered
from resolvers.vertrouwelijk import hoogstens_vertrouwelijk
from resolvers.verzoek import IN_VERZOEK
from sources.afspraken.loaders import AfsprakenLoaders
from sources.afspraken.records import Afspraak
from sources.belastingen.loaders import BelastingenLoaders
from sources.besluiten.loaders import BesluitenLoaders
from sources.besluiten.records import Besluit
from sources.brp.loaders import BrpLoaders
from sources.core.belanghebbende import Belanghebbende, Soort
from sources.core.contract_document import een, is_of, pdf
from sources.core.transport import Streamed
from sources.core.zgw import uuid_of
from sources.documenten.adapter import DocumentenAdapter
from sources.documenten.loaders import DocumentenLoaders
from sources.facturen.loaders import FacturenLoaders
from sources.zaken.records import Zaak

__all__ = ["File", "reopened"]

A = TypeVar("A")
B = TypeVar("B")

_GROUPS = {
    DocumentenLoaders.registry: FieldGroup.ZAKEN,
    FacturenLoaders.registry: FieldGroup.FINANCIEEL,
    BelastingenLoaders.registry: FieldGroup.FINANCIEEL,
    AfsprakenLoaders.registry: FieldGroup.BERICHTEN,
}
_NAMES = {FacturenLoaders.registry: ("factuur", "invoice"), BelastingenLoaders.registry: ("aanslag", "assessment")}
_WITHIN = {IN_BERICHT: FieldGroup.BERICHTEN, IN_VERZOEK: FieldGroup.ZAKEN}  # what one sees to see the document
_DOCUMENTS = "_expand.zaakinformatieobjecten.informatieobject"
_NOTHING: frozenset[str] = frozenset()

if (
    told := {*_GROUPS.values(), *_WITHIN.values()} & FACTS.keys()
):  # these would have to be asked of the record before anything is sent
    raise TypeError(f"a link does not look at what a record tells about {', '.join(sorted(told))}")


@dataclass(frozen=True, slots=True)
class File:
    """What may be sent. `size` in bytes and `version` as far as they are known before it is opened.

    `open` begins to read it, with a `Range` for a registry that honours one.
    """

    source: str
    name: str
    media_type: str
    size: int | None
    version: int | None
    open: Callable[[str], AbstractAsyncContextManager[Streamed]]


async def reopened(link: Link, context: Context) -> File | None:
    """What this link opens now; None where it is not there, or not theirs, any more.

    Raises `Refused`, and what registries raise. What it looked at stands in the context's record, as a download.
    """
    context.activity = DOWNLOAD
    groups = frozenset({_GROUPS[link.source], _WITHIN.get(_kind(link), _GROUPS[link.source])})
    await _enter(link, context, groups)
    if refused := context.refused(link.subject, groups):
        raise next(iter(refused.values()))
    find = _FIND.get(link.source, _contract)
    return await find(link, context, groups)


async def _enter(link: Link, context: Context, groups: frozenset[FieldGroup]) -> None:
    """Go through the door by which the viewer reaches the data subject."""
    viewer = context.principal
    ask = Outside(context, None, groups)
    main: str | None
    if viewer is not None and viewer.role.is_employee:
        contact = await klantcontact(ask, id=ID(link.contact))
        main = None if contact is None else contact.nummer
    elif viewer is not None and viewer.role is Role.DIENST:
        context.enter(Door.PERSONEN)
        main = link.subject
        context.decisions.admit(main)
    elif Belanghebbende(link.subject).soort is Soort.KVK:
        main = await organisaties.entered(ask)
    else:
        main = await entered(ask)
    if main is None:
        raise Refused(Reason.GEEN_TOEGANG)
    if main != link.subject:
        await _relate(main, link.subject, context)


async def _relate(parent: str, child: str, context: Context) -> None:
    """Say what a child is to the subject of the dossier, if that one has authority now."""
    decisions = context.decisions
    if not (decisions.is_open(parent) and decisions.may(parent, FieldGroup.RELATIES)):
        return
    paths = frozenset({PATH, "kinderen.burgerservicenummer", "kinderen.geboorte.datum"})
    record = await context.of(BrpLoaders).personen.load((parent, paths))
    found = holders(record.gezag, child) if record is not None else frozenset[str]()
    for each in record.kinderen if record is not None else ():
        if each.burgerservicenummer == child:
            born = each.geboorte.datum if each.geboorte is not None else None
            decisions.relate(child, relation(parent in found, born, context.today), of=parent)


async def _document(link: Link, context: Context, groups: frozenset[FieldGroup]) -> File | None:
    """A document, if it is still in something of theirs that they see, and its version may still be seen."""
    ask = Outside(context, link.subject, groups, frozenset({_DOCUMENTS}))
    key = link.uuid, hoogstens_vertrouwelijk(link.subject, ask)
    within, document = await _both(_is_within(link, ask), context.of(DocumentenLoaders).metadata.load((key, _NOTHING)))
    if not within or document is None or document.versie not in (link.versie, None):
        return None
    adapter: DocumentenAdapter = context.adapter(DocumentenLoaders)

    def open_(range_: str) -> AbstractAsyncContextManager[Streamed]:
        return adapter.inhoud(context.scope, link.uuid, link.versie, context.scope.wave(), range_)

    name = document.bestandsnaam or document.titel or "document"
    return File(link.source, name, document.formaat or "", document.bestandsomvang, link.versie, open_)


def _kind(link: Link) -> str:
    """What kind of thing a document was found in; empty for a request."""
    kind, colon, _ = link.within.rpartition(":")
    return kind + colon


async def _is_within(link: Link, ask: Outside) -> bool:
    """Whether a document is still in what it was found in, and that is still theirs."""
    kind, uuid = _kind(link), link.within.rpartition(":")[2]
    if kind == IN_BERICHT:
        return await berichten.noemt(uuid, link.uuid, link.subject, ask)
    viewer = ask.context.principal
    of_branch = viewer is not None and viewer.organisation is not None and viewer.organisation.vestigingsnummer
    if kind == IN_VERZOEK:  # the registry knows of no branches: it is of the whole
        return not of_branch and await verzoeken.noemt(uuid, link.uuid, link.subject, ask)
    zaak = await zaken.een(await aanvrager(link.subject, ask), link.subject, uuid, ask)
    if not isinstance(zaak, Zaak):
        return False
    expanded = zaak.expand.zaakinformatieobjecten if zaak.expand is not None else []
    linked = {uuid_of(each.informatieobject) for each in expanded if each.informatieobject}
    return link.uuid in linked or await _in_besluit(zaak, link.uuid, ask.context)


async def _in_besluit(zaak: Zaak, uuid: str, context: Context) -> bool:
    """Whether a document stands in a decision on a request, which need not be among the documents of that."""
    if zaak.url is None:
        return False
    loaders = context.of(BesluitenLoaders)
    found = await loaders.besluiten.load((zaak.url, _NOTHING)) or []
    keys = [each.url for each in found if isinstance(each, Besluit)]
    letters = await asyncio.gather(*(loaders.brieven.load((key, _NOTHING)) for key in keys))
    return any(uuid_of(url) == uuid for urls in letters for url in urls or ())


async def _contract(link: Link, context: Context, groups: frozenset[FieldGroup]) -> File | None:
    """The PDF of an invoice or an assessment, if that is still about this resident or organisation."""
    adapter = context.adapter(FacturenLoaders if link.source == FacturenLoaders.registry else BelastingenLoaders)
    upstream, path, scope = adapter.upstream, adapter.path, context.scope
    if not await is_of(upstream, path, scope, link.uuid, Belanghebbende(link.subject), scope.wave()):
        return None

    def open_(range_: str) -> AbstractAsyncContextManager[Streamed]:
        return pdf(upstream, path, scope, link.uuid, scope.wave(), range_)

    dutch, english = _NAMES[link.source]
    name = english if context.language == "en" else dutch
    return File(link.source, f"{name}.pdf", "application/pdf", None, None, open_)


async def _afspraak(link: Link, context: Context, groups: frozenset[FieldGroup]) -> File | None:
    """An appointment for somebody's own calendar, if it is still about them; the file is made here."""
    adapter = context.adapter(AfsprakenLoaders)
    upstream, scope, whose = adapter.upstream, context.scope, Belanghebbende(link.subject)
    found = await een(upstream, adapter.path, scope, link.uuid, whose, scope.wave(), Afspraak)
    made = None if found is None else agenda(found, context.now, context.language)
    if made is None:
        return None
    body: bytes = made

    @asynccontextmanager
    async def open_(range_: str) -> AsyncIterator[Streamed]:
        async def pieces() -> AsyncIterator[bytes]:
            yield body

        yield Streamed(200, {}, pieces())

    name = "appointment" if context.language == "en" else "afspraak"
    return File(link.source, f"{name}.ics", "text/calendar", len(body), None, open_)


_FIND = {DocumentenLoaders.registry: _document, AfsprakenLoaders.registry: _afspraak}


async def _both(first: Awaitable[A], second: Awaitable[B]) -> tuple[A, B]:
    """Both at once; where one fails, the other has ended too."""
    found: Any = await asyncio.gather(first, second, return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException):
            raise each
    return found[0], found[1]
