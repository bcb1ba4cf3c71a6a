"""How an employee says whom they look for; each way is one that a registry knows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from strawberry import ID, UNSET

from resolvers.errors import InvalidInput
from sources.brp.zoekvraag import Unsuitable, Zoekvraag

__all__ = [
    "ADDRESSES",
    "GeslachtsnaamEnGeboortedatum",
    "NaamEnGemeente",
    "OrganisatieZoekvraag",
    "PersoonZoekvraag",
    "PostcodeEnHuisnummer",
    "StraatEnHuisnummer",
    "Wie",
    "brp_vraag",
    "chosen",
]

_DEN_HAAG = "0518"  # tabel 33, Gemeenten


@dataclass(kw_only=True, repr=False)
class GeslachtsnaamEnGeboortedatum:
    """A surname and a whole date of birth."""

    geslachtsnaam: str
    geboortedatum: date
    voornamen: str | None = None
    voorvoegsel: str | None = None
    geslacht: str | None = None


@dataclass(kw_only=True, repr=False)
class NaamEnGemeente:
    """A surname and given names, of who is or was registered in a municipality."""

    geslachtsnaam: str
    voornamen: str
    voorvoegsel: str | None = None
    geslacht: str | None = None
    gemeente: str = _DEN_HAAG


@dataclass(kw_only=True, repr=False)
class PostcodeEnHuisnummer:
    """Who lives at a postal code and house number."""

    postcode: str
    huisnummer: int
    huisletter: str | None = None
    toevoeging: str | None = None
    geslachtsnaam: str | None = None
    geboortedatum: date | None = None


@dataclass(kw_only=True, repr=False)
class StraatEnHuisnummer:
    """Who lives in a street, at a house number."""

    straat: str
    huisnummer: int
    huisletter: str | None = None
    toevoeging: str | None = None
    gemeente: str = _DEN_HAAG


@dataclass(kw_only=True, repr=False)
class PersoonZoekvraag:
    """Exactly one of these ways."""

    burgerservicenummer: str | None = UNSET
    geslachtsnaam_en_geboortedatum: GeslachtsnaamEnGeboortedatum | None = UNSET
    naam_en_gemeente: NaamEnGemeente | None = UNSET
    postcode_en_huisnummer: PostcodeEnHuisnummer | None = UNSET
    straat_en_huisnummer: StraatEnHuisnummer | None = UNSET
    bag_nummeraanduiding: str | None = UNSET
    bag_id: str | None = UNSET
    aanvraagnummer: str | None = UNSET


@dataclass(kw_only=True, repr=False)
class OrganisatieZoekvraag:
    """Exactly one of these ways."""

    kvk_nummer: str | None = UNSET
    rsin: str | None = UNSET
    vestigingsnummer: str | None = UNSET
    naam: str | None = UNSET


@dataclass(kw_only=True, repr=False)
class Wie:
    """Exactly one of these: whose dossier is opened."""

    burgerservicenummer: str | None = UNSET
    zoekresultaat: ID | None = UNSET
    aanvraagnummer: str | None = UNSET
    kvk_nummer: str | None = UNSET


# What the BRP calls a way, and its parameters where they have another name.
_TYPES = {
    "geslachtsnaam_en_geboortedatum": "ZoekMetGeslachtsnaamEnGeboortedatum",
    "naam_en_gemeente": "ZoekMetNaamEnGemeenteVanInschrijving",
    "postcode_en_huisnummer": "ZoekMetPostcodeEnHuisnummer",
    "straat_en_huisnummer": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
    "bag_nummeraanduiding": "ZoekMetNummeraanduidingIdentificatie",
    "bag_id": "ZoekMetAdresseerbaarObjectIdentificatie",
}
ADDRESSES = frozenset({"postcode_en_huisnummer", "straat_en_huisnummer", "bag_nummeraanduiding", "bag_id"})
_NAMES = {
    "gemeente": "gemeenteVanInschrijving",
    "toevoeging": "huisnummertoevoeging",
    "bag_nummeraanduiding": "nummeraanduidingIdentificatie",
    "bag_id": "adresseerbaarObjectIdentificatie",
}
_RULES: Mapping[str, tuple[str, str]] = {
    "geslachtsnaam": (
        "`geslachtsnaam`: letters, zonder voorvoegsel; een * aan het eind na ten minste drie letters.",
        "`geslachtsnaam`: letters, without prefix; a * at the end after three letters or more.",
    ),
    "voornamen": (
        "`voornamen`: letters; een * aan het eind, zonder geboortedatum na ten minste drie letters.",
        "`voornamen`: letters; a * at the end, without a date of birth after three letters or more.",
    ),
    "voorvoegsel": ("`voorvoegsel`: hoogstens tien letters.", "`voorvoegsel`: ten letters at most."),
    "geslacht": ("`geslacht`: M, V of O.", "`geslacht`: M, V or O."),
    "geboortedatum": ("`geboortedatum`: een hele datum.", "`geboortedatum`: a whole date."),
    "gemeenteVanInschrijving": ("`gemeente`: de code van vier cijfers.", "`gemeente`: the code of four digits."),
    "postcode": ("`postcode`: vier cijfers en twee letters.", "`postcode`: four digits and two letters."),
    "huisnummer": ("`huisnummer`: 1 tot en met 99999.", "`huisnummer`: 1 to 99999."),
    "huisletter": ("`huisletter`: één letter.", "`huisletter`: one letter."),
    "huisnummertoevoeging": (
        "`toevoeging`: hoogstens vier letters of cijfers.",
        "`toevoeging`: four letters or digits at most.",
    ),
    "straat": (
        "`straat`: letters en cijfers; een * aan het begin of het eind bij ten minste zeven letters.",
        "`straat`: letters and digits; a * at the beginning or the end with seven letters or more.",
    ),
    "nummeraanduidingIdentificatie": ("`bagNummeraanduiding`: zestien cijfers.", "`bagNummeraanduiding`: 16 digits."),
    "adresseerbaarObjectIdentificatie": ("`bagId`: zestien cijfers.", "`bagId`: 16 digits."),
}


def chosen(wish: PersoonZoekvraag | OrganisatieZoekvraag | Wie) -> tuple[str, Any]:
    """The one way that was filled in, by name and value."""
    ((name, value),) = ((each.name, value) for each in fields(wish) if (value := getattr(wish, each.name)) is not UNSET)
    return name, value


def brp_vraag(way: str, value: Any, *, deceased: bool) -> Zoekvraag:
    """The question that the BRP is asked, with the deceased or without. Raises `InvalidInput`."""
    given = {way: value} if isinstance(value, str) else {each.name: getattr(value, each.name) for each in fields(value)}
    try:
        return Zoekvraag.of(
            _TYPES[way], {_NAMES.get(name, name): each for name, each in given.items()}, deceased=deceased
        )
    except Unsuitable as fault:
        raise InvalidInput(*_RULES[fault.parameter]) from None
