"""The shipper: brings frames from the journals of this machine into the store, each once however often it tries."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import structlog
from sqlalchemy import delete, select

from auth.log.alone import alone
from auth.log.disk import Disk
from auth.log.finishing import to_the_end
from auth.log.register import Register
from auth.log.rows import Rows, rows_of
from auth.log.segments import Segment, Tail, segments
from auth.store.database import Store
from auth.store.log_tables import log_looks, log_operations, log_segments

__all__ = ["Shipper"]

_log = structlog.get_logger("mijndenhaag.log")
_BATCH = 500  # frames in a transaction
_FORGOTTEN = 30 * 86_400  # seconds after which nobody remembers how far a segment was shipped
_HALF_MADE = 3600  # seconds after which a segment that never got its name was left by a process that died


class Shipper:
    """Ships the segments in `folder`, those of other processes and of dead ones included.

    Rows have the ids of trace and span as their key, so that several workers may ship at once. A segment is removed
    when its writer is gone, and not before all of it is committed; one that is damaged is set aside as `….damaged`.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        register: Register,
        *,
        disk: Disk | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder, self._store, self._register = folder, store, register
        self._disk, self._clock = Disk() if disk is None else disk, clock
        self._positions: dict[str, int] = {}
        self._one_at_a_time = asyncio.Lock()
        self.torn = self.damaged = 0

    async def run(self, interval: float = 1.0) -> None:
        """Ship every so many seconds, as long as no other worker of this machine does; when the store is away, less
        often."""
        pause = interval
        while True:
            try:
                with alone(self._folder, "shipping") as mine:
                    if mine:
                        await self.catch_up()
                pause = interval
            except Exception as error:  # whatever it is, what is in the journal stays there and is tried again
                pause = min(2 * pause, 60.0)
                _log.warning("log_not_shipped", fault=getattr(error, "fault", type(error).__name__))
            await asyncio.sleep(pause)

    async def catch_up(self) -> int:
        """Return when all that this machine had on its disk at the call is in the store; how many frames were shipped.

        Raises `StoreUnavailable`, and `OSError` where the journal can't be read. Who stops waiting lets it finish.
        """
        return await to_the_end(self._caught_up())

    async def _caught_up(self) -> int:
        async with self._one_at_a_time:
            shipped = 0
            for segment in segments(self._folder):
                with contextlib.suppress(FileNotFoundError):  # another worker has shipped and removed it
                    shipped += await self._ship(segment)
            self._positions = {name: at for name, at in self._positions.items() if (self._folder / name).exists()}
            self._sweep()
            return shipped

    async def _ship(self, segment: Segment) -> int:
        living = segment.living()  # before it is read: what is behind the last frame then stays there
        position = self._positions.get(segment.name)
        if living and position == segment.path.stat().st_size:
            return 0
        if position is None:
            position = await self._position(segment)
        shipped, readable = 0, True
        while batch := await asyncio.to_thread(self._read, segment, position):
            position = batch[-1][0]
            rows = [made for _, made in batch if made is not None]
            readable = readable and len(rows) == len(batch)
            await self._insert(segment, position, rows)
            self._positions[segment.name] = position
            shipped += len(rows)
        if not living:
            await self._remove(segment, segment.tail(position) if readable else Tail.DAMAGED)
        return shipped

    def _read(self, segment: Segment, position: int) -> list[tuple[int, Rows | None]]:
        batch: list[tuple[int, Rows | None]] = []
        for end, payload in itertools.islice(segment.frames(position), _BATCH):
            try:
                batch.append((end, rows_of(payload, self._register)))
            except (msgspec.MsgspecError, IndexError, ValueError, OverflowError):
                batch.append((end, None))
        return batch

    async def _position(self, segment: Segment) -> int:
        async with self._store.reading() as connection:
            found = await connection.execute(select(log_segments.c.position).where(log_segments.c.name == segment.name))
            return min(found.scalar() or 0, segment.path.stat().st_size)

    async def _insert(self, segment: Segment, position: int, rows: list[Rows]) -> None:
        async with self._store.begin() as connection:
            if rows:
                added = self._store.insert(log_operations).on_conflict_do_nothing()
                await connection.execute(added, [operation for operation, _ in rows])
            if looks := [look for _, looks in rows for look in looks]:
                await connection.execute(self._store.insert(log_looks).on_conflict_do_nothing(), looks)
            ends = self._clock() + _FORGOTTEN
            values = {"name": segment.name, "position": position, "ends": ends}
            progress = self._store.insert(log_segments).values(values)
            await connection.execute(
                progress.on_conflict_do_update(
                    index_elements=["name"],
                    set_={"position": progress.excluded.position, "ends": ends},
                    where=log_segments.c.position < progress.excluded.position,
                )
            )

    async def _remove(self, segment: Segment, tail: Tail) -> None:
        if tail is Tail.DAMAGED:
            self.damaged += 1
            _log.error("log_damaged", segment=segment.name)
            self._disk.rename(segment.path, segment.path.with_suffix(".damaged"))
        else:
            if tail is Tail.TORN:
                self.torn += 1
                _log.warning("log_torn", segment=segment.name)
            self._disk.unlink(segment.path)
        self._disk.sync_folder(self._folder)
        async with self._store.begin() as connection:
            await connection.execute(delete(log_segments).where(log_segments.c.name == segment.name))

    def _sweep(self) -> None:
        """Remove what processes left that died before their new segment had its name: there is nothing in it."""
        for path in self._folder.glob("*.new"):
            with contextlib.suppress(FileNotFoundError):
                if self._clock() - path.stat().st_mtime > _HALF_MADE and not Segment(path).living():
                    self._disk.unlink(path)
