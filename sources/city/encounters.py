"""Encounters of the city: when residents were in touch with the gemeente, through which channel, and about what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sources.city.chance import Chance
from sources.city.dossiers import Dossiers, Kind
from sources.city.parties import Parties
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck

__all__ = ["Encounter", "Encounters"]

_ENCOUNTER, _INVOLVED, _SUBJECT, _ACTOR = 1, 2, 3, 4  # kinds of a uuid about encounters
_MOST = 5  # encounters of an ordinary resident
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class _Soort(NamedTuple):
    kanaal: str
    onderwerp: str
    inhoud: str = ""
    reactie: str = ""
    gelukt: bool | None = True


_CALL = _Soort("telefoon", "Vraag over parkeervergunning", "Inwoner vraagt wanneer de vergunning ingaat.",
               "Uitgelegd dat de vergunning na betaling ingaat.")  # fmt: skip
_DESK = _Soort("balie", "Paspoort opgehaald", "Paspoort uitgereikt.")
_MAIL = _Soort("e-mail", "Klacht over afvalcontainer", "De container op de hoek is al een week vol.\nKunt u helpen?",
               "Doorgegeven aan de ophaaldienst.")  # fmt: skip
_FORM = _Soort("contactformulier", "Vraag over de aanslag", "Waarom is de aanslag hoger dan vorig jaar?")
_BACK = _Soort("telefoon", "Teruggebeld over bezwaar", "", "", gelukt=False)
_CHAT = _Soort("chat", "Openingstijden stadsdeelkantoor", "Wanneer kan ik terecht?", "Ma-vr 9.00-16.00 uur.", None)
_APP = _Soort("whatsapp", "Grofvuil ophalen", "Afspraak gemaakt voor grofvuil.")
_LETTER = _Soort("brief", "Adreswijziging doorgegeven", gelukt=None)
_SOORTEN = (_CALL, _DESK, _MAIL, _FORM, _BACK, _CHAT, _APP, _LETTER)


class _Story(NamedTuple):
    """An encounter, how many days ago it was and at what minute of the day; `zaak` is which of the own zaken."""

    soort: _Soort
    ago: int
    minute: int = 600
    zaak: int | None = None
    confidential: bool = False
    language: str = "nld"


# The encounters that personas are known by; the others have what the city gives them.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (
        _Story(_BACK, 1, 605),
        _Story(_CALL, 4, 671, zaak=0),
        _Story(_MAIL, 12),
        _Story(_FORM, 12, 600, confidential=True),
        _Story(_CHAT, 33, 1290),
        _Story(_CALL, 70, zaak=0),
        _Story(_DESK, 91, zaak=1),
        _Story(_LETTER, 400),
    ),
    "fatima": (_Story(_APP, 6, language="eng"), _Story(_CALL, 8, zaak=0)),
    "els": (_Story(_CALL, 2, confidential=True), _Story(_CALL, 5)),
    "wim": tuple(
        _Story(
            _SOORTEN[number % 8],
            number // 2 * 9,
            540 + number % 3 * 60,
            0 if number % 5 == 0 else None,
            number % 11 == 0,
        )
        for number in range(120)
    ),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Encounter:
    """Encounter `number` of the person or company at `index` (`City.holder`).

    `moment` is in UTC, `zaak` which of the own zaken it was about.
    """

    index: int
    number: int
    uuid: str
    involved: str  # uuid of the part that the person had in it
    subject: str  # uuid of the tie to a zaak
    actor: str  # uuid of who of the gemeente was there
    nummer: str | None
    kanaal: str
    onderwerp: str
    inhoud: str
    reactie: str
    gelukt: bool | None
    language: str
    confidential: bool
    moment: datetime
    zaak: int | None


class Encounters:
    """All encounters of those who are a party, as a pure function of the seed of the city and of today."""

    def __init__(self, persons: int, parties: Parties, dossiers: Dossiers, chance: Chance, today: date) -> None:
        self._persons, self._parties, self._dossiers = persons, parties, dossiers
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed, "encounters")
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Encounter, ...]:
        """The encounters of the person or company at this index, the last one first."""
        return self._own(index)

    def about(self, zaak: str) -> tuple[Encounter, ...]:
        """The encounters about the zaak with this uuid."""
        found = self._dossiers.find(Kind.ZAAK, zaak)
        return () if found is None else tuple(each for each in self._own(found[0].index) if self.zaak(each) == zaak)

    def zaak(self, encounter: Encounter) -> str | None:
        """The uuid of the zaak that it was about."""
        if encounter.zaak is None or encounter.index >= self._persons:
            return None
        bsn = self._dossiers.person(encounter.index).bsn
        mine = [zaak for zaak in self._dossiers.of(bsn) if zaak.index == encounter.index]
        return self._dossiers.uuid(Kind.ZAAK, mine[encounter.zaak]) if encounter.zaak < len(mine) else None

    @cached_property
    def everybodys(self) -> Sequence[Encounter]:
        """All encounters of the city, the last one first."""
        found = [each for party in self._parties.everybodys for each in self._drawn(party.index)]
        return sorted(found, key=_place, reverse=True)

    def _drawn(self, index: int) -> tuple[Encounter, ...]:
        if self._parties.of(index) is None:
            return ()
        stories = _TOLD[index] if index in _TOLD else self._stories(index)
        drawn = (self._made(index, number, story) for number, story in enumerate(stories))
        return tuple(sorted(drawn, key=_place, reverse=True))

    def _stories(self, index: int) -> Iterator[_Story]:
        for number in range(self._chance.below(_MOST + 1, "encounters", index)):
            luck = Luck(self._chance.below(1 << 62, "encounter", index, number), "story")
            zaak = luck.below(3) if luck.one_in(3) else None
            ago, minute = 1 + luck.below(luck.pick((60, 300, 1200))), 480 + luck.below(600)
            yield _Story(luck.pick(_SOORTEN), ago, minute, zaak, luck.one_in(9), luck.pick(("nld", "nld", "eng")))

    def _made(self, index: int, number: int, story: _Story) -> Encounter:
        soort, day = story.soort, self._today - timedelta(days=story.ago)
        local = datetime.combine(day, time(), _AMSTERDAM) + timedelta(minutes=story.minute)

        def uuid(kind: int) -> str:
            return self._uuids.uuid(Position(kind, index, number))

        return Encounter(
            index=index,
            number=number,
            uuid=uuid(_ENCOUNTER),
            involved=uuid(_INVOLVED),
            subject=uuid(_SUBJECT),
            actor=self._uuids.uuid(Position(_ACTOR, 0, 0)),
            nummer=f"K{number:03d}{index:05d}" if number % 3 == 0 else None,
            kanaal=soort.kanaal,
            onderwerp=soort.onderwerp,
            inhoud=soort.inhoud,
            reactie=soort.reactie,
            gelukt=soort.gelukt,
            language=story.language,
            confidential=story.confidential,
            moment=local.astimezone(UTC),
            zaak=story.zaak,
        )


def _place(encounter: Encounter) -> tuple[datetime, int, int]:
    return encounter.moment, encounter.index, encounter.number
