"""Appointments of the city: residents at a district office or on line, past, coming and cancelled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.dossiers import Dossiers, Kind
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck, Zaak

__all__ = ["STATUSES", "Appointment", "Appointments"]

STATUSES = ("gepland", "bevestigd", "geannuleerd", "afgerond", "niet_verschenen")
_COMING = frozenset({"gepland", "bevestigd"})
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_KIND = 1  # of a uuid about appointments
_MOST = 3  # appointments of an ordinary resident
_QUARTER = 15  # minutes
_OPEN, _QUARTERS = time(9), 28  # the first begins at nine, the last at a quarter to four

_OFFICES = (
    ("Stadsdeelkantoor Centrum", "Spui 70, 2511 BT Den Haag"),
    ("Stadsdeelkantoor Escamp", "Leyweg 813, 2545 HA Den Haag"),
    ("Stadsdeelkantoor Laak", "Slachthuisplein 25, 2521 EC Den Haag"),
    ("Stadsdeelkantoor Segbroek", "Fahrenheitstraat 190, 2561 EH Den Haag"),
    ("Stadsdeelkantoor Leidschenveen-Ypenburg", "Brigantijnlaan 303, 2496 ZT Den Haag"),
)


class _Soort(NamedTuple):
    onderwerp: str
    producten: tuple[str, ...]
    quarters: int
    meenemen: tuple[str, ...] = ()
    online: bool = False


_PASSPORT = _Soort("Paspoort of identiteitskaart aanvragen", ("paspoort", "identiteitskaart"), 1,
                   ("uw oude paspoort en identiteitskaart", "een pasfoto; niet ouder dan zes maanden"))  # fmt: skip
_COLLECT = _Soort("Rijbewijs ophalen", ("rijbewijs",), 1, ("uw oude rijbewijs",))
_BIRTH = _Soort("Aangifte van geboorte", ("geboorteaangifte",), 2, ("identiteitsbewijs van beide ouders",))
_WEDDING = _Soort("Gesprek over uw huwelijk,\nmet de trouwambtenaar", ("huwelijk",), 4, online=True)
_DEBTS = _Soort("Gesprek met een schuldhulpverlener", ("schuldhulp",), 4, ("uw laatste loonstrook",), online=True)
_PERMIT = _Soort("Vooroverleg omgevingsvergunning", ("omgevingsvergunning",), 3, ("tekeningen van het plan",))
_MOVE = _Soort("Inschrijven na verhuizing uit het buitenland", ("inschrijving-brp",), 2,
               ("geldig reisdocument", "huurcontract of koopakte", "geboorteakte"))  # fmt: skip
_SOORTEN = (_PASSPORT, _COLLECT, _BIRTH, _WEDDING, _DEBTS, _PERMIT, _MOVE)


class _Story(NamedTuple):
    """An appointment, its status, in how many days from today it is, and at which quarter of the day."""

    soort: _Soort
    status: str
    days: int
    quarter: int = 1
    zaak: bool = False  # it is about something that was requested
    moved: bool = True  # whether it can be changed through a website, where it is still to come


def _many() -> Iterator[_Story]:
    """A long list, two and two on a day; of some of those two at the same moment."""
    for number in range(60):
        status = STATUSES[2 + number % 3] if number % 10 == 0 else "afgerond"
        yield _Story(_SOORTEN[number % len(_SOORTEN)], status, -1 - number // 2 * 30, 2 + number % 4 // 3)


# The appointments that personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (
        _Story(_WEDDING, "gepland", 21, 9),
        _Story(_COLLECT, "geannuleerd", 13, 3),
        _Story(_PASSPORT, "bevestigd", 6, 5, zaak=True),
        _Story(_BIRTH, "afgerond", -90),
        _Story(_PERMIT, "niet_verschenen", -200, 7),
    ),
    "fatima": (_Story(_COLLECT, "bevestigd", 0, 26, moved=False), _Story(_PASSPORT, "afgerond", -400)),
    "els": (_Story(_DEBTS, "bevestigd", 3, 12),),
    "peter": (_Story(_PASSPORT, "niet_verschenen", -4), _Story(_PASSPORT, "gepland", 9, 2)),
    "anja": (_Story(_PERMIT, "afgerond", -30, zaak=True),),
    "wim": (_Story(_PASSPORT, "bevestigd", 2), *_many()),
    "willemijn": (),
}
_BUSINESS = (_Story(_PERMIT, "bevestigd", 5, 6), _Story(_PERMIT, "afgerond", -60))  # of every company
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Appointment:
    """Appointment `number` of the person or company at `index` (`City.holder`); `zaak` is a uuid, of what was asked."""

    index: int
    number: int
    uuid: str
    onderwerp: str
    producten: tuple[str, ...]
    begin: datetime
    end: datetime
    office: tuple[str, str] | None  # name and address; None on line
    meenemen: tuple[str, ...]
    status: str
    change: str | None
    zaak: str | None


class Appointments:
    """All appointments of a city, as a pure function of its seed and of today."""

    def __init__(
        self,
        persons: int,
        person: Callable[[int], CityPerson],
        companies: Companies,
        dossiers: Dossiers,
        chance: Chance,
        today: date,
    ) -> None:
        self._persons, self._person, self._companies, self._dossiers = persons, person, companies, dossiers
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed, "appointments")
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Appointment, ...]:
        """The appointments of the person or company at this index: last to begin first, and of one moment by uuid."""
        return self._own(index)

    def find(self, uuid: str) -> Appointment | None:
        """The appointment with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != _KIND or position.person >= self._persons + len(self._companies):
            return None
        return next((found for found in self._own(position.person) if found.uuid == uuid.lower()), None)

    def _drawn(self, index: int) -> tuple[Appointment, ...]:
        since = self._since(index)
        if since is None or since > self._today:
            return ()
        told = _BUSINESS if index >= self._persons else _TOLD.get(index)
        stories = self._stories(index) if told is None else told
        drawn = (self._made(index, number, story) for number, story in enumerate(stories))
        own = [found for found in drawn if found.begin.date() >= since]
        return tuple(sorted(own, key=lambda found: (found.begin, found.uuid), reverse=True))

    def _since(self, index: int) -> date | None:
        """Since when somebody makes appointments; None where nobody is there to make them."""
        if index >= self._persons:
            return self._companies.company(index - self._persons).started
        person = self._person(index)
        return None if person.deceased is not None else of_age_since(person)

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "appointments", index)):
            luck = Luck(self._chance.below(1 << 62, "appointment", index, number), "story")
            days = luck.below(60) if luck.one_in(3) else -1 - luck.below(luck.pick((60, 400, 1500)))
            past = ("afgerond", "afgerond", "afgerond", "niet_verschenen", "geannuleerd")
            status = luck.pick(("gepland", "bevestigd", "bevestigd", "geannuleerd") if days >= 0 else past)
            yield _Story(luck.pick(_SOORTEN), status, days, luck.below(_QUARTERS), luck.one_in(3), not luck.one_in(4))

    def _made(self, index: int, number: int, story: _Story) -> Appointment:
        soort = story.soort
        luck = Luck(self._chance.below(1 << 62, "appointment", index, number), "place")
        day = _open_day(self._today, story.days)
        begin = datetime.combine(day, _OPEN, _AMSTERDAM) + timedelta(minutes=_QUARTER * story.quarter)
        uuid = self._uuids.uuid(Position(_KIND, index, number))
        mine = self._zaken(index) if story.zaak else []
        return Appointment(
            index=index,
            number=number,
            uuid=uuid,
            onderwerp=soort.onderwerp,
            producten=soort.producten,
            begin=begin,
            end=begin + timedelta(minutes=_QUARTER * soort.quarters),
            office=None if soort.online else luck.pick(_OFFICES),
            meenemen=soort.meenemen,
            status=story.status,
            change=f"https://afspraken.example.nl/{uuid}" if story.status in _COMING and story.moved else None,
            zaak=self._dossiers.uuid(Kind.ZAAK, mine[0]) if mine else None,
        )

    def _zaken(self, index: int) -> list[Zaak]:
        return [zaak for zaak in self._dossiers.of(self._person(index).bsn) if zaak.index == index]


def _open_day(today: date, days: int) -> date:
    """So many days from today; of a weekend the Monday after, or where it has been the Friday before."""
    day = today + timedelta(days=days)
    if days == 0 or day.weekday() < 5:
        return day
    return day + timedelta(days=7 - day.weekday()) if days > 0 else day - timedelta(days=day.weekday() - 4)
