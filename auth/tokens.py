"""Bearer access tokens (RFC 6750) that are signed JWTs of the `at+jwt` profile (RFC 9068)."""

import time
from collections.abc import Callable

from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from auth.claims import ClaimProfile
from auth.errors import NotAuthenticated
from auth.keys import Keys
from auth.principal import Principal
from auth.signatures import ALGORITHMS, LARGEST, Signed

__all__ = ["ALGORITHMS", "Bearer"]

_TYPES = ("at+jwt", "application/at+jwt")
_LEEWAY = 30  # seconds that our clock and the issuer's may differ
_LONGEST = 24 * 3600  # seconds that a token may still have to live


class Bearer:
    """Turns an Authorization header into a principal. One issuer, one audience; `clock` is seconds since the epoch."""

    def __init__(
        self,
        keys: Keys,
        *,
        issuer: str,
        audience: str,
        profile: ClaimProfile,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._signed, self._profile, self._clock = Signed(keys, _TYPES), profile, clock
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
        if scheme.lower() != "bearer" or not token or len(token) > LARGEST:
            raise NotAuthenticated("header")
        claims = await self._signed.claims(token)
        try:
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise NotAuthenticated("expired") from None
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotAuthenticated("claims") from None
        expires = claims["exp"]
        if not isinstance(expires, int | float) or expires > self._clock() + _LONGEST:
            raise NotAuthenticated("claims")
        return self._profile.of_token(claims)
