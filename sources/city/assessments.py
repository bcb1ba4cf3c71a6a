"""Assessments of the city: the yearly taxes of who owns a home, lives in one, keeps a dog, or has a company."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from sources.city.chance import Chance
from sources.city.companies import Companies, Company
from sources.city.homes import Home, Homes, Value
from sources.city.households import Households
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.places import Address, Moored
from sources.city.terms import NOTHING, Term, in_terms, reference, unpaid
from sources.city.uuids import Position, Uuids

__all__ = ["FIRST_YEAR", "STATUSES", "Assessment", "Assessments", "TaxLine", "dated"]

STATUSES = (
    *("opgelegd", "deels_betaald", "betaald", "verminderd", "vernietigd", "kwijtgescholden"),
    *("in_bezwaar", "in_beroep", "in_invordering"),
)
FIRST_YEAR = 2016
_KIND = 10  # of a uuid
_CENT = Decimal("0.01")
_OBJECTION = timedelta(weeks=6)
# Percentages and tariffs are of the size that they are in The Hague, and none of them is.
_PERCENTAGES = tuple(
    map(Decimal, "0.0651 0.0648 0.0633 0.0615 0.0584 0.0569 0.0541 0.0498 0.0487 0.0503 0.0495".split())
)
_SEWER = (Decimal("131.40"), Decimal("4.15"))  # in the first year, and more each year
_WASTE = (
    (Decimal("214.30"), "1 persoon"),
    (Decimal("286.15"), "2 personen"),
    (Decimal("324.70"), "3 of meer personen"),
)
_WASTE_RISE = Decimal("11.65")
_DOGS = ((Decimal("112.20"), "eerste hond"), (Decimal("176.45"), "volgende hond"))
_DOG_RISE = Decimal("1.35")
_USER, _CLEANING = Decimal("388.20"), Decimal("241.75")  # of a company, for each branch in the first year
_PLAIN = frozenset(persona.index for persona in PERSONAS)  # they pay, so that what they are for is all there is to see
_BY_INCASSO = frozenset(persona.index for persona in PERSONAS if persona.name in ("jan", "riet"))


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A line of an assessment; home and value where it is about one."""

    belastingsoort: str
    omschrijving: str
    amount: Decimal
    tarief: str
    home: Home | None = None
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of the person or company at `index` (`City.holder`) for a year."""

    index: int
    year: int
    uuid: str
    due: date
    status: str
    incasso: bool
    outstanding: Decimal
    lines: tuple[TaxLine, ...]
    terms: tuple[Term, ...]

    @property
    def aanslagnummer(self) -> str:
        """The number that a resident knows it by."""
        return f"{self.year}-{self.index + 1:07d}"

    @property
    def betalingskenmerk(self) -> str:
        """What is to be told with a payment."""
        return reference(9 * 10**12 + self.year * 10**7 + self.index + 1)

    @property
    def dated(self) -> date:
        """The day it was laid down."""
        return dated(self.year)

    @property
    def objection_until(self) -> date:
        """The last day to object."""
        return self.dated + _OBJECTION

    @property
    def amount(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), NOTHING)


class Assessments:
    """All assessments of a city since 2016, as a pure function of its seed and of today.

    This year's is there from its dagtekening, the last day of February.
    """

    def __init__(
        self,
        persons: int,
        households: Households,
        person: Callable[[int], CityPerson],
        companies: Companies,
        homes: Homes,
        chance: Chance,
        today: date,
    ) -> None:
        self._persons, self._households, self._person, self._homes = persons, households, person, homes
        self._companies, self._chance, self._today = companies, chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Assessment, ...]:
        """The assessments of the person or company at this index, newest first."""
        return self._own(index)

    def find(self, uuid: str) -> Assessment | None:
        """The assessment with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != _KIND or position.person >= self._persons + len(self._companies):
            return None
        own = self._own(position.person)
        return next((found for found in own if found.year == position.number and found.uuid == uuid.lower()), None)

    def _drawn(self, index: int) -> tuple[Assessment, ...]:
        last = self._today.year if dated(self._today.year) <= self._today else self._today.year - 1
        if index >= self._persons:
            company = self._companies.company(index - self._persons)
            since = max(FIRST_YEAR, company.started.year + 1)
            return tuple(self._made(index, year, _business(company, year)) for year in range(last, since - 1, -1))
        homes = self._homes.owned_by(index)
        years = [year for year in range(last, FIRST_YEAR - 1, -1) if self._liable(index, year)]
        made = ((year, tuple(self._lines(index, year, homes))) for year in years)
        return tuple(self._made(index, year, lines) for year, lines in made if lines)

    def _liable(self, index: int, year: int) -> bool:
        """Whether this person was of age on 1 January and alive when the assessment was made."""
        person = self._person(index)
        alive = person.deceased is None or person.deceased >= dated(year)
        return alive and of_age_since(person) <= date(year, 1, 1)

    def _lines(self, index: int, year: int, homes: tuple[Home, ...]) -> Iterator[TaxLine]:
        for home in homes:
            value = home.value(date(year - 1, 1, 1))
            if value is None:
                continue
            address = f"{home.address.street} {home.address.number}{home.address.letter}".strip()
            percentage = _PERCENTAGES[min(year - FIRST_YEAR, len(_PERCENTAGES) - 1)]
            ozb = (value.amount * percentage / 100).quantize(_CENT, ROUND_HALF_UP)
            tarief = f"{percentage} % van de WOZ-waarde".replace(".", ",")
            yield TaxLine("ozb_eigenaar", f"Onroerendezaakbelasting eigenaar, {address}", ozb, tarief, home, value)
            sewer = _SEWER[0] + _SEWER[1] * (year - FIRST_YEAR)
            yield TaxLine("rioolheffing", f"Rioolheffing, {address}", sewer, "per woning", home, value)
        household = self._households.seat(index).household
        if self._head(household, year) != index:
            return
        yield self._waste(household, year)
        if self._chance.one_in(6, "dogs", household):
            first = self._today.year - self._chance.between(1, 9, "dogs since", household)
            for amount, tarief in _DOGS[: self._chance.between(1, 2, "dogs of", household)] if year >= first else ():
                rise = _DOG_RISE * (year - FIRST_YEAR)
                yield TaxLine("hondenbelasting", f"Hondenbelasting, {tarief}", amount + rise, tarief)

    def _waste(self, household: int, year: int) -> TaxLine:
        persons = [self._person(member) for member in self._households.members(household)]
        there = [p for p in persons if (p.deceased is None or p.deceased.year >= year) and (p.birth.year or 0) < year]
        amount, tarief = _WASTE[min(len(there), len(_WASTE)) - 1]
        return TaxLine("afvalstoffenheffing", "Afvalstoffenheffing", amount + _WASTE_RISE * (year - FIRST_YEAR), tarief)

    def _head(self, household: int, year: int) -> int | None:
        """Who of a household is asked what all of it owes: its owner, else its user, else the first adult."""
        members = [m for m in self._households.members(household) if self._liable(m, year) and self._resident(m)]
        if len(members) < 2:
            return members[0] if members else None
        home = self._homes.home(household)
        return next((who for who in (home.owner, home.user) if who in members), members[0])

    def _resident(self, index: int) -> bool:
        place = self._person(index).place
        return isinstance(place, Moored) or (isinstance(place, Address) and not place.postal)

    def _made(self, index: int, year: int, lines: tuple[TaxLine, ...]) -> Assessment:
        amount = sum((line.amount for line in lines), NOTHING)
        remitted = index not in _PLAIN and lines[0].home is None and self._chance.one_in(8, "remitted", index)
        incasso = not remitted and (index in _BY_INCASSO or self._chance.one_in(2, "incasso", index))
        terms = in_terms(amount, _months(year), self._today) if incasso else ()
        due = terms[-1].due if terms else date(year, 4, 30)
        outstanding = NOTHING
        if not remitted:
            outstanding = unpaid(terms) if terms else self._at_once(index, year, amount)
        return Assessment(
            index=index,
            year=year,
            uuid=self._uuids.uuid(Position(_KIND, index, year)),
            due=due,
            status="kwijtgescholden" if remitted else _status(lines, amount, outstanding, due < self._today),
            incasso=incasso,
            outstanding=outstanding,
            lines=lines,
            terms=terms,
        )

    def _at_once(self, index: int, year: int, amount: Decimal) -> Decimal:
        """What is still to be paid of what is asked in one go: all of it, or nothing."""
        if index not in _PLAIN and year == self._today.year and self._chance.one_in(20, "debt", index):
            return amount
        paid = dated(year) + timedelta(days=self._chance.between(1, 61, "paid", index, year))
        return NOTHING if paid < self._today else amount


def _business(company: Company, year: int) -> tuple[TaxLine, ...]:
    """What a company owes for each branch; of what it uses there is no value here, as it is no home."""
    rise = _SEWER[1] * (year - FIRST_YEAR)
    return tuple(
        line
        for branch in company.branches
        for line in (
            TaxLine("ozb_gebruiker", f"Onroerendezaakbelasting gebruiker, {branch.name}", _USER + rise, "niet-woning"),
            TaxLine("reinigingsrecht", f"Reinigingsrecht, {branch.name}", _CLEANING + rise, "per container"),
        )
    )


def _status(lines: tuple[TaxLine, ...], amount: Decimal, outstanding: Decimal, late: bool) -> str:
    """How it stands with an assessment: what became of the values in it, or else how far it is paid."""
    values = [(line.home, line.value) for line in lines if line.home is not None and line.value is not None]
    if any(value.contested for _, value in values):
        return "in_bezwaar"
    if any(_lowered(home, value) for home, value in values):
        return "verminderd"
    if outstanding == amount:
        return "in_invordering" if late else "opgelegd"
    return "betaald" if outstanding == NOTHING else "deels_betaald"


def _lowered(home: Home, now: Value) -> bool:
    """Whether an objection made a value less than it was."""
    return any(was.peildatum == now.peildatum and was.amount > now.amount for was in home.values())


def dated(year: int) -> date:
    """The dagtekening of a year: the last day of February."""
    return date(year, 3, 1) - timedelta(days=1)


def _months(year: int) -> list[date]:
    """The last days of March to December."""
    return [date(year, month, monthrange(year, month)[1]) for month in range(3, 13)]
