"""Open VTB 0.1.0: messages to residents and organisations, what they have to do, and what they submitted.

Three APIs of one product, below one address.
"""

from sources.registry import Origin, Registry, Text
from sources.vtb.adapter import VtbAdapter
from sources.vtb.loaders import VtbLoaders

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="vtb",
    dutch="Verzoeken, taken en berichten",
    english="Submissions, tasks and messages",
    base="/vtb",
    adapter=VtbAdapter,
    loaders=VtbLoaders,
    options={
        "links": "the hosts, with spaces between, to which a task may send somebody; empty: any over https",
    },
    origin=Origin(
        ground=Text(
            "De gemeente stuurt u berichten en taken, en bewaart wat u hebt ingediend totdat het een aanvraag is.",
            "The municipality sends you messages and tasks, and keeps what you submitted until it is a request.",
        ),
        correction=Text(
            "Klopt een bericht of een taak niet, neem contact op met de gemeente.",
            "Is a message or a task wrong, contact the municipality.",
        ),
        address="https://www.denhaag.nl",
    ),
)
