"""Problem documents, by which a registry says what it will not do (RFC 7807)."""

from msgspec import Struct

from sources.core.errors import RegistryInvalid
from sources.core.transport import Answer
from sources.core.upstream import decode

__all__ = ["is_absent"]


class _Problem(Struct):
    status: int


def is_absent(registry: str, answer: Answer) -> bool:
    """Whether this says that there is no such thing.

    Raises `RegistryInvalid` for a 404 that is not the registry's own: a gateway that has no such path gives one too.
    """
    if answer.status != 404:
        return False
    if decode(registry, answer, _Problem).status != 404:
        raise RegistryInvalid(registry, "not as its contract says")
    return True
