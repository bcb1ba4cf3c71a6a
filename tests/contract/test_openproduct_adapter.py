"""The Open Product adapter on the wire: one owner per call, only what is theirs, no empty filter."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer
from sources.core.upstream import Upstream
from sources.openproduct.adapter import OpenProductAdapter
from sources.openproduct.loaders import OpenProductLoaders
from sources.openproduct.records import Product, Rij, Vergunning, VergunningSoort
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of

JAN, ELS, NOBODY, COMPANY = "999990019", "999990020", "999999990", "90000001"
CODE, GARDEN = "PARKEERVERGUNNING-BEWONER", "VOLKSTUIN"
Row = dict[str, Any]


def row(number: int, bsn: str = JAN, code: str = CODE, **other: Any) -> Row:
    return {
        "uuid": str(UUID(int=number)),
        "naam": f"product {number}",
        "aanmaak_datum": "2026-01-02T03:04:05.678Z",
        "start_datum": f"2026-01-{number:02}",
        "eind_datum": None,
        "status": "actief",
        "prijs": "20.20",
        "frequentie": "",
        "gepubliceerd": True,
        "producttype": {"code": code, "naam": "Soort", "uniforme_product_naam": "x", "themas": []},
        "eigenaren": [{"uuid": str(UUID(int=7)), "bsn": bsn, "kvk_nummer": ""}],
        "dataobject": {"soort": "bewoner", "zone": "3", "kentekens": [{"kenteken": "TEST-001"}]},
        "verbruiksobject": {"uren": 130},
        **other,
    }


def page(*rows: Any, **other: Any) -> Answer:
    return json_answer({"count": len(rows), "next": None, "previous": None, "results": rows} | other)


def adapter(wire: Wire, option: str = CODE) -> OpenProductAdapter:
    return OpenProductAdapter(Upstream("openproduct", wire, options={"parkeervergunning": option}))


async def of(wire: Wire, nummer: str = JAN, codes: list[str] | None = None) -> list[Rij]:
    return await adapter(wire).producten(scope_of(), Belanghebbende(nummer), codes, 1)


def names(rows: list[Rij]) -> list[str]:
    return [each.product.naam or "" if isinstance(each.product, Product) else "error" for each in rows]


async def test_an_owner_is_one_call_and_its_address_is_told_nowhere() -> None:
    wire, scope = always(page(row(1), row(2))), scope_of()
    loaders = OpenProductLoaders(adapter(wire), scope)
    found = await loaders.producten.van(Belanghebbende(JAN))
    assert found is not None and names(found) == ["product 2", "product 1"]
    [request] = wire.requests
    assert (request.method, request.path) == ("GET", "/producten") and request.idempotent
    assert request.query == (("eigenaren__bsn", JAN), ("gepubliceerd", "true"), ("page_size", "500"))
    [call] = scope.calls
    assert (call.operation, call.asked, call.keys, call.wave) == ("GET /producten", frozenset(), 1, 1)
    assert JAN not in repr(scope)


async def test_permits_and_products_of_somebody_share_a_call_in_either_order() -> None:
    for order in (0, 1):
        wire = always(page(row(1), row(2, code=GARDEN)))
        loader = OpenProductLoaders(adapter(wire), scope_of()).producten
        asked: list[list[str] | None] = [[CODE], None]
        both = await asyncio.gather(*(loader.van(Belanghebbende(JAN), asked[order - each]) for each in (0, 1)))
        assert both[0] is both[1] and len(wire.requests) == 1
        assert "producttype__code__in" not in dict(wire.requests[0].query)
    wire = always(page(row(1)))
    loader = OpenProductLoaders(adapter(wire), scope_of()).producten
    await asyncio.gather(loader.van(Belanghebbende(JAN), [GARDEN]), loader.van(Belanghebbende(JAN), [CODE]))
    assert [dict(request.query)["producttype__code__in"] for request in wire.requests] == [f"{CODE},{GARDEN}"]


async def test_a_company_is_found_by_its_own_number() -> None:
    theirs = row(1, eigenaren=[{"bsn": "", "kvk_nummer": COMPANY}])
    wire = always(page(theirs, row(2, bsn=COMPANY)))
    assert names(await of(wire, COMPANY)) == ["product 1"]
    assert wire.requests[0].query[0] == ("eigenaren__kvk_nummer", COMPANY)


async def test_what_is_anothers_of_another_kind_or_not_published_is_dropped_and_counted() -> None:
    rows = [
        row(1),
        row(2, ELS),
        row(3, eigenaren=[]),
        row(4, eigenaren=[{"kvk_nummer": COMPANY}, {"bsn": JAN}]),  # one of two
        row(5, gepubliceerd=False),
        row(6, code=GARDEN),
        row(1),  # again, on a page that shifted
    ]
    one = adapter(always(page(*rows)))
    found = await one.producten(scope_of(), Belanghebbende(JAN), [CODE], 1)
    assert names(found) == ["product 4", "product 1"]
    assert one.dropped.rows == {"foreign": 3, "withheld": 1}


@pytest.mark.parametrize("nummer", ["", "0", "999990018", "99999001", "9999900190", "12345678x", "١٢٣٤٥٦٧٨"])
async def test_what_is_no_number_of_anybody_never_leaves(nummer: str) -> None:
    wire = always(page(row(1)))
    if not Belanghebbende(nummer).valid:
        with pytest.raises(InvalidKey):
            await of(wire, nummer)
        with pytest.raises(InvalidKey):
            await OpenProductLoaders(adapter(wire), scope_of()).producten.van(Belanghebbende(nummer))
        assert wire.requests == []


async def test_no_kind_is_no_question_for_every_kind() -> None:
    wire = always(page(row(1)))
    with pytest.raises(InvalidKey):
        await of(wire, JAN, [""])
    assert await of(wire, JAN, []) == [] and wire.requests == []


async def test_a_permit_has_what_the_own_contract_keeps_and_one_that_can_not_be_read_is_an_error_in_its_place() -> None:
    rows = [
        row(3, dataobject={"zone": 7}),
        row(2, verbruiksobject={"saldoMinuten": 30}),
        row(1, code=GARDEN, dataobject={"zone": 7}),
    ]
    bad, permit, garden = await of(always(page(*rows)))
    assert isinstance(permit.vergunning, Vergunning) and permit.vergunning.dataobject is not None
    assert permit.vergunning.dataobject.soort is VergunningSoort.BEWONER
    assert permit.vergunning.verbruiksobject is not None and permit.vergunning.verbruiksobject.saldo_minuten == 30
    assert isinstance(bad.vergunning, RegistryInvalid) and isinstance(bad.product, Product)
    assert garden.vergunning is None and isinstance(garden.product, Product)
    [strange] = await of(always(page(row(1, status="zoek"))))
    assert isinstance(strange.product, RegistryInvalid) and isinstance(strange.vergunning, RegistryInvalid)
    for lacking in ("uuid", "eigenaren", "producttype", "aanmaak_datum"):
        with pytest.raises(RegistryInvalid):
            await of(always(page({name: value for name, value in row(1).items() if name != lacking})))


async def test_what_has_no_day_to_begin_stands_where_it_was_made() -> None:
    rows = [row(1), row(2, start_datum=None), row(5)]
    assert names(await of(always(page(*rows)))) == ["product 5", "product 2", "product 1"]


async def test_pages_are_followed_by_number_and_end() -> None:
    answers = [page(row(1), next="https://elders.example/?page=7"), page(row(2))]
    wire = Wire(lambda _: answers.pop(0))
    assert names(await of(wire)) == ["product 2", "product 1"]
    assert [dict(request.query).get("page") for request in wire.requests] == [None, "2"]
    endless = always(page(row(1), next="https://elders.example/"))
    with pytest.raises(RegistryInvalid):
        await of(endless)
    assert len(endless.requests) == 4


@pytest.mark.parametrize("what", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_empty_list(what: str) -> None:
    answer, error = RUBBISH[what]
    with pytest.raises(RegistryError) as raised:
        await of(always(answer))
    assert type(raised.value).__name__ == error and raised.value.registry == "openproduct"
    assert JAN not in str(raised.value)


async def test_the_canary_dies_where_the_filter_is_not_honoured() -> None:
    assert await adapter(always(page())).canary(scope_of(), NOBODY)
    for answer in (page(row(1)), page(count=3), page(row(1), count=0)):
        assert not await adapter(always(answer)).canary(scope_of(), NOBODY)


@pytest.mark.parametrize(("option", "kinds"), [("", set()), (" A , B,", {"A", "B"}), ("PARKEREN", {"PARKEREN"})])
def test_which_kinds_are_permits_is_a_setting(option: str, kinds: set[str]) -> None:
    assert adapter(always(page()), option).vergunningen == kinds
    assert OpenProductAdapter(Upstream("openproduct", always(page()))).vergunningen == frozenset()
