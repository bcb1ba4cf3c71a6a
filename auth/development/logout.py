"""Log-out: by the client (OpenID Connect RP-Initiated Logout 1.0) and at all clients (Back-Channel Logout 1.0)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from auth.development.authorization import NoWayBack
from auth.development.clients import Client
from auth.development.grants import Grants, Session
from auth.development.keys import SigningKeys
from auth.development.shelf import fresh
from auth.development.tokens import Tokens

__all__ = ["EndRequest", "Logout", "Sender"]

Sender = Callable[[str, Mapping[str, str]], Awaitable[int]]  # posts a form to an address, and gives the status
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_SECONDS, _PATIENCE = 120, 5.0


@dataclass(frozen=True, slots=True)
class EndRequest:
    """A good request to log out: where to go then, and the session of which the client gave proof."""

    redirect_uri: str | None
    state: str | None
    client_id: str | None
    session: Session | None = field(default=None, repr=False)


class Logout:
    """Ends sessions and tells it to the clients that know them."""

    def __init__(
        self,
        issuer: str,
        clients: Mapping[str, Client],
        keys: SigningKeys,
        grants: Grants,
        tokens: Tokens,
        send: Sender,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer, self._clients, self._keys, self._grants = issuer, clients, keys, grants
        self._tokens, self._send, self._clock = tokens, send, clock

    def request(self, given: Mapping[str, str]) -> EndRequest:
        """What is asked; raises `NoWayBack` where it can't be trusted. An ID token that is over is proof as well."""
        client, session = self._clients.get(given.get("client_id", "")), None
        if "client_id" in given and client is None:
            raise NoWayBack("Deze toepassing (client_id) is hier niet bekend.")
        if "id_token_hint" in given:
            claims = self._keys.verified(given["id_token_hint"], "JWT") or {}
            hinted = self._clients.get(str(claims.get("aud")))
            if hinted is None or claims.get("iss") != self._issuer or client not in (None, hinted):
                raise NoWayBack("Het bewijs van inloggen (id_token_hint) is niet van ons voor deze toepassing.")
            client, session = hinted, self._grants.session_of(str(claims.get("sid")))
        address = given.get("post_logout_redirect_uri")
        if address is not None and (client is None or address not in client.post_logout_redirect_uris):
            raise NoWayBack("Het adres voor na het uitloggen is niet dat waarmee de toepassing bekend is.")
        return EndRequest(address, given.get("state"), client.client_id if client else None, session)

    async def end(self, session: Session) -> dict[str, bool]:
        """End this session, and tell its clients; gives whether each that wants to know took it."""
        session.ended = True
        told = [client for client in session.clients.values() if client.backchannel_logout_uri]
        took = await asyncio.gather(*(self._tell(client, session) for client in told))
        return {client.client_id: good for client, good in zip(told, took, strict=True)}

    async def _tell(self, client: Client, session: Session) -> bool:
        now = int(self._clock())
        claims = {
            "iss": self._issuer,
            "sub": self._tokens.subject(session.login, client),
            "aud": client.client_id,
            "iat": now,
            "exp": now + _SECONDS,
            "jti": fresh(),
            "sid": session.sid,
            "events": {_EVENT: {}},
        }
        token = self._keys.sign(claims, "logout+jwt", client.id_token_alg)
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._send(client.backchannel_logout_uri, {"logout_token": token}) in (200, 204)
        except Exception:  # whatever a sender can raise: the client was not told, and we go on
            return False
