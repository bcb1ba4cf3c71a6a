"""The catalogue: what a type, known by its URL, tells."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from resolvers.ask import Ask
from sources.catalogi.loaders import CatalogiLoaders, TypeLoader
from sources.catalogi.records import Type

__all__ = ["catalogue", "told"]

T = TypeVar("T", bound=Type)
R = TypeVar("R")


def catalogue(ask: Ask) -> CatalogiLoaders:
    """The types, by their URL."""
    return ask.context.of(CatalogiLoaders)


def told(loader: TypeLoader[T], url: str | None, tell: Callable[[T], R | None]) -> Awaitable[R | None] | R | None:
    """Something of a type: at once where the catalogue is in memory, as it nearly always is."""
    if url is None:
        return None
    known = loader.known(url)
    if known is not None:
        return tell(known)

    async def later() -> R | None:
        found = await loader.load((url, frozenset()))
        return None if found is None else tell(found)

    return later()
