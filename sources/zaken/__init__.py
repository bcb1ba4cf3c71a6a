"""Zaken API 1.5 (ZGW): what someone has asked of the municipality, and how far it is."""

from sources.registry import Registry
from sources.zaken.adapter import ZakenAdapter
from sources.zaken.loaders import ZakenLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="zaken",
    dutch="Aanvragen",
    english="Requests",
    base="/zaken/api/v1",
    adapter=ZakenAdapter,
    loaders=ZakenLoaders,
)
