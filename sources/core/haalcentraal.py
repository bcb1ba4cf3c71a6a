"""What the registries of persons share: incomplete dates, codes with their texts, addresses (Haal Centraal)."""

from datetime import date

from sources.core.record import Record

__all__ = ["Datum", "Onderzoek", "Verblijfadres", "Waarde"]


class Waarde(Record, frozen=True):
    """A code from a national table with its text; the registry gives both or none."""

    code: str | None = None
    omschrijving: str | None = None


class Datum(Record, frozen=True):
    """A date of which `type` says how much is known: Datum, JaarMaandDatum, JaarDatum or DatumOnbekend.

    One flat record, since the registry sends a date whole and the graph shows one type.
    """

    type: str | None = None
    lang_formaat: str | None = None
    datum: date | None = None
    jaar: int | None = None
    maand: int | None = None
    onbekend: bool | None = None


class Onderzoek(Record, frozen=True):
    """Which parts of a group the municipality looks into, and since when; a part is `True` or absent.

    One flat record for all groups, since each marks the parts of its own: the names are those of the parts.
    """

    datum_ingang_onderzoek: Datum | None = None
    datum_ingang_onderzoek_persoon: Datum | None = None  # of burgerservicenummer, geslacht and leeftijd
    burgerservicenummer: bool | None = None
    geslacht: bool | None = None
    leeftijd: bool | None = None
    voornamen: bool | None = None
    voorletters: bool | None = None
    adellijke_titel_predicaat: bool | None = None
    voorvoegsel: bool | None = None
    geslachtsnaam: bool | None = None
    volledige_naam: bool | None = None
    aanduiding_naamgebruik: bool | None = None
    datum: bool | None = None
    plaats: bool | None = None
    land: bool | None = None
    type: bool | None = None
    nationaliteit: bool | None = None
    reden_opname: bool | None = None
    datum_van: bool | None = None
    datum_tot: bool | None = None
    gemeente_van_inschrijving: bool | None = None
    functie_adres: bool | None = None
    adresseerbaar_object_identificatie: bool | None = None
    nummeraanduiding_identificatie: bool | None = None
    officiele_straatnaam: bool | None = None
    korte_straatnaam: bool | None = None
    huisnummer: bool | None = None
    huisletter: bool | None = None
    huisnummertoevoeging: bool | None = None
    aanduiding_bij_huisnummer: bool | None = None
    postcode: bool | None = None
    woonplaats: bool | None = None
    locatiebeschrijving: bool | None = None
    regel1: bool | None = None
    regel2: bool | None = None
    regel3: bool | None = None
    datum_vestiging_in_nederland: bool | None = None
    land_vanwaar_ingeschreven: bool | None = None
    vanuit_verblijfplaats_onbekend: bool | None = None
    indicatie_vestiging_vanuit_buitenland: bool | None = None
    aanduiding: bool | None = None
    datum_ingang: bool | None = None
    datum_einde: bool | None = None
    soort_verbintenis: bool | None = None
    datum_ingang_familierechtelijke_betrekking: bool | None = None


class Verblijfadres(Record, frozen=True):
    """The address part of all four kinds of verblijfplaats in one flat record.

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
    in_onderzoek: Onderzoek | None = None
