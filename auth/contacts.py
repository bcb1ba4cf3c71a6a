"""Klantcontacten: the door through which an employee reaches one dossier, for one purpose, for a limited time."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from auth.bsn import valid_bsn
from auth.cautions import Caution
from auth.errors import Reason, Refused
from auth.principal import Principal
from auth.roles import Purpose, Verification

__all__ = ["LIFETIME", "Contact", "Contacts", "MemoryContacts"]

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


class Contacts(Protocol):
    """Where klantcontacten are kept."""

    async def start(
        self,
        agent: Principal,
        subject: str,
        purpose: Purpose,
        verification: Verification,
        cautions: frozenset[Caution] = frozenset(),
    ) -> Contact:
        """Open one; raises `Refused` for who may not, and `ValueError` for a number that is no BSN."""
        ...

    async def read(self, agent: Principal, contact_id: str) -> Contact | None:
        """The agent's own contact; None where it is unknown, over, or somebody else's, without a difference."""
        ...

    async def end(self, agent: Principal, contact_id: str) -> bool:
        """End the agent's own contact; False where `read` gives None."""
        ...


class MemoryContacts:
    """Klantcontacten in this process; each employee has a drawer of at most `limit`, and the oldest makes room."""

    def __init__(self, *, limit: int = 20, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._limit, self._clock = limit, clock
        self._drawers: dict[str, dict[str, Contact]] = {}
        self._swept = clock()

    async def start(
        self,
        agent: Principal,
        subject: str,
        purpose: Purpose,
        verification: Verification,
        cautions: frozenset[Caution] = frozenset(),
    ) -> Contact:
        """Open one; raises `Refused` for who may not, and `ValueError` for a number that is no BSN."""
        if not agent.role.is_employee or subject == agent.bsn:
            raise Refused(Reason.GEEN_TOEGANG)
        if not valid_bsn(subject):
            raise ValueError("no burgerservicenummer")
        now = self._clock()
        self._sweep(now)
        contact = Contact(
            secrets.token_urlsafe(16), agent.id, subject, purpose, verification, now, now + LIFETIME, cautions
        )
        drawer = self._drawers.setdefault(agent.id, {})
        drawer[contact.id] = contact
        while len(drawer) > self._limit:
            del drawer[next(iter(drawer))]
        return contact

    async def read(self, agent: Principal, contact_id: str) -> Contact | None:
        """The agent's own contact; None where it is unknown, over, or somebody else's, without a difference."""
        if not agent.role.is_employee:
            return None
        contact = self._drawers.get(agent.id, {}).get(contact_id)
        return contact if contact is not None and self._clock() < contact.expires else None

    async def end(self, agent: Principal, contact_id: str) -> bool:
        """End the agent's own contact; False where `read` gives None."""
        if await self.read(agent, contact_id) is None:
            return False
        del self._drawers[agent.id][contact_id]
        return True

    def __len__(self) -> int:
        """How many are kept, those that are over included until they are swept."""
        return sum(len(drawer) for drawer in self._drawers.values())

    def _sweep(self, now: datetime) -> None:
        """Forget what is over: at most once a minute, so that starting one costs the same with ten thousand."""
        if now - self._swept < timedelta(minutes=1):
            return
        self._swept = now
        for agent, drawer in list(self._drawers.items()):
            for contact in [contact for contact in drawer.values() if contact.expires <= now]:
                del drawer[contact.id]
            if not drawer:
                del self._drawers[agent]
