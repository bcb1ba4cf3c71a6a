"""Klantcontacten: the door through which an employee reaches one dossier, for one purpose, for a limited time.

The dossier is of a resident or of an organisation.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from auth.cautions import Caution
from auth.codes import Codes
from auth.principal import Principal
from auth.roles import Purpose, Verification

__all__ = ["LIFETIME", "Contact", "Contacts"]

LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Contact:
    """One klantcontact. `id` is opaque and no key by itself: only the employee who started it reads it."""

    id: str
    agent: str = field(repr=False)
    subject: str = field(repr=False)
    purpose: Purpose
    verification: Verification
    started: datetime
    expires: datetime
    cautions: frozenset[Caution] = frozenset()  # what the employee must know as long as it lasts
    page: str = ""  # of the portal: what the caller looked at when they asked for the code that they read out


class Contacts(Protocol):
    """Where klantcontacten are kept, and the codes by which callers show who they are."""

    @property
    def codes(self) -> Codes:
        """The codes."""
        ...

    async def start(
        self,
        agent: Principal,
        subject: str,
        purpose: Purpose,
        verification: Verification,
        cautions: frozenset[Caution] = frozenset(),
        page: str = "",
    ) -> Contact:
        """Open one; raises `Refused` for who may not, and `ValueError` for a number of no dossier.

        Each method raises `StoreUnavailable`.
        """
        ...

    async def read(self, agent: Principal, contact_id: str) -> Contact | None:
        """The agent's own contact; None where it is unknown, over, or somebody else's, without a difference."""
        ...

    async def end(self, agent: Principal, contact_id: str) -> bool:
        """End the agent's own contact; False where `read` gives None."""
        ...
