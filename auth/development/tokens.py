"""The token endpoint: codes, refresh tokens, services and exchange, and the tokens that come of them.

RFC 6749 §5, RFC 7636 §4.6, RFC 8693, RFC 9068 (access tokens) and OpenID Connect Core §3.1.3 (ID tokens).
"""

import asyncio
import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auth.development.clients import CODE, CREDENTIALS, EXCHANGE, REFRESH, Client
from auth.development.credentials import Credentials, TokenError
from auth.development.grants import Deviation, Grant, Grants, InvalidGrant
from auth.development.keys import SigningKeys
from auth.development.request import Malformed, form_of, once
from auth.development.shelf import fresh
from auth.development.styles import Style, claims_of, token_claims, without_identity
from auth.development.ways import Login

__all__ = ["Tokens"]

_SECONDS = 300
_ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a kind of token, none itself
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Tokens:
    """Gives tokens for what was granted. `stall` is how many seconds a token that stays out takes."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        keys: SigningKeys,
        grants: Grants,
        credentials: Credentials,
        clock: Callable[[], float],
        stall: float,
    ) -> None:
        self._issuer, self._audience, self._keys = issuer, audience, keys
        self._grants, self._credentials, self._clock, self._stall = grants, credentials, clock, stall

    async def endpoint(self, request: Request) -> Response:
        """POST: a token answer, or an error by the standard."""
        try:
            form = once(await form_of(request))
            client = await self._credentials.client(request.headers.get("authorization"), form)
            return JSONResponse(await self._answer(client, form), headers=_NO_STORE)
        except Malformed:
            error = TokenError("invalid_request", "a form, with each parameter once")
        except InvalidGrant as invalid:
            error = TokenError(invalid.code, invalid.description)
        except TokenError as wrong:
            error = wrong
        except TimeoutError:  # that of a persona who gets no token
            return Response(status_code=503, headers=_NO_STORE)
        headers = _NO_STORE | ({"WWW-Authenticate": 'Basic realm="ontwikkeling"'} if error.basic else {})
        body = {"error": error.code, "error_description": error.description}
        return JSONResponse(body, error.status, headers)

    def id_token(self, grant: Grant, access_token: str, *, again: bool = False) -> str:
        """Who logged in, for the client; `again` is on a refresh, which has no nonce (OpenID Connect Core §12.2)."""
        now = int(self._clock())
        claims = self._identity(grant, "id_token")
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        claims |= {
            "iss": self._issuer,
            "sub": self._subject(grant),
            "aud": grant.client.client_id,
            "iat": now,
            "exp": now + _SECONDS,
            "auth_time": grant.authenticated,
            "sid": grant.session.sid,
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        }
        if not again:
            claims["nonce"] = grant.nonce
        match grant.deviation:
            case Deviation.VERKEERDE_NONCE:
                claims["nonce"] = fresh()
            case Deviation.VERLOPEN:
                claims |= {"iat": now - 2 * _SECONDS, "exp": now - _SECONDS}
        sign = self._keys.missign if grant.deviation is Deviation.VERKEERDE_SLEUTEL else self._keys.sign
        return sign(claims, "JWT", grant.client.id_token_alg)

    def userinfo(self, grant: Grant) -> dict[str, Any]:
        """What the userinfo endpoint tells with this grant."""
        return {**self._identity(grant, "userinfo"), "sub": self._subject(grant)}

    def subject(self, login: Login, client: Client) -> str:
        """What this client calls them: as its style has it, or else a name that no other client knows."""
        said = claims_of(login, client.style, self._issuer).get("sub")
        return said if isinstance(said, str) else login.oid or self._pairwise(login, client)

    def _subject(self, grant: Grant) -> str:
        hidden = grant.deviation is Deviation.ZONDER_IDENTITEIT
        return (self._pairwise if hidden else self.subject)(grant.login, grant.client)

    def _said(self, grant: Grant) -> dict[str, Any]:
        claims = claims_of(grant.login, grant.client.style, self._issuer)
        return without_identity(claims) if grant.deviation is Deviation.ZONDER_IDENTITEIT else claims

    def _identity(self, grant: Grant, place: str) -> dict[str, Any]:
        claims = self._said(grant)
        if place == "userinfo" or grant.client.identity_in_token:
            return claims
        wanted = grant.asked.get(place, frozenset()) | {"acr"}
        return {name: value for name, value in claims.items() if name in wanted}

    def _pairwise(self, login: Login, client: Client) -> str:
        """OpenID Connect Core §8.1; the numbers behind it are of nobody, so that it needs no secret."""
        return hashlib.sha256(f"{self._issuer} {client.client_id} {login.person}".encode()).hexdigest()

    async def _answer(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        kind = form.get("grant_type", "")
        if not kind:
            raise TokenError("invalid_request", "grant_type is missing")
        if kind not in (CODE, REFRESH, CREDENTIALS, EXCHANGE):
            raise TokenError("unsupported_grant_type", "this kind of grant is not known")
        if kind not in client.grants:
            raise TokenError("unauthorized_client", "this kind of grant is not the client's")
        match kind:
            case "authorization_code":
                return await self._for_code(client, form)
            case "refresh_token":
                return self._for_refresh(client, form)
            case "client_credentials":
                return self._for_itself(client, form)
            case _:
                return self._exchanged(client, form)

    async def _for_code(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        for name in ("code", "redirect_uri", "code_verifier"):
            if name not in form:
                raise TokenError("invalid_request", f"{name} is missing")
        grant = self._grants.redeem(form["code"], client, form["redirect_uri"], form["code_verifier"])
        if grant.deviation is Deviation.GEEN_ANTWOORD:
            await asyncio.sleep(self._stall)
            raise TimeoutError
        return self._tokens(grant, grant.scopes)

    def _for_refresh(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        if REFRESH not in form:
            raise TokenError("invalid_request", "refresh_token is missing")
        scopes = self._narrowed(form)
        grant = self._grants.refresh(form[REFRESH], client, scopes)
        return self._tokens(grant, scopes or grant.scopes, again=True)

    @staticmethod
    def _narrowed(form: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(form["scope"].split(" ")) if "scope" in form else ()

    def _for_itself(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        scopes = self._narrowed(form) or client.scopes
        if set(scopes) - set(client.scopes):
            raise TokenError("invalid_scope", "the client does not have this scope")
        claims = self._claims(client.client_id, client, scopes, self._audience) | dict(client.claims)
        token = self._keys.sign(claims, "at+jwt")
        return {"access_token": token, "token_type": "Bearer", "expires_in": _SECONDS, "scope": " ".join(scopes)}

    def _exchanged(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        """RFC 8693 §2: a token that opens nothing but userinfo, for one of the same person that opens the service."""
        if form.get("subject_token_type") != _ACCESS_TOKEN or "subject_token" not in form:
            raise TokenError("invalid_request", "subject_token is an access token")
        if form.get("requested_token_type", _ACCESS_TOKEN) != _ACCESS_TOKEN or "actor_token" in form:
            raise TokenError("invalid_request", "what is given for it is an access token, without an actor")
        if form.get("audience") != self._audience or form.get("resource", self._audience) != self._audience:
            raise TokenError("invalid_target", "there are no tokens for that audience")
        grant = self.granted(form["subject_token"])
        if grant is None or grant.client is not client:
            raise TokenError("invalid_request", "the subject_token is good for nothing")
        scopes = self._narrowed(form) or grant.scopes
        if set(scopes) - set(grant.scopes):
            raise TokenError("invalid_scope", "the subject_token does not have this scope")
        token = self._access(grant, scopes, api=True)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": _SECONDS, "scope": " ".join(scopes)}
        return {**answer, "issued_token_type": _ACCESS_TOKEN}

    def granted(self, token: str) -> Grant | None:
        """The grant of one of our access tokens; None for one that is over, revoked or not ours."""
        claims = self._keys.verified(token, "at+jwt")
        if claims is None or claims.get("iss") != self._issuer or claims["exp"] <= self._clock():
            return None
        grant = self._grants.access.get(str(claims.get("jti")))
        return grant if grant is not None and grant.alive else None

    def _tokens(self, grant: Grant, scopes: tuple[str, ...], *, again: bool = False) -> dict[str, Any]:
        access = self._access(grant, scopes, api=grant.client.api)
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": _SECONDS, "scope": " ".join(scopes)}
        if "openid" in scopes:
            answer["id_token"] = self.id_token(grant, access, again=again)
        if REFRESH in grant.client.grants:
            answer[REFRESH] = self._grants.refresh_token(grant)
        return answer

    def _access(self, grant: Grant, scopes: tuple[str, ...], *, api: bool) -> str:
        subject = self.subject(grant.login, replace(grant.client, style=Style.ALGEMEEN))
        claims = self._claims(subject, grant.client, scopes, self._audience if api else self._issuer)
        claims |= {"auth_time": grant.authenticated, "sid": grant.session.sid}
        if api:
            hidden = grant.deviation is Deviation.ZONDER_IDENTITEIT
            claims |= without_identity(token_claims(grant.login)) if hidden else token_claims(grant.login)
        elif acr := self._said(grant).get("acr"):
            claims["acr"] = acr
        self._grants.access.put(claims["jti"], grant, _SECONDS)
        return self._keys.sign(claims, "at+jwt")

    def _claims(self, subject: str, client: Client, scopes: tuple[str, ...], audience: str) -> dict[str, Any]:
        now = int(self._clock())
        return {
            "iss": self._issuer,
            "aud": audience,
            "sub": subject,
            "client_id": client.client_id,
            "iat": now,
            "exp": now + _SECONDS,
            "jti": fresh(),
            "scope": " ".join(scopes),
        }
