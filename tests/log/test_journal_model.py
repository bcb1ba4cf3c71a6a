"""Whatever is written, torn, abandoned and read in whatever order: what was promised is there, and once."""

import asyncio
import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from auth.log.errors import LogUnavailable
from auth.log.journal import Journal
from auth.log.segments import Segment, Tail, segments
from tests.log.disks import FailingDisk

# Of a step: how many operations write at once, whether the disk fails and after how many bytes, whether the process
# ends after it, and how many bytes its last segment loses or gains then.
Step = tuple[int, tuple[str, int] | None, bool, bytes]
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.none() | st.tuples(st.sampled_from(["write", "sync", "create", "sync_folder"]), st.integers(0, 40)),
        st.booleans(),
        st.binary(max_size=12),
    ),
    max_size=8,
)


@given(steps=STEPS, size=st.integers(20, 400))
@settings(max_examples=60, deadline=None)
def test_what_was_promised_is_held_once(steps: list[Step], size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_lived(Path(folder) / "log", steps, size))


async def _lived(folder: Path, steps: list[Step], size: int) -> None:
    disk, number = FailingDisk(), 0
    journal = Journal(folder, size=size, disk=disk)
    promised: list[bytes] = []
    handed: list[bytes] = []

    async def write(payload: bytes) -> None:
        handed.append(payload)
        with contextlib.suppress(LogUnavailable):
            await journal.write(payload)
            promised.append(payload)

    for together, failing, ends, rubbish in steps:
        disk.failing = {} if failing is None else {failing[0]: failing[1]}
        numbers, number = range(number, number + together), number + together
        await asyncio.gather(*(write(b"frame %d" % each) for each in numbers))
        if ends:
            disk.failing = {}
            await journal.close()
            if rubbish and (last := segments(folder)[-1:]):
                with last[0].path.open("ab") as file:
                    file.write(rubbish)  # what a dying process leaves behind its last frame
            journal = Journal(folder, size=size, disk=disk)
    await journal.close()
    held = [payload for segment in segments(folder) for _, payload in segment.frames()]
    assert len(held) == len(set(held))
    assert set(promised) <= set(held) <= set(handed)
    for segment in segments(folder):
        assert _end(segment) <= segment.path.stat().st_size
        assert (segment.tail(_end(segment)) is Tail.CLEAN) == (_end(segment) == segment.path.stat().st_size)


def _end(segment: Segment) -> int:
    return max((end for end, _ in segment.frames()), default=0)
