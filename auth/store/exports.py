"""Exports in the store: sealed, and gone when they are fetched or a day is over."""

import secrets
import time
from collections.abc import Callable, Collection, Mapping

import msgspec
import sqlalchemy as sa

from auth.exports import Export, Form, State
from auth.groups import FieldGroup
from auth.principal import Principal
from auth.store.database import Store
from auth.store.tables import exports
from auth.store.vault import Unreadable, Vault, digest

__all__ = ["KEPT", "MAKING", "StoreExports"]

KEPT = 24 * 3600.0  # seconds
MAKING = 600.0  # seconds; what is not made by then is never made: the process that did so is gone


class StoreExports:
    """Exports in the store; `clock` is seconds since the epoch. Everything here raises `StoreUnavailable`."""

    def __init__(self, store: Store, vault: Vault, *, clock: Callable[[], float] = time.time) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def begin(self, viewer: Principal) -> str | None:
        """A new one, by its id; None while one of theirs is being made."""
        id_, now = secrets.token_urlsafe(24), self._clock()
        owner, owned = self._vault.blind("export", *_who(viewer)), self._owned(viewer)
        async with self._store.begin(lock=owner) as connection:
            busy = sa.select(exports.c.id).where(owned, exports.c.done.is_(False), exports.c.until > now)
            if (await connection.execute(busy)).first() is not None:
                return None
            await connection.execute(exports.delete().where(owned))
            await connection.execute(
                exports.insert().values(id=digest(id_), owner=owner, done=False, until=now + MAKING, ends=now + KEPT)
            )
        return id_

    async def finish(self, id_: str, forms: Mapping[Form, bytes], groups: Collection[FieldGroup]) -> None:
        """Keep what was made, and which groups are in it."""
        row = digest(id_)
        kept: dict[str, bytes] = {"groups": msgspec.msgpack.encode(sorted(groups))}
        kept.update(forms.items())
        sealed = {name: self._vault.seal(content, _place(name), row) for name, content in kept.items()}
        async with self._store.begin() as connection:
            await connection.execute(exports.update().where(exports.c.id == row).values(**sealed, done=True))

    async def fail(self, id_: str) -> None:
        """It will not be made: the next one may begin."""
        async with self._store.begin() as connection:
            await connection.execute(exports.update().where(exports.c.id == digest(id_)).values(until=0.0))

    async def read(self, viewer: Principal, id_: str) -> Export | None:
        """How far the viewer's own one is; None where there is none, or none any more."""
        async with self._store.reading() as connection:
            row = (await connection.execute(sa.select(exports).where(self._own(viewer, id_)))).one_or_none()
        now = self._clock()
        if row is None or row.ends <= now:
            return None
        state = State.KLAAR if row.done else State.BEZIG if row.until > now else State.MISLUKT
        forms: tuple[Form, ...] = tuple(form for form in _FORMS if getattr(row, form) is not None)
        try:
            held = b"\x90" if row.groups is None else self._vault.unseal(row.groups, _place("groups"), row.id)
        except Unreadable:
            return None
        return Export(state, forms, row.ends, frozenset(msgspec.msgpack.decode(held, type=list[FieldGroup])))

    async def take(self, viewer: Principal, id_: str, form: Form) -> bytes | None:
        """The viewer's own one in this form, which is gone from then on; None where it is not there.

        Of two who take it at once, one gets it.
        """
        column = exports.c[form]
        mine = sa.and_(self._own(viewer, id_), column.is_not(None), exports.c.ends > self._clock())
        async with self._store.begin(lock=digest(id_)) as connection:
            sealed = (await connection.execute(sa.select(column).where(mine))).scalar_one_or_none()
            if sealed is None:
                return None
            await connection.execute(exports.update().where(mine).values({form: None}))
            over = sa.and_(exports.c.id == digest(id_), exports.c.json.is_(None), exports.c.pdf.is_(None))
            await connection.execute(exports.delete().where(over, exports.c.done.is_(True)))
        try:
            return self._vault.unseal(sealed, _place(form), digest(id_))
        except Unreadable:
            return None

    def _own(self, viewer: Principal, id_: str) -> sa.ColumnElement[bool]:
        return sa.and_(exports.c.id == digest(id_), self._owned(viewer))

    def _owned(self, viewer: Principal) -> sa.ColumnElement[bool]:
        return exports.c.owner.in_(self._vault.blinds("export", *_who(viewer)))


_FORMS: tuple[Form, ...] = ("json", "pdf")


def _place(form: str) -> str:
    return f"{exports.name}.{form}"


def _who(viewer: Principal) -> tuple[str, ...]:
    """Who asks and for whom: by another mandate, or one about something else, they are another."""
    by = viewer.representation
    about = "" if by is None else f"{by.mandate} {sorted(by.groups)}"
    return viewer.role, viewer.id, viewer.subject or "", about, msgspec.json.encode(viewer.organisation).decode()
