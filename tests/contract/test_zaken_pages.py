"""Pages of zaken: a list that grows and shrinks while someone reads it."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.core.errors import RegistryInvalid
from sources.core.transport import Answer, Request
from sources.zaken.cursor import Cursor
from sources.zaken.vraag import ZaakVraag
from tests.contract.wire import Wire, json_answer
from tests.contract.zaaksysteem import BSN, Zaaksysteem, says, uuid, uuids, zaak, zoek


async def walk(system: Zaaksysteem, eerste: int, between: Callable[[int], None] = lambda page: None) -> list[list[str]]:
    """All pages, one after the other, through the text of their cursors."""
    pages, na = [], None
    for number in range(200):
        pagina = await zoek(system.wire, ZaakVraag(BSN, eerste, na))
        assert len(pagina.zaken) <= eerste
        pages.append(uuids(pagina))
        if pagina.volgende is None:
            return pages
        na = Cursor.read(pagina.volgende.text())
        between(number)
    raise AssertionError("the list does not end")


async def test_three_hundred_zaken_come_page_by_page_in_one_request_each() -> None:
    system = Zaaksysteem([zaak(number, number // 7) for number in range(300)])
    pages = await walk(system, 20)
    assert [one for page in pages for one in page] == [uuid(number) for number in range(299, -1, -1)]
    assert [len(page) for page in pages] == [20] * 15
    assert len(system.wire.requests) == 15
    assert all("page" not in dict(request.query) for request in system.wire.requests)


@pytest.mark.parametrize("day", [100, 42, 40, 0])
async def test_a_zaak_inserted_between_pages_is_neither_skipped_nor_doubled(day: int) -> None:
    """Newer than all, on the day of the cursor, later in the list, at its end."""
    system = Zaaksysteem([zaak(number, number // 7) for number in range(300)])
    new = zaak(1000, day)
    pages = await walk(system, 20, lambda number: system.rows.append(new) if number == 0 else None)
    shown = [one for page in pages for one in page]
    assert len(shown) == len(set(shown))
    assert [one for one in shown if one != new["uuid"]] == [uuid(number) for number in range(299, -1, -1)]
    assert (new["uuid"] in shown) == (day < 40)  # what is newer than the page shown waits for a new look


@given(
    st.lists(st.integers(0, 4), max_size=40),
    st.integers(1, 7),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 6), st.one_of(st.integers(0, 5), st.none())), max_size=8),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_whoever_stays_is_shown_exactly_once_whatever_happens_between_requests(
    days: list[int], eerste: int, largest: int, events: list[tuple[int, int | None]], within_a_page: bool
) -> None:
    """Zaken come (on a day) and go (None) between requests; many share a startdatum; pages of the registry are small.

    Only when a zaak goes between two requests for one page can the next one slip through: so they do not go then.
    """
    system = Zaaksysteem([zaak(number * 10, day) for number, day in enumerate(days)], largest + eerste)
    stays = {row["uuid"] for row in system.rows}
    changes = dict(events)

    def happens(number: int) -> None:
        day = changes.pop(number, -1)
        if day is None and not within_a_page and system.rows:
            stays.discard(system.rows.pop(len(system.rows) // 2)["uuid"])
        elif day is not None and day >= 0:
            system.rows.append(zaak(number * 10 + 5, day))

    if within_a_page:
        system.after_answer = happens
    pages = asyncio.run(walk(system, eerste, (lambda number: None) if within_a_page else happens))
    shown = [one for page in pages for one in page]
    assert len(shown) == len(set(shown))
    assert stays <= set(shown)


async def test_order_of_the_registrys_database_need_not_be_ours() -> None:
    """Texts are compared by the registry's collation: the cursor finds its place by the zaak, not by comparing."""
    names = ["zaak-9", "ZAAK-10", "Zaak-8", "ZAAK_7"]
    rows = [zaak(number, 3, identificatie=name) for number, name in enumerate(names)]

    def collated(request: Request) -> Answer:
        query = dict(request.query)
        size, number = int(query["pageSize"]), int(query.get("page", 1))
        page, rest = rows[(number - 1) * size : number * size], rows[number * size :]
        return json_answer({"count": len(rows), "next": "more" if rest else None, "results": page})

    wire = Wire(collated)
    first = await zoek(wire, ZaakVraag(BSN, 1))
    second = await zoek(wire, ZaakVraag(BSN, 1, first.volgende))
    assert len(wire.requests) == 2
    # Now so many come before the last one shown that it is no longer among the rows of one request.
    rows[:0] = [zaak(10 + number, 3, identificatie=name) for number, name in enumerate("0123")]
    third = await zoek(wire, ZaakVraag(BSN, 1, second.volgende))
    fourth = await zoek(wire, ZaakVraag(BSN, 1, third.volgende))
    shown = [one for page in (first, second, third, fourth) for one in uuids(page)]
    assert shown == [uuid(number) for number in range(4)] and fourth.volgende is None


@pytest.mark.parametrize(
    "rows",
    [
        [zaak(1, 1), zaak(2, 2)],  # not in the order asked: the ordering was ignored
        [zaak(1, startdatum=None)],
        [zaak(1, startdatum="gisteren")],
        [zaak(1, identificatie="")],
        [{"uuid": uuid(1)}],
        [zaak(1, uuid=None)],
        [None],
    ],
)
async def test_rows_that_cannot_be_placed_make_no_page(rows: list[Any]) -> None:
    with pytest.raises(RegistryInvalid):
        await zoek(says(rows), ZaakVraag(BSN))


async def test_a_registry_that_ignores_where_the_page_begins_makes_no_page() -> None:
    na = Cursor(date(2026, 1, 5), "ZAAK-2026-0000000005", uuid(5), 1)
    with pytest.raises(RegistryInvalid):
        await zoek(says([zaak(9, 9)]), ZaakVraag(BSN, 20, na))


async def test_endless_pages_end() -> None:
    wire = Wire(lambda _: json_answer({"count": 9, "next": "more", "results": [zaak(7, 1)]}))
    with pytest.raises(RegistryInvalid):
        await zoek(wire, ZaakVraag(BSN, 5, Cursor(date(2026, 1, 2), "ZAAK-2026-0000000005", uuid(5), 1)))
    assert len(wire.requests) == 10


@pytest.mark.parametrize("text", ["", "x", "é", "W10", "WzEsMiwzLDRd", "bnVsbA", "=" * 9, "A" * 5000])
def test_what_is_no_cursor_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a place in this list$"):
        Cursor.read(text)


@pytest.mark.parametrize("gelijk", [0, -1, 10_001])
def test_a_cursor_cannot_ask_for_any_amount(gelijk: int) -> None:
    text = Cursor(date(2026, 1, 1), "ZAAK", uuid(1), gelijk).text()
    with pytest.raises(ValueError, match=r"^not a place in this list$"):
        Cursor.read(text)
