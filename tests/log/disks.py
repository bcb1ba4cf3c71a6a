"""File systems that count, fail or stop half-way, by the same methods as the real one."""

import errno
from collections import Counter
from pathlib import Path

from auth.log.disk import Disk

__all__ = ["CountingDisk", "FailingDisk"]


class CountingDisk(Disk):
    """Counts what is asked of it."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def write(self, descriptor: int, data: memoryview) -> int:
        self.calls["write"] += 1
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self.calls["sync"] += 1
        super().sync(descriptor)


class FailingDisk(CountingDisk):
    """Fails at the steps in `failing`: a write after so many bytes, or before anything where that is 0."""

    def __init__(self) -> None:
        super().__init__()
        self.failing: dict[str, int] = {}
        self.errno = errno.ENOSPC

    def _maybe(self, step: str) -> None:
        if step in self.failing:
            raise OSError(self.errno, "as the test has it")

    def create(self, path: Path) -> int:
        self._maybe("create")
        return super().create(path)

    def rename(self, old: Path, new: Path) -> None:
        self._maybe("rename")
        super().rename(old, new)

    def sync_folder(self, path: Path) -> None:
        self._maybe("sync_folder")
        super().sync_folder(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        if (allowed := self.failing.get("write")) is not None:
            if allowed == 0:
                raise OSError(self.errno, "as the test has it")
            self.failing["write"] = 0
            return super().write(descriptor, data[: min(allowed, len(data))])
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._maybe("sync")
        super().sync(descriptor)
