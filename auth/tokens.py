"""Bearer access tokens (RFC 6750) that are signed JWTs of the `at+jwt` profile (RFC 9068)."""

import json
import time
from collections.abc import Callable

from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jws import CompactSignature, JWSRegistry, extract_compact, validate_compact
from joserfc.jwt import JWTClaimsRegistry

from auth.claims import ClaimProfile
from auth.errors import NotAuthenticated
from auth.keys import Keys
from auth.principal import Principal

__all__ = ["ALGORITHMS", "Bearer"]

ALGORITHMS = ("RS256", "PS256", "ES256")
_TYPES = ("at+jwt", "application/at+jwt")
_LARGEST = 16 * 1024  # characters, certificate chain in the header included
_LEEWAY = 30  # seconds that our clock and the issuer's may differ
_LONGEST = 24 * 3600  # seconds that a token may still have to live


class _Registry(JWSRegistry):
    """Headers that we don't know are ignored (RFC 7515 §4), but never a critical one; a certificate chain fits."""

    max_header_length = 12 * 1024

    def __init__(self) -> None:
        super().__init__(algorithms=ALGORITHMS, strict_check_header=False)


class Bearer:
    """Turns an Authorization header into a principal. One issuer, one audience; `clock` is seconds since the epoch."""

    def __init__(
        self,
        keys: Keys,
        *,
        issuer: str,
        audience: str,
        profile: ClaimProfile | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys, self._profile, self._clock = keys, profile or ClaimProfile(), clock
        self._registry = _Registry()
        self._claims = JWTClaimsRegistry(
            now=lambda: int(clock()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            jti={"essential": True},
            client_id={"essential": True},
        )

    async def authenticate(self, authorization: str | None) -> Principal | None:
        """Who sent this header; None without one.

        Raises `NotAuthenticated` for anything that is no good token of ours, and `IdentityUnavailable` where the
        issuer's keys can't be had.
        """
        if authorization is None:
            return None
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > _LARGEST:
            raise NotAuthenticated("header")
        signed = self._extract(token)
        key = await self._keys.find(self._kid(signed))
        if key is None:
            raise NotAuthenticated("key")
        try:
            verified = validate_compact(signed, key, registry=self._registry)
        except (JoseError, ValueError, TypeError):
            raise NotAuthenticated("signature") from None
        if not verified:
            raise NotAuthenticated("signature")
        return self._profile.principal(self._validated(signed))

    def _extract(self, token: str) -> CompactSignature:
        try:
            return extract_compact(token.encode("ascii"), registry=self._registry)
        except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
            raise NotAuthenticated("malformed") from None

    def _kid(self, signed: CompactSignature) -> str:
        """The id of the key that it says it was signed with, once the header says that it may be one of ours."""
        header = signed.protected
        if not isinstance(header, dict) or not isinstance(kid := header.get("kid"), str):
            raise NotAuthenticated("malformed")
        if "crit" in header or "b64" in header:  # RFC 7797 §7: a JWT's payload is always encoded
            raise NotAuthenticated("malformed")
        if header.get("alg") not in ALGORITHMS:
            raise NotAuthenticated("algorithm")
        if not isinstance(type_ := header.get("typ"), str) or type_.lower() not in _TYPES:
            raise NotAuthenticated("type")
        return kid

    def _validated(self, signed: CompactSignature) -> dict[str, object]:
        try:
            claims = json.loads(signed.payload)
            if not isinstance(claims, dict):
                raise NotAuthenticated("malformed")
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise NotAuthenticated("expired") from None
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotAuthenticated("claims") from None
        if claims["exp"] > self._clock() + _LONGEST:
            raise NotAuthenticated("claims")
        return claims
