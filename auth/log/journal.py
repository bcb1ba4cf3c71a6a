"""The journal: an append-only file in which the lines of an operation are before its answer leaves."""

import asyncio
import contextlib
import errno
import os
import queue
import secrets
import threading
from pathlib import Path

from auth.log.disk import Disk
from auth.log.errors import LogUnavailable
from auth.log.segments import SUFFIX, framed

__all__ = ["Journal"]


_Waiter = tuple[bytes, "asyncio.Future[None]"]
_Batch = tuple[asyncio.AbstractEventLoop, list[_Waiter]]


class Journal:
    """Writes frames to segments of its own in `folder`. What operations hand over while a write is under way shares
    the next one (group commit).

    Files are opened at the first write, so after a fork; a segment belongs to one process, and a new one is begun
    after `size` bytes and after each failure, so that nothing stands behind a torn frame. Lives in one event loop.
    """

    def __init__(self, folder: Path, *, size: int = 4 * 2**20, disk: Disk | None = None) -> None:
        self.folder = folder
        self._size, self._disk = size, Disk() if disk is None else disk
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._waiting: list[_Waiter] = []
        self._writing = False
        self._batches: queue.SimpleQueue[_Batch | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._segment: int | None = None
        self._length = self._number = 0
        self._name = f"{self._process}-{secrets.token_hex(8)}"

    async def write(self, payload: bytes) -> None:
        """Return when this is on the disk; raises `LogUnavailable` when it can't be known to be.

        Who stops waiting has handed it over all the same.
        """
        frame = framed(payload)
        if self._process != os.getpid():
            self._leave()
        loop = asyncio.get_running_loop()
        written = loop.create_future()
        self._waiting.append((frame, written))
        if not self._writing:
            self._next(loop)
        await written

    async def close(self) -> None:
        """Wait for what was handed over, and let go of the segment. The journal can be written to anew."""
        thread = self._thread
        if thread is None or self._process != os.getpid():
            return
        loop = asyncio.get_running_loop()
        while self._writing or self._waiting:
            last = loop.create_future()
            self._waiting.append((b"", last))  # nothing more: the end of what was handed over until now
            if not self._writing:
                self._next(loop)
            with contextlib.suppress(LogUnavailable):
                await last
        self._batches.put(None)
        thread.join()
        self._begin()

    def _leave(self) -> None:
        """Begin anew in a process that was forked off: the segment is the parent's, and only the parent holds it."""
        if self._segment is not None:
            os.close(self._segment)
        self._begin()

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._writing = True
        batch, self._waiting = self._waiting, []
        if self._thread is None:
            # A thread and a queue of our own: an executor costs twice as much CPU for each batch.
            thread = threading.Thread(target=self._work, args=(self._batches,), name="journal", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the system has no thread for us now
                loop.call_soon(self._done, loop, batch, errno.EAGAIN)
                return
            self._thread = thread
        self._batches.put((loop, batch))

    def _work(self, batches: "queue.SimpleQueue[_Batch | None]") -> None:
        """The journal's thread: one write and one sync for all who wait together."""
        while (taken := batches.get()) is not None:
            loop, batch = taken
            fault: int | None = None
            try:
                self._append(b"".join([frame for frame, _ in batch]))
            except Exception as error:  # whatever it is, nobody waits for ever
                fault = getattr(error, "errno", None) or -1
                self._abandon()
            with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(self._done, loop, batch, fault)
            del taken, batch
        self._abandon()

    def _append(self, data: bytes) -> None:
        if not data:
            return
        if self._segment is not None and self._length >= self._size:
            self._abandon()
        if self._segment is None:
            self._open()
        assert self._segment is not None  # noqa: S101 - `_open` has set it
        rest = memoryview(data)
        while rest:
            written = self._disk.write(self._segment, rest)
            if written <= 0:
                raise OSError(errno.EIO, "nothing was written")
            rest = rest[written:]
        self._disk.sync(self._segment)
        self._length += len(data)

    def _open(self) -> None:
        """A new segment, which gets its name when its lock is held: nobody takes it for that of a dead process."""
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._disk.sync_folder(self.folder.parent)
        path = self.folder / f"{self._name}-{self._number:06d}{SUFFIX}"
        made = path.with_suffix(".new")
        self._number += 1
        self._length = 0
        self._segment = self._disk.create(made)
        try:
            self._disk.lock(self._segment)
            self._disk.rename(made, path)
        except OSError:
            with contextlib.suppress(OSError):
                self._disk.unlink(made)
            raise
        self._disk.sync_folder(self.folder)

    def _abandon(self) -> None:
        """Never write to this segment again."""
        segment, self._segment = self._segment, None
        if segment is not None:
            with contextlib.suppress(OSError):
                self._disk.close(segment)

    def _done(self, loop: asyncio.AbstractEventLoop, batch: list[_Waiter], fault: int | None) -> None:
        if self._waiting:
            self._next(loop)
        else:
            self._writing = False
        for _, written in batch:
            if not written.done():
                if fault is None:
                    written.set_result(None)
                else:
                    written.set_exception(LogUnavailable(fault))
