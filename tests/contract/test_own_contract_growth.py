"""Lists of the own contract that grow while they are read, and pages that begin at a place."""

from datetime import date

import pytest

from sources.core.contract import Lijst, Plaats
from tests.contract.test_own_contract_adapter import (
    BSN,
    BSNS,
    FACTUREN,
    NONE,
    Facturen,
    factuur,
    says,
    uuid,
    uuids,
    van,
)
from tests.contract.wire import scope_of


@pytest.mark.parametrize("new", [1, 2, 10])
async def test_rows_that_come_in_between_two_requests_of_a_call_break_nothing(new: int) -> None:
    """What was last moves up by as many places, so that the next request begins with rows seen before."""
    source = Facturen(
        [factuur(number * 100 + at, number, bsn) for at, bsn in enumerate(BSNS[:40]) for number in (1, 2)], 20
    )
    stood = {row["uuid"] for row in source.rows}

    def happens(number: int) -> None:
        if number == 1:
            source.rows.extend(factuur(9000 + each, 9) for each in range(new))

    source.happens = happens
    questions = [van(bsn) for bsn in BSNS[:40]]
    found = await FACTUREN.over(source.wire).zoek(scope_of(), questions, 20, NONE, 1)
    shown = [each for lijst in found.values() for each in uuids(lijst)]
    assert len(source.wire.requests) > 2 and len(shown) == len(set(shown)) and stood <= set(shown)


async def test_a_page_from_a_place_on_is_one_request_also_with_the_row_at_that_place() -> None:
    source = Facturen([factuur(number, number) for number in range(41)])
    first = await FACTUREN.loader(source.wire).rijen(van(), 20, NONE)
    assert first is not None
    _, place = first.bladzijde(20)
    second = await FACTUREN.loader(source.wire).rijen(van(na=place), 20, NONE)
    assert uuids(second) == [uuid(number) for number in range(20, 0, -1)]
    assert second is not None and second.meer
    assert [dict(request.query)["pageSize"] for request in source.wire.requests] == ["21", "22"]


@pytest.mark.parametrize("status", [None, 7, ["open"], {}])
async def test_a_status_of_another_shape_fails_no_more_than_its_row(status: object) -> None:
    rows = [FACTUREN.row(1), FACTUREN.row(2, status=status), FACTUREN.row(3)]
    found = (await FACTUREN.over(says(*rows)).zoek(scope_of(), [van()], 20, NONE, 1))[van()]
    assert isinstance(found, Lijst) and [place.uuid for place, _ in found.rijen] == [uuid(1), uuid(2), uuid(3)]
    wanted = van(BSN, ("open",))
    others = (await FACTUREN.over(says(*rows)).zoek(scope_of(), [wanted], 20, NONE, 1))[wanted]
    assert uuids(others) == [uuid(1), uuid(3)]


async def test_a_source_that_ignores_where_a_page_begins_or_which_statuses_shows_nothing_else() -> None:
    rows = [factuur(number, number) | {"status": "betaald" if number % 2 else "open"} for number in range(30, 0, -1)]
    one = FACTUREN.over(says(*rows, factuur(0) | {"status": "iets_nieuws"}))
    vraag = van(BSN, ("open", "aanmaning"), Plaats(date(2026, 1, 12), uuid(11)))
    found = (await one.zoek(scope_of(), [vraag], 20, NONE, 1))[vraag]
    assert uuids(found) == [uuid(number) for number in (10, 8, 6, 4, 2)] and one.dropped.rows == {"foreign": 16}
