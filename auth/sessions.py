"""Sessions: a log-in that lasts while somebody is active, known to their browser by one opaque token.

A session ends 15 minutes after the last request (DigiD), and two hours after log-in in any case (eHerkenning).
"""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.errors import NotAuthenticated, StoreUnavailable
from auth.principal import Principal
from auth.store.database import Store
from auth.store.tables import sessions
from auth.store.vault import Unreadable, Vault, digest

__all__ = ["Session", "Sessions"]

_WRITES = 30  # the idle clock is written at most so many times in its length
_CHUNK = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's session. Its repr shows nothing personal; times are in seconds since the epoch.

    `ends` is when it is over without another request, `latest` in any case; `principal.expires` is `ends` too.
    `id_token` is the hint at log-out (OIDC RP-Initiated Logout 1.0
    §2), `sid` and `sub` are the provider's names for the session and for who has it.
    """

    id: bytes = field(repr=False)
    principal: Principal
    provider: str
    sub: str = field(repr=False)
    sid: str | None = field(repr=False)
    id_token: str | None = field(repr=False)
    began: float
    ends: float
    latest: float


class _Content(msgspec.Struct, frozen=True):
    principal: Principal
    provider: str
    sub: str
    sid: str | None
    id_token: str | None


class Sessions:
    """Sessions in the store; `idle` and `longest` are seconds. Everything here raises `StoreUnavailable`."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        *,
        idle: float = 900,
        longest: float = 7200,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._vault, self._clock = store, vault, clock
        self._idle, self._longest = idle, longest
        self._waiting: dict[bytes, set[asyncio.Event]] = {}

    async def open(
        self,
        principal: Principal,
        *,
        provider: str,
        sub: str | None = None,
        sid: str | None = None,
        id_token: str | None = None,
    ) -> tuple[str, Session]:
        """Begin one: the token that only the browser gets, 256 random bits, and the session.

        `sub` is what the provider calls them, `principal.id` where it is not given.
        """
        content = _Content(principal, provider, sub or principal.id, sid, id_token)
        now = self._clock()
        async with self._store.begin() as connection:
            return await self._insert(connection, content, began=now, now=now)

    async def read(self, token: str, *, active: bool = True) -> Session | None:
        """The session of this token, for a request: the idle clock starts anew, but where nobody is `active`.

        None where there is none any more.

        The new end is written when that moves it by a thirtieth of the idle time: a session may end so much earlier
        than the clock says, and never later.
        """
        row = digest(token)
        async with self._store.reading() as connection:
            found = (await connection.execute(sa.select(sessions).where(sessions.c.id == row))).one_or_none()
        now = self._clock()
        session = self._unsealed(found, now)
        if session is None or not active:
            return session
        ends = min(now + self._idle, session.latest)
        if ends - session.ends < self._idle / _WRITES:
            return session
        later = sessions.update().where(sessions.c.id == row, sessions.c.ends < ends).values(ends=ends)
        async with self._store.begin() as connection:
            await connection.execute(later)
        return _until(session, ends)

    async def rotate(
        self,
        token: str,
        principal: Principal,
        *,
        sub: str | None = None,
        sid: str | None = None,
        id_token: str | None = None,
    ) -> tuple[str, Session]:
        """Go on as this principal, at step-up or a switch of representation: a new token, and the old one is dead.

        The longest time goes on counting from log-in. What the provider said anew replaces what it said before. Of two
        who rotate the same token, one does. Raises `NotAuthenticated` where the session is over.
        """
        row, now = digest(token), self._clock()
        async with self._store.begin() as connection:
            deleted = sessions.delete().where(sessions.c.id == row).returning(sessions)
            old = self._unsealed((await connection.execute(deleted)).one_or_none(), now)
            if old is None:
                raise NotAuthenticated("session over")
            content = _Content(principal, old.provider, sub or old.sub, sid or old.sid, id_token or old.id_token)
            made = await self._insert(connection, content, began=old.began, now=now)
        self._wake([row])
        return made

    async def end(self, token: str) -> Session | None:
        """End the session of this token; what it was, for the log-out at the provider."""
        ended = await self._end(sessions.c.id == digest(token))
        return self._unsealed(ended[0], self._clock()) if ended else None

    async def end_by_sid(self, provider: str, sid: str) -> int:
        """End what the provider calls by this `sid` (OIDC Back-Channel Logout 1.0 §2.4); how many that were."""
        return len(await self._end(sessions.c.sid.in_(self._vault.blinds("sid", provider, sid))))

    async def end_by_subject(self, provider: str, sub: str) -> int:
        """End every session of who has this `sub` at the provider; how many that were."""
        return len(await self._end(sessions.c.subject.in_(self._vault.blinds("sub", provider, sub))))

    async def until_ended(self, session: Session) -> None:
        """Wait until this session is over, for what is open in its name. A rotated session is over too.

        What this process ends is noticed at once; the clock, and endings by other processes, at the next `look`. Where
        the store can't be reached nobody can be checked: that is an end too.
        """
        event, waiting = asyncio.Event(), self._waiting.setdefault(session.id, set())
        waiting.add(event)
        try:
            if await self._alive([session.id]):
                await event.wait()
        finally:
            waiting.discard(event)
            if not waiting and self._waiting.get(session.id) is waiting:
                del self._waiting[session.id]

    async def look(self) -> None:
        """Wake who waits for a session that is over by now."""
        if not (waited := list(self._waiting)):
            return
        alive = await self._alive(waited)
        self._wake(id for id in waited if id not in alive)

    async def watch(self, interval: float = 5.0) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(interval)
            await self.look()

    async def _insert(
        self, connection: AsyncConnection, content: _Content, *, began: float, now: float
    ) -> tuple[str, Session]:
        token = secrets.token_urlsafe(32)
        row, latest = digest(token), began + self._longest
        ends = min(now + self._idle, latest)
        sid = None if content.sid is None else self._vault.blind("sid", content.provider, content.sid)
        await connection.execute(
            sessions.insert().values(
                id=row,
                subject=self._vault.blind("sub", content.provider, content.sub),
                sid=sid,
                content=self._vault.seal(msgspec.msgpack.encode(content), sessions.name, row),
                began=began,
                ends=ends,
            )
        )
        return token, _session(row, content, began, ends, latest)

    def _unsealed(self, row: Any, now: float) -> Session | None:
        if row is None or now >= row.ends or now >= row.began + self._longest:
            return None
        try:
            content = msgspec.msgpack.decode(self._vault.unseal(row.content, sessions.name, row.id), type=_Content)
        except (Unreadable, msgspec.MsgspecError):  # a key that is gone, or the content of another version
            return None
        latest = row.began + self._longest
        return _session(row.id, content, row.began, min(row.ends, latest), latest)

    async def _end(self, which: sa.ColumnElement[bool]) -> list[Any]:
        async with self._store.begin() as connection:
            ended = (await connection.execute(sessions.delete().where(which).returning(sessions))).all()
        self._wake(row.id for row in ended)
        return list(ended)

    async def _alive(self, ids: Sequence[bytes]) -> set[bytes]:
        """Which of these are not over, as far as is known."""
        alive: set[bytes] = set()
        columns, now = sessions.c, self._clock()
        try:
            async with self._store.reading() as connection:
                for start in range(0, len(ids), _CHUNK):
                    some = sa.select(columns.id).where(columns.id.in_(ids[start : start + _CHUNK]), columns.ends > now)
                    alive.update((await connection.execute(some)).scalars())
        except StoreUnavailable:
            return set()
        return alive

    def _wake(self, ids: Iterable[bytes]) -> None:
        for id in ids:
            for event in self._waiting.get(id, ()):
                event.set()


def _session(id: bytes, content: _Content, began: float, ends: float, latest: float) -> Session:
    session = Session(id, **msgspec.structs.asdict(content), began=began, ends=ends, latest=latest)
    return _until(session, ends)


def _until(session: Session, ends: float) -> Session:
    principal = replace(session.principal, expires=int(ends), session=session.id.hex())
    return replace(session, ends=ends, principal=principal)
