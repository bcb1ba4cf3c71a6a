"""Catalogi API 1.3 (ZGW): what zaken, statussen, resultaten and documents are called."""

from sources.catalogi.adapter import CatalogiAdapter
from sources.catalogi.loaders import CatalogiLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="catalogi",
    dutch="Soorten aanvragen",
    english="Kinds of requests",
    base="/catalogi/api/v1",
    adapter=CatalogiAdapter,
    loaders=CatalogiLoaders,
    origin=Origin(
        ground=Text(
            "De catalogus zegt hoe soorten aanvragen, statussen en documenten heten; hij gaat over niemand.",
            "The catalogue says what kinds of requests, statuses and documents are called; it is about nobody.",
        ),
        correction=Text(
            "Is een naam onduidelijk, laat het de gemeente weten.",
            "Is a name unclear, let the municipality know.",
        ),
    ),
)
