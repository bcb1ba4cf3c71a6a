"""Tasks: what somebody has to do, from the register of tasks and the municipality's own objecttype in one list."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct, field

from resolvers import verband
from resolvers.ask import Ask
from resolvers.bladzijde import plek
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.paths import read
from sources.core.place import Plek, bladzijde
from sources.core.record import Record
from sources.objecten import records as objects
from sources.objecten.loaders import ObjectenLoaders
from sources.vtb import records as tasks
from sources.vtb.loaders import VtbLoaders

__all__ = [
    "Afgehandeld",
    "Soort",
    "Status",
    "Taak",
    "TaakStand",
    "Taken",
    "aanvraag",
    "aanvraagnummer",
    "bedrag",
    "bron",
    "een_van",
    "id_van",
    "soort",
    "standen",
    "status",
    "taken",
    "uiterlijk",
    "van_aanvraag",
    "van_aanvragen",
]


class Afgehandeld(Enum):
    """Which tasks: those that are to be done, or those that need nothing any more."""

    OPEN = "open"
    AFGEROND = "afgerond"


class Soort(Enum):
    """What kind of thing is to be done."""

    FORMULIER = "formulier"
    BETALING = "betaling"
    URL = "url"
    OVERIG = "overig"


class Status(Enum):
    """How a task stands, in whichever registry."""

    OPEN = "open"
    AFGEROND = "afgerond"
    VERWERKT = "verwerkt"
    GESLOTEN = "gesloten"


_SOORT = {
    tasks.TaakSoort.FORMULIERTAAK: Soort.FORMULIER,
    tasks.TaakSoort.BETAALTAAK: Soort.BETALING,
    tasks.TaakSoort.URLTAAK: Soort.URL,
    "portaalformulier": Soort.FORMULIER,
    "ogonebetaling": Soort.BETALING,
    "url": Soort.URL,
}
_STATUS = {
    tasks.TaakStatus.OPEN: Status.OPEN,
    tasks.TaakStatus.UITGEVOERD: Status.AFGEROND,
    tasks.TaakStatus.NIET_UITGEVOERD: Status.GESLOTEN,
    tasks.TaakStatus.AFGEBROKEN: Status.GESLOTEN,
    tasks.TaakStatus.VERWERKT: Status.VERWERKT,
    objects.TaakStatus.OPEN: Status.OPEN,
    objects.TaakStatus.INGEDIEND: Status.AFGEROND,
    objects.TaakStatus.AFGEROND: Status.AFGEROND,
    objects.TaakStatus.VERWERKT: Status.VERWERKT,
    objects.TaakStatus.GESLOTEN: Status.GESLOTEN,
}


class Taak(Record, frozen=True):
    """A task as the registry has it that it comes from; the other one is empty."""

    vtb: tasks.ExterneTaak | None = None
    objecten: objects.Taak | None = None


class Taken(Struct, frozen=True):
    """A page of somebody's tasks, the one that is due first first.

    What could not be read is its error; a registry that can't be had is one behind the others.
    """

    taken: list[Taak | Exception] = field(default_factory=list)
    volgende: Plek | None = None


class TaakStand(Struct, frozen=True):
    """A task as rules see it on a day; `zaak` and `zaaknummer` are of the request that it is for."""

    uuid: str
    bron: str
    soort: str
    uiterlijk: date | None = None
    titel: str | None = None
    zaak: str | None = None
    zaaknummer: str | None = None
    datum: date | None = None

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


Rijen = list[tuple[Plek, Taak | Exception]]


def taken(
    nummer: str,
    ask: Ask,
    *,
    eerste: int = 20,
    na: str | None = None,
    filter: Afgehandeld | None = Afgehandeld.OPEN,
) -> Awaitable[Taken]:
    """A page of what a resident or an organisation has to do, by the number of their dossier."""
    return _bladzijde(nummer, ask, eerste, na, filter, lambda taak: True)


def van_aanvraag(
    uuid: str,
    identificatie: str | None,
    ask: Ask,
    *,
    eerste: int = 20,
    na: str | None = None,
    filter: Afgehandeld | None = Afgehandeld.OPEN,
) -> Awaitable[Taken]:
    """A page of what is to be done for one request; those of all requests come in the calls for whose they are."""

    def about(taak: Taak) -> bool:
        return verband.hoort_bij(_zaken(taak), uuid, identificatie)

    return _bladzijde(ask.subject or "", ask, eerste, na, filter, about)


async def van_aanvragen(
    aanvragen: Awaitable[Sequence[verband.Zaak]],
    nummer: str,
    ask: Ask,
    *,
    eerste: int,
    na: str | None,
    filter: Afgehandeld | None,
) -> Taken:
    """A page of what is to be done for any of these requests, which are asked at the same time."""
    after = plek(eerste, na)
    own, (rows, failures) = await asyncio.gather(aanvragen, _rijen(nummer, ask, open_=filter is Afgehandeld.OPEN))
    names = {name for each in own for name in each if name is not None}

    def about(taak: Taak) -> bool:
        return any(name in names for each in _zaken(taak) for name in each)

    return _pagina(rows, failures, eerste, after, filter, about)


def standen(nummer: str, ask: Ask) -> Awaitable[list[TaakStand | Exception]]:
    """What rules can look at: the open tasks of somebody; a registry that can't be had is its error."""
    load, today = _rijen(nummer, ask, open_=True), ask.context.today

    async def told() -> list[TaakStand | Exception]:
        rows, failures = await load
        return [*(row if isinstance(row, Exception) else _stand(row, today) for _, row in rows), *failures]

    return told()


def id_van(taak: str | None, object_: str | None) -> str:
    """The key of a task."""
    if taak is not None:
        return sleutel(VtbLoaders.registry, taak)
    return sleutel(ObjectenLoaders.registry, object_ or "")


def bron(taak: str | None) -> str:
    """From which registry a task comes, by its name."""
    return ObjectenLoaders.registry if taak is None else VtbLoaders.registry


def een_van(*values: str | None) -> str | None:
    """The first of these that there is."""
    return next((value for value in values if value is not None), None)


def bedrag(*values: Decimal | None) -> Decimal | None:
    """The first of these that there is."""
    return next((value for value in values if value is not None), None)


def soort(taak: tasks.TaakSoort | None, object_: str | None) -> Soort:
    """What kind of thing is to be done."""
    return _SOORT.get(taak or object_ or "", Soort.OVERIG)


def status(taak: tasks.TaakStatus | None, object_: objects.TaakStatus | None) -> Status:
    """How a task stands."""
    return _STATUS[taak or object_ or tasks.TaakStatus.OPEN]


def uiterlijk(taak: date | None, object_: str | None) -> date | None:
    """By which day it is to be done."""
    return taak or objects.dag(object_)


def aanvraag(urns: list[str] | None, registratie: str | None, uuid: str | None, value: str | None) -> str | None:
    """The key of the request that it is for, where the registry names it by its key."""
    return verband.aanvraag(_genoemd(urns, registratie, uuid, value))


def aanvraagnummer(urns: list[str] | None) -> str | None:
    """The number of the request that it is for, where the registry names it by its number."""
    return verband.nummer(verband.zaken(urns))


def _bladzijde(
    nummer: str,
    ask: Ask,
    eerste: int,
    na: str | None,
    filter: Afgehandeld | None,
    wanted: Callable[[Taak], bool],
) -> Awaitable[Taken]:
    after = plek(eerste, na)
    load = _rijen(nummer, ask, open_=filter is Afgehandeld.OPEN)

    async def page() -> Taken:
        rows, failures = await load
        return _pagina(rows, failures, eerste, after, filter, wanted)

    return page()


def _pagina(
    rows: Rijen,
    failures: list[Exception],
    eerste: int,
    after: Plek | None,
    filter: Afgehandeld | None,
    wanted: Callable[[Taak], bool],
) -> Taken:
    found = [(at, row) for at, row in rows if isinstance(row, Exception) or (wanted(row) and _in(row, filter))]
    shown, next_ = bladzijde(found, eerste, after)
    return Taken([*shown, *failures], next_)


def _rijen(nummer: str, ask: Ask, *, open_: bool) -> Awaitable[tuple[Rijen, list[Exception]]]:
    """The tasks of both registries, asked at once; if none can be had that is the error.

    A registry that the municipality does not have is not missed, unless there is none at all.
    """
    context, wie = ask.context, Belanghebbende(nummer)
    makes: list[Callable[[Any], Taak]] = []
    loads: list[Awaitable[Any]] = []
    if context.has(ObjectenLoaders.registry) and (loader := context.of(ObjectenLoaders).taken).has_taken:
        makes.append(lambda row: Taak(objecten=row))
        loads.append(loader.rijen(wie, open_=open_))
    if context.has(VtbLoaders.registry) or not loads:
        makes.append(lambda row: Taak(vtb=row))
        loads.append(context.of(VtbLoaders).taken.rijen(wie, open_=open_))

    async def together() -> tuple[Rijen, list[Exception]]:
        answers = await asyncio.gather(*loads, return_exceptions=True)
        found: Rijen = []
        failures: list[Exception] = []
        for make, answer in zip(makes, answers, strict=True):
            if isinstance(answer, Exception):
                failures.append(answer)
            elif isinstance(answer, BaseException):
                raise answer
            else:
                found += [(at, row if isinstance(row, Exception) else make(row)) for at, row in answer or ()]
        if failures and len(failures) == len(answers):
            raise failures[0]
        return found, failures

    return together()


def _in(taak: Taak, filter: Afgehandeld | None) -> bool:
    stands = status(_at(taak, "vtb", "status"), _at(taak, "objecten", "status"))
    return filter is None or (stands is Status.OPEN) is (filter is Afgehandeld.OPEN)


def _zaken(taak: Taak) -> list[verband.Zaak]:
    link = [_at(taak, "objecten", "koppeling", name) for name in ("registratie", "uuid", "value")]
    return _genoemd(_at(taak, "vtb", "is_gerelateerd_aan", "urn"), *link)


def _genoemd(
    urns: list[str] | None, registratie: str | None, uuid: str | None, value: str | None
) -> list[verband.Zaak]:
    linked = [f"urn:koppeling:zaak:uuid:{uuid or value}"] if registratie == "zaak" else []
    return verband.zaken([*(urns or ()), *linked])


def _stand(taak: Taak, today: date) -> TaakStand:
    uuid, zaken = _at(taak, "vtb", "uuid"), _zaken(taak)
    return TaakStand(
        uuid or _at(taak, "objecten", "id"),
        bron(uuid),
        soort(_at(taak, "vtb", "taak_soort"), _at(taak, "objecten", "soort")).value,
        uiterlijk(_at(taak, "vtb", "einddatum_handelings_termijn"), _at(taak, "objecten", "verloopdatum")),
        een_van(_at(taak, "vtb", "titel"), _at(taak, "objecten", "titel")),
        een_van(*(each.uuid for each in zaken)),
        verband.nummer(zaken),
        today,
    )


def _at(taak: Taak, *names: str) -> Any:
    return read(taak, names)
