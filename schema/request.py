"""The body of a GraphQL request: read while it streams in, no further than its limit, and decoded."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.types import Receive

from resolvers.waiting import Gone
from schema.errors import Fault, Foutcode
from schema.limits import Limits
from schema.negotiation import Refusal

__all__ = ["Asked", "read"]


class PersistedQuery(msgspec.Struct, frozen=True):
    """What Apollo's clients send instead of a text; `sha256Hash` is in hexadecimal."""

    sha256Hash: str | None = None


class Extensions(msgspec.Struct, frozen=True):
    """The extensions that we know."""

    persistedQuery: PersistedQuery | None = None


class Asked(msgspec.Struct, frozen=True):
    """The body as it is sent (GraphQL over HTTP, "Request Parameters"); what we don't know is left unread."""

    query: str | None = None
    documentId: str | None = None
    operationName: str | None = None
    variables: msgspec.Raw = msgspec.Raw()
    extensions: Extensions | None = None

    @property
    def hash(self) -> str | None:
        """The hash of a persisted query, as far as there is one."""
        persisted = self.extensions and self.extensions.persistedQuery
        return persisted.sha256Hash if persisted else None

    def values(self, limits: Limits) -> dict[str, Any]:
        """The values of the variables. Raises `Refusal`."""
        raw = bytes(self.variables)
        if len(raw) > limits.variables:
            raise _too_large(limits.variables)
        if not raw:
            return {}
        try:
            values = _VARIABLES.decode(raw) or {}
        except _UNREADABLE:
            raise _unreadable() from None
        if _is_deeper(values, limits.nesting):  # how deep the decoder goes differs from one Python to the next
            raise _unreadable()
        return values


_ASKED = msgspec.json.Decoder(Asked)
_VARIABLES = msgspec.json.Decoder(dict[str, Any] | None)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


async def read(receive: Receive, headers: Mapping[str, str], limits: Limits) -> Asked:
    """The request. Raises `Refusal` for what is too large, too slow or no GraphQL request, and `Gone`."""
    try:
        async with asyncio.timeout(limits.arrival):
            body = await _body(receive, headers, limits.body)
    except TimeoutError:
        raise Refusal(408, Fault(Foutcode.ONGELDIGE_INVOER, "De aanvraag kwam niet op tijd aan.", _LATE)) from None
    try:
        asked = _ASKED.decode(body)
    except _UNREADABLE:
        raise _unreadable() from None
    if asked.query is None and asked.documentId is None and asked.hash is None:
        raise Refusal(400, Fault(Foutcode.ONGELDIGE_INVOER, "Geef query of documentId.", "Give query or documentId."))
    return asked


async def _body(receive: Receive, headers: Mapping[str, str], most: int) -> bytes:
    announced = headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and (len(announced) > 12 or int(announced) > most):
        raise _too_large(most)
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > most:
            raise _too_large(most)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _is_deeper(value: Any, most: int) -> bool:
    """Whether lists and objects are nested deeper than this."""
    level = [value]
    for _ in range(most + 1):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
        ]
        if not level:
            return False
    return True


_LATE = "The request did not arrive in time."


def _too_large(most: int) -> Refusal:
    return Refusal(413, Fault(Foutcode.TE_DUUR, f"Te groot: ten hoogste {most} bytes.", f"Over {most} bytes."))


def _unreadable() -> Refusal:
    dutch = "De aanvraag is geen GraphQL-aanvraag in JSON: één object, zonder lijst van aanvragen."
    english = "The request is no GraphQL request in JSON: one object, not a list of requests."
    return Refusal(400, Fault(Foutcode.ONGELDIGE_INVOER, dutch, english))
