"""Codes of residents who call, in the store."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from auth.codes import LIFETIME, Code
from auth.errors import Reason, Refused
from auth.principal import Principal
from auth.store.database import Store
from auth.store.tables import codes
from auth.store.vault import Unreadable, Vault

__all__ = ["StoreCodes"]


class StoreCodes:
    """Each resident has at most one; nobody finds somebody by a code, it only says who they are said to be."""

    def __init__(
        self, store: Store, vault: Vault, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def show(self, resident: Principal, page: str) -> Code:
        """A new code in the place of an earlier one; raises `Refused` for who is not logged in for themselves."""
        subject = resident.subject
        if subject is None or subject != resident.bsn or resident.representation is not None:
            raise Refused(Reason.GEEN_TOEGANG)
        now = self._clock()
        ends = min(now + LIFETIME, datetime.fromtimestamp(resident.expires, UTC))
        code = Code(f"{secrets.randbelow(10_000):04}", page, ends)
        row = self._vault.blind("code", subject)
        async with self._store.begin(lock=row) as connection:
            await connection.execute(codes.delete().where(codes.c.id.in_(self._vault.blinds("code", subject))))
            await connection.execute(codes.insert().values(id=row, **self._sealed(code, row)))
        return code

    async def accept(self, subject: str, digits: str) -> Code | None:
        """The code of whose dossier this is, used up by that; None where it is wrong, over or not there."""
        rows = codes.c.id.in_(self._vault.blinds("code", subject))
        async with self._store.begin(lock=self._vault.blind("code", subject)) as connection:
            found = (await connection.execute(sa.select(codes.c.id, codes.c.content).where(rows))).first()
            code = None if found is None else self._opened(found.content, found.id)
            if found is None or code is None:
                return None
            right = hmac.compare_digest(code.digits.encode(), digits.encode("utf-8", "replace"))
            if right or code.tries <= 1:
                await connection.execute(codes.delete().where(rows))
            else:
                left = self._sealed(replace(code, tries=code.tries - 1), found.id)
                await connection.execute(codes.update().where(codes.c.id == found.id).values(**left))
        return code if right else None

    def _sealed(self, code: Code, row: bytes) -> dict[str, object]:
        content = self._vault.seal(msgspec.msgpack.encode(code), codes.name, row)
        return {"content": content, "ends": code.expires.timestamp()}

    def _opened(self, content: bytes, row: bytes) -> Code | None:
        try:
            code = msgspec.msgpack.decode(self._vault.unseal(content, codes.name, row), type=Code)
        except (Unreadable, msgspec.MsgspecError):
            return None
        return code if self._clock() < code.expires else None
