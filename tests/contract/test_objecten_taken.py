"""Tasks in the Objects API on the wire: of a hundred persons or companies at once, and as they were recorded."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer
from sources.core.upstream import Upstream
from sources.objecten.adapter import ObjectenAdapter
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Taak, TaakStatus, dag
from tests.contract.test_objecten_adapter import (
    ANOTHER,
    BASE_URL,
    BSNS,
    ELS,
    JAN,
    NOBODY,
    Row,
    page,
    paged,
    recordings,
    replayed,
)
from tests.contract.wire import Wire, always, scope_of

TASK = "f8b66d5e-d5d3-4966-b46f-fde31dfd0c70"  # as recorded
OPTIONS = {"melding": "65afc6c1-ebd5-4569-bbb7-f12d83022947", "taak": TASK, "links": "formulieren.example.nl"}
WIE, BEDRIJF = Belanghebbende(JAN), Belanghebbende("12345678")


def uuid(number: int) -> str:
    return str(UUID(int=number))


def taak(number: int, whose: str = JAN, type_: str = "bsn", **other: Any) -> Row:
    data = {"titel": f"taak {number}", "status": "open", "soort": "url"} | other
    data |= {"identificatie": {"type": type_, "value": whose}} if "identificatie" not in other else {}
    record = {"index": 1, "data": {name: value for name, value in data.items() if value is not None}}
    return {"url": f"http://x/{uuid(number)}", "uuid": uuid(number), "type": ANOTHER, "record": record}


def adapter(wire: Wire, **options: str) -> ObjectenAdapter:
    return ObjectenAdapter(Upstream("objecten", wire, base_url=f"{BASE_URL}/", options={**OPTIONS, **options}))


async def of(wire: Wire, wie: Belanghebbende = WIE, **how: Any) -> list[Any]:
    found = (await adapter(wire).taken(scope_of(), [wie], 1, **how))[wie]
    assert isinstance(found, list)
    return [row for _, row in found]


def names(rows: Any) -> list[str]:
    return [row.titel if isinstance(row, Taak) else type(row).__name__ for row in rows]


@pytest.mark.parametrize(("persons", "calls"), [(50, 1), (101, 2)])
async def test_the_tasks_of_many_persons_are_one_search_with_them_in_the_body(persons: int, calls: int) -> None:
    wire, scope = always(page(taak(1, BSNS[1]), taak(2, BSNS[0]))), scope_of()
    loader = ObjectenLoaders(adapter(wire), scope).taken
    found = await asyncio.gather(*(loader.rijen(Belanghebbende(bsn), open_=True) for bsn in BSNS[:persons]))
    assert [names(row for _, row in rows or ()) for rows in found[:3]] == [["taak 2"], ["taak 1"], []]
    assert len(wire.requests) == calls and scope.calls[0].keys == min(persons, 100)
    body = wire.bodies[0]
    assert body.keys() == {"type", "data_attrs"} and body["type"] == f"{BASE_URL}/objecttypes/{TASK}"
    first, status, last = body["data_attrs"].split(",")
    assert (first, status) == ("identificatie__type__exact__bsn", "status__exact__open")
    assert last == f"identificatie__value__in__{'|'.join(BSNS[: min(persons, 100)])}"
    assert JAN not in str((wire.requests[0].path, wire.requests[0].query))


async def test_companies_are_asked_apart_by_their_kind_of_number() -> None:
    def by_kind(request: Any) -> Answer:
        return page(taak(1)) if b"__bsn" in request.body else page(taak(2, "12345678", "kvk"))

    wire = Wire(by_kind)
    loader = ObjectenLoaders(adapter(wire), scope_of()).taken
    mine, theirs = await asyncio.gather(*(loader.rijen(each, open_=False) for each in (WIE, BEDRIJF)))
    assert names(row for _, row in mine or ()) == ["taak 1"] and names(row for _, row in theirs or ()) == ["taak 2"]
    assert sorted(each["data_attrs"] for each in wire.bodies) == [
        f"identificatie__type__exact__bsn,identificatie__value__in__{JAN}",
        "identificatie__type__exact__kvk,identificatie__value__in__12345678",
    ]


async def test_open_and_all_of_one_operation_are_one_call_of_all() -> None:
    wire = always(page(taak(1), taak(2, status="verwerkt")))
    loader = ObjectenLoaders(adapter(wire), scope_of()).taken
    some, all_ = await asyncio.gather(loader.rijen(WIE, open_=True), loader.rijen(WIE, open_=False))
    assert some is all_ and len(wire.requests) == 1 and "status" not in wire.bodies[0]["data_attrs"]


async def test_tasks_of_others_other_kinds_and_other_states_are_dropped_and_counted() -> None:
    rows = [
        taak(1, ELS),
        taak(2, JAN, "kvk"),
        taak(3, ""),
        taak(4, status="gesloten"),
        taak(5) | {"type": f"x/{uuid(9)}"},
    ]
    one = adapter(always(page(*rows, taak(6), taak(6))))
    found = (await one.taken(scope_of(), [WIE, Belanghebbende("12")], 1, open_=True)).values()
    assert [names(row for _, row in rows) if isinstance(rows, list) else type(rows) for rows in found] == [
        ["taak 6"],
        InvalidKey,
    ]
    assert one.dropped.rows == {"foreign": 5}


WRONG: list[Row] = [
    *({"status": wrong} for wrong in ("nieuw", None, 7)),
    *({"verloopdatum": wrong} for wrong in ("gisteren", "2026-02-30", "2026-13-01T00:00:00Z")),
    *({"ogonebetaling": {"bedrag": wrong}} for wrong in (1.234, "veel", 1e30)),
    *({"titel": None}, {"url": "https://x.nl"}, {"koppeling": 7}),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
async def test_a_task_that_cannot_be_read_is_its_own_error(wrong: Row) -> None:
    assert names(await of(always(page(taak(1), taak(2, **wrong), taak(3))))) == ["taak 1", "RegistryInvalid", "taak 3"]


ANYONES: list[Any] = [taak(1, identificatie=who) for who in (None, 7, {}, {"type": "bsn"}, {"value": JAN})]
ANYONES += [7, None, {}, taak(1) | {"uuid": ""}]


@pytest.mark.parametrize("row", ANYONES, ids=str)
async def test_a_task_that_could_be_anyones_fails_the_call_without_telling_of_it(row: Any) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await of(always(page(taak(2), row)))
    assert str(raised.value) == "objecten: not as its contract says" and raised.value.__context__ is None


async def test_a_task_is_read_as_its_schema_and_as_it_was_recorded() -> None:
    link: Row = {
        "url": {"uri": "https://formulieren.example.nl/x"},
        "koppeling": {"registratie": "zaak", "uuid": uuid(3)},
    }
    paid: Row = {"ogonebetaling": {"bedrag": 147.43, "betaalkenmerk": "T1", "pspid": "x"}, "verwerker_taak_id": uuid(4)}
    one, other, bare = await of(always(page(taak(1, **link, **paid), taak(2, bedrag=60), taak(3, soort=None))))
    assert (one.id, one.url.uri, one.koppeling.uuid) == (uuid(1), "https://formulieren.example.nl/x", uuid(3))
    assert (str(one.ogonebetaling.bedrag), one.verwerker_taak_id) == ("147.43", uuid(4)) and "taak" not in repr(one)
    assert str(other.bedrag) == "60.00" and bare.soort is None and bare.status is TaakStatus.OPEN
    (elsewhere,) = await of(always(page(taak(1, url={"uri": "https://elders.nl"}))))
    assert elsewhere.url.uri is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((None, None), ("", None), ("2026-12-16", date(2026, 12, 16)), ("2026-12-16T10:00:00Z", date(2026, 12, 16))),
        ("2026-12-16T23:30:00.524Z", date(2026, 12, 17)),  # by then it is tomorrow in Amsterdam
        ("2026-07-16T22:00:00Z", date(2026, 7, 17)),
        ("2026-12-16T23:30:00", date(2026, 12, 16)),
    ],
)
def test_the_last_day_of_a_task_is_a_day_in_amsterdam(text: str | None, day: date | None) -> None:
    assert dag(text) == day


async def test_tasks_are_sorted_by_their_day_and_what_is_never_due_comes_last() -> None:
    rows = [taak(1), taak(2, verloopdatum="2026-12-16T23:30:00Z"), taak(3, verloopdatum="2026-12-16")]
    found = (await adapter(always(page(*rows))).taken(scope_of(), [WIE], 1))[WIE]
    assert isinstance(found, list)
    assert [at.volgorde for at, _ in found] == ["9999-12-31", "2026-12-17", "2026-12-16"]


async def test_a_municipality_without_tasks_here_is_asked_for_none_by_the_canary_either() -> None:
    wire = always(page())
    assert not adapter(wire, taak="").has_taken and await adapter(wire, taak="").canary(scope_of(), NOBODY)
    assert len(wire.requests) == 1
    assert adapter(wire).has_taken and await adapter(wire).canary(scope_of(), NOBODY) and len(wire.requests) == 3
    assert wire.bodies[-1]["data_attrs"] == f"identificatie__type__exact__bsn,identificatie__value__in__{NOBODY}"
    some = Wire(lambda request: page(count=1) if TASK.encode() in (request.body or b"") else page())
    assert await adapter(some).canary(scope_of(), NOBODY) is False


async def test_pages_are_followed_by_their_numbers() -> None:
    wire = paged([taak(number) for number in range(5)], 2)
    assert names(await of(wire)) == [f"taak {number}" for number in range(5)] and len(wire.requests) == 3


# As it was recorded


def tasks(exchange: Row) -> list[Row]:
    """The tasks in a recorded list."""
    body = exchange["body"]
    rows = body.get("results", ()) if isinstance(body, dict) else ()
    return [row for row in rows if "record" in row and row.get("type", "").endswith(TASK)]


def owner_of(row: Row) -> Belanghebbende:
    return Belanghebbende(row["record"]["data"]["identificatie"]["value"])


async def test_every_recorded_task_is_read_for_whom_it_is_and_for_nobody_else() -> None:
    seen: set[str] = set()
    lists = 0
    for name, exchange in recordings():
        rows = tasks(exchange) if exchange["status"] == 200 else []
        if not rows or any("data" not in row["record"] for row in rows):
            continue
        body = exchange["body"] | {"next": None}
        owners = list(dict.fromkeys(map(owner_of, rows)))
        one = adapter(always(replayed(exchange | {"body": body})))
        found = await one.taken(scope_of(), owners, 1)
        for owner in owners:
            theirs, mine = found[owner], [row for row in rows if owner_of(row) == owner]
            assert isinstance(theirs, list), name
            assert [(at.uuid, at.volgorde) for at, _ in theirs] == [
                (row["uuid"], row["record"]["data"]["verloopdatum"]) for row in mine
            ]
            for (_, task), row in zip(theirs, mine, strict=True):
                data = row["record"]["data"]
                assert isinstance(task, Taak) and (task.titel, task.bedrag) == (data["titel"], data["bedrag"])
                seen.add(task.status.value)
        assert one.dropped.rows["foreign"] == len(body["results"]) - len(rows)
        lists += 1
        again = adapter(always(replayed(exchange | {"body": body})))
        assert await again.taken(scope_of(), [Belanghebbende(NOBODY)], 1) == {Belanghebbende(NOBODY): []}
    assert lists >= 10 and seen == {"open", "ingediend", "verwerkt"}


async def test_the_recorded_search_for_tasks_is_written_as_ours() -> None:
    exchange = dict(recordings())["55-search-page2-data_attrs"]
    answers = [replayed(exchange), page()]
    wire = Wire(lambda _: answers.pop(0))
    owner = Belanghebbende("999993653")
    assert names(await of(wire, owner)) == ["Taak 5", "Taak 4"]
    sent, ours = exchange["request"], wire.bodies[0]
    assert sent["body"].keys() == ours.keys() and sent["body"]["type"].rpartition("/")[2] == TASK
    key = sent["body"]["data_attrs"].partition("__exact__")[0]
    assert f"{key}__in__{owner.nummer}" in ours["data_attrs"].split(",")
    assert [dict(request.query).get("page") for request in wire.requests] == [None, "2"]


CALLS: dict[str, Callable[[ObjectenAdapter], Any]] = {
    "tasks": lambda one: one.taken(scope_of(), [WIE], 1),
    "canary": lambda one: one.canary(scope_of(), NOBODY),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_every_recorded_refusal_is_a_named_failure(call: Callable[[ObjectenAdapter], Any]) -> None:
    refusals = [each for _, each in recordings() if each["status"] >= 400 and isinstance(each["body"], dict | str)]
    for exchange in refusals:
        with pytest.raises(RegistryError):
            await call(adapter(always(replayed(exchange))))
    assert len(refusals) > 10
