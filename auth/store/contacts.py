"""Klantcontacten in the store."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from auth.cautions import Caution
from auth.contacts import LIFETIME, Contact
from auth.errors import Reason, Refused
from auth.log.entry import SubjectKind
from auth.principal import Principal
from auth.roles import Purpose, Verification
from auth.store.codes import StoreCodes
from auth.store.database import Store
from auth.store.tables import contacts
from auth.store.vault import Unreadable, Vault, digest

__all__ = ["StoreContacts"]


class StoreContacts:
    """Klantcontacten; each employee has at most `limit` that are open, and the oldest makes room."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        *,
        limit: int = 20,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store, self._vault, self._limit, self._clock = store, vault, limit, clock
        self.codes = StoreCodes(store, vault, clock=clock)

    async def start(
        self,
        agent: Principal,
        subject: str,
        purpose: Purpose,
        verification: Verification,
        cautions: frozenset[Caution] = frozenset(),
        page: str = "",
    ) -> Contact:
        """Open one; raises `Refused` for who may not, and `ValueError` for a number of no dossier."""
        if not agent.role.is_employee or subject == agent.bsn:
            raise Refused(Reason.GEEN_TOEGANG)
        if SubjectKind.of(subject) is None:
            raise ValueError("no number of a dossier")
        now = self._clock()
        key, over = secrets.token_urlsafe(16), now + LIFETIME
        contact = Contact(key, agent.id, subject, purpose, verification, now, over, cautions, page)
        row, drawer, columns = digest(contact.id), self._vault.blind("agent", agent.id), contacts.c
        own = columns.agent.in_(self._vault.blinds("agent", agent.id))
        newest = sa.select(columns.number).where(own).order_by(columns.number.desc()).limit(self._limit - 1)
        sealed = self._vault.seal(msgspec.msgpack.encode(contact), contacts.name, row)
        ends = contact.expires.timestamp()
        async with self._store.begin(lock=drawer) as connection:
            kept = (await connection.execute(newest)).scalars().all()
            await connection.execute(contacts.delete().where(own, columns.number.not_in(kept)))
            await connection.execute(contacts.insert().values(id=row, agent=drawer, content=sealed, ends=ends))
        return contact

    async def read(self, agent: Principal, contact_id: str) -> Contact | None:
        """The agent's own contact; None where it is unknown, over, or somebody else's, without a difference."""
        if not agent.role.is_employee:
            return None
        row, columns = digest(contact_id), contacts.c
        own = columns.agent.in_(self._vault.blinds("agent", agent.id))
        async with self._store.reading() as connection:
            sealed = await connection.scalar(sa.select(columns.content).where(columns.id == row, own))
        if sealed is None:
            return None
        try:
            contact = msgspec.msgpack.decode(self._vault.unseal(sealed, contacts.name, row), type=Contact)
        except (Unreadable, msgspec.MsgspecError):
            return None
        return contact if self._clock() < contact.expires else None

    async def end(self, agent: Principal, contact_id: str) -> bool:
        """End the agent's own contact; False where `read` gives None."""
        if await self.read(agent, contact_id) is None:
            return False
        own = contacts.c.agent.in_(self._vault.blinds("agent", agent.id))
        async with self._store.begin() as connection:
            ended = await connection.execute(contacts.delete().where(contacts.c.id == digest(contact_id), own))
        return ended.rowcount > 0
