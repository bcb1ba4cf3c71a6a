"""One operation's loaders: the fewest calls in which nobody is asked more than was selected for them."""

import asyncio
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiodataloader import DataLoader

from sources.core.scope import Scope

__all__ = ["Paths", "RegistryLoader", "batches"]

Paths = frozenset[str]
I = TypeVar("I", bound=Hashable)  # noqa: E741 - an identity
R = TypeVar("R")


def _together(identity: Hashable) -> Hashable:
    return None


def batches(
    keys: Iterable[tuple[I, Paths]], size: int, apart: Callable[[I], Hashable] = _together
) -> list[tuple[list[I], Paths]]:
    """The calls that these keys lead to, each with the identities and the paths it asks of every one of them.

    Wants of the same identity are united. Identities share a call only when they want exactly the same and `apart` says
    the same of them, and never more than `size` of them. Order is kept.
    """
    wanted: dict[I, Paths] = {}
    for identity, paths in keys:
        wanted[identity] = wanted[identity] | paths if identity in wanted else paths
    alike: dict[tuple[Hashable, Paths], list[I]] = {}
    for identity, paths in wanted.items():
        alike.setdefault((apart(identity), paths), []).append(identity)
    return [(group[at : at + size], paths) for (_, paths), group in alike.items() for at in range(0, len(group), size)]


@dataclass(slots=True)
class _Asked(Generic[R]):
    """What this operation asks, or has asked, of one identity; `open` until its call is made."""

    paths: Paths
    future: "asyncio.Future[R | None]"
    open: bool = True


class RegistryLoader(DataLoader[tuple[I, Paths], R | None], Generic[I, R]):
    """Loads records of one kind for one operation; made inside the running loop.

    A key is (identity, registry paths). Subclasses say how to fetch, and may say what the registry's grain is, what
    needs no call and what stays apart. A failure is an answer too: it is kept, so that nothing is asked twice.
    """

    cache = False  # remembered here, by what was asked: a narrower want finds a wider answer
    size = 1  # identities per call

    def __init__(self, scope: Scope) -> None:
        super().__init__(loop=asyncio.get_running_loop())
        self.scope = scope
        self._asked: dict[I, list[_Asked[R]]] = {}

    def grain(self, paths: Paths) -> Paths:
        """What to ask for these paths, as finely as the registry can be asked."""
        return paths

    def without_call(self, identity: I, paths: Paths) -> R | Exception | None:
        """The record where no call is needed, or why none will be made; `None` where it takes a call."""
        return None

    def apart(self, identity: I) -> Hashable:
        """Identities of which this differs never share a call."""
        return None

    def whole(self, identity: I) -> Hashable | None:
        """What an identity is all of, for those that are a part of the same; `None` for what is all of nothing."""
        return None

    def part_of(self, identity: I) -> Hashable | None:
        """What an identity is a part of; `None` for what is a part of nothing."""
        return None

    def part(self, identity: I, whole: R) -> R | None:
        """The part, where the answer to the whole tells it; `None` where it does not, and the part is asked itself."""
        return None

    async def fetch(self, identities: Sequence[I], asked: Paths, wave: int) -> Mapping[I, R | Exception | None]:
        """One call: a record, an error or `None` per identity."""
        raise NotImplementedError

    def load(self, key: tuple[I, Paths]) -> "asyncio.Future[R | None]":
        """The record, which may still be on its way for another want of the same operation."""
        identity, paths = key
        wanted = self.grain(paths)
        if (known := self.without_call(identity, wanted)) is not None:
            return self._settled(known)
        asked = self._asked.setdefault(identity, [])
        for earlier in asked:
            if earlier.paths >= wanted:
                return earlier.future
        if asked and asked[-1].open:
            asked[-1].paths |= wanted
            return asked[-1].future
        future = super().load((identity, wanted))
        asked.append(_Asked(wanted, future))
        return future

    async def batch_load_fn(self, keys: list[tuple[I, Paths]]) -> list[R | Exception | None]:  # type: ignore[override]
        """All calls of one dispatch, started together; exceptions are values, so that one failure stays one failure."""
        wants = {identity: self._asked[identity][-1] for identity, _ in keys}
        wholes = {whole: identity for identity in wants if (whole := self.whole(identity)) is not None}
        parts = {identity: wholes[of] for identity in wants if (of := self.part_of(identity)) in wholes}
        for part, whole in parts.items():
            wants[whole].paths |= wants[part].paths
        found: dict[I, R | Exception | None] = {}
        await self._answers(found, {each: want.paths for each, want in wants.items() if each not in parts})
        rest: dict[I, Paths] = {}
        for part, whole in parts.items():
            answer = found.get(whole)
            told = answer if answer is None or isinstance(answer, Exception) else self.part(part, answer)
            if told is None and answer is not None:
                rest[part] = wants[part].paths
            found[part] = told
        await self._answers(found, rest)
        return [found.get(identity) for identity, _ in keys]

    async def _answers(self, found: dict[I, R | Exception | None], wants: Mapping[I, Paths]) -> None:
        """All calls that these wants lead to."""
        if not wants:
            return
        for identity in wants:
            self._asked[identity][-1].open = False
        wave = self.scope.wave()
        calls = batches(wants.items(), self.size, self.apart)
        await asyncio.gather(*(self._answer(found, group, paths, wave) for group, paths in calls))

    async def _answer(self, found: dict[I, R | Exception | None], identities: list[I], asked: Paths, wave: int) -> None:
        """One call, into `found`: as the result of a task, identities would be in the debug log of asyncio."""
        try:
            found.update(await self.fetch(identities, asked, wave))
        except Exception as error:
            found.update(dict.fromkeys(identities, error))

    def _settled(self, known: R | Exception) -> "asyncio.Future[R | None]":
        future: asyncio.Future[R | None] = self.loop.create_future()
        if isinstance(known, Exception):
            future.set_exception(known)
        else:
            future.set_result(known)
        return future
