"""What the city keeps as objects: messages of departments to residents, tasks, and parking permits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from sources.city import City
from sources.city.chores import FORM, LINK, PAYMENT, Chore
from sources.city.contract import whose
from sources.city.notices import Notice
from sources.city.permits import Permit

__all__ = ["MELDING", "PARKEERVERGUNNING", "TAAK", "Thing", "Things"]

Json = dict[str, Any]
MELDING = "5a2f1d0e-7c3b-4f6a-9d81-3e0b7a64c218"  # the uuids of the objecttypes
TAAK = "c1d6f0a4-2b7e-4e53-8f0c-91b5d2a7e640"
PARKEERVERGUNNING = "c6f0b7a9-3d51-4c8e-a2b4-91d7e05f6a3c"
_SOME = 100  # persons whose permits are given where nobody is named
_SOORT = {FORM: "portaalformulier", LINK: "url", PAYMENT: "ogonebetaling"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One object, written out when it is looked at: `kind` is the uuid of its objecttype."""

    city: City
    kept: Notice | Chore | Permit

    @property
    def index(self) -> int:
        """Whose it is, by their place in the city."""
        return self.kept.index

    @property
    def uuid(self) -> str:
        """The uuid of the object."""
        return self.kept.uuid if isinstance(self.kept, Chore) else self.kept.object_uuid

    @property
    def kind(self) -> str:
        """The uuid of its objecttype."""
        if isinstance(self.kept, Permit):
            return PARKEERVERGUNNING
        return MELDING if isinstance(self.kept, Notice) else TAAK

    @property
    def registered(self) -> date:
        """Since when it is there."""
        if isinstance(self.kept, Permit):
            return self.kept.begin or self.kept.made
        return self.kept.registered if isinstance(self.kept, Notice) else self.kept.began

    @property
    def data(self) -> Json:
        """What the objecttype keeps; what there is not is not there."""
        kept, bsn = self.kept, self.city.number(self.kept.index)
        if isinstance(kept, Permit):
            return dict(_there(_vergunning(kept, bsn)))
        return dict(_there(_melding(kept, bsn) if isinstance(kept, Notice) else _taak(kept, bsn)))


class Things:
    """All objects of a city."""

    def __init__(self, city: City) -> None:
        self._city = city

    def of(self, index: int) -> list[Thing]:
        """What there is of somebody: messages newest published first, then tasks and permits; of companies tasks."""
        if index >= len(self._city):
            return self._things(self._city.object_tasks.of(index))
        return self._things((*self._city.notices.of(index), *self._city.object_tasks.of(index), *self._permits(index)))

    def find(self, uuid: str) -> Thing | None:
        """The object with this uuid, or that keeps something with this uuid."""
        permit = self._city.permits.find(uuid)
        kept = self._city.notices.find(uuid) or self._city.object_tasks.find(uuid) or permit
        return None if kept is None else Thing(self._city, kept)

    @cached_property
    def everybodys(self) -> list[Thing]:
        """The objects of everybody; of tasks and permits no more than the city gives at once."""
        permits = (permit for index in range(min(_SOME, len(self._city))) for permit in self._permits(index))
        return self._things((*self._city.notices.everybodys, *self._city.object_tasks.everybodys, *permits))

    def _permits(self, index: int) -> Iterator[Permit]:
        """Parking permits of this person alone; of one of two owners an object names the first."""
        own = self._city.permits.of(index)
        return (permit for permit in own if permit.kind.soort and permit.published and permit.index == index)

    def _things(self, kept: Iterable[Notice | Chore | Permit]) -> list[Thing]:
        return [Thing(self._city, each) for each in kept]


def _melding(notice: Notice, bsn: str) -> Iterator[tuple[str, Any]]:
    """What the objecttype keeps of a notice."""
    yield "uuid", notice.uuid
    yield "belanghebbende", whose(bsn)
    yield "soort", notice.soort
    yield "titel", dict(_there(notice.titel._asdict().items()))
    yield "tekst", None if notice.tekst is None else dict(_there(notice.tekst._asdict().items()))
    yield "publicatiedatum", notice.published.isoformat()
    yield "geldigTot", None if notice.until is None else notice.until.isoformat()
    yield "handelingsperspectief", notice.action
    yield "locatie", notice.place
    yield (
        "isGerelateerdAan",
        [f"urn:nld:gemeente-den-haag:product:{notice.product}"] if notice.product else None,
    )


def _taak(chore: Chore, bsn: str) -> Iterator[tuple[str, Any]]:
    """What the objecttype keeps of a task (externe klanttaak)."""
    until = None if chore.due is None else datetime.combine(chore.due, time(10))
    yield "titel", chore.titel
    yield "status", chore.status
    yield "soort", _SOORT[chore.soort]
    yield "verloopdatum", None if until is None else f"{until.isoformat()}.000Z"
    yield "identificatie", whose(bsn)
    yield "koppeling", None if chore.zaak is None else {"registratie": "zaak", "uuid": chore.zaak[1]}
    yield "verwerker_taak_id", chore.workflow
    yield "eigenaar", "gzac"
    if chore.soort == LINK:
        yield "url", {"uri": chore.link}
    elif chore.soort == FORM:
        yield "portaalformulier", {"formulier": {"soort": "id", "value": "inkomen"}, "data": {}}
    else:
        paid = {"bedrag": float(chore.amount or 0), "betaalkenmerk": chore.betalingskenmerk, "pspid": "denhaag"}
        yield "ogonebetaling", paid


def _vergunning(permit: Permit, bsn: str) -> Iterator[tuple[str, Any]]:
    """What an objecttype as it was seen keeps of a permit: whose it is stands in `bsn`."""
    yield "bsn", bsn
    yield "soort", permit.kind.soort
    yield "status", permit.status
    yield "zone", permit.zone[0]
    yield "kenteken", permit.plates[0].kenteken if permit.plates else None
    yield "geldigTot", None if permit.end is None else permit.end.isoformat()
    yield "saldoMinuten", permit.minutes


def _there(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in items if value is not None)
