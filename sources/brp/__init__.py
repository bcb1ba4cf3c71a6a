"""BRP API Personen 2.7: who someone is, where they live and whom they are related to."""

from sources.brp.adapter import BrpAdapter
from sources.brp.loaders import BrpLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="brp",
    dutch="Basisregistratie Personen",
    english="Personal Records Database",
    base="/haalcentraal/api/brp",
    adapter=BrpAdapter,
    loaders=BrpLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente gebruikt de basisregistratie personen voor haar taken (Wet BRP, artikel 1.7).",
            "The municipality uses the personal records database for its tasks (Wet BRP, article 1.7).",
        ),
        correction=Text(
            "Klopt een gegeven niet, meld dat dan bij de gemeente waar u woont. Die onderzoekt het en past het aan.",
            "Is something wrong, report it to the municipality where you live. It looks into it and corrects it.",
        ),
        address="https://www.denhaag.nl",
    ),
)
