"""A zaak of the city: how far it got, its statussen, its rollen, its result and its documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import TypeVar

from sources.city.companies import Registration
from sources.city.papers import Paper
from sources.city.zaaktypen import (
    INFORMATIEOBJECTTYPEN,
    VERTROUWELIJKHEID,
    Eigenschap,
    Fase,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Statustype,
    Zaaktype,
)

__all__ = ["Document", "Luck", "Place", "Rol", "Stage", "Status", "Zaak"]

T = TypeVar("T")
Place = tuple[int, int]  # a zaak, by the index of who started it and its number

_MEDEWERKERS = ("B. Bakker", "S. de Wit", "N. Aydin", "R. Ramdin", "L. Vermeulen", "T. Koster")
_AFDELINGEN = ("Team Vergunningen", "Team Inkomen", "Publiekszaken", "Team Bezwaar")
_WAARDEN = {
    "kenteken": ("GB-001-B", "HX-482-K", "NZ-917-T", "00-JPX-1"),
    "locatie": ("Malieveld", "Plein", "Zuiderpark", "Strand Scheveningen"),
    "activiteit": ("Dakkapel plaatsen", "Boom kappen", "Woning splitsen"),
}
_PAID = ("PARK-BEW", "REISDOC", "UITTREKSEL", "EVENEMENT")  # kinds that cost something
_BETALING = ("nvt", "nog_niet", "geheel", "betaald", "gefactureerd", "gecrediteerd", "gedeeltelijk")
_DAY = timedelta(days=1)
_DRAWINGS = (1, 4, 16, 40, 200)  # megabytes, of what a form to build has with it


class Stage(StrEnum):
    """How far a zaak got."""

    GEREGISTREERD = "geregistreerd"  # it has no status yet
    ONTVANGEN = "ontvangen"
    BEHANDELING = "in behandeling"
    WACHT = "wacht op informatie"
    AFGEHANDELD = "afgehandeld"
    INGETROKKEN = "ingetrokken"

    @property
    def ended(self) -> bool:
        """Whether the zaak has its last status and a result."""
        return self in (Stage.AFGEHANDELD, Stage.INGETROKKEN)


class Luck:
    """A row of draws that depends on its number and on what it is about."""

    __slots__ = ("_bits",)

    def __init__(self, number: int, about: str) -> None:
        self._bits = int.from_bytes(blake2b(f"{number} {about}".encode(), digest_size=24).digest())

    def below(self, limit: int) -> int:
        """A whole number in 0 ≤ n < limit."""
        self._bits, drawn = divmod(self._bits, limit)
        return drawn

    def one_in(self, odds: int) -> bool:
        """True once in so many times."""
        return self.below(odds) == 0

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.below(len(options))]


@dataclass(frozen=True, slots=True)
class Status:
    """A status as it was set; `moment` is in UTC."""

    part: int
    statustype: Statustype
    moment: datetime
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Rol:
    """What a person of the city (by index), a company, or somebody of the gemeente (by name), is in a zaak."""

    part: int
    roltype: Roltype
    person: int | None
    medewerker: str = ""
    afdeling: str = ""
    company: Registration | None = None

    @property
    def kind(self) -> str:
        """The betrokkeneType of the Zaken API."""
        if self.company is not None:
            return "vestiging" if self.company.branch else "niet_natuurlijk_persoon"
        if self.person is not None:
            return "natuurlijk_persoon"
        return "medewerker" if self.medewerker else "organisatorische_eenheid"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a zaak, with the moment at which it came into the dossier."""

    part: int
    soort: Informatieobjecttype
    titel: str
    creatiedatum: date
    vertrouwelijkheid: str
    status: str  # may be empty, as the standard allows
    versie: int
    van_inwoner: bool
    moment: datetime
    drawing: int = 0  # bytes of drawings in it

    @property
    def file(self) -> Paper:
        """A whole PDF that shows the title."""
        return Paper(self.titel, self.drawing)


@dataclass(frozen=True)
class Zaak:
    """Zaak `number` of whom is at `index` (`City.holder`), who started it. What costs more is drawn when asked for."""

    index: int
    number: int
    zaaktype: Zaaktype
    stage: Stage
    startdatum: date
    registratiedatum: date
    einddatum: date | None
    uiterlijk: date | None
    vertrouwelijkheid: str
    other: tuple[int, str] | None  # somebody else's index, and their omschrijvingGeneriek
    luck: int
    today: date
    later: tuple[Status, ...] = ()  # set in this run
    papers: int | None = None  # exactly so many documents
    hoofdzaak: Place | None = None
    deelzaken: tuple[Place, ...] = ()
    verwant: tuple[Place, ...] = ()  # zaken that led to this one, of whomever
    company: Registration | None = None  # how the company that started it is registered

    @property
    def identificatie(self) -> str:
        """The number a resident knows it by; the position in the city can be read from it."""
        return f"ZAAK-{self.registratiedatum.year}-{self.index * 1000 + self.number + 1:010d}"

    @property
    def toelichting(self) -> str:
        """A text of more lines, or nothing."""
        return "" if self.luck % 3 else "Via de website ingediend.\nToelichting van de inwoner — zie de bijlage."

    @property
    def kenmerk(self) -> str | None:
        """What the form is called that it came in by."""
        return f"F-{self.luck % 10**6}" if self.luck % 5 == 0 else None

    @property
    def about_address(self) -> bool:
        """Whether it says which address it is about."""
        return self.zaaktype.identificatie in ("PARK-BEW", "OMGEVING")

    @property
    def betaling(self) -> tuple[str, datetime | None]:
        """Whether its costs are paid, and when the last time was; of most kinds nothing is said of it."""
        if self.zaaktype.identificatie not in _PAID:
            return "", None
        said = Luck(self.luck, "betaling").pick(_BETALING)
        moment = datetime.combine(self.startdatum, time(7, 30), UTC)
        return said, moment if said in ("geheel", "gedeeltelijk", "betaald") else None

    @property
    def geopend(self) -> datetime | None:
        """When who started it looked last: never, before the last change, or after it."""
        hours = (None, -1, 1)[self.luck % 3]
        return None if hours is None else self.changed + timedelta(hours=hours)

    @property
    def gepland(self) -> date | None:
        """When it was meant to be ready."""
        return self.uiterlijk - _DAY if self.uiterlijk is not None and self.luck % 4 == 0 else None

    @property
    def verlengd(self) -> bool:
        """Whether it may take longer than its zaaktype says: half of those that do."""
        late = self.stage is Stage.BEHANDELING and self.uiterlijk is not None and self.uiterlijk < self.today
        return late and self.luck % 2 == 0

    @property
    def opgeschort(self) -> bool:
        """Whether its term stands still."""
        return self.stage is Stage.WACHT and self.luck % 3 > 0

    @property
    def eerder_opgeschort(self) -> bool:
        """Whether its term has stood still before."""
        return self.stage is Stage.AFGEHANDELD and self.luck % 10 == 0

    @cached_property
    def resultaat(self) -> Resultaattype | None:
        """How it ended."""
        if not self.stage.ended:
            return None
        *results, withdrawn = self.zaaktype.resultaattypen
        return withdrawn if self.stage is Stage.INGETROKKEN else Luck(self.luck, "resultaat").pick(results)

    @cached_property
    def statussen(self) -> tuple[Status, ...]:
        """Its statussen, oldest first; no two at one moment, none in the future."""
        path = self._path()
        last = self.einddatum or max(self.startdatum, self.today - _DAY)
        days = (last - self.startdatum).days
        minute = Luck(self.luck, "minuten").below(60)
        found = []
        for part, statustype in enumerate(path):
            day = self.startdatum + timedelta(days * part // max(1, len(path) - 1 if self.stage.ended else len(path)))
            moment = datetime.combine(day, time(6 + 2 * part, minute), UTC)
            found.append(Status(part, statustype, moment, self._explained(statustype)))
        return (*found, *self.later)

    def _path(self) -> list[Statustype]:
        types = self.zaaktype.statustypen
        luck = Luck(self.luck, "statussen")
        normal = [s for s in types if s.fase in (Fase.ONTVANGST, Fase.BEHANDELING)]
        waiting = [s for s in types if s.fase is Fase.WACHT]
        if self.stage is Stage.GEREGISTREERD:
            return []
        if self.stage is Stage.ONTVANGEN:
            return normal[:1]
        if self.stage is Stage.BEHANDELING:
            return normal[: 2 + luck.below(len(normal) - 1)]
        if self.stage is Stage.WACHT:
            return [s for s in normal if s.volgnummer < waiting[0].volgnummer] + waiting
        if self.stage is Stage.INGETROKKEN:
            return [*normal[: 1 + luck.below(2)], types[-1]]
        return [s for s in types if s.fase is not Fase.WACHT or luck.one_in(3)]

    def _explained(self, statustype: Statustype) -> str:
        if statustype.fase is Fase.ONTVANGST:
            return "Uw aanvraag is ontvangen"
        if statustype.fase is Fase.WACHT:
            return "Wij hebben nog gegevens nodig"
        if statustype.fase is Fase.EINDE and self.resultaat is not None:
            return f"Resultaat: {self.resultaat.omschrijving.lower()}"
        return ""

    @property
    def changed(self) -> datetime:
        """The moment of the last change, as the server wrote it."""
        found = self.statussen
        moment = found[-1].moment if found else datetime.combine(self.startdatum, time(6), UTC)
        return moment + timedelta(microseconds=1 + self.luck % 999_999)

    @cached_property
    def rollen(self) -> tuple[Rol, ...]:
        """Its rollen: the initiator first, then another resident, then who treats it."""
        types = self.zaaktype.roltypen
        found = [Rol(0, types["initiator"], None if self.company else self.index, company=self.company)]
        if self.other is not None:
            person, generiek = self.other
            found.append(Rol(1, types[generiek], person))
        if self.stage not in (Stage.GEREGISTREERD, Stage.ONTVANGEN):
            luck = Luck(self.luck, "behandelaar")
            found.append(Rol(2, types["behandelaar"], None, medewerker=luck.pick(_MEDEWERKERS)))
            found.append(Rol(3, types["behandelaar"], None, afdeling=luck.pick(_AFDELINGEN)))
        return tuple(found)

    @cached_property
    def eigenschappen(self) -> tuple[tuple[int, Eigenschap, str], ...]:
        """What it tells of itself: position, kind and value."""
        luck = Luck(self.luck, "eigenschappen")
        kinds = self.zaaktype.eigenschappen
        return tuple((part, kind, luck.pick(_WAARDEN[kind.omschrijving])) for part, kind in enumerate(kinds))

    @cached_property
    def documenten(self) -> tuple[Document, ...]:
        """Its documents; drafts, notes and secret ones too, so that who shows them must look."""
        luck = Luck(self.luck, "documenten")
        form, receipt, proof, question, decision, note = INFORMATIEOBJECTTYPEN
        soorten = [form] if self.stage is Stage.GEREGISTREERD else [form, receipt]
        soorten += [proof] * luck.below(3)
        soorten += [question] * (self.stage is Stage.WACHT)
        soorten += [decision] * (self.stage is Stage.AFGEHANDELD)
        soorten += [note] * (self.stage.ended and luck.one_in(2))
        if luck.one_in(6):
            soorten = []
        if self.papers is not None:
            soorten = [*soorten, *[proof] * self.papers][: self.papers]
        return tuple(self._document(part, soort, luck) for part, soort in enumerate(soorten))

    def _document(self, part: int, soort: Informatieobjecttype, luck: Luck) -> Document:
        theirs = soort.omschrijving in ("Aanvraagformulier", "Bewijsstuk")
        at_end = soort.omschrijving in ("Besluitbrief", "Interne notitie")
        day = self.einddatum if at_end and self.einddatum is not None else self.startdatum
        if self.stage.ended:
            status = luck.pick(("definitief", "definitief", "gearchiveerd", "in_bewerking"))
        else:
            status = luck.pick(("definitief", "definitief", "definitief", "in_bewerking", "ter_vaststelling", ""))
        grade = luck.pick(VERTROUWELIJKHEID) if luck.one_in(5) else soort.vertrouwelijkheid
        return Document(
            part=part,
            soort=soort,
            titel=f"{soort.omschrijving} {self.zaaktype.onderwerp.lower()} {part + 1}",
            creatiedatum=day,
            vertrouwelijkheid=grade,
            status=status,
            versie=1 + luck.one_in(4),
            van_inwoner=theirs,
            moment=datetime.combine(day, time(5, 0, luck.below(60), 1 + luck.below(999_999)), UTC)
            + timedelta(minutes=part),
            drawing=self._drawing if soort.omschrijving == "Aanvraagformulier" else 0,
        )

    @property
    def _drawing(self) -> int:
        """How large the drawings are, in bytes; only who wants to build sends them."""
        building = self.zaaktype.identificatie == "OMGEVING"
        return Luck(self.luck, "tekening").pick(_DRAWINGS) * 10**6 if building else 0
