"""The BRP adapter on the wire: what it asks, and what it makes of whatever comes back."""

import asyncio
import csv
import types
from collections.abc import Iterator
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.brp.adapter import BrpAdapter
from sources.brp.fields import CONTROL, LEAVES, fields_of
from sources.brp.loaders import BrpLoaders
from sources.brp.records import Persoon
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryTooSlow
from sources.core.transport import Answer, Request, TransportFailed
from sources.core.upstream import Upstream
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(10_000)) if valid_bsn(bsn)]
NAME = frozenset({"naam.volledigeNaam"})


def persons_of(request: Request) -> list[str]:
    asked: list[str] = msgspec.json.decode(request.body or b"")["burgerservicenummer"]
    return asked


def knows_all(request: Request) -> Answer:
    """A BRP that knows everyone, and answers in another order than was asked."""
    rows = [{"burgerservicenummer": bsn, "naam": {"volledigeNaam": f"N {bsn}"}} for bsn in persons_of(request)]
    return json_answer({"type": "RaadpleegMetBurgerservicenummer", "personen": rows[::-1]})


def says(personen: Any) -> Wire:
    return always(json_answer({"type": "RaadpleegMetBurgerservicenummer", "personen": personen}))


def record_paths(record: Any = Persoon, prefix: str = "") -> Iterator[str]:
    """Every path that a declaration can name on this record: groups, leaves and facts."""
    for name, annotation in get_type_hints(record).items():
        encoded = {f.name: f.encode_name for f in msgspec.structs.fields(record)}.get(name, name)
        inner = [annotation]
        while any(get_origin(part) in (Union, types.UnionType, list, ClassVar) for part in inner):
            inner = [arg for part in inner for arg in (get_args(part) or (part,))]
        yield f"{prefix}{encoded}"
        for part in inner:
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from record_paths(part, f"{prefix}{encoded}.")


RECORD_PATHS = sorted(set(record_paths()))
PATHS = st.frozensets(st.sampled_from(RECORD_PATHS), max_size=6)


async def test_fifty_persons_are_three_calls_of_at_most_twenty_in_one_wave() -> None:
    wire, scope = Wire(knows_all, seconds=0.01), scope_of()
    loader = BrpLoaders(BrpAdapter(upstream("brp", wire)), scope).personen
    persons = await loader.load_many([(bsn, NAME) for bsn in BSNS[:50]])
    assert [person.naam.volledige_naam for person in persons if person and person.naam] == [
        f"N {bsn}" for bsn in BSNS[:50]
    ]
    assert [len(persons_of(request)) for request in wire.requests] == [20, 20, 10]
    assert wire.busiest == 3
    assert {(call.wave, call.operation, call.asked) for call in scope.calls} == {(1, "POST /personen", CONTROL | NAME)}
    assert [call.keys for call in scope.calls] == [20, 20, 10]


async def test_a_name_costs_one_call_with_the_name_and_the_control_path() -> None:
    wire = Wire(knows_all)
    await BrpLoaders(BrpAdapter(upstream("brp", wire)), scope_of()).personen.load((BSNS[0], NAME))
    (request,) = wire.requests
    assert (request.method, request.path, request.query) == ("POST", "/personen", ())
    assert wire.bodies == [
        {
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [BSNS[0]],
            "fields": ["burgerservicenummer", "naam.volledigeNaam"],
        }
    ]
    assert request.idempotent and BSNS[0] not in str((request.path, request.query, request.headers))


async def test_only_a_bsn_is_no_call() -> None:
    wire = Wire(knows_all)
    loader = BrpLoaders(BrpAdapter(upstream("brp", wire)), scope_of()).personen
    for want in (frozenset[str](), CONTROL):
        assert await loader.load((BSNS[0], want)) == Persoon(BSNS[0])
    assert wire.requests == []


async def test_secrecy_is_asked_by_asking_anything_at_all() -> None:
    wire = says([{"burgerservicenummer": BSNS[0], "geheimhoudingPersoonsgegevens": True}])
    loader = BrpLoaders(BrpAdapter(upstream("brp", wire)), scope_of()).personen
    person = await loader.load((BSNS[0], frozenset({"geheimhoudingPersoonsgegevens"})))
    assert person is not None and person.geheimhouding_persoonsgegevens is True
    assert wire.bodies[0]["fields"] == ["burgerservicenummer"]


@given(st.lists(st.tuples(st.sampled_from(BSNS[:6]), PATHS), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_person_is_asked_exactly_what_was_selected_and_the_control_path(
    wants: list[tuple[str, frozenset[str]]],
) -> None:
    wire = Wire(knows_all)

    async def operation() -> None:
        await BrpLoaders(BrpAdapter(upstream("brp", wire)), scope_of()).personen.load_many(wants)

    asyncio.run(operation())
    selected: dict[str, frozenset[str]] = {}
    for bsn, want in wants:
        selected[bsn] = selected.get(bsn, frozenset()) | fields_of(want)
    requested: dict[str, frozenset[str]] = {}
    for body in wire.bodies:
        assert len(set(body["fields"])) == len(body["fields"])
        for bsn in body["burgerservicenummer"]:
            assert bsn not in requested  # nobody twice: all wants came in one dispatch
            requested[bsn] = frozenset(body["fields"])
    assert requested == {bsn: want for bsn, want in selected.items() if want}
    assert not frozenset().union(*requested.values()) - frozenset().union(*selected.values()) - CONTROL


def test_the_table_of_fields_is_the_registrys_own() -> None:
    with shared("registers/brp/fields/fields-filtered-Persoon.csv").open(encoding="utf-8-sig") as file:
        allowed = {row[0] for row in csv.reader(file)} - {"pad"}
    groups = {path for path in allowed if any(other.startswith(f"{path}.") for other in allowed)}
    assert allowed - groups == LEAVES
    assert len(allowed) == 139


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_every_path_of_a_person_has_its_fields(path: str) -> None:
    fields = fields_of(frozenset({path}))
    assert fields <= LEAVES
    assert (fields == frozenset()) == (path == "burgerservicenummer")


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        ("naam.volledigeNaam", "naam.volledigeNaam"),
        ("geslacht.omschrijving", "geslacht"),
        ("geslacht.code geslacht.omschrijving", "geslacht"),
        ("geboorte.datum", "geboorte.datum"),
        ("geboorte.datum.jaar geboorte.datum.langFormaat", "geboorte.datum"),
        ("kinderen.geboorte.datum.datum", "kinderen.geboorte.datum"),
        ("naam.adellijkeTitelPredicaat.soort", "naam.adellijkeTitelPredicaat"),
        ("verblijfplaats.verblijfadres.land.omschrijving", "verblijfplaats.verblijfadres.land"),
        ("verblijfplaats.type", "verblijfplaats.datumVan"),
        ("verblijfplaats.indicatieVastgesteldVerblijftNietOpAdres", "verblijfplaats.datumVan"),
        ("inOnderzoek.datumIngangOnderzoekPersoon", "geslacht leeftijd"),
        ("geboorte.inOnderzoek", "geboorte.datum geboorte.land geboorte.plaats"),
        (
            "partners.inOnderzoek.soortVerbintenis",
            "partners.burgerservicenummer partners.geslacht partners.soortVerbintenis",
        ),
        ("nationaliteiten.type", "nationaliteiten.nationaliteit"),
        ("kinderen.ontbindingHuwelijkPartnerschap.datum", "kinderen.burgerservicenummer"),
        ("gezag.ouders.naam.volledigeNaam gezag.inOnderzoek", "gezag"),
        ("opschortingBijhouding.reden.code", ""),
        ("kinderen.soort", "kinderen.burgerservicenummer"),
        ("ouders.soort", "ouders.ouderAanduiding"),
        ("partners.soort", "partners.soortVerbintenis"),
        ("kinderen.soort kinderen.naam.voornamen", "kinderen.naam.voornamen"),
        ("kinderen.geslacht.omschrijving kinderen.geboorte.datum", "kinderen.geboorte.datum"),
        ("overlijden", "overlijden.datum overlijden.land overlijden.plaats"),
        ("geboorte geboorte.datum", "geboorte.datum geboorte.land geboorte.plaats"),
    ],
)
def test_paths_come_at_the_grain_of_the_registry(wanted: str, fields: str) -> None:
    assert fields_of(frozenset(wanted.split())) == CONTROL | frozenset(fields.split())


def test_a_path_that_no_person_has_is_a_fault() -> None:
    with pytest.raises(LookupError):
        fields_of(frozenset({"naam.roepnaam"}))


def test_everything_of_a_person_fits_in_one_question() -> None:
    assert len(fields_of(frozenset(RECORD_PATHS))) <= 130


@pytest.mark.parametrize(
    "bsn", ["", "1", "12345678", "123456789", "999999990 ", "99999999O", "1234567890", "٩٩٩٩٩٩٩٩٠"]
)
async def test_what_is_no_bsn_is_not_sent(bsn: str) -> None:
    wire = Wire(knows_all)
    adapter = BrpAdapter(upstream("brp", wire))
    found = await adapter.personen(scope_of(), [bsn, BSNS[0]], NAME, 1)
    assert isinstance(found[bsn], InvalidKey) and isinstance(found[BSNS[0]], Persoon)
    assert [persons_of(request) for request in wire.requests] == [[BSNS[0]]]
    for want in (NAME, frozenset[str]()):
        with pytest.raises(InvalidKey):
            await BrpLoaders(adapter, scope_of()).personen.load((bsn, want))
    with pytest.raises(InvalidKey):
        await adapter.canary(scope_of(), bsn)
    assert len(wire.requests) == 1


@given(st.lists(st.text(max_size=12).filter(lambda text: not valid_bsn(text)), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_nothing_at_all_is_sent_when_nobody_is_left(keys: list[str]) -> None:
    wire = Wire(knows_all)

    async def operation() -> dict[str, Persoon | RegistryError | None]:
        return await BrpAdapter(upstream("brp", wire)).personen(scope_of(), keys, NAME, 1)

    found = asyncio.run(operation())
    assert wire.requests == []
    assert set(found) == set(keys) and all(isinstance(error, InvalidKey) for error in found.values())


async def test_the_control_path_is_asked_even_when_nobody_wants_it() -> None:
    wire = Wire(knows_all)
    await BrpAdapter(upstream("brp", wire)).personen(scope_of(), BSNS[:1], NAME, 1)
    assert wire.bodies[0]["fields"] == ["burgerservicenummer", "naam.volledigeNaam"]


async def test_more_than_a_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 20"):
        await BrpAdapter(upstream("brp", Wire(knows_all))).personen(scope_of(), BSNS[:21], NAME, 1)


async def test_who_is_not_known_is_none() -> None:
    found = await BrpAdapter(upstream("brp", says([]))).personen(scope_of(), BSNS[:2], NAME, 1)
    assert found == {BSNS[0]: None, BSNS[1]: None}


async def test_rows_that_were_not_asked_are_dropped_and_counted() -> None:
    adapter = BrpAdapter(upstream("brp", says([{"burgerservicenummer": bsn} for bsn in BSNS[:5]])))
    found = await adapter.personen(scope_of(), BSNS[:2], NAME, 1)
    assert found == {bsn: Persoon(bsn) for bsn in BSNS[:2]}
    assert adapter.dropped.rows == {"foreign": 3}


@pytest.mark.parametrize(
    "wrong",
    [
        {"leeftijd": "oud"},
        {"geboorte": {"datum": {"type": "Datum", "langFormaat": "?", "datum": "1990-13-45"}}},
        {"naam": []},
        {"kinderen": {}},
        {"verblijfplaats": {"verblijfadres": {"huisnummer": "4"}}},
    ],
)
async def test_one_malformed_person_does_not_fail_the_others(wrong: dict[str, Any]) -> None:
    rows: list[Any] = [{"burgerservicenummer": bsn} for bsn in BSNS[:3]]
    rows[1] |= wrong
    found = await BrpAdapter(upstream("brp", says(rows))).personen(scope_of(), BSNS[:4], NAME, 1)
    assert isinstance(found[BSNS[1]], RegistryInvalid)
    assert found[BSNS[0]] == Persoon(BSNS[0]) and found[BSNS[2]] == Persoon(BSNS[2]) and found[BSNS[3]] is None


@pytest.mark.parametrize("row", [7, None, [], {}, {"burgerservicenummer": 999990019}])
async def test_a_row_that_could_be_anyones_is_nobodys_absence(row: Any) -> None:
    found = await BrpAdapter(upstream("brp", says([{"burgerservicenummer": BSNS[0]}, row]))).personen(
        scope_of(), BSNS[:2], NAME, 1
    )
    assert found[BSNS[0]] == Persoon(BSNS[0])
    assert isinstance(found[BSNS[1]], RegistryInvalid)


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = RUBBISH[kind]
    scope = scope_of()
    loader = BrpLoaders(BrpAdapter(upstream("brp", always(answer))), scope).personen
    (error,) = await asyncio.gather(loader.load((BSNS[0], NAME)), return_exceptions=True)
    assert type(error).__name__ == name and isinstance(error, RegistryError) and error.registry == "brp"
    assert BSNS[0] not in str(error)
    assert [call.ended is not None for call in scope.calls] == [True]


async def test_a_broken_connection_and_a_late_answer_are_named() -> None:
    for wire, name in (
        (Wire(lambda _: TransportFailed("reset")), "RegistryUnavailable"),
        (Wire(knows_all, seconds=5), "RegistryTooSlow"),
    ):
        adapter = BrpAdapter(Upstream("brp", wire, timeout=0.05))
        with pytest.raises(RegistryError) as raised:
            await adapter.personen(scope_of(), BSNS[:1], NAME, 1)
        assert type(raised.value).__name__ == name


async def test_the_deadline_of_the_operation_holds_for_a_call() -> None:
    adapter = BrpAdapter(upstream("brp", Wire(knows_all, seconds=5)))
    with pytest.raises(RegistryTooSlow):
        await adapter.personen(scope_of(0.05), BSNS[:1], NAME, 1)


async def test_the_canary_lives_where_the_filter_is_honoured_and_dies_where_it_is_not() -> None:
    assert await BrpAdapter(upstream("brp", says([]))).canary(scope_of(), BSNS[9]) is True
    for rows in ([{"burgerservicenummer": BSNS[0]}], [{"burgerservicenummer": BSNS[9]}], [{"naam": 3}]):
        assert await BrpAdapter(upstream("brp", says(rows))).canary(scope_of(), BSNS[9]) is False


async def test_every_published_example_is_read_without_loss() -> None:
    examples = msgspec.json.decode(shared("registers/brp/testdata/response-voorbeelden.json").read_bytes())["personen"]
    assert len(examples) == 111
    for example in examples:
        example["burgerservicenummer"] = BSNS[0]  # some of the published numbers are none
        found = await BrpAdapter(upstream("brp", says([example]))).personen(scope_of(), BSNS[:1], NAME, 1)
        assert isinstance(found[BSNS[0]], Persoon)
        assert without_nothing(msgspec.to_builtins(found[BSNS[0]])) == without_nothing(known_part(example, ""))


def known_part(value: Any, path: str) -> Any:
    """The part of an example that a record has room for."""
    if isinstance(value, list):
        return [known_part(item, path) for item in value]
    if isinstance(value, dict):
        return {
            key: known_part(item, f"{path}.{key}".lstrip("."))
            for key, item in value.items()
            if f"{path}.{key}".lstrip(".") in RECORD_PATHS
        }
    return value


def without_nothing(value: Any) -> Any:
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    if isinstance(value, dict):
        kept = {key: without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {})}
    return value
