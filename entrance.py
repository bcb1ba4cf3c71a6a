"""Who gets in: access tokens, log-in with a browser and its sessions, and on a workbench the identity provider."""

import importlib
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import cached_property
from typing import Any

import httpx
import msgspec
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from auth.claims import ClaimProfile
from auth.gate import Gate
from auth.home import Home
from auth.keys import Keys
from auth.login import Login
from auth.logout import Logout
from auth.oidc import RelyingParty
from auth.page import style
from auth.portal import Portal
from auth.principal import Principal
from auth.provider import Provider
from auth.providers import party_of
from auth.roles import Role
from auth.standing import Standing
from auth.statements import statements
from auth.switch import Switch
from auth.tokens import Bearer
from auth.ways import Way
from keeping import Keeping
from settings import Settings, Wrong, listening
from sources.core.over_httpx import HttpxTransport
from sources.core.transport import Request as Outgoing
from sources.core.transport import Transport

__all__ = ["Entrance", "identities"]

_PROVIDER = "/ontwikkeling/idp"
_ROLES = {role.value.lower(): role for role in Role}  # as the identity provider of development calls them


def identities() -> list[tuple[Any, str]]:
    """Everybody who can be logged in as in development, with the number of those who have one."""
    development = importlib.import_module("auth.development")
    personas = importlib.import_module("sources.city.personas").PERSONAS
    residents = [(development.resident(p.name, p.bsn, p.dutch, p.english), p.bsn) for p in personas]
    others = [
        *development.representatives(identity for identity, _ in residents),
        *development.DEVELOPMENT_IDENTITIES,
    ]
    return [*residents, *((identity, "-") for identity in others)]


class Entrance:
    """The ways in that these settings give; raises `Wrong` where they don't fit together.

    On a workbench without settings for it, people log in at an identity provider of development in this process, which
    also issues the access tokens: `issuer` is its hand, and None elsewhere. `admits` has the last word on a log-in.
    """

    def __init__(
        self, settings: Settings, keeping: Keeping, admits: Callable[[Principal], Awaitable[bool]] | None = None
    ) -> None:
        self._settings, self._keeping, self._admits = settings, keeping, admits
        development = settings.development and not settings.token_issuer
        self._profiles = self._served(settings.profiles()) if development else settings.profiles()
        self.issuer: Any = self._issuer() if development else None
        self._jwks = None if development else self._jwks_transport()
        self.bearer = Bearer(
            Keys(self.issuer.jwks if self.issuer else self._fetch_jwks),
            issuer=self._provider if self.issuer else settings.token_issuer,
            audience=settings.token_audience,
            profile=self._profiles[settings.token_profile],
        )
        self._key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        self.parties = self._configured() if settings.providers or self.issuer is None else self._of_development()

    @cached_property
    def gate(self) -> Gate:
        """Who sends a request."""
        return Gate(self.bearer, self._keeping.sessions, origins=self._settings.origins)

    @cached_property
    def routes(self) -> list[BaseRoute]:
        """Log-in and log-out in a browser; on a workbench the identity provider, and tokens of personas, too."""
        return [*self._doors, *([] if self.issuer is None else self._workbench())]

    async def close(self) -> None:
        """Give back the connections."""
        if self._jwks is not None:
            await self._jwks.close()
        for party in self.parties:
            await party.remote.close()

    @cached_property
    def _doors(self) -> list[BaseRoute]:
        if not self.parties:
            return []
        keeping, address = self._keeping, self._settings.public_address
        states = importlib.import_module("auth.login_states").LoginStates(keeping.store, keeping.vault)
        replays = importlib.import_module("auth.replays").Replays(keeping.store, keeping.vault)
        try:
            login = Login(self.parties, keeping.sessions, states, address=address, admits=self._admits)
        except ValueError as error:
            raise Wrong(f"MIJNDENHAAG_PROVIDERS: {error}") from None
        logout = Logout(self.parties, keeping.sessions, replays, address=address)
        switch, standing = Switch(keeping.sessions), Standing(keeping.sessions)
        return [
            *login.routes,
            *logout.routes,
            *switch.routes,
            *standing.routes,
            *statements(self.home.origins),
            style(),
        ]

    @cached_property
    def home(self) -> Home:
        """The front page, where no client is built that takes its place."""
        return Home(self.parties, self._keeping.sessions)

    def portal(self, taken: Collection[str]) -> Portal | None:
        """The clients that are built, beside doors of which the paths begin by one of these words.

        None where there are none, or nobody can log in.
        """
        if not self.parties:
            return None
        portal = Portal(self._settings.clients, self.home, self._keeping.sessions, taken)
        return portal if portal.built else None

    def _configured(self) -> list[RelyingParty]:
        settings = self._settings
        return [
            party_of(settings.provider(name, self._profiles), given.tls_ca)
            for name, given in settings.providers.items()
        ]

    # The workbench

    @property
    def _near(self) -> bool:
        """Whether the service listens to this machine only."""
        near: bool = importlib.import_module("auth.development.door").Door.is_loopback(self._settings.host)
        return near

    @property
    def _provider(self) -> str:
        """The issuer that the identity provider of development is: where this service listens."""
        return listening(self._settings.host, self._settings.port) + _PROVIDER

    def _issuer(self) -> Any:
        settings = self._settings
        return importlib.import_module("auth.development").DevelopmentIssuer(
            settings.data_dir, issuer=self._provider, audience=settings.token_audience
        )

    def _served(self, profiles: Mapping[str, ClaimProfile]) -> Mapping[str, ClaimProfile]:
        """The profiles, which know what is called so in development: services of mandates, and roles of employees."""
        services = importlib.import_module("auth.development.ways").SERVICES
        groups = {number: service.groups for number, service in services.items()}
        return {
            name: msgspec.structs.replace(
                profile, services={**profile.services, **groups}, roles={**profile.roles, **_ROLES}
            )
            for name, profile in profiles.items()
        }

    def _of_development(self) -> list[RelyingParty]:
        """What we are to the identity provider of development, which stands in this process: a client for each way.

        It answers to this machine only, and is not there where the service listens to others.
        """
        if not self._near:
            return []
        return [
            party_of(
                Provider(
                    way.value,
                    self._provider,
                    f"mijndenhaag-{way.value}",
                    self._profiles["medewerkers" if way is Way.MEDEWERKERS else "algemeen"],
                    frozenset({way}),
                    key=self._key,
                ),
                transport=httpx.ASGITransport(self._provided),
            )
            for way in Way
        ]

    @cached_property
    def _provided(self) -> Starlette:
        clients, module = (importlib.import_module(f"auth.development.{name}") for name in ("clients", "provider"))
        style = importlib.import_module("auth.development.styles").Style
        ours = [
            clients.portal_client(
                way.value,
                self._settings.public_address,
                (way,),
                Keys(self._public),
                style=style.NLGOV if way is Way.MEDEWERKERS else style.ALGEMEEN,  # of employees that of a municipality
            )
            for way in Way
        ]
        provider = module.development_provider(
            self._provider,
            development=self._settings.development,
            clients=[*ours, *clients.DEVELOPMENT_CLIENTS],
            identities=[identity for identity, _ in identities()],
            keys=self.issuer.keys,
            audience=self._settings.token_audience,
            send=self._tell,
        )
        return Starlette(routes=[Mount(_PROVIDER, provider)])

    def _workbench(self) -> list[BaseRoute]:
        chooser = importlib.import_module("auth.development.chooser")
        everybody = [identity for identity, _ in identities()]
        return [*chooser.Chooser(self.issuer, everybody).routes, *(self._provided.routes if self._near else [])]

    async def _public(self) -> bytes:
        return json.dumps({"keys": [self._key.as_dict(private=False)]}).encode()

    async def _tell(self, url: str, form: Mapping[str, str]) -> int:
        """Tell ourselves of a log-out at the identity provider of development; gives the status."""
        async with httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=self._doors))) as client:
            return (await client.post(url, data=dict(form))).status_code

    # Access tokens from elsewhere

    def _jwks_transport(self) -> Transport:
        settings = self._settings
        if not (settings.token_issuer and settings.token_jwks_url):
            raise Wrong("MIJNDENHAAG_TOKEN_ISSUER, MIJNDENHAAG_TOKEN_JWKS_URL: say who issues access tokens")
        try:
            return HttpxTransport(settings.token_jwks_url)
        except ValueError as error:
            raise Wrong(f"MIJNDENHAAG_TOKEN_JWKS_URL: {error}") from None

    async def _fetch_jwks(self) -> bytes:
        assert self._jwks is not None  # noqa: S101 - only asked where there is no issuer of our own
        answer = await self._jwks.send(Outgoing("GET", "", headers={"Accept": "application/json"}), 3.0)
        return answer.body if answer.status == 200 else b""
