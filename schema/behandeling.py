"""How a request is handled: its statuses, by whom, what stands still, what is paid, and what was filled in."""

from datetime import datetime

from auth.groups import FieldGroup
from resolvers import aanvraag as derive
from resolvers import behandeling
from resolvers.behandeling import Betaling
from resolvers.duur import in_duur
from schema.engine.declare import edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.zaken import records as zaken

__all__ = [
    "AanvraagEigenschap",
    "AanvraagOpschorting",
    "AanvraagStatus",
    "AanvraagSubstatus",
    "AanvraagVerlenging",
    "Behandelaar",
]

make_enum(
    Betaling,
    "AanvraagBetaling",
    words("Of de kosten van een aanvraag zijn betaald.", "Whether the costs of a request are paid."),
    {each: words(each.dutch, each.english) for each in Betaling},
)


@from_record(zaken.Status, "Een stap die een aanvraag heeft bereikt.", "A stage of a request.", group=FieldGroup.ZAKEN)
class AanvraagStatus:
    """A status as it was set."""

    naam: str | None = edge(
        "Hoe de status heet.", "What the status is called.", derive.status, "statustype", cost=0, source="catalogi"
    )
    sinds: datetime | None = plain("Sinds wanneer.", "Since when.", "datumStatusGezet")
    toelichting: str | None = plain("Een toelichting.", "An explanation.", "statustoelichting")
    laatste: bool | None = edge(
        "Of de aanvraag met deze status is afgerond.",
        "Whether the request is completed with this status.",
        derive.is_laatste,
        "statustype",
        cost=0,
        source="catalogi",
    )


@from_record(
    zaken.Substatus,
    "Wat er tussen twee statussen van een aanvraag gebeurt.",
    "What happens between two statuses of a request.",
    group=FieldGroup.ZAKEN,
)
class AanvraagSubstatus:
    """A note of who handles it, for the resident."""

    tekst: str | None = plain("Wat er gebeurt.", "What happens.", "omschrijving")
    sinds: datetime | None = plain("Sinds wanneer.", "Since when.", "tijdstip")


@from_record(behandeling.Behandelaar, "Wie een aanvraag behandelt.", "Who handles a request.", group=FieldGroup.ZAKEN)
class Behandelaar:
    """A name, a department, or both."""

    naam: str | None = plain("Hoe de medewerker heet.", "What the employee is called.")
    afdeling: str | None = plain("De afdeling.", "The department.")


@from_record(
    zaken.Opschorting,
    "Dat de termijn van een aanvraag stilstaat of heeft stilgestaan.",
    "That the term of a request stands or stood still.",
    group=FieldGroup.ZAKEN,
)
class AanvraagOpschorting:
    """A suspension."""

    opgeschort: bool | None = plain("Of de termijn nu stilstaat.", "Whether it stands still now.", "indicatie")
    eerder: bool | None = plain("Of dat eerder zo was.", "Whether it did before.", "eerdereOpschorting")
    reden: str | None = plain("Waarom.", "Why.")


@from_record(
    zaken.Verlenging,
    "Dat de behandeling van een aanvraag langer mag duren.",
    "That handling a request may take longer.",
    group=FieldGroup.ZAKEN,
    presence="duur",
)
class AanvraagVerlenging:
    """An extension."""

    reden: str | None = plain("Waarom.", "Why.")
    duur: str | None = plain("Hoeveel langer (ISO 8601).", "How much longer (ISO 8601).")
    duur_in_woorden: str | None = edge(
        "Hoeveel langer: 14 dagen.", "How much longer: 14 days.", in_duur, "duur", cost=0, source="zaken"
    )


@from_record(
    zaken.ZaakEigenschap,
    "Een gegeven van een aanvraag.",
    "A fact about a request.",
    group=FieldGroup.ZAKEN,
    presence="naam",
)
class AanvraagEigenschap:
    """A property by name."""

    naam: str | None = plain("Hoe het gegeven heet.", "What it is called.")
    waarde: str | None = plain("Wat er is ingevuld.", "What was filled in.")
