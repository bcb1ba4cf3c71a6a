"""Parties of the city: who gave the gemeente contact details, in what language, and how they like to be reached."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from sources.city.chance import Chance
from sources.city.companies import Companies
from sources.city.personas import PERSONAS
from sources.city.uuids import Position, Uuids
from sources.city.zaken import Luck

__all__ = ["DigitalAddress", "Parties", "Party", "Post"]

_PARTY, _IDENTIFIER, _ADDRESS = 1, 2, 3  # kinds of a uuid about parties
_LANGUAGES = ("nld", "nld", "nld", "eng", "")


class Post(NamedTuple):
    """An address at which somebody gets post or visitors, other than the registered one."""

    straatnaam: str = ""
    huisnummer: int | None = None
    huisnummertoevoeging: str = ""
    postcode: str = ""
    stad: str = ""
    adresregel1: str = ""
    adresregel2: str = ""
    adresregel3: str = ""
    land: str = ""


class _Given(NamedTuple):
    soort: str
    adres: str
    standard: bool = True
    omschrijving: str = ""
    verified: int | None = None  # days ago
    referentie: str = ""


class _Story(NamedTuple):
    """What somebody gave; `preferred` is the place of the address at which they like to be reached."""

    given: tuple[_Given, ...]
    language: str = "nld"
    preferred: int | None = None
    secret: bool = False
    active: bool = True
    post: Post = Post()
    visit: Post = Post()


# What personas gave; the others gave what the city draws.
_STORIES: dict[str, _Story | None] = {
    "jan": _Story(
        (
            _Given("email", "jan.thuis@example.nl", True, "privé", 40, "portaalvoorkeur"),
            _Given("telefoonnummer", "0612345678", True, "mobiel"),
            _Given("email", "jan.werk@example.com", False, "werk"),
            _Given("telefoonnummer", "+31701234567", False, "thuis, na 18 uur", 300),
            _Given("overig", "@jan_aan_zee", False, "berichtendienst"),
        ),
        preferred=0,
        post=Post("Postbus", 12600, "", "2500 DJ", "Den Haag"),
    ),
    "fatima": _Story((_Given("email", "fatima@example.nl", True, "", 3),), "eng", 0),
    "els": _Story((_Given("telefoonnummer", "0687654321"),), preferred=0, secret=True),
    "mila": _Story(
        (_Given("telefoonnummer", "0611223344"),),
        secret=True,
        visit=Post("Geheime Laan", 5, "A", "2511 AA", "Den Haag"),
    ),
    "daan": _Story((_Given("email", "daan@example.nl"),)),
    "ingrid": _Story(
        (_Given("telefoonnummer", "0034612345678"),),
        post=Post(adresregel1="Calle de Alcalá 47 3B", adresregel2="28014 Madrid", land="ES"),
    ),
    "peter": _Story((_Given("email", "oud@example.nl"),), active=False),
    "wim": _Story(
        (
            _Given("email", "wim@example.nl", verified=9),
            *(_Given("email", f"wim{number}@example.nl", False) for number in range(2, 5)),
        )
    ),
    "willemijn": None,
}
_TOLD = {persona.index: _STORIES[persona.name] for persona in PERSONAS if persona.name in _STORIES}


def _business(company: int) -> _Story:
    """What a company gave."""
    given = (_Given("email", f"bedrijf{company}@example.nl", verified=100), _Given("telefoonnummer", "0703530000"))
    return _Story(given, "", 0, post=Post("Postbus", 30500 + company, "", "2500 GM", "Den Haag"))


@dataclass(frozen=True, slots=True)
class DigitalAddress:
    """An e-mail address, a telephone number or something else (`overig`)."""

    uuid: str
    soort: str
    adres: str
    standard: bool
    omschrijving: str
    verified: date | None
    referentie: str


@dataclass(frozen=True, slots=True)
class Party:
    """What the gemeente has of the person or company at `index` (`City.holder`) as somebody to get in touch with."""

    index: int
    uuid: str
    identifier: str  # uuid of the number by which the party is known
    language: str
    secret: bool  # by what was said here; the register of persons may say so too
    active: bool
    addresses: tuple[DigitalAddress, ...]
    preferred: str | None  # uuid of one of those
    post: Post
    visit: Post


class Parties:
    """All parties of a city, as a pure function of its seed and of today."""

    def __init__(self, persons: int, companies: Companies, chance: Chance, today: date) -> None:
        self._persons, self._companies, self._chance, self._today = persons, companies, chance, today
        self._uuids = Uuids(chance.seed, "parties")
        self._own = lru_cache(256)(self._drawn)

    def of(self, index: int) -> Party | None:
        """The party of the person or company at this index; None who never gave anything."""
        return self._own(index)

    def find(self, uuid: str) -> Party | None:
        """The party with this uuid."""
        position = self._uuids.position(uuid)
        if position is None or position.kind != _PARTY or position.person >= self._persons + len(self._companies):
            return None
        party = self._own(position.person)
        return party if party is not None and party.uuid == uuid.lower() else None

    @cached_property
    def everybodys(self) -> tuple[Party, ...]:
        """All parties of the city, the last made first."""
        return tuple(
            party
            for index in reversed(range(self._persons + len(self._companies)))
            if (party := self._drawn(index)) is not None
        )

    def _drawn(self, index: int) -> Party | None:
        if index >= self._persons:
            story: _Story | None = _business(index - self._persons)
        else:
            story = _TOLD[index] if index in _TOLD else self._story(index)
        if story is None:
            return None
        addresses = tuple(self._address(index, part, given) for part, given in enumerate(story.given))
        return Party(
            index=index,
            uuid=self._uuids.uuid(Position(_PARTY, index, 0)),
            identifier=self._uuids.uuid(Position(_IDENTIFIER, index, 0)),
            language=story.language,
            secret=story.secret,
            active=story.active,
            addresses=addresses,
            preferred=None if story.preferred is None else addresses[story.preferred].uuid,
            post=story.post,
            visit=story.visit,
        )

    def _story(self, index: int) -> _Story | None:
        """What an ordinary resident gave: an address and a number, one of those, or nothing."""
        luck = Luck(self._chance.below(1 << 62, "party", index), "story")
        if luck.one_in(4):
            return None
        verified = luck.below(900) if luck.one_in(2) else None
        given = [
            _Given("email", f"inwoner{index}@example.nl", True, luck.pick(("", "privé", "werk")), verified),
            _Given("telefoonnummer", f"+3161234{index:04d}"),
        ][: 1 + luck.below(2)]
        return _Story(tuple(given), luck.pick(_LANGUAGES), luck.pick((None, 0)))

    def _address(self, index: int, part: int, given: _Given) -> DigitalAddress:
        return DigitalAddress(
            uuid=self._uuids.uuid(Position(_ADDRESS, index, 0, part)),
            soort=given.soort,
            adres=given.adres,
            standard=given.standard,
            omschrijving=given.omschrijving,
            verified=None if given.verified is None else self._today - timedelta(days=given.verified),
            referentie=given.referentie,
        )
