"""Work that one process of this machine does for all of them."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["alone"]


@contextlib.contextmanager
def alone(folder: Path, work: str) -> Iterator[bool]:
    """Whether no other process does this work now; none begins it for as long as this is held.

    Without the folder there is nothing to do. The system lets go of it when the process ends.
    """
    if not folder.exists():
        yield False
        return
    descriptor = os.open(folder / work, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
