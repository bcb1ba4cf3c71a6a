"""What an edge is told, and how it says whose record is on its way."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from auth.groups import FieldGroup

if TYPE_CHECKING:
    from resolvers.context import Context

__all__ = ["Ask", "Known", "Outside"]

T = TypeVar("T")


class Ask(Protocol):
    """What an edge function is told: who is looking, whose dossier this is, which registry paths are wanted here."""

    @property
    def context(self) -> "Context":
        """The viewer, the loaders and the decisions of this operation."""
        ...

    @property
    def subject(self) -> str | None:
        """Whose data the record above this edge is; None at the root."""
        ...

    @property
    def groups(self) -> frozenset[FieldGroup]:
        """The field groups of what is selected of the records that this edge brings in."""
        ...

    @property
    def authority(self) -> frozenset[FieldGroup] | None:
        """What is selected of those over whom the person whom this edge brings in has authority; None without them."""
        ...

    def paths(self, subject: str | None = None) -> frozenset[str]:
        """The registry paths to ask; of another person, those that this viewer may see of that person."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """What a resolver is told where there is no operation (an `Ask`): these paths of the records, and no more."""

    context: "Context"
    subject: str | None
    groups: frozenset[FieldGroup]
    wanted: frozenset[str] = frozenset()
    authority: frozenset[FieldGroup] | None = None

    def paths(self, subject: str | None = None) -> frozenset[str]:
        """The registry paths to ask."""
        return self.wanted


@dataclass(slots=True)
class Known(Generic[T]):
    """A record whose identity is known before it has come, so that what needs no more than that can start at once.

    `despite` are the failures despite which the identity stands: what other registries tell is then still served.
    """

    identity: T
    record: Awaitable[T | None]
    despite: tuple[type[Exception], ...] = ()
