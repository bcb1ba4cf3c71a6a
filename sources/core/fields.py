"""The grain of a registry that can be asked for fields by dotted paths: the leaves of its record."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, get_args, get_origin

import msgspec

from sources.core.loader import Paths

__all__ = ["Fields"]


class Fields:
    """Which `fields` bring which paths of a record; lists are looked through, what is `whole` is one field.

    `control` is always asked besides: the key of an answer and its owner. `untold` are paths that the record has and
    the registry does not: what the adapter adds.
    """

    def __init__(
        self,
        record: type[msgspec.Struct],
        *,
        control: Iterable[str] = (),
        whole: tuple[type, ...] = (),
        untold: Iterable[str] = (),
    ) -> None:
        self.control = frozenset(control)
        self._untold, self._name = frozenset(untold), record.__name__
        self.leaves = frozenset(_leaves(record, whole)) - self._untold
        self.of = lru_cache(maxsize=1024)(self._of)

    def _of(self, paths: Paths) -> Paths:
        """The fields to ask for these paths: groups become their leaves, a part of a whole the whole."""
        fields = set(self.control)
        for path in paths - self._untold:
            found = [leaf for leaf in self.leaves if _below(leaf, path) or _below(path, leaf)]
            if not found:
                raise LookupError(f"{self._name} has no field {path!r}")
            fields.update(found)
        return frozenset(fields)


def _leaves(record: Any, whole: tuple[type, ...], prefix: str = "") -> Iterator[str]:
    for field in msgspec.structs.fields(record):
        inner = next(_structs(field.type, whole), None)
        path = prefix + field.encode_name
        if inner is None:
            yield path
        else:
            yield from _leaves(inner, whole, f"{path}.")


def _structs(annotation: Any, whole: tuple[type, ...]) -> Iterator[type[msgspec.Struct]]:
    if get_origin(annotation) is None:
        if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct) and annotation not in whole:
            yield annotation
    else:
        for each in get_args(annotation):
            yield from _structs(each, whole)


def _below(path: str, group: str) -> bool:
    return path == group or path.startswith(f"{group}.")
