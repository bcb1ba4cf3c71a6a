"""The keys with which development signs: a file that only its owner can read, and their rotation."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeyParameters, RSAKey
from joserfc.jws import extract_compact

__all__ = ["SigningKeys"]

_FILE = "development-key.json"
_BITS = 2048

Key = ECKey | RSAKey


class SigningKeys:
    """Signs with the newest key of an algorithm, ES256 or RS256, and publishes the older ones until they are forgotten.

    The file is made at the first start; the key of RS256 when it is first wanted. Raises `PermissionError` where others
    can read the file, and `ValueError` where it holds no key.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        if not self._path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write([_made("ES256")], replace=False)
        if self._path.stat().st_mode & 0o077:
            raise PermissionError(f"{_FILE} must be readable by its owner only (mode 600)")
        self._keys = self._read()
        self._stranger: dict[str, Key] = {}

    def sign(self, claims: dict[str, Any], type_: str, algorithm: str = "ES256") -> str:
        """A JWT of this type."""
        key = self._newest(algorithm)
        return jwt.encode({"alg": algorithm, "typ": type_, "kid": key.kid}, claims, key, algorithms=[algorithm])

    def missign(self, claims: dict[str, Any], type_: str, algorithm: str) -> str:
        """A JWT that says it was signed with our key, and was not."""
        stranger = self._stranger.setdefault(algorithm, _made(algorithm))
        header = {"alg": algorithm, "typ": type_, "kid": self._newest(algorithm).kid}
        return jwt.encode(header, claims, stranger, algorithms=[algorithm])

    def verified(self, token: str, *types: str) -> dict[str, Any] | None:
        """The claims of a JWT of one of these types that we signed, with a key that is still published; else None."""
        try:
            signed = extract_compact(token.encode("ascii"))
            header = signed.protected
            key = next((key for key in self._keys if key.kid == header.get("kid")), None)
            if key is None or header.get("typ") not in types:
                return None
            return jwt.decode(token, key, algorithms=[_algorithm(key)]).claims
        except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def rotate(self) -> None:
        """From now on sign with new keys; what was signed before can still be verified."""
        self._store([_made(algorithm) for algorithm in dict.fromkeys(map(_algorithm, self._keys))] + self._keys)

    def forget(self) -> None:
        """Publish only the keys that sign now."""
        self._store([self._newest(algorithm) for algorithm in dict.fromkeys(map(_algorithm, self._keys))])

    @property
    def old(self) -> int:
        """How many keys are published that sign no more."""
        return len(self._keys) - len(set(map(_algorithm, self._keys)))

    def public(self, *algorithms: str) -> dict[str, Any]:
        """The public halves as a JWKS (RFC 7517 §5), those of the named algorithms among them."""
        for algorithm in algorithms:
            self._newest(algorithm)
        return {"keys": [key.as_dict(private=False) for key in self._keys]}

    def _newest(self, algorithm: str) -> Key:
        found = next((key for key in self._keys if _algorithm(key) == algorithm), None)
        if found is None:
            found = _made(algorithm)
            self._store([*self._keys, found])
        return found

    def _store(self, keys: list[Key]) -> None:
        self._write(keys, replace=True)
        self._keys = keys

    def _read(self) -> list[Key]:
        try:
            said = json.loads(self._path.read_bytes())
            entries = said["keys"] if "keys" in said else [said]  # one key alone, as the file once was
            keys: list[Key] = [_TYPES[entry["alg"]].import_key(entry) for entry in entries]
            if not any(key.is_private for key in keys):
                raise ValueError
        except (JoseError, ValueError, TypeError, KeyError):
            raise ValueError(f"{_FILE} holds no key; remove it, and a new one is made at the next start") from None
        return keys

    def _write(self, keys: list[Key], *, replace: bool) -> None:
        """Whole or not at all. Of two processes that start at once in an empty folder, both get the key of one."""
        made = self._path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"keys": [key.as_dict(private=True) for key in keys]}, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            if replace:
                made.replace(self._path)
            else:
                os.link(made, self._path)  # never over another's
        except FileExistsError:
            pass
        finally:
            made.unlink(missing_ok=True)


_TYPES: dict[str, type[ECKey] | type[RSAKey]] = {"ES256": ECKey, "RS256": RSAKey}


def _made(algorithm: str) -> Key:
    parameters: KeyParameters = {"use": "sig", "alg": algorithm}
    if algorithm == "ES256":
        return ECKey.generate_key("P-256", parameters, auto_kid=True)
    return RSAKey.generate_key(_BITS, parameters, auto_kid=True)


def _algorithm(key: Key) -> str:
    return str(key.as_dict(private=False)["alg"])
