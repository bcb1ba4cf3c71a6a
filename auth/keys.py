"""The public keys of the token issuer, as it publishes them now (JWKS, RFC 7517)."""

import asyncio
import json
import time
import warnings
from collections.abc import Awaitable, Callable

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, RSAKey

from auth.errors import IdentityUnavailable

__all__ = ["Keys"]

_TYPES: dict[object, type[ECKey] | type[RSAKey]] = {"EC": ECKey, "RSA": RSAKey}
_LARGEST = 256 * 1024  # bytes; a JWKS with ten certificate chains is far below it
_LEAST_RSA = 2048  # bits (RFC 7518 §3.3)


class Keys:
    """Finds a key by its id. All times are in seconds on `clock`.

    The set is fetched anew after `ttl`, and once for a key id that it does not have. For `cooldown` after that, or
    after a fetch that failed, nothing is fetched and unknown ids are simply unknown, so that nobody can make us hammer
    the issuer. When the issuer is away the old set serves for another `stale`. Who waits together shares a fetch.
    """

    def __init__(
        self,
        fetch: Callable[[], Awaitable[bytes]],
        *,
        ttl: float = 300,
        cooldown: float = 30,
        stale: float = 3600,
        timeout: float = 3,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch, self._ttl, self._cooldown, self._stale = fetch, ttl, cooldown, stale
        self._timeout, self._clock = timeout, clock
        self._keys: dict[str, ECKey | RSAKey] = {}
        self._fetched: float | None = None
        self._quiet_until: float | None = None
        self._one_at_a_time = asyncio.Lock()

    async def find(self, kid: str) -> ECKey | RSAKey | None:
        """The key with this id, None when the issuer has none; raises `IdentityUnavailable` without any key set."""
        if kid not in self._keys or self._older_than(self._ttl):
            before = self._fetched
            async with self._one_at_a_time:
                if self._fetched == before:  # else somebody fetched while we waited
                    await self._renew()
        return self._keys.get(kid)

    async def _renew(self) -> None:
        if self._quiet_until is None or self._clock() >= self._quiet_until:
            expired = self._older_than(self._ttl)
            try:
                async with asyncio.timeout(self._timeout):
                    body = await self._fetch()
                self._keys = _read(body)
                self._fetched = self._clock()
            except Exception:  # whatever a fetch can raise: the issuer is away, and the old set may do
                expired = False
            if not expired:
                self._quiet_until = self._clock() + self._cooldown
        if self._older_than(self._ttl + self._stale):
            raise IdentityUnavailable

    def _older_than(self, seconds: float) -> bool:
        return self._fetched is None or self._clock() - self._fetched > seconds


def _read(body: bytes) -> dict[str, ECKey | RSAKey]:
    """The keys that can verify our tokens; a set with none of these is no set."""
    if len(body) > _LARGEST:
        raise ValueError("a JWKS of this size is none")
    keys = {}
    for entry in json.loads(body)["keys"]:
        kind, kid = (_TYPES.get(entry.get("kty")), entry.get("kid")) if isinstance(entry, dict) else (None, None)
        if kind is None or not isinstance(kid, str) or entry.get("use", "sig") != "sig":
            continue  # RFC 7517 §5: what is not understood is not used
        try:
            with warnings.catch_warnings():  # of short keys, which we refuse ourselves
                warnings.simplefilter("ignore", SecurityWarning)
                key = kind.import_key(entry)
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(key, RSAKey) and key.public_key.key_size < _LEAST_RSA:
            continue
        keys[kid] = key
    if not keys:
        raise ValueError("a JWKS without a key for us")
    return keys
