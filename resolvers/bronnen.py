"""What rules can look at: per source who may see it, what one record is, how it is asked, and what comes of that."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from auth.groups import FieldGroup
from auth.moments import AMSTERDAM
from resolvers import bericht
from resolvers.ask import Ask
from resolvers.parkeervergunning import alle
from resolvers.taak import TaakStand, standen
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.belastingen.loaders import BelastingenLoaders
from sources.belastingen.records import Belastingaanslag
from sources.brp.loaders import BrpLoaders
from sources.brp.records import Persoon
from sources.catalogi.loaders import CatalogiLoaders, TypeLoader
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST, Lijst, Vraag
from sources.core.record import Record
from sources.facturen.adapter import Openstaand
from sources.facturen.loaders import FacturenLoaders
from sources.facturen.records import Factuur, FactuurStatus
from sources.openproduct.records import Vergunning
from sources.reisdocumenten.loaders import ReisdocumentenLoaders
from sources.reisdocumenten.records import Reisdocument
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Zaak
from sources.zaken.vraag import Voortgang, ZaakVraag

__all__ = ["BRONNEN", "Adresonderzoek", "Betaalmoment", "Bron", "Stand"]

_FEW = 20  # assessments, of which only the newest can still be objected to
_OF_INVOICES = frozenset(
    {"uuid", "factuurnummer", "omschrijving", "vervaldatum", "openstaandBedrag", "status", "automatischeIncasso"}
)
_OF_ADDRESS = frozenset(
    f"verblijfplaats.{part}inOnderzoek.datumIngangOnderzoek.datum" for part in ("", "verblijfadres.")
)
_OF_TERMS = frozenset({"termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"})

Rows = Iterable[Any]  # records, and errors in the place of those that could not be had


class Stand(Record, frozen=True):
    """Where an aanvraag stands: what kind it is, what its status is called in the catalogue, and since which day."""

    uuid: str
    identificatie: str | None = None
    omschrijving: str | None = None
    zaaktype: str | None = None  # the identificatie of its kind
    status: str | None = None
    sinds: date | None = None


class Adresonderzoek(Record, frozen=True):
    """Since when the municipality looks into an address: where it is, or a part of it."""

    sinds: date


class Betaalmoment(Record, frozen=True):
    """By when what of an invoice is to be paid: each part that is open, or all at once where it has no parts."""

    uuid: str
    factuurnummer: str | None = None
    omschrijving: str | None = None
    vervaldatum: date | None = None
    bedrag: Decimal | None = None
    status: FactuurStatus | None = None
    automatische_incasso: bool | None = None


@dataclass(frozen=True)
class Bron:
    """A source: who may see it, what one record is, how it is asked at once, and what comes of that."""

    group: FieldGroup
    record: type[Struct]
    ask: Callable[[str, Ask, frozenset[str]], Awaitable[Any]]
    rows: Callable[[Any, Ask], Awaitable[Rows]]


def _reisdocumenten(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return ask.context.of(ReisdocumentenLoaders).reisdocumenten.load((bsn, paths))


def _facturen(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return ask.context.of(FacturenLoaders).facturen.rijen(
        Vraag(Belanghebbende(bsn), Openstaand.OPEN.statussen), MOST, paths
    )


def _betaalmomenten(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return _facturen(bsn, ask, _OF_INVOICES | _OF_TERMS)


def _aanslagen(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return ask.context.of(BelastingenLoaders).aanslagen.rijen(Vraag(Belanghebbende(bsn)), _FEW, paths)


def _aanvragen(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    """A page as large as is asked where nobody says how large, so that the two can be one call."""
    vraag = ZaakVraag(bsn, filter=Voortgang.LOPEND, maximum=hoogstens_vertrouwelijk(bsn, ask))
    return ask.context.of(ZakenLoaders).aanvragen.load((vraag, frozenset({"_expand.status.statustype"})))


def _adres(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return ask.context.of(BrpLoaders).personen.load((bsn, _OF_ADDRESS))


def _taken(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return standen(bsn, ask)


def _berichten(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return bericht.standen(bsn, ask)


def _vergunningen(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    return alle(bsn, ask)


async def _as_they_are(found: list[Any] | None, ask: Ask) -> Rows:
    return found or ()


async def _inquiry(found: Persoon | None, ask: Ask) -> Rows:
    """Nothing where the record itself, such as its secrecy, keeps the address from this viewer."""
    place = None if found is None else found.verblijfplaats
    if found is None or place is None:
        return []
    facts = {"geheimhouding": found.geheimhouding_persoonsgegevens}
    if ask.context.withheld(found.burgerservicenummer, frozenset({FieldGroup.ADRES}), facts):
        return []
    address = None if place.verblijfadres is None else place.verblijfadres.in_onderzoek
    marks = [mark.datum_ingang_onderzoek for mark in (place.in_onderzoek, address) if mark is not None]
    days = [day.datum for day in marks if day is not None and day.datum is not None]
    return [Adresonderzoek(min(days))] if days else []


async def _listed(found: Lijst[Any] | None, ask: Ask) -> Rows:
    return [] if found is None else found.bladzijde(MOST)[0]


async def _moments(found: Lijst[Factuur] | None, ask: Ask) -> Rows:
    """What could not be read is told where invoices themselves are looked at."""
    invoices = await _listed(found, ask)
    return [moment for each in invoices if isinstance(each, Factuur) for moment in _parts(each)]


def _parts(factuur: Factuur) -> Iterator[Betaalmoment]:
    parts = [(term.vervaldatum, term.bedrag) for term in factuur.termijnen if not term.betaald]
    for day, amount in parts if factuur.termijnen else [(factuur.vervaldatum, factuur.openstaand_bedrag)]:
        yield Betaalmoment(
            factuur.uuid,
            factuur.factuurnummer,
            factuur.omschrijving,
            day,
            amount,
            factuur.status,
            factuur.automatische_incasso,
        )


async def _standing(found: Pagina | None, ask: Ask) -> Rows:
    """What kinds and statuses are called is in the catalogue, nearly always in memory."""
    zaken = [] if found is None else await gewone(found.zaken, ask.subject, ask)
    running = [zaak for zaak in zaken if isinstance(zaak, Zaak) and zaak.expand is not None and zaak.expand.status]
    loaders = ask.context.of(CatalogiLoaders)
    statuses, kinds = await asyncio.gather(
        _named(
            loaders.statustypen,
            {zaak.expand.status.statustype for zaak in running if zaak.expand and zaak.expand.status},
        ),
        _named(loaders.zaaktypen, {zaak.zaaktype for zaak in running}),
    )
    failed = [error for error in (*statuses.values(), *kinds.values()) if isinstance(error, Exception)][:1]
    return [*(stand for zaak in running if (stand := _stand(zaak, statuses, kinds)) is not None), *failed]


async def _named(loader: TypeLoader[Any], urls: set[str | None]) -> dict[str, Any]:
    """The types at these URLs, each with its error where it could not be had."""
    wanted = [url for url in urls if url is not None]
    types = await asyncio.gather(*(loader.load((url, frozenset())) for url in wanted), return_exceptions=True)
    return dict(zip(wanted, types, strict=True))


def _stand(zaak: Zaak, statuses: dict[str, Any], kinds: dict[str, Any]) -> Stand | None:
    status = zaak.expand.status if zaak.expand is not None else None
    type_ = statuses.get(status.statustype or "") if status is not None else None
    if status is None or type_ is None or isinstance(type_, BaseException):
        return None
    kind = kinds.get(zaak.zaaktype or "")
    moment = status.datum_status_gezet
    return Stand(
        zaak.uuid,
        zaak.identificatie,
        zaak.omschrijving,
        None if isinstance(kind, BaseException | None) else kind.identificatie,
        type_.omschrijving,
        moment.astimezone(AMSTERDAM).date() if moment is not None else None,
    )


BRONNEN = {
    "adres": Bron(FieldGroup.ADRES, Adresonderzoek, _adres, _inquiry),
    "reisdocumenten": Bron(FieldGroup.GEVOELIG, Reisdocument, _reisdocumenten, _as_they_are),
    "facturen": Bron(FieldGroup.FINANCIEEL, Factuur, _facturen, _listed),
    "betaalmomenten": Bron(FieldGroup.FINANCIEEL, Betaalmoment, _betaalmomenten, _moments),
    "belastingaanslagen": Bron(FieldGroup.FINANCIEEL, Belastingaanslag, _aanslagen, _listed),
    "taken": Bron(FieldGroup.BERICHTEN, TaakStand, _taken, _as_they_are),
    "berichten": Bron(FieldGroup.BERICHTEN, bericht.BerichtStand, _berichten, _as_they_are),
    "parkeervergunningen": Bron(FieldGroup.PARKEREN, Vergunning, _vergunningen, _as_they_are),
    "aanvragen": Bron(FieldGroup.ZAKEN, Stand, _aanvragen, _standing),
}
