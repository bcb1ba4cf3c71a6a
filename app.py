"""The composition root: settings become registries, schema and one Starlette app."""

import asyncio
import contextlib
import importlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import structlog
from graphql import ExecutionResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from auth.freedom import may_ask_freely
from auth.groups import FieldGroup
from auth.language import language_of
from auth.links import Links
from auth.log.entry import Status
from auth.log.register import LOG_IN
from auth.log.trace import Trace
from auth.moments import AMSTERDAM
from auth.principal import Principal
from auth.sealed import SealedKeys
from auth.shielded import Shielded, ShieldedFile, ShieldedNumbers
from entrance import Entrance
from keeping import Keeping
from plug import embedded, link_reports, over_http, registers_of
from resolvers.context import Context
from resolvers.downloads.door import Downloads
from resolvers.downloads.sending import Spool
from resolvers.figures import DailyFigures
from resolvers.inloggen import any_has_died
from resolvers.waiting import Gone
from resolvers.wegwijs import THEMAS, VERWIJZINGEN, Wegwijs
from schema.documents import Document, Documents
from schema.endpoint import Endpoint
from schema.engine.executor import Executor
from schema.engine.seams import camel, fields_of
from schema.errors import Foutcode, Rejected, cause_of, code_of
from schema.explorer import Explorer
from schema.export.door import OwnDossier
from schema.export.making import Maker
from schema.export.walking import Walk
from schema.limits import Limits
from schema.person import Person
from schema.prepare import Prepared, Preparer
from schema.query import schema
from schema.uitvoering import HEADER, uitvoering
from settings import ROOT, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from sources.core.canary import Canary
from sources.core.scanning import Clamd
from sources.core.scope import Scope
from sources.core.transport import Transport
from sources.registry import Adapter, Registry

__all__ = ["GRAPHIQL", "Service", "stand_ins"]

_log = structlog.get_logger("mijndenhaag.operations")

DOCUMENTS = "/documenten"
_FREE = "vrije vraag"  # how the logs call an operation that is no trusted document
OPERATIONS = ROOT / "graphql" / "operations"
DOSSIER = OPERATIONS / "dossier" / "MijnDossier.graphql"
GRAPHIQL = ROOT / "clients" / "graphiql" / "dist"


def stand_ins(settings: Settings, city: Any = None) -> Starlette:
    """The stand-in registries over a synthetic city, each where its API lives. Raises `Wrong` in productie."""
    if not settings.development:
        raise Wrong("MIJNDENHAAG_OMGEVING: stand-ins are for ontwikkeling")
    city = city or importlib.import_module("sources.city").City()
    return registers_of(city, quirks=settings.stand_in_quirks)


class Service:
    """The whole service for these settings: `app` serves it over HTTP, `context` begins one operation without HTTP.

    `registers` serves the registries that are embedded, of this `city`; `wrap` sees each transport to a registry before
    it is used.
    """

    def __init__(
        self,
        settings: Settings,
        registers: ASGIApp | None = None,
        wrap: Callable[[Transport], Transport] = lambda transport: transport,
        city: Any = None,
    ) -> None:
        self.settings = settings
        if city is not None:
            self.city = city
        self._registers, self._wrap = registers, wrap
        self.adapters: dict[str, Adapter] = {}
        self.canaries: dict[str, Canary] = {}
        for registry in REGISTRIES:
            self._plug(registry, settings.registry(registry.name))
        introspection = True if settings.introspection is None and settings.development else settings.introspection
        self.executor = Executor(schema, most=settings.cost, introspection=introspection)
        try:
            self.sealed = SealedKeys(settings.search_key.get_secret_value().encode())
        except ValueError as error:
            raise Wrong(f"MIJNDENHAAG_SEARCH_KEY: {error}") from None
        self.shielded = self._shielded()
        self.wegwijs = self._wegwijs()
        self.keeping = Keeping(settings)
        self.keeping.check()
        self.links = Links(self.keeping.vault, DOCUMENTS)
        self.downloads = self._downloads()
        self.entrance = Entrance(settings, self.keeping, self.admits)
        self.limits = Limits(
            body=settings.body,
            tokens=settings.tokens,
            depth=settings.depth,
            aliases=settings.aliases,
            directives=settings.directives,
            root_fields=settings.root_fields,
            fields=settings.fields,
        )
        self.preparer = self._preparer()
        self.practice = self._practice()
        self.documents = self._documents()
        self._trusted = frozenset(document.digest for document in self.documents)
        self.maker = self._maker()
        self.app = self._app()

    @cached_property
    def city(self) -> Any:
        """The made-up city of the registries that are embedded."""
        return importlib.import_module("sources.city").City()

    @cached_property
    def figures(self) -> DailyFigures:
        """The figures for analysts."""
        kept = importlib.import_module("auth.store.figures").StoreFigures(self.keeping.store)
        return DailyFigures(self.adapters, kept)

    def context(self, principal: Principal | None, headers: Mapping[str, str]) -> Context:
        """The context of one operation that begins now; the caller's trace goes on."""
        record = self.keeping.log.begin(principal, _FREE, Trace.of(headers.get("traceparent")))
        return Context(
            principal,
            Scope.lasting(self.settings.deadline, record.trace.id.hex()),
            self.adapters,
            self.keeping.contacts,
            self.keeping.reports,
            record,
            lambda: self.keeping.logs.readings,
            datetime.now(AMSTERDAM),
            language_of(headers),
            sealed=self.sealed,
            shielded=self.shielded,
            figures=lambda: self.figures,
            wegwijs=self.wegwijs,
            links=self.links,
            sensitive=frozenset(self.settings.sensitive_zaaktypen),
        )

    @contextlib.asynccontextmanager
    async def running(self, app: Starlette | None = None) -> AsyncIterator[None]:
        """Prove every registry, and keep proving them; give back all connections at the end."""
        practice = contextlib.nullcontext() if self.practice is None else self.practice.running()
        async with self.keeping.running(), practice:
            if self.settings.registry("signalen").mode == "embedded":
                await link_reports(self.city, self.keeping.reports)
            await asyncio.gather(*(canary.prove() for canary in self.canaries.values()))
            watching = [canary.watch() for canary in self.canaries.values()]
            if (hour := self.settings.analyse_uur) is not None:
                watching.append(self.figures.nightly(hour, lambda: datetime.now(AMSTERDAM)))
            watches = [asyncio.create_task(each) for each in watching]
            try:
                yield
            finally:
                await self.maker.close()
                for watch in watches:
                    watch.cancel()
                await asyncio.gather(*watches, return_exceptions=True)
                if "figures" in vars(self):  # whoever asked for them made them
                    await self.figures.close()
                for adapter in self.adapters.values():
                    await adapter.upstream.close()
                await self.entrance.close()

    def _plug(self, registry: Registry, settings: RegistrySettings) -> None:
        if settings.mode == "embedded":
            if self._registers is None:
                self._registers = stand_ins(self.settings, self.city)
            latency = self.settings.stand_in_latency
            adapter = embedded(registry, settings, self._registers, self._wrap, latency=latency)
        else:
            adapter = over_http(registry, settings, self._wrap, client=self.settings.transport)
        self.adapters[registry.name] = adapter
        if settings.mode == "off":
            adapter.upstream.off, adapter.upstream.absent = "switched off by a setting", True
            return
        bsn, interval = self.settings.canary_bsn.get_secret_value(), self.settings.canary_interval
        self.canaries[registry.name] = Canary(adapter, bsn, interval=interval)

    def _documents(self) -> Documents:
        """The trusted documents of our own clients, and of those that the setting adds."""
        try:
            ours = Documents.read(OPERATIONS)
        except ValueError as error:
            raise Wrong(f"graphql/operations: {error}") from None
        if (folder := self.settings.documents) is None:
            return ours
        try:
            return Documents.read(OPERATIONS, folder)
        except (ValueError, OSError) as error:
            told = error.strerror if isinstance(error, OSError) else error
            raise Wrong(f"MIJNDENHAAG_DOCUMENTS: {told}") from None

    def _shielded(self) -> Shielded:
        """The list of the setting; without one nobody, but for a persona on a workbench."""
        settings = self.settings
        if settings.shielded is not None:
            try:
                return ShieldedFile(settings.shielded, settings.shielded_key.get_secret_value().encode())
            except ValueError as error:
                raise Wrong(f"MIJNDENHAAG_SHIELDED, MIJNDENHAAG_SHIELDED_KEY: {error}") from None
        if not settings.development:
            return ShieldedNumbers()
        personas = importlib.import_module("sources.city.personas").PERSONAS
        return ShieldedNumbers(*(persona.bsn for persona in personas if persona.shielded))

    def _wegwijs(self) -> Wegwijs:
        """The themes and referrals of the settings, or those that are delivered."""
        themas, verwijzingen = self.settings.themas or THEMAS, self.settings.verwijzingen or VERWIJZINGEN
        try:
            return Wegwijs.read(themas, verwijzingen, {camel(field.python_name) for field in fields_of(Person)})
        except ValueError as error:
            raise Wrong(f"MIJNDENHAAG_THEMAS, MIJNDENHAAG_VERWIJZINGEN: {error}") from None

    async def keep(self, prepared: Prepared, context: Context, outcome: ExecutionResult | Exception) -> None:
        """Every look and decision on the disk, before the answer leaves."""
        if prepared.digest in self._trusted:
            context.record.name = prepared.digest
        faults = [outcome] if isinstance(outcome, Exception) else map(cause_of, outcome.errors or ())
        ours = [fault for fault in faults if not isinstance(fault, Gone | Rejected)]
        faulty = any(code_of(fault)[0] is Foutcode.INTERNE_FOUT for fault in ours)
        await context.keep(Status.ERROR if faulty else Status.OK)

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
        return {"uitvoering": uitvoering(context, context.language)}

    async def authenticate(self, headers: Mapping[str, str]) -> Principal | None:
        """Who asks; None for nobody. Raises `NotAuthenticated`, `IdentityUnavailable` and `StoreUnavailable`."""
        return await self.entrance.gate.authenticate(headers)

    async def admits(self, principal: Principal) -> bool:
        """Whether somebody may log in: nobody in the name of who has died, and no mandate outlives its giver."""
        numbers = {number for number in (principal.bsn, principal.subject) if number is not None}
        if not numbers or principal.role.is_employee:
            return True
        record = self.keeping.log.begin(principal, LOG_IN)
        for number in numbers:
            record.looked(number, {FieldGroup.IDENTITEIT}, LOG_IN, own=number == principal.bsn)
        scope = Scope.lasting(self.settings.deadline, record.trace.id.hex())
        dead = await any_has_died(numbers, self.adapters, scope)
        await record.keep()
        return not dead

    def _downloads(self) -> Downloads:
        """The door of documents, and the scanner that looks through them where there is one."""
        settings, spool = self.settings, None
        if settings.scanner:
            try:
                scanner = Clamd(settings.scanner, seconds=settings.scanner_timeout)
            except ValueError as error:
                raise Wrong(f"MIJNDENHAAG_SCANNER: {error}") from None
            spool = Spool(scanner, settings.data_dir, settings.scanner_largest)

        async def authenticate(headers: Mapping[str, str]) -> Principal | None:
            return await self.entrance.gate.authenticate(headers, changes=False)

        return Downloads(
            self.links,
            authenticate=authenticate,
            enter=self.context,
            spool=spool,
            patience=settings.download_patience,
        )

    def _maker(self) -> Maker:
        """What makes dossiers to download, by the one trusted document that has all of them."""
        document = Document.of(DOSSIER.read_bytes().decode(), trusted=True)
        walk = Walk(self.executor.schema, document.text, document.digest, self.executor.plan)
        told = self.executor.told
        return Maker(
            walk,
            self.executor.schema,
            lambda: self.keeping.exports,
            execute=self._execute,
            enter=self.context,
            words=told,
        )

    async def _execute(self, prepared: Prepared, variables: dict[str, Any], context: Context) -> ExecutionResult:
        """The answer to an operation of our own, of which the lines are kept as of any."""
        outcome: ExecutionResult | Exception
        try:
            outcome = await self.executor.execute(prepared, variables, context)
        except Exception as error:
            outcome = error
        await self.keep(prepared, context, outcome)
        if isinstance(outcome, Exception):
            raise outcome
        self._observe(prepared, context, outcome)
        return outcome

    def _preparer(self) -> Preparer:
        """What keeps operations prepared, for all doors to the graph."""
        return Preparer(self.executor.schema, self.limits, self.executor.plan)

    def _practice(self) -> Any:
        """The analysts' practice city; None, and nothing of it loaded, where its setting is off."""
        if not self.settings.oefenstad:
            return None
        return importlib.import_module("practice").Practice(
            self.settings, self.authenticate, self.preparer, self.wegwijs
        )

    def _app(self) -> Starlette:
        endpoint = Endpoint(
            self.executor,
            authenticate=self.authenticate,
            enter=self.context,
            documents=self.documents,
            preparer=self.preparer,
            origins=self.settings.origins,
            headers=[("x-synthetisch", "1")] if self.settings.development else [],
            free=lambda principal: may_ask_freely(principal, development=self.settings.development),
            keep=self.keep,
            observe=self._observe,
            tell=self._tell,
        )

        async def reads(headers: Mapping[str, str], changes: bool) -> Principal | None:
            return await self.entrance.gate.authenticate(headers, changes=changes)

        own = OwnDossier(self.maker, lambda: self.keeping.exports, authenticate=reads, enter=self.context)

        async def live(request: Request) -> JSONResponse:
            return JSONResponse({"status": "ok"})

        async def ready(request: Request) -> JSONResponse:
            states = {name: adapter.upstream.off or "ok" for name, adapter in self.adapters.items()}
            return JSONResponse({"status": "ok", "registries": states})

        routes: list[BaseRoute] = [
            Route("/graphql", endpoint),
            self.downloads.route(DOCUMENTS),
            *own.routes,
            Route("/health/live", live),
            Route("/health/ready", ready),
        ]
        routes += self.entrance.routes
        if self.practice is not None:
            routes += self.practice.routes
        if self.settings.development and GRAPHIQL.is_dir():
            routes.append(Mount("/graphiql", Explorer(GRAPHIQL)))
        portal = self.entrance.portal(
            {route.path.split("/")[1] for route in routes if isinstance(route, Route | Mount)}
        )
        if portal is None and self.entrance.parties:
            routes += self.entrance.home.routes
        app = Starlette(routes=routes, lifespan=self.running)
        if portal is not None:  # what no door takes is a place in a client
            app.router.default = portal
        return app
