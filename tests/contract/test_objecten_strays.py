"""What the Objects API should not give: other kinds, other days, doubles, and what only we say of a message."""

import asyncio
from typing import Any

import pytest

from sources.core.errors import RegistryInvalid
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Melding
from tests.contract.test_objecten_adapter import (
    ANOTHER,
    DAY,
    ELS,
    GEHEIM,
    JAN,
    NONE,
    TODAY,
    adapter,
    conditions,
    melding,
    object_of,
    of,
    page,
    paged,
    says,
    titles,
)
from tests.contract.wire import always, scope_of

Row = dict[str, Any]


@pytest.mark.parametrize("data", [{}, {"naam": GEHEIM}, melding(1, belanghebbende=None), melding(1)], ids=str)
async def test_an_object_of_another_kind_is_dropped_whatever_it_holds(data: Row) -> None:
    one = adapter(always(page(object_of(data, ANOTHER), object_of(melding(2)))))
    assert titles((await one.meldingen(scope_of(), [JAN], TODAY, 1))[JAN]) == ["2"]
    assert one.dropped.rows == {"foreign": 1}


@pytest.mark.parametrize(("published", "shown"), [(0, True), (1, False), (-366, True), (-367, False)])
async def test_a_registry_that_ignores_the_days_shows_no_others(published: int, shown: bool) -> None:
    one = adapter(says(melding(1, publicatiedatum=str(TODAY + published * DAY))))
    assert titles((await one.meldingen(scope_of(), [JAN], TODAY, 1))[JAN]) == ["1"] * shown
    assert one.dropped.rows == ({} if shown else {"foreign": 1})


async def test_a_message_that_comes_on_two_pages_is_shown_once() -> None:
    rows = [object_of(melding(number)) for number in (1, 2, 2, 3)]
    assert [titles(found) for found in await of(paged(rows, 2), JAN)] == [["1", "2", "3"]]


async def test_what_only_we_say_of_a_message_is_not_taken_from_the_registry() -> None:
    ((plain, ours),) = await of(
        says(melding(1, regel="aanvraag_afgehandeld", niveau=3), melding(2, soort="hoger_niveau"))
    )
    assert isinstance(plain, Melding) and plain.regel is None and plain.niveau is None
    assert isinstance(ours, RegistryInvalid)


async def test_of_two_days_each_is_a_call_of_its_own() -> None:
    loader = ObjectenLoaders(adapter(wire := says()), scope_of()).meldingen
    await asyncio.gather(*(loader.load(((bsn, day), NONE)) for bsn in (JAN, ELS) for day in (TODAY, TODAY - DAY)))
    asked = [(conditions(wire, at)[1].rpartition("__")[2], conditions(wire, at)[-1]) for at in range(2)]
    both = f"belanghebbende__value__in__{JAN}|{ELS}"
    assert len(wire.requests) == 2 and asked == [(str(day), both) for day in (TODAY, TODAY - DAY)]
