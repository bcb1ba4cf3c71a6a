"""Dotted paths that an answer is cut down to: what the stand-ins of registries with `fields` share."""

from collections.abc import Iterable
from typing import Any

__all__ = ["cut", "known"]


def known(leaves: Iterable[str]) -> frozenset[str]:
    """Every path that can be asked: the leaves, and the groups that they stand in."""
    steps = (leaf.split(".") for leaf in leaves)
    return frozenset(".".join(path[: count + 1]) for path in steps for count in range(len(path)))


def cut(value: Any, wanted: Iterable[str]) -> Any:
    """What was asked of a value; a group that is there but has nothing of it is given empty."""
    return _cut(value, frozenset(wanted), known(wanted), "")


def _cut(value: Any, wanted: frozenset[str], above: frozenset[str], at: str) -> Any:
    """The part of a value below `at`: `wanted` comes whole, and what is only `above` it is looked through."""
    if isinstance(value, list):
        return [_cut(item, wanted, above, at) for item in value]
    parts = ((name, item, f"{at}{name}") for name, item in value.items())
    return {
        name: item if path in wanted else _cut(item, wanted, above, f"{path}.")
        for name, item, path in parts
        if path in above
    }
