"""Notices of the city: what departments of the gemeente let residents know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck

__all__ = ["Notice", "Notices", "Words"]

_NOTICE, _OBJECT = 11, 12  # kinds of a uuid
_MOST = 3  # notices of an ordinary resident


class Words(NamedTuple):
    """A text in Dutch, and in English where somebody wrote that."""

    nl: str
    en: str | None = None


class _Kind(NamedTuple):
    soort: str
    titel: Words
    tekst: Words | None = None
    days: int | None = None  # for how long it holds from its publication
    action: str | None = None
    place: str | None = None
    product: str | None = None


_LICENCE = _Kind(
    "ligt_klaar",
    Words("Uw rijbewijs ligt klaar op stadsdeelkantoor Centrum",
          "Your driving licence is ready at district office Centrum"),
    Words("Neem uw oude rijbewijs mee. U hoeft geen afspraak te maken.",
          "Bring your old driving licence. You do not need an appointment."),
    days=90, place="Stadsdeelkantoor Centrum, Spui 70, Den Haag", product="rijbewijs",
)  # fmt: skip
_SEWER = _Kind(
    "mededeling",
    Words("Werk aan het riool in uw straat", "Work on the sewer in your street"),
    Words("Tijdens het werk kunt u niet parkeren voor de deur.\nKijk op de website voor de planning.",
          "You cannot park outside your door during the work.\nSee the website for the planning."),
    days=120,
)  # fmt: skip
_SWIMMING = _Kind(
    "mededeling",
    Words("Het zwembad is gesloten tijdens de feestdagen", "The swimming pool is closed during the holidays"),
    days=30,
)
_WASTE = _Kind("mededeling", Words("Uw gft-bak wordt op een andere dag geleegd"), days=60)
_PROOF = _Kind(
    "actie_nodig",
    Words("Stuur uw bewijsstukken op", "Send in your documents"),
    Words("Wij kunnen uw aanvraag pas behandelen als wij alles hebben.",
          "We can only handle your application once we have everything."),
    action="https://formulieren.example.nl/bewijsstukken",
)  # fmt: skip
_PERMIT = _Kind(
    "document_verloopt",
    Words("Uw parkeervergunning verloopt binnenkort", "Your parking permit expires soon"),
    Words("Verleng de vergunning als u hier wilt blijven parkeren.", "Renew it if you want to go on parking here."),
    days=45, action="https://parkeren.example.nl/verlengen", product="parkeervergunning",
)  # fmt: skip
_EXTRACT = _Kind(
    "ligt_klaar",
    Words("Uw uittreksel ligt klaar op stadsdeelkantoor Escamp"),
    days=90, place="Stadsdeelkantoor Escamp, Leyweg 813, Den Haag", product="uittreksel-brp",
)  # fmt: skip
_REPLY = _Kind(
    "termijn",
    Words("De termijn om te reageren loopt bijna af", "The period for your reply is almost over"),
    Words("Reageer binnen twee weken op onze brief.", "Reply to our letter within two weeks."),
    days=14,
)
_KINDS = (_SEWER, _SWIMMING, _WASTE, _PROOF, _PERMIT, _EXTRACT, _REPLY)


class _Story(NamedTuple):
    """A notice, how many days ago it was published, and in how many days from today it no longer holds."""

    kind: _Kind
    ago: int
    until: int | None = None  # None: as its kind has it


# The notices that personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (_Story(_SWIMMING, -1, 30), _Story(_LICENCE, 2), _Story(_SEWER, 5), _Story(_REPLY, 40, -1)),
    "fatima": (_Story(_WASTE, 3),),
    "els": (_Story(_PROOF, 6),),
    "lotte": (_Story(_LICENCE, 3),),  # of whose licence the last status of the request tells too
    "wim": tuple(_Story(_KINDS[number % len(_KINDS)], 1 + number // 2 * 25) for number in range(60)),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice `number` to the person at `index`; `object_uuid` is that of the object in which it is kept."""

    index: int
    number: int
    uuid: str
    object_uuid: str
    soort: str
    titel: Words
    tekst: Words | None
    published: date
    until: date | None
    registered: date
    action: str | None
    place: str | None
    product: str | None


class Notices:
    """All notices of a city, as a pure function of its seed and of today.

    Some are yet to be published, and some hold no longer.
    """

    def __init__(self, persons: int, person: Callable[[int], CityPerson], chance: Chance, today: date) -> None:
        self._persons, self._person, self._chance, self._today = persons, person, chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Notice, ...]:
        """The notices to the person at this index, newest published first."""
        return self._own(index)

    def find(self, uuid: str) -> Notice | None:
        """The notice with this uuid, which may be that of its object."""
        position = self._uuids.position(uuid)
        if position is None or position.kind not in (_NOTICE, _OBJECT) or position.person >= self._persons:
            return None
        own = self._own(position.person)
        return next((found for found in own if uuid.lower() in (found.uuid, found.object_uuid)), None)

    @cached_property
    def everybodys(self) -> tuple[Notice, ...]:
        """All notices of the city, newest made first."""
        return tuple(notice for index in reversed(range(self._persons)) for notice in self._drawn(index))

    def _drawn(self, index: int) -> tuple[Notice, ...]:
        person = self._person(index)
        since = of_age_since(person)
        if person.deceased is not None or since > self._today:
            return ()
        stories = _TOLD[index] if index in _TOLD else self._stories(index)
        drawn = (self._made(index, number, story) for number, story in enumerate(stories))
        own = [notice for notice in drawn if notice.published >= since]
        return tuple(sorted(own, key=lambda notice: (notice.published, notice.uuid), reverse=True))

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "notices", index)):
            luck = Luck(self._chance.below(1 << 62, "notice", index, number), "story")
            yield _Story(luck.pick(_KINDS), luck.below(luck.pick((20, 20, 60, 500))) - luck.below(3))

    def _made(self, index: int, number: int, story: _Story) -> Notice:
        kind, published = story.kind, self._today - timedelta(days=story.ago)
        until = None if kind.days is None else published + timedelta(days=kind.days)
        return Notice(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(_NOTICE, index, number)),
            object_uuid=self._uuids.uuid(Position(_OBJECT, index, number)),
            soort=kind.soort,
            titel=kind.titel,
            tekst=kind.tekst,
            published=published,
            until=until if story.until is None else self._today + timedelta(days=story.until),
            registered=min(published, self._today) - timedelta(days=1),
            action=kind.action,
            place=kind.place,
            product=kind.product,
        )
