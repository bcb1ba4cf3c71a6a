"""The homes of the city: who owns and who uses them, how large they are, and what the WOZ says they are worth."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sources.city.chance import Chance
from sources.city.households import Households, Seat
from sources.city.kin import HOUSEHOLDS, SINGLE
from sources.city.people import CityPerson
from sources.city.personas import PERSONA_KIN, PERSONAS
from sources.city.places import Address
from sources.city.streets import address, at_postcode

__all__ = ["Appraisal", "Home", "Homes", "Value"]

_FIRST_YEAR = 2015
_SINCE = {1: 1985}  # the home of Riet, of which there are forty years of values
_MUNICIPALITY, _FIRST_NUMBER, _DIGITS = "0518", 1_000_000, 12
# What homes were worth on 1 January of each year since 2015, that year being 100; afterwards it goes on evenly.
_INDEX = (100, 103, 109, 119, 129, 138, 148, 174, 180, 183, 198)
_YEARLY = 4
_BEFORE = 2  # less for each year before
_ADULT = 19  # who turns this in the year of today is of age all year

# Per wijk: euros per m2 on 1 January 2015, and between which years it was built.
_DISTRICTS: dict[str, tuple[int, int, int]] = {
    "Archipelbuurt": (3250, 1875, 1905),
    "Belgisch Park": (2950, 1890, 1930),
    "Benoordenhout": (3150, 1905, 1938),
    "Bezuidenhout": (2650, 1895, 1962),
    "Bomen- en Bloemenbuurt": (2550, 1912, 1932),
    "Bouwlust": (1550, 1953, 1966),
    "Centrum": (2700, 1880, 2011),
    "Houtwijk": (2050, 1978, 1992),
    "Laakkwartier": (1500, 1905, 1938),
    "Leyenburg": (1800, 1920, 1955),
    "Moerwijk": (1450, 1936, 1960),
    "Morgenstond": (1500, 1951, 1960),
    "Regentessekwartier": (2150, 1890, 1915),
    "Rustenburg": (1750, 1915, 1934),
    "Scheveningen": (2750, 1885, 2005),
    "Schilderswijk": (1450, 1885, 1990),
    "Statenkwartier": (3050, 1898, 1920),
    "Transvaalkwartier": (1400, 1900, 2008),
    "Valkenboskwartier": (2050, 1905, 1930),
    "Vruchtenbuurt": (2450, 1920, 1935),
    "Wateringse Veld": (2100, 1997, 2012),
    "Ypenburg": (2000, 1998, 2010),
    "Zeeheldenkwartier": (2650, 1875, 1900),
}
# Companies that are made up, under an RSIN that passes the eleven-test.
_COMPANIES = (
    ("Woonstichting De Ooievaarspoort", "099010100"),
    ("Stichting Huis en Duin Wonen", "099020208"),
    ("Wooncoöperatie Het Groene Hof", "099030305"),
    ("Trekvliet Verhuur B.V.", "099040402"),
)
_FOURTH = 3  # the home of a kin that may belong to the first person of the kin

# Owner and user of the homes of personas: each draw of the city would give another story.
_PERSONAS = {persona.name: persona.index for persona in PERSONAS}
_STORIES: dict[int, tuple[str | None, str | None]] = {
    0: ("jan", "fatima"),
    1: ("riet", "riet"),
    2: ("wim", "wim"),
    3: (None, "els"),
    4: ("peter", "peter"),
    5: (None, "anja"),
    6: ("wim", "lotte"),
    HOUSEHOLDS + 2: ("ingrid", None),  # who moved to Spain and kept it
}
_OBJECTED, _CONTESTED, _UNDISPUTED = 0, 2, frozenset({1, 3, 4, 5, 6})


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it was decided; a peildatum has two where an objection changed the first."""

    peildatum: date  # 1 January; the tax year is the year after
    ingangsdatum: date
    amount: int  # whole euros
    statuses: tuple[str, ...]  # beschikkingsStatussen of the WOZ
    contested: bool  # an objection or appeal is under way


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the values of a home follow from."""

    base: int  # euros on 1 January 2015
    last: int  # the year of the newest peildatum
    objected: int | None  # the year of the peildatum whose value an objection changed
    reduction: int  # by so many percent
    contested: bool  # whether the newest value is
    first: int = _FIRST_YEAR  # the year of the oldest peildatum

    def decisions(self, year: int) -> tuple[Value, ...]:
        """The decisions about the value on 1 January of this year, newest first."""
        if not self.first <= year <= self.last:
            return ()
        amount = self.base * _index(year)
        if year == self.objected:
            lower = amount * (100 - self.reduction) // 100
            return _value(year, lower, "bezwaar_veranderd"), _value(year, amount, "beschikking_genomen")
        if year == self.last and self.contested:
            return (_value(year, amount, "bezwaar_ingediend", contested=True),)
        return (_value(year, amount, "beschikking_genomen"),)


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a household: one object of the WOZ, one verblijfsobject of the BAG."""

    household: int
    address: Address
    woz_number: str
    owner: int | None  # the index of a person of the city; None where a company owns it
    company: tuple[str, str] | None  # name and RSIN
    user: int | None  # the index of the resident who is belanghebbendeGebruiker, if any
    ground: int  # m2
    area: int  # m2
    built: int  # year
    building: str  # pandIdentificatie
    appraisal: Appraisal

    def values(self) -> tuple[Value, ...]:
        """Every decision: newest peildatum first, and of one peildatum the newest decision first."""
        years = range(self.appraisal.last, self.appraisal.first - 1, -1)
        return tuple(value for year in years for value in self.appraisal.decisions(year))

    def value(self, peildatum: date) -> Value | None:
        """The latest decision about the value on that date."""
        found = self.appraisal.decisions(peildatum.year) if (peildatum.month, peildatum.day) == (1, 1) else ()
        return found[0] if found else None


class Homes:
    """All homes of a city, as a pure function of its seed and of today."""

    def __init__(
        self, households: Households, person: Callable[[int], CityPerson], chance: Chance, today: date
    ) -> None:
        self._households, self._person = households, person
        self._chance, self._today = chance, today

    def home(self, household: int) -> Home:
        """The home of a household; IndexError where the city has no such household."""
        owner, user = self._parties(household)
        home = address(household)
        building = _building(home)
        price, oldest, newest = _DISTRICTS[home.district]
        area = self._chance.between(38, 95, "area", household) + price // 100 * self._chance.below(3, "room", household)
        worth = self._chance.between(90, 110, "worth", household)
        return Home(
            household=household,
            address=home,
            woz_number=f"{_MUNICIPALITY}{_FIRST_NUMBER + household:08d}",
            owner=owner,
            company=self._company(household) if owner is None else None,
            user=user,
            ground=self._chance.between(area // 3, area * 5 // 4, "ground", household),
            area=area,
            built=self._chance.between(oldest, newest, "built", building),
            building=building,
            appraisal=self._appraisal(household, area * price * worth // 100),
        )

    def by_number(self, woz_number: str) -> Home | None:
        """The home that is this object of the WOZ."""
        digits = woz_number.removeprefix(_MUNICIPALITY)
        if len(woz_number) != _DIGITS or len(digits) == _DIGITS or not (digits.isascii() and digits.isdigit()):
            return None
        return self._at(int(digits) - _FIRST_NUMBER)

    def owned_by(self, person: int) -> tuple[Home, ...]:
        """What somebody owns: the home of the own household first, then what is elsewhere."""
        seat = self._households.seat(person)
        places = [seat.household, seat.first_home + _FOURTH]
        places += [household for household, (owner, _) in _STORIES.items() if _index_of(owner) == person]
        homes = (self._at(household) for household in dict.fromkeys(places))
        return tuple(home for home in homes if home is not None and home.owner == person)

    def held_by(self, rsin: str, households: Iterable[int]) -> Iterator[Home]:
        """Which of these homes belong to the company with this RSIN, one by one."""
        for household in households:
            if self._company(household)[1] == rsin and (home := self.home(household)).company is not None:
                yield home

    def rented_by(self, person: int) -> Home | None:
        """The home of which somebody is the user and not the owner."""
        home = self.home(self._households.seat(person).household)
        return home if home.user == person != home.owner else None

    def _at(self, household: int) -> Home | None:
        return self.home(household) if 0 <= household < len(self._households) else None

    def _parties(self, household: int) -> tuple[int | None, int | None]:
        """Owner and user of a home."""
        members = self._households.members(household)
        if household in _STORIES:
            owner, user = _STORIES[household]
            return _index_of(owner), _index_of(user)
        residents = tuple(index for index in members if self._resides(index))
        heads = tuple(index for index in residents if not self._households.seat(index).at_home) or residents
        occupant = self._chance.pick(heads, "user", household) if heads else None
        seat = self._households.seat(members[0])
        landlord = self._landlord(seat)
        if landlord is not None and household in (seat.first_home, seat.first_home + _FOURTH):
            return landlord, occupant
        if heads and self._chance.one_in(2, "owned", household):
            return self._chance.pick(heads, "owner", household), occupant
        return None, occupant

    def _company(self, household: int) -> tuple[str, str]:
        """Which company a home belongs to if it is nobody's."""
        return self._chance.pick(_COMPANIES, "company", household)

    def _landlord(self, seat: Seat) -> int | None:
        """The first person of this kin, where they own the fourth home of it next to their own."""
        if seat.kin is SINGLE or seat.first_home < HOUSEHOLDS * len(PERSONA_KIN):
            return None
        return seat.first if self._chance.one_in(3, "landlord", seat.first) and self._resides(seat.first) else None

    def _resides(self, index: int) -> bool:
        """Whether this is a living adult who lives at the address of the household."""
        if self._households.seat(index).role.ages[0] < _ADULT:
            return False
        person = self._person(index)
        return person.deceased is None and isinstance(person.place, Address) and not person.place.postal

    def _appraisal(self, household: int, base: int) -> Appraisal:
        last = self._today.year - 1
        objected = household == _OBJECTED or self._chance.one_in(6, "objected", household)
        contested = household == _CONTESTED or self._chance.one_in(20, "contested", household)
        if household in _UNDISPUTED:
            objected = contested = False
        ago = 1 if household == _OBJECTED else self._chance.between(1, 6, "objected", "ago", household)
        return Appraisal(
            base=base,
            last=last,
            objected=last - ago if objected else None,
            reduction=self._chance.between(4, 12, "reduction", household),
            contested=contested and household != _OBJECTED,
            first=_SINCE.get(household, _FIRST_YEAR),
        )


def _building(home: Address) -> str:
    """The pand: one for all homes behind a house number, with every letter and addition."""
    return f"{_MUNICIPALITY}10{_FIRST_NUMBER + min(at_postcode(home.postcode, home.number)):010d}"


def _index_of(persona: str | None) -> int | None:
    return None if persona is None else _PERSONAS[persona]


def _index(year: int) -> int:
    past = year - _FIRST_YEAR
    if past < 0:
        return _INDEX[0] + _BEFORE * past
    return _INDEX[past] if past < len(_INDEX) else _INDEX[-1] + _YEARLY * (past - len(_INDEX) + 1)


def _value(year: int, cents: int, status: str, *, contested: bool = False) -> Value:
    amount = (cents // 100 + 500) // 1000 * 1000
    return Value(date(year, 1, 1), date(year + 1, 1, 1), amount, (status,), contested)
