"""How a client proves itself at the token endpoint (RFC 6749 §2.3, RFC 7523, NL GOV profile for OAuth §2.3.3)."""

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import extract_compact

from auth.development.clients import Client
from auth.development.shelf import Shelf
from auth.errors import IdentityUnavailable

__all__ = ["ASSERTION_ALGORITHMS", "Credentials", "TokenError"]

ASSERTION_ALGORITHMS = ("RS256", "PS256", "ES256")
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LONGEST, _LEEWAY = 600, 30  # seconds
_LARGEST = 16 * 1024  # characters


class TokenError(Exception):
    """An error of the token endpoint (RFC 6749 §5.2)."""

    def __init__(self, code: str, description: str, status: int = 400, *, basic: bool = False) -> None:
        super().__init__(f"{code}: {description}")
        self.code, self.description, self.status, self.basic = code, description, status, basic


class Credentials:
    """Knows the client of a token request. `audiences` are the names by which an assertion may call us."""

    def __init__(self, clients: Mapping[str, Client], audiences: tuple[str, ...], clock: Callable[[], float]) -> None:
        self._clients, self._audiences, self._clock = clients, audiences, clock
        self._seen: Shelf[bool] = Shelf(_LONGEST + 2 * _LEEWAY, clock)

    async def client(self, authorization: str | None, form: Mapping[str, str]) -> Client:
        """The client that this request comes from; raises `TokenError`."""
        ways = [authorization is not None, "client_secret" in form, "client_assertion" in form]
        if sum(ways) > 1:
            raise TokenError("invalid_request", "a client proves itself in one way")
        if authorization is not None:
            client_id, secret = _basic(authorization)
            if form.get("client_id", client_id) != client_id:
                raise TokenError("invalid_request", "client_id is another")
            return self._by_secret(client_id, secret, "client_secret_basic")
        if "client_assertion" in form:
            return await self._by_assertion(form)
        if "client_secret" in form:
            return self._by_secret(form.get("client_id", ""), form["client_secret"], "client_secret_post")
        client = self._clients.get(form.get("client_id", ""))
        if client is None or client.authentication != "none":
            raise _unproven()
        return client

    def _by_secret(self, client_id: str, secret: str, method: str) -> Client:
        basic = method == "client_secret_basic"
        client = self._clients.get(client_id)
        if client is None or client.authentication != method:
            raise _unproven(basic)
        if not hmac.compare_digest(client.secret.encode(), secret.encode()):
            raise _unproven(basic)
        return client

    async def _by_assertion(self, form: Mapping[str, str]) -> Client:
        assertion = form["client_assertion"]
        if form.get("client_assertion_type") != _ASSERTION:
            raise TokenError("invalid_request", "client_assertion_type is that of a JWT")
        header, unproven = _looked_at(assertion)
        client = self._clients.get(str(unproven.get("iss")))
        if client is None or client.keys is None or form.get("client_id", client.client_id) != client.client_id:
            raise _unproven()
        if header.get("alg") not in ASSERTION_ALGORITHMS or not isinstance(kid := header.get("kid"), str):
            raise _unproven()
        try:
            key = await client.keys.find(kid)
            if key is None:
                raise _unproven()
            claims = jwt.decode(assertion, key, algorithms=list(ASSERTION_ALGORITHMS)).claims
        except (JoseError, ValueError, TypeError, IdentityUnavailable):
            raise _unproven() from None
        self._check(claims, client)
        return client

    def _check(self, claims: Mapping[str, Any], client: Client) -> None:
        now, until, jti, audience = self._clock(), claims.get("exp"), claims.get("jti"), claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        early = [claims.get(name, now) for name in ("iat", "nbf")]
        good = (
            claims.get("sub") == client.client_id
            and any(each in self._audiences for each in audiences if isinstance(each, str))
            and isinstance(until, int | float)
            and now - _LEEWAY < until <= now + _LONGEST + _LEEWAY
            and all(isinstance(each, int | float) and each <= now + _LEEWAY for each in early)
            and isinstance(jti, str)
            and bool(jti)
        )
        if not good:
            raise _unproven()
        name = f"{client.client_id} {jti}"
        if self._seen.get(name):
            raise _unproven()
        self._seen.put(name, True)


def _unproven(basic: bool = False) -> TokenError:
    return TokenError("invalid_client", "the client is not known, or did not prove itself", 401, basic=basic)


def _basic(authorization: str) -> tuple[str, str]:
    """Both parts are encoded as in a form before they are joined (RFC 6749 §2.3.1)."""
    scheme, _, said = authorization.partition(" ")
    try:
        if scheme.lower() != "basic":
            raise ValueError
        name, colon, secret = base64.b64decode(said.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise _unproven(basic=True) from None
    if not colon:
        raise _unproven(basic=True)
    return unquote_plus(name), unquote_plus(secret)


def _looked_at(assertion: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The header and the claims, which nobody has vouched for yet."""
    try:
        if len(assertion) > _LARGEST:
            raise ValueError
        signed = extract_compact(assertion.encode("ascii"))
        header, claims = signed.protected, json.loads(signed.payload)
        if not isinstance(header, dict) or not isinstance(claims, dict):
            raise ValueError
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise _unproven() from None
    return header, claims
