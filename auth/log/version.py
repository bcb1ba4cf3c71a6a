"""The version of the policy: a digest of its table, the same in every process and on every machine."""

import functools
import hashlib
import json
from collections.abc import Iterable

from auth.table import POLICY, Grant

__all__ = ["policy_version"]


@functools.cache
def policy_version(policy: tuple[Grant, ...] = POLICY) -> str:
    """40 hexadecimal digits, for `adl.core.policies`. The order of lines and of what stands in them has no say."""
    lines = sorted(json.dumps(_line(grant), separators=(",", ":")) for grant in policy)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:40]


def _line(grant: Grant) -> list[object]:
    return [
        _words(grant.roles),
        grant.action.value,
        _words(grant.kinds),
        _words(grant.relations),
        int(grant.level),
        None if grant.scope is None else grant.scope.value,
        _words(grant.purposes),
        grant.mandated,
        _words(grant.unless),
    ]


def _words(values: Iterable[object]) -> list[str]:
    return sorted("-" if value is None else str(value) for value in values)
