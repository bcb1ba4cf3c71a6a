"""BRP API Personen 2.7: who someone is, where they live and whom they are related to."""

from sources.brp.adapter import BrpAdapter
from sources.brp.loaders import BrpLoaders
from sources.registry import Registry

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="brp",
    dutch="Basisregistratie Personen",
    english="Personal Records Database",
    base="/haalcentraal/api/brp",
    adapter=BrpAdapter,
    loaders=BrpLoaders,
)
