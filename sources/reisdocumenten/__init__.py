"""BRP API Reisdocumenten 2.0: passports and identity cards."""

from sources.registry import Origin, Registry, Text
from sources.reisdocumenten.adapter import ReisdocumentenAdapter
from sources.reisdocumenten.loaders import ReisdocumentenLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="reisdocumenten",
    dutch="Reisdocumenten",
    english="Travel documents",
    base="/haalcentraal/api/reisdocumenten",
    adapter=ReisdocumentenAdapter,
    loaders=ReisdocumentenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente geeft paspoorten en identiteitskaarten uit (Paspoortwet).",
            "The municipality issues passports and identity cards (Paspoortwet).",
        ),
        correction=Text(
            "Klopt er iets niet, of bent u een document kwijt, meld het bij de balie van de gemeente.",
            "Is something wrong, or did you lose a document, report it at the desk of the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
