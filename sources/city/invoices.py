"""Invoices of the city: what the gemeente asks of somebody outside the yearly taxes, and how far each was paid."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.terms import NOTHING, Term, in_terms, reference, unpaid
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck

__all__ = ["STATUSES", "Invoice", "Invoices", "Line"]

STATUSES = (
    *("open", "deels_betaald", "betaald", "vervallen", "herinnering", "aanmaning"),
    *("overgedragen_aan_invordering", "gecrediteerd", "in_betwisting"),
)
_SETTLED = frozenset({"betaald", "vervallen", "gecrediteerd"})
_PAYABLE = frozenset({"open", "herinnering", "aanmaning"})  # by who looks at it now
_KIND = 9  # of a uuid; dossiers have those below it
_MOST = 8  # invoices of an ordinary resident
_TERM = 30  # days, from invoice to due date and from one term to the next


class _Offer(NamedTuple):
    text: str
    price: str
    btw: int  # percent
    most: int  # of it on one invoice


class _Soort(NamedTuple):
    """What is invoiced; the first of its offers is on every invoice."""

    omschrijving: str
    categorie: str
    product: str
    offers: tuple[_Offer, ...]


_SOORTEN = (
    _Soort("Parkeervergunning voor bewoners", "parkeren", "parkeervergunning-bewoners",
           (_Offer("Vergunning per maand", "6.85", 0, 12), _Offer("Bezoekersuren", "0.35", 0, 60))),
    _Soort("Leges omgevingsvergunning", "leges", "omgevingsvergunning",
           (_Offer("Leges bouwactiviteit", "312.45", 0, 1), _Offer("Advies welstand", "98.10", 0, 1))),
    _Soort("Leges uittreksel", "leges", "uittreksel-brp",
           (_Offer("Uittreksel basisregistratie personen", "19.05", 0, 3),)),
    _Soort("Huur sporthal", "sport", "sportaccommodatie",
           (_Offer("Zaalhuur per uur", "41.33", 9, 10), _Offer("Schoonmaak", "27.50", 21, 1))),
    _Soort("Zwemles", "sport", "zwemles", (_Offer("Lessen", "9.95", 9, 24), _Offer("Inschrijfgeld", "12.50", 9, 1))),
    _Soort("Huur volkstuin", "grond", "volkstuin",
           (_Offer("Huur per m2", "0.62", 0, 250), _Offer("Water", "18.75", 9, 1))),
    _Soort("Erfpachtcanon", "grond", "erfpacht", (_Offer("Canon halfjaar", "487.12", 0, 1),)),
    _Soort("Terugvordering bijstandsuitkering", "inkomen", "bijstand",
           (_Offer("Te veel ontvangen per maand", "214.37", 0, 6),)),
    _Soort("Marktgeld", "markt", "standplaats",
           (_Offer("Standplaats per dag", "23.16", 21, 26), _Offer("Stroom per dag", "4.90", 21, 26))),
    _Soort("Grafrechten", "begraafplaats", "grafrechten", (_Offer("Onderhoud graf per jaar", "96.80", 0, 5),)),
)  # fmt: skip
_OF_COMPANIES = tuple(soort for soort in _SOORTEN if soort.categorie in ("grond", "markt", "sport"))


@dataclass(frozen=True, slots=True)
class _Story:
    """How an invoice stands: its status, and in how many days from today it is due."""

    status: str
    due: int
    terms: int = 0
    incasso: bool | None = None  # None: as it happens


def _many() -> tuple[_Story, ...]:
    """A long list: three open, the rest done with, two and two on a day."""
    done = (_Story("gecrediteerd" if number % 40 == 0 else "betaald", -number // 2 * 24) for number in range(1, 128))
    return (_Story("open", 21), _Story("open", 21), _Story("open", 2), *done)


def _unpaid() -> tuple[_Story, ...]:
    """More open invoices than a page holds: on time, late, and one in terms."""
    return (
        *(_Story("open", 1 + number % 29, incasso=number % 10 == 0) for number in range(110)),
        *(_Story("herinnering", -1 - number % 30, incasso=False) for number in range(12)),
        _Story("deels_betaald", 40, terms=4, incasso=False),
    )


# The invoices that personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (_Story("open", 14, incasso=False), *(_Story("betaald", due) for due in (-20, -75, -160, -300))),
    "fatima": (_Story("open", 0, incasso=False),),
    "peter": (_Story("herinnering", -10, incasso=False),),
    "anja": (_Story("deels_betaald", 42, terms=4, incasso=False),),
    "lotte": (_Story("aanmaning", -45, incasso=False), _Story("overgedragen_aan_invordering", -150, incasso=False)),
    "riet": (_Story("open", 9, incasso=True),),
    "els": (_Story("in_betwisting", 6, incasso=False), _Story("gecrediteerd", -60)),
    "wim": _many(),
    "robin": _unpaid(),
    "willemijn": (),
}
_BUSINESS = (  # of the companies that development knows by name, four of them
    *(_Story("open", 14, incasso=False), _Story("herinnering", -10, incasso=False)),
    *(_Story("betaald", due) for due in (-40, -140, -400)),
)
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an invoice; the amount is that of all of them together."""

    omschrijving: str
    count: int
    amount: Decimal
    btw: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """Invoice `number` of the person or company at `index` (`City.holder`)."""

    index: int
    number: int
    uuid: str
    omschrijving: str
    categorie: str
    product: str
    invoiced: date
    due: date
    status: str
    incasso: bool
    lines: tuple[Line, ...]
    terms: tuple[Term, ...]

    @property
    def factuurnummer(self) -> str:
        """The number that a resident knows it by."""
        return f"{self.invoiced.year}-{self.index * 1000 + self.number + 1:08d}"

    @property
    def betalingskenmerk(self) -> str:
        """What is to be told with a payment."""
        return reference(self.index * 1000 + self.number + 1)

    @property
    def amount(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), NOTHING)

    @property
    def outstanding(self) -> Decimal:
        """What is still to be paid."""
        if self.status in _SETTLED:
            return NOTHING
        return unpaid(self.terms) if self.terms else self.amount

    @property
    def online(self) -> bool:
        """Whether it can be paid through a website now."""
        return self.status in _PAYABLE and not self.incasso


class Invoices:
    """All invoices of a city, as a pure function of its seed and of today."""

    def __init__(
        self, persons: int, person: Callable[[int], CityPerson], companies: Companies, chance: Chance, today: date
    ) -> None:
        self._persons, self._person, self._companies = persons, person, companies
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Invoice, ...]:
        """The invoices of the person or company at this index: newest first, and of one day by uuid."""
        return self._own(index)

    def find(self, uuid: str) -> Invoice | None:
        """The invoice with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != _KIND or position.person >= self._persons + len(self._companies):
            return None
        own = self._own(position.person)
        return next((found for found in own if found.number == position.number and found.uuid == uuid.lower()), None)

    def _drawn(self, index: int) -> tuple[Invoice, ...]:
        since = self._since(index)
        if since is None or since > self._today:
            return ()
        told = _BUSINESS if 0 <= index - self._persons < 4 else _TOLD.get(index)
        stories = self._stories(index) if told is None else told
        drawn = (self._made(index, number, story) for number, story in enumerate(stories))
        own = [invoice for invoice in drawn if invoice.invoiced >= since]
        return tuple(sorted(own, key=lambda invoice: (invoice.invoiced, invoice.uuid), reverse=True))

    def _since(self, index: int) -> date | None:
        """Since when somebody is sent invoices; None where nobody is there to be sent them."""
        if index >= self._persons:
            return self._companies.company(index - self._persons).started
        person = self._person(index)
        return None if person.deceased is not None else of_age_since(person)

    def _stories(self, index: int) -> Iterator[_Story]:
        """The invoices of an ordinary resident or company: most are paid, some are in any other state."""
        for number in range(self._chance.below(_MOST + 1, "invoices", index)):
            luck = Luck(self._chance.below(1 << 62, "invoice", index, number), "story")
            due = _TERM - luck.below(luck.pick((40, 120, 400, 1500)))
            terms = luck.pick((0, 0, 0, 0, 0, 0, 3, 4))
            if terms and luck.one_in(3):
                yield _Story("deels_betaald", 1 + luck.below(_TERM * (terms - 1) - 1), terms)
                continue
            status = luck.pick((*("betaald",) * 12, *(_late(due),) * 3, "gecrediteerd", "vervallen", "in_betwisting"))
            yield _Story(status, due, terms if status == "betaald" else 0)

    def _made(self, index: int, number: int, story: _Story) -> Invoice:
        luck = Luck(self._chance.below(1 << 62, "invoice", index, number), "lines")
        soort = luck.pick(_SOORTEN if index < self._persons else _OF_COMPANIES)
        first, *more = soort.offers
        lines = tuple(_line(luck, offer) for offer in (first, *(offer for offer in more if luck.one_in(2))))
        amount = sum((line.amount for line in lines), NOTHING)
        due = self._today + timedelta(days=story.due)
        days = [due - timedelta(days=_TERM * back) for back in reversed(range(max(1, story.terms)))]
        terms = in_terms(amount, days, self._today if story.status == "deels_betaald" else date.max)
        incasso = luck.one_in(4) and story.status in ("open", "betaald")
        return Invoice(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(_KIND, index, number)),
            omschrijving=soort.omschrijving,
            categorie=soort.categorie,
            product=soort.product,
            invoiced=days[0] - timedelta(days=_TERM),
            due=due,
            status=story.status,
            incasso=incasso if story.incasso is None else story.incasso,
            lines=lines,
            terms=terms if story.terms else (),
        )


def _late(due: int) -> str:
    """What is not paid, by how long ago it was due."""
    if due >= 0:
        return "open"
    if due >= -30:
        return "herinnering"
    if due >= -60:
        return "aanmaning"
    return "overgedragen_aan_invordering" if due >= -365 else "betaald"


def _line(luck: Luck, offer: _Offer) -> Line:
    count = 1 + luck.below(offer.most)
    return Line(offer.text, count, Decimal(offer.price) * count, offer.btw)
