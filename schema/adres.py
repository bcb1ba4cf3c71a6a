"""Where somebody lives, in each of the four shapes that the registry of persons knows."""

from typing import Any

from auth.groups import FieldGroup
from resolvers import adres as derive
from resolvers.adres import AdresSoort
from resolvers.bagadres import bagadres
from resolvers.person import geldt
from schema.bagadres import BAGAdres
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.onderzoek import Onderzoek, in_onderzoek
from sources.brp import records as brp

__all__ = [
    "AANDUIDING",
    "BRIEFADRES",
    "FUNCTIE",
    "HUISLETTER",
    "HUISNUMMER",
    "LAND",
    "LOCATIE",
    "POSTCODE",
    "REGELS",
    "SOORT",
    "STRAAT",
    "TOEVOEGING",
    "WOONPLAATS",
    "Adres",
]

make_enum(
    AdresSoort,
    "AdresSoort",
    words("Wat voor verblijfplaats het is.", "What kind of residence it is."),
    {
        AdresSoort.ADRES: words("Een adres in Nederland.", "An address in the Netherlands."),
        AdresSoort.LOCATIE: words(
            "Een plek in Nederland zonder adres, zoals een ligplaats.",
            "A place in the Netherlands without an address, such as a mooring.",
        ),
        AdresSoort.BUITENLAND: words("Een adres buiten Nederland.", "An address outside the Netherlands."),
        AdresSoort.ONBEKEND: words("Het is niet bekend waar iemand woont.", "It is not known where somebody lives."),
    },
)

_IN = "verblijfadres."
_PARTS = ("officieleStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging")
_LINES = ("postcode", "woonplaats", "locatiebeschrijving", "regel1", "regel2", "regel3")
# Said once for the present address and for those before it: words and path, for `plain` and `derived`.
SOORT: Any = ("Wat voor verblijfplaats het is.", "What kind of residence it is.", derive.soort, "type")
REGELS: Any = (
    "Het adres in regels, zoals op een envelop onder de naam.",
    "The address in lines, as on an envelope below the name.",
    derive.regels,
    *(_IN + name for name in _PARTS),
    _IN + "aanduidingBijHuisnummer.omschrijving",
    *(_IN + name for name in _LINES),
    _IN + "land.omschrijving",
)
STRAAT = ("De straatnaam.", "The street name.", _IN + "officieleStraatnaam")
HUISNUMMER = ("Het huisnummer.", "The house number.", _IN + "huisnummer")
HUISLETTER = ("De huisletter.", "The letter after the house number.", _IN + "huisletter")
TOEVOEGING = ("De toevoeging bij het huisnummer.", "The addition to the house number.", _IN + "huisnummertoevoeging")
AANDUIDING = (
    "Of het bij of tegenover het huisnummer is.",
    "Whether it is near or opposite the house number.",
    _IN + "aanduidingBijHuisnummer.omschrijving",
)
POSTCODE = ("De postcode.", "The postal code.", _IN + "postcode")
WOONPLAATS = ("De woonplaats.", "The town.", _IN + "woonplaats")
LOCATIE = (
    "De omschrijving van een plek zonder adres.",
    "The description of a place without an address.",
    _IN + "locatiebeschrijving",
)
LAND = (
    "Het land, bij een adres buiten Nederland.",
    "The country, of an address outside the Netherlands.",
    _IN + "land.omschrijving",
)
FUNCTIE = ("Woonadres of briefadres.", "Residential or postal address, in Dutch.", "functieAdres.omschrijving")
BRIEFADRES: Any = (
    "Of het een briefadres is: dan komt de post er aan en woont iemand er niet.",
    "Whether it is a postal address: mail arrives there, and nobody lives there.",
    derive.is_briefadres,
    "functieAdres.code",
)


@from_record(
    brp.Verblijfplaats,
    "Waar iemand woont of verblijft. `soort` zegt welke velden gevuld zijn; `regels` past altijd.",
    "Where someone lives or stays. `soort` tells which fields are filled; `regels` always fits.",
    group=FieldGroup.ADRES,
    presence="type",
)
class Adres:
    """One type for the four shapes of the BRP: a client that shows `regels` is right in all of them."""

    soort: AdresSoort | None = derived(*SOORT)
    regels: list[str] = derived(*REGELS)
    straat: str | None = plain(*STRAAT)
    huisnummer: int | None = plain(*HUISNUMMER)
    huisletter: str | None = plain(*HUISLETTER)
    toevoeging: str | None = plain(*TOEVOEGING)
    aanduiding: str | None = plain(*AANDUIDING)
    postcode: str | None = plain(*POSTCODE)
    woonplaats: str | None = plain(*WOONPLAATS)
    locatie: str | None = plain(*LOCATIE)
    land: str | None = plain(*LAND)
    functie: str | None = plain(*FUNCTIE)
    briefadres: bool = derived(*BRIEFADRES)
    sinds: OnvolledigeDatum | None = plain(
        "Vanaf wanneer iemand hier woont.", "Since when someone lives here.", "datumVan", whole=True
    )
    niet_op_adres: bool = derived(
        "Of is vastgesteld dat iemand hier niet meer woont.",
        "Whether it is established that someone does not live here any more.",
        geldt,
        "indicatieVastgesteldVerblijftNietOpAdres",
    )
    in_onderzoek: Onderzoek | None = in_onderzoek("brp", "inOnderzoek", _IN + "inOnderzoek")
    bag_id: str | None = plain(
        "De sleutel van het verblijfsobject in de BAG.",
        "The key of the dwelling in the register of addresses and buildings.",
        "adresseerbaarObjectIdentificatie",
    )
    bag_nummeraanduiding: str | None = plain(
        "De sleutel van het adres in de BAG.",
        "The key of the address in the register of addresses and buildings.",
        "nummeraanduidingIdentificatie",
    )
    bag: BAGAdres | None = edge(
        "De woning en het gebouw volgens de BAG.",
        "The home and its building, by the register of addresses and buildings.",
        bagadres,
        "nummeraanduidingIdentificatie",
    )
