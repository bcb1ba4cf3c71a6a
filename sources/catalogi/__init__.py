"""Catalogi API 1.3 (ZGW): what zaken, statussen, resultaten and documents are called."""

from sources.catalogi.adapter import CatalogiAdapter
from sources.catalogi.loaders import CatalogiLoaders
from sources.registry import Registry

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="catalogi",
    dutch="Soorten aanvragen",
    english="Kinds of requests",
    base="/catalogi/api/v1",
    adapter=CatalogiAdapter,
    loaders=CatalogiLoaders,
)
