"""Counting zaken: what is asked, that no zaak is read for it, and that the stand-in counts what its city holds."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import City
from sources.city.catalogue import BASE
from sources.city.zaaktypen import ZAAKTYPEN
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.zaken.adapter import ZakenAdapter
from sources.zaken.vraag import TelVraag, Voortgang
from tests.contract.openzaak import ORIGIN, Zaaksysteem
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream

URL = "https://catalogi.example/api/zaaktypen/0a1b2c3d-0000-4000-8000-000000000001"
VAN, TOT = date(2025, 1, 1), date(2025, 3, 1)


def adapter(wire: Wire) -> ZakenAdapter:
    return ZakenAdapter(upstream("zaken", wire))


# On the wire


@pytest.mark.parametrize(
    ("filter_", "asked"), [(None, []), (Voortgang.LOPEND, ["true"]), (Voortgang.AFGEROND, ["false"])]
)
async def test_counting_asks_the_smallest_page_with_every_filter_and_reads_no_row(
    filter_: Voortgang | None, asked: list[str]
) -> None:
    wire = always(json_answer({"count": 42, "next": "…", "results": [{"wie": ["dit", "niet", "leest"]}]}))
    scope = scope_of()
    assert await adapter(wire).tel(scope, TelVraag(URL, VAN, TOT, filter_), 1) == 42
    (request,) = wire.requests
    assert (request.method, request.path, request.body) == ("GET", "/zaken", None)
    query = dict(request.query)
    assert len(query) == len(request.query) and query.pop("pageSize") == "1"
    assert [query.pop("einddatum__isnull")] == asked if asked else "einddatum__isnull" not in query
    assert query == {"zaaktype": URL, "startdatum__gte": "2025-01-01", "startdatum__lt": "2025-03-01"}
    (call,) = scope.calls
    assert (call.operation, call.keys, call.asked) == ("GET /zaken", 0, frozenset())


async def test_of_any_zaaktype_the_days_are_still_a_filter() -> None:
    wire = always(json_answer({"count": 42, "results": []}))
    assert await adapter(wire).tel(scope_of(), TelVraag(None, VAN, TOT), 1) == 42
    query = {"startdatum__gte": "2025-01-01", "startdatum__lt": "2025-03-01", "pageSize": "1"}
    assert dict(wire.requests[0].query) == query


async def test_a_question_without_a_filter_can_not_be_asked() -> None:
    wire = always(json_answer({"count": 1, "results": []}))
    for url in ("", "https://catalogi.example/api/zaaktypen/", "*"):
        with pytest.raises(InvalidKey):
            await adapter(wire).tel(scope_of(), TelVraag(url, VAN, TOT), 1)
    with pytest.raises(ValueError, match="period"):
        TelVraag(URL, TOT, VAN)
    with pytest.raises(ValueError, match="ended"):
        await adapter(wire).doorlooptijden(scope_of(), TelVraag(URL, VAN, TOT), 500, 1)
    assert wire.requests == []


@pytest.mark.parametrize("name", [name for name in RUBBISH if not name.startswith("rows")])
async def test_what_is_no_count_is_an_error(name: str) -> None:
    answer, error = RUBBISH[name]
    with pytest.raises(RegistryError) as raised:
        await adapter(always(answer)).tel(scope_of(), TelVraag(URL, VAN, TOT), 1)
    assert type(raised.value).__name__ == error


@pytest.mark.parametrize("count", [-1, "12", None, 1.5])
async def test_a_count_is_a_whole_number(count: Any) -> None:
    with pytest.raises(RegistryInvalid):
        await adapter(always(json_answer({"count": count, "results": []}))).tel(scope_of(), TelVraag(URL, VAN, TOT), 1)


def pages(rows: list[dict[str, Any]]) -> Wire:
    def answer(request: Request) -> Answer:
        query = dict(request.query)
        number, size = int(query["page"]), int(query["pageSize"])
        more = "https://zaken.example/" if number * size < len(rows) else None
        return json_answer({"count": len(rows), "next": more, "results": rows[(number - 1) * size : number * size]})

    return Wire(answer)


def row(number: int, days: int | None, start: date = VAN, **other: Any) -> dict[str, Any]:
    ended = None if days is None else (start + timedelta(days)).isoformat()
    return {"uuid": f"{number}", "startdatum": start.isoformat(), "einddatum": ended} | other


async def test_lead_times_come_as_a_tally_page_by_page_and_no_further_than_the_bound() -> None:
    rows = [row(number, number % 3) for number in range(1200)]
    vraag = TelVraag(URL, VAN, TOT, Voortgang.AFGEROND)
    wire = pages(rows)
    assert await adapter(wire).doorlooptijden(scope_of(), vraag, 50_000, 1) == {0: 400, 1: 400, 2: 400}
    assert [dict(request.query)["page"] for request in wire.requests] == ["1", "2", "3"]
    assert all(dict(request.query)["einddatum__isnull"] == "false" for request in wire.requests)
    wire = pages(rows)
    assert (await adapter(wire).doorlooptijden(scope_of(), vraag, 1000, 1)).total() == 1000
    assert len(wire.requests) == 2


async def test_a_zaak_without_its_dates_or_not_asked_for_is_left_out() -> None:
    rows = [row(1, 5), row(2, None), row(3, -1), row(4, 5, date(2024, 12, 31)), row(5, 5, TOT), row(6, 6, startdatum=7)]
    found = adapter(pages(rows))
    tally = await found.doorlooptijden(scope_of(), TelVraag(URL, VAN, TOT, Voortgang.AFGEROND), 500, 1)
    assert tally == {5: 1} and found.dropped.rows["foreign"] == 2


# The stand-in

CITY = City(today=date(2026, 11, 25))
ALL = list(CITY.dossiers.everybody())
DATES = st.dates(date(2022, 1, 1), date(2026, 12, 1))


def counted(zaaktype: Any, van: date, tot: date, ended: bool | None) -> int:
    return sum(
        zaak.zaaktype == zaaktype
        and van <= zaak.startdatum < tot
        and (ended is None or (zaak.einddatum is not None) is ended)
        for zaak in ALL
    )


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ZAAKTYPEN), DATES, st.integers(1, 900), st.sampled_from([None, True, False]))
async def test_the_stand_in_counts_all_of_its_city(zaaktype: Any, van: date, days: int, ended: bool | None) -> None:
    tot = van + timedelta(days)
    query = f"zaaktype={ORIGIN}{BASE}/zaaktypen/{zaaktype.uuid}&startdatum__gte={van}&startdatum__lt={tot}&pageSize=1"
    query += "" if ended is None else f"&einddatum__isnull={str(not ended).lower()}"
    page = await Zaaksysteem(CITY).zaken(query)
    assert page["count"] == counted(zaaktype, van, tot, ended)
    assert len(page["results"]) == min(1, page["count"])


async def test_what_is_written_in_this_run_is_counted_too() -> None:
    system = Zaaksysteem(City(today=date(2026, 11, 25)))
    query = (
        f"zaaktype={ORIGIN}{BASE}/zaaktypen/{ZAAKTYPEN[2].uuid}&startdatum__gte=2026-11-01&startdatum__lt=2026-12-01"
    )
    before = await system.zaken(query)
    added = system.city.dossiers.add_zaak(system.city.bsn(0), ZAAKTYPEN[2].identificatie)
    after = await system.zaken(query)
    assert after["count"] == before["count"] + 1 and after["results"][0]["identificatie"] == added.identificatie


async def test_pages_of_what_is_counted_hold_each_zaak_once() -> None:
    zaaktype = ZAAKTYPEN[2]
    query = f"zaaktype={ORIGIN}{BASE}/zaaktypen/{zaaktype.uuid}&startdatum__gte=2025-01-01&startdatum__lt=2026-01-01"
    seen: Counter[str] = Counter()
    for number in range(1, 50):
        page = await Zaaksysteem(CITY).zaken(f"{query}&ordering=startdatum,identificatie&pageSize=50&page={number}")
        seen.update(each["identificatie"] for each in page["results"])
        if page["next"] is None:
            break
    expected = {z.identificatie for z in ALL if z.zaaktype == zaaktype and z.startdatum.year == 2025}
    assert seen == Counter(expected) and len(expected) > 100


async def test_nothing_is_of_a_zaaktype_of_elsewhere() -> None:
    for zaaktype in ("https://elsewhere.example/zaaktypen/" + ZAAKTYPEN[0].uuid, f"{ORIGIN}{BASE}/zaaktypen/onbekend"):
        assert (await Zaaksysteem(CITY).zaken(f"zaaktype={zaaktype}"))["count"] == 0
    empty = await Zaaksysteem(CITY).ask("GET /zaken/api/v1/zaken?zaaktype=")
    assert empty.status_code == 400, "an empty filter is refused, where it is a URL"
