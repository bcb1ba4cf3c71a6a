"""A person of the city: who they are, whom they belong to and where they live."""

from dataclasses import dataclass, replace
from datetime import date

from sources.city.chance import Chance
from sources.city.households import Households, Seat
from sources.city.names import DUTCH, NETHERLANDS, ORIGINS, Origin
from sources.city.numbers import Numbers
from sources.city.personas import PERSONAS, Persona
from sources.city.places import Abroad, Code, Place, Unknown
from sources.city.streets import address

__all__ = ["CityPerson", "Forebear", "Name", "PartialDate", "Partnership", "People"]

_PERSONAS = {persona.index: persona for persona in PERSONAS}
_LINES = {Households.persona_line(persona.index): persona.surname for persona in PERSONAS}  # their kin bear it too
_BY_SHARE = tuple(origin for origin in ORIGINS for _ in range(origin.share))
_THE_HAGUE = DUTCH.towns[0]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the end may be unknown: day, month and day, or all of it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The date, where all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Name:
    """First names (empty for who has only a surname), prefix and surname as registered."""

    given: str
    prefix: str
    surname: str

    @property
    def full(self) -> str:
        """First names, prefix and surname."""
        return " ".join(part for part in (self.given, self.prefix, self.surname) if part)


@dataclass(frozen=True, slots=True)
class Partnership:
    """A marriage (H) or registered partnership (P), as the person's record holds it; `until` once it has ended."""

    bsn: str
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Forebear:
    """A parent whom the BRP knows by name only: no BSN, not a person of the city."""

    name: Name
    sex: str
    birth: PartialDate


@dataclass(frozen=True, slots=True)
class CityPerson:
    """One person. `parents` and `children` are BSNs of the city; sex is M, V or O; name_use is E, P, V or N."""

    index: int
    bsn: str
    name: Name
    sex: str
    name_use: str
    birth: PartialDate
    birth_town: Code | None
    birth_country: Code
    nationality: Code
    household: int
    place: Place
    place_since: date
    registered_since: date  # in the municipality, or among the non-residents
    arrived: date | None  # in the Netherlands, for who was born elsewhere
    partnership: Partnership | None
    parents: tuple[str, ...]
    children: tuple[str, ...]
    forebears: tuple[Forebear, ...]
    deceased: date | None
    secrecy: bool
    left: date | None  # since when it is certain that they do not live where they are registered
    persona: Persona | None

    @property
    def partner(self) -> str | None:
        """The BSN of the partner of today."""
        return self.partnership.bsn if self.partnership is not None and self.partnership.until is None else None

    def age(self, today: date) -> int | None:
        """Whole years as the BRP counts them: none for the deceased, or where the birthday decides and is unknown."""
        year, month, day = self.birth.year, self.birth.month, self.birth.day
        if self.deceased is not None or year is None:
            return None
        if month is None or (day is None and month == today.month):
            return None
        return today.year - year - ((today.month, today.day) < (month, day or 1))


class People:
    """Makes a person from their index; keeps nothing."""

    def __init__(self, numbers: Numbers, households: Households, chance: Chance, today: date) -> None:
        self._numbers = numbers
        self._households = households
        self._chance = chance
        self._today = today

    def person(self, index: int) -> CityPerson:
        """The person at this index."""
        seat = self._households.seat(index)
        persona, origin, born = _PERSONAS.get(index), self._origin(seat), self._born(seat)
        newcomer = self._newcomer(seat, origin, born)
        country, town = self._birth_place(seat, origin, newcomer)
        settled, place = self._settled(seat, born), self._place(seat)
        left = place.since if isinstance(place, Abroad | Unknown) else None
        return CityPerson(
            index=index,
            bsn=self._numbers.bsn(index),
            name=self._name(seat, origin),
            sex=self._sex(index),
            name_use=self._name_use(seat),
            birth=self._birth(seat, born, newcomer),
            birth_town=town,
            birth_country=country,
            nationality=self._nationality(seat, origin, newcomer),
            household=seat.household,
            place=place,
            place_since=left or settled,
            registered_since=left or (born if town == _THE_HAGUE else settled),
            arrived=None if country == NETHERLANDS else self._arrived(seat, born),
            partnership=self._partnership(seat),
            parents=tuple(self._numbers.bsn(parent) for parent in seat.parents),
            children=tuple(self._numbers.bsn(child) for child in seat.children),
            forebears=self._forebears(seat, origin, born),
            deceased=self._deceased(index),
            secrecy=persona.secrecy if persona else self._chance.one_in(80, "secrecy", index),
            left=persona.left(self._today) if persona and persona.left else None,
            persona=persona,
        )

    def _origin(self, seat: Seat) -> Origin:
        persona = _PERSONAS.get(seat.index)
        if persona is not None:
            return next((origin for origin in ORIGINS if origin.country == persona.born_in), DUTCH)
        return self._chance.pick(_BY_SHARE, "origin", *seat.line)

    def _born(self, seat: Seat) -> date:
        """The true date of birth; the year follows from today, so that minors stay minors."""
        persona = _PERSONAS.get(seat.index)
        if persona is not None and persona.born is not None:
            return persona.born(self._today)
        year = self._today.year - self._chance.between(*seat.role.ages, "age", seat.index)
        return self._date(year, "birth", seat.index)

    def _birth(self, seat: Seat, born: date, newcomer: bool) -> PartialDate:
        """As much of the date of birth as is registered."""
        persona = _PERSONAS.get(seat.index)
        if persona is not None:
            known = persona.birth_known
        else:
            known = self._chance.between(1, 2, "known", seat.index) if newcomer and seat.index % 16 == 0 else 3
        return PartialDate(*(born.year, born.month, born.day)[:known])

    def _newcomer(self, seat: Seat, origin: Origin, born: date) -> bool:
        """Whether this person came to the Netherlands as an adult or with their parents, long ago."""
        grown = born.year < self._today.year - 30
        return origin is not DUTCH and grown and not self._chance.one_in(4, "newcomer", seat.index)

    def _birth_place(self, seat: Seat, origin: Origin, newcomer: bool) -> tuple[Code, Code | None]:
        persona = _PERSONAS.get(seat.index)
        if persona is not None and persona.born_in != origin.country:
            return persona.born_in, None
        if persona is None and not newcomer:
            origin = DUTCH
        return origin.country, self._chance.pick(origin.towns, "town", seat.index)

    def _nationality(self, seat: Seat, origin: Origin, newcomer: bool) -> Code:
        persona = _PERSONAS.get(seat.index)
        if persona is not None:
            return persona.nationality
        foreign = newcomer and self._chance.one_in(2, "nationality", seat.index)
        return origin.nationality if foreign else DUTCH.nationality

    def _sex(self, index: int) -> str:
        persona = _PERSONAS.get(index)
        if persona is not None:
            return persona.sex
        partner = self._households.seat(index).partner
        if partner is not None and (partner < index or partner in _PERSONAS) and not self._chance.one_in(25, index):
            return "M" if self._sex(partner) == "V" else "V"
        return self._chance.pick("MV", "sex", index)

    def _name(self, seat: Seat, origin: Origin) -> Name:
        persona = _PERSONAS.get(seat.index)
        given = persona.given if persona is not None else self._given(origin, self._sex(seat.index), seat.index)
        named = persona.surname if persona is not None else _LINES.get(seat.line)
        return _named(given, named or self._chance.pick(origin.surnames, "surname", *seat.line))

    def _given(self, origin: Origin, sex: str, *about: object) -> str:
        names = origin.women if sex == "V" else origin.men
        first = self._chance.below(len(names), "given", *about)
        count = self._chance.between(1, 3 if origin is DUTCH else 2, "names", *about)
        return " ".join(names[(first + 7 * nth) % len(names)] for nth in range(count))

    def _name_use(self, seat: Seat) -> str:
        persona = _PERSONAS.get(seat.index)
        if persona is not None:
            return persona.name_use
        if seat.partner is None or self._sex(seat.index) != "V":
            return "E"
        return self._chance.pick("EEEEVVPN", "name use", seat.index)

    def _partnership(self, seat: Seat) -> Partnership | None:
        if seat.partner is None:
            return None
        pair = tuple(sorted((seat.index, seat.partner)))
        younger = max(self._born(self._households.seat(index)).year for index in pair)
        ends = [died for index in pair if (died := self._deceased(index)) is not None]
        if seat.role.divorced:
            ends.append(self._date(self._today.year - self._chance.between(1, 4, "divorce", pair), "divorce", pair))
        return Partnership(
            bsn=self._numbers.bsn(seat.partner),
            kind="P" if self._chance.one_in(6, "kind", pair) else "H",
            since=self._date(younger + self._chance.between(20, 25, "wedding", pair), "wedding", pair),
            until=min(ends, default=None),
        )

    def _forebears(self, seat: Seat, origin: Origin, born: date) -> tuple[Forebear, ...]:
        persona = _PERSONAS.get(seat.index)
        unknown = self._chance.one_in(12, "forebears", seat.index)
        if seat.parents or unknown or (persona is not None and persona.born_in != origin.country):
            return ()
        own = self._name(seat, origin)
        found = []
        for sex in "VM":
            given = self._given(origin, sex, "forebear", seat.index)
            other = self._chance.pick(origin.surnames, "forebear", seat.index)
            name = Name(given, own.prefix, own.surname) if sex == "M" else _named(given, other)
            year = born.year - self._chance.between(22, 36, "forebear", sex, seat.index)
            found.append(Forebear(name, sex, _partial(self._date(year, "forebear", sex, seat.index))))
        return tuple(found)

    def _deceased(self, index: int) -> date | None:
        persona = _PERSONAS.get(index)
        if persona is not None:
            return persona.deceased(self._today) if persona.deceased else None
        if self._households.seat(index).role.ages[0] < 62 or not self._chance.one_in(15, "deceased", index):
            return None
        return self._date(self._today.year - self._chance.between(1, 3, "deceased", index), "deceased", index)

    def _arrived(self, seat: Seat, born: date) -> date:
        """Newcomers came before they grew up, so that a family of their own began here."""
        return self._date(born.year + self._chance.between(1, 17, "arrived", seat.index), "arrived", seat.index)

    def _settled(self, seat: Seat, born: date) -> date:
        """When someone moved to where the household lives: not before birth, or coming of age away from home."""
        year = self._today.year - self._chance.between(5, 18, "moved", seat.household)
        return max(self._date(year, seat.household), born if seat.at_home else date(born.year + 18, 7, 1))

    def _place(self, seat: Seat) -> Place:
        persona = _PERSONAS.get(seat.index)
        if persona is not None and persona.place is not None:
            return persona.place(self._today)
        home = address(seat.household)
        return replace(home, postal=True) if persona is not None and persona.postal else home

    def _date(self, year: int, *about: object) -> date:
        return date(year, self._chance.between(1, 12, "month", *about), self._chance.between(1, 28, "day", *about))


def _named(given: str, surname: str) -> Name:
    prefix, _, last = surname.rpartition("|")
    return Name(given, prefix, last)


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
