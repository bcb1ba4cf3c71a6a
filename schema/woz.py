"""What a home is worth to the WOZ, year by year."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import woz as derive
from resolvers.woz import Bezwaar
from schema.engine.declare import derived, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.woz import records as woz
from sources.woz.records import Belang

__all__ = ["WOZObject"]

make_enum(
    Belang,
    "WOZBelang",
    words("Wat iemand van een WOZ-object is.", "What somebody is to a property."),
    {
        Belang.EIGENAAR: words("Eigenaar.", "Owner."),
        Belang.GEBRUIKER: words("Gebruiker, zoals een huurder.", "User, such as a tenant."),
    },
)
make_enum(
    Bezwaar,
    "WOZBezwaar",
    words("Hoe het staat met een bezwaar of beroep tegen een waarde.", "How an objection against a value stands."),
    {
        Bezwaar.LOOPT: words("Er is nog niet over beslist.", "It is not decided yet."),
        Bezwaar.GEHANDHAAFD: words("De waarde is gebleven zoals die was.", "The value stayed as it was."),
        Bezwaar.VERANDERD: words("De waarde is veranderd.", "The value was changed."),
    },
)


@from_record(woz.Waarde, "Een vastgestelde waarde.", "A value as it was decided.", group=FieldGroup.FINANCIEEL)
class WOZWaarde:
    """The latest decision of one date."""

    peildatum: date | None = plain("De dag waarvoor de waarde geldt.", "The day of the value.", "waardepeildatum")
    belastingjaar: int | None = derived(
        "Het jaar waarvan de belastingen op deze waarde berusten.",
        "The year whose taxes rest on this value.",
        derive.belastingjaar,
        "waardepeildatum",
    )
    waarde: int | None = plain("De waarde in hele euro's.", "The value in whole euros.", "vastgesteldeWaarde")
    ingangsdatum: date | None = plain("Vanaf wanneer de waarde geldt.", "Since when the value holds.")
    bezwaar: Bezwaar | None = derived(
        "Hoe het staat met een bezwaar of beroep; niets als dat er niet is.",
        "How an objection or appeal stands; nothing if there is none.",
        derive.bezwaar,
        "beschikkingsStatussen",
        "indicatieBezwaarBeroep",
    )


_IN = "aanduiding."
_DECIDE = ("waardepeildatum", "ingangsdatum", "beschikkingsStatussen")  # which decision of a date is the latest


@from_record(
    woz.WozObject,
    "Een woning of ander onroerend goed met zijn WOZ-waarden, van wie er een beschikking over kreeg.",
    "A home or other property with its values, for who was told of them.",
    group=FieldGroup.FINANCIEEL,
)
class WOZObject:
    """Shown to the owner or user only whom the registry names."""

    id: strawberry.ID = derived(
        "De sleutel van het object.", "The key of the property.", derive.id_van, "identificatie"
    )
    nummer: str = plain("Het WOZ-objectnummer.", "The number of the property.", "identificatie")
    belang: Belang | None = plain("Eigenaar of gebruiker.", "Owner or user.")
    adresregels: list[str] = derived(
        "Waar het is, in regels.",
        "Where it is, in lines.",
        derive.adresregels,
        *(
            _IN + name
            for name in (
                *("straat", "huisnummer", "huisletter", "huisnummertoevoeging"),
                *("postcode", "woonplaats", "locatieomschrijving"),
            )
        ),
    )
    grondoppervlakte: int | None = plain("De grond in vierkante meters.", "The ground in square metres.")
    waarde: WOZWaarde | None = derived(
        "De waarde van de laatste peildatum.", "The value of the latest date.", derive.waarde, "waarden", picks=_DECIDE
    )
    waarden: list[WOZWaarde] = derived(
        "De waarde per peildatum volgens de laatste beslissing, de nieuwste eerst.",
        "The value per date by the latest decision, newest first.",
        derive.waarden,
        "waarden",
        picks=_DECIDE,
    )
