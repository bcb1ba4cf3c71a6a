"""The composition root: settings become registries, schema and one Starlette app."""

import asyncio
import contextlib
import importlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from graphql import ExecutionResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from auth.claims import ClaimProfile
from auth.contacts import Contacts
from auth.errors import StoreUnavailable
from auth.keys import Keys
from auth.log.errors import RegisterFault
from auth.log.logbook import logbook
from auth.log.record import Log
from auth.principal import Principal
from auth.store.vault import Vault, development_key
from auth.tokens import Bearer
from resolvers.context import Context
from schema.documents import Documents
from schema.endpoint import Endpoint
from schema.engine.executor import Executor
from schema.errors import cause_of, code_of
from schema.explorer import Explorer
from schema.limits import Limits
from schema.negotiation import language_of
from schema.prepare import Prepared
from schema.query import schema
from schema.uitvoering import HEADER, uitvoering
from settings import ROOT, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from sources.core.canary import Canary
from sources.core.credentials import ApiKey, ClientCredentials, StaticHeaders, Token, ZgwJwt, several
from sources.core.embedded import EmbeddedTransport
from sources.core.over_httpx import HttpxTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.scope import Scope
from sources.core.transport import Request as Outgoing
from sources.core.transport import Tls, Transport
from sources.core.upstream import Credentials, Upstream
from sources.registry import Adapter, Registry

if TYPE_CHECKING:
    from auth.log.logs import Logs
    from auth.sessions import Sessions
    from auth.store.database import Store

__all__ = ["GRAPHIQL", "Service", "identities", "stand_ins"]

_log = structlog.get_logger("mijndenhaag.operations")

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EMBEDDED = "http://registers.invalid"  # where stand-ins think they are; the name resolves nowhere (RFC 2606)
_DEVELOPMENT_ISSUER = "urn:mijndenhaag:ontwikkeling"
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_DATABASE = "mijndenhaag.db"  # in data_dir
GRAPHIQL = ROOT / "clients" / "graphiql" / "dist"
_TRANSPORTS = {"pyreqwest": PyreqwestTransport, "httpx": HttpxTransport}


def stand_ins(settings: Settings, city: Any = None) -> Starlette:
    """The stand-in registries over a synthetic city, each where its API lives. Raises `Wrong` in productie."""
    if not settings.development:
        raise Wrong("MIJNDENHAAG_OMGEVING: stand-ins are for ontwikkeling")
    city = city or importlib.import_module("sources.city").City()
    apps = {registry: importlib.import_module(f"sources.{registry.name}.stub") for registry in REGISTRIES}
    return Starlette(
        routes=[
            Mount(registry.base, stub.stub_app(city, quirks=settings.stand_in_quirks))
            for registry, stub in apps.items()
        ]
    )


def identities() -> list[tuple[Any, str]]:
    """Everybody who can be logged in as in development, with the number of those who have one."""
    development = importlib.import_module("auth.development")
    personas = importlib.import_module("sources.city.personas").PERSONAS
    residents = [(development.resident(p.name, p.bsn, p.dutch, p.english), p.bsn) for p in personas]
    return [*residents, *((identity, "-") for identity in development.DEVELOPMENT_IDENTITIES)]


class Service:
    """The whole service for these settings: `app` serves it over HTTP, `context` begins one operation without HTTP.

    `registers` serves the registries that are embedded, `wrap` sees each transport to a registry before it is used.
    """

    def __init__(
        self,
        settings: Settings,
        registers: ASGIApp | None = None,
        wrap: Callable[[Transport], Transport] = lambda transport: transport,
    ) -> None:
        self.settings = settings
        self._registers, self._wrap = registers, wrap
        self.adapters: dict[str, Adapter] = {}
        self.canaries: dict[str, Canary] = {}
        for registry in REGISTRIES:
            self._plug(registry, settings.registry(registry.name))
        introspection = settings.development if settings.introspection is None else settings.introspection
        self.executor = Executor(schema, most=settings.cost, introspection=introspection)
        self.issuer = self._issuer()
        self._jwks = self._jwks_transport()
        self.bearer = Bearer(
            Keys(self.issuer.jwks if self.issuer else self._fetch_jwks),
            issuer=_DEVELOPMENT_ISSUER if self.issuer else settings.token_issuer,
            audience=settings.token_audience,
            profile=ClaimProfile(
                bsn=tuple(settings.token_claim_bsn),
                role=tuple(settings.token_claim_roles),
                level=tuple(settings.token_claim_level),
            ),
        )
        self.vault = self._vault()
        self.log = self._logbook()
        self.limits = Limits(
            body=settings.body,
            tokens=settings.tokens,
            depth=settings.depth,
            aliases=settings.aliases,
            directives=settings.directives,
            root_fields=settings.root_fields,
        )
        self.documents = Documents.read(ROOT / "graphql" / "operations")
        self._trusted = frozenset(document.digest for document in self.documents)
        self.app = self._app()

    @cached_property
    def store(self) -> "Store":
        """What the service keeps of its own; not made before it is used, for SQLAlchemy takes its time to load."""
        settings, database = self.settings, importlib.import_module("auth.store.database")
        try:
            made: Store = database.Store(settings.database_url.get_secret_value() or settings.data_dir / _DATABASE)
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_DATABASE_URL, MIJNDENHAAG_DATA_DIR: {_said(error)}") from None
        return made

    @cached_property
    def contacts(self) -> Contacts:
        """The klantcontacten of employees."""
        made: Contacts = importlib.import_module("auth.store.contacts").StoreContacts(self.store, self.vault)
        return made

    @cached_property
    def sessions(self) -> "Sessions":
        """Who has logged in with a browser."""
        settings, module = self.settings, importlib.import_module("auth.sessions")
        made: Sessions = module.Sessions(
            self.store, self.vault, idle=settings.session_idle, longest=settings.session_longest
        )
        return made

    @cached_property
    def logs(self) -> "Logs":
        """What ships, delivers and reads the log."""
        settings, module = self.settings, importlib.import_module("auth.log.logs")
        try:
            made: Logs = module.Logs(
                self.log,
                self.store,
                {"ldv": settings.ldv_url, "adl": settings.adl_url},
                token=settings.collector_token.get_secret_value(),
                ca=settings.collector_ca,
                certificate=settings.collector_certificate,
                key=settings.collector_key,
            )
        except (OSError, ValueError) as error:  # a PEM file that is none
            raise Wrong(f"MIJNDENHAAG_COLLECTOR_CA, …_CERTIFICATE, …_KEY: {_said(error)}") from None
        return made

    async def upgrade(self) -> None:
        """Bring the tables of the store up to date. Raises `Wrong` where it can't be reached."""
        try:
            await self.store.upgrade()
        except StoreUnavailable as error:
            raise Wrong(f"MIJNDENHAAG_DATABASE_URL: {error}") from None

    def context(self, principal: Principal | None, headers: Mapping[str, str]) -> Context:
        """The context of one operation that begins now; the caller's trace goes on."""
        trace = _TRACEPARENT.fullmatch(headers.get("traceparent", ""))
        return Context(
            principal,
            Scope.lasting(self.settings.deadline, trace[1] if trace else ""),
            self.adapters,
            self.contacts,
            datetime.now(_AMSTERDAM),
            language_of(headers.get("accept-language", "")),
        )

    @contextlib.asynccontextmanager
    async def running(self, app: Starlette | None = None) -> AsyncIterator[None]:
        """Prove every registry, and keep proving them; give back all connections at the end.

        Meanwhile what is over is swept from the store, and who is open in the name of a session hears of its end.
        """
        await asyncio.gather(self.upgrade(), *(canary.prove() for canary in self.canaries.values()))
        watching = [*(canary.watch() for canary in self.canaries.values()), self.store.watch(), self.sessions.watch()]
        watching.append(self.logs.run())
        watches = [asyncio.create_task(each) for each in watching]
        try:
            yield
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)
            for adapter in self.adapters.values():
                await adapter.upstream.close()
            if self._jwks is not None:
                await self._jwks.close()
            await self.logs.close()
            await self.store.close()

    def _plug(self, registry: Registry, settings: RegistrySettings) -> None:
        setting = f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}"
        if settings.mode == "embedded":
            stub = importlib.import_module(f"sources.{registry.name}.stub")
            known = RegistrySettings(mode="off", **stub.CREDENTIALS)  # how it lets us in; the rest is as it was set
            entry = {name: getattr(known, name) for name in stub.CREDENTIALS}
            settings = settings.model_copy(update={**entry, "url": _EMBEDDED + registry.base})
        try:
            transport, credentials = self._transport(settings), self._credentials(settings)
        except ValueError as error:  # an address, header or PEM file that is none; its text names no value
            raise Wrong(f"{setting}: {error}") from None
        if settings.mode != "off" and settings.options.keys() != registry.options.keys():
            wanted = ", ".join(f"{name} ({what})" for name, what in registry.options.items())
            raise Wrong(f"{setting}__OPTIONS: " + (f"give {wanted}, and nothing else" if wanted else "there are none"))
        upstream = Upstream(
            registry.name,
            self._wrap(transport),
            credentials,
            timeout=settings.timeout,
            limit=settings.connections,
            base_url=settings.url,
            options=settings.options,
        )
        adapter = self.adapters[registry.name] = registry.adapter(upstream)
        if settings.mode == "off":
            upstream.off = "switched off by a setting"
            return
        bsn, interval = self.settings.canary_bsn.get_secret_value(), self.settings.canary_interval
        self.canaries[registry.name] = Canary(adapter, bsn, interval=interval)

    def _transport(self, settings: RegistrySettings, url: str = "") -> Transport:
        if settings.mode == "embedded":
            if self._registers is None:
                self._registers = stand_ins(self.settings)
            return EmbeddedTransport(self._registers, settings.url, latency=self.settings.stand_in_latency)
        tls = Tls(settings.tls_ca, settings.tls_certificate, settings.tls_key)
        made: Transport = _TRANSPORTS[self.settings.transport](
            url or settings.url or _EMBEDDED, connections=settings.connections, tls=tls
        )
        return made

    def _credentials(self, settings: RegistrySettings) -> Credentials | None:
        parts: list[Credentials] = []
        secret = settings.secret.get_secret_value()
        match settings.auth:
            case "zgw":
                parts.append(ZgwJwt(settings.client_id, secret))
            case "api-key":
                parts.append(ApiKey(settings.header, secret))
            case "token":
                parts.append(Token(secret))
            case "oauth2":
                endpoint = self._transport(settings, settings.token_url)
                parts.append(ClientCredentials(endpoint, settings.client_id, secret, settings.scope, settings.form))
        if settings.headers:
            parts.append(StaticHeaders(settings.headers))
        return several(*parts) if len(parts) > 1 else next(iter(parts), None)

    def _vault(self) -> Vault:
        settings = self.settings
        keys = [key.get_secret_value() for key in settings.store_keys]
        try:
            if settings.development and not keys:
                keys = [development_key(settings.data_dir)]
            return Vault(keys)
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_STORE_KEYS: {_said(error)}") from None

    def _logbook(self) -> Log:
        settings = self.settings
        keys = [key.get_secret_value() for key in settings.log_keys]
        try:
            return logbook(settings.data_dir, keys, development=settings.development)
        except RegisterFault as error:
            raise Wrong(str(error)) from None
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_LOG_KEYS: {_said(error)}") from None

    def _issuer(self) -> Any:
        """The development issuer; None where tokens come from elsewhere, as they always do in productie."""
        settings = self.settings
        if not settings.development or settings.token_issuer:
            return None
        development = importlib.import_module("auth.development")
        return development.DevelopmentIssuer(
            settings.data_dir, issuer=_DEVELOPMENT_ISSUER, audience=settings.token_audience
        )

    def _jwks_transport(self) -> Transport | None:
        if self.issuer is not None:
            return None
        if not (self.settings.token_issuer and self.settings.token_jwks_url):
            raise Wrong("MIJNDENHAAG_TOKEN_ISSUER, MIJNDENHAAG_TOKEN_JWKS_URL: say who issues access tokens")
        try:
            return HttpxTransport(self.settings.token_jwks_url)
        except ValueError as error:
            raise Wrong(f"MIJNDENHAAG_TOKEN_JWKS_URL: {error}") from None

    async def _fetch_jwks(self) -> bytes:
        assert self._jwks is not None  # noqa: S101 - only asked where there is no issuer of our own
        answer = await self._jwks.send(Outgoing("GET", "", headers={"Accept": "application/json"}), 3.0)
        return answer.body if answer.status == 200 else b""

    def _observe(self, prepared: Prepared, context: Context, result: ExecutionResult) -> None:
        """One line per operation, without a word of what was asked or answered.

        Only a trusted document is named, by its digest: that of a free text could be guessed back to what it holds.
        """
        calls = context.scope.calls
        _log.info(
            "operation",
            document=prepared.digest if prepared.digest in self._trusted else None,
            role=context.principal.role if context.principal else None,
            seconds=round(context.scope.lasted(), 4),
            calls=Counter(call.registry for call in calls),
            waves=max((call.wave for call in calls), default=0),
            errors=Counter(code_of(cause_of(error))[0].name for error in result.errors or ()),
            trace=context.scope.trace_id,
        )

    def _tell(self, context: Context, headers: Mapping[str, str]) -> dict[str, Any]:
        """What the operation took, for who asks for it on a workbench."""
        if not self.settings.development or headers.get(HEADER) != "1":
            return {}
        return {"uitvoering": uitvoering(context, language_of(headers.get("accept-language", "")))}

    def _app(self) -> Starlette:
        endpoint = Endpoint(
            self.executor,
            authenticate=lambda headers: self.bearer.authenticate(headers.get("authorization")),
            enter=self.context,
            documents=self.documents,
            limits=self.limits,
            origins=self.settings.origins,
            headers=[("x-synthetisch", "1")] if self.settings.development else [],
            observe=self._observe,
            tell=self._tell,
        )

        async def live(request: Request) -> JSONResponse:
            return JSONResponse({"status": "ok"})

        async def ready(request: Request) -> JSONResponse:
            states = {name: adapter.upstream.off or "ok" for name, adapter in self.adapters.items()}
            return JSONResponse({"status": "ok", "registries": states})

        routes: list[BaseRoute] = [
            Route("/graphql", endpoint),
            Route("/health/live", live),
            Route("/health/ready", ready),
        ]
        if self.settings.development:
            routes += self._workbench()
        return Starlette(routes=routes, lifespan=self.running)

    def _workbench(self) -> list[BaseRoute]:
        """What there is in development only: GraphiQL where it was built, and tokens of personas to use it with."""
        routes: list[BaseRoute] = []
        if self.issuer is not None:
            chooser = importlib.import_module("auth.chooser")
            routes += chooser.Chooser(self.issuer, [identity for identity, _ in identities()]).routes
        if GRAPHIQL.is_dir():
            routes.append(Mount("/graphiql", Explorer(GRAPHIQL)))
        return routes


def _said(error: OSError | ValueError) -> str:
    """What is wrong, without the path that the system adds."""
    return getattr(error, "strerror", None) or str(error)
