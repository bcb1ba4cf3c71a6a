"""Registries plugged in: an adapter from the settings of its registry, over HTTP or over a stand-in in this process."""

import importlib
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from auth.reports import Report, Reports
from settings import RegistrySettings, Wrong
from sources import REGISTRIES
from sources.core.credentials import ApiKey, ClientCredentials, StaticHeaders, Token, ZgwJwt, several
from sources.core.embedded import EmbeddedTransport
from sources.core.over_httpx import HttpxTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.transport import Tls, Transport
from sources.core.upstream import Credentials, Upstream
from sources.registry import Adapter, Registry

__all__ = ["Wrap", "embedded", "link_reports", "over_http", "registers_of"]

Wrap = Callable[[Transport], Transport]

_EMBEDDED = "http://registers.invalid"  # where stand-ins think they are; the name resolves nowhere (RFC 2606)
_TRANSPORTS = {"pyreqwest": PyreqwestTransport, "httpx": HttpxTransport}


def registers_of(city: Any, *, quirks: bool) -> Starlette:
    """The stand-in registries over a synthetic city, each where its API lives."""
    stubs = {registry: importlib.import_module(f"sources.{registry.name}.stub") for registry in REGISTRIES}
    return Starlette(
        routes=[Mount(registry.base, stub.stub_app(city, quirks=quirks)) for registry, stub in stubs.items()]
    )


def embedded(
    registry: Registry, settings: RegistrySettings, registers: ASGIApp, wrap: Wrap, *, latency: float
) -> Adapter:
    """A registry that is its stand-in among `registers`; each call takes `latency` seconds. Nothing is opened for it.

    How a stand-in lets us in is its own; the rest is as it was set. Raises `Wrong`.
    """
    stub = importlib.import_module(f"sources.{registry.name}.stub")
    known = RegistrySettings(mode="off", **stub.CREDENTIALS)
    entry = {name: getattr(known, name) for name in stub.CREDENTIALS}
    options = {**known.options, **settings.options}
    settings = settings.model_copy(update={**entry, "options": options, "url": _EMBEDDED + registry.base})

    def transport(url: str) -> Transport:
        return EmbeddedTransport(registers, settings.url, latency=latency)

    return _plugged(registry, settings, transport, wrap)


def over_http(registry: Registry, settings: RegistrySettings, wrap: Wrap, *, client: str) -> Adapter:
    """A registry at its address, with this HTTP client; one that is off is never asked. Raises `Wrong`."""

    def transport(url: str) -> Transport:
        tls = Tls(settings.tls_ca, settings.tls_certificate, settings.tls_key)
        made: Transport = _TRANSPORTS[client](url or _EMBEDDED, connections=settings.connections, tls=tls)
        return made

    return _plugged(registry, settings, transport, wrap)


async def link_reports(city: Any, links: Reports) -> None:
    """Keep the reports about the street that personas of a city made while logged in, as if they had been made here."""
    made: dict[str, list[Report]] = {}
    for report in city.reports.linked:
        made.setdefault(city.bsn(report.index), []).append(Report(report.uuid, report.display, report.made))
    for bsn, reports in made.items():
        await links.keep(bsn, *reports)


def _plugged(
    registry: Registry, settings: RegistrySettings, transport: Callable[[str], Transport], wrap: Wrap
) -> Adapter:
    setting = f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}"
    try:
        way, credentials = transport(settings.url), _credentials(settings, transport)
    except ValueError as error:  # an address, header or PEM file that is none; its text names no value
        raise Wrong(f"{setting}: {error}") from None
    if settings.mode != "off" and settings.options.keys() != registry.options.keys():
        wanted = ", ".join(f"{name} ({what})" for name, what in registry.options.items())
        raise Wrong(f"{setting}__OPTIONS: " + (f"give {wanted}, and nothing else" if wanted else "there are none"))
    upstream = Upstream(
        registry.name,
        wrap(way),
        credentials,
        timeout=settings.timeout,
        limit=settings.connections,
        streams=settings.streams,
        base_url=settings.url,
        options=settings.options,
    )
    return registry.adapter(upstream)


def _credentials(settings: RegistrySettings, transport: Callable[[str], Transport]) -> Credentials | None:
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
            endpoint = transport(settings.token_url)
            parts.append(ClientCredentials(endpoint, settings.client_id, secret, settings.scope, settings.form))
    if settings.headers:
        parts.append(StaticHeaders(settings.headers))
    return several(*parts) if len(parts) > 1 else next(iter(parts), None)
