"""The adapter of the own contract on the wire: invoices and assessments, many persons at once, page after page."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.belastingen.adapter import BelastingenAdapter
from sources.belastingen.records import AanslagStatus, Belastingaanslag, Belastingsoort
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import ContractAdapter, ContractLoader, Lijst, Plaats, Vraag
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.facturen.adapter import FacturenAdapter, Openstaand
from sources.facturen.records import Factuur, FactuurStatus
from sources.zaken.cursor import Cursor
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(2000)) if valid_bsn(bsn)]
BSN, OTHER, GEHEIM = BSNS[0], BSNS[-1], "geheim-7"
NONE, IBAN = frozenset[str](), frozenset({"iban"})
Row = dict[str, Any]
DAYS, EVENT = st.lists(st.integers(0, 3), max_size=30), st.one_of(st.integers(0, 4), st.none())
FORGED = [b"[]", b"null", b'["2026-01-01"]', b'["x","y"]', b'["2026-01-01",1]', b'["2026-01-01","u",1]', b"{}", b"\xff"]
DEEP = [b"[" * 9000, b'["2026-01-01",' + b"[" * 9000]
FOREIGN = ["", "x", "é", "\ud800", "=" * 9, "A" * 5000, Cursor(date(2026, 1, 1), "ZAAK", "u", 1).text()]


@dataclass(frozen=True)
class Bron:
    """One source of the contract: its adapter, where it is, what it sorts by, and a status."""

    name: str
    adapter: type[ContractAdapter[Any]]
    path: str
    datum: str
    status: str

    def over(self, wire: Wire) -> ContractAdapter[Any]:
        return self.adapter(upstream(self.name, wire))

    def loader(self, wire: Wire) -> ContractLoader[Any]:
        return ContractLoader(self.over(wire), scope_of())

    def row(self, number: int, bsn: str = BSN, **other: Any) -> Row:
        """A row of its own day; a higher number is older."""
        whose = {"belanghebbende": {"type": "bsn", "value": bsn}, "status": self.status}
        return {"uuid": uuid(number), self.datum: f"2026-{12 - number:02}-01"} | whose | other

    async def read(self, *rows: Any) -> Lijst[Any]:
        found = (await self.over(says(*rows)).zoek(scope_of(), [van()], 20, NONE, 1))[van()]
        assert isinstance(found, Lijst)
        return found


FACTUREN = Bron("facturen", FacturenAdapter, "/facturen", "factuurdatum", "open")
BELASTINGEN = Bron("belastingen", BelastingenAdapter, "/belastingaanslagen", "dagtekening", "opgelegd")
each = pytest.mark.parametrize("bron", [FACTUREN, BELASTINGEN], ids=lambda bron: bron.name)


def van(number: str = BSN, *rest: Any, **others: Any) -> Vraag:
    return Vraag(Belanghebbende(number), *rest, **others)


def uuid(number: int) -> str:
    return str(UUID(int=number))


def says(*rows: Any) -> Wire:
    return always(json_answer({"count": len(rows), "next": None, "previous": None, "results": rows}))


def uuids(lijst: Lijst[Any] | Any) -> list[str]:
    assert isinstance(lijst, Lijst)
    return [place.uuid for place, _ in lijst.rijen]


@each
async def test_a_list_is_one_search_with_the_person_in_the_body_only(bron: Bron) -> None:
    loader = ContractLoader(bron.over(wire := says()), scope := scope_of())
    assert await loader.rijen(van(), 20, frozenset({"regels.bedrag"})) == Lijst([])
    (request,) = wire.requests
    assert (request.method, request.path) == ("POST", f"{bron.path}/_zoek")
    assert request.query == (("pageSize", "21"),) and request.idempotent
    assert set(request.headers.items()) >= {("Accept", "application/json"), ("Content-Type", "application/json")}
    assert set(request.headers) == {"Accept", "Content-Type", "traceparent"}
    fields = sorted({"uuid", bron.datum, "regels.bedrag"})
    assert wire.bodies == [{"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": [BSN], "fields": fields}]
    assert BSN not in str((request.path, request.query, request.headers)) + repr(van())
    (call,) = scope.calls
    assert (call.operation, sorted(call.asked), call.keys, call.wave) == (f"POST {bron.path}/_zoek", fields, 1, 1)


@each
def test_fields_and_lists_of_values_are_those_of_the_schema(bron: Bron) -> None:
    name = bron.adapter.record.__name__.lower()
    schema = json.loads(shared(f"registers/eigen-contracten/{name}.schema.json").read_text())["properties"]
    inner = {name: told.get("items", told).get("properties", {}) for name, told in schema.items()}
    leaves = {f"{name}.{leaf}".rstrip(".") for name, below in inner.items() for leaf in (below or [""])}
    left_out = {"belanghebbende.type", "belanghebbende.value", "valuta", "document"}
    assert leaves == bron.adapter.fields.leaves | left_out
    told = schema["status"]["enum"]
    assert [status.value for status in (FactuurStatus if bron is FACTUREN else AanslagStatus)] == told
    if bron is FACTUREN:
        assert sorted(status for part in Openstaand for status in part.statussen) == sorted(told)
    else:
        assert [soort.value for soort in Belastingsoort] == inner["regels"]["belastingsoort"]["enum"]


WHOLE: dict[str, Row] = {
    "facturen": {"factuurnummer": "2026-1", "vervaldatum": "2026-12-31", "bedrag": "484.00", "betaalbaarOnline": False,
                 "regels": [{"omschrijving": "leges", "aantal": 1.5, "bedrag": "-12.34", "btwPercentage": 21.0}],
                 "termijnen": [{"vervaldatum": "2026-12-01", "bedrag": "0.10", "betaald": True}]},
    "belastingen": {"belastingjaar": 2026, "bedrag": "9.90", "bezwaarMogelijkTot": "2026-11-12", "regels": [
        {"belastingsoort": "rioolheffing", "omschrijving": "riool", "bedrag": "9.90", "tarief": "0,1 %",
         "wozObjectnummer": "051800000001", "waardepeildatum": "2025-01-01", "vastgesteldeWaarde": 582000}]},
}  # fmt: skip


@each
async def test_a_row_is_read_whole_and_what_is_not_there_is_none(bron: Bron) -> None:
    row = bron.row(1, **WHOLE[bron.name])
    ((place, found),) = (await bron.read(row | {"betalingskenmerk": None, "valuta": "EUR", "document": "urn:x"})).rijen
    told = {name: value for name, value in msgspec.to_builtins(found).items() if value not in (None, [])}
    assert told.pop("document") == "urn:x", "by which there is something to download"
    assert told | {"belanghebbende": row["belanghebbende"]} == row and place == Plaats(date(2026, 11, 1), uuid(1))
    assert isinstance(found, Factuur | Belastingaanslag) and isinstance(found.bedrag, Decimal)
    assert isinstance(found.vervaldatum, date) == (bron is FACTUREN) and found.betalingskenmerk is None
    found = (await bron.read({name: row[name] for name in ("uuid", bron.datum, "belanghebbende")})).rijen[0][1]
    bare = {"uuid": uuid(1), bron.datum: "2026-11-01", "regels": [], "termijnen": [], "isGerelateerdAan": []}
    assert {name: value for name, value in msgspec.to_builtins(found).items() if value is not None} == bare
    assert BSN not in repr(await bron.read(row | {"betalingskenmerk": BSN}))


@pytest.mark.parametrize("text", ["0.00", "0.10", "-0.01", "100.00", "1234567.89", "12345678901234567890.12"])
async def test_an_amount_is_exactly_its_text(text: str) -> None:
    row = FACTUREN.row(1, bedrag=text, regels=[{"bedrag": text}], termijnen=[{"bedrag": text}])
    found: Any = (await FACTUREN.read(row)).rijen[0][1]
    assert [str(amount) for amount in (found.bedrag, found.regels[0].bedrag, found.termijnen[0].bedrag)] == [text] * 3


@pytest.mark.parametrize(
    ("bron", "wrong"),
    [
        *((FACTUREN, {"status": text}) for text in ("in_onderzoek", "OPEN", "")),
        *((FACTUREN, {"bedrag": text}) for text in ("12,50", "12.5", "12", "NaN", "1e400", "", "gratis")),
        *((FACTUREN, {"status": other}) for other in (["open"], 7, {"open": 1})),
        *((FACTUREN, {"vervaldatum": text}) for text in ("2026-02-30", "2026-01-01T00:00:00Z", "")),
        *((FACTUREN, {name: 20260101}) for name in ("vervaldatum", "automatischeIncasso", "omschrijving")),
        *((FACTUREN, {name: {}}) for name in ("regels", "termijnen", "iban", "betaalbaarOnline")),
        (FACTUREN, {"regels": [{"bedrag": "1.00"}, "x"]}),
        *((FACTUREN, {name: [{"bedrag": "1.5"}]}) for name in ("regels", "termijnen")),
        (BELASTINGEN, {"regels": [{"belastingsoort": "ozb_eigenaar"}, {"belastingsoort": "kattenbelasting"}]}),
        *((BELASTINGEN, wrong) for wrong in ({"status": "open"}, {"belastingjaar": "2026"})),
    ],
    ids=str,
)
async def test_a_row_that_cannot_be_read_is_its_own_error_in_its_own_place(bron: Bron, wrong: Row) -> None:
    shown, volgende = (await bron.read(bron.row(1), bron.row(2, **wrong), bron.row(3))).bladzijde(2)
    assert isinstance(shown[0], bron.adapter.record) and isinstance(shown[1], RegistryInvalid)
    assert str(shown[1]) == f"{bron.name}: not as its contract says"
    assert volgende is not None and volgende.uuid == uuid(2)  # the next page begins after it


@each
async def test_rows_of_others_and_of_another_kind_are_dropped_and_counted(bron: Bron) -> None:
    company = bron.row(2) | {"belanghebbende": {"type": "kvk", "value": BSN}}
    rows = [bron.row(1, OTHER), company, bron.row(3), bron.row(4, "12345678"), bron.row(5, OTHER, bedrag={})]
    found = await (one := bron.over(says(*rows))).zoek(scope_of(), [van(), van(BSNS[1])], 20, NONE, 1)
    assert [uuids(lijst) for lijst in found.values()] == [[uuid(3)], []] and one.dropped.rows == {"foreign": 4}


@each
@pytest.mark.parametrize(
    "change",
    [
        *({name: wrong} for name in ("uuid", "datum", "belanghebbende") for wrong in ("absent", None, 7, [GEHEIM])),
        *({"datum": GEHEIM}, {"datum": "2026-02-30"}, {"belanghebbende": {}}),
        *({"belanghebbende": {"type": "bsn", "value": wrong}} for wrong in (None, 999990019, [GEHEIM])),
        *({"belanghebbende": wrong} for wrong in ({"type": "bsn"}, {"value": BSN}, {"type": 1, "value": BSN})),
        *(GEHEIM, 7, None, [GEHEIM]),
    ],
    ids=str,
)
async def test_a_row_that_cannot_be_placed_fails_the_call_without_telling_of_it(bron: Bron, change: Any) -> None:
    if isinstance(row := change, dict):
        row = bron.row(2) | {(bron.datum if name == "datum" else name): value for name, value in change.items()}
        row = {name: value for name, value in row.items() if value != "absent"}
    with pytest.raises(RegistryInvalid) as raised:
        await bron.over(says(bron.row(1), row)).zoek(scope_of(), [van(), van(OTHER)], 20, NONE, 1)
    assert str(raised.value) == f"{bron.name}: not as its contract says" and raised.value.__context__ is None


@each
@pytest.mark.parametrize("kind", [*RUBBISH, "no credentials"])
async def test_rubbish_is_a_named_failure_and_never_an_empty_list(bron: Bron, kind: str) -> None:
    answer, name = RUBBISH.get(kind, (json_answer({"code": BSN}, 401), "RegistryUnavailable"))
    loader = bron.loader(always(answer))
    errors = await asyncio.gather(*(loader.rijen(van(bsn), 20, NONE) for bsn in BSNS[:2]), return_exceptions=True)
    assert [type(error).__name__ for error in errors] == [name] * 2
    assert all(isinstance(error, RegistryError) and error.registry == bron.name for error in errors)
    assert not any(bsn in str(error) for error in errors for bsn in BSNS[:2])


@pytest.mark.parametrize("bsn", ["", "1", "1234567A", "123456789", f"{BSN} ", f"{BSN}0", "000000000", "٩٩٩٩٩٠٠١٩"])
async def test_what_is_no_bsn_is_not_sent(bsn: str) -> None:
    loader, one = FACTUREN.loader(wire := says()), FACTUREN.over(wire)
    calls = loader.rijen(van(bsn), 20, NONE), one.canary(scope_of(), bsn)
    assert [type(error) for error in await asyncio.gather(*calls, return_exceptions=True)] == [InvalidKey] * 2
    assert await one.zoek(scope_of(), [], 20, NONE, 1) == {} and wire.requests == []
    found = await one.zoek(scope_of(), [van(bsn), van()], 20, NONE, 1)
    assert isinstance(found[van(bsn)], InvalidKey) and found[van()] == Lijst([])
    assert [body["burgerservicenummer"] for body in wire.bodies] == [[BSN]]


@each
async def test_the_canary_lives_where_persons_are_honoured_and_dies_where_they_are_not(bron: Bron) -> None:
    wire = says()
    assert await bron.over(wire).canary(scope_of(), OTHER) is True
    assert wire.bodies[0]["burgerservicenummer"] == [OTHER] and set(wire.bodies[0]["fields"]) == {"uuid", bron.datum}
    for rows in ([bron.row(1)], [bron.row(1, OTHER)], [GEHEIM], [None]):
        assert await bron.over(says(*rows)).canary(scope_of(), OTHER) is False


class Facturen:
    """A source of invoices that filters, sorts and pages as it should; `happens` between two requests."""

    def __init__(self, rows: list[Row], largest: int = 500) -> None:
        self.rows, self.largest, self.wire = rows, largest, Wire(self.answer, seconds=0.001)
        self.happens: Callable[[int], None] = lambda number: None
        self.between = self.happens

    def answer(self, request: Request) -> Answer:
        body, query = msgspec.json.decode(request.body or b""), dict(request.query)
        persons, last = body["burgerservicenummer"], body.get("datumTot", "9999")
        assert 0 < len(persons) <= 100 and 0 < int(query["pageSize"]) <= 500
        found = [row for row in self.rows if row["belanghebbende"]["value"] in persons and row["factuurdatum"] <= last]
        found.sort(key=lambda row: (row["factuurdatum"], row["uuid"]), reverse=True)
        size, number = min(int(query["pageSize"]), self.largest), int(query.get("page", 1))
        page, rest = found[(number - 1) * size : number * size], found[number * size :]
        self.happens(len(self.wire.requests))
        return json_answer({"next": "https://facturen.example/?page" if rest else None, "results": page})

    async def walk(self, eerste: int) -> list[list[str]]:
        """All pages of one person, one after the other, through the text of their places."""
        pages, na = [], None
        for number in range(200):
            lijst = await FACTUREN.loader(self.wire).rijen(van(na=na), eerste, NONE)
            shown, volgende = lijst.bladzijde(eerste) if lijst else ([], None)
            pages.append([row.uuid for row in shown if isinstance(row, Factuur)])
            if volgende is None:
                return pages
            na = Plaats.read(volgende.text())
            self.between(number)
        raise AssertionError("the list does not end")


def factuur(number: int, day: int = 0, bsn: str = BSN) -> Row:
    return FACTUREN.row(1, bsn, uuid=uuid(number), factuurdatum=str(date(2026, 1, 1) + timedelta(day)))


@pytest.mark.parametrize(("persons", "calls"), [(1, [1]), (100, [100]), (101, [100, 1]), (170, [100, 70])])
async def test_a_hundred_persons_share_a_call_and_all_calls_leave_together(persons: int, calls: list[int]) -> None:
    source, scope = Facturen([factuur(number, bsn=bsn) for number, bsn in enumerate(BSNS)]), scope_of()
    loader = ContractLoader(FACTUREN.over(source.wire), scope)
    found = await asyncio.gather(*(loader.rijen(van(bsn), 4, NONE) for bsn in BSNS[:persons]))
    assert [uuids(lijst) for lijst in found] == [[uuid(number)] for number in range(persons)]
    assert [len(body["burgerservicenummer"]) for body in source.wire.bodies] == [call.keys for call in scope.calls]
    assert [(call.keys, call.wave) for call in scope.calls] == [(persons, 1) for persons in calls]
    assert source.wire.busiest == len(calls)
    with pytest.raises(ValueError, match="at most 100 at once"):
        await FACTUREN.over(source.wire).zoek(scope_of(), [van(bsn) for bsn in BSNS[:101]], 20, NONE, 1)


async def test_other_statuses_another_place_other_fields_and_longer_lists_stay_apart() -> None:
    """Of different persons, since a list that is asked whole tells its parts (tests/unit/test_loader.py)."""
    loader, place = FACTUREN.loader(wire := says()), Plaats(date(2026, 1, 1), "a")
    rest: list[Any] = [{}, {"statussen": ("open",)}, {"statussen": ("betaald",)}, {"na": place}]
    two = [BSNS[at : at + 2] for at in range(10, 18, 2)]
    wants = [(van(bsn, **each), 20, NONE) for bsns, each in zip(two, rest, strict=True) for bsn in bsns]
    wants += [(van(BSNS[2]), 20, IBAN), (van(BSNS[3]), 21, NONE), (van(BSNS[4]), 100, NONE)]
    await asyncio.gather(*(loader.rijen(*want) for want in wants))
    asked = [(body["burgerservicenummer"], body.get("status"), body.get("datumTot")) for body in wire.bodies]
    first = [(two[0], None, None), (two[1], ["open"], None), (two[2], ["betaald"], None), (two[3], None, "2026-01-01")]
    assert asked == [*first, ([BSNS[2]], None, None), (BSNS[3:5], None, None)]
    assert all(("status" in body) == ("status" in body["fields"]) for body in wire.bodies)
    assert dict(wire.requests[0].query) == {"pageSize": "42"} and dict(wire.requests[-1].query) == {"pageSize": "202"}


@pytest.mark.parametrize(("wants", "size"), [([5, 20, 100], "101"), ([100, 1], "101"), ([20, 3], "21"), ([21], "101")])
async def test_a_short_list_finds_what_a_longer_one_asked(wants: list[int], size: str) -> None:
    source = Facturen([factuur(number, number) for number in range(150)])
    together, after = FACTUREN.loader(source.wire), FACTUREN.loader(source.wire)
    found = await asyncio.gather(*(together.rijen(van(), eerste, IBAN) for eerste in wants))
    found += [await after.rijen(van(), eerste, IBAN) for eerste in sorted(wants, reverse=True)]
    assert [dict(request.query) for request in source.wire.requests] == [{"pageSize": size}] * 2
    assert all(lijst == found[0] for lijst in found)
    await after.rijen(van(), 1, frozenset({"omschrijving"}))  # another field is another question
    assert len(source.wire.requests) == 3


@pytest.mark.parametrize("eerste", [1, 20, 21, 100])
@pytest.mark.parametrize("tied", [1, 7, 21, 300])
async def test_the_whole_list_comes_page_by_page_without_a_gap_or_a_double(eerste: int, tied: int) -> None:
    """Of so many rows in a row the date is the same, also where one page ends and the next begins."""
    for number in (0, 1, 20, 21) if eerste == 1 else (0, 1, 19, 20, 21, 40, 99, 100, 101, 201):
        source = Facturen([factuur(each, each // tied) for each in range(number)])
        pages = await source.walk(eerste)
        assert [shown for page in pages for shown in page] == [uuid(each) for each in range(number - 1, -1, -1)]
        assert len(pages) == max(1, -(-number // eerste)) and {len(page) for page in pages[:-1]} <= {eerste}
        assert number > eerste or len(source.wire.requests) == 1


@given(
    DAYS, st.integers(1, 9), st.integers(6, 30), st.dictionaries(st.integers(0, 8), EVENT, max_size=6), st.booleans()
)
@settings(max_examples=80, deadline=None)
def test_whoever_stays_is_shown_once_whatever_happens_between(
    days: list[int], eerste: int, largest: int, events: dict[int, int | None], within: bool
) -> None:
    """Rows come (on a day) and go (None) between pages, or come one at a time between two requests for one page."""
    source = Facturen([factuur(number * 100, day) for number, day in enumerate(days)], largest)
    stays = {row["uuid"] for row in source.rows}

    def happens(number: int) -> None:
        day = events.get(number, -1)
        if day is None and not within and source.rows:
            stays.discard(source.rows.pop(len(source.rows) // 2)["uuid"])
        elif day is not None and day >= 0:
            source.rows.append(factuur(number * 100 + 5, day))

    setattr(source, "happens" if within else "between", happens)
    shown = [each for page in asyncio.run(source.walk(eerste)) for each in page]
    assert len(shown) == len(set(shown)) and stays <= set(shown)


async def test_many_persons_with_much_are_several_requests_until_each_has_a_page() -> None:
    rows = [factuur(number * 100 + at, number, bsn) for at, bsn in enumerate(BSNS[:100]) for number in range(30)]
    source = Facturen(rows)
    loader = ContractLoader(FACTUREN.over(source.wire), scope := scope_of())
    found = await asyncio.gather(*(loader.rijen(van(bsn), 20, NONE) for bsn in BSNS[:100]))
    for at, lijst in enumerate(found):
        assert uuids(lijst) == [uuid(number * 100 + at) for number in range(29, 9, -1)] and lijst and lijst.meer
    pages: list[Any] = [(), *((("page", number),) for number in "2345")]  # the rest is nobody's first twenty
    assert [request.query for request in source.wire.requests] == [(*page, ("pageSize", "500")) for page in pages]
    assert [call.wave for call in scope.calls] == [1, 2, 3, 4, 5]


async def test_ten_requests_are_the_end_and_who_is_not_reached_is_told_so() -> None:
    rows, both = [*(factuur(number, 9) for number in range(300)), factuur(1000, 0, OTHER)], [van(), van(OTHER)]
    full, none = (await FACTUREN.over((source := Facturen(rows, 25)).wire).zoek(scope_of(), both, 20, NONE, 1)).values()
    assert isinstance(full, Lijst) and len(full.rijen) == 20 and full.meer
    assert isinstance(none, RegistryInvalid) and len(source.wire.requests) == 10


def endless(rows: list[Row]) -> Wire:
    told = iter(rows)
    return Wire(lambda _: json_answer({"next": "x", "results": [*islice(told, 1)]}))


async def test_a_source_that_always_says_there_is_more_is_asked_ten_times_and_believed_when_it_says_no() -> None:
    for results in ([factuur(2, 2), factuur(1, 1), factuur(1, 1)], []):
        wire = endless(results)
        found = (await FACTUREN.over(wire).zoek(scope_of(), [van()], 20, NONE, 1))[van()]
        assert len(wire.requests) == 10
        assert uuids(found) == [uuid(2), uuid(1)] if results else isinstance(found, RegistryInvalid)
        assert getattr(found, "meer", None) is (True if results else None)
    lijst = await FACTUREN.read(*(factuur(number, number) for number in range(200, 0, -1)))  # more than was asked for
    assert len(lijst.rijen) == 20 and lijst.bladzijde(20)[1] == lijst.rijen[19][0]


@pytest.mark.parametrize("rows", [[(1, 1), (2, 2)], [(1, 5), (2, 5)], [(5, 5), (3, 3), (4, 4)]])
@pytest.mark.parametrize("whose", [BSN, OTHER])
@pytest.mark.parametrize("size", [1, 10])
async def test_another_order_makes_no_list(rows: list[tuple[int, int]], whose: str, size: int) -> None:
    told = [factuur(number, day, whose if at else BSN) for at, (number, day) in enumerate(rows)]
    parts = [told[at : at + size] for at in range(0, len(told), size)]
    wire = Wire(lambda _: json_answer({"next": "x" if len(parts) > 1 else None, "results": parts.pop(0)}))
    with pytest.raises(RegistryInvalid, match=r"^facturen: not newest first$"):
        await FACTUREN.over(wire).zoek(scope_of(), [van()], 20, NONE, 1)


@pytest.mark.parametrize("text", [*FOREIGN, *(urlsafe_b64encode(each).decode() for each in FORGED + DEEP)], ids=ascii)
def test_what_is_no_place_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a place in this list$") as raised:
        Plaats.read(text)
    assert raised.value.__suppress_context__
