"""Letters of the city: what the gemeente writes to residents, in a message box of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.dossiers import Dossiers, Kind
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck, Zaak

__all__ = ["Enclosure", "Letter", "Letters"]

KIND = 15  # of a uuid: what is in this module and in its neighbours `chores` and `submissions`, apart by its part
ANYBODY = 300  # persons of whom there is something when nobody is named
_PART = 1
_MOST = 3  # letters to an ordinary resident


class _Text(NamedTuple):
    onderwerp: str
    tekst: str
    soort: str
    action: str = ""
    days: int | None = None  # for what is to be done, from its publication
    product: str = ""  # what it is about, where that is no zaak


_ABOUT = (
    _Text("Wij hebben uw aanvraag ontvangen", "Wij behandelen uw aanvraag. U hoeft nu niets te doen.", "ONTV"),
    _Text(
        "Wij hebben nog gegevens nodig",
        "Stuur ons binnen twee weken:\r\n\r\n- een **kopie** van uw huurcontract\r\n- de jaaropgave van vorig jaar",
        "VRAAG", "informatie_geven", 14,
    ),
    _Text("Een besluit over uw aanvraag", "In de bijlage staat ons besluit. Bent u het er niet mee eens? "
          "Dan kunt u binnen zes weken bezwaar maken.", "BESLUIT", "informatie_krijgen"),
    _Text("Betaal de leges voor uw aanvraag", "Zodra u hebt betaald, gaan wij verder.", "LEGES", "betalen", 21),
    _Text("Uitnodiging voor een gesprek", "Wij willen uw aanvraag met u bespreken. Maak een afspraak.", "AFSPR",
          "uitnodiging_voor_afspraak", 10),
)  # fmt: skip
_LOOSE = (
    _Text("Vernieuw uw parkeervergunning", "Uw vergunning loopt af. Vernieuw haar op tijd.", "PARKEER",
          "vernieuwing_nodig", 30, "parkeervergunning"),
    _Text("Uw afvalpas is opnieuw ingesteld", "U kunt de container bij u in de straat weer openen.", "AFVAL"),
    _Text("Automatische incasso van uw belasting", "Wij schrijven het eerste deel over twee weken af.", "INCASSO",
          "incasso", 14, "gemeentelijke-belastingen"),
    _Text("Antwoord op uw vraag", "Beste mevrouw, meneer,\r\n\r\nHet loket is ook op zaterdag open.", "ANTW",
          "reactie_ontvangen"),
)  # fmt: skip


class _Story(NamedTuple):
    """A letter about the newest zaak but so many (`None`: about none), published so many days ago."""

    text: _Text
    ago: int
    zaak: int | None = None
    opened: int | None = None  # days after its publication


# What personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (
        _Story(_LOOSE[0], -2),  # not published yet
        _Story(_ABOUT[1], 1, 4),
        _Story(_ABOUT[2], 5, 3),
        _Story(_ABOUT[0], 9, 3, 1),
        _Story(_LOOSE[2], 12, None, 0),
        _Story(_LOOSE[3], 30, None, 2),
        _Story(_ABOUT[0], 31, 0, 3),
    ),
    "fatima": (_Story(_ABOUT[4], 2, 1), _Story(_LOOSE[1], 40, None, 1)),
    "els": (_Story(_ABOUT[3], 3, 0),),
    "wim": tuple(
        _Story(
            (_ABOUT + _LOOSE)[number % 9],
            1 + number // 2 * 7,
            number % 150 if number % 9 < len(_ABOUT) else None,
            None if number % 6 == 0 else 1,
        )
        for number in range(130)
    ),
    "willemijn": (),
}
_BUSINESS = (_Story(_LOOSE[0], 4), _Story(_LOOSE[3], 20, None, 1))  # to every company
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


class Enclosure(NamedTuple):
    """A document that comes with a letter."""

    document: str
    omschrijving: str


@dataclass(frozen=True)
class Letter:
    """Letter `number` to the person or company at `index` (`City.holder`); moments are in UTC."""

    index: int
    number: int
    uuid: str
    onderwerp: str
    tekst: str
    soort: str
    published: datetime
    opened: datetime | None
    zaak: tuple[str, str] | None  # identificatie and uuid of the zaak that it is about
    product: str
    action: str
    until: datetime | None
    enclosures: tuple[Enclosure, ...]

    @property
    def referentie(self) -> str:
        """What the gemeente calls it; not every letter has one."""
        return "" if self.number % 3 == 2 else f"BR-{self.index * 1000 + self.number + 1:08d}"


class Letters:
    """All letters of a city, as a pure function of its seed and of today. Some are yet to be published."""

    def __init__(
        self,
        persons: int,
        person: Callable[[int], CityPerson],
        companies: Companies,
        dossiers: Dossiers,
        chance: Chance,
        today: date,
    ) -> None:
        self._persons, self._person, self._companies, self._dossiers = persons, person, companies, dossiers
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Letter, ...]:
        """The letters to the person or company at this index, in the order in which they were made."""
        return self._own(index)

    def find(self, uuid: str) -> Letter | None:
        """The letter with this uuid."""
        position = self._uuids.position(uuid)
        holders = self._persons + len(self._companies)
        if position is None or (position.kind, position.part) != (KIND, _PART) or position.person >= holders:
            return None
        return next((each for each in self._own(position.person) if each.uuid == uuid.lower()), None)

    @cached_property
    def everybodys(self) -> tuple[Letter, ...]:
        """The letters of the first of the city, which is what anybody gets who asks for all: dossiers cost time."""
        return tuple(letter for index in range(min(ANYBODY, self._persons)) for letter in self._drawn(index))

    def _drawn(self, index: int) -> tuple[Letter, ...]:
        if index >= self._persons:
            return tuple(self._made(index, number, story, ()) for number, story in enumerate(_BUSINESS))
        person = self._person(index)
        since = of_age_since(person)
        if person.deceased is not None or since > self._today:
            return ()
        stories = _TOLD[index] if index in _TOLD else tuple(self._stories(index))
        zaken = [zaak for zaak in self._dossiers.of(self._dossiers.bsn(index)) if zaak.index == index]
        drawn = (self._made(index, number, story, zaken) for number, story in enumerate(stories))
        return tuple(letter for letter in drawn if letter.published.date() >= since)

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "letters", index)):
            luck = Luck(self._chance.below(1 << 62, "letter", index, number), "story")
            about = luck.one_in(2)
            opened = luck.below(4) if luck.below(3) else None
            yield _Story(luck.pick(_ABOUT if about else _LOOSE), luck.below(400) - 3, 0 if about else None, opened)

    def _made(self, index: int, number: int, story: _Story, zaken: Sequence[Zaak]) -> Letter:
        text = story.text
        zaak = zaken[story.zaak % len(zaken)] if story.zaak is not None and zaken else None
        published = datetime.combine(self._today - timedelta(days=story.ago), time(7, number % 60, index % 60), UTC)
        opened = None if story.opened is None else published + timedelta(days=story.opened, minutes=90)
        enclosed = zaak.documenten if zaak is not None and number % 2 == 0 else ()
        uuid = self._dossiers.uuid
        return Letter(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(KIND, index, number, _PART)),
            onderwerp=text.onderwerp,
            tekst=text.tekst,
            soort=text.soort,
            published=published,
            opened=opened if opened is not None and opened.date() < self._today else None,
            zaak=None if zaak is None else (zaak.identificatie, uuid(Kind.ZAAK, zaak)),
            product=text.product,
            action=text.action,
            until=None if text.days is None else published + timedelta(days=text.days),
            enclosures=tuple(
                Enclosure(uuid(Kind.INFORMATIEOBJECT, zaak, each.part), each.titel[:40])
                for each in enclosed
                if zaak is not None
            ),
        )
