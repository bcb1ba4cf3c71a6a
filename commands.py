"""The `mijndenhaag` command."""

import argparse
import asyncio
import contextlib
import importlib
import json
import logging
import os
import socket
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from pydantic import ValidationError
from pydantic_settings import SettingsError
from starlette.applications import Starlette

from app import GRAPHIQL, OPERATIONS, Service, stand_ins
from auth.bsn import valid_bsn
from auth.portal import CLIENTS
from auth.roles import Level
from auth.shielded import pseudonym
from entrance import identities
from keeping import Keeping
from manual import table
from schema import fields
from schema.documents import Document, Documents
from schema.engine.english import english_sdl
from schema.errors import Fault, Rejected, formatted, located
from schema.prepare import Preparer
from schema.query import schema
from settings import Settings, Wrong, listening, unknown
from sources import REGISTRIES
from sources.core.scope import Call

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """The `mijndenhaag` command."""
    parser = argparse.ArgumentParser("mijndenhaag", description="One graph over the registries of a municipality.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve the graph")
    commands.add_parser("migrate", help="bring the tables of the store up to date, as run does at its start")
    registers = commands.add_parser("registers", help="serve the stand-in registries over HTTP (ontwikkeling)")
    registers.add_argument("--port", type=int, default=8001)
    commands.add_parser("personas", help="who can be logged in as (ontwikkeling)")
    token = commands.add_parser("token", help="print an access token (ontwikkeling)")
    token.add_argument("--persona", required=True)
    token.add_argument("--niveau", choices=[level.name for level in Level], help="logged in at this level of assurance")
    sdl = commands.add_parser("schema", help="print the SDL")
    sdl.add_argument("--language", choices=["nl", "en"], default="nl")
    plan = commands.add_parser("plan", help="print the registry requests that a document leads to (ontwikkeling)")
    plan.add_argument("file", type=Path, help="of a document, or an operation of a client such as web/Overzicht")
    plan.add_argument("--persona", required=True)
    plan.add_argument("--operation", help="the name of the operation, where the file has several")
    plan.add_argument("--variables", default="{}", help="as JSON")
    plan.add_argument("--cold", action="store_true", help="with an empty catalogue")
    commands.add_parser("afschermen", help="print lines of the list of shielded dossiers, for BSNs on standard input")
    commands.add_parser("settings", help="print docs/settings.md")
    commands.add_parser("fields", help="print docs/fields.md")
    given = parser.parse_args(arguments)
    _log_as_json()
    try:
        return _COMMANDS[given.command](given)
    except ValidationError as error:
        for each in error.errors(include_input=False, include_url=False):
            name = "__".join(str(step).upper() for step in each["loc"])
            print(f"MIJNDENHAAG_{name}: {each['msg']}", file=sys.stderr)
    except SettingsError as error:  # it names the setting, and no value
        print(f"MIJNDENHAAG: {error}", file=sys.stderr)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
    return 2


def _run(given: argparse.Namespace) -> int:
    settings = Settings()
    if strangers := unknown(os.environ):
        raise Wrong(f"{', '.join(strangers)}: there is no such setting")
    _only_loopback(settings)
    service = Service(settings)
    asyncio.run(service.keeping.upgrade())  # what is wrong with it is told here in one line
    if settings.development:
        host = listening(settings.host, settings.port)
        print(f"MijnDenHaag (ontwikkeling)\n  graph     {host}/graphql\n  health    {host}/health/ready")
        if service.entrance.issuer is not None:
            print(f"  log-in    {host}/inloggen")
        for client in CLIENTS:
            if client.built(settings.clients).is_dir():
                print(f"  {client.name:10}{host}{client.place}")
        print(f"  GraphiQL  {host}/graphiql/\n" if GRAPHIQL.is_dir() else "  GraphiQL is not built: it takes Node 20\n")
        print("Personas, with whose `mijndenhaag token --persona NAME` you ask:")
        for identity, _ in identities():  # what a server prints is kept as a log: no numbers here
            print(f"  {identity.name:18} {identity.dutch} / {identity.english}")
        sys.stdout.flush()
    return _serve(service.app, settings.host, settings.port)


def _migrate(given: argparse.Namespace) -> int:
    asyncio.run(Keeping(Settings()).upgrade())
    return 0


def _registers(given: argparse.Namespace) -> int:
    settings = Settings()
    _only_loopback(settings)
    app = stand_ins(settings)
    print("# The stand-in registries; a service asks them with these settings.")
    for registry in REGISTRIES:
        entry = importlib.import_module(f"sources.{registry.name}.stub").CREDENTIALS
        for name, value in {"url": listening(settings.host, given.port) + registry.base, **entry}.items():
            text = value if isinstance(value, str) else json.dumps(value)
            print(f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}__{name.upper()}={text}", flush=True)
    return _serve(app, settings.host, given.port)


def _personas(given: argparse.Namespace) -> int:
    if not Settings().development:
        raise Wrong("MIJNDENHAAG_OMGEVING: personas are for ontwikkeling")
    for identity, bsn in identities():
        print(f"{identity.name:18} {bsn:10} {identity.dutch} / {identity.english}")
    return 0


def _token(given: argparse.Namespace) -> int:
    service, identity = _as_persona(given.persona)
    if given.niveau is not None:
        identity = importlib.import_module("auth.development.identities").at_level(identity, Level[given.niveau])
    print(service.entrance.issuer.issue(identity))
    return 0


def _schema(given: argparse.Namespace) -> int:
    sdl = schema.as_str()
    print(english_sdl(sdl) if given.language == "en" else sdl)
    return 0


def _settings(given: argparse.Namespace) -> int:
    print(table(), end="")
    return 0


def _fields(given: argparse.Namespace) -> int:
    print(fields.table(schema), end="")
    return 0


def _plan(given: argparse.Namespace) -> int:
    service, identity = _as_persona(given.persona, stand_in_latency=0.02)
    try:
        text = Documents.named(OPERATIONS, str(given.file)) or given.file.read_text()
        variables = json.loads(given.variables)
    except OSError as error:
        raise Wrong(f"{given.file}: {error.strerror}") from None
    except ValueError:
        raise Wrong("--variables: no JSON") from None
    try:
        calls, errors = asyncio.run(_calls(service, identity, text, given.operation, variables, given.cold))
    except (Rejected, Fault) as refusal:
        refused = refusal.errors if isinstance(refusal, Rejected) else [located(refusal)]
        raise Wrong("\n".join(_told(formatted(each, "nl")) for each in refused)) from None
    for call in calls:
        asked = ", ".join(sorted(call.asked)) or "-"
        print(f"wave {call.wave}  {call.registry:11} {call.operation:45} keys {call.keys:<3} asked {asked}")
    print(f"{len(calls)} requests in {max((call.wave for call in calls), default=0)} waves")
    for each in errors:
        print(_told(each))
    return 0


def _afschermen(given: argparse.Namespace) -> int:
    key = Settings().shielded_key.get_secret_value().encode()
    if len(key) < 16:
        raise Wrong("MIJNDENHAAG_SHIELDED_KEY: give 16 characters or more")
    numbers = [line.strip() for line in sys.stdin]
    for place, number in enumerate(numbers, 1):  # all of them before anything is printed
        if not valid_bsn(number):
            raise Wrong(f"standard input: line {place} is no burgerservicenummer")
    for number in numbers:
        print(pseudonym(key, number))
    return 0


def _told(error: dict[str, Any]) -> str:
    """An error in one line: its path, or else its place in the document, then its code and text."""
    places = [f"{place['line']}:{place['column']}" for place in error.get("locations", ())]
    where = ".".join(map(str, error.get("path", places[:1])))
    return f"{where or '-'}: {error['extensions']['code']} {error['message']}"


async def _calls(
    service: Service, identity: Any, text: str, operation: str | None, variables: dict[str, Any], cold: bool
) -> tuple[list[Call], list[dict[str, Any]]]:
    """Run a document as a persona; the second time, when the catalogue is in memory, is the one that counts."""
    principal = await service.entrance.bearer.authenticate(f"Bearer {service.entrance.issuer.issue(identity)}")
    document = next((d for d in service.documents if d.text == text), None) or Document.of(text)
    async with service.running():
        prepared = Preparer(service.executor.schema, service.limits, service.executor.plan).prepare(document, operation)
        for _ in range(1 if cold else 2):
            context = service.context(principal, {})
            result = await service.executor.execute(prepared, variables, context)
    return context.scope.calls, [formatted(error, "nl") for error in result.errors or ()]


def _as_persona(name: str, **changes: Any) -> tuple[Service, Any]:
    service = Service(Settings(**changes))
    if service.entrance.issuer is None:
        raise Wrong("MIJNDENHAAG_OMGEVING, MIJNDENHAAG_TOKEN_ISSUER: tokens are made in ontwikkeling only")
    identity = next((identity for identity, _ in identities() if identity.name == name), None)
    if identity is None:
        raise Wrong("--persona: nobody has that name; `mijndenhaag personas` tells who there are")
    return service, identity


def _only_loopback(settings: Settings) -> None:
    if not settings.development or settings.host == "localhost":
        return
    with contextlib.suppress(ValueError):
        if ip_address(settings.host).is_loopback:
            return
    raise Wrong("MIJNDENHAAG_HOST: in ontwikkeling only a loopback address")


def _serve(app: Starlette, host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise Wrong(f"MIJNDENHAAG_HOST, MIJNDENHAAG_PORT: can't listen there ({error.strerror})") from None
    with listening:
        config = uvicorn.Config(app, access_log=False, server_header=False, date_header=False, log_config=None)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _log_as_json() -> None:
    """One JSON object a line on standard error, for us and for the libraries; levels from `info` up."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format='{"event": "%(name)s", "level": "%(levelname)s"}'
    )
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


_COMMANDS = {
    "run": _run,
    "migrate": _migrate,
    "registers": _registers,
    "personas": _personas,
    "token": _token,
    "schema": _schema,
    "plan": _plan,
    "afschermen": _afschermen,
    "settings": _settings,
    "fields": _fields,
}

if __name__ == "__main__":
    sys.exit(main())
