"""What registries want to see of us: one small class per scheme, none of which shows its secret in its text."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import msgspec
from joserfc import jwt
from joserfc.jwk import OctKey

from sources.core.transport import Request, Transport, TransportFailed
from sources.core.upstream import Credentials

__all__ = ["ApiKey", "ClientCredentials", "StaticHeaders", "Token", "ZgwJwt", "several"]


class StaticHeaders:
    """The same headers with every call, such as the `x-doelbinding` and `x-origin-oin` of a gateway."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        for name, value in headers.items():
            if not name or not value or not value.isascii() or not value.isprintable() or value != value.strip():
                raise ValueError("a header that is empty, or holds what no header may hold")
        self._headers = dict(headers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._headers)})"

    async def headers(self) -> dict[str, str]:
        """The headers of one call."""
        return dict(self._headers)

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Nothing is kept; another try won't help."""
        return False

    async def close(self) -> None:
        """Nothing to give back."""


class ApiKey(StaticHeaders):
    """A key in a header of the registry's choice: `X-API-KEY` (Haal Centraal), `apikey` (KVK)."""

    def __init__(self, header: str, value: str) -> None:
        super().__init__({header: value})


class Token(StaticHeaders):
    """`Authorization: Token …`, as Objects API and Open Product want it."""

    def __init__(self, value: str) -> None:
        super().__init__({"Authorization": f"Token {value}"})


class ZgwJwt:
    """The signed token of the ZGW APIs (HS256), made anew for every second in which a call is made.

    `user_id` and `user_representation` land in the registry's audit trail: never a BSN. Two tokens of one second would
    be equal to the byte, so that second shares one.
    """

    def __init__(
        self,
        client_id: str,
        secret: str,
        *,
        user_id: str = "mijndenhaag",
        user_representation: str = "MijnDenHaag, gemeente Den Haag",
    ) -> None:
        if not client_id or not secret:
            raise ValueError("a ZGW token needs a client id and a secret")
        self._key = OctKey.import_key(secret)
        self._claims = {
            "iss": client_id,
            "client_id": client_id,
            "user_id": user_id,
            "user_representation": user_representation,
        }
        self._second, self._token = 0, ""

    def __repr__(self) -> str:
        return f"ZgwJwt({self._claims['client_id']})"

    async def headers(self) -> dict[str, str]:
        """A bearer token of this second."""
        second = int(time.time())
        if second != self._second:
            claims = {**self._claims, "iat": second}
            self._second, self._token = second, jwt.encode({"typ": "JWT", "alg": "HS256"}, claims, self._key)
        return {"Authorization": f"Bearer {self._token}"}

    def refused(self, headers: Mapping[str, str]) -> bool:
        """The token was fresh; another one won't help."""
        return False

    async def close(self) -> None:
        """Nothing to give back."""


class _Grant(msgspec.Struct):
    access_token: str
    expires_in: float = 60.0


@dataclass(eq=False)
class ClientCredentials:
    """OAuth2 client credentials (RFC 6749 §4.4): one token for all calls, renewed before it ends.

    `transport` leads to the token endpoint, `extra` holds form fields that a gateway adds, such as `resourceServer`.
    Calls that need a new token at the same moment share one request; none of them can cancel it.
    """

    transport: Transport
    client_id: str
    secret: str = field(repr=False)
    scope: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: float = 5.0  # for one token request
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    _token: str = field(default="", init=False, repr=False)
    _until: float = field(default=0.0, init=False, repr=False)
    _under_way: "asyncio.Task[str] | None" = field(default=None, init=False, repr=False)

    async def headers(self) -> dict[str, str]:
        """A bearer token that has a while to live. Raises `TransportFailed` or `TimeoutError` when there is none."""
        token = self._token if self.clock() < self._until else await self._renewed()
        return {"Authorization": f"Bearer {token}"}

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Forgets the token of these headers, unless a newer one has come meanwhile."""
        if self._token and headers.get("Authorization") == f"Bearer {self._token}":
            self._token, self._until = "", 0.0
        return True

    async def close(self) -> None:
        """Stop a token request under way and give back the connections to the endpoint."""
        if self._under_way is not None:
            self._under_way.cancel()
            await asyncio.wait([self._under_way])
        await self.transport.close()

    async def _renewed(self) -> str:
        if self._under_way is None:
            self._under_way = asyncio.create_task(self._fetch())
            self._under_way.add_done_callback(self._fetched)
        return await asyncio.shield(self._under_way)

    def _fetched(self, task: "asyncio.Task[str]") -> None:
        self._under_way = None

    async def _fetch(self) -> str:
        form = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.secret}
        if self.scope:
            form["scope"] = self.scope
        request = Request(
            "POST",
            "",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
            body=urlencode({**form, **self.extra}).encode(),
        )
        started = self.clock()
        answer = await self.transport.send(request, self.seconds)
        grant = _granted(answer.body) if answer.status == 200 else None
        if grant is None:
            raise TransportFailed("no token")
        self._token = grant.access_token
        self._until = started + grant.expires_in - min(30.0, grant.expires_in / 4)
        return self._token


def _granted(body: bytes) -> _Grant | None:
    try:
        grant = msgspec.json.decode(body, type=_Grant, strict=False)  # some send expires_in as text
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    token = grant.access_token
    return grant if token and token.isascii() and token.isprintable() else None


def several(*credentials: Credentials) -> Credentials:
    """All of these at once: a token and the extra headers of a gateway."""
    return _Several(credentials)


@dataclass(frozen=True)
class _Several:
    parts: tuple[Credentials, ...]

    async def headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        for part in self.parts:
            headers |= await part.headers()
        return headers

    def refused(self, headers: Mapping[str, str]) -> bool:
        return any([part.refused(headers) for part in self.parts])

    async def close(self) -> None:
        for part in self.parts:
            await part.close()
