"""Signalen v1: what residents report about the street, and how far the municipality is with it."""

from sources.registry import Origin, Registry, Text
from sources.signalen.adapter import SignalenAdapter
from sources.signalen.loaders import SignalenLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="signalen",
    dutch="Meldingen openbare ruimte",
    english="Reports about the street",
    base="/signals/v1",
    adapter=SignalenAdapter,
    loaders=SignalenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij wat u over de straat meldt, om het op te lossen en u te laten weten hoe het staat.",
            "The municipality keeps what you report about the street, to solve it and to let you know how it stands.",
        ),
        correction=Text(
            "Klopt een melding niet, of is zij niet van u, laat het de gemeente weten met het nummer van de melding.",
            "Is a report wrong, or not yours, let the municipality know, with the number of the report.",
        ),
        address="https://www.denhaag.nl",
    ),
)
