"""What is declared of one field, from which everything else about it follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auth.groups import FieldGroup
from schema.engine.words import Words
from sources.core.paths import join

__all__ = ["Declared"]


@dataclass(frozen=True)
class Declared:
    """What is declared of one field. `needs` are registry paths from the record of the type."""

    words: Words
    needs: tuple[str, ...]
    group: FieldGroup | None
    cost: int = 0  # upstream calls that following it may take
    size: int = 1  # items that a list is assumed to hold, for the cost
    sized_by: str = ""  # the argument that says how many items there will be
    function: Callable[..., Any] | None = None
    is_edge: bool = False
    whole: bool = False  # ask the path itself, not the paths below it (a BRP date comes whole)
    container: bool = False  # a page of records: adds nothing to the paths of what it holds
    arguments: Mapping[str, Words] = field(default_factory=dict)
    picks: tuple[str, ...] = ()  # paths below the one need, by which the function picks of the records there
    authority: str = ""  # the path of those of a person for whom the answer depends on that person's authority
    source: str = ""  # the registry of an edge that gives no record but a value from it
    also: tuple[FieldGroup, ...] = ()  # further groups, all of which it takes

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """All groups that decide about it, its own one first; none of a container's fields."""
        return () if self.group is None else (self.group, *self.also)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is read: the needs, and those by which it picks."""
        return (*self.needs, *(join(self.needs[0], path) for path in self.picks))
