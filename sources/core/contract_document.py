"""The PDF of one thing of the own contract (`GET /{soort}/{uuid}/document`), for whom it is about."""

from contextlib import AbstractAsyncContextManager

from msgspec import Struct

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey
from sources.core.scope import Scope
from sources.core.transport import Request, Streamed
from sources.core.upstream import Upstream, decode
from sources.core.zgw import valid_uuid

__all__ = ["is_of", "pdf"]


class _Whose(Struct):
    type: str
    value: str


class _Thing(Struct):
    uuid: str
    belanghebbende: _Whose


async def is_of(upstream: Upstream, path: str, scope: Scope, uuid: str, whose: Belanghebbende, wave: int) -> bool:
    """Whether there is a thing of this uuid that says it is about this person or company."""
    if not valid_uuid(uuid) or not whose.valid:
        raise InvalidKey(upstream.registry)
    request = Request("GET", f"{path}/{uuid}", (), {"Accept": "application/json"})
    operation = f"GET {path}/{{uuid}}"
    answer = await upstream.call(scope, operation, request, asked=frozenset(), keys=1, wave=wave, also=(404,))
    if answer.status == 404:
        return False
    thing = decode(upstream.registry, answer, _Thing)
    said = thing.belanghebbende
    return thing.uuid.lower() == uuid and (said.type, said.value) == (whose.soort.value, whose.nummer)


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
