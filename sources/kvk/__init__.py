"""KVK (Basisprofiel and Vestigingsprofiel 1.4, Zoeken 2.0): organisations and their branches."""

from sources.kvk.adapter import KvkAdapter
from sources.kvk.loaders import KvkLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="kvk",
    dutch="Handelsregister",
    english="Trade register",
    base="/kvk/api",
    adapter=KvkAdapter,
    loaders=KvkLoaders,
    origin=Origin(
        ground=Text(
            "Het Handelsregister is openbaar; de gemeente moet het gebruiken (Handelsregisterwet 2007, artikel 30).",
            "The trade register is public; the municipality has to use it (Handelsregisterwet 2007, article 30).",
        ),
        correction=Text(
            "Klopt er iets niet, geef de wijziging door aan de Kamer van Koophandel.",
            "Is something wrong, tell the Chamber of Commerce (KVK).",
        ),
        address="https://www.kvk.nl/wijzigen/",
    ),
)
