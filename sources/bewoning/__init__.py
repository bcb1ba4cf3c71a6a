"""BRP API Bewoning 2.1: how many people live at an address."""

from sources.bewoning.adapter import BewoningAdapter
from sources.bewoning.loaders import BewoningLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="bewoning",
    dutch="Bewoning (BRP)",
    english="Residents of an address (BRP)",
    base="/haalcentraal/api/bewoning",
    adapter=BewoningAdapter,
    loaders=BewoningLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij wie er op een adres wonen (Wet BRP).",
            "The municipality keeps who live at an address (Wet BRP).",
        ),
        correction=Text(
            "Staat er iemand op uw adres die er niet woont, meld dat dan bij de gemeente.",
            "Is somebody registered at your address who does not live there, report it to the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
