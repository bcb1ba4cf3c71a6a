"""Signed tokens in compact form (JWS, RFC 7515; JWT best practices, RFC 8725): whose signature, and what it covers."""

import json
from collections.abc import Collection

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import CompactSignature, JWSRegistry, extract_compact, validate_compact

from auth.errors import NotAuthenticated
from auth.keys import Keys

__all__ = ["ALGORITHMS", "LARGEST", "Signed"]

ALGORITHMS = ("RS256", "PS256", "ES256")
LARGEST = 16 * 1024  # characters, certificate chain in the header included


class _Registry(JWSRegistry):
    """Headers that we don't know are ignored (RFC 7515 §4), but never a critical one; a certificate chain fits."""

    max_header_length = 12 * 1024

    def __init__(self) -> None:
        super().__init__(algorithms=ALGORITHMS, strict_check_header=False)


_REGISTRY = _Registry()
_OPENING = jwe.JWERegistry(
    algorithms=[
        *("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"),
        *("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512"),
    ],
    strict_check_header=False,
)


class Signed:
    """Reads tokens of one issuer that are of one of these types; "" is a token that names no type.

    With our private key for `decryption` it opens those that are encrypted too (RFC 7516, nested as in RFC 7519 §11.2).
    """

    def __init__(self, keys: Keys, types: Collection[str], decryption: RSAKey | ECKey | None = None) -> None:
        self._keys, self._types, self._decryption = keys, frozenset(types), decryption

    def opened(self, token: str) -> str:
        """The signed token in an encrypted one, another token as it is. Raises `NotAuthenticated`."""
        if token.count(".") != 4:
            return token
        if self._decryption is None or len(token) > 2 * LARGEST:
            raise NotAuthenticated("encryption")
        try:
            content = jwe.decrypt_compact(token, self._decryption, registry=_OPENING).plaintext
            return (content or b"").decode("ascii")
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotAuthenticated("encryption") from None

    async def claims(self, token: str) -> dict[str, object]:
        """The claims of a token whose signature is good, not yet looked at.

        Raises `NotAuthenticated`, and `IdentityUnavailable` where the issuer's keys can't be had.
        """
        token = self.opened(token)
        if len(token) > LARGEST:
            raise NotAuthenticated("malformed")
        signed = _extract(token)
        key = await self._keys.find(self._kid(signed))
        if key is None:
            raise NotAuthenticated("key")
        try:
            verified = validate_compact(signed, key, registry=_REGISTRY)
        except (JoseError, ValueError, TypeError):
            raise NotAuthenticated("signature") from None
        if not verified:
            raise NotAuthenticated("signature")
        try:
            claims = json.loads(signed.payload)
        except (ValueError, RecursionError):
            raise NotAuthenticated("claims") from None
        if not isinstance(claims, dict):
            raise NotAuthenticated("malformed")
        return claims

    def _kid(self, signed: CompactSignature) -> str:
        """The id of the key that it says it was signed with, once the header says that it may be one of ours."""
        header = signed.protected
        if not isinstance(header, dict) or not isinstance(kid := header.get("kid"), str):
            raise NotAuthenticated("malformed")
        if "crit" in header or "b64" in header:  # RFC 7797 §7: a JWT's payload is always encoded
            raise NotAuthenticated("malformed")
        if header.get("alg") not in ALGORITHMS:
            raise NotAuthenticated("algorithm")
        if not isinstance(type_ := header.get("typ", ""), str) or type_.lower() not in self._types:
            raise NotAuthenticated("type")
        return kid


def _extract(token: str) -> CompactSignature:
    try:
        return extract_compact(token.encode("ascii"), registry=_REGISTRY)
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise NotAuthenticated("malformed") from None
