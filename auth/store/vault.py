"""The vault: what is kept is sealed and what is looked up is blinded, so that a stolen database tells nothing."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auth.keyfile import read_or_make

__all__ = ["Unreadable", "Vault", "development_key", "digest"]

_FILE = "store-key"
_FORMAT, _NONCE = b"\x01", 12  # the first byte of what is sealed; the length of a nonce (NIST SP 800-38D §8.2)


class Unreadable(Exception):
    """What is kept was sealed with a key that is gone, for another row, or is no longer what it was."""

    def __init__(self) -> None:
        super().__init__("what is kept can't be read")


class Vault:
    """A set of keys, each 32 bytes in base64. The first one seals, all of them unseal; so a key is rotated.

    AES-256-GCM with a random nonce: replace a key before it has sealed 2³² times (NIST SP 800-38D §8.3). Raises
    `ValueError` for no keys, or what is none; its text says no key.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = tuple(_Key(_bytes(key)) for key in keys)
        if not self._keys:
            raise ValueError("give a key: 32 random bytes in base64")

    def seal(self, content: bytes, table: str, row: bytes) -> bytes:
        """This content, for this row of this table only: format, id of the key, nonce, ciphertext with tag."""
        key, nonce = self._keys[0], secrets.token_bytes(_NONCE)
        return b"".join((_FORMAT, key.id, nonce, key.cipher.encrypt(nonce, content, _place(table, row))))

    def unseal(self, sealed: bytes, table: str, row: bytes) -> bytes:
        """What was sealed for this row of this table. Raises `Unreadable`."""
        for key in self._keys:
            head = _FORMAT + key.id
            if sealed.startswith(head) and len(sealed) > len(head) + _NONCE:
                nonce, ciphertext = sealed[len(head) : len(head) + _NONCE], sealed[len(head) + _NONCE :]
                try:
                    return key.cipher.decrypt(nonce, ciphertext, _place(table, row))
                except InvalidTag:
                    break
        raise Unreadable

    def blind(self, *parts: str) -> bytes:
        """A keyed HMAC-SHA-256 of these parts, to be found by; the first says what they are."""
        return self._keys[0].hmac(parts)

    def blinds(self, *parts: str) -> list[bytes]:
        """The same by every key: what an earlier key has blinded is among them."""
        return [key.hmac(parts) for key in self._keys]


class _Key:
    def __init__(self, key: bytes) -> None:
        self.id = _derived(key, b"id", 4)
        self.cipher = AESGCM(_derived(key, b"seal", 32))
        self._blinding = _derived(key, b"blind", 32)

    def hmac(self, parts: Iterable[str]) -> bytes:
        return hmac.digest(self._blinding, _joined(part.encode() for part in parts), "sha256")


def digest(token: str) -> bytes:
    """What a table has of a random token that opens something: its SHA-256, from which nobody makes the token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def development_key(folder: Path) -> str:
    """The key of a workbench, from a file in this folder that only its owner can read. Raises as `read_or_make`."""
    return read_or_make(folder / _FILE, lambda: base64.b64encode(secrets.token_bytes(32))).decode("ascii", "replace")


def _bytes(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise ValueError("a key is 32 random bytes in base64")
    return key


def _derived(key: bytes, use: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"mijndenhaag store " + use).derive(key)  # RFC 5869


def _place(table: str, row: bytes) -> bytes:
    return _joined((table.encode(), row))


def _joined(parts: Iterable[bytes]) -> bytes:
    """Each with its length, so that no two lists of parts are joined to the same."""
    return b"".join(len(part).to_bytes(4) + part for part in parts)
