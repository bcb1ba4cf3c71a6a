"""Submissions of the city: forms that residents sent in, most of which became a zaak."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

from sources.city.chance import Chance
from sources.city.dossiers import Dossiers, Kind
from sources.city.letters import ANYBODY, KIND
from sources.city.majority import of_age_since
from sources.city.people import CityPerson
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck, Zaak

__all__ = ["FORMS", "Form", "Submission", "Submissions"]

_PART = 6
_NAMES = UUID("0f6a1f0e-3c5b-5d5e-9a4e-5b2f7c9a3d6b")


class Form(NamedTuple):
    """A form that can be sent in, and what that costs."""

    naam: str
    omschrijving: str
    price: str = ""

    @property
    def uuid(self) -> str:
        """The uuid of the kind of submission, the same under every seed."""
        return str(uuid5(_NAMES, self.naam))


FORMS = (
    Form("Parkeervergunning aanvragen", "Zaaktype PARK-BEW", "60.00"),
    Form("Kwijtschelding aanvragen", "Zaaktype KWIJTSCHELD"),
    Form("Evenement melden", "Zaaktype EVENEMENT"),
    Form("Uittreksel aanvragen", "Zaaktype UITTREKSEL", "14.50"),
)


class _Story(NamedTuple):
    form: Form
    ago: int
    done: bool = False
    zaak: int | None = None


# What personas are known by; of the others one in six has sent something in.
_STORIES: dict[str, tuple[_Story, ...]] = {
    "jan": (_Story(FORMS[0], 0), _Story(FORMS[1], 20, True, 1), _Story(FORMS[2], 3, False, 0), _Story(FORMS[3], 1)),
    "fatima": (_Story(FORMS[1], 1),),
    "wim": tuple(_Story(FORMS[number % 4], number // 4, number % 3 == 0) for number in range(36)),
    "willemijn": (),
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


@dataclass(frozen=True, slots=True)
class Submission:
    """Submission `number` of the person at `index`."""

    index: int
    number: int
    uuid: str
    form: Form
    sent: datetime
    done: bool  # taken up by whoever handles it
    zaak: tuple[str, str] | None  # identificatie and uuid of what it became
    document: str | None  # what was sent in, as the sender saw it

    @property
    def inzendingsnummer(self) -> str:
        """What the form told the sender."""
        return f"OF-{self.index * 1000 + self.number + 1:06X}"

    @property
    def amount(self) -> Decimal | None:
        """What was paid with it."""
        return Decimal(self.form.price) if self.form.price else None


class Submissions:
    """All submissions of a city, as a pure function of its seed and of today."""

    def __init__(
        self, persons: int, person: Callable[[int], CityPerson], dossiers: Dossiers, chance: Chance, today: date
    ) -> None:
        self._persons, self._person, self._dossiers = persons, person, dossiers
        self._chance, self._today = chance, today
        self._uuids = Uuids(chance.seed)
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> tuple[Submission, ...]:
        """What the person at this index sent in."""
        return self._own(index)

    def find(self, uuid: str) -> Submission | None:
        """The submission with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or (position.kind, position.part) != (KIND, _PART) or position.person >= self._persons:
            return None
        return next((each for each in self._own(position.person) if each.uuid == uuid.lower()), None)

    @cached_property
    def everybodys(self) -> tuple[Submission, ...]:
        """The submissions of the first of the city, which is what anybody gets who asks for all: dossiers cost time."""
        return tuple(each for index in range(min(ANYBODY, self._persons)) for each in self._drawn(index))

    def _drawn(self, index: int) -> tuple[Submission, ...]:
        if index >= self._persons:  # companies send in nothing
            return ()
        person = self._person(index)
        if person.deceased is not None or of_age_since(person) > self._today:
            return ()
        stories = _TOLD[index] if index in _TOLD else self._stories(index)
        zaken = [zaak for zaak in self._dossiers.of(self._dossiers.bsn(index)) if zaak.index == index]
        return tuple(self._made(index, number, story, zaken) for number, story in enumerate(stories))

    def _stories(self, index: int) -> tuple[_Story, ...]:
        luck = Luck(self._chance.below(1 << 62, "submission", index), "story")
        return (_Story(luck.pick(FORMS), luck.below(5), luck.one_in(3)),) if luck.one_in(6) else ()

    def _made(self, index: int, number: int, story: _Story, zaken: Sequence[Zaak]) -> Submission:
        zaak = zaken[story.zaak % len(zaken)] if story.zaak is not None and zaken else None
        with_form = next((each for each in zaken if each.documenten), None)
        sent = datetime.combine(self._today - timedelta(days=story.ago + 1), time(18, number % 60, 5), UTC)
        document = None if with_form is None else self._dossiers.uuid(Kind.INFORMATIEOBJECT, with_form, 0)
        return Submission(
            index=index,
            number=number,
            uuid=self._uuids.uuid(Position(KIND, index, number, _PART)),
            form=story.form,
            sent=sent,
            done=story.done,
            zaak=None if zaak is None else (zaak.identificatie, self._dossiers.uuid(Kind.ZAAK, zaak)),
            document=document if number % 2 == 0 else None,
        )
