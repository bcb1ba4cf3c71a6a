"""The BAG adapter on the wire: what it asks, and what it makes of whatever comes back."""

import asyncio
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.bag.adapter import BagAdapter
from sources.bag.loaders import BagLoaders
from sources.bag.records import AdresUitgebreid
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from tests.contract.kadaster_openapi import leaves
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

KEY, OTHER = "0518200000000001", "0518200000000002"
NONE = frozenset[str]()
HAL, PROBLEM = "application/hal+json", "application/problem+json"
GEHEIM = "geheim-7"
Row = dict[str, Any]


def adres(key: str = KEY, **other: Any) -> Row:
    return {"nummeraanduidingIdentificatie": key, "korteNaam": "Spui", "huisnummer": 70, "_links": {"self": {}}} | other


def honest(request: Request) -> Answer:
    return json_answer(adres(request.path.rpartition("/")[2]), media_type=HAL)


def says(row: Any) -> Wire:
    return always(json_answer(row, media_type=HAL))


def adapter(wire: Wire) -> BagAdapter:
    return BagAdapter(upstream("bag", wire))


async def read(row: Any) -> AdresUitgebreid | None:
    return await adapter(says(row)).adres(scope_of(), KEY, 1)


async def test_an_address_is_one_question_whose_key_is_not_recorded() -> None:
    wire, scope = Wire(honest), scope_of()
    found = await BagLoaders(adapter(wire), scope).adres.load((KEY, frozenset({"gebruiksdoelen"})))
    assert found == AdresUitgebreid(KEY)
    (request,) = wire.requests
    assert (request.method, request.path, request.query) == ("GET", f"/adressenuitgebreid/{KEY}", ())
    assert request.body is None and request.idempotent
    headers = {"Accept": "application/hal+json", "Accept-Crs": "epsg:28992"}
    assert {name: value for name, value in request.headers.items() if name != "traceparent"} == headers
    (call,) = scope.calls
    assert call.operation == "GET /adressenuitgebreid/{nummeraanduidingIdentificatie}"
    assert (call.asked, call.keys, call.wave, call.outcome) == (NONE, 1, 1, "200")


async def test_addresses_are_asked_one_by_one_all_under_way_together_and_none_of_them_twice() -> None:
    wire, scope = Wire(honest, seconds=0.01), scope_of()
    loader = BagLoaders(adapter(wire), scope).adres
    keys = [f"05182000000000{number:02}" for number in range(20)]
    found = await loader.load_many([(key, paths) for key in keys for paths in (NONE, frozenset({"oppervlakte"}))])
    assert [one.nummeraanduiding_identificatie for one in found if one] == [key for key in keys for _ in "12"]
    await loader.load((keys[3], frozenset({"pandStatussen"})))
    assert len(wire.requests) == wire.busiest == 20 and {call.wave for call in scope.calls} == {1}


async def test_an_address_is_read_whole_and_what_is_not_there_is_none() -> None:
    whole: Row = {
        "typeAdresseerbaarObject": "Verblijfsobject",
        "adresseerbaarObjectStatus": "Verblijfsobject in gebruik",
        "gebruiksdoelen": ["woonfunctie", "kantoorfunctie"],
        "oppervlakte": 97,
        "oorspronkelijkBouwjaar": ["1902", "1987"],
        "pandIdentificaties": ["0518100000000001", "0518100000000002"],
        "pandStatussen": ["Pand in gebruik"],
    }
    record = await read(adres(**whole))
    assert msgspec.to_builtins(record) == whole | {"nummeraanduidingIdentificatie": KEY}
    nothing = AdresUitgebreid(KEY, None, None, [], None, [], [], [])
    assert await read(adres()) == nothing
    assert await read(adres(typeAdresseerbaarObject=None, adresseerbaarObjectStatus=None, oppervlakte=None)) == nothing
    assert await read(adres(typeAdresseerbaarObject="iets_nieuws", gebruiksdoelen=["iets_nieuws"])) is not None


def test_every_field_is_one_of_the_openapi() -> None:
    published = set(leaves(shared("registers/bag/openapi.yaml"), "AdresUitgebreidHal"))
    assert {field.encode_name for field in msgspec.structs.fields(AdresUitgebreid)} <= published


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = RUBBISH[kind]
    if kind == "not found":
        answer = Answer(404, {"content-type": "text/html"}, b"<html>")
    loader = BagLoaders(adapter(always(answer)), scope_of()).adres
    errors = await asyncio.gather(*(loader.load((key, NONE)) for key in (KEY, OTHER)), return_exceptions=True)
    assert [type(error).__name__ for error in errors] == [name] * 2
    assert all(isinstance(error, RegistryError) and error.registry == "bag" for error in errors)
    assert not any(key in str(error) for error in errors for key in (KEY, OTHER))


@pytest.mark.parametrize(
    ("status", "name"), [(401, "RegistryUnavailable"), (406, "RegistryInvalid"), (410, "RegistryInvalid")]
)
async def test_another_refusal_is_named_after_what_it_is(status: int, name: str) -> None:
    with pytest.raises(RegistryError) as raised:
        await adapter(always(json_answer({"status": status}, status, PROBLEM))).adres(scope_of(), KEY, 1)
    assert type(raised.value).__name__ == name and KEY not in str(raised.value)


async def test_only_a_problem_of_the_registry_itself_says_that_there_is_no_address() -> None:
    scope = scope_of()
    none = json_answer({"status": 404, "title": "x", "code": "notFound"}, 404, PROBLEM)
    assert await BagLoaders(adapter(always(none)), scope).adres.load((KEY, NONE)) is None
    assert [call.outcome for call in scope.calls] == ["404"]
    bodies: list[Any] = [{}, {"message": "no Route matched"}, *({"status": wrong} for wrong in ("404", 400)), [], None]
    answers = [json_answer(body, 404) for body in bodies]
    answers += [Answer(404, {}, b""), json_answer({"status": 404}, 404, "text/plain")]
    answers += [Answer(404, {"content-type": PROBLEM}, text) for text in (b'{"status":', b"", b"\xff")]
    for answer in answers:
        with pytest.raises(RegistryInvalid):
            await adapter(always(answer)).adres(scope_of(), KEY, 1)


WRONG: dict[str, list[Any]] = {
    "nummeraanduidingIdentificatie": [OTHER, "", None, 518200000000001, [GEHEIM]],
    "oppervlakte": ["97", 97.5, [97]],
    "gebruiksdoelen": [None, GEHEIM, [1], {}],
    "oorspronkelijkBouwjaar": [[1902], 1902],
    "pandStatussen": [None, [None]],
    "adresseerbaarObjectStatus": [{}, 1],
}


@pytest.mark.parametrize("wrong", [{name: value} for name, values in WRONG.items() for value in values], ids=str)
async def test_what_is_no_address_or_another_one_is_no_answer_and_the_error_tells_nothing_of_it(wrong: Row) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await read(adres(**wrong))
    assert not any(text in str(raised.value) for text in (GEHEIM, KEY, OTHER)) and raised.value.__context__ is None


async def test_an_address_without_a_key_is_no_answer() -> None:
    row = adres()
    del row["nummeraanduidingIdentificatie"]
    for found in (row, {}, [adres()], {"_embedded": {"adressen": [adres()]}}):
        with pytest.raises(RegistryInvalid):
            await read(found)


async def test_one_address_that_fails_does_not_fail_the_others() -> None:
    def registry(request: Request) -> Answer:
        return honest(request) if request.path.endswith(KEY) else RUBBISH["no service"][0]

    loader = BagLoaders(adapter(wire := Wire(registry)), scope_of()).adres
    for _ in range(2):
        good, bad = await asyncio.gather(*(loader.load((key, NONE)) for key in (KEY, OTHER)), return_exceptions=True)
        assert isinstance(good, AdresUitgebreid) and type(bad).__name__ == "RegistryUnavailable"
    assert len(wire.requests) == 2


ALIKE = ["", "1", KEY[1:], f"{KEY}0", f"{KEY}\n", f" {KEY}", f"{KEY[:-1]}/", "0518010000000001", "..", "2517AA 70"]


@given(st.one_of(st.sampled_from(ALIKE), st.text("0123456789٢٣ /.", max_size=18), st.text(max_size=20)))
@settings(max_examples=60, deadline=None)
def test_what_is_no_nummeraanduiding_is_not_sent(key: str) -> None:
    wire = Wire(honest)

    async def operation() -> Any:
        loader = BagLoaders(adapter(wire), scope_of()).adres
        return await asyncio.gather(loader.load((key, NONE)), return_exceptions=True)

    assert [type(error) for error in asyncio.run(operation())] == [InvalidKey]
    assert wire.requests == []


async def test_the_canary_asks_nothing_as_nothing_is_about_a_person() -> None:
    assert await adapter(wire := Wire(honest)).canary(scope_of(), "999990019") is True
    assert wire.requests == []
