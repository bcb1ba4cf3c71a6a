"""The door of the graph: an ASGI app that prepares and executes one operation per POST (GraphQL over HTTP)."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

import msgspec
from graphql import ExecutionResult, GraphQLError, GraphQLSchema
from starlette.types import Receive, Scope, Send

from auth.language import Language, language_of
from auth.principal import Principal
from resolvers.waiting import Gone, while_waited_for
from schema.documents import Documents
from schema.errors import Fault, Foutcode, Rejected, formatted, located
from schema.limits import Limits
from schema.negotiation import JSON, RESPONSE, Refusal, admit, media_type_of, status_of
from schema.prepare import Prepared, Preparer
from schema.request import read

__all__ = ["Endpoint", "Executor", "Headers"]

Headers = Mapping[str, str]  # names in lower case

_CONTENT_TYPE = {media: f"{media}; charset=utf-8".encode() for media in (JSON, RESPONSE)}
_ALWAYS = (
    ("cache-control", "no-store"),
    ("vary", "Accept, Accept-Language"),
    ("x-content-type-options", "nosniff"),
)
_BY_STATUS = {
    401: [(b"www-authenticate", b"Bearer")],
    405: [(b"allow", b"POST")],
}


class Executor(Protocol):
    """What executes prepared operations of one schema.

    It may have `plan(prepared)` besides, which is called once when an operation is new; what that makes can be left in
    `prepared.plan`. Both may raise `Fault` or `Rejected` for an operation that they will not execute.
    """

    @property
    def schema(self) -> GraphQLSchema:
        """The schema against which documents are validated."""
        ...

    async def execute(self, prepared: Prepared, variables: dict[str, Any], context: Any) -> ExecutionResult:
        """The answer. `variables` are as the client sent them; when they don't fit, no error has a path."""
        ...


class Endpoint:
    """Serves one executor, on whatever path it is mounted with all methods.

    `authenticate` gives who asks, None for nobody, and raises `NotAuthenticated`; `enter` makes the context of one
    operation. `origins` are the origins of other hosts that may post ("https://mijn.denhaag.nl"), `headers` are
    added to each answer, `free` says who may send a text that is no trusted document, `keep` returns when the lines
    of an operation are kept, and before that no answer leaves, `observe` is told of each operation that was executed,
    `tell` gives extensions of its answer, `preparer` keeps what was prepared, within limits of its own: doors of one
    schema may share one.
    """

    def __init__(
        self,
        executor: Executor,
        *,
        authenticate: Callable[[Headers], Awaitable[Principal | None]],
        enter: Callable[[Principal | None, Headers], Any],
        documents: Documents | None = None,
        limits: Limits | None = None,
        origins: Collection[str] = (),
        headers: Sequence[tuple[str, str]] = (),
        free: Callable[[Principal | None], bool] = lambda principal: True,
        keep: Callable[[Prepared, Any, ExecutionResult | Exception], Awaitable[None]] | None = None,
        observe: Callable[[Prepared, Any, ExecutionResult], None] = lambda prepared, context, result: None,
        tell: Callable[[Any, Headers], Mapping[str, Any]] = lambda context, headers: {},
        preparer: Preparer | None = None,
    ) -> None:
        self._executor, self._authenticate, self._enter = executor, authenticate, enter
        self._documents = Documents() if documents is None else documents
        self._free, self._keep = free, keep
        self._observe, self._tell = observe, tell
        self._origins = frozenset(origin.lower() for origin in origins)
        self._headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in (*_ALWAYS, *headers)]
        if preparer is None:
            preparer = Preparer(executor.schema, limits or Limits(), getattr(executor, "plan", None))
        self._preparer = preparer
        self._limits = self._preparer.limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        headers = _headers(scope)
        language = language_of(headers)
        media = media_type_of(headers.get("accept", "")) or JSON
        try:
            admit(scope["method"], headers, self._origins)
            status, body = 200, msgspec.json.encode(await self._answered(headers, receive))
        except Gone:
            return
        except Refusal as refusal:
            _, body = _unserved([located(refusal.fault)], language)
            status = refusal.status
        except Rejected as rejected:
            code, body = _unserved(rejected.errors, language)
            status = status_of(code, media)
        except Exception as error:  # whatever it is: a code and a text of ours, nothing of what it says
            code, body = _unserved([GraphQLError("", original_error=error)], language)
            status = status_of(code, media)
        await self._send(send, status, media, body)

    async def _answered(self, headers: Headers, receive: Receive) -> dict[str, Any]:
        principal = await self._authenticate(headers)
        asked = await read(receive, headers, self._limits)
        variables = asked.values(self._limits)
        document = self._documents.asked(asked.query, asked.documentId, asked.hash)
        if not document.trusted and not self._free(principal):
            raise Fault(Foutcode.DOCUMENT_ONBEKEND)  # before anything of it is parsed
        prepared = self._preparer.prepare(document, asked.operationName)
        context = self._enter(principal, headers)
        result = await self._executed(prepared, variables, context, receive)
        self._observe(prepared, context, result)
        errors = result.errors or ()
        if result.data is None and errors and not any(error.path for error in errors):
            raise Rejected(errors[: self._limits.errors])  # nothing was executed
        answer: dict[str, Any] = {"data": result.data}
        if errors:
            numbers: dict[str, str] = {}
            answer["errors"] = [formatted(error, context.language, numbers) for error in errors]
        if extensions := {**(result.extensions or {}), **self._tell(context, headers)}:
            answer["extensions"] = extensions
        return answer

    async def _executed(
        self, prepared: Prepared, variables: dict[str, Any], context: Any, receive: Receive
    ) -> ExecutionResult:
        """The result, once its lines are kept; what came to nothing, or is waited for no more, leaves its lines too."""
        work = self._executor.execute(prepared, variables, context)
        outcome: ExecutionResult | Exception
        try:
            # what is written is written to the end, also when nobody waits for the answer
            outcome = await (while_waited_for(work, receive) if prepared.reads_only else work)
        except Exception as error:
            outcome = error
        if self._keep is not None:
            await self._keep(prepared, context, outcome)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def _send(self, send: Send, status: int, media: str, body: bytes) -> None:
        headers = [
            (b"content-type", _CONTENT_TYPE[media]),
            (b"content-length", str(len(body)).encode()),
            *self._headers,
            *_BY_STATUS.get(status, ()),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; what is sent twice stands side by side, so that no check sees only one of them."""
    headers: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name, text = raw.decode("latin-1"), value.decode("latin-1")
        headers[name] = f"{headers[name]}, {text}" if name in headers else text
    return headers


def _unserved(errors: Sequence[GraphQLError], language: Language) -> tuple[Foutcode, bytes]:
    """The answer when nothing was executed: errors without `data`; and the code of the first."""
    numbers: dict[str, str] = {}
    told = [formatted(error, language, numbers) for error in errors]
    return Foutcode[told[0]["extensions"]["code"]], msgspec.json.encode({"errors": told})
