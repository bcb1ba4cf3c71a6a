"""Persons as the BRP API Personen 2.7 spells them; what was not asked, or is empty, is `None`."""

from typing import ClassVar

from msgspec import field

from sources.core.haalcentraal import Datum, Onderzoek, Verblijfadres, Waarde
from sources.core.record import Record

__all__ = [
    "Aanschrijfwijze",
    "Adressering",
    "EuropeesKiesrecht",
    "Geboorte",
    "Gezagsdrager",
    "Gezagsrelatie",
    "Immigratie",
    "Kind",
    "Naam",
    "NaamGerelateerde",
    "NaamGezag",
    "Nationaliteit",
    "Ontbinding",
    "OpschortingBijhouding",
    "Ouder",
    "Overlijden",
    "Partner",
    "Persoon",
    "Relatie",
    "Titel",
    "UitsluitingKiesrecht",
    "Verbintenis",
    "Verblijfplaats",
    "Verblijfstitel",
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
    in_onderzoek: Onderzoek | None = None


class Naam(NaamGerelateerde, frozen=True):
    """The name of a person."""

    volledige_naam: str | None = None
    aanduiding_naamgebruik: Waarde | None = None


class Geboorte(Record, frozen=True):
    """Birth: the date may be incomplete, a place abroad has a text and no code."""

    datum: Datum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None
    in_onderzoek: Onderzoek | None = None


class Overlijden(Record, frozen=True):
    """Death: as `Geboorte`."""

    datum: Datum | None = None
    land: Waarde | None = None
    plaats: Waarde | None = None
    in_onderzoek: Onderzoek | None = None


class Verblijfplaats(Record, frozen=True):
    """Where someone lives; `type` is Adres, Locatie, VerblijfplaatsBuitenland or VerblijfplaatsOnbekend."""

    type: str | None = None
    verblijfadres: Verblijfadres | None = None
    adresseerbaar_object_identificatie: str | None = None
    nummeraanduiding_identificatie: str | None = None
    functie_adres: Waarde | None = None
    datum_van: Datum | None = None
    indicatie_vastgesteld_verblijft_niet_op_adres: bool | None = None
    in_onderzoek: Onderzoek | None = None


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
    in_onderzoek: Onderzoek | None = None


class Ontbinding(Record, frozen=True):
    """When a marriage or partnership ended; why, and where, the BRP does not tell here."""

    datum: Datum | None = None
    in_onderzoek: Onderzoek | None = None


class Relatie(Record, frozen=True):
    """A partner, child or parent as this person's own record tells of them; who has no BSN has none here.

    One flat record, since the graph shows one type: what is of a partner or of a parent only says so.
    """

    soort: ClassVar[str]

    burgerservicenummer: str | None = None
    naam: NaamGerelateerde | None = None
    geboorte: Geboorte | None = None
    geslacht: Waarde | None = None  # of a child the BRP does not tell it here
    soort_verbintenis: Waarde | None = None  # of a partner
    aangaan_huwelijk_partnerschap: Verbintenis | None = None  # of a partner
    ontbinding_huwelijk_partnerschap: Ontbinding | None = None  # of a former partner
    ouder_aanduiding: str | None = None  # of a parent: "1" or "2"
    datum_ingang_familierechtelijke_betrekking: Datum | None = None  # of a parent
    in_onderzoek: Onderzoek | None = None


class Partner(Relatie, frozen=True):
    """The current partners, or else the one of the last dissolved bond."""

    soort: ClassVar[str] = "partner"


class Kind(Relatie, frozen=True):
    """A child."""

    soort: ClassVar[str] = "kind"


class Ouder(Relatie, frozen=True):
    """A parent. An unknown parent has no name."""

    soort: ClassVar[str] = "ouder"


class Nationaliteit(Record, frozen=True):
    """A nationality, or that there is none: `type` is Nationaliteit, BehandeldAlsNederlander, Staatloos, ….

    Of another type than Nationaliteit there is no `nationaliteit`.
    """

    type: str | None = None
    nationaliteit: Waarde | None = None
    reden_opname: Waarde | None = None
    datum_ingang_geldigheid: Datum | None = None
    in_onderzoek: Onderzoek | None = None


class Immigratie(Record, frozen=True):
    """How somebody came to the Netherlands."""

    datum_vestiging_in_nederland: Datum | None = None
    land_vanwaar_ingeschreven: Waarde | None = None
    vanuit_verblijfplaats_onbekend: bool | None = None
    indicatie_vestiging_vanuit_buitenland: bool | None = None
    in_onderzoek: Onderzoek | None = None


class Verblijfstitel(Record, frozen=True):
    """On what ground somebody without the Dutch nationality may stay."""

    aanduiding: Waarde | None = None
    datum_ingang: Datum | None = None
    datum_einde: Datum | None = None
    in_onderzoek: Onderzoek | None = None


class EuropeesKiesrecht(Record, frozen=True):
    """Whether a citizen of the European Union is called to vote for its parliament here."""

    aanduiding: Waarde | None = None
    einddatum_uitsluiting: Datum | None = None


class UitsluitingKiesrecht(Record, frozen=True):
    """That somebody may not vote."""

    uitgesloten_van_kiesrecht: bool | None = None
    einddatum: Datum | None = None


class NaamGezag(Record, frozen=True):
    """The name of somebody in a relation of authority, composed by the BRP."""

    volledige_naam: str | None = None


class Gezagsdrager(Record, frozen=True):
    """Somebody in a relation of authority; who has no BSN has none here. An unknown third party has no name either."""

    burgerservicenummer: str | None = None
    naam: NaamGezag | None = None
    leeftijd: int | None = None  # of the child


class Gezagsrelatie(Record, frozen=True):
    """Who has authority over one minor. Which of the places are filled follows from `type`; in some it is nobody."""

    type: str | None = None
    minderjarige: Gezagsdrager | None = None
    ouder: Gezagsdrager | None = None
    ouders: list[Gezagsdrager] = field(default_factory=list)
    derde: Gezagsdrager | None = None
    derden: list[Gezagsdrager] = field(default_factory=list)
    toelichting: str | None = None
    in_onderzoek: bool | None = None  # here it marks the relation as such


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
    nationaliteiten: list[Nationaliteit] = field(default_factory=list)
    immigratie: Immigratie | None = None
    verblijfstitel: Verblijfstitel | None = None
    europees_kiesrecht: EuropeesKiesrecht | None = None
    uitsluiting_kiesrecht: UitsluitingKiesrecht | None = None
    indicatie_curatele_register: bool | None = None
    gemeente_van_inschrijving: Waarde | None = None
    datum_inschrijving_in_gemeente: Datum | None = None
    datum_eerste_inschrijving_gba: Datum | None = field(default=None, name="datumEersteInschrijvingGBA")
    in_onderzoek: Onderzoek | None = None
