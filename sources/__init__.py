"""The registries: HTTP to records. Adding one is a folder here and a line in the list."""

from sources import (
    bag,
    belastingen,
    brp,
    catalogi,
    documenten,
    facturen,
    objecten,
    openproduct,
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
    woz.REGISTRY,
    facturen.REGISTRY,
    belastingen.REGISTRY,
    objecten.REGISTRY,
    reisdocumenten.REGISTRY,
    openproduct.REGISTRY,
    bag.REGISTRY,
)
