"""Zaken API 1.5 (ZGW): what someone has asked of the municipality, and how far it is."""

from sources.registry import Origin, Registry, Text
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
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij wat u aanvraagt en hoe ver het is, om het te kunnen behandelen.",
            "The municipality keeps track of what you request and how far it is, to be able to handle it.",
        ),
        correction=Text(
            "Klopt er iets niet in een aanvraag, neem contact op met de gemeente en noem het nummer van de aanvraag.",
            "Is something wrong in a request, contact the municipality and mention the number of the request.",
        ),
        address="https://www.denhaag.nl",
    ),
)
