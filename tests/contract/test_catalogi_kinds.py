"""Which URLs a kind of zaak has: asked once, kept as long as a type, forgotten with it."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from sources.catalogi.adapter import CatalogiAdapter
from sources.catalogi.loaders import CatalogiLoaders
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryTooSlow, RegistryUnavailable
from sources.core.transport import Answer, Request
from tests.contract.wire import Wire, json_answer, scope_of, upstream


def url(number: int) -> str:
    return f"http://binnen:8000/catalogi/api/v1/zaaktypen/{UUID(int=number, version=4)}"


ROWS = [{"url": url(number), "identificatie": kind} for number, kind in enumerate(["A", "B", "A", None])]


class Clock:
    """A time that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def catalogue(seconds: float = 0.0, rows: list[Any] = ROWS) -> Wire:
    def answer(request: Request) -> Answer:
        assert request.path == "/zaaktypen" and dict(request.query)["status"] == "definitief"
        return json_answer({"count": len(rows), "next": None, "results": rows})

    return Wire(answer, seconds)


def adapter(wire: Wire, clock: Clock | None = None) -> CatalogiAdapter:
    return CatalogiAdapter(upstream("catalogi", wire), ttl=100.0, clock=clock or Clock())


async def test_a_kind_is_all_its_versions_and_an_unknown_one_is_none() -> None:
    wire = catalogue()
    one = adapter(wire)
    loaders = CatalogiLoaders(one, scope_of())
    assert await loaders.soorten(["A", "X", "B", "A"]) == (url(0), url(2), url(1))
    assert await loaders.soorten(["X"]) == await loaders.soorten([]) == ()
    assert len(wire.requests) == 1 and one.known(ZaakType, url(2)) is not None, "the types are in memory from then on"


async def test_who_come_at_once_wait_for_one_request_and_who_leaves_does_not_stop_it() -> None:
    wire = catalogue(0.05)
    one = adapter(wire)
    hasty = asyncio.ensure_future(one.soorten(scope_of(0.01), 1))
    patient = [one.soorten(scope_of(), 1) for _ in range(5)]
    with pytest.raises(RegistryTooSlow):
        await hasty
    assert [each["B"] for each in await asyncio.gather(*patient)] == [(url(1),)] * 5
    assert len(wire.requests) == 1


async def test_it_is_asked_again_after_its_time_and_after_a_change() -> None:
    wire, clock = catalogue(), Clock()
    one = adapter(wire, clock)
    for now, asked in ((0.0, 1), (99.0, 1), (101.0, 2), (150.0, 2)):
        clock.now = now
        await one.soorten(scope_of(), 1)
        assert len(wire.requests) == asked
    one.forget(url(0))
    await one.soorten(scope_of(), 1)
    assert len(wire.requests) == 3


async def test_a_failure_is_told_and_not_kept() -> None:
    answers = [Answer(503, {}, b""), json_answer({"count": 1, "next": None, "results": ROWS[:1]})]
    one = adapter(Wire(lambda _: answers.pop(0)))
    with pytest.raises(RegistryUnavailable):
        await one.soorten(scope_of(), 1)
    assert await one.soorten(scope_of(), 1) == {"A": (url(0),)}
