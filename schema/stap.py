"""The steps of a request: what has been, what is, and what may come."""

from datetime import datetime

from auth.groups import FieldGroup
from resolvers import stap as derive
from resolvers.stap import Stand
from schema.engine.declare import edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Stap"]

make_enum(
    Stand,
    "Stand",
    words("Waar een stap staat.", "Where a step stands."),
    {each: words(each.dutch, each.english) for each in Stand},
)


@from_record(derive.Stap, "Een stap van een aanvraag.", "A step of a request.", group=FieldGroup.ZAKEN)
class Stap:
    """Where it stands is known from the current status; when it was, from the history only."""

    nummer: int | None = plain("De hoeveelste stap het is.", "Which step it is.")
    naam: str | None = plain("Hoe de stap heet.", "What the step is called.")
    stand: Stand = plain("Of de aanvraag er is geweest, er is, of er nog komt.", "Whether it was, is, or may come.")
    sinds: datetime | None = edge(
        "Sinds wanneer de aanvraag er is, of wanneer zij er kwam; niets als die stap is overgeslagen of nog komt. "
        "Dit is per aanvraag een vraag aan de bron.",
        "Since when the request is there, or when it came there; nothing if it was passed over or is to come. "
        "This is one call for each request.",
        derive.sinds,
        "zaak",
        "statustype",
        "stand",
        "gezet",
        source="zaken",
    )
