"""The registries: HTTP to records. Adding one is a folder here and a line in the list."""

from sources import (
    bag,
    belastingen,
    besluiten,
    brp,
    catalogi,
    documenten,
    facturen,
    objecten,
    reisdocumenten,
    woz,
    zaken,
)
from sources.registry import Registry

__all__ = ["REGISTRIES"]

REGISTRIES: tuple[Registry, ...] = (
    brp.REGISTRY,
    zaken.REGISTRY,
    catalogi.REGISTRY,
    documenten.REGISTRY,
    besluiten.REGISTRY,
    woz.REGISTRY,
    facturen.REGISTRY,
    belastingen.REGISTRY,
    objecten.REGISTRY,
    reisdocumenten.REGISTRY,
    bag.REGISTRY,
)
