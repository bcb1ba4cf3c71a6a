"""WOZ-bevragen 1.0: what homes are worth, for those to whom the value was told."""

from sources.registry import Origin, Registry, Text
from sources.woz.adapter import WozAdapter
from sources.woz.loaders import WozLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="woz",
    dutch="Waardering onroerende zaken",
    english="Valuation of property",
    base="/wozbevragen/v1",
    adapter=WozAdapter,
    loaders=WozLoaders,
    options={
        "taxatieverslag": "the page where a resident finds the valuation report, with {nummer} where the number of the "
        "property goes; empty where there is none",
        "taxatieverslag_en": "the same page in English; empty where there is none",
    },
    origin=Origin(
        ground=Text(
            "De gemeente stelt elk jaar de waarde van uw woning vast (Wet WOZ, artikel 22).",
            "The municipality decides the value of your home every year (Wet WOZ, article 22).",
        ),
        correction=Text(
            "Bent u het niet eens met de waarde, maak dan bezwaar binnen zes weken na de dagtekening ervan.",
            "If you disagree with the value, object within six weeks of the date of the decision.",
        ),
        address="https://www.denhaag.nl",
    ),
)
