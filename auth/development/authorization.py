"""The authorization request (OpenID Connect Core §3.1.2, RFC 7636, NL GOV profiles for OAuth and OpenID Connect)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from auth.claims import LEVELS
from auth.development.clients import CODE, Client
from auth.development.request import Malformed, once
from auth.development.ways import broker_of, means_of
from auth.roles import Level
from auth.ways import Way

__all__ = ["AuthorizationError", "AuthorizationRequest", "NoWayBack", "extended"]

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_SHORTEST = 22  # characters of base64url that 128 bits take
_PROMPTS = {"none", "login", "consent", "select_account"}
_UNSUPPORTED = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


class NoWayBack(Exception):
    """A request that may not be answered to its redirect URI (RFC 6749 §4.1.2.1); `reason` is for a page, in Dutch."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AuthorizationError(Exception):
    """An error that goes back to the client: `code` and `description` as the standard has them."""

    def __init__(self, code: str, description: str, redirect_uri: str, state: str | None) -> None:
        super().__init__(f"{code}: {description}")
        self.code, self.description, self.redirect_uri, self.state = code, description, redirect_uri, state


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A good request. `minimum` is the lowest level that will do; `allowed` are the levels of which one is a must.

    `ways` are those to choose from: of the client, and hinted at by `kc_idp_hint` (one) or by `idp:` among the
    `acr_values` (all of a means, such as `idp:digid`), as brokers have it. `asked` are the claims
    that are wanted by name, in `id_token` and in `userinfo`.
    """

    client: Client
    redirect_uri: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    challenge: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid",)
    prompts: frozenset[str] = frozenset()
    max_age: int | None = None
    minimum: Level = Level.GEEN
    allowed: frozenset[Level] | None = None
    ways: tuple[Way, ...] = ()
    id_token_hint: str = field(default="", repr=False)
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: list[tuple[str, str]], clients: Mapping[str, Client]) -> "AuthorizationRequest":
        """The request in these parameters; raises `NoWayBack` and `AuthorizationError`."""
        client, redirect_uri = _return_address(fields, clients)
        states = [value for name, value in fields if name == "state"]
        state = states[0] if len(states) == 1 and states[0] else None

        def wrong(code: str, description: str) -> AuthorizationError:
            return AuthorizationError(code, description, redirect_uri, state)

        try:
            given = once(fields)
        except Malformed:
            raise wrong("invalid_request", "a parameter comes twice") from None
        for name, code in _UNSUPPORTED.items():
            if name in given:
                raise wrong(code, f"{name} is not supported")
        if "response_type" not in given:
            raise wrong("invalid_request", "response_type is missing")
        if given["response_type"] != "code":
            raise wrong("unsupported_response_type", "response_type is code")
        if given.get("response_mode", "query") != "query":
            raise wrong("invalid_request", "response_mode is query")
        if CODE not in client.grants:
            raise wrong("unauthorized_client", "this client logs nobody in")
        scopes = given.get("scope", "").split(" ")
        if "openid" not in scopes:
            raise wrong("invalid_scope", "scope has openid")
        for name in ("state", "nonce"):
            if len(given.get(name, "")) < _SHORTEST:
                raise wrong("invalid_request", f"{name} has at least 128 bits")
        if given.get("code_challenge_method") != "S256":
            raise wrong("invalid_request", "code_challenge_method is S256")
        if not _CHALLENGE.fullmatch(given.get("code_challenge", "")):
            raise wrong("invalid_request", "code_challenge is a SHA-256 in base64url")
        prompts = frozenset(given.get("prompt", "").split())
        if prompts - _PROMPTS or ("none" in prompts and len(prompts) > 1):
            raise wrong("invalid_request", "prompt is none, or login, consent and select_account")
        max_age = given.get("max_age")
        if max_age is not None and not re.fullmatch(r"[0-9]{1,9}", max_age):
            raise wrong("invalid_request", "max_age is a number of seconds")
        try:
            claims = _claims(given.get("claims", "{}"))
        except (ValueError, RecursionError):
            raise wrong("invalid_request", "claims is an object of id_token and userinfo") from None
        voluntary = given.get("acr_values", "").split()
        essential = _essential(claims)
        levels = [LEVELS[acr] for acr in essential or voluntary if acr in LEVELS]
        if essential is not None and not levels:
            raise wrong("unmet_authentication_requirements", "no level that was asked is known here")
        return cls(
            client=client,
            redirect_uri=redirect_uri,
            state=given["state"],
            nonce=given["nonce"],
            challenge=given["code_challenge"],
            scopes=tuple(scope for scope in client.scopes if scope in scopes),
            prompts=prompts,
            max_age=None if max_age is None else int(max_age),
            minimum=min(levels, default=Level.GEEN),
            allowed=None if essential is None else frozenset(levels),
            ways=_ways(client, given.get("kc_idp_hint", ""), voluntary),
            id_token_hint=given.get("id_token_hint", ""),
            asked={place: frozenset(names) for place, names in claims.items()},
        )

    def levels(self, way: Way) -> list[Level]:
        """The levels of this way that will do, lowest first; raises `AuthorizationError` where none will."""
        known = broker_of(way).levels
        found = [each for each in known if each >= self.minimum and each in (self.allowed or known)]
        if not found and (known or self.allowed is not None):
            raise self.refused("unmet_authentication_requirements", "this way in has no such level")
        return found

    def refused(self, code: str, description: str) -> AuthorizationError:
        """This error, on its way back to the client."""
        return AuthorizationError(code, description, self.redirect_uri, self.state)


def extended(uri: str, **parameters: str | None) -> str:
    """The address with these parameters, those that are None left out; what it has of its own stays."""
    query = urlencode({name: value for name, value in parameters.items() if value is not None})
    parts = urlsplit(uri)
    return parts._replace(query=f"{parts.query}&{query}" if parts.query else query).geturl() if query else uri


def _return_address(fields: list[tuple[str, str]], clients: Mapping[str, Client]) -> tuple[Client, str]:
    names = [value for name, value in fields if name == "client_id"]
    client = clients.get(names[0]) if len(names) == 1 else None
    if client is None:
        raise NoWayBack("Deze toepassing (client_id) is hier niet bekend.")
    addresses = [value for name, value in fields if name == "redirect_uri"]
    if len(addresses) != 1 or not client.may_redirect_to(addresses[0]):
        raise NoWayBack("Het adres om naar terug te gaan (redirect_uri) is niet dat waarmee de toepassing bekend is.")
    return client, addresses[0]


def _claims(text: str) -> Mapping[str, Mapping[str, Any]]:
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError
    places = {place: said.get(place) or {} for place in ("id_token", "userinfo")}
    if not all(isinstance(names, dict) for names in places.values()):
        raise ValueError
    return places


def _essential(claims: Mapping[str, Mapping[str, Any]]) -> frozenset[str] | None:
    """The values of `acr` of which one is a must (OpenID Connect Core §5.5.1.1)."""
    acr = claims["id_token"].get("acr")
    if not isinstance(acr, dict) or acr.get("essential") is not True:
        return None
    values = acr.get("values", [acr["value"]] if "value" in acr else None)
    if values is None:
        return None
    return frozenset(value for value in values if isinstance(value, str)) if isinstance(values, list) else frozenset()


def _ways(client: Client, hint: str, acr_values: list[str]) -> tuple[Way, ...]:
    means = [value.removeprefix("idp:") for value in acr_values if value.startswith("idp:")]
    hinted = [way for way in client.ways if way.value == hint]
    of_means = [way for way in client.ways if means_of(way) in means]
    return tuple(hinted or of_means or client.ways)
