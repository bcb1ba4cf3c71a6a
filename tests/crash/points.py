"""Points at which a worker can be killed: each step of the file system and of the store, before, half-way and after."""

import contextlib
import itertools
import os
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from auth.log.disk import Disk
from auth.store.database import Store

__all__ = ["Crash", "CrashingDisk", "CrashingStore", "fail_the_power"]


class Crash:
    """Kills this process at its step number `at`; 0 is never. What it has to say afterwards stands in `ledger`."""

    def __init__(self, at: int, ledger: Path, seed: int = 0) -> None:
        self._at, self._steps, self.random = at, itertools.count(1), random.Random(seed)
        self._ledger = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.steps = 0

    def step(self, kind: str) -> None:
        """A point of this kind."""
        if self.due():
            self.kill(kind)

    def due(self) -> bool:
        """Whether this is the one."""
        self.steps = next(self._steps)
        return self.steps == self._at

    def kill(self, kind: str) -> None:
        """Die now, as by `kill -9`."""
        self.say("killed", kind)
        os.kill(os.getpid(), signal.SIGKILL)

    def say(self, *words: object) -> None:
        """A line in the ledger; it is there when the process is killed the moment after."""
        os.write(self._ledger, (" ".join(map(str, words)) + "\n").encode())


class CrashingDisk(Disk):
    """The file system, with points around each step. It tells the ledger what was synced."""

    def __init__(self, crash: Crash) -> None:
        self._crash = crash
        self._files: dict[int, tuple[str, int]] = {}
        self._unlinked: list[Path] = []

    def create(self, path: Path) -> int:
        self._crash.step("before a segment is created")
        descriptor = super().create(path)
        self._files[descriptor] = (path.name, 0)
        self._crash.step("after a segment is created")
        return descriptor

    def lock(self, descriptor: int) -> None:
        super().lock(descriptor)
        self._crash.step("after a lock")

    def rename(self, old: Path, new: Path) -> None:
        self._crash.step("before a rename")
        super().rename(old, new)
        for descriptor, (name, length) in self._files.items():
            if name == old.name:
                self._files[descriptor] = (new.name, length)
        self._crash.step("after a rename")

    def write(self, descriptor: int, data: memoryview) -> int:
        self._crash.step("before a write")
        if self._crash.due():
            super().write(descriptor, data[: self._crash.random.randrange(len(data))])
            self._crash.kill("half-way a write")
        written = super().write(descriptor, data)
        name, length = self._files[descriptor]
        self._files[descriptor] = (name, length + written)
        self._crash.step("after a write")
        return written

    def sync(self, descriptor: int) -> None:
        self._crash.step("before a sync")
        super().sync(descriptor)
        self._crash.say("synced", *self._files[descriptor])
        self._crash.step("after a sync")

    def sync_folder(self, path: Path) -> None:
        self._crash.step("before a sync of the folder")
        super().sync_folder(path)
        unlinked, self._unlinked = self._unlinked, []
        for gone in unlinked:
            gone.with_suffix(".unlinked").unlink(missing_ok=True)
        for name, _ in list(self._files.values()):
            self._crash.say("named", name)
        self._crash.step("after a sync of the folder")

    def close(self, descriptor: int) -> None:
        self._files.pop(descriptor, None)
        super().close(descriptor)
        self._crash.step("after a close")

    def unlink(self, path: Path) -> None:
        """Until the folder is synced, a file that was removed can come back: it waits under another name."""
        self._crash.step("before an unlink")
        with contextlib.suppress(FileNotFoundError):
            path.rename(path.with_suffix(".unlinked"))
            self._unlinked.append(path)
        self._crash.step("after an unlink")


class CrashingStore(Store):
    """The store, with points around each commit."""

    crash: Crash

    @contextlib.asynccontextmanager
    async def begin(self, lock: bytes = b"") -> AsyncIterator[AsyncConnection]:
        async with super().begin(lock) as connection:
            self.crash.step("in a transaction, before its first statement")
            yield connection
            self.crash.step("before a commit")
        self.crash.step("after a commit")


def fail_the_power(folder: Path, ledger: Path) -> None:
    """Take away what the dead worker had not synced: bytes at the end, names, and removals."""
    lengths: dict[str, int] = {}
    named: set[str] = set()
    for line in ledger.read_text().splitlines():
        match line.split():
            case ["synced", name, length]:
                lengths[name] = int(length)
            case ["named", name]:
                named.add(name)
    for path in folder.glob("*.unlinked"):
        path.rename(path.with_suffix(".log"))
    for path in folder.iterdir():
        if path.name in lengths and path.name in named:
            os.truncate(path, min(path.stat().st_size, lengths[path.name]))
        elif path.name in named:
            os.truncate(path, 0)
