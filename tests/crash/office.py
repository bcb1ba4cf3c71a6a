"""The service that is killed: the whole of it, asked for the dossier of somebody with three children."""

import atexit
import functools
import json
import tempfile
from pathlib import Path

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import Service
from auth.log.disk import Disk
from auth.log.journal import Journal
from auth.log.pseudonym import Pseudonyms
from auth.log.record import Log
from auth.log.register import Register
from settings import Settings
from tests.log.desk import KEYS
from tests.workbench import identity_of

__all__ = ["LOOKS", "hasty", "log_of", "office"]

LOOKS = 4  # data subjects in each operation: a parent and three children
_BODY = json.dumps({"query": "{ mij { naam { voornamen } kinderen { persoon { leeftijd } } } }"}).encode()
_SEGMENT = 4000  # bytes: six operations, so that segments come and go


def log_of(folder: Path, register: Register, disk: Disk | None = None) -> Log:
    return Log(Journal(folder, size=_SEGMENT, disk=disk), Pseudonyms(KEYS), register)


@functools.cache
def _service() -> tuple[Service, bytes]:
    """The service and a token for it, made once before workers are forked."""
    folder = tempfile.TemporaryDirectory(prefix="crash-")
    atexit.register(folder.cleanup)  # which a worker that is killed never comes to
    settings = Settings(_env_file=None, omgeving="ontwikkeling", data_dir=Path(folder.name))  # type: ignore[call-arg]
    service = Service(settings)
    for adapter in service.adapters.values():
        adapter.upstream.off = ""  # as if every registry had been proven
    return service, service.entrance.issuer.issue(identity_of("jan"), 6 * 3600).encode()


def office(log: Log) -> ASGIApp:
    """The service with this log: whatever is asked of it, it answers who somebody is and how old the children are."""
    service, token = _service()
    service.keeping.log = log

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"authorization", b"Bearer " + token), (b"content-type", b"application/json")]
        trace = [header for header in scope["headers"] if header[0] == b"traceparent"]
        asked = {"path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b""}
        await service.app({**scope, **asked, "method": "POST", "headers": [*headers, *trace]}, _posted(receive), send)

    return app


def _posted(receive: Receive) -> Receive:
    """The body; then whatever the client does."""
    told = False

    async def body() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": _BODY, "more_body": False}

    return body


def hasty(log: Log) -> ASGIApp:
    """Does it wrong: answers first. The proof must find out."""
    right = office(log)

    async def unheard(message: Message) -> None: ...

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse({"data": {}})(scope, receive, send)
        await right(scope, receive, unheard)

    return app
