"""BAG (LVBAG individuele bevragingen 2.6): addresses and buildings."""

from sources.bag.adapter import BagAdapter
from sources.bag.loaders import BagLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="bag",
    dutch="Basisregistratie Adressen en Gebouwen",
    english="Register of addresses and buildings",
    base="/lvbag/individuelebevragingen/v2",
    adapter=BagAdapter,
    loaders=BagLoaders,
    origin=Origin(
        ground=Text("Adressen en gebouwen zijn openbaar (Wet BAG).", "Addresses and buildings are public (Wet BAG)."),
        correction=Text(
            "Klopt er iets niet, meld het dan bij de gemeente; dat kan ook via de BAG Viewer.",
            "Is something wrong, report it to the municipality, or through the BAG Viewer.",
        ),
        address="https://bagviewer.kadaster.nl",
    ),
)
