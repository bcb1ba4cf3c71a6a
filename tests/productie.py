"""A service in productie whose registries are real, as far as it can tell: what would leave is counted, and stays."""

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import Service
from auth.development import DevelopmentIdentity, DevelopmentIssuer
from settings import RegistrySettings, Settings
from sources import REGISTRIES
from sources.core.transport import Answer, Transport
from sources.core.transport import Request as Outgoing
from tests.contract.loopback import served
from tests.contract.wire import Whole
from tests.databases import KEYS

__all__ = ["ANALYST", "Productie", "productie"]

ISSUER = "https://inloggen.example"
ANALYST = DevelopmentIdentity("a1", "Analist", "Analyst", {"roles": ["analist"]})


@dataclass
class Counting(Whole):
    """Stands in the way to every real registry: notes who is asked, and gives nothing."""

    inner: Transport
    sent: list[Outgoing] = field(default_factory=list)

    async def send(self, request: Outgoing, seconds: float) -> Answer:
        self.sent.append(request)
        return Answer(500, {}, b"")

    async def close(self) -> None:
        await self.inner.close()


@dataclass
class Productie:
    """A service in productie whose registries are real, as far as it can tell."""

    service: Service
    client: httpx.AsyncClient
    issuer: DevelopmentIssuer
    ways: list[Counting]

    @property
    def sent(self) -> list[Outgoing]:
        return [request for way in self.ways for request in way.sent]

    def headers(self, who: DevelopmentIdentity | None, more: dict[str, str]) -> dict[str, str]:
        """The headers of somebody; `x_oefenpersona` is X-Oefenpersona."""
        token = {} if who is None else {"authorization": f"Bearer {self.issuer.issue(who)}"}
        return token | {name.replace("_", "-"): value for name, value in more.items()}

    async def post(
        self,
        path: str,
        query: str,
        headers: dict[str, str] | None = None,
        *,
        who: DevelopmentIdentity | None = ANALYST,
        **variables: Any,
    ) -> httpx.Response:
        """Ask as somebody."""
        body = {"query": query, "variables": variables}
        return await self.client.post(path, json=body, headers=self.headers(who, headers or {}))


def real(name: str, **other: Any) -> RegistrySettings:
    options = next(registry.options for registry in REGISTRIES if registry.name == name)
    return RegistrySettings(url=f"https://{name}.example/api", options=dict.fromkeys(options, "x"), **other)


@contextlib.asynccontextmanager
async def productie(tmp_path: Path, **changes: Any) -> AsyncIterator[Productie]:
    issuer = DevelopmentIssuer(tmp_path, issuer=ISSUER, audience="urn:mijndenhaag:api")

    async def keys(request: Request) -> Response:
        return Response(await issuer.jwks(), media_type="application/json")

    ways: list[Counting] = []

    def counting(transport: Transport) -> Transport:
        ways.append(Counting(transport))
        return ways[-1]

    with served(Starlette(routes=[Route("/keys", keys)])) as address:
        async with _of(tmp_path, issuer, f"{address}/keys", ways, counting, **changes) as made:
            yield made


@contextlib.asynccontextmanager
async def _of(
    tmp_path: Path,
    issuer: DevelopmentIssuer,
    keys: str,
    ways: list[Counting],
    counting: Callable[[Transport], Transport],
    **changes: Any,
) -> AsyncIterator[Productie]:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        omgeving="productie",
        registries={registry.name: real(registry.name) for registry in REGISTRIES},
        token_issuer=ISSUER,
        token_jwks_url=keys,
        data_dir=tmp_path,
        **{"oefenstad": True, "deadline": 60, "clients": tmp_path / "clients", **KEYS, **changes},
    )
    service = Service(settings, wrap=counting)
    for adapter in service.adapters.values():
        adapter.upstream.off = ""  # as if every registry had been proven
    practice = contextlib.nullcontext() if service.practice is None else service.practice.running()
    transport = httpx.ASGITransport(service.app)
    async with service.keeping.running(), practice:
        async with httpx.AsyncClient(transport=transport, base_url="http://mijndenhaag.test") as client:
            yield Productie(service, client, issuer, ways)
        await service.figures.close()
    for adapter in service.adapters.values():
        await adapter.upstream.close()
    await service.entrance.close()
