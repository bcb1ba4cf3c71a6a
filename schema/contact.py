"""How somebody can be reached, and when they were in touch with the municipality."""

from datetime import date, datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import contact as derive
from schema import bladzijde
from schema.engine.declare import derived, from_record, plain
from sources.klantinteracties import records as klantinteracties

__all__ = ["Contactgegevens", "ContactmomentConnectie"]

_SOORT = ("soortDigitaalAdres",)
_ADRESSEN = "_expand.digitaleAdressen"
_ABOUT = "_expand.gingOverOnderwerpobjecten.onderwerpobjectidentificator"


@from_record(
    klantinteracties.DigitaalAdres,
    "Een e-mailadres, een telefoonnummer of iets anders waarop iemand te bereiken is.",
    "An e-mail address, a telephone number or something else at which somebody can be reached.",
    group=FieldGroup.PROFIEL,
)
class DigitaalAdres:
    """As somebody gave it."""

    id: strawberry.ID = derived("De sleutel van het adres.", "The key of the address.", derive.id_van, "uuid")
    adres: str | None = plain("Het adres of nummer.", "The address or number.")
    standaard: bool | None = plain(
        "Of dit van zijn soort het gewone adres is.", "Whether it is the usual one of its kind.", "isStandaardAdres"
    )
    voorkeur: bool | None = plain(
        "Of iemand hier het liefst wordt benaderd.", "Whether somebody prefers to be reached here."
    )
    geverifieerd_op: date | None = plain(
        "Wanneer het is nagegaan; niets als dat niet is gebeurd.",
        "When it was verified; nothing if it was not.",
        "verificatieDatum",
    )
    omschrijving: str | None = plain("Waar het voor is.", "What it is for.")


@from_record(
    klantinteracties.Adres,
    "Waar iemand post of bezoek van de gemeente wil krijgen.",
    "Where somebody wants to get post or visitors of the municipality.",
    group=FieldGroup.ADRES,
)
class ContactAdres:
    """It may differ from where somebody is registered."""

    regels: list[str] = derived(
        "Het adres in regels.",
        "The address in lines.",
        derive.regels,
        *("straatnaam", "huisnummer", "huisnummertoevoeging", "postcode", "stad"),
        *("adresregel1", "adresregel2", "adresregel3"),
    )
    postcode: str | None = plain("De postcode.", "The postal code.")
    plaats: str | None = plain("De woonplaats.", "The town.", "stad")
    land: str | None = plain("Het land buiten Nederland (ISO 3166).", "The country abroad (ISO 3166).")


@from_record(
    klantinteracties.Partij,
    "Hoe de gemeente iemand kan bereiken.",
    "How the municipality can reach somebody.",
    group=FieldGroup.PROFIEL,
)
class Contactgegevens:
    """What somebody gave for later contact, with what they prefer."""

    emailadressen: list[DigitaalAdres] = derived(
        "De e-mailadressen.", "The e-mail addresses.", derive.emailadressen, _ADRESSEN, picks=_SOORT
    )
    telefoonnummers: list[DigitaalAdres] = derived(
        "De telefoonnummers.", "The telephone numbers.", derive.telefoonnummers, _ADRESSEN, picks=_SOORT
    )
    overige_adressen: list[DigitaalAdres] = derived(
        "Waar iemand nog meer te bereiken is.",
        "Where else somebody can be reached.",
        derive.overige,
        _ADRESSEN,
        picks=_SOORT,
    )
    voorkeurstaal: str | None = plain(
        "De taal die iemand het liefst gebruikt (ISO 639-2/B).", "The preferred language (ISO 639-2/B)."
    )
    geheimhouding: bool | None = plain(
        "Of iemand heeft gevraagd deze gegevens geheim te houden.",
        "Whether somebody asked to keep these details secret.",
        "indicatieGeheimhouding",
    )
    postadres: ContactAdres | None = plain(
        "Waar iemand post wil krijgen.",
        "Where somebody wants to get post.",
        "correspondentieadres",
        group=FieldGroup.ADRES,
    )
    bezoekadres: ContactAdres | None = plain(
        "Waar iemand bezoek wil krijgen.", "Where somebody wants to get visitors.", group=FieldGroup.ADRES
    )


@from_record(
    klantinteracties.Klantcontact,
    "Een keer dat iemand contact had met de gemeente, via welk kanaal ook.",
    "One time that somebody was in touch with the municipality, through whatever channel.",
    group=FieldGroup.BERICHTEN,
)
class Contactmoment:
    """What is confidential is not among them."""

    id: strawberry.ID = derived("De sleutel van het contact.", "The key of the contact.", derive.id_van, "uuid")
    nummer: str | None = derived(
        "Het nummer dat u kunt noemen.", "The number to mention.", derive.nummer, "referentienummer", "nummer"
    )
    kanaal: str | None = plain("Via welk kanaal.", "Through which channel.")
    onderwerp: str | None = plain("Waar het over ging.", "What it was about.")
    inhoud: str | None = plain("Wat er is gezegd of gevraagd.", "What was said or asked.")
    antwoord: str | None = plain("Wat het antwoord was.", "What the answer was.", "reactie")
    moment: datetime | None = plain("Wanneer het was.", "When it was.", "plaatsgevondenOp")
    gelukt: bool | None = plain(
        "Of het contact is gelukt, voor zover dat bekend is.",
        "Whether they got in touch, as far as that is known.",
        "indicatieContactGelukt",
    )
    taal: str | None = plain("In welke taal (ISO 639-2/B).", "In which language (ISO 639-2/B).")
    aanvraag_ids: list[strawberry.ID] = derived(
        "De sleutels van de aanvragen waar het over ging.",
        "The keys of the requests that it was about.",
        derive.aanvragen_van,
        f"{_ABOUT}.objectId",
        f"{_ABOUT}.codeObjecttype",
    )


@from_record(
    klantinteracties.Pagina,
    "Een bladzijde met contactmomenten, het nieuwste eerst.",
    "A page of contacts, newest first.",
    container=True,
)
class ContactmomentConnectie:
    """A page; one from which contacts were left out is shorter."""

    knopen: list[Contactmoment | None] = plain("De contactmomenten.", "The contacts.", "klantcontacten")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
