"""The dossiers of the city: whose zaken there are, and what was written to them in this run."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from sources.city.catalogue import CATALOGUE
from sources.city.census import Census
from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.households import Households, Seat
from sources.city.numbers import Numbers
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.places import Address
from sources.city.streets import address
from sources.city.uuids import Position, Uuids
from sources.city.zaaktypen import TOLD, VERTROUWELIJKHEID, ZAAKTYPEN, Fase
from sources.city.zaken import Luck, Stage, Status, Zaak

__all__ = ["Dossiers", "Kind"]

_CASES = {persona.index: persona.case for persona in PERSONAS}
_ORDINARY = VERTROUWELIJKHEID.index("zaakvertrouwelijk")  # what anybody may see of an own zaak
_COUNTS = {"veel-zaken": 300, "alleen-brp": 0, "gezin": 12}
_MOST = 12  # zaken of an ordinary resident
_HEAVY, _HEAP = 20, 360  # of who has 300 zaken, the number of one with so many documents; 2 000 in all
_OF_COMPANIES = ("EVENEMENT", "OMGEVING", "BEZWAAR", "MELDING")
_WRITTEN = 500  # the number of the first zaak that was written in this run
_LAST = 998
_SOORTEN = tuple(
    dict.fromkeys(each.identificatie for each in ZAAKTYPEN if not each.concept and each.identificatie not in TOLD)
)
_TOGETHER = {  # what somebody's partner is in a zaak, where it is about both
    "VERHUIZING": "mede_initiator",
    "BIJSTAND": "mede_initiator",
    "KWIJTSCHELD": "mede_initiator",
    "OMGEVING": "belanghebbende",
    "BEZWAAR": "belanghebbende",
}


class _Story(NamedTuple):
    """A zaak that somebody is known by: so many days ago it began, and so many days ago it got this status."""

    soort: str
    began: int
    status: str
    since: int


# What personas have beside what is drawn for them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "riet": (_Story("RIJBEWIJS", 12, "Ligt klaar", 2),),
    "boris": (_Story("REISDOC", 9, "Ligt klaar", 1),),
    "lotte": (_Story("RIJBEWIJS", 11, "Ligt klaar", 3),),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


class Kind:
    """What a uuid of a dossier is of."""

    ZAAK, STATUS, ROL, ZAAKINFORMATIEOBJECT, INFORMATIEOBJECT, RESULTAAT, EIGENSCHAP, ZAAKOBJECT = range(1, 9)
    BESLUIT, BESLUITINFORMATIEOBJECT, SUBSTATUS = range(9, 12)


class Dossiers:
    """All zaken of a city, as a pure function of its seed and of today, under what was written in this run.

    Lists are as the registry has them by default: newest made first. Nothing grows with the number of dossiers read.
    """

    def __init__(
        self,
        numbers: Numbers,
        households: Households,
        person: Callable[[int], CityPerson],
        companies: Companies,
        chance: Chance,
        today: date,
    ) -> None:
        self.person = person  # by index
        self._numbers, self._households, self._companies = numbers, households, companies
        self._holders = len(numbers) + len(companies)  # the companies come behind the persons
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)
        self._added: list[Zaak] = []
        self._changed: dict[tuple[int, int], Zaak] = {}

    @property
    def written(self) -> bool:
        """Whether anything was written in this run."""
        return bool(self._added or self._changed)

    def of(self, bsn: str) -> list[Zaak]:
        """The zaken in which the person with this BSN has a rol, whichever."""
        index = self._numbers.index(bsn)
        return [] if index is None else self._of(index)

    def of_company(self, key: str, number: str) -> list[Zaak]:
        """The zaken of the company that this number leads to; `key` says what number it is, as rollen call it."""
        company = self._companies.by_rsin(number) if key == "innNnpId" else self._companies.by_kvk(number)
        if key == "vestigingsNummer":
            found = self._companies.by_branch(number)
            company = None if found is None else found[0]
        if company is None:
            return []
        return [self._current(zaak) for zaak in reversed(self._own(len(self._numbers) + company.index))]

    def everybody(self) -> Sequence[Zaak]:
        """All zaken of the city, made as they are looked at."""
        return _Everybody(self)

    def by_identificatie(self, identificatie: str) -> Zaak | None:
        """The zaak with this number."""
        digits = identificatie.rpartition("-")[2]
        if not (digits.isascii() and digits.isdigit()):
            return None
        zaak = self.at(*divmod(int(digits) - 1, 1000))
        return zaak if zaak is not None and zaak.identificatie == identificatie else None

    def find(self, kind: int, uuid: str) -> tuple[Zaak, int] | None:
        """The zaak behind a uuid of this kind, and which of its statussen, rollen or documenten it is."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != kind:
            return None
        zaak = self.at(position.person, position.number)
        return None if zaak is None else (zaak, position.part)

    def at(self, index: int, number: int) -> Zaak | None:
        """Zaak `number` of who is at this index."""
        if not 0 <= index < self._holders:
            return None
        if number >= _WRITTEN:
            written = self._added[number - _WRITTEN : number - _WRITTEN + 1]
            return next((self._current(zaak) for zaak in written if zaak.index == index), None)
        own = self._own(index)
        return self._current(own[number]) if number < len(own) else None

    def uuid(self, kind: int, zaak: Zaak, part: int = 0) -> str:
        """The uuid of a zaak, or of a part of it; `find` reads it back."""
        return self._uuids.uuid(Position(kind, zaak.index, zaak.number, part))

    def index(self, bsn: str) -> int | None:
        """The index of the person with this BSN; None where the city has no such person."""
        return self._numbers.index(bsn)

    def address(self, index: int) -> Address:
        """The address of somebody's household, also where they are registered elsewhere; of a company its main one."""
        if index >= len(self._numbers):
            return self._companies.company(index - len(self._numbers)).branches[0].address
        return address(self._households.seat(index).household)

    def bsn(self, index: int) -> str:
        """The BSN of the person at this index."""
        return self._numbers.bsn(index)

    def add_zaak(
        self,
        bsn: str,
        zaaktype: str = "MELDING",
        *,
        startdatum: date | None = None,
        stage: Stage = Stage.ONTVANGEN,
        vertrouwelijkheid: str = "zaakvertrouwelijk",
    ) -> Zaak:
        """Write a zaak that this person starts (yesterday unless said otherwise); it is the newest of all."""
        index, number = self._numbers.index(bsn), _WRITTEN + len(self._added)
        if index is None or number > _LAST:
            raise ValueError("nobody of the city, or more zaken than a run may write")
        day = startdatum or self._today - timedelta(days=1)
        bits = self._chance.below(1 << 62, "written", index, number)
        zaak = self._made(index, number, bits, zaaktype, day, stage)
        zaak = replace(zaak, vertrouwelijkheid=vertrouwelijkheid)
        self._added.append(zaak)
        return zaak

    def add_status(self, zaak: Zaak, omschrijving: str, toelichting: str = "") -> Zaak:
        """Write one more status to a zaak, a minute after its last one; the zaak as it is then."""
        current = self.at(zaak.index, zaak.number) or zaak
        statustype = next((s for s in current.zaaktype.statustypen if s.omschrijving == omschrijving), None)
        if statustype is None or statustype.fase is Fase.EINDE:
            raise ValueError("no statustype of this zaaktype, or the last one, which needs a resultaat")
        past = current.statussen
        moment = past[-1].moment if past else datetime.combine(current.startdatum, time(6), UTC)
        status = Status(len(past), statustype, moment + timedelta(minutes=1), toelichting)
        return self._write(replace(current, later=(*current.later, status)))

    def _write(self, zaak: Zaak) -> Zaak:
        self._changed[zaak.index, zaak.number] = zaak
        return zaak

    def _current(self, zaak: Zaak) -> Zaak:
        return self._changed.get((zaak.index, zaak.number), zaak) if self._changed else zaak

    def _of(self, index: int) -> list[Zaak]:
        seat = self._households.seat(index)
        found = [zaak for zaak in reversed(self._added) if zaak.index == index]
        found += reversed(self._own(index))
        relatives = [seat.partner] if seat.partner is not None else []
        for relative in sorted((*relatives, *seat.parents), reverse=True):
            found += [z for z in reversed(self._own(relative)) if z.other is not None and z.other[0] == index]
        return [self._current(zaak) for zaak in found]

    def _count(self, index: int) -> int:
        """How many zaken somebody started."""
        if index >= len(self._numbers):
            company = index - len(self._numbers)
            return 24 if company < 5 else self._chance.below(6, "zaken of company", company)
        return self._by_luck(index) + len(_TOLD.get(index, ()))

    def _by_luck(self, index: int) -> int:
        case = _CASES.get(index)
        minor = self._households.seat(index).role.ages[0] < 16
        if case in _COUNTS and not minor:
            return _COUNTS[case]
        return 0 if minor else self._chance.below(_MOST + 1, "zaken", index)

    def _drawn(self, index: int) -> tuple[Zaak, ...]:
        many = range(self._count(index))
        if index >= len(self._numbers):
            return tuple(self._draw_for_company(index, number) for number in many)
        seat = self._households.seat(index)
        own = self._by_luck(index)
        drawn = [self._draw(seat, number) for number in range(own)]
        if _CASES.get(index) == "veel-zaken":
            drawn = [replace(zaak, papers=_papers(zaak.number)) for zaak in drawn]
        else:
            drawn = [self._bound(zaak, seat, own) for zaak in drawn]
        return (*drawn, *(self._told(seat, own + at, story) for at, story in enumerate(_TOLD.get(index, ()))))

    def _bound(self, zaak: Zaak, seat: Seat, count: int) -> Zaak:
        """A zaak with those that it belongs to: of every six the second and third are parts of the first, the fifth
        follows on the fourth, and the sixth on one of the partner, which is nobody else's to see.
        """
        first, place = zaak.number - zaak.number % 6, zaak.number % 6
        if place == 0:
            parts = [number for number in (first + 1, first + 2) if number < count]
            return replace(zaak, deelzaken=tuple((seat.index, number) for number in parts))
        if place in (1, 2):
            return replace(zaak, hoofdzaak=(seat.index, first))
        if place == 4:
            return replace(zaak, verwant=((seat.index, first + 3),))
        if place == 5 and seat.partner is not None and self._count(seat.partner):
            return replace(zaak, verwant=((seat.partner, 0),))
        return zaak

    def _told(self, seat: Seat, number: int, story: _Story) -> Zaak:
        """A zaak of a story: received on its first day, and since then of the status that it has."""
        bits = self._chance.below(1 << 62, "told", seat.index, number)
        zaak = self._made(seat.index, number, bits, story.soort, self._day(story.began), Stage.ONTVANGEN)
        statustype = next(each for each in zaak.zaaktype.statustypen if each.omschrijving == story.status)
        moment = datetime.combine(self._day(story.since), time(9), UTC)
        since = Status(len(zaak.statussen), statustype, moment)
        return replace(zaak, vertrouwelijkheid=zaak.zaaktype.vertrouwelijkheid, other=None, later=(since,))

    def _day(self, ago: int) -> date:
        return self._today - timedelta(days=ago)

    def _draw_for_company(self, index: int, number: int) -> Zaak:
        bits = self._chance.below(1 << 62, "zaak", index, number)
        luck, company = Luck(bits, "begin"), self._companies.company(index - len(self._numbers))
        day = self._today - timedelta(days=1 + luck.below(luck.pick((8, 60, 300))))
        zaak = self._made(index, number, bits, luck.pick(_OF_COMPANIES), day, None)
        return replace(zaak, company=self._companies.registration(company, number))

    def _draw(self, seat: Seat, number: int) -> Zaak:
        bits = self._chance.below(1 << 62, "zaak", seat.index, number)
        luck = Luck(bits, "begin")
        soort, case = luck.pick(_SOORTEN), _CASES.get(seat.index)
        days = 1 + luck.below(luck.pick((8, 8, 60, 60, 1500, 1500, 1500, 1500)))
        stage: Stage | None = None
        if case == "veel-zaken":
            days = 1 + number * 37 % 60 * 6  # five on each of sixty days, in no order
        elif case == "gezin":  # every stage, for who looks at one family only
            stage = tuple(Stage)[number % len(Stage)]
            days = {Stage.GEREGISTREERD: 1, Stage.ONTVANGEN: 2}.get(stage, 12 + luck.below(400))
        days = min(days, 365 * max(1, seat.role.ages[0] - 16))
        if seat.role.ages[0] >= 60 and (died := self.person(seat.index).deceased) is not None:
            days += (self._today - died).days
            stage = Stage.AFGEHANDELD
        day = self._today - timedelta(days=days)
        zaak = self._made(seat.index, number, bits, soort, day, stage, seat)
        if case == "veel-zaken" and VERTROUWELIJKHEID.index(zaak.vertrouwelijkheid) > _ORDINARY:
            zaak = replace(zaak, vertrouwelijkheid=VERTROUWELIJKHEID[_ORDINARY])  # all 300 can be paged
        return zaak

    def _made(
        self, index: int, number: int, bits: int, soort: str, day: date, stage: Stage | None, seat: Seat | None = None
    ) -> Zaak:
        """A zaak that began on a day; with no stage given it got as far as its age makes likely."""
        luck, zaaktype = Luck(bits, "zaak"), CATALOGUE.current(soort, day)
        age, yesterday = (self._today - day).days, self._today - timedelta(days=1)
        stage = stage or _likely(luck, age, zaaktype.dagen)
        if stage is Stage.WACHT and all(status.fase is not Fase.WACHT for status in zaaktype.statustypen):
            stage = Stage.BEHANDELING
        end = min(day + timedelta(days=1 + luck.below(zaaktype.dagen)), max(day, yesterday)) if stage.ended else None
        registered = day if luck.below(5) else min(day + timedelta(days=1), self._today)
        grade = luck.pick(VERTROUWELIJKHEID) if luck.one_in(4) else zaaktype.vertrouwelijkheid
        return Zaak(
            index=index,
            number=number,
            zaaktype=zaaktype,
            stage=stage,
            startdatum=day,
            registratiedatum=registered,
            einddatum=end,
            uiterlijk=None if luck.one_in(10) else day + timedelta(days=zaaktype.dagen),
            vertrouwelijkheid=grade,
            other=None if seat is None else _other(luck, seat, soort),
            luck=bits,
            today=self._today,
        )

    @cached_property
    def census(self) -> Census:
        """What counting all zaken needs."""
        return Census(list(self.everybody()))

    @cached_property
    def _ends(self) -> list[int]:
        """How many zaken the last so many persons started, and the companies: the newest made are the last person's."""
        return list(accumulate(self._count(self._nth(back)) for back in range(self._holders)))

    def _nth(self, back: int) -> int:
        """Who comes at this place in the list of everybody: the last person first, the companies behind them."""
        return back if back >= len(self._numbers) else len(self._numbers) - 1 - back


def _papers(number: int) -> int:
    """How many documents the zaken have of who has 300 of them."""
    return _HEAP if number == _HEAVY else 6 if number < 146 else 5


def _likely(luck: Luck, age: int, term: int) -> Stage:
    if age <= 2:
        return Stage.GEREGISTREERD if luck.one_in(6) else Stage.ONTVANGEN
    running = (Stage.BEHANDELING, Stage.BEHANDELING, Stage.BEHANDELING, Stage.WACHT, Stage.WACHT, Stage.ONTVANGEN)
    ended = (Stage.AFGEHANDELD, Stage.AFGEHANDELD, Stage.AFGEHANDELD, Stage.INGETROKKEN)
    if age <= term:
        return luck.pick(running + ended)
    return luck.pick(ended) if luck.below(6) else luck.pick(running[:-1])


def _other(luck: Luck, seat: Seat, soort: str) -> tuple[int, str] | None:
    """Who else the zaak is about: the partner of today, or for a travel document a child."""
    if luck.one_in(2):
        return None
    if soort == "REISDOC" and seat.children:
        return luck.pick(seat.children), "belanghebbende"
    if seat.partner is not None and not seat.role.divorced and soort in _TOGETHER:
        return seat.partner, _TOGETHER[soort]
    return None


class _Everybody(Sequence[Zaak]):
    """Zaken by their place in the list, found by counting: a page costs the dossiers it touches."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._added = list(reversed(dossiers._added))

    def __len__(self) -> int:
        return len(self._added) + self._dossiers._ends[-1]

    @overload
    def __getitem__(self, place: int) -> Zaak: ...
    @overload
    def __getitem__(self, place: slice) -> list[Zaak]: ...
    def __getitem__(self, place: int | slice) -> Zaak | list[Zaak]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place < len(self._added):
            return self._dossiers._current(self._added[place])
        place -= len(self._added)
        ends = self._dossiers._ends
        back = bisect_right(ends, place)
        own = self._dossiers._own(self._dossiers._nth(back))
        return self._dossiers._current(own[ends[back] - 1 - place])

    def __iter__(self) -> Iterator[Zaak]:
        yield from map(self._dossiers._current, self._added)
        for index in map(self._dossiers._nth, range(self._dossiers._holders)):
            yield from map(self._dossiers._current, reversed(self._dossiers._own(index)))
