"""Persons as the BRP API Personen 2.7 spells them; what was not asked, or is empty, is `None`."""

from typing import ClassVar

from msgspec import field

from sources.core.haalcentraal import Datum, Waarde
from sources.core.record import Record

__all__ = [
    "Aanschrijfwijze",
    "Adressering",
    "Geboorte",
    "Gezagsdrager",
    "Gezagsrelatie",
    "Kind",
    "Naam",
    "NaamGerelateerde",
    "Ontbinding",
    "OpschortingBijhouding",
    "Ouder",
    "Overlijden",
    "Partner",
    "Persoon",
    "Relatie",
    "Titel",
    "Verbintenis",
    "Verblijfadres",
    "Verblijfplaats",
]


class Titel(Waarde, frozen=True):
    """A title of nobility or predicate; `soort` is "titel" or "predicaat"."""

    soort: str | None = None


class NaamGerelateerde(Record, frozen=True):
    """The name of a partner, child or parent; the BRP composes no full name for them."""

    voornamen: str | None = None
    adellijke_titel_predicaat: Titel | None = None
    voorvoegsel: str | None = None
    geslachtsnaam: str | None = None
    voorletters: str | None = None


class Naam(NaamGerelateerde, frozen=True):
    """The name of a person."""

    volledige_naam: str | None = None
    aanduiding_naamgebruik: Waarde | None = None


class Geboorte(Record, frozen=True):
    """Birth: the date may be incomplete, a place abroad has a text and no code."""

    datum: Datum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Overlijden(Record, frozen=True):
    """Death: as `Geboorte`."""

    datum: Datum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Verblijfadres(Record, frozen=True):
    """The address part of all four kinds of Verblijfplaats in one flat record.

    Adres: street to woonplaats. Locatie: locatiebeschrijving. VerblijfplaatsBuitenland: land and regel1 to regel3.
    """

    officiele_straatnaam: str | None = None
    korte_straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    aanduiding_bij_huisnummer: Waarde | None = None
    postcode: str | None = None
    woonplaats: str | None = None
    locatiebeschrijving: str | None = None
    land: Waarde | None = None
    regel1: str | None = None
    regel2: str | None = None
    regel3: str | None = None


class Verblijfplaats(Record, frozen=True):
    """Where someone lives; `type` is Adres, Locatie, VerblijfplaatsBuitenland or VerblijfplaatsOnbekend."""

    type: str | None = None
    verblijfadres: Verblijfadres | None = None
    adresseerbaar_object_identificatie: str | None = None
    nummeraanduiding_identificatie: str | None = None
    functie_adres: Waarde | None = None
    datum_van: Datum | None = None
    indicatie_vastgesteld_verblijft_niet_op_adres: bool | None = None


class Aanschrijfwijze(Record, frozen=True):
    """How to write to someone: the composed name, and the line above it for a title."""

    naam: str | None = None
    aanspreekvorm: str | None = None


class Adressering(Record, frozen=True):
    """Lines for an envelope and words for a letter, composed by the BRP."""

    adresregel1: str | None = None
    adresregel2: str | None = None
    adresregel3: str | None = None
    land: Waarde | None = None
    aanhef: str | None = None
    aanschrijfwijze: Aanschrijfwijze | None = None
    gebruik_in_lopende_tekst: str | None = None


class OpschortingBijhouding(Record, frozen=True):
    """Why the registration stopped: reden.code "O" is death, "E" emigration, "R" registered as non-resident."""

    reden: Waarde | None = None
    datum: Datum | None = None


class Verbintenis(Record, frozen=True):
    """When and where a marriage or partnership began."""

    datum: Datum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Ontbinding(Record, frozen=True):
    """When a marriage or partnership ended."""

    datum: Datum | None = None


class Relatie(Record, frozen=True):
    """A partner, child or parent as this person's own record tells of them; who has no BSN has none here."""

    soort: ClassVar[str]

    burgerservicenummer: str | None = None
    naam: NaamGerelateerde | None = None
    geboorte: Geboorte | None = None
    geslacht: Waarde | None = None  # of a child the BRP does not tell it here


class Partner(Relatie, frozen=True):
    """The current partners, or else the one of the last dissolved bond."""

    soort: ClassVar[str] = "partner"

    soort_verbintenis: Waarde | None = None
    aangaan_huwelijk_partnerschap: Verbintenis | None = None
    ontbinding_huwelijk_partnerschap: Ontbinding | None = None


class Kind(Relatie, frozen=True):
    """A child."""

    soort: ClassVar[str] = "kind"


class Ouder(Relatie, frozen=True):
    """A parent; `ouder_aanduiding` is "1" or "2". An unknown parent has no name."""

    soort: ClassVar[str] = "ouder"

    ouder_aanduiding: str | None = None
    datum_ingang_familierechtelijke_betrekking: Datum | None = None


class Gezagsdrager(Record, frozen=True):
    """Somebody in a relation of authority, the child included; who has no BSN has none here."""

    burgerservicenummer: str | None = None


class Gezagsrelatie(Record, frozen=True):
    """Who has authority over one minor. Which of the places are filled follows from `type`; in some it is nobody."""

    type: str | None = None
    minderjarige: Gezagsdrager | None = None
    ouder: Gezagsdrager | None = None
    ouders: list[Gezagsdrager] = field(default_factory=list)
    derde: Gezagsdrager | None = None
    derden: list[Gezagsdrager] = field(default_factory=list)


class Persoon(Record, frozen=True):
    """A person. An indication is `True` or absent: the BRP never sends `false`."""

    burgerservicenummer: str
    naam: Naam | None = None
    geboorte: Geboorte | None = None
    geslacht: Waarde | None = None
    leeftijd: int | None = None
    verblijfplaats: Verblijfplaats | None = None
    adressering: Adressering | None = None
    overlijden: Overlijden | None = None
    opschorting_bijhouding: OpschortingBijhouding | None = None
    geheimhouding_persoonsgegevens: bool | None = None
    partners: list[Partner] = field(default_factory=list)
    kinderen: list[Kind] = field(default_factory=list)
    ouders: list[Ouder] = field(default_factory=list)
    gezag: list[Gezagsrelatie] = field(default_factory=list)
