"""Meldingen of a person: what departments sent, and what follows by rule from other registries."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from auth.groups import FieldGroup
from auth.moments import AMSTERDAM
from auth.roles import Level
from resolvers.ask import Ask
from resolvers.regel import gelezen
from resolvers.sleutel import sleutel
from resolvers.vertrouwelijk import gewone, hoogstens_vertrouwelijk
from sources.catalogi.loaders import CatalogiLoaders
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST, Lijst, Vraag
from sources.facturen.adapter import Openstaand
from sources.facturen.loaders import FacturenLoaders
from sources.facturen.records import Factuur
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Melding, Tekst
from sources.reisdocumenten.loaders import ReisdocumentenLoaders
from sources.reisdocumenten.records import Reisdocument
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Zaak
from sources.zaken.vraag import Voortgang, ZaakVraag

__all__ = ["REGELS", "Stand", "id_van", "in_taal", "meldingen"]

Rows = Iterable[Any]  # records, and errors in the place of those that could not be had


class Stand(Struct, frozen=True):
    """Where an aanvraag stands, as rules see it: what its status is called in the catalogue, and since which day."""

    uuid: str
    identificatie: str | None = None
    omschrijving: str | None = None
    status: str | None = None
    sinds: date | None = None

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


@dataclass(frozen=True)
class Bron:
    """What rules can look at: who may see it, what one record is, how it is asked at once, and what comes of that."""

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


def _aanvragen(bsn: str, ask: Ask, paths: frozenset[str]) -> Awaitable[Any]:
    """A page as large as is asked where nobody says how large, so that the two can be one call."""
    vraag = ZaakVraag(bsn, filter=Voortgang.LOPEND, maximum=hoogstens_vertrouwelijk(bsn, ask))
    return ask.context.of(ZakenLoaders).aanvragen.load((vraag, frozenset({"_expand.status.statustype"})))


async def _as_they_are(found: list[Any] | None, ask: Ask) -> Rows:
    return found or ()


async def _invoices(found: Lijst[Factuur] | None, ask: Ask) -> Rows:
    return [] if found is None else found.bladzijde(MOST)[0]


async def _standing(found: Pagina | None, ask: Ask) -> Rows:
    """What the statuses are called is in the catalogue, nearly always in memory."""
    zaken = [] if found is None else await gewone(found.zaken, ask.subject, ask)
    running = [zaak for zaak in zaken if isinstance(zaak, Zaak) and zaak.expand is not None and zaak.expand.status]
    loader = ask.context.of(CatalogiLoaders).statustypen
    urls = {zaak.expand.status.statustype for zaak in running if zaak.expand and zaak.expand.status}
    wanted = [url for url in urls if url is not None]
    types = await asyncio.gather(*(loader.load((url, frozenset())) for url in wanted), return_exceptions=True)
    named = dict(zip(wanted, types, strict=True))
    failed = [error for error in types if isinstance(error, Exception)][:1]
    return [*(stand for zaak in running if (stand := _stand(zaak, named)) is not None), *failed]


def _stand(zaak: Zaak, named: dict[str, Any]) -> Stand | None:
    status = zaak.expand.status if zaak.expand is not None else None
    type_ = named.get(status.statustype or "") if status is not None else None
    if status is None or type_ is None or isinstance(type_, BaseException):
        return None
    moment = status.datum_status_gezet
    since = moment.astimezone(AMSTERDAM).date() if moment is not None else None
    return Stand(zaak.uuid, zaak.identificatie, zaak.omschrijving, type_.omschrijving, since)


_BRONNEN = {
    "reisdocumenten": Bron(FieldGroup.GEVOELIG, Reisdocument, _reisdocumenten, _as_they_are),
    "facturen": Bron(FieldGroup.FINANCIEEL, Factuur, _facturen, _invoices),
    "aanvragen": Bron(FieldGroup.ZAKEN, Stand, _aanvragen, _standing),
}
REGELS = gelezen(Path(__file__).with_name("regels.toml"), {name: bron.record for name, bron in _BRONNEN.items()})


def meldingen(bsn: str, ask: Ask) -> Awaitable[list[Melding | Exception]]:
    """What somebody is to know, newest first; a source that can't be had is its error, in the place of what it has.

    All sources are asked at once. One that this viewer may not see is left out; where a higher level is all that lacks,
    one neutral entry says so, whether or not there is anything.
    """
    today, higher = ask.context.today, Level.GEEN
    begun: list[tuple[str, Awaitable[Any]]] = []
    for name, bron in _BRONNEN.items():
        regels = REGELS.van(name)
        refusal = ask.context.refused(bsn, frozenset({bron.group})).get(bron.group)
        if refusal is not None:
            higher = max(higher, refusal.level or Level.GEEN)
        elif regels:
            begun.append((name, bron.ask(bsn, ask, frozenset().union(*(regel.paden for regel in regels)))))
    sent = ask.context.of(ObjectenLoaders).meldingen.load(((bsn, today), frozenset()))

    async def together() -> list[Melding | Exception]:
        answers = await asyncio.gather(sent, *(answer for _, answer in begun), return_exceptions=True)
        found: list[Melding] = []
        failures: list[Exception] = []
        _sort(answers[0] or (), found, failures)
        for (name, _), answer in zip(begun, answers[1:], strict=True):
            if isinstance(answer, BaseException):
                _sort(answer, found, failures)
                continue
            rows = list(await _BRONNEN[name].rows(answer, ask))
            records = [row for row in rows if not isinstance(row, Exception)]
            failures += [row for row in rows if isinstance(row, Exception)][:1]
            for regel in REGELS.van(name):
                found += regel.meldingen(records, today)
        if failures and not found:
            raise failures[0]
        found.sort(key=lambda each: (each.publicatiedatum, each.uuid), reverse=True)
        return [*([REGELS.meer(today, higher)] if higher else []), *found, *failures]

    return together()


def _sort(answer: Any, found: list[Melding], failures: list[Exception]) -> None:
    """Part what departments sent from what failed; a fault that is none of a registry's goes on."""
    if isinstance(answer, BaseException):
        if not isinstance(answer, Exception):
            raise answer
        failures.append(answer)
        return
    for row in answer:
        if isinstance(row, Exception):
            failures.append(row)
        else:
            found.append(row)


def in_taal(tekst: Tekst | None, ask: Ask) -> str | None:
    """A text in the language that was asked for; in Dutch where nobody wrote it in English."""
    if tekst is None:
        return None
    return (tekst.en or tekst.nl) if ask.context.language == "en" else tekst.nl


def id_van(uuid: str) -> str:
    """The key of a melding."""
    return sleutel(ObjectenLoaders.registry, uuid)
