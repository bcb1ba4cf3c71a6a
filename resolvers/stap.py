"""The steps of a request: what has been, what is, and what may come, from the catalogue and the current status.

The catalogue knows all steps and their order; a zaak knows only its current status, and that costs nothing. Which of
the earlier steps a request really had, only its history tells (`sinds`), which is a call for each request. So a step
is not said to have been where it may have been passed over: see decision 0030.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from msgspec import Struct

from auth.worded import Worded
from resolvers.actie import wacht
from resolvers.ask import Ask
from resolvers.catalogus import catalogue
from sources.catalogi.records import StatusType, ZaakType
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.zgw import uuid_of
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Status

__all__ = ["Stand", "Stap", "sinds", "stand", "stappen"]

WHOLE = frozenset[str]()


class Stand(Worded):
    """Where a step stands."""

    GEWEEST = "geweest", "De aanvraag is deze stap voorbij.", "The request has passed this step."
    HUIDIG = "huidig", "Hier is de aanvraag nu.", "This is where the request is now."
    KOMT = "komt", "Deze stap komt nog, of kan nog komen.", "This step is still to come, or may come."
    VOORBIJ = (
        "voorbij",
        "Deze stap komt niet meer; of de aanvraag er is geweest, zegt `sinds`.",
        "This step comes no more; whether the request has been there, `sinds` tells.",
    )


class Stap(Struct, frozen=True, rename="camel"):
    """A step of one request; `gezet` is since when it is the current one."""

    zaak: str
    statustype: str
    nummer: int | None
    naam: str | None
    stand: Stand
    gezet: datetime | None = None

    def __repr__(self) -> str:  # of whose request it is belongs in no log
        return f"{type(self).__name__}(…)"


Stappen = list[Stap | RegistryError]


def stappen(
    uuid: str, zaaktype: str | None, huidig: str | None, gezet: datetime | None, einddatum: date | None, ask: Ask
) -> Awaitable[Stappen | None] | Stappen | None:
    """All steps of a request, in order; one that the catalogue can't tell is its error, behind the others.

    At once where the catalogue is in memory, as it nearly always is.
    """
    if zaaktype is None:
        return None
    zaak = _Zaak(uuid, huidig, gezet, einddatum is not None)
    types = catalogue(ask)
    kind = types.zaaktypen.known(zaaktype)
    known = [types.statustypen.known(url) for url in zaak.urls(kind)] if kind is not None else [None]
    return zaak.stappen(known) if None not in known else _later(zaak, zaaktype, ask)


async def _later(zaak: "_Zaak", zaaktype: str, ask: Ask) -> Stappen | None:
    kind = await catalogue(ask).zaaktypen.load((zaaktype, WHOLE))
    if kind is None:
        return None
    return zaak.stappen(await asyncio.gather(*(_type(url, ask) for url in zaak.urls(kind))))


@dataclass(frozen=True, slots=True)
class _Zaak:
    """What of a zaak decides where its steps stand."""

    uuid: str
    huidig: str | None
    gezet: datetime | None
    afgerond: bool

    def urls(self, kind: ZaakType) -> list[str]:
        """The steps of its kind, and its own where that is of another version."""
        return list(dict.fromkeys([*kind.statustypen, *([self.huidig] if self.huidig is not None else [])]))

    def stappen(self, found: Sequence[StatusType | RegistryError | None]) -> Stappen:
        """Its steps. Raises where the current one can't be told: then nothing can be said of the others."""
        failed = [each for each in found if isinstance(each, RegistryError)]
        known = {each.uuid: each for each in found if isinstance(each, StatusType)}
        now = known.get(uuid_of(self.huidig)) if self.huidig is not None else None
        if now is None and self.huidig is not None and failed:
            raise failed[0]
        ended = self.afgerond or bool(now is not None and now.is_eindstatus)
        steps = [self._stap(each, now, ended) for each in sorted(known.values(), key=_order)]
        return [*steps, *failed]

    def _stap(self, each: StatusType, now: StatusType | None, ended: bool) -> Stap:
        naam, gezet = each.statustekst or each.omschrijving, self.gezet if each is now else None
        return Stap(self.uuid, each.url, each.volgnummer, naam, stand(each, now, ended), gezet)


def sinds(
    zaak: str, statustype: str, stand: Stand, gezet: datetime | None, ask: Ask
) -> Awaitable[datetime | None] | datetime | None:
    """Since when a request is at a step, or when it came there; nothing where it was passed over or is to come."""
    if stand is Stand.HUIDIG:
        return gezet
    return None if stand is Stand.KOMT else _from_history(zaak, statustype, ask)


async def _from_history(zaak: str, statustype: str, ask: Ask) -> datetime | None:
    history = await ask.context.of(ZakenLoaders).statussen.load((zaak, WHOLE)) or []
    for row in history:  # newest first
        if isinstance(row, Status) and uuid_of(row.statustype or "") == uuid_of(statustype):
            return row.datum_status_gezet
    failed = next((row for row in history if isinstance(row, RegistryError)), None)
    if failed is not None:  # it may be the one
        raise failed
    return None


def stand(each: StatusType, now: StatusType | None, ended: bool) -> Stand:
    """Where a step stands, by the current one and whether the request has ended."""
    if each is now:
        return Stand.HUIDIG
    if ended:
        return Stand.VOORBIJ
    if now is None or _order(each) > _order(now):
        return Stand.KOMT
    return Stand.VOORBIJ if wacht(each.omschrijving) else Stand.GEWEEST


def _order(each: StatusType) -> tuple[bool, int]:
    return (each.volgnummer is None, each.volgnummer or 0)


async def _type(url: str, ask: Ask) -> StatusType | RegistryError | None:
    loader = catalogue(ask).statustypen
    try:
        return loader.known(url) or await loader.load((url, WHOLE))
    except InvalidKey as error:  # the registries named it, and nobody else
        return RegistryInvalid(error.registry, "not as its contract says")
    except RegistryError as error:
        return error
