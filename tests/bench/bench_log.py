"""What the logs cost in CPU per operation: a resident's overview of 1 data subject, 8 groups read and 10 decisions.

`python -m tests.bench.bench_log` prints the figures for `docs/benchmarks.md`.
"""

import asyncio
import resource
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from auth.log.pseudonym import Pseudonyms
from auth.log.record import Log
from tests.log.desk import ANNA, KEYS, log_at, looked_at_by_self

__all__ = ["cost", "cost_of_entry", "cost_of_seal"]


async def cost(log: Log, operations: int, together: int) -> float:
    """Seconds of CPU of this process per operation, all threads and the system's part included."""

    async def some() -> None:
        for _ in range(operations // together):
            await looked_at_by_self(log).keep()

    before = time.process_time()
    await asyncio.gather(*(some() for _ in range(together)))
    return (time.process_time() - before) / operations


def cost_of_entry(log: Log, operations: int) -> float:
    """Seconds of CPU to collect, encrypt and encode one operation, without writing it."""
    before = time.process_time()
    for _ in range(operations):
        looked_at_by_self(log)._entry(1).encoded()  # type: ignore[arg-type] # a status is a number
    return (time.process_time() - before) / operations


def cost_of_seal(operations: int) -> float:
    """Seconds of CPU to encrypt one number."""
    pseudonyms = Pseudonyms(KEYS)
    before = time.process_time()
    for _ in range(operations):
        pseudonyms.seal("BSN", ANNA)
    return (time.process_time() - before) / operations


async def _main() -> None:
    print(f"Python {sys.version.split()[0]}; microseconds of CPU per operation")
    with tempfile.TemporaryDirectory() as folder:
        log = log_at(Path(folder) / "log")
        print(f"{'encrypt one number':44} {cost_of_seal(20_000) * 1e6:6.1f}")
        print(f"{'collect, encrypt and encode':44} {cost_of_entry(log, 5_000) * 1e6:6.1f}")
        print(f"{'size of its frame, in bytes':44} {len(looked_at_by_self(log)._entry(1).encoded()) + 8:6}")  # type: ignore[arg-type] # as above
        await cost(log, 64, 64)
        for together in (1, 8, 32, 128):
            figures = []
            for _ in range(5):
                before = resource.getrusage(resource.RUSAGE_SELF).ru_stime
                figure = await cost(log, 1024, together)
                figures.append((figure, (resource.getrusage(resource.RUSAGE_SELF).ru_stime - before) / 1024))
            figure, system = sorted(figures)[2]
            what = f"all of it and on the disk, {together} at once"
            print(f"{what:44} {figure * 1e6:6.1f}  of which the system {system * 1e6:5.1f}")
        await log.journal.close()


if __name__ == "__main__":
    uvloop.run(_main())
