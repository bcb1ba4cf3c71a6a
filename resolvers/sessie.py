"""Who has logged in, as the graph shows it."""

from datetime import UTC, datetime

from msgspec import Struct

from auth.roles import Level, Role
from resolvers.ask import Ask

__all__ = ["Sessie", "sessie"]


class Sessie(Struct, frozen=True, rename="camel"):
    """The session of the one who asks."""

    rol: Role
    niveau: Level
    verloopt_op: datetime


def sessie(ask: Ask) -> Sessie | None:
    """The session; nothing without a log-in."""
    viewer = ask.context.principal
    if viewer is None:
        return None
    return Sessie(viewer.role, viewer.level, datetime.fromtimestamp(viewer.expires, UTC))
