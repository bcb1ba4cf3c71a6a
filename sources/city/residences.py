"""Where the persons of the city have lived: the present place and those before it, in all four shapes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sources.city.chance import Chance
from sources.city.people import CityPerson, PartialDate
from sources.city.places import Abroad, Address, Code, Moored, Place, Unknown, registered_in
from sources.city.streets import address

__all__ = ["Residence", "Residences"]

_BELGIUM = Code("5010", "België")
_TOWNS = (  # municipality, and a street of it with the digits of its postcode
    (Code("0503", "Delft"), "Oude Delft", "2611"),
    (Code("0603", "Rijswijk"), "Herenstraat", "2282"),
    (Code("0599", "Rotterdam"), "Westzeedijk", "3016"),
    (Code("0546", "Leiden"), "Hooigracht", "2312"),
)
_BARGE = Moored("Woonschip Vrouwe Jacoba, Laakhaven")
_KINDS = ("hague", "hague", "hague", "town", "town", "abroad", "hague", "town")  # how often each is drawn

# Who lived where before, the last place first; of everybody else it is drawn.
_STORIES: dict[str, tuple[str, ...]] = {
    "boris": ("unknown", "abroad", "town", "hague"),
    "clyde": ("hague", "barge"),
    "wim": ("hague", "town", "hague") * 8,
    "willemijn": (),
    "halima": ("town",),
    "mariam": ("town",),
}
_ROOM = 100  # days; nobody moves more often
_MOST = 4


@dataclass(frozen=True, slots=True)
class Residence:
    """A place where somebody lived; `until` is None for the present one."""

    place: Place
    municipality: Code  # where they were registered
    since: PartialDate
    until: PartialDate | None


class Residences:
    """All places where people have lived, as a pure function of the seed and of today.

    They say where somebody lived, and not who lived somewhere: only who lives at an address now can be told of it.
    """

    def __init__(self, households: int, person: Callable[[str], CityPerson | None], chance: Chance) -> None:
        self._households, self._person, self._chance = households, person, chance

    def of(self, person: CityPerson) -> tuple[Residence, ...]:
        """The places of somebody, the present one first."""
        found = [_at(person.place, _partial(person.place_since), None)]
        first = _first(person)
        if first is None or first >= person.place_since:
            return tuple(found)
        parent = self._at_home_with(person)
        earlier = self._with(parent, person, first) if parent is not None else self._alone(person, first)
        found += earlier
        return tuple(found)

    def _alone(self, person: CityPerson, first: date) -> Iterator[Residence]:
        kinds = self._kinds(person)
        days = sorted(self._moves(person, first, len(kinds)), reverse=True)
        until = person.place_since
        for number, (kind, day) in enumerate(zip(kinds, days, strict=False)):
            oldest = day == days[-1]
            since = _known(person, day) if oldest else _partial(day)
            yield _at(self._place(kind, day, number, person), since, _partial(until))
            until = day

    def _with(self, parent: CityPerson, child: CityPerson, first: date) -> Iterator[Residence]:
        """Where a child lived before: where its parent did, from its birth on."""
        for each in self.of(parent)[1:]:
            since, until = each.since.whole, each.until.whole if each.until else None
            if since is not None and until is not None and first < until <= child.place_since:
                yield replace(each, since=_partial(max(since, first)))

    def _at_home_with(self, person: CityPerson) -> CityPerson | None:
        parents = (self._person(bsn) for bsn in person.parents)
        return next((parent for parent in parents if parent and parent.household == person.household), None)

    def _kinds(self, person: CityPerson) -> tuple[str, ...]:
        if person.persona is not None and person.persona.name in _STORIES:
            return _STORIES[person.persona.name]
        count = self._chance.below(_MOST, "residences", person.index)
        drawn = [self._chance.pick(_KINDS, "residence", number, person.index) for number in range(count)]
        if isinstance(person.place, Abroad | Unknown):
            drawn.insert(0, "home")
        return tuple(drawn)

    def _moves(self, person: CityPerson, first: date, count: int) -> list[date]:
        """On which days so many places before the present one began; fewer where there is no room."""
        room = (person.place_since - first).days // _ROOM
        slots = [self._chance.below(10_000, "move", number, person.index) for number in range(count - 1)]
        taken = {1 + (slot + number) % max(1, room - 1) for number, slot in enumerate(slots)} if room > 1 else set()
        days = [date.fromordinal(first.toordinal() + slot * _ROOM) for slot in taken]
        return [first, *days] if count else []

    def _place(self, kind: str, since: date, number: int, person: CityPerson) -> Place:
        about = ("place", number, person.index)
        match kind:
            case "home":
                return address(person.household)
            case "barge":
                return _BARGE
            case "unknown":
                return Unknown(since)
            case "abroad":
                house = self._chance.between(1, 90, *about)
                return Abroad((f"Rue de la Loi {house}", "1000 Bruxelles"), _BELGIUM, since)
            case "town":
                return _in_town(self._chance.below(len(_TOWNS), *about), self._chance.between(1, 180, *about))
        return address(self._chance.below(self._households, *about))


def _at(place: Place, since: PartialDate, until: PartialDate | None) -> Residence:
    town = next((code for code, _, _ in _TOWNS if isinstance(place, Address) and place.city == code.name), None)
    return Residence(place, town or registered_in(place), since, until)


def _first(person: CityPerson) -> date | None:
    """Since when the registry knows where somebody lives: birth or arrival, if that is known."""
    return person.arrived if person.arrived is not None else person.birth.whole


def _known(person: CityPerson, day: date) -> PartialDate:
    """Who does not know when they were born often does not know when they came."""
    parts = sum(part is not None for part in (person.birth.year, person.birth.month, person.birth.day))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


def _in_town(town: int, number: int) -> Address:
    """An address of another municipality, which is of no household of the city."""
    code, street, digits = _TOWNS[town]
    return Address(
        household=-1,
        street=street,
        short_street=street,
        number=number,
        letter="",
        addition="",
        postcode=f"{digits}AB",
        district="",
        object_id=f"{code.code}01{number:010d}",
        designation_id=f"{code.code}20{number:010d}",
        city=code.name,
    )


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
