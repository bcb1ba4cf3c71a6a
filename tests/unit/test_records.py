"""A record says nothing of what it holds when it is written into a text."""

import importlib
from datetime import UTC, datetime
from decimal import Decimal
from importlib.util import find_spec
from typing import get_type_hints

import pytest
from msgspec import Struct

from auth.roles import Purpose, Verification
from resolvers.klantcontact import Klantcontact
from sources import REGISTRIES

RECORDS = [
    record
    for registry in REGISTRIES
    if find_spec(f"sources.{registry.name}.records")  # of one only numbers are told
    for record in vars(importlib.import_module(f"sources.{registry.name}.records")).values()
    if isinstance(record, type)
    and issubclass(record, Struct)
    and record.__module__.endswith(f"{registry.name}.records")
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_a_record_of_a_registry_shows_its_kind_only(record: type[Struct]) -> None:
    kinds = get_type_hints(record)
    secrets = [Decimal("31415.92") if "Decimal" in str(kinds[name]) else "geheim" for name in record.__struct_fields__]
    shown = repr(record(*secrets))
    assert shown == f"{record.__name__}(…)"


def test_a_klantcontact_does_not_show_whom_it_is_about() -> None:
    now = datetime.now(UTC)
    assert (
        repr(Klantcontact("k", Purpose.OVERIG, Verification.LEGITIMATIE, now, now, [], "geheim")) == "Klantcontact(…)"
    )
