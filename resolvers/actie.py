"""What a resident has to do for a request now: where its status means that the municipality waits for them.

Which statuses those are says the rule `actie-bij-aanvraag` (`regels.toml`), by which a melding follows too.
"""

from collections.abc import Awaitable
from datetime import datetime

from auth.moments import AMSTERDAM
from resolvers.ask import Ask
from resolvers.bronnen import Stand
from resolvers.catalogus import catalogue, told
from resolvers.melding import REGELS, in_taal
from sources.catalogi.records import StatusType

__all__ = ["nodig", "wacht"]

_REGEL = REGELS.op_naam("actie-bij-aanvraag")
_WACHT = frozenset(_REGEL.als["status"])


def wacht(naam: str | None) -> bool:
    """Whether a status of this name in the catalogue means waiting for the resident."""
    return naam in _WACHT


def nodig(
    uuid: str,
    identificatie: str | None,
    omschrijving: str | None,
    statustype: str | None,
    gezet: datetime | None,
    ask: Ask,
) -> Awaitable[str | None] | str | None:
    """What the melding of the rule says; nothing where nobody waits for the resident."""
    since = gezet.astimezone(AMSTERDAM).date() if gezet is not None else None

    def tell(found: StatusType) -> str | None:
        melding = _REGEL.melding(Stand(uuid, identificatie, omschrijving, status=found.omschrijving, sinds=since))
        return None if melding is None else in_taal(melding.tekst, ask)

    return told(catalogue(ask).statustypen, statustype, tell)
