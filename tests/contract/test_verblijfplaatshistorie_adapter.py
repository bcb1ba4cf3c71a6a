"""The adapter of the history of addresses on the wire: one person at a time, whole, and nothing of nobody."""

import asyncio
from datetime import date
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.city import City
from sources.city.personas import PERSONAS
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.verblijfplaatshistorie import stub
from sources.verblijfplaatshistorie.adapter import VerblijfplaatshistorieAdapter, Vraag
from sources.verblijfplaatshistorie.loaders import VerblijfplaatshistorieLoaders
from sources.verblijfplaatshistorie.records import VerblijfplaatsVoorkomen
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream

TODAY = date(2026, 11, 23)
JAN, ELS, NOBODY = PERSONAS[0].bsn, PERSONAS[8].bsn, "000000024"
PATHS = frozenset({"type", "datumVan"})
ABSENT = json_answer({"status": 404, "code": "notFound"}, 404, "application/problem+json")
Row = dict[str, Any]


def says(*rows: Any) -> Wire:
    return always(json_answer({"verblijfplaatsen": rows}))


def adapter(wire: Wire) -> VerblijfplaatshistorieAdapter:
    return VerblijfplaatshistorieAdapter(upstream("verblijfplaatshistorie", wire))


def loader(wire: Wire) -> Any:
    return VerblijfplaatshistorieLoaders(adapter(wire), scope_of()).verblijfplaatsen


async def test_a_life_is_one_call_with_the_person_in_the_body_only_and_today_is_part_of_it() -> None:
    wire, scope = says({"type": "Adres"}), scope_of()
    load = VerblijfplaatshistorieLoaders(adapter(wire), scope).verblijfplaatsen.load
    one, other = await asyncio.gather(load((Vraag(JAN, TODAY), PATHS)), load((Vraag(JAN, TODAY), frozenset({"type"}))))
    assert one is other and one == [VerblijfplaatsVoorkomen("Adres")]
    assert wire.bodies == [
        {"type": "RaadpleegMetPeriode", "burgerservicenummer": JAN, "datumVan": "1850-01-01", "datumTot": "2026-11-24"}
    ]
    [request], [call] = wire.requests, scope.calls
    assert (request.method, request.path, request.query) == ("POST", "/verblijfplaatshistorie", ())
    assert (call.operation, call.asked, call.keys, call.wave) == ("POST /verblijfplaatshistorie", frozenset(), 1, 1)
    assert JAN not in str((request.path, request.headers)) and JAN not in repr(Vraag(JAN, TODAY))


async def test_each_person_is_a_call_of_its_own() -> None:
    wire = says()
    await loader(wire).load_many([(Vraag(bsn, TODAY), PATHS) for bsn in (JAN, ELS)])
    assert [body["burgerservicenummer"] for body in wire.bodies] == [JAN, ELS]


async def test_who_is_not_known_has_no_history_and_a_gateways_404_is_no_such_answer() -> None:
    assert await adapter(always(ABSENT)).van(scope_of(), Vraag(JAN, TODAY), 1) is None
    with pytest.raises(RegistryInvalid):
        await adapter(always(json_answer({"status": 500}, 404))).van(scope_of(), Vraag(JAN, TODAY), 1)


async def test_a_place_that_cannot_be_read_is_its_own_error_in_its_own_place() -> None:
    rows = [{"type": "Adres"}, {"type": 7}, {}, {"type": "Locatie", "datumVan": "2020"}, {"type": "Locatie"}]
    found = await adapter(says(*rows)).van(scope_of(), Vraag(JAN, TODAY), 1)
    assert [getattr(row, "type", type(row).__name__) for row in found or ()] == [
        *("Adres", "RegistryInvalid", "RegistryInvalid", "RegistryInvalid", "Locatie"),
    ]


@given(st.text(max_size=12).filter(lambda text: not valid_bsn(text)))
@settings(max_examples=30, deadline=None)
def test_no_text_at_all_is_sent_as_a_bsn(text: str) -> None:
    wire = says({"type": "Adres"})

    async def operation() -> Any:
        load = loader(wire).load((Vraag(text, TODAY), PATHS))
        return await asyncio.gather(load, adapter(wire).canary(scope_of(), text), return_exceptions=True)

    assert [type(error) for error in asyncio.run(operation())] == [InvalidKey, InvalidKey]
    assert wire.requests == []


@pytest.mark.parametrize("kind", sorted(RUBBISH))
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = RUBBISH[kind]
    with pytest.raises(RegistryError) as raised:
        await loader(always(answer)).load((Vraag(JAN, TODAY), PATHS))
    assert type(raised.value).__name__ == name and JAN not in str(raised.value)


async def test_the_canary_lives_where_the_person_is_honoured_and_dies_where_it_is_not() -> None:
    for wire in (says(), always(ABSENT)):
        assert await adapter(wire).canary(scope_of(), NOBODY) is True
        assert [body["burgerservicenummer"] for body in wire.bodies] == [NOBODY]
    assert await adapter(says({"type": "Adres"})).canary(scope_of(), NOBODY) is False


async def test_the_places_of_the_city_are_read_whole() -> None:
    play, shapes = stub.stub_app(City(2026, TODAY)), set()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(play), base_url="http://historie") as client:
        for persona in PERSONAS:
            body = {"type": "RaadpleegMetPeriode", "burgerservicenummer": persona.bsn}
            answer = await client.post(
                "/verblijfplaatshistorie", json={**body, "datumVan": "1850-01-01", "datumTot": "2026-11-24"}
            )
            rows = answer.json()["verblijfplaatsen"]
            found = await adapter(says(*rows)).van(scope_of(), Vraag(persona.bsn, TODAY), 1)
            for row, record in zip(rows, found or (), strict=True):
                assert isinstance(record, VerblijfplaatsVoorkomen)
                row.pop("adressering", None)  # its lines are made of the parts, in one way for every registry
                assert without_nothing(msgspec.to_builtins(record)) == row
                shapes.add(record.type)
    assert len(shapes) == 4


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return value
