"""Reports of the city: what residents tell the gemeente about the street, and how far each of these is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.majority import of_age_since
from sources.city.parties import Party
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck

__all__ = ["CLOSED", "STATES", "Report", "Reports"]

_KIND = 1  # of a uuid about reports
_NUMBERED = re.compile("(?:inwoner|melder)([0-9]{1,8})@example.nl")
_MOST = 3  # reports of an ordinary resident
STATES = {
    "m": "Gemeld",
    "i": "In afwachting van behandeling",
    "b": "In behandeling",
    "ingepland": "Ingepland",
    "reaction requested": "Reactie gevraagd",
    "o": "Afgehandeld",
    "a": "Geannuleerd",
    "s": "Gesplitst",
    "reopened": "Heropend",
}
CLOSED = frozenset({"o", "a", "s"})


class _Soort(NamedTuple):
    main: str
    sub: str
    text: str


_LAMP = _Soort("Wegen, verkeer, straatmeubilair", "Lantaarnpaal", "De lantaarnpaal voor het huis brandt niet.")
_WASTE = _Soort("Afval", "Container is vol", "De container zit al drie dagen vol.")
_HOLE = _Soort("Wegen, verkeer, straatmeubilair", "Gat in de weg", "Er zit een gat in het fietspad.")
_TREE = _Soort("Openbaar groen en water", "Boom", "Er hangt een tak los boven de stoep.")
_NOISE = _Soort("Overlast bedrijven en horeca", "Geluidsoverlast muziek", "Iedere nacht muziek tot vier uur.")
_BIKES = _Soort("Overlast in de openbare ruimte", "Fietswrak", "Er staan drie fietswrakken in het rek.")
_SOORTEN = (_LAMP, _WASTE, _HOLE, _TREE, _NOISE, _BIKES)
_PLACES = (
    ("A", "Centrum", "Spui", 70, "2511BT"),
    ("B", "Escamp", "Leyweg", 813, "2545HA"),
    ("C", "Laak", "Slachthuisplein", 25, "2521EC"),
    ("D", "Loosduinen", "Kleine Laan", 9, "2553TW"),
    ("E", "Scheveningen", "Scheveningseweg", 303, "2584AA"),
)


class _Story(NamedTuple):
    """A report: how many days ago it was made, how far it is, and how it is known whose it is."""

    soort: _Soort
    ago: int
    state: str
    linked: bool = False  # made while logged in
    address: bool = True  # made with an e-mail address
    part: bool = False  # into which the gemeente split another report


# The reports that personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (
        _Story(_LAMP, 3, "b", linked=True),
        _Story(_WASTE, 6, "reaction requested"),
        _Story(_HOLE, 41, "o", linked=True, address=False),
        _Story(_TREE, 90, "o"),
        _Story(_TREE, 89, "m", part=True),
    ),
    "fatima": (_Story(_BIKES, 2, "ingepland", linked=True, address=False),),
    "els": (_Story(_NOISE, 8, "m"),),
    "wim": tuple(
        _Story(_SOORTEN[number % 6], 1 + number * 5, tuple(STATES)[number % 6], linked=number % 9 == 0)
        for number in range(45)
    ),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Report:
    """Report `number` of the person at `index`; `address` is under which e-mail address it was made, if any."""

    index: int
    number: int
    uuid: str
    main: str
    sub: str
    text: str
    state: str
    made: datetime
    since: datetime  # of its state
    district: tuple[str, str]  # code and name
    place: tuple[str, int, str]  # street, number and postcode
    address: str | None
    linked: bool
    part: bool

    @property
    def id(self) -> int:
        """The number that Signalen gave it."""
        return self.index * 1000 + self.number + 1

    @property
    def display(self) -> str:
        """The number that its reporter knows it by."""
        return f"SIG-{self.id}"


class Reports:
    """All reports of a city, as a pure function of its seed and of today."""

    def __init__(
        self,
        persons: int,
        person: Callable[[int], CityPerson],
        party: Callable[[int], Party | None],
        chance: Chance,
        today: date,
    ) -> None:
        self._persons, self._person, self._party, self._chance, self._today = persons, person, party, chance, today
        self._uuids = Uuids(chance.seed, "reports")
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Report, ...]:
        """The reports of the person at this index, newest first."""
        return self._own(index)

    def mailbox(self, index: int) -> str:
        """The e-mail address of the person at this index: as the gemeente knows it, or else another."""
        party = self._party(index)
        given = () if party is None else (each.adres for each in party.addresses if each.soort == "email")
        return next(iter(given), f"melder{index}@example.nl")

    def whose(self, address: str) -> int | None:
        """The index of the person whose address this is, in capitals or not; None where it is nobody's."""
        named = _NUMBERED.fullmatch(address.casefold())
        known = [int(named[1])] if named is not None else [persona.index for persona in PERSONAS]
        own = (index for index in known if index < self._persons)
        return next((index for index in own if self.mailbox(index).casefold() == address.casefold()), None)

    def find(self, uuid: str) -> Report | None:
        """The report with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != _KIND or position.person >= self._persons:
            return None
        return next((found for found in self._own(position.person) if found.uuid == uuid.lower()), None)

    @cached_property
    def everybodys(self) -> tuple[Report, ...]:
        """All reports of the city, newest first."""
        return _newest_first(report for index in range(self._persons) for report in self._drawn(index))

    @property
    def linked(self) -> tuple[Report, ...]:
        """Those that personas made while logged in."""
        return tuple(report for index in _TOLD for report in self._own(index) if report.linked)

    def _drawn(self, index: int) -> tuple[Report, ...]:
        person = self._person(index)
        since = of_age_since(person)
        if person.deceased is not None or since > self._today:
            return ()
        stories = _TOLD[index] if index in _TOLD else self._stories(index)
        drawn = (self._made(index, number, story) for number, story in enumerate(stories))
        return _newest_first(report for report in drawn if report.made.date() >= since)

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "reports", index)):
            luck = Luck(self._chance.below(1 << 62, "report", index, number), "story")
            yield _Story(luck.pick(_SOORTEN), 1 + luck.below(luck.pick((20, 90, 700))), luck.pick(tuple(STATES)))

    def _made(self, index: int, number: int, story: _Story) -> Report:
        luck = Luck(self._chance.below(1 << 62, "report", index, number), "where")
        moment = time(6 + luck.below(12), luck.below(60), luck.below(60), luck.below(1_000_000))
        made = datetime.combine(self._today - timedelta(days=story.ago), moment, UTC)
        code, name, street, house, postcode = luck.pick(_PLACES)
        return Report(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(_KIND, index, number)),
            main=story.soort.main,
            sub=story.soort.sub,
            text=story.soort.text,
            state=story.state,
            made=made,
            since=made if story.state == "m" else made + timedelta(hours=1 + luck.below(12 * story.ago)),
            district=(code, name),
            place=(street, house, postcode),
            address=self.mailbox(index) if story.address else None,
            linked=story.linked,
            part=story.part,
        )


def _newest_first(reports: Iterator[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda report: (report.made, report.uuid), reverse=True))
