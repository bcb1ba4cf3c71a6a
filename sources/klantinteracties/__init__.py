"""Klantinteracties 0.9 (Open Klant): contact details, and when somebody was in touch with the municipality."""

from sources.klantinteracties.adapter import KlantinteractiesAdapter
from sources.klantinteracties.loaders import KlantinteractiesLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="klantinteracties",
    dutch="Klantcontact",
    english="Customer contact",
    base="/klantinteracties/api/v1",
    adapter=KlantinteractiesAdapter,
    loaders=KlantinteractiesLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij hoe zij u kan bereiken, en wat u haar hebt gevraagd.",
            "The municipality keeps track of how it can reach you, and of what you have asked it.",
        ),
        correction=Text(
            "Klopt er iets niet, geef het dan door aan de gemeente.",
            "Is something wrong, let the municipality know.",
        ),
        address="https://www.denhaag.nl",
    ),
)
