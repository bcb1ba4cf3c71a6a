"""The types of the city's zaken and documents: what a gemeente does for its residents, and in which steps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

__all__ = [
    "BEGIN",
    "BESLUITTYPEN",
    "INFORMATIEOBJECTTYPEN",
    "TOLD",
    "VERTROUWELIJKHEID",
    "ZAAKTYPEN",
    "Besluittype",
    "Eigenschap",
    "Fase",
    "Informatieobjecttype",
    "Resultaattype",
    "Roltype",
    "Statustype",
    "Zaaktype",
    "type_uuid",
]

VERTROUWELIJKHEID = (
    *("openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk"),
    *("vertrouwelijk", "confidentieel", "geheim", "zeer_geheim"),
)
BEGIN = date(2020, 1, 1)


class Fase(IntEnum):
    """What a statustype is to its zaak, whatever it is called."""

    ONTVANGST = 0
    BEHANDELING = 1
    WACHT = 2  # for the citizen, or for somebody else's advice
    EINDE = 3


def type_uuid(*name: object) -> str:
    """The uuid of what has this name, the same in every city: types are nobody's."""
    digest = blake2b(repr(name).encode(), digest_size=16).digest()
    return str(UUID(bytes=digest, version=4))


@dataclass(frozen=True)
class Type:
    """Anything with a uuid of its own below a zaaktype; `zaaktype` is the name and the version of that zaaktype."""

    zaaktype: tuple[str, int]
    omschrijving: str

    @cached_property
    def uuid(self) -> str:
        """The last segment of its URL."""
        return type_uuid(type(self).__name__, self.zaaktype, self.omschrijving)


@dataclass(frozen=True)
class Statustype(Type):
    """A status that zaken of one zaaktype can have."""

    volgnummer: int
    fase: Fase
    statustekst: str


@dataclass(frozen=True)
class Resultaattype(Type):
    """How a zaak of one zaaktype can end."""


@dataclass(frozen=True)
class Roltype(Type):
    """What somebody can be in a zaak of one zaaktype."""

    generiek: str


@dataclass(frozen=True)
class Eigenschap(Type):
    """What a zaak of one zaaktype tells of itself."""


@dataclass(frozen=True)
class Informatieobjecttype:
    """A kind of document, with the confidentiality that such documents mostly have."""

    omschrijving: str
    vertrouwelijkheid: str

    @cached_property
    def uuid(self) -> str:
        """The last segment of its URL."""
        return type_uuid("Informatieobjecttype", self.omschrijving)


@dataclass(frozen=True)
class Besluittype:
    """A kind of decision, to which there can be an objection for so many days."""

    omschrijving: str
    zaaktypen: tuple[str, ...]  # by identificatie
    reactie: int
    jaren: int = 0  # how long what is decided holds; 0 is without an end

    @cached_property
    def uuid(self) -> str:
        """The last segment of its URL."""
        return type_uuid("Besluittype", self.omschrijving)


@dataclass(frozen=True)
class Zaaktype:
    """A kind of zaak. `dagen` is how long it may take; a version ends where the next begins."""

    identificatie: str
    omschrijving: str
    onderwerp: str
    vertrouwelijkheid: str
    dagen: int
    versie: int
    begin: date
    einde: date | None
    concept: bool
    statustypen: tuple[Statustype, ...]  # in the order of volgnummer
    resultaattypen: tuple[Resultaattype, ...]  # the last one is Ingetrokken
    roltypen: dict[str, Roltype] = field(hash=False)  # by omschrijvingGeneriek
    eigenschappen: tuple[Eigenschap, ...]

    @cached_property
    def uuid(self) -> str:
        """The last segment of its URL."""
        return type_uuid("Zaaktype", self.identificatie, self.versie)


class _Row(NamedTuple):
    identificatie: str
    omschrijving: str
    onderwerp: str
    vertrouwelijkheid: str
    dagen: int
    stappen: str  # the statussen between Ontvangen and the last one, and the last one; * marks waiting for the citizen
    resultaten: str
    initiator: str = "Aanvrager"
    eigenschappen: tuple[str, ...] = ()
    versies: tuple[date, ...] = (BEGIN,)
    concept: bool = False


_VRAAG = "In behandeling, *Wacht op informatie, Beoordeling, Afgehandeld"
_TABLE = (
    _Row("PARK-BEW", "Aanvraag parkeervergunning bewoner", "Parkeervergunning", "zaakvertrouwelijk", 14,
         "In behandeling, *Wacht op informatie, Afgehandeld", "Verleend, Geweigerd",
         eigenschappen=("kenteken",), versies=(BEGIN, date(2025, 1, 1))),
    _Row("BEZWAAR", "Bezwaarschrift behandelen", "Bezwaar", "vertrouwelijk", 84,
         "In behandeling genomen, *Wacht op gronden van bezwaar, Hoorzitting gepland, Advies uitgebracht, "
         "Besluit genomen", "Gegrond, Ongegrond, Niet ontvankelijk", "Indiener"),
    _Row("MELDING", "Melding openbare ruimte", "Melding", "openbaar", 28,
         "In behandeling, Ingepland, Afgehandeld", "Opgelost, Niet opgelost", "Melder"),
    _Row("VERHUIZING", "Verhuizing doorgeven", "Verhuizing", "zaakvertrouwelijk", 28,
         "In behandeling, *Wacht op toestemming hoofdbewoner, Verwerkt", "Verwerkt, Niet verwerkt", "Aangever"),
    _Row("EVENEMENT", "Aanvraag evenementenvergunning", "Evenement", "beperkt_openbaar", 56, _VRAAG,
         "Verleend, Geweigerd, Buiten behandeling", eigenschappen=("locatie",)),
    _Row("REISDOC", "Aanvraag paspoort of identiteitskaart", "Reisdocument", "zaakvertrouwelijk", 14,
         "In productie, Ligt klaar, Uitgereikt", "Uitgereikt, Niet afgehaald"),
    _Row("BIJSTAND", "Aanvraag bijstandsuitkering", "Uitkering", "confidentieel", 56,
         "In behandeling, *Wacht op bewijsstukken, Gesprek gepland, Besluit genomen", "Toegekend, Afgewezen"),
    _Row("WMO", "Aanvraag hulp of voorziening (Wmo)", "Wmo", "vertrouwelijk", 56,
         "In behandeling, Huisbezoek gepland, *Wacht op medische gegevens, Besluit genomen", "Toegekend, Afgewezen"),
    _Row("KWIJTSCHELD", "Aanvraag kwijtschelding belastingen", "Kwijtschelding", "vertrouwelijk", 84, _VRAAG,
         "Geheel toegekend, Deels toegekend, Afgewezen"),
    _Row("OMGEVING", "Aanvraag omgevingsvergunning", "Bouwen", "openbaar", 56,
         "In behandeling, *Wacht op aanvulling, Ter inzage, Besluit genomen", "Verleend, Geweigerd",
         eigenschappen=("activiteit",)),
    _Row("UITTREKSEL", "Aanvraag uittreksel BRP", "Uittreksel", "zaakvertrouwelijk", 5, "In behandeling, Verzonden",
         "Verzonden, Afgewezen"),
    _Row("GEHANDICAPT", "Aanvraag gehandicaptenparkeerkaart", "Parkeerkaart", "confidentieel", 56,
         "In behandeling, *Wacht op medisch advies, Besluit genomen", "Verleend, Geweigerd"),
    _Row("SCHULDHULP", "Aanmelding schuldhulpverlening", "Schulden", "geheim", 56,
         "In behandeling, *Wacht op bewijsstukken, Plan vastgesteld", "Plan vastgesteld, Afgewezen", "Aanmelder"),
    _Row("RIJBEWIJS", "Aanvraag rijbewijs", "Rijbewijs", "zaakvertrouwelijk", 14,
         "In productie, Ligt klaar, Uitgereikt", "Uitgereikt, Niet afgehaald"),
    _Row("LAADPAAL", "Aanvraag openbare laadpaal", "Laadpaal", "openbaar", 84, "In behandeling, Afgehandeld",
         "Verleend, Geweigerd", concept=True),
)  # fmt: skip

TOLD = frozenset({"RIJBEWIJS"})  # of these there are only those that a persona is known by

INFORMATIEOBJECTTYPEN = (
    Informatieobjecttype("Aanvraagformulier", "zaakvertrouwelijk"),
    Informatieobjecttype("Ontvangstbevestiging", "zaakvertrouwelijk"),
    Informatieobjecttype("Bewijsstuk", "vertrouwelijk"),
    Informatieobjecttype("Verzoek om informatie", "zaakvertrouwelijk"),
    Informatieobjecttype("Besluitbrief", "zaakvertrouwelijk"),
    Informatieobjecttype("Interne notitie", "confidentieel"),
)
BESLUITTYPEN = (
    Besluittype("Besluit op aanvraag", ("BIJSTAND", "WMO", "KWIJTSCHELD", "SCHULDHULP"), 42),
    Besluittype("Vergunning met einddatum", ("PARK-BEW", "GEHANDICAPT"), 42, jaren=2),
    Besluittype("Vergunning", ("EVENEMENT", "OMGEVING"), 42),
    Besluittype("Beslissing op bezwaar", ("BEZWAAR",), 42),
)
_ROLLEN = {"mede_initiator": "Medeaanvrager", "belanghebbende": "Belanghebbende", "behandelaar": "Behandelaar"}


# What the citizen reads; not every status has a text, as recorded.
_TEKSTEN = {
    "Ontvangen": "Wij hebben het ontvangen",
    "In behandeling": "Wij zijn ermee bezig",
    "In behandeling genomen": "Wij zijn ermee bezig",
    "Beoordeling": "Wij beoordelen het",
    "In productie": "Uw document wordt gemaakt",
    "Ligt klaar": "Uw document ligt klaar",
    "Ingepland": "De reparatie is ingepland",
    "Ter inzage": "Uw plan ligt ter inzage",
    "Hoorzitting gepland": "De hoorzitting is gepland",
    "Advies uitgebracht": "Er is een advies over uw bezwaar",
    "Gesprek gepland": "Het gesprek met u is gepland",
    "Huisbezoek gepland": "Het bezoek bij u thuis is gepland",
    "Wacht op informatie": "Wij wachten op informatie van u",
    "Wacht op aanvulling": "Wij wachten op een aanvulling van u",
    "Wacht op gronden van bezwaar": "Wij wachten op uw redenen",
    "Wacht op bewijsstukken": "Wij wachten op bewijsstukken van u",
    "Wacht op toestemming hoofdbewoner": "Wij wachten op de hoofdbewoner",
}


def _statustypen(key: tuple[str, int], stappen: str) -> Iterable[Statustype]:
    names = ["Ontvangen", *(re.split(r",\s*", stappen))]
    for volgnummer, name in enumerate(names, 1):
        fase = Fase.WACHT if name.startswith("*") else Fase.BEHANDELING
        if volgnummer in (1, len(names)):
            fase = Fase.ONTVANGST if volgnummer == 1 else Fase.EINDE
        omschrijving = name.removeprefix("*")
        yield Statustype(key, omschrijving, volgnummer, fase, _TEKSTEN.get(omschrijving, ""))


def _zaaktypen(row: _Row) -> Iterable[Zaaktype]:
    for versie, begin in enumerate(row.versies, 1):
        key = (row.identificatie, versie)
        later = row.versies[versie:]
        rollen = {"initiator": row.initiator, **_ROLLEN}
        yield Zaaktype(
            row.identificatie, row.omschrijving, row.onderwerp, row.vertrouwelijkheid, row.dagen, versie,
            begin, later[0] if later else None, row.concept,
            tuple(_statustypen(key, row.stappen)),
            tuple(Resultaattype(key, naam) for naam in [*re.split(r",\s*", row.resultaten), "Ingetrokken"]),
            {generiek: Roltype(key, naam, generiek) for generiek, naam in rollen.items()},
            tuple(Eigenschap(key, naam) for naam in row.eigenschappen),
        )  # fmt: skip


ZAAKTYPEN = tuple(zaaktype for row in _TABLE for zaaktype in _zaaktypen(row))
