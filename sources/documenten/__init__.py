"""Documenten API 1.4 (ZGW): what is known of the documents of a zaak."""

from sources.documenten.adapter import DocumentenAdapter
from sources.documenten.loaders import DocumentenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="documenten",
    dutch="Documenten",
    english="Documents",
    base="/documenten/api/v1",
    adapter=DocumentenAdapter,
    loaders=DocumentenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente bewaart de documenten die bij een aanvraag horen (Archiefwet).",
            "The municipality keeps the documents that belong to a request (Archiefwet).",
        ),
        correction=Text(
            "Klopt een document niet, neem contact op met de gemeente. In een brief staat hoe u bezwaar kunt maken.",
            "Is a document wrong, contact the municipality. A letter says how you can object.",
        ),
        address="https://www.denhaag.nl",
    ),
)
