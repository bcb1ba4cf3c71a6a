"""That the municipality looks into something of a record (in onderzoek)."""

from typing import Any

from auth.groups import FieldGroup
from resolvers import onderzoek as derive
from schema.datum import OnvolledigeDatum
from schema.engine.declare import edge, from_record, plain

__all__ = ["Onderzoek", "in_onderzoek"]


@from_record(
    derive.Onderzoek,
    "Dat de gemeente onderzoekt of gegevens kloppen.",
    "That the municipality looks into whether data is right.",
    group=FieldGroup.IDENTITEIT,
)
class Onderzoek:
    """Who may see it is decided by the block that it stands in."""

    onderdelen: list[str] = plain("Wat er wordt onderzocht.", "What is looked into.")
    sinds: OnvolledigeDatum | None = plain("Sinds wanneer.", "Since when.", whole=True)
    tekst: str = plain("Een zin die het vertelt.", "A sentence that tells it.")


def in_onderzoek(source: str = "brp", *paths: str, group: FieldGroup | None = None) -> Any:
    """What is looked into of the group that it stands in; it comes along with all parts of that group."""
    function = derive.onderzoek_adres if len(paths) == 2 else derive.onderzoek
    return edge(
        "Wat hiervan wordt onderzocht; niets als er niets wordt onderzocht.",
        "What of this is looked into; nothing where nothing is.",
        function,
        *(paths or ("inOnderzoek",)),
        group=group,
        cost=0,
        source=source,
    )
