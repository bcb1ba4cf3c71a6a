"""What an analyst is told of real data: counts and lead times, once a day, never about a person."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from auth.figures import Cell, LeadTime, Snapshot
from resolvers.ask import Ask
from resolvers.periods import counted, measured
from sources.zaken.vraag import Voortgang

__all__ = ["Analyse", "Cel", "Doorlooptijd", "Klasse", "Periode", "aanvragen", "analyse"]


class Klasse(StrEnum):
    """How long something took, in days; each class begins where the one before it ends."""

    TOT_EN_MET_7_DAGEN = "7"
    TOT_EN_MET_14_DAGEN = "14"
    TOT_EN_MET_28_DAGEN = "28"
    TOT_EN_MET_56_DAGEN = "56"
    TOT_EN_MET_84_DAGEN = "84"
    TOT_EN_MET_182_DAGEN = "182"
    LANGER = ""


_CLASSES = tuple(Klasse)


class Periode(Struct, frozen=True, rename="camel"):
    """From a day up to and with another."""

    van: date
    tot_en_met: date


class Cel(Struct, frozen=True, rename="camel"):
    """One cell of the counts."""

    soort: str | None
    naam: str | None
    maand: str | None
    voortgang: Voortgang | None
    aantal: int | None
    onderdrukt: bool


class Doorlooptijd(Struct, frozen=True, rename="camel"):
    """How long requests of one kind took."""

    soort: str
    naam: str
    aantal: int | None
    mediaan: Klasse | None
    negentigste_percentiel: Klasse | None
    onderdrukt: bool


class Analyse(Struct, frozen=True, rename="camel"):
    """The figures of one day."""

    peildatum: date
    geteld: Periode
    gemeten: Periode
    cellen: Sequence[Cel]
    doorlooptijden: Sequence[Doorlooptijd]


async def analyse(ask: Ask) -> Analyse:
    """The figures of today; all who ask on one day get the same."""
    context = ask.context
    snapshot = await context.figures.of(context.today, context.scope)
    return _read(snapshot)


def aanvragen(
    cellen: Sequence[Cel], ask: Ask, *, soort: str | None = None, voortgang: Voortgang | None = None
) -> list[Cel]:
    """The cells, or those of one kind, or of one progress."""
    return [
        cel
        for cel in cellen
        if (soort is None or cel.soort == soort) and (voortgang is None or cel.voortgang is voortgang)
    ]


def _read(snapshot: Snapshot) -> Analyse:
    return Analyse(
        peildatum=snapshot.peildatum,
        geteld=_periode(counted(snapshot.peildatum)),
        gemeten=_periode(measured(snapshot.peildatum)),
        cellen=[_cel(cell) for cell in snapshot.cells],
        doorlooptijden=[_doorlooptijd(each) for each in snapshot.lead_times],
    )


def _periode(days: Sequence[date]) -> Periode:
    return Periode(days[0], date.fromordinal(days[-1].toordinal() - 1))


def _cel(cell: Cell) -> Cel:
    voortgang = None if cell.lopend is None else Voortgang.LOPEND if cell.lopend else Voortgang.AFGEROND
    return Cel(cell.soort, cell.naam, cell.maand, voortgang, cell.aantal, cell.aantal is None)


def _doorlooptijd(each: LeadTime) -> Doorlooptijd:
    def klasse(number: int | None) -> Klasse | None:
        return None if number is None else _CLASSES[number]

    return Doorlooptijd(
        each.soort, each.naam, each.aantal, klasse(each.mediaan), klasse(each.negentigste), each.aantal is None
    )
