"""A file with a key that only its owner can read, made at its first use."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

__all__ = ["read_or_make"]


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in this file. Of two processes that come at once where there is none, both get what one made.

    Raises `PermissionError` for a file that others can read; its text has the name of the file only.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            made.unlink()
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path.name} must be readable by its owner only (mode 600)")
    return path.read_bytes()
