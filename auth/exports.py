"""Dossiers to download: made once for one person, kept sealed, given once, and gone after a day.

One at a time for each who asks: a new one takes the place of one that is done or failed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from auth.groups import FieldGroup
from auth.principal import Principal

__all__ = ["Export", "Exports", "Form", "State"]

Form = Literal["json", "pdf"]


class State(StrEnum):
    """How far an export is."""

    BEZIG = "bezig"
    KLAAR = "klaar"
    MISLUKT = "mislukt"


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its owner may know of it; `groups` are the field groups that are in it."""

    state: State
    forms: tuple[Form, ...]
    ends: float
    groups: frozenset[FieldGroup]


class Exports(Protocol):
    """Where exports are kept. Everything here raises `StoreUnavailable`."""

    async def begin(self, viewer: Principal) -> str | None:
        """A new one, by its id; None while one of theirs is being made."""
        ...

    async def finish(self, id_: str, forms: Mapping[Form, bytes], groups: Collection[FieldGroup]) -> None:
        """Keep what was made, and which groups are in it."""
        ...

    async def fail(self, id_: str) -> None:
        """It will not be made: the next one may begin."""
        ...

    async def read(self, viewer: Principal, id_: str) -> Export | None:
        """How far the viewer's own one is; None where there is none, or none any more."""
        ...

    async def take(self, viewer: Principal, id_: str, form: Form) -> bytes | None:
        """The viewer's own one in this form, which is gone from then on; None where it is not there."""
        ...
