"""What the municipality has of residents and of companies alike: edges by the path of a number."""

from typing import Any

from auth.groups import FieldGroup
from resolvers import bericht, betaling, parkeervergunning, product, taak
from resolvers import te_betalen as open_bedragen
from schema import bladzijde
from schema.engine.declare import edge
from schema.engine.words import words

__all__ = ["berichten", "betalingen", "parkeervergunningen", "producten", "taken", "te_betalen"]


def te_betalen(nummer: str) -> Any:
    """What is to be paid."""
    return edge(
        "Wat er nu te betalen is aan facturen en aanslagen.",
        "What is to be paid now of invoices and assessments.",
        open_bedragen.te_betalen,
        nummer,
        group=FieldGroup.FINANCIEEL,
        cost=0,
        source="facturen, belastingen",
    )


def betalingen(nummer: str) -> Any:
    """A page of what was paid."""
    return edge(
        "Wat er is betaald, voor zover de bronnen van facturen en aanslagen dat zeggen.",
        "What was paid, as far as the sources of invoices and assessments tell.",
        betaling.betalingen,
        nummer,
        group=FieldGroup.FINANCIEEL,
        cost=2,
        sized_by="eerste",
        arguments=bladzijde.argumenten("rekeningen", "bills"),
        source="facturen, belastingen",
    )


def parkeervergunningen(nummer: str) -> Any:
    """A page of parking permits."""
    return edge(
        "De parkeervergunningen, de nieuwste eerst.",
        "The parking permits, newest first.",
        parkeervergunning.parkeervergunningen,
        nummer,
        group=FieldGroup.PARKEREN,
        cost=2,
        sized_by="eerste",
        arguments=bladzijde.argumenten("vergunningen", "permits"),
        source="openproduct, objecten",
    )


def producten(nummer: str) -> Any:
    """A page of products."""
    return edge(
        "Wat de gemeente gaf, zoals passen en vergunningen, het nieuwste eerst.",
        "What the municipality gave, such as passes and permits, newest first.",
        product.producten,
        nummer,
        group=FieldGroup.PARKEREN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "producten", "products", soorten=words("Alleen deze soorten, bij hun code.", "Only these kinds, by code.")
        ),
    )


def berichten(nummer: str) -> Any:
    """A page of messages."""
    return edge(
        "De berichten van de gemeente, de nieuwste eerst. Vragen maakt niets gelezen.",
        "The messages of the municipality, newest first. Asking marks nothing as read.",
        bericht.berichten,
        nummer,
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "berichten", "messages", filter=words("Alleen ongelezen of gelezen.", "Only unread, or read.")
        ),
    )


def taken(nummer: str) -> Any:
    """A page of tasks."""
    return edge(
        "Wat er voor de gemeente te doen is; wat het eerst gedaan moet zijn eerst. Een bron die er niet is, "
        "staat als leeg onderdeel in de lijst, met een fout.",
        "What is to be done for the municipality, what is due first first. A source that can't be had is an "
        "empty item of the list, with an error.",
        taak.taken,
        nummer,
        group=FieldGroup.BERICHTEN,
        cost=2,
        source="vtb, objecten",
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "taken", "tasks", filter=words("Alleen wat nog moet, of niet meer.", "Only what is to be done, or not.")
        ),
    )
