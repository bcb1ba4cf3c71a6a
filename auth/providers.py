"""From settings to identity providers: everything is there, and fits, before the service starts."""

import json
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from auth.channel import Channel
from auth.claims import ClaimProfile
from auth.oidc import RelyingParty
from auth.provider import Provider, Remote
from auth.roles import Level
from auth.ways import Way

__all__ = ["configured", "party_of"]

_CONNECTIONS = 20  # to one provider at once
_LEAST_RSA = 2048  # bits (RFC 7518 §3.3)


def configured(
    name: str,
    profiles: Mapping[str, ClaimProfile],
    *,
    issuer: str,
    client_id: str,
    profile: str,
    ways: frozenset[Way],
    secret: str = "",
    secret_in: Literal["basic", "post"] = "basic",  # noqa: S107 - where it stands
    key: Path | None = None,
    decryption_key: Path | None = None,
    scopes: tuple[str, ...] = ("openid",),
    levels: Mapping[Way, Level] | None = None,
    max_age: int | None = 0,
) -> Provider:
    """A provider of these settings. Raises `ValueError`, whose text begins with the setting and tells no value."""
    if not client_id:
        raise ValueError("client_id: say who we are to this provider")
    if profile not in profiles:
        raise ValueError(f"profile: one of {', '.join(profiles)}")
    if not ways or ways - profiles[profile].ways.keys():
        raise ValueError(
            f"ways: some of {', '.join(profiles[profile].ways)}, which is what the profile {profile} reads"
        )
    if bool(secret) == (key is not None):
        raise ValueError("client_secret, key: give one of both")
    if "openid" not in scopes:
        raise ValueError("scopes: openid is one of them")
    if levels and levels.keys() - ways:
        raise ValueError("levels: for ways of this provider")
    return Provider(
        name,
        issuer,
        client_id,
        profiles[profile],
        ways,
        secret,
        secret_in,
        None if key is None else _key("key", key),
        None if decryption_key is None else _key("decryption_key", decryption_key),
        scopes,
        dict(levels or {}),
        max_age,
    )


def party_of(
    provider: Provider, ca: Path | None = None, transport: httpx.AsyncBaseTransport | None = None
) -> RelyingParty:
    """What we are to this provider, over the network or this transport.

    `ca` is the PEM file with the only authorities that are trusted; without it the machine's own roots count. Addresses
    with http will do where its issuer is one.
    """
    secure = provider.issuer.startswith("https://")
    return RelyingParty(Remote(provider, Channel(transport or _over_network(ca), secure=secure)))


def _over_network(ca: Path | None) -> httpx.AsyncBaseTransport:
    if ca is None:
        context = ssl.create_default_context()
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # holds no roots of its own
        context.load_verify_locations(ca)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS, keepalive_expiry=30.0)
    return httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits, retries=0)


def _key(setting: str, file: Path) -> RSAKey | ECKey:
    """The private key in this file, a JWK or PEM; its id is that of the JWK, else its thumbprint (RFC 7638)."""
    key: RSAKey | ECKey | None = None
    try:
        text = file.read_bytes()
        if text.lstrip().startswith(b"{"):
            found = json.loads(text)
            key = ECKey.import_key(found) if found.get("kty") == "EC" else RSAKey.import_key(found)
        else:
            key = _of_pem(text)
    except (OSError, JoseError, ValueError, TypeError, AttributeError):
        key = None
    strong = (
        key.public_key.key_size >= _LEAST_RSA
        if isinstance(key, RSAKey)
        else key is not None and key.curve_name == "P-256"
    )
    if key is None or not key.is_private or not strong:
        raise ValueError(f"{setting}: a file with a private key, RSA of 2048 bits or P-256, as JWK or PEM")
    key.ensure_kid()
    return key


def _of_pem(text: bytes) -> RSAKey | ECKey:
    try:
        return ECKey.import_key(text)
    except (JoseError, ValueError, TypeError):
        return RSAKey.import_key(text)
