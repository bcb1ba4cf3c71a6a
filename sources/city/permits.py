"""Permits of the city, and the other products that the gemeente gives residents and companies for a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.dossiers import Dossiers, Kind
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.places import Address
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck, Zaak

__all__ = ["KINDS", "STATUSES", "Permit", "Permits", "Plate", "ProductKind"]

STATUSES = ("initieel", "in_aanvraag", "gereed", "actief", "ingetrokken", "geweigerd", "verlopen")
_KIND, _ALIKE = 13, 14  # of a uuid: a permit, and what is kept of it in the Objects API
_COMPANIES = 1 << 31  # where their places begin; a KVK number is added
_MOST = 2  # permits of an ordinary resident, besides what was there before
_YEAR = timedelta(days=365)


class ProductKind(NamedTuple):
    """A producttype; `soort` is that of the own contract, empty where it is no parking permit."""

    code: str
    naam: str
    upl: str
    soort: str = ""
    prijs: str | None = None
    frequentie: str = ""


KINDS = {
    kind.code: kind
    for kind in (
        ProductKind("PARKEERVERGUNNING-BEWONER", "Parkeervergunning bewoner", "parkeervergunning",
                    "bewoner", "82.20", "jaarlijks"),
        ProductKind("PARKEERVERGUNNING-BEZOEKER", "Parkeervergunning bezoekers", "parkeervergunning", "bezoeker"),
        ProductKind("PARKEERVERGUNNING-BEDRIJF", "Parkeervergunning bedrijf", "parkeervergunning",
                    "bedrijf", "38.15", "maandelijks"),
        ProductKind("PARKEERVERGUNNING-MANTELZORG", "Parkeervergunning mantelzorg", "parkeervergunning",
                    "mantelzorg", "12.50", "jaarlijks"),
        ProductKind("PARKEERPLAATS-GEHANDICAPTEN", "Gehandicaptenparkeerplaats", "gehandicaptenparkeerplaats",
                    "gehandicapten", "260.75", "eenmalig"),
        ProductKind("OOIEVAARSPAS", "Ooievaarspas", "stadspas"),
        ProductKind("VOLKSTUIN", "Volkstuin", "volkstuin", "", "155.00", "jaarlijks"),
        ProductKind("STANDPLAATS", "Standplaatsvergunning", "standplaatsvergunning", "", "602.16", "jaarlijks"),
    )
}  # fmt: skip
_RESIDENT, _VISITOR, _COMPANY, _CARE, _DISABLED, _PASS, _GARDEN, _STALL = KINDS
_ANYBODYS = (_RESIDENT, _RESIDENT, _RESIDENT, _VISITOR, _VISITOR, _CARE, _PASS, _GARDEN)


class _Story(NamedTuple):
    """A permit: what, how it stands, and in how many days from today it begins and ends."""

    code: str
    status: str
    begin: int | None
    end: int | None
    minutes: int | None = None
    plates: int = 1
    renews: bool | None = None
    together: bool = False  # with a partner
    hidden: bool = False


# What personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (
        _Story(_RESIDENT, "actief", -320, 45, plates=2, renews=True),
        _Story(_VISITOR, "actief", -320, 45, minutes=750, plates=0),
        _Story(_GARDEN, "actief", -900, None, together=True),
        _Story(_RESIDENT, "initieel", None, None, hidden=True),
    ),
    "fatima": (_Story(_VISITOR, "actief", -20, 345, minutes=0, plates=0),),
    "peter": (_Story(_RESIDENT, "in_aanvraag", 12, None),),
    "anja": (_Story(_RESIDENT, "verlopen", -400, -35),),
    "lotte": (_Story(_RESIDENT, "ingetrokken", -300, -90), _Story(_PASS, "actief", -100, 265)),
    "riet": (_Story(_DISABLED, "actief", -1500, None),),
    "els": (_Story(_CARE, "actief", -200, 14, renews=False), _Story(_RESIDENT, "geweigerd", None, None)),
    "wim": (
        _Story(_RESIDENT, "actief", -10, 355, renews=True),
        *(_Story(_RESIDENT, "verlopen", -10 - 365 * year, -10 - 365 * (year - 1)) for year in range(1, 26)),
    ),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


class Plate(NamedTuple):
    """A number plate that no car can have, and between which days it may park by the permit."""

    kenteken: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Permit:
    """Product `number` of who is at `index`: a person of the city, or a company behind the persons."""

    index: int
    number: int
    uuid: str
    object_uuid: str
    kind: ProductKind
    status: str
    begin: date | None
    end: date | None
    made: date
    zone: tuple[str, str]  # number and name
    plates: tuple[Plate, ...]
    minutes: int | None
    renews: bool | None
    apart: bool  # whether the minutes stand in the verbruiksobject
    published: bool
    partner: str | None  # the BSN of another owner
    zaak: str | None  # the uuid of the zaak from which it came
    document: str | None  # the uuid of its document

    @property
    def nummer(self) -> str:
        """The number that a resident knows it by."""
        return f"PV-{self.made.year}-{self.index % 10**8:08d}{self.number:02d}"

    @property
    def prijs(self) -> Decimal | None:
        """Euros per frequency."""
        return None if self.kind.prijs is None else Decimal(self.kind.prijs)


class Permits:
    """All permits of a city, as a pure function of its seed and of today."""

    def __init__(
        self,
        persons: int,
        index: Callable[[str], int | None],
        person: Callable[[int], CityPerson],
        dossiers: Dossiers,
        chance: Chance,
        today: date,
    ) -> None:
        self._persons, self._index, self._person = persons, index, person
        self._dossiers, self._chance, self._today = dossiers, chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Permit, ...]:
        """The permits of the person at this index, and those shared with a partner; the last made first."""
        partner = self._index(self._person(index).partner or "")
        theirs = () if partner is None else (permit for permit in self._own(partner) if permit.partner is not None)
        return (*self._own(index), *theirs)

    def of_company(self, kvk: str) -> tuple[Permit, ...]:
        """The permits of the company with this KVK number."""
        return self._own(_COMPANIES + int(kvk)) if len(kvk) == 8 and kvk.isascii() and kvk.isdigit() else ()

    def owner(self, permit: Permit) -> str:
        """The BSN or the KVK number of who has a permit."""
        company = permit.index - _COMPANIES
        return self._person(permit.index).bsn if company < 0 else f"{company:08d}"

    def find(self, uuid: str) -> Permit | None:
        """The permit with this uuid, which may be that of its object."""
        position = self._uuids.position(uuid)
        if position is None or position.kind not in (_KIND, _ALIKE):
            return None
        if not (position.person < self._persons or 0 <= position.person - _COMPANIES < 10**8):
            return None
        own = self._own(position.person)
        return next((found for found in own if uuid.lower() in (found.uuid, found.object_uuid)), None)

    def _drawn(self, index: int) -> tuple[Permit, ...]:
        if index >= _COMPANIES:
            stories = tuple(self._of_company(index))
            return tuple(self._made(index, number, story, None) for number, story in enumerate(stories))
        person = self._person(index)
        since = of_age_since(person)
        if person.deceased is not None or since > self._today:
            return ()
        stories = _TOLD[index] if index in _TOLD else tuple(self._stories(index))
        drawn = (self._made(index, number, story, person) for number, story in enumerate(stories))
        return tuple(permit for permit in drawn if permit.made >= since)

    def _stories(self, index: int) -> Iterator[_Story]:
        if not isinstance(self._person(index).place, Address):
            return
        for number in range(self._chance.below(_MOST + 1, "permits", index)):
            luck = Luck(self._chance.below(1 << 62, "permit", index, number), "story")
            code = luck.pick(_ANYBODYS)
            minutes = luck.below(150) * 30 if code == _VISITOR else None
            begin = -luck.below(700)
            if begin < -365:
                yield _Story(code, "verlopen", begin, begin + 365, minutes)
            else:
                status = luck.pick(("actief", "actief", "actief", "actief", "ingetrokken"))
                yield _Story(code, status, begin, begin + 366, minutes, 1 + luck.below(2), luck.pick((True, False)))

    def _of_company(self, index: int) -> Iterator[_Story]:
        for number in range(1 + self._chance.below(3, "permits of a company", index)):
            luck = Luck(self._chance.below(1 << 62, "permit of a company", index, number), "story")
            begin = -luck.below(300)
            yield _Story(luck.pick((_COMPANY, _COMPANY, _STALL)), "actief", begin, begin + 365, None, 3, True)

    def _made(self, index: int, number: int, story: _Story, person: CityPerson | None) -> Permit:
        begin = None if story.begin is None else self._today + timedelta(days=story.begin)
        end = None if story.end is None else self._today + timedelta(days=story.end)
        made = min(begin or self._today, self._today) - timedelta(days=7 + number)
        kind, zaak = KINDS[story.code], None if person is None else self._zaak(person, number, story)
        letter = None if zaak is None else next((d for d in zaak.documenten if d.status == "definitief"), None)
        number_of_zone = self._chance.between(1, 12, "zone", index)
        counted = story.plates if kind.soort and kind.soort != "bezoeker" else 0
        since = begin or self._today
        return Permit(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(_KIND, index, number)),
            object_uuid=self._uuids.uuid(Position(_ALIKE, index, number)),
            kind=kind,
            status=story.status,
            begin=begin,
            end=end,
            made=made,
            zone=(str(number_of_zone), self._district(person)),
            plates=tuple(self._plates(index, number, counted, since, end)),
            minutes=story.minutes,
            renews=story.renews,
            apart=number % 2 == 0,
            published=not story.hidden,
            partner=person.partner if person is not None and story.together else None,
            zaak=None if zaak is None else self._dossiers.uuid(Kind.ZAAK, zaak),
            document=None
            if zaak is None or letter is None
            else self._dossiers.uuid(Kind.INFORMATIEOBJECT, zaak, letter.part),
        )

    def _plates(self, index: int, number: int, count: int, since: date, end: date | None) -> Iterator[Plate]:
        """Plates begin with TEST, as none does."""
        for place in range(count):
            digits = self._chance.below(1000, "plate", index, number, place)
            yield Plate(f"TEST-{digits:03d}", since + timedelta(days=30 * place), end)

    def _district(self, person: CityPerson | None) -> str:
        place = person.place if person is not None else None
        return place.district if isinstance(place, Address) else "Centrum"

    def _zaak(self, person: CityPerson, number: int, story: _Story) -> Zaak | None:
        """The application that a resident's permit came from, if one is still there."""
        if story.code != _RESIDENT:
            return None
        own = [
            zaak
            for zaak in self._dossiers.of(person.bsn)
            if zaak.zaaktype.identificatie == "PARK-BEW" and zaak.index == person.index
        ]
        return own[number % len(own)] if own else None
