"""What is kept of a log-in between the way to the identity provider and the way back."""

import secrets
import time
from collections.abc import Callable

from auth.store.database import Store
from auth.store.tables import login_states
from auth.store.vault import Unreadable, Vault, digest

__all__ = ["LoginStates"]


class LoginStates:
    """Log-ins under way. The table has a digest of the key, so that who reads it can end nobody's log-in."""

    def __init__(self, store: Store, vault: Vault, *, clock: Callable[[], float] = time.time) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def begin(self, content: bytes, seconds: float = 600) -> str:
        """Keep this for so long; its key, 256 random bits. Raises `StoreUnavailable`."""
        key = secrets.token_urlsafe(32)
        row = digest(key)
        sealed = self._vault.seal(content, login_states.name, row)
        async with self._store.begin() as connection:
            await connection.execute(login_states.insert().values(id=row, content=sealed, ends=self._clock() + seconds))
        return key

    async def take(self, key: str) -> bytes | None:
        """What is kept under this key, for who asks first and in time; None otherwise, without a difference.

        Raises `StoreUnavailable`.
        """
        row, columns = digest(key), login_states.c
        taking = login_states.delete().where(columns.id == row).returning(columns.content, columns.ends)
        async with self._store.begin() as connection:
            found = (await connection.execute(taking)).one_or_none()
        if found is None or found.ends <= self._clock():
            return None
        try:
            return self._vault.unseal(found.content, login_states.name, row)
        except Unreadable:
            return None
