"""Who has logged in, as the graph shows it."""

from datetime import UTC, datetime

from msgspec import Struct

from auth.roles import Level, Mandate, Role
from resolvers.ask import Ask

__all__ = ["Sessie", "sessie"]


class Sessie(Struct, frozen=True, rename="camel"):
    """The session of the one who asks."""

    rol: Role
    niveau: Level
    verloopt_op: datetime
    mandaat: Mandate | None = None
    kvk_nummer: str | None = None
    vestigingsnummer: str | None = None

    def __repr__(self) -> str:  # for whom they act belongs in no log
        return f"{type(self).__name__}(…)"


def sessie(ask: Ask) -> Sessie | None:
    """The session; nothing without a log-in."""
    viewer = ask.context.principal
    if viewer is None:
        return None
    company = viewer.organisation
    return Sessie(
        viewer.role,
        viewer.level,
        datetime.fromtimestamp(viewer.expires, UTC),
        viewer.representation.mandate if viewer.representation else None,
        company.kvk if company else None,
        company.vestigingsnummer if company else None,
    )
