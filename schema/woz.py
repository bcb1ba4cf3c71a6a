"""What a home is worth to the WOZ, year by year."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import belastingaanslag as aanslagen
from resolvers import eigendom
from resolvers import woz as derive
from resolvers.woz import Bezwaar
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.belastingen import records as belastingen
from sources.woz import records as woz
from sources.woz.records import Belang

__all__ = ["WOZObject", "WOZObjectConnectie"]

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
    beschikkingsstatussen: list[str] = plain(
        "Hoe het met de beschikking ging, in de woorden van de WOZ.",
        "How the decision went, in the words of the WOZ.",
        "beschikkingsStatussen",
    )
    bezwaar: Bezwaar | None = derived(
        "Hoe het staat met een bezwaar of beroep; niets als dat er niet is.",
        "How an objection or appeal stands; nothing if there is none.",
        derive.bezwaar,
        "beschikkingsStatussen",
        "indicatieBezwaarBeroep",
    )


@from_record(
    woz.Waarden,
    "Een bladzijde met vastgestelde waarden, de nieuwste peildatum eerst.",
    "A page of values as they were decided, newest date first.",
    container=True,
)
class WOZWaardeConnectie:
    """A page."""

    knopen: list[WOZWaarde] = plain("De waarden.", "The values.", "waarden")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()


@from_record(
    belastingen.Belastingaanslag,
    "De aanslag waarin de laatste waarde is bekendgemaakt.",
    "The assessment in which the latest value was told.",
    group=FieldGroup.FINANCIEEL,
)
class WOZBeschikking:
    """Of the values the WOZ itself tells no dates of a decision; the assessment does."""

    aanslag_id: strawberry.ID = derived(
        "De sleutel van de aanslag.", "The key of the assessment.", aanslagen.id_van, "uuid"
    )
    aanslagnummer: str | None = plain("Het aanslagnummer.", "The number of the assessment.")
    dagtekening: date | None = plain("De datum van de beschikking.", "The date of the decision.")
    bezwaar_mogelijk_tot: date | None = plain("Tot wanneer u bezwaar kunt maken.", "Until when you can object.")
    bezwaar_mogelijk: bool | None = edge(
        "Of dat vandaag nog kan.",
        "Whether you can today.",
        eigendom.bezwaar_mogelijk,
        "bezwaarMogelijkTot",
        cost=0,
        source="belastingen",
    )


@from_record(
    derive.Taxatieverslag,
    "Waar u vindt hoe een waarde tot stand kwam.",
    "Where you find how a value was come by.",
    group=FieldGroup.FINANCIEEL,
)
class Taxatieverslag:
    """A page elsewhere, by the settings of the registry."""

    adres: str = plain("Het adres van de pagina.", "The address of the page.")


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
    waarden: WOZWaardeConnectie | None = edge(
        "De waarde per peildatum volgens de laatste beslissing, de nieuwste eerst.",
        "The value per date by the latest decision, newest first.",
        derive.waarden_per_bladzijde,
        "waarden",
        picks=_DECIDE,
        cost=0,
        sized_by="eerste",
        arguments=bladzijde.argumenten("waarden", "values"),
        source="woz",
    )
    beschikking: WOZBeschikking | None = edge(
        "De aanslag waarin de laatste waarde is bekendgemaakt, met de bezwaartermijn.",
        "The assessment in which the latest value was told, with the period for objections.",
        eigendom.beschikking,
        "identificatie",
    )
    taxatieverslag: Taxatieverslag | None = edge(
        "Waar u vindt hoe de waarde tot stand kwam; niets als de gemeente daar geen pagina voor heeft.",
        "Where you find how the value was come by; nothing where the municipality has no page for that.",
        derive.taxatieverslag,
        "identificatie",
        cost=0,
        source="woz",
    )
    gemeente: str | None = plain(
        "Welke gemeente de waarde vaststelt.",
        "Which municipality decides on the value.",
        "verantwoordelijkeGemeente.omschrijving",
    )
    kadastrale_aanduidingen: list[str] = derived(
        "Hoe het Kadaster het noemt.",
        "What the Kadaster calls it.",
        derive.kadastrale_aanduidingen,
        "kadastraalOnroerendeZaken.aanduidingMetGemeentenaam",
    )


@from_record(
    woz.Objecten,
    "Een bladzijde met WOZ-objecten.",
    "A page of properties.",
    container=True,
)
class WOZObjectConnectie:
    """A page; one from which objects were left out is shorter."""

    knopen: list[WOZObject | None] = plain("De objecten.", "The properties.", "objecten")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
