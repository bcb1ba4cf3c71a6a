"""The registries: HTTP to records. Adding one is a folder here and a line in the list."""

from sources import (
    afspraken,
    bag,
    belastingen,
    besluiten,
    bewoning,
    brp,
    catalogi,
    documenten,
    facturen,
    klantinteracties,
    kvk,
    objecten,
    openproduct,
    reisdocumenten,
    signalen,
    verblijfplaatshistorie,
    vtb,
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
    afspraken.REGISTRY,
    objecten.REGISTRY,
    klantinteracties.REGISTRY,
    vtb.REGISTRY,
    reisdocumenten.REGISTRY,
    openproduct.REGISTRY,
    bag.REGISTRY,
    signalen.REGISTRY,
    kvk.REGISTRY,
    verblijfplaatshistorie.REGISTRY,
    bewoning.REGISTRY,
)
