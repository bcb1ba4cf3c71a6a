"""The door of documents: `GET /documenten/{link}` decides again whether the link opens, and sends what it opens."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack

import structlog
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from auth.errors import IdentityUnavailable, NotAuthenticated, Refused, StoreUnavailable
from auth.language import language_of
from auth.links import Links
from auth.log.entry import Status
from auth.log.errors import LogUnavailable
from auth.principal import Principal
from resolvers.context import Context
from resolvers.downloads.ranges import Unsatisfiable
from resolvers.downloads.reopening import File, reopened
from resolvers.downloads.sending import BrokenOff, Outgoing, Spool, TooLarge, head_of, outgoing
from resolvers.waiting import Gone, while_waited_for
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.scanning import Infected, ScannerUnavailable

__all__ = ["Downloads"]

_log = structlog.get_logger("mijndenhaag.downloads")

_NAME = "document ophalen"  # how the logs call it
_ALWAYS = (
    ("cache-control", "private, no-store"),
    ("content-type", "text/plain; charset=utf-8"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
)
_TEXTS = {
    401: ("U bent niet ingelogd.", "You are not logged in."),
    403: ("Dit bestand is tegengehouden: het is niet veilig.", "This file was held back: it is not safe."),
    404: (
        "Deze link werkt niet, of niet meer. Ga terug en kies het document opnieuw.",
        "This link does not work, or no longer. Go back and choose the document again.",
    ),
    413: ("Dit bestand is te groot om na te kijken.", "This file is too large to be looked through."),
    416: ("Zo groot is dit bestand niet.", "This file is not that large."),
    502: ("De bron gaf een antwoord dat wij niet kunnen lezen.", "The source gave an answer that we cannot read."),
    503: ("Dit lukt nu niet. Probeer het later opnieuw.", "This does not work now. Try again later."),
}


class _Nothing(Exception):
    """The link opens nothing for who uses it."""


_STATUS: dict[type[Exception], int] = {
    _Nothing: 404,
    NotAuthenticated: 401,
    Infected: 403,
    Refused: 404,
    InvalidKey: 404,
    TooLarge: 413,
    Unsatisfiable: 416,
    RegistryInvalid: 502,
    BrokenOff: 502,  # while it was looked through: nothing had been sent
    RegistryError: 503,
    ScannerUnavailable: 503,
    IdentityUnavailable: 503,
    StoreUnavailable: 503,
    LogUnavailable: 503,
}
_OURS: tuple[type[Exception], ...] = tuple(_STATUS)


class Downloads:
    """Serves links, wherever it is mounted; `patience` is how many seconds a reader may take nothing.

    `authenticate` says who asks, None for nobody; `enter` makes the context of one operation. With a `spool` a file is
    looked through before the first byte of it is sent.
    """

    def __init__(
        self,
        links: Links,
        *,
        authenticate: Callable[[Mapping[str, str]], Awaitable[Principal | None]],
        enter: Callable[[Principal, Mapping[str, str]], Context],
        spool: Spool | None = None,
        patience: float = 60.0,
    ) -> None:
        self._links, self._authenticate, self._enter = links, authenticate, enter
        self._spool, self._patience = spool, patience

    def route(self, path: str) -> Route:
        """Where it is: below this path."""
        return Route(f"{path}/{{link}}", self, methods=["GET", "HEAD"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        sending = _Sending(send, self._patience)
        try:
            await while_waited_for(self._serve(scope, headers, sending), receive)
        except Gone:
            _log.info("download left", sent=sending.sent)
        except _OURS as error:
            if sending.begun:  # a connection that breaks off is what tells that this is no file
                _log.warning("download broke off", sent=sending.sent, fault=type(error).__name__)
                return
            status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)))
            await _say(send, status, headers)
        except TimeoutError:
            _log.info("download of a reader that takes nothing", sent=sending.sent)

    async def _serve(self, scope: Scope, headers: Mapping[str, str], sending: "_Sending") -> None:
        viewer = await self._authenticate(headers)
        if viewer is None:
            raise NotAuthenticated("nobody")
        link = self._links.read(viewer, scope["path_params"]["link"])
        if link is None:
            raise _Nothing
        context = self._enter(viewer, headers)
        context.record.name = _NAME
        async with AsyncExitStack() as stack:
            status = Status.ERROR
            try:
                file = await reopened(link, context)
                if file is None:
                    raise _Nothing
                answer = await self._answer(scope["method"], file, headers, stack)
                status = Status.OK
            except _OURS:
                status = Status.OK
                raise
            finally:  # on the disk before the first byte, and of what came to nothing too
                await context.keep(status)
            await sending.all(answer)
        _log.info("download", sent=sending.sent, seconds=round(context.scope.lasted(), 2), trace=context.scope.trace_id)

    async def _answer(
        self, method: str, file: File, headers: Mapping[str, str], stack: AsyncExitStack
    ) -> "Outgoing | list[tuple[str, str]]":
        if method == "HEAD":
            return head_of(file)
        return await stack.enter_async_context(outgoing(file, headers, self._spool))


class _Sending:
    """What is sent of one answer; a reader that takes nothing for so many seconds is waited for no more."""

    def __init__(self, send: Send, patience: float) -> None:
        self._send, self._patience = send, patience
        self.begun, self.sent = False, 0

    async def all(self, answer: Outgoing | list[tuple[str, str]]) -> None:
        """Send it. Raises what its pieces raise, and `TimeoutError`."""
        if isinstance(answer, list):
            await self._head(200, answer)
            await self._send({"type": "http.response.body"})
            return
        await self._head(answer.status, answer.headers)
        async for piece in answer.pieces:
            async with asyncio.timeout(self._patience):
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
            self.sent += len(piece)
        await self._send({"type": "http.response.body"})

    async def _head(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.begun = True
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await self._send({"type": "http.response.start", "status": status, "headers": raw})


async def _say(send: Send, status: int, headers: Mapping[str, str]) -> None:
    dutch, english = _TEXTS[status]
    body = (english if language_of(headers) == "en" else dutch).encode()
    told = [*_ALWAYS, ("content-length", str(len(body))), ("vary", "Accept-Language")]
    told += [("retry-after", "5")] if status == 503 else []
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
