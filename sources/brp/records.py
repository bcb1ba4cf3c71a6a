"""Persons as the BRP API Personen 2.7 spells them; what was not asked, or is empty, is `None`."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

__all__ = [
    "Aanschrijfwijze",
    "Adressering",
    "BrpDatum",
    "Geboorte",
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
    "Waarde",
]


class _Record(Struct, rename="camel", frozen=True, gc=False):
    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"


class Waarde(_Record, frozen=True):
    """A code from a national table with its text; the BRP gives both or none."""

    code: str | None = None
    omschrijving: str | None = None


class BrpDatum(_Record, frozen=True):
    """A date of which `type` says how much is known: Datum, JaarMaandDatum, JaarDatum or DatumOnbekend.

    One flat record, since the BRP sends a date whole and the graph shows one type.
    """

    type: str | None = None
    lang_formaat: str | None = None
    datum: date | None = None
    jaar: int | None = None
    maand: int | None = None
    onbekend: bool | None = None


class Titel(Waarde, frozen=True):
    """A title of nobility or predicate; `soort` is "titel" or "predicaat"."""

    soort: str | None = None


class NaamGerelateerde(_Record, frozen=True):
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


class Geboorte(_Record, frozen=True):
    """Birth: the date may be incomplete, a place abroad has a text and no code."""

    datum: BrpDatum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Overlijden(_Record, frozen=True):
    """Death: as `Geboorte`."""

    datum: BrpDatum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Verblijfadres(_Record, frozen=True):
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


class Verblijfplaats(_Record, frozen=True):
    """Where someone lives; `type` is Adres, Locatie, VerblijfplaatsBuitenland or VerblijfplaatsOnbekend."""

    type: str | None = None
    verblijfadres: Verblijfadres | None = None
    adresseerbaar_object_identificatie: str | None = None
    nummeraanduiding_identificatie: str | None = None
    functie_adres: Waarde | None = None
    datum_van: BrpDatum | None = None
    indicatie_vastgesteld_verblijft_niet_op_adres: bool | None = None


class Aanschrijfwijze(_Record, frozen=True):
    """How to write to someone: the composed name, and the line above it for a title."""

    naam: str | None = None
    aanspreekvorm: str | None = None


class Adressering(_Record, frozen=True):
    """Lines for an envelope and words for a letter, composed by the BRP."""

    adresregel1: str | None = None
    adresregel2: str | None = None
    adresregel3: str | None = None
    land: Waarde | None = None
    aanhef: str | None = None
    aanschrijfwijze: Aanschrijfwijze | None = None
    gebruik_in_lopende_tekst: str | None = None


class OpschortingBijhouding(_Record, frozen=True):
    """Why the registration stopped: reden.code "O" is death, "E" emigration, "R" registered as non-resident."""

    reden: Waarde | None = None
    datum: BrpDatum | None = None


class Verbintenis(_Record, frozen=True):
    """When and where a marriage or partnership began."""

    datum: BrpDatum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None


class Ontbinding(_Record, frozen=True):
    """When a marriage or partnership ended."""

    datum: BrpDatum | None = None


class Relatie(_Record, frozen=True):
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
    datum_ingang_familierechtelijke_betrekking: BrpDatum | None = None


class Persoon(_Record, frozen=True):
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
    partners: list[Partner] = []
    kinderen: list[Kind] = []
    ouders: list[Ouder] = []
