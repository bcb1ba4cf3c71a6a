"""One worker that is killed, the recovery after it, and what must hold then."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from starlette.types import ASGIApp, Message

from auth.log.disk import Disk
from auth.log.record import Log
from auth.log.register import Register, read_register
from auth.log.segments import segments
from auth.log.shipper import Shipper
from auth.store.database import Store
from auth.store.log_tables import log_looks, log_operations
from tests.crash.office import LOOKS, log_of, office
from tests.crash.points import Crash, CrashingDisk, CrashingStore, fail_the_power

__all__ = ["Broken", "Death", "Place", "Point", "checked", "chosen", "killed"]

_OPERATIONS, _TOGETHER = 40, 5
_LONGEST = 30  # seconds that a worker may live


class Broken(AssertionError):
    """What the proof is about does not hold."""


@dataclass
class Place:
    """Where workers live and die one after the other: a journal, a store, and what was asked and answered until now."""

    folder: Path
    url: str
    register: Register
    started: set[bytes]
    answered: set[bytes]

    @classmethod
    def made(cls, folder: Path, url: str = "") -> "Place":
        (folder / "log").mkdir(parents=True)
        url = url or f"sqlite+aiosqlite:///{folder / 'store.db'}"
        asyncio.run(_upgraded(url))
        return cls(folder, url, read_register(), set(), set())

    @property
    def journal(self) -> Path:
        return self.folder / "log"


@dataclass(frozen=True)
class Point:
    """When a worker dies, by the number of the step, and whether the power fails with it. Step 0 is: at its end.

    One that is `recovering` has no clients: it ships what others left.
    """

    at: int
    power: bool = False
    seed: int = 0
    recovering: bool = False


@dataclass(frozen=True)
class Death:
    """At what a worker died, after how many steps, and how many answers its clients had."""

    kind: str
    steps: int
    answers: int

    @property
    def at_the_end(self) -> bool:
        """Whether it had done all that it had to."""
        return self.kind.startswith("at the end")


def killed(
    place: Place,
    point: Point,
    *,
    app: Callable[[Log], ASGIApp] = office,
    disk: Callable[[Crash], Disk] = CrashingDisk,
) -> Death:
    """Fork a worker that serves clients and ships; come back when it is dead, and add what it asked and answered."""
    ledger = place.folder / "ledger"
    ledger.unlink(missing_ok=True)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            signal.alarm(_LONGEST)
            os.close(reading)
            asyncio.run(_served(place, point, Crash(point.at, ledger, point.seed), writing, app, disk))
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise Broken("the worker failed, or hung")
    answers = 0
    for place_of in range(0, len(told) - len(told) % 17, 17):
        trace = told[place_of + 1 : place_of + 17]
        if told[place_of : place_of + 1] == b"S":
            place.started.add(trace)
        else:
            place.answered.add(trace)
            answers += 1
    if point.power:
        fail_the_power(place.journal, ledger)
    for path in place.journal.glob("*.unlinked"):
        path.unlink()  # the power did not fail: what was removed is gone
    lines = [line.split(" ", 1) for line in ledger.read_text().splitlines()]
    kind = next((rest for word, rest in lines if word == "killed"), "at the end")
    steps = next((int(rest) for word, rest in lines if word == "steps"), point.at)
    return Death(kind, steps, answers)


async def _served(
    place: Place, point: Point, crash: Crash, pipe: int, app: Callable[[Log], ASGIApp], disk: Callable[[Crash], Disk]
) -> None:
    store = CrashingStore(place.url)
    store.crash = crash
    crashing = disk(crash)
    log = log_of(place.journal, place.register, crashing)
    shipper = Shipper(place.journal, store, place.register, disk=crashing)
    if point.recovering:
        await shipper.catch_up()
        crash.kill("at the end of a recovery")
    shipping = asyncio.create_task(shipper.run(0.004))
    serving = app(log)

    async def ask() -> None:
        for _ in range(_OPERATIONS // _TOGETHER):
            trace, status = os.urandom(16), 0
            os.write(pipe, b"S" + trace)

            async def receive() -> Message:
                await asyncio.sleep(3600)  # the client waits for its answer
                return {"type": "http.disconnect"}

            async def send(message: Message, trace: bytes = trace) -> None:
                """The client has its answer when it is sent, whatever the service does afterwards."""
                nonlocal status
                status = message.get("status", status)
                if message["type"] == "http.response.body" and status == 200:
                    os.write(pipe, b"A" + trace)

            traceparent = f"00-{trace.hex()}-{os.urandom(8).hex()}-01".encode()
            scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"traceparent", traceparent)]}
            await serving(scope, receive, send)
            await asyncio.sleep(0)

    await asyncio.gather(*(ask() for _ in range(_TOGETHER)))
    crash.say("steps", crash.steps)
    crash.kill("at the end")
    await shipping  # which is never reached, and keeps the task until then


async def _upgraded(url: str) -> None:
    store = Store(url)
    await store.upgrade()
    await store.close()


def checked(place: Place) -> None:
    """Recover, and recover again from a copy of what was there; raises `Broken` for a line that lacks or is double."""
    asyncio.run(_checked(place))


async def _checked(place: Place) -> None:
    copy = place.folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    if place.journal.exists():
        shutil.copytree(place.journal, copy)
    store = Store(place.url)
    try:
        shipper = Shipper(place.journal, store, place.register)
        await shipper.catch_up()
        await shipper.catch_up()
        first = await _lines(store)
        await Shipper(copy, store, place.register).catch_up()
        if await _lines(store) != first:
            raise Broken("shipping again has changed what is there")
    finally:
        await store.close()
    if shipper.damaged or list(place.journal.glob("*.damaged")):
        raise Broken("a worker that was killed left a damaged segment")
    if segments(place.journal):
        raise Broken("a segment of a dead worker is left")
    operations, looks = first
    if lost := place.answered - operations.keys():
        raise Broken(f"{len(lost)} answers of {len(place.answered)} have no line")
    if operations.keys() - place.started:
        raise Broken("there are lines that nobody asked for")
    for trace, number in operations.items():
        if number != 1 or looks.get(trace) != LOOKS:
            raise Broken(f"{number} operations and {looks.get(trace)} looks of one trace")
    if looks.keys() - operations.keys():
        raise Broken("there are looks without an operation")


async def _lines(store: Store) -> tuple[dict[bytes, int], dict[bytes, int]]:
    """How many operations, and how many looks, there are of each trace."""
    counted = []
    async with store.reading() as connection:
        for table in (log_operations, log_looks):
            query = sa.select(table.c.trace_id, sa.func.count()).group_by(table.c.trace_id)
            counted.append({trace: number for trace, number in await connection.execute(query)})
    return counted[0], counted[1]


def chosen(random_: random.Random, steps: int) -> Point:
    """A point at random, of this many steps: the power fails in half of them, and a quarter is recovering."""
    recovering = random_.random() < 0.25
    at = random_.randint(1, 15 if recovering else steps)
    return Point(at, random_.random() < 0.5, random_.randrange(2**31), recovering)
