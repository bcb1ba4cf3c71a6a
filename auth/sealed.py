"""Keys of search results: they hold whom an employee found, and tell it to nobody.

Nothing is kept of them. A key is AES-256-GCM (NIST SP 800-38D) over a moment and a number, with the employee as
associated data: who changes it, who did not search, and who comes late get nothing.
"""

import secrets
import struct
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auth.principal import Principal

__all__ = ["LASTS", "SealedKeys"]

LASTS = 600  # seconds

_NONCE = 12  # bytes
_MOMENT = struct.Struct(">Q")
_LENGTH = len(urlsafe_b64encode(bytes(_NONCE + _MOMENT.size + 9 + 16)).rstrip(b"="))


class SealedKeys:
    """Seals and opens. Processes that were given the same `secret` open each other's keys; without one it is random.

    Raises `ValueError` for a secret of less than 16 bytes.
    """

    def __init__(self, secret: bytes = b"", *, clock: Callable[[], float] = time.time) -> None:
        if 0 < len(secret) < 16:
            raise ValueError("the secret needs 16 bytes or more")
        key = HKDF(SHA256(), 32, None, b"mijndenhaag zoekresultaat").derive(secret or secrets.token_bytes(32))
        self._cipher, self._clock = AESGCM(key), clock

    def seal(self, agent: Principal, subject: str) -> str:
        """A key of this subject for this employee, good for `LASTS` seconds; another text each time."""
        nonce = secrets.token_bytes(_NONCE)
        held = _MOMENT.pack(int(self._clock()) + LASTS) + subject.encode()
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, held, _bound(agent))).decode().rstrip("=")

    def open(self, agent: Principal, key: str) -> str | None:
        """Whom this employee found; None for a key that was changed, is over, or was another's, without difference."""
        if len(key) != _LENGTH or not key.isascii():
            return None
        try:
            sealed = urlsafe_b64decode(key + "=" * (-len(key) % 4))
            held = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(agent))
        except (ValueError, InvalidTag):
            return None
        (until,) = _MOMENT.unpack_from(held)
        return held[_MOMENT.size :].decode() if self._clock() < until else None


def _bound(agent: Principal) -> bytes:
    return f"{agent.role.is_employee} {agent.id}".encode()
