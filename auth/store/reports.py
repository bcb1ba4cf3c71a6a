"""Reports in the store."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from auth.reports import KEPT, MOST, Report
from auth.store.database import Store
from auth.store.tables import links as table
from auth.store.vault import Unreadable, Vault

__all__ = ["StoreReports"]


class StoreReports:
    """Which reports somebody made: sealed, and found by a keyed HMAC of the number of the dossier."""

    def __init__(
        self, store: Store, vault: Vault, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def of(self, subject: str) -> list[Report]:
        """Somebody's reports, newest first, at most `MOST`; what can't be read any more is none."""
        own = table.c.subject.in_(self._vault.blinds("subject", subject))
        there = sa.and_(own, table.c.ends > self._clock().timestamp())
        newest = sa.select(table.c.id, table.c.content).where(there).order_by(table.c.ends.desc()).limit(MOST)
        async with self._store.reading() as connection:
            rows = (await connection.execute(newest)).all()
        read = (self._read(row.content, row.id) for row in rows)
        return sorted((link for link in read if link is not None), key=lambda link: link.gemeld_op, reverse=True)

    async def keep(self, subject: str, *links: Report) -> None:
        """Keep these, or what they are by now; one that its key has been replaced under is not there twice."""
        if not links:
            return
        owner = self._vault.blind("subject", subject)
        async with self._store.begin(lock=owner) as connection:
            for link in links:
                known = self._vault.blinds("link", subject, link.signal_id)
                await connection.execute(table.delete().where(table.c.id.in_(known)))
                row, ends = known[0], (link.gemeld_op + KEPT).timestamp()
                content = self._vault.seal(msgspec.msgpack.encode(link), table.name, row)
                values = {"id": row, "subject": owner, "content": content, "ends": ends}
                await connection.execute(table.insert().values(values))

    def _read(self, sealed: bytes, row: bytes) -> Report | None:
        try:
            return msgspec.msgpack.decode(self._vault.unseal(sealed, table.name, row), type=Report)
        except (Unreadable, msgspec.MsgspecError):
            return None
