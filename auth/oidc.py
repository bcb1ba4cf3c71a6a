"""Log-in at an identity provider: the code flow with PKCE (OpenID Connect Core 1.0, NL GOV OIDC 1.0.1)."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from auth.errors import NotAuthenticated
from auth.failures import Failure, LoginFailed, failed
from auth.principal import Principal
from auth.provider import Remote, Tokens
from auth.roles import Level
from auth.signatures import Signed
from auth.ways import Way

__all__ = ["Attempt", "LoggedIn", "RelyingParty"]

_LEEWAY = 30  # seconds that our clock and the provider's may differ
_REFUSALS = {
    "access_denied": Failure.GEANNULEERD,
    "unmet_authentication_requirements": Failure.NIVEAU_TE_LAAG,
    "login_required": Failure.MISLUKT,
    "interaction_required": Failure.MISLUKT,
    "invalid_request": Failure.MISLUKT,
    "invalid_scope": Failure.MISLUKT,
    "unauthorized_client": Failure.MISLUKT,
    "server_error": Failure.NIET_BESCHIKBAAR,
    "temporarily_unavailable": Failure.NIET_BESCHIKBAAR,
}
# What a token says of itself, and not of who logged in: userinfo may differ in it.
_OF_TOKEN = frozenset({"iss", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "at_hash", "c_hash", "sid", "typ"})


class Attempt(msgspec.Struct, frozen=True):
    """One log-in under way: what we sent along, and with what the answer has to agree. Its repr shows nothing."""

    way: Way
    level: Level
    nonce: str
    verifier: str
    redirect_uri: str
    begun: float  # seconds since the epoch

    def __repr__(self) -> str:
        return f"Attempt({self.way})"


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Somebody whom the provider knows: `sub` and `sid` are its names for them and for its session with them."""

    principal: Principal
    sub: str = field(repr=False)
    sid: str | None = field(repr=False)
    id_token: str = field(repr=False)


class RelyingParty:
    """What we are to one provider. Everything here raises `IdentityUnavailable` when it is away.

    `clock` is seconds since the epoch.
    """

    def __init__(self, remote: Remote, clock: Callable[[], float] = time.time) -> None:
        self.remote, self.provider, self._clock = remote, remote.provider, clock
        self._tokens = Signed(remote.keys, ("jwt", ""), remote.provider.decryption)

    def attempt(self, way: Way, redirect_uri: str, level: Level | None = None) -> Attempt:
        """A new log-in this way, at this level where that is more than the way asks."""
        least = max(self.provider.level(way), level or Level.GEEN)
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        return Attempt(way, least, nonce, verifier, redirect_uri, self._clock())

    async def address(self, attempt: Attempt, state: str, language: str = "nl") -> str:
        """Where to send the browser (OpenID Connect Core 1.0 §3.1.2.1)."""
        provider, reading = self.provider, self.provider.profile.ways[attempt.way]
        acr = provider.profile.asked(attempt.way, attempt.level)
        asked: dict[str, str | int | None] = {
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
            "prompt": "login",
            "max_age": provider.max_age,
            "ui_locales": language,
            **reading.parameters,
        }
        if acr is not None and provider.profile.ask_level == "acr_values":
            asked["acr_values"] = acr
        if acr is not None and provider.profile.ask_level == "claims":
            asked["claims"] = json.dumps({"id_token": {"acr": {"essential": True, "values": [acr]}}})
        endpoint = (await self.remote.endpoints()).authorization_endpoint
        scope = " ".join(provider.scopes)
        address: str = prepare_grant_uri(
            endpoint, provider.client_id, "code", attempt.redirect_uri, scope, state, **asked
        )
        return address

    async def finish(self, attempt: Attempt, answer: Mapping[str, str]) -> LoggedIn:
        """Who it is, by the parameters with which the browser came back. Raises `LoginFailed`."""
        endpoints = await self.remote.endpoints()
        said = answer.get("iss")
        if said != self.provider.issuer and (
            said is not None or endpoints.authorization_response_iss_parameter_supported
        ):
            raise LoginFailed(Failure.MISLUKT, "issuer")  # RFC 9207 §2.4
        if "error" in answer:
            known = answer["error"] if answer["error"] in _REFUSALS else "unknown error"
            raise LoginFailed(_REFUSALS.get(answer["error"], Failure.MISLUKT), known)
        if not answer.get("code"):
            raise LoginFailed(Failure.MISLUKT, "code")
        tokens = await self.remote.exchange(answer["code"], attempt.verifier, attempt.redirect_uri)
        try:
            tokens = msgspec.structs.replace(tokens, id_token=self._tokens.opened(tokens.id_token))
            claims = await self._id_claims(tokens, attempt)
            sub, sid = claims["sub"], claims.get("sid")
            if self.provider.profile.userinfo:
                claims = _joined(claims, await self.remote.userinfo(tokens.access_token))
            principal = self.provider.profile.principal(
                claims,
                attempt.way,
                client_id=self.provider.client_id,
                expires=0,  # a session says when it ends
            )
        except NotAuthenticated as error:
            raise failed(error) from None
        if principal.level < attempt.level:
            raise LoginFailed(Failure.NIVEAU_TE_LAAG, "level")
        return LoggedIn(principal, str(sub), sid if isinstance(sid, str) else None, tokens.id_token)

    async def _id_claims(self, tokens: Tokens, attempt: Attempt) -> dict[str, object]:
        """The claims of an ID token that answers this attempt (OpenID Connect Core 1.0 §3.1.3.7)."""
        provider, now = self.provider, self._clock()
        claims = await self._tokens.claims(tokens.id_token)
        expected = JWTClaimsRegistry(
            now=lambda: int(now),
            leeway=_LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            expected.validate(claims)
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotAuthenticated("claims") from None
        if not isinstance(claims["sub"], str) or len(claims["sub"]) > 512:
            raise NotAuthenticated("claims")
        azp, audience = claims.get("azp"), claims["aud"]
        if azp not in (None, provider.client_id) or (isinstance(audience, list) and len(audience) > 1 and azp is None):
            raise NotAuthenticated("azp")
        at_hash = claims.get("at_hash")
        if at_hash is not None and not (isinstance(at_hash, str) and _is_hash(at_hash, tokens.access_token)):
            raise NotAuthenticated("at_hash")
        if provider.max_age is not None:
            at = claims.get("auth_time")
            if isinstance(at, bool) or not isinstance(at, int | float):
                raise NotAuthenticated("auth_time")
            if not attempt.begun - provider.max_age - _LEEWAY <= at <= now + _LEEWAY:
                raise NotAuthenticated("auth_time")
        return claims


def _joined(claims: Mapping[str, object], userinfo: Mapping[str, object]) -> dict[str, object]:
    """ID token and userinfo together; they are of the same person, and do not contradict each other."""
    if userinfo.get("sub") != claims["sub"]:
        raise NotAuthenticated("userinfo")
    shared = (claims.keys() & userinfo.keys()) - _OF_TOKEN
    if any(claims[name] != userinfo[name] for name in shared):
        raise NotAuthenticated("userinfo")
    return {**userinfo, **claims}


def _is_hash(at_hash: str, access_token: str) -> bool:
    half = hashlib.sha256(access_token.encode()).digest()[:16]  # all our algorithms are with SHA-256
    return hmac.compare_digest(at_hash.encode(), base64.urlsafe_b64encode(half).rstrip(b"="))
