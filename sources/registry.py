"""The plug: what a registry is to the rest of the service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from sources.core.scope import Scope
from sources.core.upstream import Upstream

__all__ = ["Adapter", "Loaders", "Origin", "Registry", "Text"]


class Adapter(Protocol):
    """One method per upstream call, many keys at once; made once per process around the registry's upstream."""

    upstream: Upstream

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry honours our filters: it must find nothing for a valid BSN that nobody has."""
        ...


class Loaders(Protocol):
    """The registry's dataloaders for one operation; `registry` is its name in the list of registries."""

    registry: str

    def __init__(self, adapter: Any, scope: Scope) -> None: ...


@dataclass(frozen=True)
class Text:
    """A sentence for a resident, in two languages."""

    dutch: str
    english: str


@dataclass(frozen=True)
class Origin:
    """What a resident is told of a registry: why the municipality has it, and where to go when something is wrong.

    `address` is a page for the resident; empty where the municipality itself is the way.
    """

    ground: Text
    correction: Text
    address: str = ""


@dataclass(frozen=True, eq=False)
class Registry:
    """A registry folder as one value. Its stand-in is `sources.<name>.stub.stub_app`, loaded in development only.

    `options` are settings that only this registry has, by name with what they are; its adapter finds them in
    `upstream.options`.
    """

    name: str
    dutch: str
    english: str
    base: str  # where the API lives below the host, so that a stand-in can be mounted there: "/haalcentraal/api/brp"
    adapter: Callable[[Upstream], Adapter]
    loaders: type[Loaders]
    origin: Origin
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
