"""Fifty points at which a worker is killed; and the proof itself sees what it is there to see."""

import asyncio
import random
from pathlib import Path

import pytest

from auth.log.disk import Disk
from tests.crash.killing import Broken, Place, Point, checked, chosen, killed
from tests.crash.office import hasty
from tests.crash.points import Crash, CrashingDisk
from tests.crash.real import killed_for_real
from tests.databases import database

SEED = 4

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # from Python 3.12 on, of any thread


def test_no_answer_lacks_its_lines_and_none_is_double_after_fifty_crashes(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with asyncio.Runner() as runner:
        address = database(tmp_path)
        place = Place.made(tmp_path / "place", runner.run(address.__aenter__()))
        steps = killed(place, Point(0)).steps
        checked(place)
        kinds: list[str] = []
        while len(kinds) < 50:
            death = killed(place, chosen(chance, steps))
            if not death.at_the_end:
                kinds.append(death.kind)
            if chance.random() < 0.3:  # some workers find what several before them left
                checked(place)
        checked(place)
        runner.run(address.__aexit__(None, None, None))
    assert len(place.answered) > 100
    assert len(set(kinds)) > 10, "crashes are spread over the steps"


def test_a_service_of_two_workers_that_is_killed_under_load_has_kept_what_it_answered(tmp_path: Path) -> None:
    place = Place.made(tmp_path / "place")
    for _ in range(2):
        assert killed_for_real(place, random.Random(SEED)).answers > 0
        checked(place)


def test_a_service_that_answers_before_its_lines_are_kept_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="have no line"):
        _some_crashes(tmp_path, app=hasty)


class Forgetful(CrashingDisk):
    """Syncs nothing: what a journal without fdatasync would be."""

    def sync(self, descriptor: int) -> None:
        self._crash.step("a sync that is none")


def test_a_journal_that_does_not_sync_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="have no line"):
        _some_crashes(tmp_path, disk=Forgetful)


class Eager(CrashingDisk):
    """Counts a half write for a whole one: frames come to stand behind a torn one."""

    def __init__(self, crash: Crash) -> None:
        super().__init__(crash)
        self._writes = 0

    def write(self, descriptor: int, data: memoryview) -> int:
        self._writes += 1
        if self._writes == 5:
            super().write(descriptor, data[: len(data) // 2])
            return len(data)
        return super().write(descriptor, data)


def test_a_frame_behind_a_torn_one_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Broken):
        _some_crashes(tmp_path, disk=Eager)


def _some_crashes(tmp_path: Path, **wrong: object) -> None:
    chance = random.Random(SEED)
    place = Place.made(tmp_path / "place")
    for _ in range(40):
        killed(place, chosen(chance, 150), **wrong)  # type: ignore[arg-type] # one of both, by name
        checked(place)


def test_the_disk_of_the_proof_is_the_disk_with_points(tmp_path: Path) -> None:
    crash = Crash(0, tmp_path / "ledger")
    disk: Disk = CrashingDisk(crash)
    descriptor = disk.create(tmp_path / "a.new")
    disk.rename(tmp_path / "a.new", tmp_path / "a.log")
    assert disk.write(descriptor, memoryview(b"frame")) == 5
    disk.sync(descriptor)
    disk.sync_folder(tmp_path)
    assert (tmp_path / "a.log").read_bytes() == b"frame"
    assert "synced a.log 5" in (tmp_path / "ledger").read_text()
    disk.unlink(tmp_path / "a.log")
    assert not (tmp_path / "a.log").exists() and (tmp_path / "a.unlinked").exists()
    disk.sync_folder(tmp_path)
    assert not (tmp_path / "a.unlinked").exists()
    assert crash.steps == 15
