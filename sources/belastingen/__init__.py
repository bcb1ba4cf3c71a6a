"""Municipal taxes (own contract): assessments with their lines, and the homes that these are about."""

from sources.belastingen.adapter import BelastingenAdapter
from sources.belastingen.loaders import BelastingenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="belastingen",
    dutch="Gemeentelijke belastingen",
    english="Municipal taxes",
    base="/belastingen/api/v1",
    adapter=BelastingenAdapter,
    loaders=BelastingenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente heft belastingen en legt daarvoor aanslagen op (Gemeentewet, artikel 216).",
            "The municipality levies taxes and imposes assessments for them (Gemeentewet, article 216).",
        ),
        correction=Text(
            "Bent u het niet eens met een aanslag, maak dan binnen zes weken na de dagtekening bezwaar.",
            "If you disagree with an assessment, object within six weeks of its date.",
        ),
        address="https://www.denhaag.nl",
    ),
)
