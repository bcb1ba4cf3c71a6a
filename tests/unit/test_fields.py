"""Paths become fields: the leaves of a record and what is always asked, and never a field more."""

import types
from collections.abc import Iterator
from typing import Any, ClassVar, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.belastingen.adapter import BelastingenAdapter
from sources.belastingen.records import Belastingaanslag
from sources.core.fields import Fields
from sources.facturen.adapter import FacturenAdapter
from sources.facturen.records import Factuur
from sources.reisdocumenten.adapter import FIELDS as REISDOCUMENTEN
from sources.reisdocumenten.records import Reisdocument
from sources.woz.adapter import FIELDS as WOZ
from sources.woz.records import WozObject


class Dag(msgspec.Struct, rename="camel"):
    type: str | None = None
    lang_formaat: str | None = None


class Plaats(msgspec.Struct, rename="camel"):
    woonplaats_naam: str | None = None
    sinds: Dag | None = None


class Deel(msgspec.Struct, rename="camel"):
    soort: str
    plaatsen: list[Plaats] | None = None


class Ding(msgspec.Struct, rename="camel"):
    kenmerk: ClassVar[str] = "a fact about the record, and no field"
    naam: str
    naam_gebruik: str | None = None
    plaats: Plaats | None = None
    delen: list[Deel] = msgspec.field(default_factory=list)
    dagen: list[Dag] = msgspec.field(default_factory=list)
    nummers: list[int] = msgspec.field(default_factory=list)
    eigen: Dag | None = None  # ours


LEAVES = {
    *("naam", "naamGebruik", "nummers", "delen.soort", "plaats.woonplaatsNaam", "delen.plaatsen.woonplaatsNaam"),
    *("plaats.sinds", "delen.plaatsen.sinds", "dagen"),
}
FIELDS = Fields(Ding, control=("id", "eigenaar.nummer"), whole=(Dag,), untold=("eigen",))
CONTROL = {"id", "eigenaar.nummer"}


def test_leaves_are_found_through_lists_and_what_may_be_empty_and_a_whole_is_one() -> None:
    assert FIELDS.leaves == LEAVES and FIELDS.control == CONTROL
    parts = {path for path in LEAVES if path.rpartition(".")[2] in ("sinds", "dagen")}
    apart = {f"{path}.{part}" for path in (*parts, "eigen") for part in ("type", "langFormaat")}
    assert Fields(Ding).leaves == LEAVES - parts | apart and Fields(Ding).control == frozenset()


@pytest.mark.parametrize(
    ("paths", "fields"),
    [
        ("", ""),
        ("naam", "naam"),
        ("naamGebruik", "naamGebruik"),  # begins with the name of another
        ("naam nummers", "naam nummers"),
        ("plaats", "plaats.woonplaatsNaam plaats.sinds"),
        ("plaats.sinds.langFormaat", "plaats.sinds"),
        ("plaats.sinds plaats.sinds.type", "plaats.sinds"),
        ("plaats plaats.woonplaatsNaam", "plaats.woonplaatsNaam plaats.sinds"),
        ("delen.plaatsen", "delen.plaatsen.woonplaatsNaam delen.plaatsen.sinds"),
        ("delen", "delen.soort delen.plaatsen.woonplaatsNaam delen.plaatsen.sinds"),
        ("dagen.type", "dagen"),
        ("eigen", ""),
        ("eigen naam", "naam"),
    ],
)
def test_paths_are_asked_as_leaves_and_as_wholes(paths: str, fields: str) -> None:
    assert FIELDS.of(frozenset(paths.split())) == CONTROL | set(fields.split())


@pytest.mark.parametrize("path", ["", "na", "name", "plaat", "plaats.naam", "Plaats", "delen.plaats", "kenmerk", "id"])
def test_a_path_that_the_record_does_not_have_is_a_fault_that_names_it(path: str) -> None:
    for paths in ({path}, {path, "naam"}):
        with pytest.raises(LookupError) as raised:
            FIELDS.of(frozenset(paths))
        assert str(raised.value) == f"Ding has no field {path!r}"


def paths_of(record: Any, prefix: str = "") -> Iterator[str]:
    """Every path that a declaration can name on a record: groups and leaves, parts of a whole too."""
    for field in msgspec.structs.fields(record):
        inner = [field.type]
        while any(get_origin(part) in (Union, types.UnionType, list) for part in inner):
            inner = [arg for part in inner for arg in (get_args(part) or (part,))]
        yield prefix + field.encode_name
        for part in inner:
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from paths_of(part, f"{prefix}{field.encode_name}.")


PATHS = st.frozensets(
    st.sampled_from(sorted(path for path in paths_of(Ding) if not path.startswith("eigen"))), max_size=5
)


def touch(path: str, other: str) -> bool:
    """Whether one is the other, or stands below it."""
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


@given(PATHS, PATHS)
@settings(max_examples=80, deadline=None)
def test_wants_are_asked_whole_and_nothing_besides(one: frozenset[str], other: frozenset[str]) -> None:
    asked = FIELDS.of(one)
    assert CONTROL <= asked <= LEAVES | CONTROL
    assert asked - CONTROL == {leaf for leaf in LEAVES if any(touch(leaf, path) for path in one)}
    assert FIELDS.of(one | other) == asked | FIELDS.of(other)
    assert FIELDS.of(asked - CONTROL) == FIELDS.of(one | {"eigen"}) == asked


OURS: dict[str, tuple[Fields, Any, set[str]]] = {
    "woz": (WOZ, WozObject, {"belang"}),
    "reisdocumenten": (REISDOCUMENTEN, Reisdocument, set()),
    "facturen": (FacturenAdapter.fields, Factuur, set()),
    "belastingen": (BelastingenAdapter.fields, Belastingaanslag, set()),
}


@pytest.mark.parametrize("registry", OURS)
def test_every_path_of_a_record_of_ours_has_its_fields(registry: str) -> None:
    fields, record, untold = OURS[registry]
    paths = set(paths_of(record))
    for path in paths:
        asked = fields.of(frozenset({path}))
        assert fields.control <= asked <= fields.control | fields.leaves
        assert (asked == fields.control) == (path in untold | fields.control)
    assert fields.of(frozenset(paths)) == fields.control | fields.leaves
    assert fields.of(frozenset(untold)) == fields.of(frozenset()) == fields.control


@pytest.mark.parametrize(
    ("paths", "fields"),
    [
        ("uuid factuurdatum", ""),
        ("openstaandBedrag bedrag", "bedrag openstaandBedrag"),
        ("termijnen", "termijnen.bedrag termijnen.betaald termijnen.vervaldatum"),
        ("regels.aantal", "regels.aantal"),
        ("regels.aantal regels", "regels.aantal regels.bedrag regels.btwPercentage regels.omschrijving"),
    ],
)
def test_an_invoice_is_asked_its_key_its_date_and_what_is_wanted(paths: str, fields: str) -> None:
    assert FacturenAdapter.fields.of(frozenset(paths.split())) == {"uuid", "factuurdatum", *fields.split()}
    for path in ("belanghebbende", "belanghebbende.value", "valuta", "regels.kleur"):
        with pytest.raises(LookupError):
            FacturenAdapter.fields.of(frozenset({path}))
