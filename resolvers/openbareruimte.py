"""Reports about the street: those that somebody made while logged in, and those under their verified address."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from auth.errors import StoreUnavailable
from auth.groups import FieldGroup
from auth.reports import Report
from auth.worded import Worded
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.contactadres import geverifieerd_adres
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import RegistryError
from sources.core.place import Plek
from sources.eigen.loaders import EigenLoaders
from sources.objecten.records import Tekst
from sources.signalen.adapter import MOST
from sources.signalen.loaders import SignalenLoaders
from sources.signalen.records import Gemeld, Signal
from sources.signalen.vraag import Melder, moment_of, place_of

__all__ = [
    "CALLS",
    "Stap",
    "Voortgang",
    "afgehandeld_op",
    "id_van",
    "is_open",
    "meldingen",
    "stappen",
    "voortgang",
]

_LINKED = 20  # of which the state is asked for one page, each with a call of its own
CALLS = _LINKED + 2  # and one for the address of the reporter, and one for what was made under it
_FAILED = (RegistryError, StoreUnavailable)


class Voortgang(Worded):
    """How far a report is, in words of the resident; of what anybody may ask there is open and closed only."""

    ONTVANGEN = "ONTVANGEN", "De gemeente heeft de melding ontvangen", "The municipality has received the report"
    OPEN = "OPEN", "De melding loopt nog", "The report is not closed yet"
    INGEPLAND = "INGEPLAND", "Het werk is ingepland", "The work is planned"
    IN_BEHANDELING = "IN_BEHANDELING", "De gemeente is ermee bezig", "The municipality is working on it"
    REACTIE_GEVRAAGD = (
        "REACTIE_GEVRAAGD",
        "De gemeente heeft u iets gevraagd",
        "The municipality has asked you something",
    )
    HEROPEND = "HEROPEND", "De melding is heropend", "The report was opened again"
    AFGEHANDELD = "AFGEHANDELD", "De melding is afgehandeld", "The report has been dealt with"
    GESLOTEN = "GESLOTEN", "De melding is gesloten", "The report is closed"
    GESPLITST = "GESPLITST", "De gemeente handelt de melding in delen af", "The municipality deals with it in parts"
    GEANNULEERD = "GEANNULEERD", "De melding wordt niet in behandeling genomen", "The report will not be dealt with"


_BUSY = ("b", "h", "reaction received", "closure requested", "reopen requested", "forward to external", "ready to send",
         "sent", "send failed", "done external")  # fmt: skip
_VOORTGANG = {
    **dict.fromkeys(_BUSY, Voortgang.IN_BEHANDELING),
    "m": Voortgang.ONTVANGEN,
    "i": Voortgang.ONTVANGEN,
    "ingepland": Voortgang.INGEPLAND,
    "reaction requested": Voortgang.REACTIE_GEVRAAGD,
    "reopened": Voortgang.HEROPEND,
    "o": Voortgang.AFGEHANDELD,
    "a": Voortgang.GEANNULEERD,
    "s": Voortgang.GESPLITST,
    "OPEN": Voortgang.OPEN,
    "CLOSED": Voortgang.GESLOTEN,
}
_ENDED = {Voortgang.AFGEHANDELD, Voortgang.GEANNULEERD, Voortgang.GESPLITST, Voortgang.GESLOTEN}


class Stap(Struct, frozen=True):
    """A step of a report: whether it was reached, whether it stands there now, and since when where that is known."""

    naam: Tekst
    bereikt: bool
    huidig: bool
    op: datetime | None = None


def meldingen(bsn: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Gemeld | None]:
    """A page of somebody's reports, newest first; a source that can't be had is its error, behind what there is.

    A report that somebody made while logged in is theirs. One under their address is asked for who may see contact
    details, and may be anybody's: of it there is nothing that its reporter wrote, nor where exactly it is.
    """
    hoogstens(eerste, MOST)
    try:
        place = Plek.read(na) if na is not None else None
        _ = None if place is None else moment_of(place)
    except ValueError:
        raise begin() from None
    linked = ask.context.of(EigenLoaders).gekoppeld.load((Belanghebbende(bsn), frozenset()))
    may_ask = ask.context.decisions.may(bsn, FieldGroup.PROFIEL)
    address = asyncio.ensure_future(geverifieerd_adres(bsn, ask)) if may_ask else None

    async def page() -> Gemeld | None:
        failures: list[Exception] = []
        links = _told(*await asyncio.gather(linked, return_exceptions=True), failures) or []
        ours, floor = _shown(links, eerste, place)
        own = frozenset(link.signal_id for link in links)
        public, found = await asyncio.gather(
            _public([link for _, link in ours], ask),
            _under(address, own, eerste, place, ask, failures),
        )
        rows = _merged(ours, public, found, own)
        failures += [row for row in found.meldingen if isinstance(row, Exception)]
        floors = [each for each in (floor, found.volgende) if each is not None]
        return _page(rows, failures, eerste, max(floors, default=None))

    return page()


def _shown(links: Sequence[Report], eerste: int, na: Plek | None) -> tuple[list[tuple[Plek, Report]], Plek | None]:
    """Those links of which the state is asked, newest first, and where they were cut off."""
    placed = [(place_of(link.gemeld_op, link.signal_id), link) for link in links]
    behind = sorted(((at, link) for at, link in placed if na is None or at < na), key=_place, reverse=True)
    shown = behind[: min(eerste, _LINKED)]
    return shown, shown[-1][0] if len(behind) > len(shown) else None


async def _public(links: Sequence[Report], ask: Ask) -> dict[str, Any]:
    """What anybody may know of these, at once; an error in the place of what could not be had."""
    loader = ask.context.of(SignalenLoaders).openbaar
    loads = (loader.load((link.signal_id, frozenset())) for link in links)
    found = await asyncio.gather(*loads, return_exceptions=True)
    return {link.signal_id: each for link, each in zip(links, found, strict=True)}


async def _under(
    address: "asyncio.Future[str | None] | None",
    own: frozenset[str],
    eerste: int,
    na: Plek | None,
    ask: Ask,
    failures: list[Exception],
) -> Gemeld:
    """What was made under the address, once that is known."""
    if address is None:
        return Gemeld()
    known: str | None = _told(*await asyncio.gather(address, return_exceptions=True), failures)
    if known is None:
        return Gemeld()
    load = ask.context.of(SignalenLoaders).gemeld.load((Melder(known, own, eerste, na), frozenset()))
    found: Gemeld | None = _told(*await asyncio.gather(load, return_exceptions=True), failures)
    return found or Gemeld()


def _told(answer: Any, failures: list[Exception]) -> Any:
    """The answer; a failure of a source is noted and gives nothing, any other fault goes on."""
    if isinstance(answer, _FAILED):
        failures.append(answer)
        return None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _merged(
    ours: Sequence[tuple[Plek, Report]], public: Mapping[str, Any], found: Gemeld, own: frozenset[str]
) -> list[tuple[Plek, Any]]:
    """Each report once: of one that came both ways, what tells more."""
    under = {row.signal_id: row for row in found.meldingen if isinstance(row, Signal)}
    rows: list[tuple[Plek, Any]] = []
    for place, link in ours:
        row = under.get(link.signal_id, public[link.signal_id])
        if isinstance(row, BaseException) and not isinstance(row, _FAILED):
            raise row
        if row is not None:
            rows.append((place, row))
    others = (row for row in under.values() if row.signal_id not in own and row.created_at is not None)
    return [*rows, *((place_of(row.created_at, row.signal_id), row) for row in others if row.created_at is not None)]


def _page(rows: Sequence[tuple[Plek, Any]], failures: list[Exception], eerste: int, floor: Plek | None) -> Gemeld:
    """The newest of them down to where a list was cut off: what is older may have others in between.

    Raises the first failure where that is all there is.
    """
    known = sorted(((at, row) for at, row in rows if floor is None or at >= floor), key=_place, reverse=True)
    shown = known[:eerste]
    errors = [*(row for _, row in shown if isinstance(row, Exception)), *failures]
    if errors and len(errors) == len(shown) + len(failures):
        raise errors[0]
    volgende = shown[-1][0] if len(known) > eerste else floor
    return Gemeld([*(row for _, row in shown), *failures], volgende)


def _place(row: tuple[Plek, Any]) -> Plek:
    return row[0]


def voortgang(state: str | None) -> Voortgang | None:
    """How far it is; nothing for a state that we do not know."""
    return _VOORTGANG.get(state or "")


def is_open(state: str | None) -> bool | None:
    """Whether the municipality still has to do something."""
    where = voortgang(state)
    return None if where is None else where not in _ENDED


def afgehandeld_op(state: str | None, since: datetime | None) -> datetime | None:
    """When it ended, where that is told."""
    return since if is_open(state) is False else None


def stappen(state: str | None, made: datetime | None, since: datetime | None) -> list[Stap]:
    """What has been, what is and what comes: received, worked on, done."""
    where = voortgang(state)
    at = 0 if where in (None, Voortgang.ONTVANGEN, Voortgang.OPEN) else 2 if where in _ENDED else 1
    moments = (made, since if at == 1 else None, since if at == 2 else None)
    return [Stap(naam, nth <= at, nth == at, moments[nth]) for nth, naam in enumerate(_STAPPEN)]


_STAPPEN = (
    Tekst("Ontvangen", "Received"),
    Tekst("In behandeling", "Being dealt with"),
    Tekst("Afgehandeld", "Dealt with"),
)


def id_van(signal_id: str) -> str:
    """The key of a report."""
    return sleutel(SignalenLoaders.registry, signal_id)
