"""The service that is killed: an ASGI app that looks at somebody, keeps it in the log, and answers."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from auth.log.disk import Disk
from auth.log.errors import LogUnavailable
from auth.log.journal import Journal
from auth.log.pseudonym import Pseudonyms
from auth.log.record import Log, Record
from auth.log.register import Register
from auth.log.trace import Trace
from auth.roles import Level, Role
from tests.log.desk import AGENT, ANNA, BERT, GROUPS, KEYS, asked

__all__ = ["LOOKS", "hasty", "log_of", "office"]

LOOKS = 2  # data subjects in each operation
_SEGMENT = 4000  # bytes: six operations, so that segments come and go


def log_of(folder: Path, register: Register, disk: Disk | None = None) -> Log:
    return Log(Journal(folder, size=_SEGMENT, disk=disk), Pseudonyms(KEYS), register)


def office(log: Log) -> ASGIApp:
    """Answers 200 when its lines are kept, and 503 when they can't be."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        record = _looked(log, Request(scope))
        response: Response = JSONResponse({"data": {}})
        try:
            await record.keep()
        except LogUnavailable:
            response = JSONResponse({"errors": []}, status_code=503)
        await response(scope, receive, send)

    return app


def hasty(log: Log) -> ASGIApp:
    """Does it wrong: answers first. The proof must find out."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        record = _looked(log, Request(scope))
        await JSONResponse({"data": {}})(scope, receive, send)
        await record.keep()

    return app


def _looked(log: Log, request: Request) -> Record:
    record = log.begin(AGENT, "Dossier", Trace.of(request.headers.get("traceparent")))
    for bsn in (ANNA, BERT):
        for question, decision in asked(Role.MEDEWERKER, Level.GEEN, None, GROUPS[:3]):
            record.judged(question, decision, bsn)
        record.looked(bsn, GROUPS[:3], "klantcontact-overig")
    return record
