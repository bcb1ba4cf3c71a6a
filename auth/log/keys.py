"""The keys of the pseudonyms: from a setting, or on a workbench from a file that is made at the first start."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from pathlib import Path

from auth.keyfile import read_or_make
from auth.log.pseudonym import KEY_SIZE

__all__ = ["configured_keys", "development_keys"]

_FILE = "log-key"


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
    """The key in this folder. Raises `PermissionError` where others can read it, `ValueError` where it is none."""
    text = read_or_make(folder / _FILE, lambda: base64.b64encode(secrets.token_bytes(KEY_SIZE)))
    try:
        return configured_keys([text.decode("ascii").strip()])
    except ValueError:
        raise ValueError(
            f"{_FILE} holds no key; with a new one what was logged before is found by nobody, so restore it"
        ) from None
