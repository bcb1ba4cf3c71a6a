"""An identity provider: what we know of it, what it publishes of itself, and how we prove who we are."""

import asyncio
import base64
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

import msgspec
from authlib.oauth2.rfc6749.parameters import prepare_token_request
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from auth.channel import Channel
from auth.claims import ClaimProfile
from auth.errors import IdentityUnavailable
from auth.failures import Failure, LoginFailed
from auth.keys import Keys
from auth.roles import Level
from auth.ways import Way

__all__ = ["Endpoints", "Provider", "Remote", "Tokens"]

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTED = 60  # seconds that a proof of ours is good for
_FRESH = 3600.0  # seconds for which what it publishes is taken to hold
_QUIET = 5.0  # seconds in which a provider that was away is not asked again


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as it is configured.

    With a `key` we prove who we are by `private_key_jwt` (RFC 7523, NL GOV OAuth §2.3.3), else by the secret.
    `decryption` opens ID tokens that are encrypted. `levels` are asked instead of those of the profile. Who comes back
    has logged in within `max_age` seconds before they were sent there; None asks nothing.
    """

    name: str
    issuer: str
    client_id: str
    profile: ClaimProfile
    ways: frozenset[Way]
    secret: str = field(default="", repr=False)
    secret_in: Literal["basic", "post"] = "basic"  # noqa: S105 - where it stands
    key: RSAKey | ECKey | None = field(default=None, repr=False)
    decryption: RSAKey | ECKey | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = ("openid",)
    levels: Mapping[Way, Level] = field(default_factory=dict)
    max_age: int | None = 0

    def level(self, way: Way) -> Level:
        """The least level at which somebody may come in this way."""
        return self.levels.get(way, self.profile.ways[way].level)


class Endpoints(msgspec.Struct, frozen=True):
    """What it publishes (OpenID Connect Discovery 1.0 §3), as far as we use it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    authorization_response_iss_parameter_supported: bool = False
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)


class Tokens(msgspec.Struct, frozen=True):
    """What came for a code (OpenID Connect Core 1.0 §3.1.3.3)."""

    id_token: str
    access_token: str
    token_type: str

    def __repr__(self) -> str:
        return "Tokens()"


class Remote:
    """The provider at work. Everything here raises `IdentityUnavailable` when it is away; `clock` is in seconds."""

    def __init__(self, provider: Provider, channel: Channel, clock: Callable[[], float] = time.time) -> None:
        self.provider, self._channel, self._clock = provider, channel, clock
        self.keys = Keys(self._jwks)
        self._endpoints: Endpoints | None = None
        self._again = 0.0  # when it may be asked again, on the monotonic clock
        self._one_at_a_time = asyncio.Lock()

    async def endpoints(self) -> Endpoints:
        """What it publishes of itself; what was published last holds while it is away."""
        async with self._one_at_a_time:
            if time.monotonic() >= self._again:
                try:
                    self._endpoints = await self._discover()
                    self._again = time.monotonic() + _FRESH
                except IdentityUnavailable:
                    self._again = time.monotonic() + _QUIET
            if self._endpoints is None:
                raise IdentityUnavailable
            return self._endpoints

    async def exchange(self, code: str, verifier: str, redirect_uri: str) -> Tokens:
        """The tokens for this code (RFC 6749 §4.1.3, RFC 7636 §4.5). Raises `LoginFailed` where it gives none."""
        endpoint = (await self.endpoints()).token_endpoint
        proof, headers = self._proof(endpoint)
        form = prepare_token_request(
            "authorization_code", redirect_uri=redirect_uri, code=code, code_verifier=verifier, **proof
        )
        status, body = await self._channel.object("POST", endpoint, headers, form)
        if status >= 500:
            raise IdentityUnavailable
        if status != 200:
            # invalid_client is our own mistake, invalid_grant may be that of who logs in
            known = body.get("error") in ("invalid_grant", "invalid_client", "invalid_request", "unauthorized_client")
            raise LoginFailed(Failure.MISLUKT, f"token endpoint: {body['error'] if known else 'refused'}")
        try:
            tokens = msgspec.convert(body, Tokens)
        except msgspec.ValidationError:
            raise LoginFailed(Failure.MISLUKT, "token endpoint: no tokens") from None
        if tokens.token_type.lower() != "bearer":
            raise LoginFailed(Failure.MISLUKT, "token endpoint: type")
        return tokens

    async def userinfo(self, access_token: str) -> dict[str, object]:
        """What it tells of who logged in (OpenID Connect Core 1.0 §5.3)."""
        endpoint = (await self.endpoints()).userinfo_endpoint
        status, body = await self._channel.object("GET", endpoint, {"authorization": f"Bearer {access_token}"})
        if status != 200:
            raise IdentityUnavailable
        return body

    async def close(self) -> None:
        """Give back the connections."""
        await self._channel.close()

    async def _discover(self) -> Endpoints:
        url = self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
        status, body = await self._channel.object("GET", url)
        try:
            found = msgspec.convert(body, Endpoints)
        except msgspec.ValidationError:
            raise IdentityUnavailable from None
        needed = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        optional = filter(None, (found.userinfo_endpoint, found.end_session_endpoint))
        if status != 200 or found.issuer != self.provider.issuer:  # Discovery §4.3: it is the same, to the letter
            raise IdentityUnavailable
        if not all(self._channel.fits(each) for each in (*needed, *optional)):
            raise IdentityUnavailable
        if "S256" not in found.code_challenge_methods_supported:  # it would let a stolen code through (RFC 9700 §2.1.1)
            raise IdentityUnavailable
        return found

    async def _jwks(self) -> bytes:
        status, body = await self._channel.ask("GET", (await self.endpoints()).jwks_uri)
        return body if status == 200 else b""

    def _proof(self, endpoint: str) -> tuple[dict[str, str], dict[str, str]]:
        """That we are we: further fields of the form, and headers."""
        provider = self.provider
        if provider.key is not None:
            now = int(self._clock())
            claims = {
                "iss": provider.client_id,
                "sub": provider.client_id,
                "aud": endpoint,
                "jti": secrets.token_urlsafe(24),
                "iat": now,
                "exp": now + _ASSERTED,
            }
            algorithm = "ES256" if isinstance(provider.key, ECKey) else "PS256"
            assertion = jwt.encode({"alg": algorithm, "kid": provider.key.kid}, claims, provider.key)
            fields = {"client_assertion_type": _ASSERTION, "client_assertion": assertion}
            return {"client_id": provider.client_id, **fields}, {}
        if provider.secret_in == "post":  # noqa: S105 - where it stands
            return {"client_id": provider.client_id, "client_secret": provider.secret}, {}
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.secret, safe='')}"  # RFC 6749 §2.3.1
        return {}, {"authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
