"""The issuer of development: signs tokens with a key of its own, for residents of the city, employees and services.

Loaded in development only; in production nothing imports it.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from auth.claims import LEVELS
from auth.keyfile import read_or_make
from auth.roles import Level, Scope

__all__ = ["DEVELOPMENT_IDENTITIES", "DevelopmentIdentity", "DevelopmentIssuer", "resident"]

_FILE = "development-key.json"
_CLIENT = "mijndenhaag-ontwikkeling"


@dataclass(frozen=True, slots=True)
class DevelopmentIdentity:
    """Somebody who can be issued a token: a lower-case name, and claims on top of those that all tokens have."""

    name: str
    dutch: str
    english: str
    claims: Mapping[str, object] = field(repr=False)
    client_id: str = _CLIENT


DEVELOPMENT_IDENTITIES: tuple[DevelopmentIdentity, ...] = (
    DevelopmentIdentity(
        "agnes",
        "Medewerker van het klantcontactcentrum",
        "Employee of the customer contact centre",
        {"roles": ["medewerker"]},
    ),
    DevelopmentIdentity(
        "bart",
        "Een andere medewerker van het klantcontactcentrum",
        "Another employee of the customer contact centre",
        {"roles": ["medewerker"]},
    ),
    DevelopmentIdentity("ans", "Analist", "Analyst", {"roles": ["analist"]}),
    DevelopmentIdentity(
        "dienst",
        "Een dienst die persoonsgegevens en aanvragen mag lezen",
        "A service that may read personal data and requests",
        {"roles": ["dienst"], "scope": " ".join(Scope)},
        "mijndenhaag-dienst",
    ),
)


def resident(name: str, bsn: str, dutch: str, english: str, level: Level = Level.MIDDEN) -> DevelopmentIdentity:
    """A resident who has logged in with DigiD at this level."""
    acr = next((acr for acr, known in LEVELS.items() if known is level), None)
    claims: dict[str, object] = {"roles": ["inwoner"], "bsn": bsn}
    return DevelopmentIdentity(name, dutch, english, claims if acr is None else {**claims, "acr": acr})


class DevelopmentIssuer:
    """Issues access tokens. Its key is a file in `folder` that only its owner can read, made at the first start."""

    def __init__(self, folder: Path, *, issuer: str, audience: str, clock: Callable[[], float] = time.time) -> None:
        self._issuer, self._audience, self._clock = issuer, audience, clock
        self._key = _key(folder)

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
        return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": self._key.kid}, claims, self._key)

    async def jwks(self) -> bytes:
        """The public key as it would be published."""
        return json.dumps({"keys": [self._key.as_dict(private=False)]}).encode()


def _key(folder: Path) -> ECKey:
    """The key in this folder, made at the first start."""

    def made() -> bytes:
        key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        return json.dumps(key.as_dict(private=True)).encode()

    try:
        return ECKey.import_key(json.loads(read_or_make(folder / _FILE, made)))
    except (JoseError, ValueError, TypeError):
        raise ValueError(f"{_FILE} holds no key; remove it, and a new one is made at the next start") from None
