"""Chores of the city: what residents and companies have to do for the gemeente, kept in one of two places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.dossiers import Dossiers, Kind
from sources.city.letters import ANYBODY, KIND
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck, Zaak

__all__ = ["FORM", "LINK", "PAYMENT", "Chore", "Chores"]

FORM, LINK, PAYMENT = "formulier", "link", "betaling"
_PART, _WORKFLOW = 2, 3
_MOST = 2  # chores of an ordinary resident, in each place


class _Text(NamedTuple):
    soort: str
    titel: str
    tekst: str = ""
    amount: str = ""
    link: str = ""
    action: str = ""


_TEXTS = (
    _Text(FORM, "Vul uw inkomensgegevens aan", "Wij hebben uw inkomen van vorig jaar nodig.",
          action="informatie_geven"),
    _Text(LINK, "Upload uw huurcontract", "Dat kan met uw telefoon.",
          link="https://formulieren.example.nl/huurcontract", action="informatie_geven"),
    _Text(PAYMENT, "Betaal de leges", "Daarna gaan wij verder.", "147.43", action="betalen"),
    _Text(LINK, "Kies een moment voor het gesprek", link="https://afspraken.example.nl/gesprek",
          action="uitnodiging_voor_afspraak"),
    _Text(PAYMENT, "Betaal uw vergunning", amount="60.00", action="betalen"),
)  # fmt: skip


class _Story(NamedTuple):
    """A chore that is due in so many days (`None`: nobody waits), about the newest zaak but so many."""

    text: _Text
    due: int | None
    status: str = "open"
    zaak: int | None = None


# What personas are known by in each place; the others have what the city gives them.
_STORIES: dict[str, tuple[tuple[_Story, ...], tuple[_Story, ...]]] = {
    "jan": (
        (_Story(_TEXTS[2], 10, zaak=4), _Story(_TEXTS[1], 3, zaak=3), _Story(_TEXTS[0], -20, "uitgevoerd")),
        (_Story(_TEXTS[0], 5, zaak=4), _Story(_TEXTS[4], None), _Story(_TEXTS[3], -40, "verwerkt", 0)),
    ),
    "fatima": ((_Story(_TEXTS[1], -2, zaak=1),), ()),
    "els": ((), (_Story(_TEXTS[2], 0, zaak=0),)),
    "wim": (
        tuple(_Story(_TEXTS[n % 5], n - 4, "open" if n % 3 else "verwerkt", n) for n in range(30)),
        tuple(_Story(_TEXTS[n % 5], n * 2, "open" if n % 4 else "afgerond") for n in range(30)),
    ),
    "willemijn": ((), ()),
}  # fmt: skip
_BUSINESS = ((_Story(_TEXTS[4], 8),), (_Story(_TEXTS[0], 20),))  # of every company
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}
_DONE = (
    ("open", "open", "uitgevoerd", "niet_uitgevoerd", "afgebroken", "verwerkt"),
    ("open", "open", "afgerond", "ingediend", "verwerkt", "gesloten"),
)


@dataclass(frozen=True, slots=True)
class Chore:
    """Chore `number` of the person or company at `index` (`City.holder`); `workflow` is its key in its process."""

    index: int
    number: int
    uuid: str
    workflow: str
    soort: str
    titel: str
    tekst: str
    status: str
    began: date
    due: date | None
    amount: Decimal | None
    link: str
    action: str
    zaak: tuple[str, str] | None  # identificatie and uuid of the zaak that it is about

    @property
    def betalingskenmerk(self) -> str:
        """What is to be told with a payment."""
        return f"T{self.index * 1000 + self.number + 1:09d}"


class Chores:
    """All chores of a city in one of the two places, as a pure function of its seed and of today.

    `place` is 0 for the register of tasks, and 1 for the objecttype of the gemeente's own.
    """

    def __init__(
        self,
        place: int,
        persons: int,
        person: Callable[[int], CityPerson],
        companies: Companies,
        dossiers: Dossiers,
        chance: Chance,
        today: date,
    ) -> None:
        self._place, self._persons, self._person = place, persons, person
        self._companies, self._dossiers = companies, dossiers
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Chore, ...]:
        """The chores of the person or company at this index, in the order in which they were made."""
        return self._own(index)

    def find(self, uuid: str) -> Chore | None:
        """The chore with this uuid."""
        position, part = self._uuids.position(uuid), self._part(_PART)
        holders = self._persons + len(self._companies)
        if position is None or (position.kind, position.part) != (KIND, part) or position.person >= holders:
            return None
        return next((each for each in self._own(position.person) if each.uuid == uuid.lower()), None)

    @cached_property
    def everybodys(self) -> tuple[Chore, ...]:
        """The chores of the first of the city, which is what anybody gets who asks for all: dossiers cost time."""
        return tuple(chore for index in range(min(ANYBODY, self._persons)) for chore in self._drawn(index))

    def _drawn(self, index: int) -> tuple[Chore, ...]:
        if index >= self._persons:
            return tuple(self._made(index, number, story, ()) for number, story in enumerate(_BUSINESS[self._place]))
        person = self._person(index)
        if person.deceased is not None or of_age_since(person) > self._today:
            return ()
        stories = _TOLD[index][self._place] if index in _TOLD else tuple(self._stories(index))
        zaken = [zaak for zaak in self._dossiers.of(self._dossiers.bsn(index)) if zaak.index == index]
        return tuple(self._made(index, number, story, zaken) for number, story in enumerate(stories))

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "chores", self._place, index)):
            luck = Luck(self._chance.below(1 << 62, "chore", self._place, index, number), "story")
            due = None if self._place and luck.one_in(5) else luck.below(60) - 20
            yield _Story(luck.pick(_TEXTS), due, luck.pick(_DONE[self._place]), 0 if luck.one_in(2) else None)

    def _made(self, index: int, number: int, story: _Story, zaken: Sequence[Zaak]) -> Chore:
        text = story.text
        zaak = zaken[story.zaak % len(zaken)] if story.zaak is not None and zaken else None
        due = None if story.due is None else self._today + timedelta(days=story.due)
        return Chore(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(KIND, index, number, self._part(_PART))),
            workflow=self._uuids.uuid(Position(KIND, index, number, self._part(_WORKFLOW))),
            soort=text.soort,
            titel=text.titel,
            tekst=text.tekst,
            status=story.status,
            began=min(self._today, due or self._today) - timedelta(days=14),
            due=due,
            amount=Decimal(text.amount) if text.amount else None,
            link=text.link,
            action=text.action,
            zaak=None if zaak is None else (zaak.identificatie, self._dossiers.uuid(Kind.ZAAK, zaak)),
        )

    def _part(self, part: int) -> int:
        return part + 2 * self._place
