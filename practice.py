"""The practice city (oefenstad): the whole graph over a synthetic city, for analysts, without a way to a registry.

Everything is its own: stand-ins, adapters, klantcontacten and figures. With the service it shares the schema and who
is asked whether somebody is an analyst. Loaded where its setting is on.
"""

import base64
import contextlib
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graphql import ExecutionResult
from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from auth.errors import NotAuthenticated, Reason, Refused
from auth.figures import MemoryFigures
from auth.language import language_of
from auth.links import Links
from auth.log.trace import Trace
from auth.moments import AMSTERDAM
from auth.principal import Principal
from auth.roles import Level, Role
from auth.roles import Scope as Permission
from auth.sealed import SealedKeys
from auth.shielded import ShieldedNumbers
from keeping import Keeping
from plug import embedded, link_reports, registers_of
from resolvers.context import Context
from resolvers.downloads.door import Downloads
from resolvers.errors import InvalidInput
from resolvers.figures import DailyFigures
from resolvers.wegwijs import Wegwijs
from schema.endpoint import Endpoint, Headers
from schema.engine.executor import Executor
from schema.explorer import Explorer
from schema.prepare import Prepared, Preparer
from schema.query import schema
from schema.uitvoering import HEADER, uitvoering
from settings import ROOT, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from sources.city import City
from sources.city.personas import PERSONAS
from sources.core.scope import Scope
from sources.registry import Adapter

__all__ = ["LEVEL", "PATH", "PERSONA", "Practice"]

PATH = "/oefenstad"
PERSONA, LEVEL = "x-oefenpersona", "x-oefenniveau"

_CLIENT = "oefenstad"
_STAFF = {
    "agnes": (Role.MEDEWERKER, "Medewerker van het klantcontactcentrum", "Employee of the contact centre"),
    "dirk": (Role.ANALIST, "Analist", "Analyst"),
    "dienst": (Role.DIENST, "Een dienst met alle toestemmingen", "A service with every permission"),
}

Authenticate = Callable[[Headers], Awaitable[Principal | None]]


class Practice:
    """The practice city under `PATH`: the graph, GraphiQL and who one can be.

    `authenticate` says who really asks. An analyst chooses by the header `X-Oefenpersona` as whom to look, and by
    `X-Oefenniveau` how sure the city is who that is; without them they look as themselves. On a workbench everybody is
    let in. Raises `Wrong` where the setting is off.
    """

    def __init__(
        self,
        settings: Settings,
        authenticate: Authenticate,
        preparer: Preparer,
        wegwijs: Wegwijs,
        city: City | None = None,
    ) -> None:
        if not settings.oefenstad:
            raise Wrong("MIJNDENHAAG_OEFENSTAD: the practice city is not on")
        self._settings, self._real, self._preparer, self._wegwijs = settings, authenticate, preparer, wegwijs
        self.city = city or City()
        registers = registers_of(self.city, quirks=settings.stand_in_quirks)
        self.adapters: dict[str, Adapter] = {
            registry.name: embedded(registry, _PLAIN, registers, lambda transport: transport, latency=0.0)
            for registry in REGISTRIES
        }
        self._folder = TemporaryDirectory(prefix="oefenstad-")
        self.keeping = Keeping(_of_its_own(settings, Path(self._folder.name)))
        self.figures = DailyFigures(self.adapters, MemoryFigures())
        self.links = Links(self.keeping.vault, f"{PATH}/documenten")
        self._sealed, self._shielded = SealedKeys(), ShieldedNumbers(*(p.bsn for p in PERSONAS if p.shielded))

    @property
    def routes(self) -> list[BaseRoute]:
        """Where it is."""
        settings = self._settings
        endpoint = Endpoint(
            Executor(schema, most=settings.cost, introspection=True),
            authenticate=self.authenticate,
            enter=self.context,
            keep=_keep,
            preparer=self._preparer,
            origins=settings.origins,
            headers=[("x-synthetisch", "1")],
            tell=_tell,
        )
        downloads = Downloads(self.links, authenticate=self.authenticate, enter=self.context)
        routes: list[BaseRoute] = [
            downloads.route(f"{PATH}/documenten"),
            Route(f"{PATH}/graphql", endpoint),
            Route(f"{PATH}/personas", self.personas),
        ]
        if (graphiql := ROOT / "clients" / "graphiql" / "dist").is_dir():
            routes.append(Mount(f"{PATH}/graphiql", Explorer(graphiql)))
        return routes

    async def authenticate(self, headers: Headers) -> Principal | None:
        """As whom somebody looks; raises `Refused` for who is no analyst, and `InvalidInput` for an unknown persona."""
        viewer = await self._admitted(headers)
        name, level = headers.get(PERSONA, ""), headers.get(LEVEL, "")
        if level and (level not in Level.__members__ or not name):
            raise InvalidInput(
                "X-Oefenniveau is geen niveau van een persona.", "X-Oefenniveau is no level of a persona."
            )
        if not name:
            return viewer
        expires = viewer.expires if viewer is not None else int(time.time()) + 3600
        if name in _STAFF:
            role = _STAFF[name][0]
            owner = viewer.id if viewer is not None else name
            scopes = frozenset(Permission) if role is Role.DIENST else frozenset()
            return Principal(role=role, id=owner, client_id=_CLIENT, expires=expires, scopes=scopes)
        persona = next((each for each in PERSONAS if each.name == name), None)
        if persona is None:
            raise InvalidInput("X-Oefenpersona is niemand in de oefenstad.", "X-Oefenpersona is nobody in this city.")
        return Principal(
            role=Role.INWONER,
            id=persona.name,
            client_id=_CLIENT,
            expires=expires,
            level=Level[level] if level else Level.MIDDEN,
            subject=persona.bsn,
            bsn=persona.bsn,
        )

    def context(self, principal: Principal | None, headers: Mapping[str, str]) -> Context:
        """The context of one operation that begins now, of which everything is this city's own."""
        record = self.keeping.log.begin(principal, _CLIENT, Trace.of(headers.get("traceparent")))
        return Context(
            principal,
            Scope.lasting(self._settings.deadline, record.trace.id.hex()),
            self.adapters,
            self.keeping.contacts,
            self.keeping.reports,
            record,
            lambda: self.keeping.logs.readings,
            datetime.now(AMSTERDAM),
            language_of(headers),
            sealed=self._sealed,
            shielded=self._shielded,
            figures=lambda: self.figures,
            wegwijs=self._wegwijs,
            links=self.links,
        )

    async def personas(self, request: Request) -> JSONResponse:
        """GET: everybody's name, what is of interest about them, and their role; for who is let in."""
        try:
            await self._admitted(request.headers)
        except NotAuthenticated:
            return JSONResponse({}, 401)
        except Refused as refused:
            return JSONResponse({}, 401 if refused.reason is Reason.NIET_INGELOGD else 403)
        told = [{"naam": p.name, "nl": p.dutch, "en": p.english, "rol": str(Role.INWONER)} for p in PERSONAS]
        told += [{"naam": name, "nl": nl, "en": en, "rol": str(role)} for name, (role, nl, en) in _STAFF.items()]
        return JSONResponse({"personas": told}, headers={"Cache-Control": "no-store", "X-Synthetisch": "1"})

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep what happens in this city as long as the service runs, and no longer."""
        async with self.keeping.running():
            await link_reports(self.city, self.keeping.reports)
            try:
                yield
            finally:
                await self.figures.close()
                for adapter in self.adapters.values():
                    await adapter.upstream.close()
        self._folder.cleanup()

    async def _admitted(self, headers: Headers) -> Principal | None:
        viewer = await self._real(headers)
        if self._settings.development:
            return viewer
        if viewer is None:
            raise Refused(Reason.NIET_INGELOGD)
        if viewer.role is not Role.ANALIST:
            raise Refused(Reason.GEEN_TOEGANG)
        return viewer


_PLAIN = RegistrySettings(mode="embedded")


def _of_its_own(settings: Settings, folder: Path) -> Settings:
    """The settings by which this city keeps its own things: in a folder and by keys that end with the process."""
    return settings.model_copy(
        update={
            "data_dir": folder,
            "database_url": SecretStr(""),
            "store_keys": [SecretStr(base64.b64encode(secrets.token_bytes(32)).decode())],
            "log_keys": [SecretStr(base64.b64encode(secrets.token_bytes(64)).decode())],
            "ldv_url": "",
            "adl_url": "",
        }
    )


async def _keep(prepared: Prepared, context: Context, outcome: ExecutionResult | Exception) -> None:
    await context.keep()


def _tell(context: Context, headers: Headers) -> Mapping[str, Any]:
    if headers.get(HEADER) != "1":
        return {}
    return {"uitvoering": uitvoering(context, language_of(headers))}
