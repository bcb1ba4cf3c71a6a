"""Open Product (Producten 1.7): what the municipality gave somebody for a time, such as a parking permit."""

from sources.openproduct.adapter import OpenProductAdapter
from sources.openproduct.loaders import OpenProductLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="openproduct",
    dutch="Producten en vergunningen",
    english="Products and permits",
    base="/producten/api/v1",
    adapter=OpenProductAdapter,
    loaders=OpenProductLoaders,
    options={
        "parkeervergunning": "the codes of the producttypen that are parking permits, with commas; empty where those "
        "are kept elsewhere"
    },
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij welke vergunningen en andere producten zij u heeft gegeven.",
            "The municipality keeps track of the permits and other products that it has given you.",
        ),
        correction=Text(
            "Klopt een vergunning niet, neem contact op met de gemeente en noem het nummer ervan.",
            "Is a permit wrong, contact the municipality and mention its number.",
        ),
        address="https://www.denhaag.nl",
    ),
)
