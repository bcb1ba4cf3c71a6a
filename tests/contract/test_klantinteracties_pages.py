"""Pages of contacts: of a list that moves each row that stays is shown once, and a page is one request."""

import asyncio
from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import RegistryInvalid
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from sources.klantinteracties.adapter import KlantcontactVraag, KlantinteractiesAdapter
from sources.klantinteracties.records import Klantcontact
from sources.klantinteracties.venster import Plek, Venster, pagina
from tests.contract.openklant import BSN, CITY, NONE, WIE, Sent, over, uuid
from tests.contract.wire import Wire, json_answer, scope_of


class Lijst:
    """A list that is paged by number, as the registry does it; `happens` before each request."""

    def __init__(self, rows: int) -> None:
        self.rows = [uuid(number) for number in range(rows, 0, -1)]
        self.happens: Callable[[int], None] = lambda number: None
        self.wire = Wire(self.answer)
        self.asked: list[int] = []  # rows, per request

    def answer(self, request: Request) -> Answer:
        self.happens(len(self.wire.requests))
        query = dict(request.query)
        size, number = int(query["pageSize"]), int(query.get("page", 1))
        assert 0 < size <= 500
        self.asked.append(size)
        if number > max(1, -(-len(self.rows) // size)):
            return json_answer({"code": "not_found", "status": 404, "detail": "Ongeldige pagina."}, 404)
        rows = [{"uuid": each, "vertrouwelijk": False} for each in self.rows[(number - 1) * size : number * size]]
        return json_answer({"count": len(self.rows), "next": None, "results": rows})

    async def page(self, eerste: int, na: Plek | None) -> tuple[list[str], Plek | None]:
        page = await over(self.wire).klantcontacten(scope_of(), KlantcontactVraag(WIE, eerste, na), NONE, 1)
        shown = [row.uuid for row in page.klantcontacten if isinstance(row, Klantcontact)]
        return shown, page.volgende and Plek.read(page.volgende.text())

    async def walk(self, eerste: int, between: Callable[[int], None] = lambda number: None) -> list[list[str]]:
        pages, na = [], None
        for number in range(400):
            shown, na = await self.page(eerste, na)
            pages.append(shown)
            if na is None:
                return pages
            between(number)
        raise AssertionError("the list does not end")


@pytest.mark.parametrize("eerste", [1, 3, 20, 100])
@pytest.mark.parametrize("rows", [0, 1, 20, 21, 40, 100, 101, 333])
async def test_the_whole_list_comes_page_by_page_and_each_page_is_one_request(eerste: int, rows: int) -> None:
    if eerste == 1 and rows > 40:
        return
    lijst = Lijst(rows)
    pages = await lijst.walk(eerste)
    assert [each for page in pages for each in page] == lijst.rows
    assert len(lijst.wire.requests) == len(pages) == max(1, -(-rows // eerste))
    assert {len(page) for page in pages[:-1]} <= {eerste}


@given(
    st.integers(0, 60),
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 20), st.integers(-3, 5)), max_size=6),
    st.booleans(),
)
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_whoever_stays_is_shown_once_whatever_comes_and_goes_in_front(
    rows: int, eerste: int, events: list[tuple[int, int]], within: bool
) -> None:
    """Rows come and go at the front of the list, between pages or between two requests for one page."""
    lijst = Lijst(rows)
    stays, planned, new = set(lijst.rows), dict(events), iter(range(1000, 2000))

    def happens(number: int) -> None:
        for _ in range(planned.get(number, 0)):
            lijst.rows.insert(0, uuid(next(new)))
        for _ in range(-min(0, planned.get(number, 0))):
            if lijst.rows:
                stays.discard(lijst.rows.pop(0))

    if within:
        lijst.happens = happens
    pages = asyncio.run(lijst.walk(eerste, (lambda number: None) if within else happens))
    shown = [each for page in pages for each in page]
    assert stays <= set(shown)
    if not within:
        assert len(shown) == len(set(shown))


@pytest.mark.parametrize("gone", [19, 20, 18])
async def test_the_last_row_shown_may_be_gone_itself(gone: int) -> None:
    lijst = Lijst(60)
    first, na = await lijst.page(20, None)
    assert first[-1] == lijst.rows[19]
    expected = [each for at, each in enumerate(lijst.rows) if at >= 20 and at != gone][:20]
    del lijst.rows[gone]
    shown, _ = await lijst.page(20, na)
    assert shown == expected and len(lijst.wire.requests) <= 3


async def test_of_a_list_that_became_short_the_page_behind_it_is_empty_and_no_error() -> None:
    lijst = Lijst(60)
    _, na = await lijst.page(20, None)
    _, na = await lijst.page(20, na)
    del lijst.rows[:59]  # what was last is first now
    shown, volgende = await lijst.page(20, na)
    assert (shown, volgende) == ([uuid(1)], None) and len(lijst.wire.requests) <= 5
    lijst.rows.clear()
    assert await lijst.page(20, na) == ([], None)
    always_gone = over(Wire(lambda _: json_answer({"status": 404, "code": "not_found"}, 404)))
    with pytest.raises(RegistryInvalid):  # of the first page nobody says that
        await always_gone.klantcontacten(scope_of(), KlantcontactVraag(WIE, 20, na), NONE, 1)


def test_one_page_always_holds_the_rows_that_are_wanted_and_hardly_more() -> None:
    for eerste in (1, 2, 20, 50, 100):
        for begin in [*range(600), *range(600, 10_000, 7), 10_000]:
            number, size = pagina(begin, begin + eerste + 1)
            assert (number - 1) * size <= begin and begin + eerste + 1 <= number * size and size <= 500
    assert Venster(20, None).vraag == (1, 20)
    lijst = Lijst(400)
    asyncio.run(lijst.walk(20))
    assert sum(lijst.asked) < 2 * 400


FORGED = [
    b"[]",
    b"null",
    b'["x",1]',
    b'["x",0,1]',
    b'["x",2,1]',
    b'["x",-1,5]',
    b'["x",10001,20000]',
    b'["x",1,1,1]',
    b"\xff",
]


@pytest.mark.parametrize("text", ["", "x", "é", "=" * 9, *(urlsafe_b64encode(each).decode() for each in FORGED)])
def test_what_is_no_place_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a place in this list$") as raised:
        Plek.read(text)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


async def test_the_stand_in_pages_through_the_adapter_as_the_city_has_it() -> None:
    adapter = KlantinteractiesAdapter(Upstream("klantinteracties", Sent()))
    wie, na, shown = Belanghebbende(BSN["wim"]), None, []
    while True:
        page = await adapter.klantcontacten(scope_of(), KlantcontactVraag(wie, 15, na), NONE, 1)
        shown += [row.uuid for row in page.klantcontacten if isinstance(row, Klantcontact)]
        if (na := page.volgende) is None:
            break
    assert shown == [each.uuid for each in CITY.encounters.of(7) if not each.confidential]
    assert adapter.dropped.rows == {}
