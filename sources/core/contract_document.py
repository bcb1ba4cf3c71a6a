"""One thing of the own contract (`GET /{soort}/{uuid}`), or its PDF, for whom it is about."""

from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from msgspec import Struct

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey
from sources.core.scope import Scope
from sources.core.transport import Request, Streamed
from sources.core.upstream import Upstream, decode
from sources.core.zgw import valid_uuid

__all__ = ["een", "is_of", "pdf"]

T = TypeVar("T")


class _Whose(Struct):
    type: str
    value: str


class _Thing(Struct):
    uuid: str
    belanghebbende: _Whose


async def is_of(upstream: Upstream, path: str, scope: Scope, uuid: str, whose: Belanghebbende, wave: int) -> bool:
    """Whether there is a thing of this uuid that says it is about this person or company."""
    return await een(upstream, path, scope, uuid, whose, wave, _Thing) is not None


async def een(
    upstream: Upstream, path: str, scope: Scope, uuid: str, whose: Belanghebbende, wave: int, record: type[T]
) -> T | None:
    """The thing of this uuid, as this record; None where there is none that says it is about this person or company."""
    if not valid_uuid(uuid) or not whose.valid:
        raise InvalidKey(upstream.registry)
    request = Request("GET", f"{path}/{uuid}", (), {"Accept": "application/json"})
    operation = f"GET {path}/{{uuid}}"
    answer = await upstream.call(scope, operation, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
    if answer.status == 404:
        return None
    thing = decode(upstream.registry, answer, _Thing)
    said = thing.belanghebbende
    if thing.uuid.lower() != uuid or (said.type, said.value) != (whose.soort.value, whose.nummer):
        return None
    return decode(upstream.registry, answer, record)


def pdf(
    upstream: Upstream, path: str, scope: Scope, uuid: str, wave: int, range_: str = ""
) -> AbstractAsyncContextManager[Streamed]:
    """Its PDF, as it comes."""
    if not valid_uuid(uuid):
        raise InvalidKey(upstream.registry)
    request = Request(
        "GET",
        f"{path}/{uuid}/document",
        (),
        {"Accept": "application/pdf", **({"Range": range_} if range_ else {})},
    )
    return upstream.stream(scope, f"GET {path}/{{uuid}}/document", request, asked=frozenset(), keys=1, wave=wave)
