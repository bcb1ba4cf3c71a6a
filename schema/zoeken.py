"""How an employee looks for somebody, and what a search shows of whom it finds."""

import strawberry

from auth.cautions import Caution
from auth.groups import FieldGroup
from resolvers import zoeken as derive
from resolvers.zoekvraag import (
    GeslachtsnaamEnGeboortedatum,
    NaamEnGemeente,
    PersoonZoekvraag,
    PostcodeEnHuisnummer,
    StraatEnHuisnummer,
)
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum, make_input
from schema.engine.words import words
from sources.brp import records as brp

__all__ = ["AANVRAAGNUMMER", "BURGERSERVICENUMMER", "Zoekresultaat"]

BURGERSERVICENUMMER = words("Het burgerservicenummer.", "The citizen service number.")
AANVRAAGNUMMER = words(
    "Het nummer van een aanvraag: het gaat om wie die deed.", "The number of a request: it is about who made it."
)
_GESLACHTSNAAM = words(
    "De achternaam zonder voorvoegsel; een * aan het eind na ten minste drie letters.",
    "The surname without prefix; a * at the end after three letters or more.",
)
_VOORVOEGSEL = words("Het voorvoegsel, zoals “van der”.", "The prefix, such as “van der”.")
_GESLACHT = words("M, V of O (onbekend).", "M, V or O (unknown).")
_GEBOORTEDATUM = words("De hele geboortedatum.", "The whole date of birth.")
_GEMEENTE = words(
    "De code van de gemeente van inschrijving; anders Den Haag.",
    "The code of the municipality of registration; The Hague otherwise.",
)
_HUISNUMMER = words("Het huisnummer.", "The house number.")
_HUISLETTER = words("De huisletter.", "The letter after the house number.")
_TOEVOEGING = words("De toevoeging bij het huisnummer.", "The addition to the house number.")

make_enum(
    Caution,
    "Waarschuwing",
    words("Wat een medewerker van iemand moet weten.", "What an employee must know of somebody."),
    {caution: words(caution.dutch + ".", caution.english + ".") for caution in Caution},
)

make_input(
    GeslachtsnaamEnGeboortedatum,
    "ZoekMetGeslachtsnaamEnGeboortedatum",
    words("Zoek op achternaam en geboortedatum.", "Search by surname and date of birth."),
    {
        "geslachtsnaam": _GESLACHTSNAAM,
        "geboortedatum": _GEBOORTEDATUM,
        "voornamen": words("De voornamen; een * aan het eind mag.", "The given names; a * at the end may be."),
        "voorvoegsel": _VOORVOEGSEL,
        "geslacht": _GESLACHT,
    },
)
make_input(
    NaamEnGemeente,
    "ZoekMetNaamEnGemeente",
    words("Zoek op naam en gemeente.", "Search by name and municipality."),
    {
        "geslachtsnaam": _GESLACHTSNAAM,
        "voornamen": words(
            "De voornamen; een * aan het eind na ten minste drie letters.",
            "The given names; a * at the end after three letters or more.",
        ),
        "voorvoegsel": _VOORVOEGSEL,
        "geslacht": _GESLACHT,
        "gemeente": _GEMEENTE,
    },
)
make_input(
    PostcodeEnHuisnummer,
    "ZoekMetPostcodeEnHuisnummer",
    words("Zoek op postcode en huisnummer.", "Search by postal code and house number."),
    {
        "postcode": words("De postcode.", "The postal code."),
        "huisnummer": _HUISNUMMER,
        "huisletter": _HUISLETTER,
        "toevoeging": _TOEVOEGING,
        "geslachtsnaam": _GESLACHTSNAAM,
        "geboortedatum": _GEBOORTEDATUM,
    },
)
make_input(
    StraatEnHuisnummer,
    "ZoekMetStraatEnHuisnummer",
    words("Zoek op straat, huisnummer en gemeente.", "Search by street, house number and municipality."),
    {
        "straat": words(
            "De straat; een * aan het begin of het eind bij ten minste zeven letters.",
            "The street; a * at the beginning or the end with seven letters or more.",
        ),
        "huisnummer": _HUISNUMMER,
        "huisletter": _HUISLETTER,
        "toevoeging": _TOEVOEGING,
        "gemeente": _GEMEENTE,
    },
)
make_input(
    PersoonZoekvraag,
    "PersoonZoekvraag",
    words("Hoe een medewerker iemand zoekt: precies één manier.", "How an employee looks for somebody: one way."),
    {
        "burgerservicenummer": BURGERSERVICENUMMER,
        "geslachtsnaam_en_geboortedatum": words("Achternaam en geboortedatum.", "Surname and date of birth."),
        "naam_en_gemeente": words("Naam en gemeente.", "Name and municipality."),
        "postcode_en_huisnummer": words("Postcode en huisnummer.", "Postal code and house number."),
        "straat_en_huisnummer": words("Straat, huisnummer en gemeente.", "Street, house number and municipality."),
        "bag_nummeraanduiding": words("De sleutel van een adres in de BAG.", "The key of an address in the BAG."),
        "bag_id": words("De sleutel van een verblijfsobject in de BAG.", "The key of a dwelling in the BAG."),
        "aanvraagnummer": AANVRAAGNUMMER,
    },
    one_of=True,
)


@from_record(
    brp.Persoon,
    "Iemand die is gevonden: net genoeg om de juiste te kiezen. Wie voor u is afgeschermd heeft alleen een sleutel.",
    "Somebody who was found: just enough to pick the right one. Who is shielded from you has a key only.",
    subject="burgerservicenummer",
    facts={"geheimhouding": "geheimhoudingPersoonsgegevens"},
)
class Zoekresultaat:
    """No `Person`: nothing leads on from here but the key."""

    sleutel: strawberry.ID | None = edge(
        "Hiermee opent u het dossier; tien minuten, en alleen u.",
        "With this you open the dossier; for ten minutes, and only you.",
        derive.sleutel,
        "burgerservicenummer",
        group=FieldGroup.SESSIE,
        cost=0,
    )
    naam: str | None = plain("De volledige naam.", "The full name.", "naam.volledigeNaam", group=FieldGroup.IDENTITEIT)
    geboortedatum: OnvolledigeDatum | None = plain(
        "De geboortedatum.", "The date of birth.", "geboorte.datum", group=FieldGroup.IDENTITEIT, whole=True
    )
    adresregels: list[str] | None = derived(
        "Het adres in twee regels; niets als het geheim is.",
        "The address in two lines; nothing if it is secret.",
        derive.adresregels,
        "adressering.adresregel1",
        "adressering.adresregel2",
        "geheimhoudingPersoonsgegevens",
        group=FieldGroup.ADRES,
    )
    waarschuwingen: list[Caution] | None = edge(
        "Wat u moet weten voordat u het dossier opent.",
        "What you must know before you open the dossier.",
        derive.waarschuwingen,
        "burgerservicenummer",
        "geheimhoudingPersoonsgegevens",
        "opschortingBijhouding",
        group=FieldGroup.IDENTITEIT,
        cost=0,
        size=3,
    )
