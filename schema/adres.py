"""Where somebody lives, in each of the four shapes that the registry of persons knows."""

from auth.groups import FieldGroup
from resolvers import adres as derive
from resolvers.adres import AdresSoort
from resolvers.bagadres import bagadres
from schema.bagadres import BAGAdres
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.brp import records as brp

__all__ = ["Adres"]

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


@from_record(
    brp.Verblijfplaats,
    "Waar iemand woont of verblijft. `soort` zegt welke velden gevuld zijn; `regels` past altijd.",
    "Where someone lives or stays. `soort` tells which fields are filled; `regels` always fits.",
    group=FieldGroup.ADRES,
    presence="type",
)
class Adres:
    """One type for the four shapes of the BRP: a client that shows `regels` is right in all of them."""

    soort: AdresSoort | None = derived("Wat voor verblijfplaats het is.", "What kind it is.", derive.soort, "type")
    regels: list[str] = derived(
        "Het adres in regels, zoals op een envelop onder de naam.",
        "The address in lines, as on an envelope below the name.",
        derive.regels,
        *(_IN + name for name in ("officieleStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging")),
        _IN + "aanduidingBijHuisnummer.omschrijving",
        *(_IN + name for name in ("postcode", "woonplaats", "locatiebeschrijving", "regel1", "regel2", "regel3")),
        _IN + "land.omschrijving",
    )
    straat: str | None = plain("De straatnaam.", "The street name.", _IN + "officieleStraatnaam")
    huisnummer: int | None = plain("Het huisnummer.", "The house number.", _IN + "huisnummer")
    huisletter: str | None = plain("De huisletter.", "The letter after the house number.", _IN + "huisletter")
    toevoeging: str | None = plain(
        "De toevoeging bij het huisnummer.", "The addition to the house number.", _IN + "huisnummertoevoeging"
    )
    aanduiding: str | None = plain(
        "Of het bij of tegenover het huisnummer is.",
        "Whether it is near or opposite the house number.",
        _IN + "aanduidingBijHuisnummer.omschrijving",
    )
    postcode: str | None = plain("De postcode.", "The postal code.", _IN + "postcode")
    woonplaats: str | None = plain("De woonplaats.", "The town.", _IN + "woonplaats")
    locatie: str | None = plain(
        "De omschrijving van een plek zonder adres.",
        "The description of a place without an address.",
        _IN + "locatiebeschrijving",
    )
    land: str | None = plain(
        "Het land, bij een adres buiten Nederland.",
        "The country, of an address outside the Netherlands.",
        _IN + "land.omschrijving",
    )
    functie: str | None = plain(
        "Woonadres of briefadres.", "Residential or postal address.", "functieAdres.omschrijving"
    )
    sinds: OnvolledigeDatum | None = plain(
        "Vanaf wanneer iemand hier woont.", "Since when someone lives here.", "datumVan", whole=True
    )
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
