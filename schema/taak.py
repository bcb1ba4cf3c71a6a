"""What somebody has to do for the municipality."""

from datetime import date
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import taak as derive
from resolvers.bericht import perspectief
from resolvers.taak import Afgehandeld, Soort, Status
from schema import bladzijde
from schema.bericht import Perspectief
from schema.engine.declare import derived, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Taak", "TaakConnectie"]

make_enum(
    Afgehandeld,
    "TaakFilter",
    words("Welke taken.", "Which tasks."),
    {
        Afgehandeld.OPEN: words("Wat nog gedaan moet worden.", "Those that are to be done."),
        Afgehandeld.AFGEROND: words("Waarvoor u niets meer hoeft te doen.", "Those that need nothing any more."),
    },
)
make_enum(
    Soort,
    "TaakSoort",
    words("Wat voor taak het is.", "What kind of task it is."),
    {
        Soort.FORMULIER: words("Een formulier invullen in het portaal.", "Fill in a form in the portal."),
        Soort.BETALING: words("Iets betalen.", "Pay something."),
        Soort.URL: words("Iets doen op een andere website.", "Do something on another website."),
        Soort.OVERIG: words("Iets anders.", "Something else."),
    },
)
make_enum(
    Status,
    "TaakStatus",
    words("Hoe het met een taak staat.", "How a task stands."),
    {
        Status.OPEN: words("Nog te doen.", "To be done."),
        Status.AFGEROND: words(
            "U hebt het gedaan; de gemeente moet het nog verwerken.",
            "You have done it; the municipality is to process it.",
        ),
        Status.VERWERKT: words("De gemeente heeft het verwerkt.", "The municipality has processed it."),
        Status.GESLOTEN: words("Het hoeft niet meer.", "It need not be done any more."),
    },
)


@from_record(
    derive.Taak,
    "Iets wat iemand voor de gemeente moet doen.",
    "Something that somebody has to do for the municipality.",
    group=FieldGroup.BERICHTEN,
)
class Taak:
    """A task, from whichever registry keeps it."""

    id: strawberry.ID = derived(
        "De sleutel van de taak.", "The key of the task.", derive.id_van, "vtb.uuid", "objecten.id"
    )
    bron: str = derived("Uit welke bron de taak komt.", "From which source it comes.", derive.bron, "vtb.uuid")
    titel: str | None = derived(
        "Wat er te doen is.", "What is to be done.", derive.een_van, "vtb.titel", "objecten.titel"
    )
    toelichting: str | None = plain("Een toelichting.", "An explanation.", "vtb.toelichting")
    soort: Soort = derived(
        "Wat voor taak het is.", "What kind of task it is.", derive.soort, "vtb.taakSoort", "objecten.soort"
    )
    status: Status = derived("Hoe het ermee staat.", "How it stands.", derive.status, "vtb.status", "objecten.status")
    startdatum: date | None = plain("Sinds wanneer de taak er is.", "Since when it is there.", "vtb.startdatum")
    uiterlijk: date | None = derived(
        "Op welke dag het uiterlijk gedaan moet zijn.",
        "By which day it has to be done.",
        derive.uiterlijk,
        "vtb.einddatumHandelingsTermijn",
        "objecten.verloopdatum",
    )
    handelingsperspectief: Perspectief | None = derived(
        "Wat u kunt of moet doen.", "What you can do, or have to.", perspectief, "vtb.handelingsPerspectief"
    )
    link: str | None = derived(
        "Waar u het kunt doen: een beveiligd adres waar de gemeente u heen mag sturen.",
        "Where you can do it: a safe address to which the municipality may send you.",
        derive.een_van,
        "vtb.details.uitvraagLink",
        "objecten.url.uri",
    )
    bedrag: Decimal | None = derived(
        "Wat er te betalen is.",
        "What is to be paid.",
        derive.bedrag,
        "vtb.details.bedrag",
        "objecten.ogonebetaling.bedrag",
        "objecten.bedrag",
    )
    betalingskenmerk: str | None = derived(
        "Wat u bij het betalen vermeldt.",
        "What you mention when you pay.",
        derive.een_van,
        "vtb.details.transactieomschrijving",
        "objecten.ogonebetaling.betaalkenmerk",
    )
    iban: str | None = plain("Naar welke rekening.", "To which account.", "vtb.details.doelrekening.iban")
    ten_name_van: str | None = plain(
        "Van wie die rekening is.", "Whose account that is.", "vtb.details.doelrekening.naam"
    )
    aanvraag: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waar de taak bij hoort, als de bron die bij haar sleutel noemt.",
        "The key of the request that it is for, where the source names it by its key.",
        derive.aanvraag,
        "vtb.isGerelateerdAan.urn",
        "objecten.koppeling.registratie",
        "objecten.koppeling.uuid",
        "objecten.koppeling.value",
    )
    aanvraagnummer: str | None = derived(
        "Het nummer van de aanvraag waar de taak bij hoort, als de bron die bij haar nummer noemt.",
        "The number of the request that it is for, where the source names it by its number.",
        derive.aanvraagnummer,
        "vtb.isGerelateerdAan.urn",
    )


@from_record(
    derive.Taken,
    "Een bladzijde met taken, wat het eerst gedaan moet zijn eerst.",
    "A page of tasks, what is due first first.",
    container=True,
)
class TaakConnectie:
    """A page; a registry that can't be had is an empty item behind the tasks, with an error."""

    knopen: list[Taak | None] = plain("De taken.", "The tasks.", "taken")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
