"""What the journal asks of the file system: one place, so that a proof can let any step fail or be the last."""

import fcntl
import os
from pathlib import Path

__all__ = ["Disk"]


class Disk:
    """The file system. Every method may raise `OSError`; those that write return only when it is done."""

    def create(self, path: Path) -> int:
        """A new file that only its owner can read, as a descriptor that appends; fails where there is one."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def lock(self, descriptor: int) -> None:
        """Hold this file for as long as the descriptor is open; the system lets go of it when the process ends."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, whole or not at all."""
        old.rename(new)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write the beginning of this; how many bytes it was."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Have what was written on the disk, the length of the file included."""
        os.fdatasync(descriptor)

    def sync_folder(self, path: Path) -> None:
        """Have the names in this folder on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def close(self, descriptor: int) -> None:
        """Close the file and let go of it."""
        os.close(descriptor)

    def unlink(self, path: Path) -> None:
        """Remove a file; one that is gone already is no error."""
        path.unlink(missing_ok=True)
