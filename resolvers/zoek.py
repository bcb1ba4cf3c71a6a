"""Searching somebody's own dossier: the newest of each source, matched here; no source is asked for the text."""

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct

from auth.groups import FieldGroup
from resolvers import aanvraag, afspraak, belastingaanslag, bericht, contact, document, factuur, melding, product, taak
from resolvers.ask import Ask
from resolvers.bladzijde import hoogstens
from resolvers.errors import InvalidInput
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.afspraken.loaders import AfsprakenLoaders
from sources.belastingen.loaders import BelastingenLoaders
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST, Vraag
from sources.core.errors import RegistryError
from sources.core.zgw import uuid_of
from sources.documenten.loaders import DocumentenLoaders
from sources.facturen.loaders import FacturenLoaders
from sources.klantinteracties.adapter import KlantcontactVraag
from sources.klantinteracties.loaders import KlantinteractiesLoaders
from sources.objecten import records as objecten
from sources.objecten.loaders import ObjectenLoaders
from sources.openproduct.loaders import OpenProductLoaders
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Zaak
from sources.zaken.vraag import ZaakVraag

__all__ = ["Treffer", "TrefferSoort", "zoek"]

_MOST_FOUND = 50
_MOST_DOCUMENTS = 200
_SHORTEST, _LONGEST = 2, 100  # characters of what is looked for
_ZAAK = frozenset({"identificatie", "omschrijving", "toelichting", "zaaktype", "startdatum"})
_ZIO = "_expand.zaakinformatieobjecten.informatieobject"
_DOCUMENT = frozenset({"url", "titel", "bestandsnaam", "beschrijving", "creatiedatum"})


class TrefferSoort(Enum):
    """What was found."""

    AANVRAAG = "aanvraag"
    DOCUMENT = "document"
    FACTUUR = "factuur"
    BELASTINGAANSLAG = "belastingaanslag"
    MELDING = "melding"
    BERICHT = "bericht"
    TAAK = "taak"
    PRODUCT = "product"
    AFSPRAAK = "afspraak"
    CONTACTMOMENT = "contactmoment"
    THEMA = "thema"
    VERWIJZING = "verwijzing"


class Treffer(Struct, frozen=True, rename="camel"):
    """Something that was found: its key as its own list has it, and what tells it from another."""

    soort: TrefferSoort
    sleutel: str
    titel: str | None
    tekst: str | None = None
    datum: date | None = None
    aanvraag: str | None = None

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


Found = tuple[Treffer, tuple[str | None, ...]]  # with the other texts that a search looks at


@dataclass(frozen=True)
class _Bron:
    """Where is looked: who may see it, and the rows with the texts that are looked at."""

    group: FieldGroup
    rows: Callable[[str, Ask], Awaitable[Iterable[Found | Exception]]]


async def zoek(bsn: str, ask: Ask, *, tekst: str, eerste: int = 20) -> list[Treffer | Exception]:
    """What of somebody's dossier has all words of a text, those that begin with it first, then newest first.

    Capitals and accents don't matter. Of each source the newest hundred are looked at; one that this viewer may not see
    is left out, one that can't be had is its error, at the end.
    """
    hoogstens(eerste, _MOST_FOUND)
    words = _plain(tekst).split()
    if len(tekst) > _LONGEST or sum(map(len, words)) < _SHORTEST:
        raise InvalidInput(
            f"Zoek met {_SHORTEST} tot en met {_LONGEST} tekens.", f"Search with {_SHORTEST} to {_LONGEST} characters."
        )
    open_to = [bron for bron in _BRONNEN if not ask.context.refused(bsn, frozenset({bron.group}))]
    answers = await asyncio.gather(*(bron.rows(bsn, ask) for bron in open_to), return_exceptions=True)
    found: list[Treffer] = []
    failures: list[Exception] = []
    for answer in (*answers, list(_signposts(ask))):
        if isinstance(answer, BaseException):
            if not isinstance(answer, Exception):
                raise answer
            failures.append(answer)
            continue
        failed = [row for row in answer if isinstance(row, Exception)]
        failures += failed[:1]
        found += [row[0] for row in answer if not isinstance(row, Exception) and _has(row, words)]
    if failures and not found and len(failures) == len(answers):
        raise failures[0]
    found.sort(key=lambda each: (not _plain(each.titel).startswith(words[0]), -_ordinal(each.datum), each.sleutel))
    return [*found[:eerste], *failures]


def _plain(text: str | None) -> str:
    """Without capitals and accents."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    return "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()


def _has(row: Found, words: Sequence[str]) -> bool:
    treffer, others = row
    text = _plain(" ".join(filter(None, (treffer.titel, treffer.tekst, *others))))
    return all(word in text for word in words)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0


async def _zaken(bsn: str, ask: Ask, paths: frozenset[str]) -> list[Zaak | RegistryError]:
    vraag = ZaakVraag(bsn, MOST, maximum=hoogstens_vertrouwelijk(bsn, ask))
    page = await ask.context.of(ZakenLoaders).aanvragen.load((vraag, paths))
    return [] if page is None else await gewone(page.zaken, bsn, ask)


async def _aanvragen(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    zaken = await _zaken(bsn, ask, _ZAAK | {_ZIO})
    return [row if isinstance(row, Exception) else await _aanvraag(row, ask) for row in zaken]


async def _aanvraag(zaak: Zaak, ask: Ask) -> Found:
    kind = aanvraag.soort(zaak.zaaktype, ask)
    type_ = await kind if isinstance(kind, Awaitable) else kind
    name = type_.omschrijving if type_ is not None else None
    sleutel = aanvraag.id_van(zaak.uuid)
    treffer = Treffer(TrefferSoort.AANVRAAG, sleutel, zaak.omschrijving, zaak.identificatie, zaak.startdatum)
    return treffer, (zaak.toelichting, name)


async def _documenten(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    """Those of the newest requests; what may not be shown is told by the documents themselves, so they are asked."""
    zaken = await _zaken(bsn, ask, _ZAAK | {_ZIO})
    linked: dict[str, str] = {}  # by document, the newest request with it
    for zaak in zaken:
        if isinstance(zaak, Zaak) and zaak.expand is not None:
            for link in zaak.expand.zaakinformatieobjecten:
                if link.informatieobject:
                    linked.setdefault(uuid_of(link.informatieobject), zaak.uuid)
    maximum, loader = hoogstens_vertrouwelijk(bsn, ask), ask.context.of(DocumentenLoaders).metadata
    looked = list(linked.items())[:_MOST_DOCUMENTS]
    wanted = [loader.load(((uuid, maximum), _DOCUMENT)) for uuid, _ in looked]
    found = await asyncio.gather(*wanted, return_exceptions=True)
    rows: list[Found | Exception] = []
    for (_, of), each in zip(looked, found, strict=True):
        if isinstance(each, Exception):
            rows.append(each)
        elif each is not None and not isinstance(each, BaseException):
            sleutel, day = document.id_van(each.url), each.creatiedatum
            of_request = aanvraag.id_van(of)
            treffer = Treffer(TrefferSoort.DOCUMENT, sleutel, each.titel, each.bestandsnaam, day, of_request)
            rows.append((treffer, (each.beschrijving,)))
    return rows


async def _facturen(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    paths = frozenset({"uuid", "factuurnummer", "omschrijving", "factuurdatum"})
    lijst = await ask.context.of(FacturenLoaders).facturen.rijen(Vraag(Belanghebbende(bsn)), MOST, paths)
    rows = [] if lijst is None else lijst.bladzijde(MOST)[0]
    return [row if isinstance(row, Exception) else (_factuur(row), ()) for row in rows]


def _factuur(row: Any) -> Treffer:
    return Treffer(
        TrefferSoort.FACTUUR, factuur.id_van(row.uuid), row.omschrijving, row.factuurnummer, row.factuurdatum
    )


async def _aanslagen(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    paths = frozenset({"uuid", "aanslagnummer", "belastingjaar", "dagtekening"})
    lijst = await ask.context.of(BelastingenLoaders).aanslagen.rijen(Vraag(Belanghebbende(bsn)), MOST, paths)
    rows = [] if lijst is None else lijst.bladzijde(MOST)[0]
    return [row if isinstance(row, Exception) else (_aanslag(row, ask), ()) for row in rows]


def _aanslag(row: Any, ask: Ask) -> Treffer:
    title = "Assessment" if ask.context.language == "en" else "Aanslag"
    sleutel = belastingaanslag.id_van(row.uuid)
    name = f"{title} {row.belastingjaar}" if row.belastingjaar else title
    return Treffer(TrefferSoort.BELASTINGAANSLAG, sleutel, name, row.aanslagnummer, row.dagtekening)


async def _meldingen(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    sent = await ask.context.of(ObjectenLoaders).meldingen.load(((bsn, ask.context.today), frozenset()))
    return [row if isinstance(row, Exception) else (_melding(row, ask), ()) for row in sent or ()]


def _melding(row: Any, ask: Ask) -> Treffer:
    title, text = melding.in_taal(row.titel, ask), melding.in_taal(row.tekst, ask)
    return Treffer(TrefferSoort.MELDING, melding.id_van(row.uuid), title, text, row.publicatiedatum)


async def _berichten(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    rows = (await bericht.berichten(bsn, ask, eerste=MOST)).berichten
    return [row if isinstance(row, Exception) else (_bericht(row), (row.bericht_tekst,)) for row in rows]


def _bericht(row: Any) -> Treffer:
    day = bericht.dag(row.publicatiedatum)
    return Treffer(TrefferSoort.BERICHT, bericht.id_van(row.uuid), row.onderwerp, row.referentie, day)


async def _taken(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    """Of both registries, what is done too."""
    rows = (await taak.taken(bsn, ask, eerste=MOST, filter=None)).taken
    return [row if isinstance(row, Exception) else (_taak(row), ()) for row in rows]


def _taak(row: taak.Taak) -> Treffer:
    if row.vtb is not None:
        sleutel, task = taak.id_van(row.vtb.uuid, None), row.vtb
        return Treffer(TrefferSoort.TAAK, sleutel, task.titel, task.toelichting, task.einddatum_handelings_termijn)
    assert row.objecten is not None  # noqa: S101 - a task is of one of the two
    thing = row.objecten
    return Treffer(TrefferSoort.TAAK, taak.id_van(None, thing.id), thing.titel, None, objecten.dag(thing.verloopdatum))


async def _producten(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    rows = (await ask.context.of(OpenProductLoaders).producten.van(Belanghebbende(bsn)) or [])[:MOST]
    return [each.product if isinstance(each.product, Exception) else _product(each.product) for each in rows]


def _product(row: Any) -> Found:
    kind = row.producttype.naam if row.producttype is not None else None
    treffer = Treffer(TrefferSoort.PRODUCT, product.id_van(row.uuid), row.naam or kind, None, row.start_datum)
    return treffer, (kind,)


async def _afspraken(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    paths = frozenset({"uuid", "onderwerp", "begin"})
    lijst = await ask.context.of(AfsprakenLoaders).afspraken.rijen(Vraag(Belanghebbende(bsn)), MOST, paths)
    rows = [] if lijst is None else lijst.bladzijde(MOST)[0]
    return [row if isinstance(row, Exception) else (_afspraak(row), ()) for row in rows]


def _afspraak(row: Any) -> Treffer:
    sleutel = afspraak.id_van(row.uuid)
    return Treffer(TrefferSoort.AFSPRAAK, sleutel, row.onderwerp, None, bericht.dag(row.begin))


async def _contactmomenten(bsn: str, ask: Ask) -> Iterable[Found | Exception]:
    vraag = KlantcontactVraag(Belanghebbende(bsn), MOST)
    page = await ask.context.of(KlantinteractiesLoaders).klantcontacten.load((vraag, frozenset()))
    rows = [] if page is None else page.klantcontacten
    return [
        row if isinstance(row, Exception) else (_contactmoment(row), (row.inhoud, row.reactie, row.kanaal))
        for row in rows
    ]


def _contactmoment(row: Any) -> Treffer:
    number, day = contact.nummer(row.referentienummer, row.nummer), bericht.dag(row.plaatsgevonden_op)
    return Treffer(TrefferSoort.CONTACTMOMENT, contact.id_van(row.uuid), row.onderwerp, number, day)


def _signposts(ask: Ask) -> Iterable[Found]:
    """Themes and referrals are nobody's, and found with the rest."""
    language, wegwijs = ask.context.language, ask.context.wegwijs
    for thema in wegwijs.themas.values():
        titel, tekst = thema.titel.in_taal(language), thema.tekst.in_taal(language)
        yield Treffer(TrefferSoort.THEMA, thema.naam, titel, tekst), ()
    for regel in wegwijs.verwijzingen:
        naam, tekst = regel.naam.in_taal(language), regel.tekst.in_taal(language)
        yield Treffer(TrefferSoort.VERWIJZING, regel.sleutel, naam, tekst), (regel.aanbieder,)


_BRONNEN = (
    _Bron(FieldGroup.ZAKEN, _aanvragen),
    _Bron(FieldGroup.ZAKEN, _documenten),
    _Bron(FieldGroup.FINANCIEEL, _facturen),
    _Bron(FieldGroup.FINANCIEEL, _aanslagen),
    _Bron(FieldGroup.BERICHTEN, _meldingen),
    _Bron(FieldGroup.BERICHTEN, _berichten),
    _Bron(FieldGroup.BERICHTEN, _taken),
    _Bron(FieldGroup.BERICHTEN, _afspraken),
    _Bron(FieldGroup.BERICHTEN, _contactmomenten),
    _Bron(FieldGroup.PARKEREN, _producten),
)
