"""Documenten API 1.4 (ZGW): what is known of the documents of a zaak."""

from sources.documenten.adapter import DocumentenAdapter
from sources.documenten.loaders import DocumentenLoaders
from sources.registry import Registry

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="documenten",
    dutch="Documenten",
    english="Documents",
    base="/documenten/api/v1",
    adapter=DocumentenAdapter,
    loaders=DocumentenLoaders,
)
