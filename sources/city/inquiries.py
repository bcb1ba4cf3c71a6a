"""What of somebody's record the municipality looks into (in onderzoek), as the BRP marks it."""

from dataclasses import dataclass
from datetime import date

from sources.city.chance import Chance
from sources.city.people import CityPerson
from sources.city.places import Abroad, Unknown

__all__ = ["Inquiries", "Inquiry"]

_STORIES = {"ineke": (("08", "080000", 60), ("01", "010310", 400))}
_ODDS = 150


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One inquiry: the category of the record, what of it (`…0000` is all of it), and since when."""

    category: str  # 01 person, 04 nationality, 05 partner, 08 residence
    what: str
    since: date

    def about(self, group: str) -> bool:
        """Whether it is about this group of elements, or about the whole category."""
        return self.what in (f"{self.category}0000", f"{group}00") or self.what[:4] == group


class Inquiries:
    """All inquiries of a city, as a pure function of its seed and of today."""

    def __init__(self, chance: Chance, today: date) -> None:
        self._chance, self._today = chance, today

    def of(self, person: CityPerson) -> tuple[Inquiry, ...]:
        """What is looked into of this person now; nothing of who has died or left."""
        if person.persona is not None:
            stories = _STORIES.get(person.persona.name, ())
            return tuple(Inquiry(category, what, self._ago(days)) for category, what, days in stories)
        if person.deceased is not None or isinstance(person.place, Abroad | Unknown):
            return ()
        if not self._chance.one_in(_ODDS, "inquiry", person.index):
            return ()
        what = self._chance.pick(("080000", "081120", "010310", "040500"), "inquiry", "what", person.index)
        return (Inquiry(what[:2], what, self._ago(self._chance.between(5, 300, "inquiry", "ago", person.index))),)

    def _ago(self, days: int) -> date:
        return date.fromordinal(self._today.toordinal() - days)
