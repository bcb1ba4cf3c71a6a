"""The keys of the pseudonyms: from a setting, or on a workbench from a file that is made at the first start."""

import base64
import binascii
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from auth.log.pseudonym import KEY_SIZE

__all__ = ["configured_keys", "development_keys"]

_FILE = "development-log-key"


def configured_keys(texts: Sequence[str]) -> tuple[bytes, ...]:
    """The keys in these texts, each 64 bytes in base64. Raises `ValueError`, which says which one and never what."""
    keys = []
    for place, text in enumerate(texts, 1):
        try:
            key = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(f"key {place} is no base64") from None
        if len(key) != KEY_SIZE:
            raise ValueError(f"key {place} has {len(key)} bytes, not {KEY_SIZE}")
        keys.append(key)
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands there twice")
    if not keys:
        raise ValueError("at least one key is needed")
    return tuple(keys)


def development_keys(folder: Path) -> tuple[bytes, ...]:
    """The key in this folder, for its owner only. Of two processes that start at once both get the key of one."""
    path = folder / _FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = folder / f"{_FILE}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_SIZE)))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            made.unlink()
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{_FILE} must be readable by its owner only (mode 600)")
    try:
        return configured_keys([path.read_text("ascii").strip()])
    except ValueError:
        raise ValueError(
            f"{_FILE} holds no key; with a new one what was logged before is found by nobody, so restore it"
        ) from None
