"""The journal holds what it said it holds, shares its writes, and says so when it can't write."""

import asyncio
import errno
import os
from pathlib import Path

import pytest

from auth.log.errors import LogUnavailable
from auth.log.journal import Journal
from auth.log.segments import LARGEST, Segment, Tail, framed, segments
from tests.log.disks import CountingDisk, FailingDisk


def held(folder: Path) -> list[bytes]:
    return [payload for segment in segments(folder) for _, payload in segment.frames()]


async def test_what_was_written_is_read_back_in_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log")
    for payload in (b"one", b"two", b"three" * 10_000):
        await journal.write(payload)
    assert held(journal.folder) == [b"one", b"two", b"three" * 10_000]
    await journal.close()


async def test_operations_of_the_same_moment_share_a_write(tmp_path: Path) -> None:
    disk = CountingDisk()
    journal = Journal(tmp_path / "log", disk=disk)
    payloads = [str(number).encode() for number in range(500)]
    await asyncio.gather(*map(journal.write, payloads))
    assert disk.calls["sync"] <= 3  # the first one alone, and what came meanwhile
    assert held(journal.folder) == payloads
    await journal.close()


async def test_a_write_returns_only_after_its_sync(tmp_path: Path) -> None:
    disk = CountingDisk()
    journal = Journal(tmp_path / "log", disk=disk)
    for number in range(5):
        await journal.write(b"x")
        assert disk.calls["sync"] == number + 1
    await journal.close()


async def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log")
    await journal.write(b"x")
    (segment,) = segments(journal.folder)
    assert segment.path.stat().st_mode & 0o777 == 0o600
    assert journal.folder.stat().st_mode & 0o777 == 0o700
    await journal.close()


async def test_a_segment_lives_as_long_as_its_writer(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log")
    await journal.write(b"x")
    (segment,) = segments(journal.folder)
    assert segment.living()
    await journal.close()
    assert not segment.living()
    assert not Segment(tmp_path / "none.log").living()


async def test_a_full_segment_is_let_go_of(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log", size=100)
    for number in range(10):
        await journal.write(bytes([number]) * 60)
    found = segments(journal.folder)
    assert len(found) == 5
    assert [segment.living() for segment in found] == [False] * 4 + [True]
    assert held(journal.folder) == [bytes([number]) * 60 for number in range(10)]
    await journal.close()


async def test_several_writers_have_segments_of_their_own(tmp_path: Path) -> None:
    journals = [Journal(tmp_path / "log") for _ in range(4)]
    await asyncio.gather(*(journal.write(bytes([65 + n]) * 9) for n, journal in enumerate(journals) for _ in range(50)))
    assert len(segments(tmp_path / "log")) == 4
    for segment in segments(tmp_path / "log"):
        assert len(payloads := [payload for _, payload in segment.frames()]) == 50
        assert len(set(payloads)) == 1
    for journal in journals:
        await journal.close()


@pytest.mark.parametrize("step", ["create", "rename", "sync_folder", "write", "sync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
async def test_a_failing_disk_is_told_to_everybody_who_waits_and_is_tried_again(
    tmp_path: Path, step: str, number: int
) -> None:
    disk = FailingDisk()
    journal = Journal(tmp_path / "log", disk=disk)
    disk.errno, disk.failing = number, {step: 0}
    told = await asyncio.gather(*(journal.write(b"lost") for _ in range(20)), return_exceptions=True)
    assert all(isinstance(error, LogUnavailable) and error.errno == number for error in told)
    disk.failing = {}
    await journal.write(b"kept")
    assert held(journal.folder)[-1:] == [b"kept"]
    await journal.close()
    assert not list(journal.folder.glob("*.new"))


@pytest.mark.parametrize("written", range(1, len(framed(b"second"))))
async def test_after_half_a_write_nothing_stands_behind_the_torn_frame(tmp_path: Path, written: int) -> None:
    disk = FailingDisk()
    journal = Journal(tmp_path / "log", disk=disk)
    await journal.write(b"first")
    disk.failing = {"write": written}
    with pytest.raises(LogUnavailable):
        await journal.write(b"second")
    disk.failing = {}
    await journal.write(b"third")
    torn, whole = segments(journal.folder)
    assert [payload for _, payload in torn.frames()] == [b"first"]
    assert torn.tail(len(framed(b"first"))) is Tail.TORN
    assert [payload for _, payload in whole.frames()] == [b"third"]
    await journal.close()


def test_a_tail_torn_at_any_byte_ends_the_segment_before_it(tmp_path: Path) -> None:
    whole = framed(b"first") + framed(b"the last one")
    first = len(framed(b"first"))
    for length in range(first, len(whole)):
        segment = Segment(tmp_path / f"{length}.log")
        segment.path.write_bytes(whole[:length])
        assert list(segment.frames()) == [(first, b"first")]
        assert segment.tail(first) is (Tail.CLEAN if length == first else Tail.TORN)


def test_a_byte_that_changed_is_damage_and_never_a_frame(tmp_path: Path) -> None:
    whole = framed(b"first") + framed(b"the last one") + framed(b"after")
    first, second = len(framed(b"first")), len(framed(b"the last one"))
    for position in range(first, first + second):
        changed = bytearray(whole)
        changed[position] ^= 0x01
        segment = Segment(tmp_path / "changed.log")
        segment.path.write_bytes(changed)
        assert list(segment.frames()) == [(first, b"first")]
        assert segment.tail(first) is not Tail.CLEAN


def test_zeros_are_no_frame(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "zeros.log")
    segment.path.write_bytes(framed(b"first") + bytes(64))
    assert [payload for _, payload in segment.frames()] == [b"first"]
    assert segment.tail(len(framed(b"first"))) is Tail.DAMAGED


@pytest.mark.parametrize("payload", [b"", bytes(LARGEST + 1)], ids=["nothing", "too much"])
async def test_what_is_no_frame_is_not_written(tmp_path: Path, payload: bytes) -> None:
    journal = Journal(tmp_path / "log")
    with pytest.raises(ValueError, match="1 byte"):
        await journal.write(payload)
    assert not journal.folder.exists()


async def test_who_stops_waiting_has_handed_it_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log")
    waiting = asyncio.create_task(journal.write(b"handed over"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await journal.write(b"the next")
    assert held(journal.folder) == [b"handed over", b"the next"]
    await journal.close()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # from Python 3.12 on, of the journal's thread
def test_a_forked_process_writes_a_segment_of_its_own(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log")
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(journal.write(b"parent"))
        child = os.fork()
        if child == 0:  # pragma: no cover - measured in no child
            try:
                asyncio.events._set_running_loop(None)
                asyncio.new_event_loop().run_until_complete(journal.write(b"child"))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        loop.run_until_complete(journal.write(b"parent again"))
        found = segments(journal.folder)
        assert sorted(held(journal.folder)) == [b"child", b"parent", b"parent again"]
        assert sorted(segment.living() for segment in found) == [False, True]
        loop.run_until_complete(journal.close())
    finally:
        loop.close()
