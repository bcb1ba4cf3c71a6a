"""Objects API 2.7: what the municipality keeps in objecttypes of its own, such as messages of its departments."""

from sources.objecten.adapter import ObjectenAdapter
from sources.objecten.loaders import ObjectenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="objecten",
    dutch="Meldingen",
    english="Messages",
    base="/objecten/api/v2",
    adapter=ObjectenAdapter,
    loaders=ObjectenLoaders,
    options={
        "melding": "the uuid (or the whole address) of the objecttype of messages",
        "parkeervergunning": "the same of parking permits; empty where those are kept elsewhere",
    },
    origin=Origin(
        ground=Text(
            "Afdelingen van de gemeente laten u zo weten wat er voor u klaarligt of wat u moet doen.",
            "Departments of the municipality let you know what is ready for you or what you have to do.",
        ),
        correction=Text(
            "Klopt een melding niet, neem contact op met de gemeente.",
            "Is a message wrong, contact the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
