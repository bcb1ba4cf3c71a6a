"""Pseudonyms: the number of a data subject, encrypted so that the same number gives the same bytes."""

import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

__all__ = ["KEY_SIZE", "Pseudonyms"]

KEY_SIZE = 64  # bytes: AES-256 in SIV mode (RFC 5297)
_ID = 4  # bytes of a digest of the key, in front of what it has sealed


class Pseudonyms:
    """Seals numbers by AES-SIV: deterministic, so that one can search by them, and to be opened with the key only.

    The first key seals, all of them open. `kind` is sealed in: the same digits of another kind give another pseudonym.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("at least one key is needed")
        if any(len(key) != KEY_SIZE for key in keys):
            raise ValueError(f"a key has {KEY_SIZE} bytes")
        self._ciphers = {hashlib.sha256(b"mijndenhaag log key\0" + key).digest()[:_ID]: AESSIV(key) for key in keys}
        self._id, self._cipher = next(iter(self._ciphers.items()))

    def seal(self, kind: str, number: str) -> bytes:
        """The pseudonym under the first key. Raises `ValueError` for an empty number."""
        if not number:
            raise ValueError("nothing to seal")
        return self._id + self._cipher.encrypt(number.encode(), [kind.encode()])

    def all_forms(self, kind: str, number: str) -> tuple[bytes, ...]:
        """The pseudonyms under every key: what to search by, because what is kept was sealed by the key of its day."""
        data, about = number.encode(), [kind.encode()]
        return tuple(key_id + cipher.encrypt(data, about) for key_id, cipher in self._ciphers.items())

    def open(self, kind: str, sealed: bytes) -> str:
        """The number itself. Raises `ValueError` where no key of ours has sealed it as this kind."""
        cipher = self._ciphers.get(sealed[:_ID])
        try:
            if cipher is not None:
                return cipher.decrypt(sealed[_ID:], [kind.encode()]).decode()
        except (InvalidTag, ValueError):
            pass
        raise ValueError("no key of ours has sealed this")
