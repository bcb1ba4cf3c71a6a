"""Companies of the city, as the trade register has them: a pure function of their index and the seed.

Their KVK numbers run from 90001001 on. The first ones are those for which somebody logs in while developing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.numbers import Numbers
from sources.city.places import Address
from sources.city.streets import address

__all__ = ["Branch", "Companies", "Company", "Registration", "Sbi"]

_COUNT = 400
_FIRST = 90001001  # KVK number
_RSINS = "9998"  # how the RSINs begin: a test range, as that of the persons
_APART = 8  # addresses from one company to the next
_SOLE = "Eenmanszaak"
_FORMS = (  # legal form, what stands behind the name, how many in all
    *((_SOLE, ""),) * 5,
    *(("Besloten Vennootschap", " B.V."),) * 4,
    *(("Vennootschap onder firma", " V.O.F."),) * 2,
    *(("Stichting", ""), ("Vereniging", "")),
)


class Sbi(NamedTuple):
    """An activity of the Standaard Bedrijfsindeling."""

    code: str
    omschrijving: str


_TRADES: tuple[tuple[str, tuple[Sbi, ...]], ...] = (
    ("Bakkerij", (Sbi("1071", "Vervaardiging van brood en vers banketbakkerswerk"),
                  Sbi("47241", "Winkels in brood en banket"))),
    ("Fietsenmakerij", (Sbi("47641", "Winkels in fietsen en bromfietsen"),
                        Sbi("95291", "Reparatie van fietsen en bromfietsen"))),
    ("Café", (Sbi("5630", "Cafés"),)),
    ("Restaurant", (Sbi("56101", "Restaurants"), Sbi("56210", "Eventcatering"))),
    ("Kapsalon", (Sbi("96021", "Haarverzorging"),)),
    ("Bouwbedrijf", (Sbi("41200", "Algemene burgerlijke en utiliteitsbouw"),)),
    ("Bloemenhuis", (Sbi("47761", "Winkels in bloemen en planten"),)),
    ("Adviesbureau", (Sbi("70221", "Organisatieadviesbureaus"),)),
)  # fmt: skip
_WELFARE = (Sbi("88993", "Overkoepelend orgaan op het gebied van welzijnswerk"),)
_ACCOUNTANCY = (Sbi("69203", "Boekhoudkantoren"),)


class _Known(NamedTuple):
    """A company that development knows by name; `owner` is a person of the city."""

    name: str
    form: str
    sbi: tuple[Sbi, ...]
    rsin: str = ""
    owner: int | None = None
    branches: tuple[str, ...] = ("",)
    shielded: bool = False


_KNOWN = (
    _Known("Bakkerij De Gouden Korst", _SOLE, _TRADES[0][1], owner=14),  # of Mariam
    _Known("Stichting Haags Bewind", "Stichting", _WELFARE, rsin="851234562"),
    _Known("Fietsenmakerij Scheveningen", "Besloten Vennootschap", _TRADES[1][1], branches=("Haven", "Dorp")),
    _Known("Administratiekantoor Duinzicht", "Vennootschap onder firma", _ACCOUNTANCY),
    _Known("Tekstbureau Thuis", _SOLE, _TRADES[7][1], owner=12, shielded=True),  # of Lotte, at her home
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A vestiging; of one that is `shielded` the address is told to nobody."""

    number: str
    name: str
    main: bool
    address: Address
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """A company at a place among the companies. A sole trader has an owner, a person of the city, and no RSIN."""

    index: int
    kvk: str
    rsin: str | None
    name: str
    statutory: str | None
    form: str
    sbi: tuple[Sbi, ...]
    owner: int | None
    started: date
    branches: tuple[Branch, ...]

    @property
    def commercial(self) -> bool:
        """Whether it trades, and so has trade names."""
        return self.form not in ("Stichting", "Vereniging")


class Registration(NamedTuple):
    """By what a company is known in a zaak; a number that the form did not fill in is empty."""

    branch: bool  # as vestiging, and otherwise as niet-natuurlijk persoon
    kvk: str = ""
    rsin: str = ""
    number: str = ""  # vestigingsnummer
    name: str = ""


class Companies:
    """All companies of a city; those of the first `homes` addresses live somewhere else than they do."""

    def __init__(self, homes: int, household: Callable[[int], int], chance: Chance, today: date) -> None:
        self._homes, self._household, self._chance, self._today = homes, household, chance, today
        self._rsins = Numbers(_RSINS)
        self.company = lru_cache(_COUNT)(self._made)

    def __len__(self) -> int:
        return _COUNT

    def __iter__(self) -> Iterator[Company]:
        return map(self.company, range(_COUNT))

    def by_kvk(self, kvk: str) -> Company | None:
        """The company with this KVK number."""
        place = int(kvk) - _FIRST if len(kvk) == 8 and kvk.isascii() and kvk.isdigit() else -1
        return self.company(place) if 0 <= place < _COUNT else None

    def by_rsin(self, rsin: str) -> Company | None:
        """The company with this RSIN."""
        known = next((place for place, each in enumerate(_KNOWN) if each.rsin == rsin), None)
        place = self._rsins.index(rsin) if known is None else known
        company = self.company(place) if place is not None and place < _COUNT else None
        return company if company is not None and company.rsin == rsin else None

    def by_branch(self, number: str) -> tuple[Company, Branch] | None:
        """The vestiging with this number, and whose it is."""
        digits = number.isascii() and number.isdigit() and len(number) == 12
        place = int(number[5:10]) - 1 if digits and number.startswith("00009") else -1
        company = self.company(place) if 0 <= place < _COUNT else None
        branch = next((each for each in company.branches if each.number == number), None) if company else None
        return None if company is None or branch is None else (company, branch)

    def registration(self, company: Company, drawn: int) -> Registration:
        """How a form wrote this company into a zaak: by each of the keys that forms use, some by more than one."""
        branch = company.branches[drawn // 8 % len(company.branches)]
        ways = (
            Registration(False, kvk=company.kvk),
            Registration(False, rsin=company.rsin or "", kvk="" if company.rsin else company.kvk),
            Registration(False, kvk=company.kvk, rsin=company.rsin or ""),
            Registration(False, kvk=company.kvk, number=branch.number),
            Registration(True, kvk=company.kvk, number=branch.number),
            Registration(True, number=branch.number),
        )
        way = ways[drawn % len(ways)]
        return way._replace(name=branch.name if way.number else company.name)

    def _made(self, index: int) -> Company:
        chance = self._chance
        known = _KNOWN[index] if index < len(_KNOWN) else self._drawn(index)
        many = known.branches
        behind = next(suffix for form, suffix in (*_FORMS, (known.form, "")) if form == known.form)
        days = 3000 + 100 * index if index < len(_KNOWN) else 400 + chance.below(9000, "company since", index)
        return Company(
            index=index,
            kvk=str(_FIRST + index),
            rsin=None if known.form == _SOLE else known.rsin or self._rsins.bsn(index),
            name=known.name,
            statutory=f"{known.name}{behind}" if behind or known.form in ("Stichting", "Vereniging") else None,
            form=known.form,
            sbi=known.sbi,
            owner=known.owner,
            started=self._today - timedelta(days=days),
            branches=tuple(self._branch(index, known, place, name) for place, name in enumerate(many)),
        )

    def _drawn(self, index: int) -> _Known:
        chance = self._chance
        form, _ = chance.pick(_FORMS, "company form", index)
        trade, sbi = chance.pick(_TRADES, "company trade", index)
        street = address(self._homes + index * _APART).street
        if form in ("Stichting", "Vereniging"):
            return _Known(f"{form} {street}", form, _WELFARE)
        owner = chance.below(self._homes, "company owner", index) if form == _SOLE else None
        many = 2 + chance.below(3, "branches", index) if form != _SOLE and chance.one_in(4, "many", index) else 1
        branches = ("", *(f"filiaal {number}" for number in range(2, many + 1)))
        return _Known(f"{trade} {street}", form, sbi, "", owner, branches, shielded=form == _SOLE and index % 3 == 0)

    def _branch(self, index: int, known: _Known, place: int, name: str) -> Branch:
        at_home = known.shielded and known.owner is not None
        home = (
            self._household(known.owner)
            if at_home and known.owner is not None
            else self._homes + index * _APART + place
        )
        return Branch(
            number=f"00009{index + 1:05d}{place + 1:02d}",
            name=f"{known.name} {name}".rstrip(),
            main=place == 0,
            address=address(home),
            shielded=known.shielded,
        )
