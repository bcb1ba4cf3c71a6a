"""Pages of a list: how one is asked for, and where the next begins."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from resolvers.errors import InvalidInput
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import MOST, Plaats, Vraag
from sources.core.place import Plek

__all__ = ["begin", "deel", "heeft_volgende", "hoogstens", "plaats", "plek", "volgende", "vraag"]

R = TypeVar("R")


class Place(Protocol):
    """A place in a list, which a client gets as opaque text."""

    def text(self) -> str:
        """The place as text."""
        ...


def hoogstens(eerste: int, most: int) -> None:
    """Raise `InvalidInput` for a page of nothing, or of more than there is room for."""
    if not 0 < eerste <= most:
        raise InvalidInput(f"Vraag er 1 tot en met {most}.", f"Ask for 1 to {most}.")


def begin() -> InvalidInput:
    """What is said of a `na` that is no place in the list."""
    return InvalidInput("`na` is geen `volgende` van deze lijst.", "`na` is no `volgende` of this list.")


def vraag(nummer: str, statussen: tuple[str, ...], eerste: int, na: str | None, soort: type[Plaats] = Plaats) -> Vraag:
    """The question behind a page of a list of the own contract, by BSN or KVK number. Raises `InvalidInput`."""
    hoogstens(eerste, MOST)
    return Vraag(Belanghebbende(nummer), statussen, plaats(na, soort))


def plaats(na: str | None, soort: type[Plaats] = Plaats) -> Plaats | None:
    """The place after which a page begins. Raises `InvalidInput`."""
    try:
        return None if na is None else soort.read(na)
    except ValueError:
        raise begin() from None


def plek(eerste: int, na: str | None) -> Plek | None:
    """Where a page begins of a list that is read whole. Raises `InvalidInput`."""
    hoogstens(eerste, MOST)
    try:
        return None if na is None else Plek.read(na)
    except ValueError:
        raise begin() from None


def deel(rijen: Sequence[tuple[Plaats, R]], eerste: int, na: Plaats | None) -> tuple[list[R], Plaats | None]:
    """A page of a list that is here as a whole, from high to low, and where the next one begins."""
    rest = [rij for rij in rijen if na is None or rij[0] < na]
    shown = rest[:eerste]
    return [row for _, row in shown], shown[-1][0] if len(rest) > eerste else None


def heeft_volgende(plaats: Place | None) -> bool:
    """Whether there is a next page."""
    return plaats is not None


def volgende(plaats: Place | None) -> str | None:
    """Where the next page begins."""
    return None if plaats is None else plaats.text()
