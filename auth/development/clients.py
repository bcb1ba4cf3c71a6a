"""The clients that are registered with the identity provider of development."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from auth.development.styles import Style
from auth.keys import Keys
from auth.roles import Scope
from auth.ways import Way

__all__ = ["CODE", "CREDENTIALS", "DEVELOPMENT_CLIENTS", "EXCHANGE", "REFRESH", "Client", "portal_client"]

CODE, REFRESH, CREDENTIALS = "authorization_code", "refresh_token", "client_credentials"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"


@dataclass(frozen=True, slots=True)
class Client:
    """One registered client (OpenID Connect Dynamic Client Registration §2). Its repr shows no secret.

    It proves itself by `authentication`: `private_key_jwt` needs `keys`, the secrets need `secret`, a public client has
    neither. `ways` are the ways in that it may use, one of which is chosen on a page where there are more. `style` is
    how it wants its claims; `identity_in_token` is whether these are in the ID token as well as in userinfo. `api` is
    whether its access tokens are for the service itself, and so say who somebody is; others open userinfo only.
    `claims` are those of the tokens that a service gets for itself.
    """

    client_id: str
    redirect_uris: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    style: Style = Style.ALGEMEEN
    authentication: Literal["private_key_jwt", "client_secret_basic", "client_secret_post", "none"] = "private_key_jwt"
    keys: Keys | None = field(default=None, repr=False)
    secret: str = field(default="", repr=False)
    grants: tuple[str, ...] = (CODE,)
    scopes: tuple[str, ...] = ("openid",)
    id_token_alg: Literal["RS256", "ES256"] = "RS256"  # noqa: S105 - an algorithm
    identity_in_token: bool = True
    api: bool = False
    native: bool = False
    post_logout_redirect_uris: tuple[str, ...] = ()
    backchannel_logout_uri: str = ""
    claims: tuple[tuple[str, object], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if (self.authentication == "private_key_jwt") != (self.keys is not None):
            raise ValueError(f"{self.client_id}: keys are for private_key_jwt, and needed there")
        if self.authentication.startswith("client_secret") != bool(self.secret):
            raise ValueError(f"{self.client_id}: a secret is for client_secret_basic and _post, and needed there")
        if CODE in self.grants and not (self.redirect_uris and self.ways):
            raise ValueError(f"{self.client_id}: who logs somebody in has redirect_uris and ways")
        if CREDENTIALS in self.grants and (self.authentication == "none" or len(self.grants) > 1):
            raise ValueError(f"{self.client_id}: client credentials are a confidential client's only grant")

    def may_redirect_to(self, uri: str) -> bool:
        """Whether this is a redirect URI of this client, letter by letter.

        Of a native client's loopback address the port is left open (RFC 8252 §7.3).
        """
        if uri in self.redirect_uris:
            return True
        return self.native and any(_same_but_for_the_port(uri, known) for known in self.redirect_uris)


def portal_client(
    name: str, address: str, ways: tuple[Way, ...], keys: Keys, *, style: Style = Style.ALGEMEEN
) -> Client:
    """The service itself as a client for these ways: `name` is what it calls us, `address` where browsers find it."""
    return Client(
        f"mijndenhaag-{name}",
        redirect_uris=tuple(f"{address}/inloggen/{way.value}/terug" for way in ways),
        ways=ways,
        style=style,
        keys=keys,
        post_logout_redirect_uris=(f"{address}/uitgelogd",),
        backchannel_logout_uri=f"{address}/uitloggen/achterkanaal/{name}",
    )


def _same_but_for_the_port(uri: str, known: str) -> bool:
    try:
        asked, registered = urlsplit(uri), urlsplit(known)
        if registered.scheme != "http" or not ip_address(registered.hostname or "").is_loopback:
            return False
        bare = asked._replace(netloc=asked.hostname or "")
        plain = asked.port is not None and asked.username is None and asked.password is None
        return plain and bare == registered._replace(netloc=registered.hostname or "")
    except ValueError:
        return False


# The app, which has no secret and gives its token for one that opens the service; and a service, which has a token of
# its own. What its secret is, everybody may know: it opens invented data on this machine.
DEVELOPMENT_CLIENTS: tuple[Client, ...] = (
    Client(
        "mijndenhaag-app",
        redirect_uris=("nl.denhaag.mijn:/inloggen", "http://127.0.0.1/inloggen"),
        ways=(Way.DIGID, Way.DIGID_MACHTIGEN, Way.OUDERLIJK_GEZAG, Way.EIDAS),
        authentication="none",
        grants=(CODE, REFRESH, EXCHANGE),
        native=True,
        post_logout_redirect_uris=("nl.denhaag.mijn:/uitgelogd",),
    ),
    Client(
        "mijndenhaag-dienst",
        authentication="client_secret_basic",
        secret="ontwikkeling-dienst",  # noqa: S106
        grants=(CREDENTIALS,),
        scopes=tuple(Scope),
        claims=(("roles", ["dienst"]),),
    ),
)
