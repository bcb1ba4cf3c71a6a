"""A made-up The Hague: persons, homes, companies and personas that the stand-ins of all registries agree on."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sources.city.appointments import Appointments
from sources.city.assessments import Assessments
from sources.city.chance import Chance
from sources.city.chores import Chores
from sources.city.companies import Companies
from sources.city.dossiers import Dossiers
from sources.city.encounters import Encounters
from sources.city.homes import Homes
from sources.city.households import Households
from sources.city.inquiries import Inquiries
from sources.city.invoices import Invoices
from sources.city.letters import Letters
from sources.city.notices import Notices
from sources.city.numbers import Numbers
from sources.city.parties import Parties
from sources.city.people import CityPerson, Forebear, Name, PartialDate, Partnership, People
from sources.city.permits import Permits
from sources.city.personas import PERSONAS, Persona
from sources.city.places import Abroad, Address, Code, Moored, Place, Unknown
from sources.city.reports import Reports
from sources.city.residences import Residences
from sources.city.streets import address, at_number, at_object, at_postcode
from sources.city.submissions import Submissions
from sources.city.travel import Travel

__all__ = [
    "PERSONAS",
    "Abroad",
    "Address",
    "City",
    "CityPerson",
    "Code",
    "Forebear",
    "Household",
    "Moored",
    "Name",
    "PartialDate",
    "Partnership",
    "Persona",
    "Place",
    "Unknown",
]


_AT_HAND = 2048  # persons


@dataclass(frozen=True, slots=True)
class Household:
    """Those who share an address. Members are BSNs; who left or lives on a boat still counts as a member."""

    index: int
    address: Address
    members: tuple[str, ...]


class City:
    """All persons with a test BSN 9999xxxxx, as a pure function of their index, the seed and today.

    Asking for the last person costs what asking for the first does; only the persons asked last are kept at hand,
    and of `dossiers` what was written to it in this run.
    """

    def __init__(self, seed: int = 2026, today: date | None = None) -> None:
        self.seed = seed
        self.today = today or datetime.now(ZoneInfo("Europe/Amsterdam")).date()
        self.chance = Chance(seed)
        self._numbers = Numbers()
        self._households = Households(len(self._numbers), self.chance)
        self._person = lru_cache(_AT_HAND)(People(self._numbers, self._households, self.chance, self.today).person)
        self.companies = Companies(len(self._households), self._home, self.chance, self.today)
        self.dossiers = Dossiers(self._numbers, self._households, self._person, self.companies, self.chance, self.today)
        self.homes = Homes(self._households, self._person, self.chance, self.today)
        self.residences = Residences(len(self._households), self.person, self.chance)
        self.inquiries = Inquiries(self.chance, self.today).of
        self.travel = Travel(self._person, len(self._numbers), self.chance, self.today)
        self.invoices = Invoices(len(self), self._person, self.companies, self.chance, self.today)
        self.assessments = Assessments(
            len(self), self._households, self._person, self.companies, self.homes, self.chance, self.today
        )
        self.appointments = Appointments(
            len(self), self._person, self.companies, self.dossiers, self.chance, self.today
        )
        self.parties = Parties(len(self), self.companies, self.chance, self.today)
        self.encounters = Encounters(len(self), self.parties, self.dossiers, self.chance, self.today)
        self.notices = Notices(len(self), self._person, self.chance, self.today)
        self.permits = Permits(len(self), self.index, self._person, self.dossiers, self.chance, self.today)
        self.reports = Reports(len(self), self._person, self.parties.of, self.chance, self.today)
        about = (self.dossiers, self.chance, self.today)
        residents = (len(self), self._person, *about)
        holders = (len(self), self._person, self.companies, *about)
        self.letters, self.submissions = Letters(*holders), Submissions(*residents)
        self.tasks, self.object_tasks = Chores(0, *holders), Chores(1, *holders)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def households(self) -> int:
        """How many households there are."""
        return len(self._households)

    def bsn(self, index: int) -> str:
        """The BSN of the person at this index; IndexError outside the city."""
        return self._numbers.bsn(index)

    def index(self, bsn: str) -> int | None:
        """The index of the person with this BSN; None where the city has no such person."""
        return self._numbers.index(bsn)

    def holder(self, number: str) -> int | None:
        """The index of whom a dossier is of, by BSN or KVK number; the companies come behind the persons."""
        company = self.companies.by_kvk(number)
        return self.index(number) if company is None else len(self) + company.index

    def number(self, holder: int) -> str:
        """The BSN or KVK number of whom a dossier is of."""
        return self.bsn(holder) if holder < len(self) else self.companies.company(holder - len(self)).kvk

    def person(self, bsn: str) -> CityPerson | None:
        """The person with this BSN; None where the city has no such person."""
        index = self.index(bsn)
        return None if index is None else self._person(index)

    def _home(self, index: int) -> int:
        return self._households.seat(index).household

    def household(self, index: int) -> Household:
        """The household at this index; IndexError outside the city."""
        members = tuple(self.bsn(member) for member in self._households.members(index))
        return Household(index, address(index), members)

    def at_object(self, identification: str) -> Household | None:
        """The household at a BAG adresseerbaar object or nummeraanduiding (16 digits)."""
        index = at_object(identification)
        return self.household(index) if index is not None and index < self.households else None

    def at_postcode(self, postcode: str, number: int) -> tuple[Household, ...]:
        """The households behind a postcode (1234AB) and house number."""
        return tuple(self.household(index) for index in at_postcode(postcode, number) if index < self.households)

    def at_number(self, number: int) -> tuple[Household, ...]:
        """The households with a house number, in every street."""
        return tuple(self.household(index) for index in at_number(number) if index < self.households)
