"""Objects API 2.7: what the municipality keeps in objecttypes of its own, such as messages and tasks."""

from sources.objecten.adapter import ObjectenAdapter
from sources.objecten.loaders import ObjectenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="objecten",
    dutch="Meldingen en taken",
    english="Messages and tasks",
    base="/objecten/api/v2",
    adapter=ObjectenAdapter,
    loaders=ObjectenLoaders,
    options={
        "melding": "the uuid (or the whole address) of the objecttype of messages",
        "taak": "that of tasks; empty where tasks are not kept here",
        "parkeervergunning": "that of parking permits; empty where those are kept elsewhere",
        "links": "the hosts, with spaces between, to which a task may send somebody; empty: any over https",
    },
    origin=Origin(
        ground=Text(
            "Afdelingen van de gemeente laten u zo weten wat er voor u klaarligt of wat u moet doen.",
            "Departments of the municipality let you know what is ready for you or what you have to do.",
        ),
        correction=Text(
            "Klopt een melding of een taak niet, neem contact op met de gemeente.",
            "Is a message or a task wrong, contact the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
