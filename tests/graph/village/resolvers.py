import asyncio
from collections.abc import Awaitable
from typing import Any

from resolvers.ask import Known
from tests.graph.village.records import Pagina, Persoon, Straat, Waarde, WozObject
from tests.graph.village.sources import Broken


def persoon(bsn: str | None, ask: Any) -> Known[Persoon] | None:
    if bsn is None:
        return None
    return Known(Persoon(bsn), ask.context.personen.load((bsn, ask.paths(bsn))), (Broken,))


def mij(ask: Any) -> Known[Persoon] | None:
    return persoon(ask.context.bsn, ask)


def personen(bsns: list[str | None], ask: Any) -> list[Known[Persoon] | None]:
    return [persoon(bsn, ask) for bsn in bsns if bsn]


def bij_naam(ask: Any, *, bsns: list[str]) -> list[Known[Persoon] | None]:
    return personen(list(bsns), ask)


async def aanvragen(bsn: str, ask: Any, *, eerste: int = 20, na: int | None = None) -> Pagina | Exception:
    zaken = await ask.context.zaken.load((bsn, ask.paths()))
    if isinstance(zaken, Exception):
        return zaken
    start = na or 0
    return Pagina(zaken[start : start + eerste], str(start + eerste) if len(zaken) > start + eerste else None)


async def woz_objecten(adres: str | None, ask: Any) -> list[WozObject] | None:
    if adres is None:
        return []
    objecten: list[WozObject] | None = await ask.context.woz.load((adres, ask.paths()))
    return objecten


def straat(ask: Any) -> Awaitable[Straat]:
    loads = [ask.context.personen.load((bsn, ask.paths(bsn))) for bsn in ("1", "2", "3")]

    async def gathered() -> Straat:
        return Straat(await asyncio.gather(*loads), "Turfmarkt")

    return gathered()


def regel(straat: str | None, huisnummer: int | None, postcode: str | None) -> str | None:
    return None if straat is None else f"{straat} {huisnummer or ''}, {postcode or ''}".strip(" ,")


def nieuw(waarden: list[Waarde | None] | None) -> list[Waarde] | None:
    return (
        None if waarden is None else [each for each in waarden if each is not None and (each.peildatum or "") > "2025"]
    )


def enkele(waarden: list[Waarde | None] | None, ask: Any, *, eerste: int = 1) -> list[Waarde] | None:
    return None if waarden is None else (nieuw(waarden) or [])[:eerste]


def laatste(waarden: list[Waarde | None] | None) -> Waarde | None:
    return max(nieuw(waarden) or (), key=lambda each: each.peildatum or "", default=None)


def is_volledig(type_: str) -> bool:
    return type_ == "Datum"
