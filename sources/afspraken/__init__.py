"""Appointments with the municipality (own contract): when, where, and what to bring."""

from sources.afspraken.adapter import AfsprakenAdapter
from sources.afspraken.loaders import AfsprakenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="afspraken",
    dutch="Afspraken",
    english="Appointments",
    base="/afspraken/api/v1",
    adapter=AfsprakenAdapter,
    loaders=AfsprakenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt uw afspraken bij, om u te kunnen helpen als u komt.",
            "The municipality keeps track of your appointments, to be able to help you when you come.",
        ),
        correction=Text(
            "Klopt een afspraak niet, wijzig haar dan of neem contact op met de gemeente.",
            "Is an appointment wrong, change it or contact the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
