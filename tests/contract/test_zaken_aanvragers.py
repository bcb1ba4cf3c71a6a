"""Who started the zaak of a number: asked in two calls, and nobody else's BSN comes along."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from sources.city import PERSONAS, City
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.zaken.loaders import ZakenLoaders
from tests.contract.openzaak import Zaaksysteem
from tests.contract.wire import RUBBISH, Wire, json_answer, scope_of
from tests.contract.zaaksysteem import BSN, BSNS, ZAAKVERTROUWELIJK, Row, adapter, uuid, zaak
from tests.shared import shared

NUMBER = "ZAAK-2026-0000000001"
CITY = City(2026, date(2026, 11, 23))


def rol(number: int = 1, bsn: str = BSN, **other: Any) -> Row:
    """A rol of a zaak as Open Zaak gives it (recording 77), as far as it matters."""
    return {
        "url": f"https://zaken.example/api/rollen/{uuid(900 + number)}",
        "uuid": uuid(900 + number),
        "zaak": f"https://zaken.example/api/zaken/{uuid(number)}",
        "betrokkene": "",
        "betrokkeneType": "natuurlijk_persoon",
        "omschrijvingGeneriek": "initiator",
        "betrokkeneIdentificatie": {"inpBsn": bsn, "anpIdentificatie": "", "geslachtsnaam": "geheim"},
    } | other


class System:
    """A zaaksysteem that answers these zaken and rollen, whatever it is asked."""

    def __init__(self, zaken: list[Row], rollen: list[Row] | None = None) -> None:
        self.zaken, self.rollen = zaken, [rol()] if rollen is None else rollen
        self.wire = Wire(self.answer)

    def answer(self, request: Request) -> Answer:
        if request.path == "/zaken/_zoek":
            return page(self.zaken)
        asked = dict(request.query)["zaak"]
        return page([each for each in self.rollen if each["zaak"] == asked or each.get("stray")])


def page(rows: list[Row]) -> Answer:
    return json_answer({"count": len(rows), "next": None, "previous": None, "results": rows})


async def ask(system: System, number: str = NUMBER) -> frozenset[str]:
    return await adapter(system.wire).aanvragers(scope_of(), number, ZAAKVERTROUWELIJK, 1)


async def test_it_takes_two_calls_and_the_number_stands_in_no_address() -> None:
    system, scope = System([zaak(1)]), scope_of()
    found = await adapter(system.wire).aanvragers(scope, NUMBER, ZAAKVERTROUWELIJK, 1)
    assert found == {BSN}
    search, roles = system.wire.requests
    assert (search.method, search.path, search.query) == ("POST", "/zaken/_zoek", (("pageSize", "5"),))
    assert system.wire.bodies == [{"identificatie": NUMBER, "maximaleVertrouwelijkheidaanduiding": "zaakvertrouwelijk"}]
    assert (roles.method, roles.path, roles.query) == (
        "GET",
        "/rollen",
        (
            ("zaak", f"https://zaken.example/api/zaken/{uuid(1)}"),
            ("omschrijvingGeneriek", "initiator"),
            ("betrokkeneType", "natuurlijk_persoon"),
        ),
    )
    assert NUMBER not in str([(r.path, r.query, r.headers) for r in system.wire.requests])
    assert [(call.operation, call.wave) for call in scope.calls] == [("POST /zaken/_zoek", 1), ("GET /rollen", 2)]


@pytest.mark.parametrize("number", ["", " ", "\n", "x" * 41, "ZAAK\x00", "*", "%", "a,b", "²" * 50])
async def test_what_is_no_number_of_a_zaak_is_not_sent(number: str) -> None:
    system = System([zaak(1)])
    if number.strip():
        with pytest.raises(InvalidKey) as fault:
            await ask(system, number)
        assert number not in str(fault.value)
    else:
        loader = ZakenLoaders(adapter(system.wire), scope_of()).aanvragers
        with pytest.raises(InvalidKey):
            await loader.load((number.strip(), frozenset()))
    assert system.wire.requests == []


async def test_a_registry_that_ignores_the_number_gives_nobody_away() -> None:
    system = System([zaak(number) for number in range(2, 7)], [rol(number) for number in range(2, 7)])
    one = adapter(system.wire)
    assert await one.aanvragers(scope_of(), NUMBER, ZAAKVERTROUWELIJK, 1) == frozenset()
    assert one.dropped.rows == {"foreign": 5} and len(system.wire.requests) == 1


@pytest.mark.parametrize(("grade", "shown"), [("zaakvertrouwelijk", True), ("vertrouwelijk", False), ("", False)])
async def test_a_zaak_that_may_not_be_seen_has_no_initiator(grade: str, shown: bool) -> None:
    system = System([zaak(1, vertrouwelijkheidaanduiding=grade)])
    assert bool(await ask(system)) == shown and len(system.wire.requests) == 1 + shown


@pytest.mark.parametrize(
    "stray",
    [
        rol(1, BSNS[1], omschrijvingGeneriek="belanghebbende"),
        rol(1, BSNS[1], betrokkeneType="medewerker"),
        rol(2, BSNS[1], stray=True),
    ],
    ids=["another part", "no resident", "another zaak"],
)
async def test_a_rol_that_was_not_asked_for_tells_nothing(stray: Row) -> None:
    system = System([zaak(1)], [rol(), stray])
    one = adapter(system.wire)
    assert await one.aanvragers(scope_of(), NUMBER, ZAAKVERTROUWELIJK, 1) == {BSN}
    assert one.dropped.rows == {"foreign": 1}


@pytest.mark.parametrize("identification", [None, {}, {"inpBsn": ""}, {"inpBsn": "123456789"}, {"identificatie": "x"}])
async def test_an_initiator_without_a_number_is_nobody(identification: Any) -> None:
    assert await ask(System([zaak(1)], [rol(betrokkeneIdentificatie=identification)])) == frozenset()
    assert await ask(System([zaak(1)], [])) == frozenset()


async def test_two_organisations_may_use_one_number() -> None:
    system = System([zaak(1), zaak(2, identificatie=NUMBER)], [rol(1), rol(2, BSNS[1])])
    assert await ask(system) == {BSN, BSNS[1]} and len(system.wire.requests) == 3


@pytest.mark.parametrize("rubbish", RUBBISH)
@pytest.mark.parametrize("place", ["zaken", "rollen"])
async def test_rubbish_is_an_error_with_the_name_of_the_registry(rubbish: str, place: str) -> None:
    answer, error = RUBBISH[rubbish]
    wire = Wire(lambda request: page([zaak(1)]) if place == "rollen" and request.path != "/rollen" else answer)
    with pytest.raises(RegistryError) as fault:
        await adapter(wire).aanvragers(scope_of(), NUMBER, ZAAKVERTROUWELIJK, 1)
    assert type(fault.value).__name__ == error and fault.value.registry == "zaken"


async def test_a_zaak_whose_id_is_none_is_not_followed() -> None:
    system = System([zaak(1, uuid="../../rollen")])
    with pytest.raises(RegistryInvalid):
        await ask(system)
    assert len(system.wire.requests) == 1


async def test_the_rollen_of_a_recording_are_read() -> None:
    """Recording 77: a zaak with an initiator, somebody else and an employee."""
    body = json.loads(shared("recorded/openzaak/77-rollen-zaak.json").read_text())["body"]
    its = {row["zaak"].rpartition("/")[2] for row in body["results"]}
    (zaak_id,) = its
    initiators = {
        row["betrokkeneIdentificatie"]["inpBsn"]
        for row in body["results"]
        if (row["omschrijvingGeneriek"], row["betrokkeneType"]) == ("initiator", "natuurlijk_persoon")
    }
    wire = Wire(lambda request: json_answer(body) if request.path == "/rollen" else page([zaak(1, uuid=zaak_id)]))
    assert await adapter(wire).aanvragers(scope_of(), NUMBER, ZAAKVERTROUWELIJK, 1) == initiators != frozenset()


@pytest.mark.parametrize("quirks", [False, True])
async def test_the_stand_in_tells_who_started_each_zaak_of_somebody(quirks: bool) -> None:
    system = Zaaksysteem(CITY, quirks=quirks)
    wim = next(persona for persona in PERSONAS if persona.name == "wim")
    for one in CITY.dossiers.of(wim.bsn)[:5]:
        found = await system.ask("POST /zaken/api/v1/zaken/_zoek", {"identificatie": one.identificatie})
        (row,) = found.json()["results"]
        asked = f"zaak={row['url']}&omschrijvingGeneriek=initiator&betrokkeneType=natuurlijk_persoon"
        roles = await system.ask(f"GET /zaken/api/v1/rollen?{asked}")
        (initiator,) = msgspec.json.decode(roles.content)["results"]
        assert initiator["betrokkeneIdentificatie"]["inpBsn"] == CITY.bsn(one.index)
