"""The Signalen adapter on the wire: by key what anybody may know, by address no more than its reporter may see."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.place import Plek
from sources.core.transport import Answer, Request
from sources.signalen.adapter import SignalenAdapter
from sources.signalen.loaders import SignalenLoaders
from sources.signalen.records import Gemeld, Location, Signal
from sources.signalen.vraag import Melder, moment_of, place_of
from tests.contract.signalen import BASE, CITY, INDEX, ask, mailbox, reports
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

ANNA, JAN = "anna@example.com", "jan@example.com"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = "5d3aace0-3125-4888-beeb-54b1842c5f52"
GEHEIM = "geheim-7"
NONE = frozenset[str]()
Row = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=number))


def row(number: int, email: str | None = ANNA, **other: Any) -> Row:
    """A report of so many hours ago; whatever employees and reporters wrote says so."""
    made = (NOON - timedelta(hours=number)).isoformat()
    return {
        "id": number, "id_display": f"SIG-{number}", "signal_id": uuid(number), "text": f"tekst {number}",
        "status": {"text": GEHEIM, "user": GEHEIM, "state": "b", "created_at": made}, "created_at": made,
        "updated_at": made, "location": {"area_name": "Laak", "stadsdeel": "C", "address_text": f"straat {number}"},
        "category": {"main": "Afval", "sub": "Container", "departments": GEHEIM}, "text_extra": GEHEIM,
        "reporter": {"email": email, "phone": GEHEIM}, "notes": [{"text": GEHEIM}], "has_parent": False,
        "assigned_user_email": GEHEIM,
    } | other  # fmt: skip


def page(*rows: Row, following: str | None = None) -> Answer:
    links = {"self": {"href": "x"}, "next": {"href": following}, "previous": {"href": None}}
    return json_answer({"_links": links, "count": len(rows), "results": rows})


def adapter(wire: Wire) -> SignalenAdapter:
    return SignalenAdapter(upstream("signalen", wire))


async def van(wire: Wire, **more: Any) -> Gemeld:
    return await adapter(wire).van(scope_of(), Melder(**({"adres": ANNA} | more)), 1)


def numbers(found: Gemeld) -> list[str | None]:
    return [each.id_display if isinstance(each, Signal) else type(each).__name__ for each in found.meldingen]


# By address


async def test_an_address_is_one_question_that_no_trace_tells() -> None:
    wire, scope = always(page(row(1), row(2))), scope_of()
    loader = SignalenLoaders(adapter(wire), scope).gemeld
    found, again = await loader.load_many([(Melder(ANNA), NONE), (Melder(ANNA), frozenset({"text"}))])
    assert found is not None and found is again and numbers(found) == ["SIG-1", "SIG-2"] and found.volgende is None
    (request,) = wire.requests
    assert (request.method, request.path, request.idempotent) == ("GET", "/private/signals/", True)
    assert request.query == (("reporter_email", ANNA), ("ordering", "-created_at"), ("page_size", "21"))
    (call,) = scope.calls
    assert (call.operation, call.keys, call.wave) == ("GET /private/signals/", 1, 1)
    assert not any(each in repr((scope, found, Melder(ANNA))) for each in (ANNA, "SIG-1", "tekst"))


async def test_of_a_report_under_an_address_nothing_is_told_that_anybody_could_have_made_up() -> None:
    (one,) = (await van(always(page(row(1))))).meldingen
    made = NOON - timedelta(hours=1)
    assert isinstance(one, Signal) and (one.text, one.location) == (None, Location("Laak", "C"))
    assert one.category is not None and (one.category.main, one.category.sub) == ("Afval", "Container")
    assert one.status is not None and (one.status.state, one.status.created_at) == ("b", made)
    (own,) = (await van(always(page(row(1))), eigen=frozenset({uuid(1)}))).meldingen
    assert isinstance(own, Signal) and (own.text, own.location) == ("tekst 1", Location("Laak", "C", "straat 1"))
    for each in (one, own):
        assert GEHEIM not in str([getattr(each, name) for name in each.__struct_fields__])


@pytest.mark.parametrize("adres", ["", " ", "anna", "@", "anna@", "@example.com", "a@b", "anna@example.com ", "*****",
                                   "a@example.com,b@example.com", "anna @example.com", "é" * 250 + "@a.nl", "*@a.nl",
                                   "anna@example.com\n", "anna@-x.nl", "anna@x..nl"])  # fmt: skip
async def test_what_is_no_address_never_leaves(adres: str) -> None:
    wire = always(page(row(1)))
    with pytest.raises(InvalidKey):
        await van(wire, adres=adres)
    assert wire.requests == []


async def test_reports_under_another_address_are_dropped_and_counted() -> None:
    rows = [
        row(1, JAN),
        row(2),
        row(3, None),
        row(4, ""),
        row(5, "ANNA@Example.com"),
        row(6, "anna@example.com.evil.nl"),
    ]
    one = adapter(always(page(*rows)))
    found = await one.van(scope_of(), Melder(ANNA), 1)
    assert numbers(found) == ["SIG-2", "SIG-5"] and one.dropped.rows == {"foreign": 4}


async def test_where_an_account_may_not_see_addresses_the_filter_is_the_control() -> None:
    assert numbers(await van(always(page(row(1, "*****"), row(2, "*****"))))) == ["SIG-1", "SIG-2"]


async def test_a_part_into_which_a_report_was_split_is_left_out() -> None:
    one = adapter(always(page(row(1), row(2, has_parent=True), row(3))))
    assert numbers(await one.van(scope_of(), Melder(ANNA), 1)) == ["SIG-1", "SIG-3"]
    assert one.dropped.rows == {"withheld": 1}


async def test_a_report_that_cannot_be_read_is_an_error_in_its_place() -> None:
    found = await van(always(page(row(1), row(2, text=7), row(3))))
    assert numbers(found) == ["SIG-1", "RegistryInvalid", "SIG-3"]


@pytest.mark.parametrize(
    "rows",
    [
        [{}],
        [row(1, created_at=None)],
        [row(1, created_at="2026-11-23T12:00:00")],
        [row(1, signal_id=None)],
        [row(1, reporter=None)],
        [row(2), row(1)],
        ["x"],
    ],
    ids=str,
)
async def test_what_cannot_be_placed_or_stands_in_another_order_fails_all(rows: list[Any]) -> None:
    with pytest.raises(RegistryInvalid):
        await van(always(page(*rows)))


# Pages


def paged(rows: list[Row], *, honours: bool = True) -> Wire:
    """A registry with these reports, which may not honour a moment."""

    def registry(request: Request) -> Answer:
        query = dict(request.query)
        before, size = query.get("created_before"), int(query["page_size"])
        behind = [each for each in rows if before is None or not honours or each["created_at"] <= before]
        return page(*behind[:size], following="x" if len(behind) > size else None)

    return Wire(registry)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7, 12])
async def test_pages_join_without_a_gap_or_a_double(count: int) -> None:
    rows, seen, na = [row(number) for number in range(count)], [], None
    for _ in range(count // 3 + 1):
        found = await van(paged(rows), eerste=3, na=na)
        seen += numbers(found)
        na = found.volgende
        if na is None:
            break
    assert na is None and seen == [f"SIG-{number}" for number in range(count)]


async def test_parts_make_a_page_shorter_and_it_says_that_there_is_more() -> None:
    rows = [row(number, has_parent=number < 4) for number in range(6)]
    first = await van(paged(rows), eerste=3)
    assert numbers(first) == [] or first.volgende is not None
    seen, na = numbers(first), first.volgende
    while na is not None:
        found = await van(paged(rows), eerste=3, na=na)
        seen += numbers(found)
        na = found.volgende
    assert seen == ["SIG-4", "SIG-5"]


async def test_a_registry_that_ignores_the_moment_or_the_address_gives_nothing_of_it() -> None:
    rows, na = [row(number) for number in range(9)], place_of(NOON - timedelta(hours=6), uuid(6))
    with pytest.raises(RegistryInvalid):
        await van(paged(rows, honours=False), eerste=3, na=na)
    with pytest.raises(RegistryInvalid):
        await van(always(page(row(1, JAN), row(2, JAN), following="x")))


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from([ANNA, JAN, "*****", None, "", "Anna@EXAMPLE.com"]),
                          st.booleans(), st.booleans()), max_size=12), st.integers(1, 5))  # fmt: skip
@settings(max_examples=120, deadline=None, derandomize=True)
def test_nobody_ever_sees_a_report_of_another(made: list[tuple[int, str | None, bool, bool]], eerste: int) -> None:
    """Whatever a registry answers: only reports that are under the address, and of others than one's own no words."""
    rows = [row(hours, email, has_parent=part) for hours, email, part, _ in sorted(made, key=lambda each: each[0])]
    own = frozenset(uuid(hours) for hours, _, _, linked in made if linked)
    one = adapter(always(page(*rows)))
    found = asyncio.run(_read(one, Melder(ANNA, own, eerste)))
    theirs = {uuid(hours) for hours, email, _, _ in made if email in (ANNA, "*****", "Anna@EXAMPLE.com")}
    for each in found.meldingen:
        assert isinstance(each, Signal) and each.signal_id in theirs
        exact = each.location is not None and each.location.address_text is not None
        assert (each.text is not None, exact) == (each.signal_id in own,) * 2
    assert len(found.meldingen) <= eerste


async def _read(one: SignalenAdapter, melder: Melder) -> Gemeld:
    return await one.van(scope_of(), melder, 1)


# By key


async def test_a_report_by_its_key_tells_no_more_than_anybody_may_know() -> None:
    wire, scope = always(json_answer(row(1) | {"status": {"state": "OPEN"}})), scope_of()
    found = await SignalenLoaders(adapter(wire), scope).openbaar.load((uuid(1), NONE))
    assert found is not None and (found.id_display, found.text, found.location, found.category) == (
        "SIG-1",
        *[None] * 3,
    )
    (request,) = wire.requests
    assert (request.method, request.path, request.query) == ("GET", f"/public/signals/{uuid(1)}", ())
    (call,) = scope.calls
    assert call.operation == "GET /public/signals/{signal_id}" and uuid(1) not in repr(scope)


async def test_a_report_that_is_gone_is_none_and_a_404_of_a_gateway_is_a_fault() -> None:
    gone = always(json_answer({"detail": "No Signal matches the given query."}, 404))
    assert await adapter(gone).openbaar(scope_of(), uuid(1), 1) is None
    for strange in (Answer(404, {"content-type": "text/html"}, b"<html>"), json_answer({}, 404)):
        with pytest.raises(RegistryInvalid):
            await adapter(always(strange)).openbaar(scope_of(), uuid(1), 1)


async def test_another_report_than_was_asked_and_a_key_that_is_none_are_refused() -> None:
    with pytest.raises(RegistryInvalid):
        await adapter(always(json_answer(row(2)))).openbaar(scope_of(), uuid(1), 1)
    wire = always(json_answer(row(1)))
    for key in ("", "1", "../private/signals/1", f"{uuid(1)}/history"):
        with pytest.raises(InvalidKey):
            await adapter(wire).openbaar(scope_of(), key, 1)
    assert wire.requests == []


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_has_a_name(kind: str) -> None:
    answer, expected = RUBBISH[kind]
    for asked in (van(always(answer)), adapter(always(answer)).openbaar(scope_of(), uuid(1), 1)):
        with pytest.raises(RegistryError) as failed:
            await asked
        assert type(failed.value).__name__ == expected and ANNA not in str(failed.value)


# The canary


async def test_the_canary_asks_for_an_address_that_nobody_has_and_another_each_time() -> None:
    wire = always(page())
    assert await adapter(wire).canary(scope_of(), "111222333") and await adapter(wire).canary(scope_of(), "111222333")
    asked = [dict(request.query) for request in wire.requests]
    assert len({each["reporter_email"] for each in asked}) == 2
    assert all(each["reporter_email"].endswith("@kanarie.invalid") and each["page_size"] == "1" for each in asked)
    assert "111222333" not in str(wire.requests)
    for found in (page(row(1)), json_answer({"_links": {"next": {"href": None}}, "count": 3, "results": []})):
        assert not await adapter(always(found)).canary(scope_of(), "111222333")


# What was recorded


def recorded(name: str) -> Answer:
    told = json.loads(shared(f"recorded/signalen/{name}.json").read_text())
    return json_answer(told["body"], told["status"])


@pytest.mark.parametrize(
    ("name", "adres", "shown", "foreign", "more"),
    [
        ("06-private-signals", ANNA, ["SIG-2", "SIG-1"], 1, False),
        ("07-private-signals-reporter_email", ANNA, ["SIG-2", "SIG-1"], 0, False),
        ("08-private-signals-reporter_email-empty", JAN, ["SIG-3"], 2, False),
        ("10-private-signals-unknown-param", ANNA, ["SIG-2", "SIG-1"], 1, False),
        ("11-private-signals-page_size", ANNA, ["SIG-2"], 1, True),
        ("17-private-no-auth", JAN, ["SIG-3"], 2, False),
    ],
)
async def test_what_signalen_answered_is_read(
    name: str, adres: str, shown: list[str], foreign: int, more: bool
) -> None:
    one = adapter(always(recorded(name)))
    found = await one.van(scope_of(), Melder(adres), 1)
    assert numbers(found) == shown and one.dropped.rows["foreign"] == foreign and (found.volgende is not None) is more
    for each in found.meldingen:
        assert isinstance(each, Signal) and each.status is not None and each.status.state == "m" and each.text is None
        assert each.created_at is not None and each.created_at.utcoffset() == timedelta(hours=1)


async def test_what_signalen_tells_anybody_and_how_it_refuses_are_read() -> None:
    found = await adapter(always(recorded("15-public-signal"))).openbaar(scope_of(), KEY, 1)
    assert found is not None and found.id_display == "SIG-3" and found.status is not None
    assert found.status.state == "OPEN"
    assert await adapter(always(recorded("16-private-404"))).openbaar(scope_of(), KEY, 1) is None
    with pytest.raises(RegistryInvalid):
        await van(always(recorded("12-private-signals-page9")))
    with pytest.raises(RegistryError):
        await van(always(recorded("18-my-signals-no-token")))


# Over the stand-in, which shares no code with it


async def over(request: Request) -> Answer:
    query = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in request.query)
    answer = await ask(f"{request.method} {request.path}?{query}")
    return Answer(answer.status_code, dict(answer.headers), answer.content)


class _Stand:
    """The stand-in as a transport."""

    async def send(self, request: Request, seconds: float) -> Answer:
        return await over(request)

    async def close(self) -> None: ...


async def test_everything_that_was_reported_under_an_address_comes_page_by_page() -> None:
    one = SignalenAdapter(upstream("signalen", _Stand()))  # type: ignore[arg-type]
    for name, eerste in (("wim", 20), ("wim", 7), ("jan", 2), ("willemijn", 20)):
        mine = [each for each in reports(name) if not each.part]
        seen: list[Any] = []
        na: Plek | None = None
        while True:
            found = await one.van(scope_of(), Melder(mailbox(name), eerste=eerste, na=na), 1)
            seen += found.meldingen
            na = found.volgende
            if na is None:
                break
            assert moment_of(na) <= datetime.now(UTC)
        assert [each.signal_id for each in seen] == [each.uuid for each in mine]
    assert await one.canary(scope_of(), "111222333") and one.dropped.rows["foreign"] == 0
    state = await one.openbaar(scope_of(), CITY.reports.of(INDEX["fatima"])[0].uuid, 1)
    assert state is not None and state.status is not None and state.status.state == "OPEN" and BASE
