"""A registry and whether it can be asked."""

from auth.groups import FieldGroup
from resolvers import bron as derive
from schema.engine.declare import from_record, plain

__all__ = ["Bron"]


@from_record(
    derive.Bron,
    "Een bron waaruit gegevens komen.",
    "A source from which data comes.",
    group=FieldGroup.TECHNIEK,
)
class Bron:
    """Its state at this moment."""

    naam: str = plain("De naam, zoals in fouten.", "The name, as in errors.")
    titel: str = plain("Hoe de bron heet.", "What the source is called.")
    beschikbaar: bool = plain("Of de bron nu te bevragen is.", "Whether the source can be asked now.")
