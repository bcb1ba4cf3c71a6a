"""BRP API Verblijfplaatshistorie 2.0: where somebody lived."""

from sources.registry import Origin, Registry, Text
from sources.verblijfplaatshistorie.adapter import VerblijfplaatshistorieAdapter
from sources.verblijfplaatshistorie.loaders import VerblijfplaatshistorieLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="verblijfplaatshistorie",
    dutch="Adreshistorie (BRP)",
    english="History of addresses (BRP)",
    base="/haalcentraal/api/brphistorie",
    adapter=VerblijfplaatshistorieAdapter,
    loaders=VerblijfplaatshistorieLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij waar iemand woont en heeft gewoond (Wet BRP).",
            "The municipality keeps where somebody lives and has lived (Wet BRP).",
        ),
        correction=Text(
            "Klopt er iets niet, vraag de gemeente dan om het te verbeteren.",
            "Is something wrong, ask the municipality to correct it.",
        ),
        address="https://www.denhaag.nl",
    ),
)
