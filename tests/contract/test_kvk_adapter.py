"""The KVK on the wire: what it told is read, kept for a day and asked once; a shielded address is never told."""

import asyncio
from typing import Any

import msgspec
import pytest

from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryUnavailable
from sources.core.transport import Answer, Request
from sources.kvk.adapter import KvkAdapter, Sleutel, Zoekvraag
from sources.kvk.loaders import KvkLoaders
from sources.kvk.records import Adres
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

KVK, BRANCH, NONE = "69599084", "000038509504", frozenset[str]()
HAL = "application/hal+json"
Json = dict[str, Any]


def recorded(name: str) -> Answer:
    body = shared(f"registers/kvk/testdata/{name}.json").read_bytes()
    return Answer(int(name[-3:]), {"content-type": HAL}, body)


def says(body: Json, status: int = 200) -> Wire:
    return always(json_answer(body, status, HAL))


def fout(code: str, status: int = 404) -> Wire:
    return says({"fout": [{"code": code, "omschrijving": "x"}]}, status)


def adapter(wire: Wire, **other: Any) -> KvkAdapter:
    return KvkAdapter(upstream("kvk", wire), **other)


async def test_the_recorded_profile_of_a_sole_trader_is_read_whole() -> None:
    wire = always(recorded("v1-basisprofielen-69599084_200"))
    found = await adapter(wire).basisprofiel(scope := scope_of(), KVK, 1)
    assert found is not None and found.embedded is not None and found.embedded.eigenaar is not None
    assert (found.naam, found.embedded.eigenaar.rsin) == ("Test EMZ Dagobert", None)
    assert found.embedded.eigenaar.rechtsvorm == "Eenmanszaak" and len(found.handelsnamen) == 8
    assert found.sbi_activiteiten[0].sbi_code == "10110"
    main = found.embedded.hoofdvestiging
    assert main is not None and main.vestigingsnummer == BRANCH and main.adressen[0].plaats == "Amsterdam"
    (request,) = wire.requests
    assert (request.method, request.path, request.query) == ("GET", f"/v1/basisprofielen/{KVK}", ())
    assert request.headers["Accept"] == HAL
    (call,) = scope.calls
    assert (call.operation, call.asked) == ("GET /v1/basisprofielen/{kvkNummer}", NONE)


async def test_the_recorded_profile_of_a_legal_person_tells_its_rsin() -> None:
    found = await adapter(always(recorded("v1-basisprofielen-90000749_200"))).basisprofiel(scope_of(), "90000749", 1)
    assert found is not None and found.embedded is not None and found.embedded.eigenaar is not None
    assert found.embedded.eigenaar.rsin == "992340597" and found.embedded.hoofdvestiging is None
    assert found.statutaire_naam == "Global Conron" and found.handelsnamen == []


async def test_the_recorded_branch_and_search_are_read() -> None:
    one = adapter(always(recorded("v1-vestigingsprofielen-000038509504_200")))
    branch = await one.vestigingsprofiel(scope_of(), BRANCH, 1)
    assert branch is not None and branch.kvk_nummer == KVK and branch.adressen[0].postcode == "1034WL"
    two = adapter(always(recorded("v2-zoeken_kvkNummer-69599084_200")))
    rows = await two.zoek(scope_of(), Zoekvraag(Sleutel.KVK, KVK), 1)
    assert [row.vestigingsnummer for row in rows] == ["000038509520", BRANCH] and two.dropped.rows == {}


@pytest.mark.parametrize("name", ["v1-basisprofielen-12345678_404", "v2-zoeken_kvkNummer-12345678_404"])
async def test_nothing_is_an_answer_too_and_kept_for_an_hour(name: str) -> None:
    now, wire = [0.0], always(recorded(name))
    one = adapter(wire, clock=lambda: now[0])
    for moment, requests in ((0.0, 1), (3599.0, 1), (3601.0, 2)):
        now[0] = moment
        if "zoeken" in name:
            assert await one.zoek(scope_of(), Zoekvraag(Sleutel.KVK, "12345678"), 1) == []
        else:
            assert await one.basisprofiel(scope_of(), "12345678", 1) is None
        assert len(wire.requests) == requests


@pytest.mark.parametrize("wire", [fout("IPD9999"), says({"detail": "no route"}, 404), fout("IPD0006", 400)])
async def test_a_404_that_is_not_the_registers_own_is_a_failure(wire: Wire) -> None:
    with pytest.raises(RegistryInvalid):
        await adapter(wire).basisprofiel(scope_of(), KVK, 1)


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_is_not_kept(kind: str) -> None:
    answer, name = RUBBISH[kind]
    one = adapter(wire := always(answer))
    for _ in range(2):
        with pytest.raises(RegistryError) as raised:
            await one.vestigingen(scope_of(), KVK, 1)
        assert type(raised.value).__name__ == name and KVK not in str(raised.value)
    assert len(wire.requests) == 2


async def test_another_organisation_or_branch_than_was_asked_is_no_answer() -> None:
    for call in (
        adapter(says({"kvkNummer": "12345678"})).basisprofiel(scope_of(), KVK, 1),
        adapter(says({"vestigingsnummer": "1" * 12})).vestigingsprofiel(scope_of(), BRANCH, 1),
    ):
        with pytest.raises(RegistryInvalid, match="another"):
            await call
    rows = [{"vestigingsnummer": "2" * 12, "kvkNummer": KVK}, {"vestigingsnummer": "1" * 12, "kvkNummer": "12345678"}]
    one = adapter(says({"vestigingen": rows}))
    assert [row.vestigingsnummer for row in await one.vestigingen(scope_of(), KVK, 1) or []] == ["2" * 12]
    assert one.dropped.rows == {"foreign": 1}


@pytest.mark.parametrize("sleutel", [Sleutel.KVK, Sleutel.RSIN, Sleutel.VESTIGING])
async def test_what_a_search_by_number_finds_of_others_is_dropped(sleutel: Sleutel) -> None:
    asked = {Sleutel.KVK: KVK, Sleutel.RSIN: "992340597", Sleutel.VESTIGING: BRANCH}[sleutel]
    own = {"kvkNummer": KVK, "rsin": "992340597", "vestigingsnummer": BRANCH}
    other = {"kvkNummer": "12345678", "rsin": "999800024", "vestigingsnummer": "1" * 12}
    one = adapter(says({"resultaten": [other, own, {**own, "kvkNummer": "x"}]}))
    assert len(await one.zoek(scope_of(), Zoekvraag(sleutel, asked), 1)) == 1
    assert one.dropped.rows == {"foreign": 2}


@pytest.mark.parametrize("said", ["Ja", "ja", "", None, "absent"])
def test_a_shielded_address_is_told_by_nobody(said: str | None) -> None:
    told: Json = {"type": "bezoekadres", "straatnaam": "Hobbemastraat", "huisnummer": 1, "volledigAdres": "geheim"}
    if said != "absent":
        told["indAfgeschermd"] = said
    address = msgspec.convert(told, Adres)
    assert (address.type, address.straatnaam, address.huisnummer, address.volledig_adres) == (
        "bezoekadres",
        *[None] * 3,
    )
    assert msgspec.convert(told | {"indAfgeschermd": "Nee"}, Adres).volledig_adres == "geheim"


async def test_the_address_of_a_shielded_branch_is_not_told_and_the_main_one_comes_first() -> None:
    rows = [
        {"vestigingsnummer": "3" * 12, "indAdresAfgeschermd": "Ja", "volledigAdres": "geheim"},
        {"vestigingsnummer": "2" * 12, "indAdresAfgeschermd": "Nee", "volledigAdres": "Markt 1"},
        {"vestigingsnummer": "4" * 12, "indHoofdvestiging": "Ja", "volledigAdres": "geheim"},
    ]
    found = await adapter(says({"vestigingen": rows})).vestigingen(scope_of(), KVK, 1)
    assert [(row.vestigingsnummer[0], row.volledig_adres) for row in found or []] == [
        ("4", None),
        ("2", "Markt 1"),
        ("3", None),
    ]


@pytest.mark.parametrize("number", ["", "1234567", "123456789", "1234567a", "../x", "٩٠٠٠١٠٠١"])
async def test_what_is_no_number_is_not_sent(number: str) -> None:
    one, wire = adapter(wire := says({})), wire
    loaders = KvkLoaders(one, scope_of())
    calls = [
        one.basisprofiel(scope_of(), number, 1),
        one.vestigingen(scope_of(), number, 1),
        one.vestigingsprofiel(scope_of(), number, 1),
        loaders.profielen.load((number, NONE)),
        *(one.zoek(scope_of(), Zoekvraag(each, number), 1) for each in Sleutel if each is not Sleutel.NAAM),
        one.zoek(scope_of(), Zoekvraag(Sleutel.NAAM, " "), 1),
    ]
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(error) for error in errors} == {InvalidKey} and wire.requests == []


async def test_many_who_ask_at_once_are_one_call_and_a_day_later_another() -> None:
    now = [0.0]
    wire = Wire(lambda _: recorded("v1-basisprofielen-69599084_200"), seconds=0.01)
    one = adapter(wire, clock=lambda: now[0])
    found = await asyncio.gather(*(one.basisprofiel(scope_of(), KVK, 1) for _ in range(50)))
    assert len(wire.requests) == 1 and all(each is found[0] for each in found)
    now[0] = 86_399.0
    loaders = KvkLoaders(one, scope := scope_of())
    assert await loaders.profielen.load((KVK, NONE)) is found[0] and scope.calls == []
    now[0] = 86_401.0
    await one.basisprofiel(scope_of(), KVK, 1)
    assert len(wire.requests) == 2


async def test_no_more_is_kept_than_there_is_room_for_and_nothing_that_was_found_by_a_name() -> None:
    def answer(request: Request) -> Answer:
        if request.path == "/v2/zoeken":
            return json_answer({"resultaten": [{"kvkNummer": KVK, "naam": "x"}]}, media_type=HAL)
        return json_answer({"kvkNummer": request.path.rpartition("/")[2]}, media_type=HAL)

    one = adapter(wire := Wire(answer), capacity=2)
    for kvk in ("00000001", "00000002", "00000003", "00000001"):
        await one.basisprofiel(scope_of(), kvk, 1)
    assert len(wire.requests) == 4
    for _ in range(2):
        await one.zoek(scope_of(), Zoekvraag(Sleutel.NAAM, " Bakkerij "), 1)
    assert [request.query for request in wire.requests[4:]] == [
        (("naam", "Bakkerij"), ("resultatenPerPagina", "100"))
    ] * 2
    assert "Bakkerij" not in repr(Zoekvraag(Sleutel.NAAM, "Bakkerij"))


async def test_a_register_that_is_down_is_asked_again_and_the_rest_of_who_wait_hear_it() -> None:
    wire = Wire(lambda _: json_answer({}, 503), seconds=0.01)
    one = adapter(wire)
    errors = await asyncio.gather(*(one.basisprofiel(scope_of(), KVK, 1) for _ in range(5)), return_exceptions=True)
    assert {type(error) for error in errors} == {RegistryUnavailable} and len(wire.requests) == 1
    assert await one.canary(scope_of(), "999999990") is True
