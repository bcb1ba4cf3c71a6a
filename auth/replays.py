"""What may be used once only: the `jti` of a log-out token, and the like."""

from auth.store.database import Store
from auth.store.tables import replays
from auth.store.vault import Vault

__all__ = ["Replays"]


class Replays:
    """Ids that have been seen, until what they belong to has expired anyway; kept as keyed HMACs."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store, self._vault = store, vault

    async def first_time(self, kind: str, id: str, until: float) -> bool:
        """Whether this id of this kind is seen now for the first time; remembered until then, seconds since the epoch.

        Of several who ask at once, one is the first. Raises `StoreUnavailable`.
        """
        newest, *earlier = self._vault.blinds("replay", kind, id)
        async with self._store.begin() as connection:
            statement = self._store.insert(replays).values(id=newest, ends=until).on_conflict_do_nothing()
            first = (await connection.execute(statement)).rowcount == 1
            if first and earlier:  # seen before a key was rotated
                seen = await connection.execute(replays.select().where(replays.c.id.in_(earlier)))
                first = seen.first() is None
        return first
