"""The issuer of development: tokens for whom a test or a workbench names, without a log-in."""

import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from auth.development.identities import DevelopmentIdentity
from auth.development.keys import SigningKeys

__all__ = ["DevelopmentIssuer"]


class DevelopmentIssuer:
    """Issues access tokens (RFC 9068) with the keys in `folder`; `clock` is seconds since the epoch."""

    def __init__(self, folder: Path, *, issuer: str, audience: str, clock: Callable[[], float] = time.time) -> None:
        self.keys = SigningKeys(folder)
        self._issuer, self._audience, self._clock = issuer, audience, clock

    def issue(self, identity: DevelopmentIdentity, seconds: int = 3600) -> str:
        """An access token that lives this long."""
        now = int(self._clock())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": identity.name,
            "client_id": identity.client_id,
            "iat": now,
            "exp": now + seconds,
            "jti": secrets.token_urlsafe(16),
            **identity.claims,
        }
        return self.keys.sign(claims, "at+jwt")

    async def jwks(self) -> bytes:
        """The public keys as they would be published."""
        return json.dumps(self.keys.public()).encode()
