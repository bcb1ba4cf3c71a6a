"""What the tax source tells of somebody's property: what is elsewhere, and in which assessment its value was told."""

import asyncio
from datetime import date

from resolvers.ask import Ask
from resolvers.bladzijde import deel, hoogstens, plaats, vraag
from sources.belastingen.loaders import BelastingenLoaders
from sources.belastingen.records import Belastingaanslag
from sources.core.contract import Plaats
from sources.core.errors import RegistryError
from sources.woz.loaders import WozLoaders
from sources.woz.records import Objecten, WozObject

__all__ = ["MOST", "beschikking", "bezwaar_mogelijk", "elders"]

MOST = 20  # objects per page: each is a call
_RECENT = 20  # assessments that are looked at
_NUMBER = "regels.wozObjectnummer"


async def elders(
    bsn: str, adresseerbaar_object: str | None, ask: Ask, *, eerste: int = 10, na: str | None = None
) -> Objecten:
    """A page of the objects that somebody is assessed for and that are not at home, the highest number first.

    They are those of the last tax year in which there are any; one that the WOZ does not know as theirs is left out.
    """
    hoogstens(eerste, MOST)
    after = plaats(na)
    loaders = ask.context.of(WozLoaders)
    found, here = await asyncio.gather(
        _recent(bsn, frozenset({"belastingjaar", _NUMBER}), ask), _at_home(bsn, adresseerbaar_object, ask)
    )
    years: dict[int, set[str]] = {}
    for assessment in found:
        numbers = {line.woz_objectnummer for line in assessment.regels if line.woz_objectnummer}
        if numbers:
            years.setdefault(assessment.belastingjaar or 0, set()).update(numbers)
    numbers = years[max(years)] - here if years else set()
    page, volgende = deel([(Plaats(date.min, each), each) for each in sorted(numbers, reverse=True)], eerste, after)
    loads = [loaders.object.load(((bsn, number), ask.paths())) for number in page]
    objects = await asyncio.gather(*loads, return_exceptions=True)
    rows: list[WozObject | RegistryError] = []
    for each in objects:
        if isinstance(each, WozObject | RegistryError):
            rows.append(each)
        elif each is not None:
            raise each
    return Objecten(rows, volgende)


async def _at_home(bsn: str, adresseerbaar_object: str | None, ask: Ask) -> set[str]:
    """The numbers of what is at home; one that can't be read would be taken for something elsewhere."""
    if adresseerbaar_object is None:
        return set()
    rows = await ask.context.of(WozLoaders).op_adres.load(((adresseerbaar_object, bsn), frozenset())) or []
    for row in rows:
        if isinstance(row, Exception):
            raise row
    return {row.identificatie for row in rows if isinstance(row, WozObject)}


async def beschikking(identificatie: str, ask: Ask) -> Belastingaanslag | None:
    """The assessment in which the latest value of an object was told to whom this dossier is of."""
    if ask.subject is None:
        return None
    best: tuple[date, Belastingaanslag] | None = None
    day = "regels.waardepeildatum"
    for assessment in await _recent(ask.subject, ask.paths() | {_NUMBER, day}, ask):
        for line in assessment.regels:
            if line.woz_objectnummer == identificatie and line.waardepeildatum is not None:
                if best is None or line.waardepeildatum > best[0]:  # of one date the newest, which comes first
                    best = line.waardepeildatum, assessment
    return None if best is None else best[1]


async def _recent(bsn: str, paths: frozenset[str], ask: Ask) -> list[Belastingaanslag]:
    """The newest assessments; one that can't be read could be the one that is looked for."""
    lijst = await ask.context.of(BelastingenLoaders).aanslagen.rijen(vraag(bsn, (), _RECENT, None), _RECENT, paths)
    rows = [] if lijst is None else lijst.bladzijde(_RECENT)[0]
    found = [row for row in rows if isinstance(row, Belastingaanslag)]
    if len(found) < len(rows):
        raise next(row for row in rows if isinstance(row, RegistryError))
    return found


def bezwaar_mogelijk(tot: date | None, ask: Ask) -> bool | None:
    """Whether one can still object today; the last day counts."""
    return None if tot is None else ask.context.today <= tot
