"""The real service over the real stand-ins, in one process, with a tap on the wire between the two."""

import asyncio
import contextlib
import importlib
import json
import traceback
from collections.abc import AsyncIterator, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import httpx
from graphql import ExecutionResult, GraphQLError
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import Service, stand_ins
from auth.development import DevelopmentIdentity
from auth.principal import Principal
from auth.store.tables import contacts
from entrance import identities
from resolvers.context import Context
from schema.endpoint import Endpoint
from schema.errors import cause_of
from schema.limits import Limits
from schema.prepare import Prepared, Preparer
from settings import RegistrySettings, Settings
from sources import REGISTRIES
from sources.city import City
from sources.city.personas import PERSONAS
from sources.objecten.stub import CREDENTIALS as OBJECTEN
from sources.objecten.stub import TAAK
from tests.contract.loopback import served
from tests.databases import database
from tests.faults import Fault
from tests.leaks import watch

__all__ = ["TWO_HOMES", "Answered", "Tap", "Wire", "Workbench", "bsn_of", "identity_of", "workbench"]

BASES = {registry.base: registry.name for registry in REGISTRIES}
_OWNERS = {
    f"{key}__{operator}"
    for key in ("belanghebbende__value", "identificatie__value", "bsn")
    for operator in ("exact", "in")
}
# Registries that take a person in the address and in no other way, and by which parameters.
_IN_ADDRESS = {
    "klantinteracties": (
        "partijIdentificator__objectId",
        "hadBetrokkene__wasPartij__partijIdentificator__objectId",
    ),
    "openproduct": ("eigenaren__bsn",),
    "vtb": ("ontvanger", "isToegewezenAan", "initiator"),
}
_URN = "urn:nld:brp:bsn:"
# What the service is given but for what a test says: tasks in the Objects API too, which is one call more.
TWO_HOMES = {"objecten": {"options": {**OBJECTEN["options"], "taak": TAAK}}}


@dataclass
class Wire:
    """One request as a registry got it."""

    registry: str
    method: str
    path: str  # below the base
    query: str
    headers: dict[str, str]
    body: Any

    @property
    def persons(self) -> list[str]:
        """Whom it is about, as far as the registry is told; woz and bag are asked by address or number."""
        body = self.body or {}
        if self.registry == "zaken":
            named = body.get("rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn")
        elif self.registry == "objecten":
            said = (text.rpartition("__") for text in body.get("data_attrs", "").split(","))
            named = [bsn for key, _, value in said if key in _OWNERS for bsn in value.split("|")]
        elif self.registry in _IN_ADDRESS:
            asked = parse_qs(self.query)
            named = [each.removeprefix(_URN) for name in _IN_ADDRESS[self.registry] for each in asked.get(name, ())]
        else:
            named = body.get("burgerservicenummer")  # a list, or the one text of reisdocumenten
        return [named] if isinstance(named, str) else list(named or ())

    @property
    def fields(self) -> frozenset[str]:
        """The fields that are asked of a registry that has such a choice."""
        if self.registry == "woz":
            return frozenset(name for value in parse_qs(self.query).get("fields", ()) for name in value.split(","))
        return frozenset(self.body["fields"])


def _watched(wire: Wire) -> str:
    """The query of a request, but for the one parameter in which its registry wants a person."""
    away = _IN_ADDRESS.get(wire.registry, ())
    return "&".join(part for part in wire.query.split("&") if part.partition("=")[0] not in away)


@dataclass
class Tap:
    """Sits before the registries: notes each request, and lets a registry fail in any way."""

    app: ASGIApp
    wires: list[Wire] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    pause: float = 0.0  # seconds that every request waits before it is passed on
    under_way: int = 0
    peak: int = 0  # the most requests that were under way at once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = next(base for base in BASES if scope["path"].startswith(f"{base}/"))
        chunks, more = [], True
        while more:
            message = await receive()
            chunks.append(message.get("body", b""))
            more = message.get("more_body", False)
        body = b"".join(chunks)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        query = scope["query_string"].decode()
        wire = Wire(BASES[base], scope["method"], scope["path"][len(base) :], query, headers, _json(body))
        self.wires.append(wire)
        watch("URL asked of a registry", f"{scope['path']}?{_watched(wire)}")
        watch("headers to a registry", str({**headers, "authorization": ""}))

        told = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> Message:
            return next(told, None) or await receive()  # after the body there is the end of the connection

        self.under_way += 1
        self.peak = max(self.peak, self.under_way)
        try:
            await asyncio.sleep(self.pause)
            fault = self.faults.get(wire.registry)
            await (self.app if fault is None else fault(self.app))(scope, again, send)
        finally:
            self.under_way -= 1

    def of(self, registry: str) -> list[Wire]:
        """The requests to one registry."""
        return [wire for wire in self.wires if wire.registry == registry]


@dataclass
class Answered:
    """What came back over HTTP, and what was asked of the registries meanwhile."""

    status: int
    body: dict[str, Any]
    wires: list[Wire]
    text: str

    @property
    def data(self) -> Any:
        """The data; fails where there is none."""
        return self.body["data"]

    @property
    def codes(self) -> dict[str, str]:
        """The error codes by path."""
        return {
            ".".join(map(str, error.get("path", ()))): error["extensions"]["code"]
            for error in self.body.get("errors", ())
        }


_principal: ContextVar[Principal] = ContextVar("principal")  # who asks past the tokens


async def _authenticated(headers: Mapping[str, str]) -> Principal:
    return _principal.get()


class Workbench:
    """One running service and a client; personas by name."""

    def __init__(
        self,
        service: "_Traced",
        tap: Tap,
        client: httpx.AsyncClient,
        city: City,
        servers: dict[str, contextlib.ExitStack],
    ) -> None:
        self.service, self.tap, self.client, self.city, self._servers = service, tap, client, city, servers
        self._past_tokens = Endpoint(
            service.executor,
            preparer=service.preparer,
            authenticate=_authenticated,
            enter=service.context,
            keep=service.keep,
            observe=service.observe,
        )

    def token(self, persona: str | DevelopmentIdentity) -> str:
        """An access token of a persona, or of anybody else."""
        token: str = self.service.entrance.issuer.issue(identity_of(persona) if isinstance(persona, str) else persona)
        return token

    async def ask(self, persona: str | DevelopmentIdentity | None, query: str, /, **variables: Any) -> Answered:
        """Post a document as a persona; None is nobody."""
        headers = {"authorization": f"Bearer {self.token(persona)}"} if persona else {}
        return await self.post({"query": query, "variables": variables}, headers)

    async def ask_as(self, principal: Principal, query: str, /, **variables: Any) -> Answered:
        """Post a document as somebody of whom no token tells: through the same door, past the tokens."""

        _principal.set(principal)
        transport = httpx.ASGITransport(self._past_tokens)
        async with httpx.AsyncClient(transport=transport, base_url=str(self.client.base_url)) as client:
            return await self._post(client, {"query": query, "variables": variables}, {})

    async def post(self, body: dict[str, Any], headers: dict[str, str]) -> Answered:
        """Post a body as it stands."""
        return await self._post(self.client, body, headers)

    async def _post(self, client: httpx.AsyncClient, body: dict[str, Any], headers: dict[str, str]) -> Answered:
        before = len(self.tap.wires)
        response = await client.post("/graphql", json=body, headers=headers)
        answer = response.json()
        self.service.look()
        watch("errors of an answer", json.dumps(answer.get("errors"), ensure_ascii=False))
        watch("the rest of an answer", f"{response.headers} {answer.get('extensions')}")
        return Answered(response.status_code, answer, self.tap.wires[before:], response.text)

    async def states(self) -> dict[str, str]:
        """What the service says of its registries: `ok`, or why one is off."""
        response = await self.client.get("/health/ready")
        states: dict[str, str] = response.json()["registries"]
        return states

    async def contacts(self) -> int:
        """How many klantcontacten are kept."""
        async with self.service.keeping.store.reading() as connection:
            return int(await connection.scalar(select(func.count()).select_from(contacts)) or 0)

    async def hang_up(self, registry: str) -> None:
        """Stop the server of a registry that is reached over HTTP: its port is closed from then on."""
        await asyncio.to_thread(self._servers.pop(registry).close)


class _Traced(Service):
    """The service, of which the trace of each operation and the exceptions behind its errors are looked at too."""

    _scopes: tuple[Any, ...] = ()
    _preparers: ClassVar[dict[Limits, Preparer]] = {}

    def _preparer(self) -> Preparer:
        """One for all services of this process with these limits: what was prepared is the same in each."""
        return self._preparers.setdefault(self.limits, super()._preparer())

    def context(self, principal: Principal | None, headers: Mapping[str, str]) -> Context:
        context = super().context(principal, headers)
        self._scopes = (*self._scopes, context.scope)
        return context

    def observe(self, prepared: Prepared, context: Context, result: ExecutionResult) -> None:
        """What the service itself does with an operation that was answered."""
        self._observe(prepared, context, result)

    def _observe(self, prepared: Prepared, context: Context, result: ExecutionResult) -> None:
        for error in result.errors or ():
            cause = cause_of(error)
            if not isinstance(cause, GraphQLError):  # whose text is the library's, and goes nowhere
                watch("an exception", "".join(traceback.format_exception(cause)))
        super()._observe(prepared, context, result)

    def look(self) -> None:
        """Look at what has been traced."""
        for scope in self._scopes:
            watch("trace of an operation", repr(scope))
        self._scopes = ()


_cities: dict[date, City] = {}


def _city() -> City:
    """The city of today, to which nothing was written: to draw it takes longer than most that tests ask of it."""
    fresh = City()
    kept = _cities.setdefault(fresh.today, fresh)
    if kept.dossiers.written:
        kept = _cities[fresh.today] = fresh
    return kept


@contextlib.asynccontextmanager
async def workbench(
    tmp_path: Path,
    *,
    faults: Mapping[str, Fault] | None = None,
    over_http: Collection[str] = (),
    registries: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> AsyncIterator[Workbench]:
    """A service in ontwikkeling with these settings; registries are proven, the catalogue is cold.

    `faults` are there from the start, `registries` are settings by registry, those `over_http` are real servers.
    Tasks are kept in two registries, but where `registries` says otherwise, and no client is built.
    """
    chosen: dict[str, dict[str, Any]] = {
        name: {"mode": "embedded", **each} for name, each in {**TWO_HOMES, **(registries or {})}.items()
    }
    async with contextlib.AsyncExitStack() as stack:
        if "database_url" not in settings:
            settings["database_url"] = await stack.enter_async_context(database(tmp_path, tables=True))
        city = _city()
        settings.setdefault("clients", tmp_path / "clients")  # whatever is built on this machine
        base = Settings(_env_file=None, omgeving="ontwikkeling", data_dir=tmp_path, **settings)  # type: ignore[call-arg]
        tap = Tap(stand_ins(base, city), faults=dict(faults or {}))
        servers: dict[str, contextlib.ExitStack] = {}
        for registry in REGISTRIES:
            if registry.name in over_http:
                servers[registry.name] = stack.enter_context(contextlib.ExitStack())
                address = servers[registry.name].enter_context(served(tap))
                credentials = importlib.import_module(f"sources.{registry.name}.stub").CREDENTIALS
                reached = {"mode": "http", "url": address + registry.base}
                chosen[registry.name] = {**credentials, **chosen.get(registry.name, {}), **reached}
        service = _Traced(
            base.model_copy(update={"registries": {name: RegistrySettings(**each) for name, each in chosen.items()}}),
            registers=tap,
            city=city,
        )
        transport = httpx.ASGITransport(service.app)
        async with (
            service.running(),
            httpx.AsyncClient(transport=transport, base_url="http://mijndenhaag.test") as client,
        ):
            for name, canary in service.canaries.items():
                for _ in range(5):  # a machine that is busy may be too slow for a proof
                    if canary.proven or name in tap.faults:
                        break
                    await canary.prove()
            yield Workbench(service, tap, client, city, servers)
            service.look()


def bsn_of(persona: str) -> str:
    """The number of a persona."""
    return next(each.bsn for each in PERSONAS if each.name == persona)


def identity_of(persona: str) -> DevelopmentIdentity:
    """A persona as who has logged in: residents, representatives, companies, employees, a service."""
    found: DevelopmentIdentity = next(each for each, _ in identities() if each.name == persona)
    return found


def _json(body: bytes) -> Any:
    return json.loads(body) if body else None
