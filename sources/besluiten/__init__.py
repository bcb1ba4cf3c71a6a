"""Besluiten API 1.1 (ZGW): what was decided on a zaak."""

from sources.besluiten.adapter import BesluitenAdapter
from sources.besluiten.loaders import BesluitenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="besluiten",
    dutch="Besluiten",
    english="Decisions",
    base="/besluiten/api/v1",
    adapter=BesluitenAdapter,
    loaders=BesluitenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente legt vast wat zij op uw aanvraag heeft besloten (Algemene wet bestuursrecht).",
            "The municipality records what it decided on your request (Algemene wet bestuursrecht).",
        ),
        correction=Text(
            "Bent u het niet eens met een besluit, dan kunt u bezwaar maken. In de brief staat hoe en tot wanneer.",
            "If you do not agree with a decision, you can object. The letter says how, and until when.",
        ),
        address="https://www.denhaag.nl",
    ),
)
