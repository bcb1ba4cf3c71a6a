"""The travel documents of the city: passports and identity cards of who has the Dutch nationality."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sources.city.chance import Chance
from sources.city.people import CityPerson
from sources.city.personas import DUTCH, PERSONAS
from sources.city.places import Code

__all__ = ["Travel", "TravelDocument"]

_PASSPORT, _CARD = Code("PN", "Nationaal paspoort"), Code("NI", "Nederlandse identiteitskaart")
_LOST, _HANDED_IN = Code("V", "vermist"), Code("I", "ingehouden of ingeleverd")
_LAPSED = Code("R", "van rechtswege vervallen")
_OF_AGE, _ADULTS, _MINORS = 18, 10, 5  # years
_OVERDUE = timedelta(days=200)  # so long after its end somebody may still have it as their last one
_SIGNS = "0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"  # no O: it looks like a zero
_PLACES, _PARTS = 7, 8  # signs behind the first letter and before the digit; documents of one person
_SIZE: int = len(_SIGNS) ** _PLACES * 10
_STEP = 397_638_722_779  # shares no factor with the size, so that every number has one origin
_BACK = pow(_STEP, -1, _SIZE)

# Kind, days until the end, and how many days ago it was reported missing.
_STORIES: dict[str, tuple[tuple[Code, int, int | None], ...]] = {
    "jan": ((_PASSPORT, 30, None), (_CARD, 1500, None)),
    "fatima": ((_PASSPORT, -10, None),),
    "wim": ((_PASSPORT, 0, None),),
    "peter": ((_PASSPORT, 2000, None), (_CARD, 20, None)),
    "anja": ((_PASSPORT, 1200, None), (_CARD, -20, None)),
    "els": ((_PASSPORT, 3610, None), (_PASSPORT, 900, 45)),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """A travel document; `withheld` since when, and how, its holder no longer has it (code and text)."""

    number: str
    kind: Code
    ends: date
    withheld: tuple[date, str, str] | None = None


class Travel:
    """All travel documents of a city, as a pure function of its seed and of today."""

    def __init__(self, person: Callable[[int], CityPerson], persons: int, chance: Chance, today: date) -> None:
        self._person, self._persons = person, persons
        self._chance, self._today = chance, today

    def documents(self, person: int) -> tuple[TravelDocument, ...]:
        """The documents of the person at this index, those of today before those that are gone."""
        holder = self._person(person)
        if holder.nationality != DUTCH:
            return ()
        if person in _TOLD:
            return tuple(self._told(person))
        return tuple(self._drawn(holder))

    def find(self, number: str) -> tuple[int, TravelDocument] | None:
        """The document with this number, and the index of its holder."""
        origin = _origin(number)
        if origin is None or not 0 <= origin[0] < self._persons:
            return None
        found = (document for document in self.documents(origin[0]) if document.number == number)
        document = next(found, None)
        return None if document is None else (origin[0], document)

    def _told(self, index: int) -> Iterator[TravelDocument]:
        for part, (kind, days, ago) in enumerate(_TOLD[index]):
            withheld = None if ago is None else _gone(self._today - timedelta(days=ago), _LOST)
            yield TravelDocument(_number(kind, index, part), kind, self._today + timedelta(days=days), withheld)

    def _drawn(self, holder: CityPerson) -> Iterator[TravelDocument]:
        """One of each kind at most, and seldom the passport that went before it."""
        since, term = self._term(holder)
        gone = None if holder.deceased is None else _gone(holder.deceased, _LAPSED)
        last = holder.deceased or self._today
        for part, (kind, odds) in enumerate(((_PASSPORT, 8), (_CARD, 2))):
            if self._chance.one_in(odds, "no document", kind.code, holder.index):
                continue
            first = max(since, _years(last, -term) - _OVERDUE)
            issued = first + timedelta(self._chance.below(max(1, (last - first).days), "issued", part, holder.index))
            yield TravelDocument(_number(kind, holder.index, part), kind, _years(issued, term), gone)
            if part == 0 and issued > since and self._chance.one_in(12, "before", holder.index):
                before = _gone(issued, self._chance.pick((_LOST, _HANDED_IN), "gone", holder.index))
                left = self._chance.below(term * 365, "left", holder.index)
                yield TravelDocument(_number(kind, holder.index, 2), kind, issued + timedelta(days=left), before)

    def _term(self, holder: CityPerson) -> tuple[date, int]:
        """Since when somebody gets documents of the present term, and how many years that is."""
        year = holder.birth.year
        if year is None:
            return date(self._today.year - 60, 1, 1), _ADULTS
        born = holder.birth.whole or date(year, holder.birth.month or 7, 1)
        grown = _years(born, _OF_AGE)
        return (grown, _ADULTS) if grown <= self._today else (born, _MINORS)


def _gone(since: date, how: Code) -> tuple[date, str, str]:
    return since, how.code, how.name


def _years(day: date, years: int) -> date:
    """So many years later; what would be 29 February where there is none is the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if leap else day.day)


def _number(kind: Code, person: int, part: int) -> str:
    """A letter, seven signs and a digit, from which person and part can be read back."""
    rest, digit = divmod((person * _PARTS + part + 1) * _STEP % _SIZE, 10)
    signs = ""
    for _ in range(_PLACES):
        rest, sign = divmod(rest, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return f"{'N' if kind == _PASSPORT else 'I'}{signs}{digit}"


def _origin(number: str) -> tuple[int, int] | None:
    """Person and part behind a number; None for what is no number."""
    if len(number) != _PLACES + 2 or number[0] not in "NI" or number[-1] not in _SIGNS[:10]:
        return None
    value = 0
    for sign in number[1:-1]:
        if sign not in _SIGNS:
            return None
        value = value * len(_SIGNS) + _SIGNS.index(sign)
    return divmod((value * 10 + int(number[-1])) * _BACK % _SIZE - 1, _PARTS)
