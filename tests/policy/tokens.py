"""Tokens to try: a good one, and any departure from it, signed or only looking as if."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

from auth.claims import ClaimProfile
from auth.errors import NotAuthenticated
from auth.keys import Keys
from auth.principal import Principal
from auth.profiles import read_profiles
from auth.tokens import ALGORITHMS, Bearer

GENERAL = read_profiles()["algemeen"]
ISSUER, AUDIENCE, NOW = "https://inloggen.example", "urn:mijndenhaag:api", 1_800_000_000
BSN = "999990019"
EC = ECKey.generate_key("P-256", {"kid": "ec"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
FOREIGN = ECKey.generate_key("P-256", {"kid": "ec"})
HEADER = {"alg": "ES256", "typ": "at+jwt", "kid": "ec"}
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "f3b1",
    "client_id": "web",
    "jti": "0b5a3a2c9d",
    "iat": NOW,
    "exp": NOW + 300,
    "roles": ["inwoner"],
    "bsn": BSN,
    "acr": "http://eidas.europa.eu/LoA/substantial",
}


async def published() -> bytes:
    return json.dumps({"keys": [EC.as_dict(private=False), RSA.as_dict(private=False)]}).encode()


def bearer(profile: ClaimProfile | None = None, now: float = NOW) -> Bearer:
    return Bearer(Keys(published), issuer=ISSUER, audience=AUDIENCE, profile=profile or GENERAL, clock=lambda: now)


def signed(
    claims: Mapping[str, Any] | None = None,
    header: Mapping[str, Any] | None = None,
    key: ECKey | RSAKey = EC,
    without: str | None = None,
) -> str:
    body = {name: value for name, value in {**CLAIMS, **(claims or {})}.items() if name != without}
    loose = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    return jwt.encode({**HEADER, **(header or {})}, body, key, registry=loose, default_type=None)


def raw(header: object, claims: object, signature: bytes = b"") -> str:
    parts = [json.dumps(each).encode() for each in (header, claims)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, signature))


async def seen(token: str, profile: ClaimProfile | None = None) -> Principal:
    principal = await bearer(profile).authenticate(f"Bearer {token}")
    assert principal is not None
    return principal


async def fault(token: str, now: float = NOW) -> str:
    with pytest.raises(NotAuthenticated) as refused:
        await bearer(now=now).authenticate(f"Bearer {token}")
    assert BSN not in str(refused.value) and token not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    return refused.value.fault
