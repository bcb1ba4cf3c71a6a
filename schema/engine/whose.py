"""Whose data a part of the answer is, and what of it this viewer may not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auth.groups import FieldGroup
from auth.policy import FACTS
from schema.engine.plan import Position
from sources.core.paths import read

__all__ = ["Partial", "Refusals", "Whose", "judge"]

Refusals = Mapping[FieldGroup, Exception]


@dataclass(frozen=True, slots=True)
class Whose:
    """The data subject (None at the root) and the refused field groups with the error that says so."""

    subject: str | None
    refused: Refusals


@dataclass(frozen=True, slots=True)
class Partial:
    """Somebody whose record could not be had: what needs no more than the identity is served, the rest is the error."""

    identity: Any
    error: Exception


def judge(context: Any, position: Position, record: Any, lacking: Exception | None = None) -> Whose:
    """Both moments of the policy for one record: what was decided before the call, and what the record takes away.

    `lacking` is why there is no more of the record than its identity: what its facts may take away fails with that.
    """
    assert position.subject is not None
    subject = read(record, position.subject)
    refused = context.refused(subject, position.groups)
    if position.facts and lacking is not None:
        telling = position.groups & FACTS.keys()
        refused = {**dict.fromkeys(telling - context.certain(subject, telling), lacking), **refused}
    elif position.facts:
        facts = {name: read(record, names) for name, names in position.facts.items()}
        refused = {**context.withheld(subject, position.groups, facts), **refused}
    return Whose(subject, refused)
