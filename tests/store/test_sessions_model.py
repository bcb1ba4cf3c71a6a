"""Sessions of two processes on one database, against a model of a few lines."""

import asyncio
import base64
from dataclasses import dataclass, replace

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from auth.errors import NotAuthenticated
from auth.principal import Principal
from auth.roles import Role
from auth.sessions import Sessions
from auth.store.database import Store
from auth.store.tables import sessions as table
from auth.store.vault import Vault
from tests.store.clock import Clock

KEY = base64.b64encode(bytes(32)).decode()
NAMES = st.sampled_from("xy")
PROCESS = st.integers(0, 1)


@dataclass(frozen=True)
class Known:
    """What the model knows of a session."""

    who: str
    provider: str
    sub: str
    sid: str
    began: float
    seen: float

    def lives(self, now: float) -> bool:
        return now < self.seen + 900 and now < self.began + 7200


class Machine(RuleBasedStateMachine):
    """The model holds what lives; every token ever given is tried."""

    tokens = Bundle("tokens")

    def __init__(self, address: str) -> None:
        super().__init__()
        self.runner, self.clock = asyncio.Runner(), Clock()
        self.stores = [Store(address) for _ in range(2)]
        self.sessions = [Sessions(store, Vault([KEY]), clock=self.clock) for store in self.stores]
        self.known: dict[str, Known] = {}
        self.number = 0
        self.runner.run(self.empty())

    async def empty(self) -> None:
        async with self.stores[0].begin() as connection:
            await connection.execute(table.delete())

    def somebody(self) -> Principal:
        self.number += 1
        return Principal(Role.INWONER, f"{self.number}", "web", 0)

    def lives(self, token: str) -> bool:
        return token in self.known and self.known[token].lives(self.clock.now)

    @rule(target=tokens, process=PROCESS, provider=NAMES, sub=NAMES, sid=NAMES)
    def open(self, process: int, provider: str, sub: str, sid: str) -> str:
        opening = self.sessions[process].open(self.somebody(), provider=provider, sub=sub, sid=sid)
        token, _ = self.runner.run(opening)
        self.known[token] = Known(f"{self.number}", provider, sub, sid, self.clock.now, self.clock.now)
        return token

    @rule(token=tokens, process=PROCESS)
    def read(self, token: str, process: int) -> None:
        session = self.runner.run(self.sessions[process].read(token))
        assert (session is not None) == self.lives(token)
        if session is not None:
            known, now = self.known[token], self.clock.now
            if min(now + 900, known.began + 7200) - min(known.seen + 900, known.began + 7200) >= 30:
                self.known[token] = known = replace(known, seen=now)
            assert (session.principal.id, session.provider, session.sub, session.sid) == (
                known.who,
                known.provider,
                known.sub,
                known.sid,
            )
            assert session.ends == min(known.seen + 900, known.began + 7200)

    @rule(target=tokens, token=tokens, process=PROCESS)
    def rotate(self, token: str, process: int) -> str:
        try:
            newer, _ = self.runner.run(self.sessions[process].rotate(token, self.somebody()))
        except NotAuthenticated:
            assert not self.lives(token)
            return token
        assert self.lives(token)
        self.known[newer] = replace(self.known.pop(token), who=f"{self.number}", seen=self.clock.now)
        return newer

    @rule(token=tokens, process=PROCESS)
    def end(self, token: str, process: int) -> None:
        assert (self.runner.run(self.sessions[process].end(token)) is not None) == self.lives(token)
        self.known.pop(token, None)

    @rule(process=PROCESS, provider=NAMES, name=NAMES, by=st.sampled_from(["sub", "sid"]))
    def log_out(self, process: int, provider: str, name: str, by: str) -> None:
        sessions = self.sessions[process]
        self.runner.run((sessions.end_by_sid if by == "sid" else sessions.end_by_subject)(provider, name))
        for token, known in list(self.known.items()):
            if known.provider == provider and getattr(known, by) == name:
                del self.known[token]

    @rule(seconds=st.sampled_from([1, 29, 30, 31, 600, 869, 870, 899, 900, 3600]))
    def later(self, seconds: int) -> None:
        self.clock.later(seconds)

    @rule(process=PROCESS)
    def sweep(self, process: int) -> None:
        self.runner.run(self.stores[process].sweep(self.clock.now))
        self.known = {token: known for token, known in self.known.items() if known.lives(self.clock.now)}

    @invariant()
    def the_table_has_what_lives(self) -> None:
        async def count() -> int:
            async with self.stores[0].reading() as connection:
                return len((await connection.execute(table.select().where(table.c.ends > self.clock.now))).all())

        assert self.runner.run(count()) == sum(map(self.lives, self.known))

    def teardown(self) -> None:
        for store in self.stores:
            self.runner.run(store.close())
        self.runner.close()


def test_sessions_are_what_the_model_says(store: Store, address: str) -> None:
    class Here(Machine):
        def __init__(self) -> None:
            super().__init__(address)

    run_state_machine_as_test(Here, settings=settings(max_examples=15, stateful_step_count=25, deadline=None))
