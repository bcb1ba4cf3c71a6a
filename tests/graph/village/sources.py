"""Loaders over one call function, and the viewer's context, as the engine expects them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any

import msgspec
from aiodataloader import DataLoader

from auth.groups import FieldGroup
from tests.graph.village.records import Persoon, WozObject, Zaak

Paths = frozenset[str]
Call = Callable[
    [str, Any, Paths], Awaitable[list[bytes]]
]  # registry, keys, paths -> one JSON document per found record


class Broken(Exception):
    def __init__(self, registry: str) -> None:
        super().__init__(registry)
        self.registry = registry


class Forbidden(Exception):
    def __init__(self, group: FieldGroup) -> None:
        super().__init__(group)
        self.group = group


def batches(keys: Iterable[tuple[str, Paths]], size: int) -> list[tuple[list[str], Paths]]:
    """Each want apart: united, one would fail by what is damaged in another, and timing decides what is united."""
    alike: dict[Paths, list[str]] = {}
    for identity, paths in keys:
        alike.setdefault(paths, []).append(identity)
    return [(group[i : i + size], paths) for paths, group in alike.items() for i in range(0, len(group), size)]


class Loader(DataLoader[tuple[str, Paths], Any]):
    registry, size = "", 1
    record: type[msgspec.Struct]

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.call = call
        self.identity = frozenset(f.encode_name for f in msgspec.structs.fields(self.record) if f.required)

    async def batch_load_fn(self, keys: list[tuple[str, Paths]]) -> list[Any]:
        groups = batches(keys, self.size)
        answers = await asyncio.gather(
            *(self.call(self.registry, who, paths | self.identity) for who, paths in groups), return_exceptions=True
        )
        found: dict[tuple[str, Paths], Any] = {}
        for (who, paths), answer in zip(groups, answers, strict=True):
            if isinstance(answer, BaseException):
                found |= {(identity, paths): Broken(self.registry) for identity in who}
            else:
                found |= {(identity, paths): each for identity, each in self.records(who, answer).items()}
        return [found.get(key) for key in keys]

    def records(self, identities: list[str], documents: list[bytes]) -> dict[str, Any]:
        raise NotImplementedError

    def decode(self, document: bytes, type_: Any) -> Any:
        try:
            return msgspec.json.decode(document, type=type_)
        except msgspec.MsgspecError:
            return Broken(self.registry)


class Personen(Loader):
    registry, size, record = "brp", 20, Persoon

    def load(self, key: tuple[str, Paths]) -> Any:
        bsn, wanted = key
        if wanted <= self.identity:
            self.prime(key, Persoon(bsn))
        return super().load(key)

    def records(self, identities: list[str], documents: list[bytes]) -> dict[str, Any]:
        decoded = zip(identities, (self.decode(d, Persoon | None) for d in documents), strict=True)
        return {bsn: record for bsn, record in decoded if record is not None}


class Zaken(Loader):
    registry, record = "zaken", Zaak

    def records(self, identities: list[str], documents: list[bytes]) -> dict[str, Any]:
        return {identities[0]: self.decode(documents[0], list[Zaak])}


class Woz(Loader):
    registry, record = "woz", WozObject

    def records(self, identities: list[str], documents: list[bytes]) -> dict[str, Any]:
        return {identities[0]: self.decode(documents[0], list[WozObject])}


Policy = Callable[[str | None], frozenset[FieldGroup]]


class Context:
    """The viewer `bsn`, the loaders and the policy; of whoever is `geheim` the record takes ADRES away from others."""

    interpretation: Any = None
    language = "nl"

    def __init__(self, bsn: str, call: Call, policy: Policy = lambda _: frozenset()) -> None:
        self.bsn, self.policy = bsn, policy
        self.personen, self.zaken, self.woz = Personen(call), Zaken(call), Woz(call)

    def refused(self, subject: str | None, groups: frozenset[FieldGroup]) -> Mapping[FieldGroup, Exception]:
        return {group: Forbidden(group) for group in groups & self.policy(subject)}

    def certain(self, subject: str, groups: Collection[FieldGroup]) -> set[FieldGroup]:
        """Nothing is held back from who looks at themself."""
        return set(groups) if subject == self.bsn else set()

    def withheld(
        self, subject: str | None, groups: frozenset[FieldGroup], facts: Mapping[str, Any]
    ) -> Mapping[FieldGroup, Exception]:
        if facts["geheimhouding"] and subject != self.bsn and FieldGroup.ADRES in groups:
            return {FieldGroup.ADRES: Forbidden(FieldGroup.ADRES)}
        return {}
