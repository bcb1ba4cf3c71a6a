"""The parts of a zaak on the wire: notes, kinds, who handles it, what was filled in and what it is bound to."""

import json
from typing import Any

import pytest

from sources.core.errors import InvalidKey, RegistryError
from sources.core.zgw import Vertrouwelijkheid
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Substatus, Zaak
from sources.zaken.vraag import ZaakVraag
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of
from tests.contract.zaaksysteem import BSN, NONE, Row, adapter, says, uuid, uuids, zaak
from tests.shared import shared

HOST = "https://zgw.example"
KIND, OTHER_KIND = (f"{HOST}/catalogi/api/v1/zaaktypen/{uuid(number)}" for number in (900, 901))
EXPANDED = (
    "127-expand1-rollen",
    "128-expand1-rollen+rollen.roltype",
    "133-expand1-eigenschappen",
    "45-zaak-detail-expand",
)


def note(number: int, tijdstip: str | None = "2026-01-01T10:00:00Z", **other: Any) -> Row:
    return {
        "url": f"{HOST}/zaken/api/v1/substatussen/{uuid(number)}",
        "uuid": uuid(number),
        "zaak": f"{HOST}/zaken/api/v1/zaken/{uuid(1)}",
        "status": None,
        "omschrijving": f"noot {number}",
        "tijdstip": tijdstip,
        "doelgroep": "betrokkenen",
    } | other


async def test_notes_are_asked_for_the_resident_only_and_come_the_latest_first() -> None:
    wire = says([note(1), note(2, "2026-03-01T10:00:00.5Z"), note(3, None)])
    found = await adapter(wire).substatussen(scope_of(), uuid(1), 1)
    assert [each.omschrijving for each in found if isinstance(each, Substatus)] == ["noot 2", "noot 1", "noot 3"]
    (request,) = wire.requests
    assert (request.method, request.path) == ("GET", "/substatussen")
    assert request.query == (("zaak", f"https://zaken.example/api/zaken/{uuid(1)}"), ("doelgroep", "betrokkenen"))


async def test_a_note_for_colleagues_for_nobody_said_or_of_another_zaak_is_left_out() -> None:
    rows = [note(1), note(2, doelgroep="intern"), note(3, doelgroep=""), note(4, zaak=f"{HOST}/zaken/{uuid(9)}")]
    rows.append(note(5, doelgroep="intern", tijdstip="gisteren"))
    one = adapter(says(rows))
    assert [each.uuid for each in await one.substatussen(scope_of(), uuid(1), 1) if isinstance(each, Substatus)] == [
        uuid(1)
    ]
    assert one.dropped.rows == {"withheld": 3, "foreign": 1}


async def test_a_note_that_cannot_be_read_is_an_error_in_its_place() -> None:
    found = await adapter(says([note(1), note(2, "gisteren")])).substatussen(scope_of(), uuid(1), 1)
    assert [type(each).__name__ for each in found] == ["Substatus", "RegistryInvalid"]


@pytest.mark.parametrize("key", ["", "x", f"{uuid(1)}/", f"{uuid(1)}\n"])
async def test_what_is_no_zaak_is_not_asked_for_notes(key: str) -> None:
    wire = says([])
    with pytest.raises(InvalidKey):
        await adapter(wire).substatussen(scope_of(), key, 1)
    assert wire.requests == []


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_in_the_place_of_notes_is_a_named_failure(kind: str) -> None:
    answer, name = RUBBISH[kind]
    loader = ZakenLoaders(adapter(always(answer)), scope_of()).substatussen
    with pytest.raises(RegistryError) as caught:
        await loader.load((uuid(1), NONE))
    assert type(caught.value).__name__ == name and uuid(1) not in str(caught.value)


async def test_kinds_are_a_filter_that_is_never_empty_and_held_against_the_answer() -> None:
    rows = [zaak(3, 3, zaaktype=KIND), zaak(2, 2, zaaktype=OTHER_KIND), zaak(1, 1, zaaktype="")]
    wire = says(rows)
    one = adapter(wire)
    pagina = await one.zoek(scope_of(), ZaakVraag(BSN, zaaktypen=(KIND,)), NONE, 1)
    assert uuids(pagina) == [uuid(3)] and one.dropped.rows == {"foreign": 2}
    assert wire.bodies[0]["zaaktype__in"] == [KIND]
    none = await one.zoek(scope_of(), ZaakVraag(BSN, zaaktypen=()), NONE, 1)
    assert none.zaken == [] and none.volgende is None and len(wire.requests) == 1
    await one.zoek(scope_of(), ZaakVraag(BSN), NONE, 1)
    assert "zaaktype__in" not in wire.bodies[1]


async def read(row: Row) -> Zaak:
    found = await adapter(says([row])).zaken_van(scope_of(), BSN, [row["uuid"]], NONE, Vertrouwelijkheid.ZEER_GEHEIM, 1)
    one = found[row["uuid"]]
    assert isinstance(one, Zaak)
    return one


async def test_of_the_rollen_in_a_zaak_only_those_of_who_handles_it_are_read() -> None:
    def rol(soort: str, generiek: str = "behandelaar", **who: str) -> Row:
        return {"betrokkeneType": soort, "omschrijvingGeneriek": generiek, "betrokkeneIdentificatie": who}

    rollen = [
        rol("natuurlijk_persoon", "initiator", inpBsn=BSN, geslachtsnaam="Inwoner"),
        rol("natuurlijk_persoon", inpBsn=BSN, geslachtsnaam="Inwoner"),
        rol("vestiging", handelsnaam="Winkel"),
        rol("medewerker", "adviseur", achternaam="Adviseur"),
        rol("medewerker", achternaam="Wit"),
        rol("organisatorische_eenheid", naam="Team Bezwaar"),
    ]
    one = await read(zaak(1, _expand={"rollen": rollen}))
    assert one.expand is not None and [each.betrokkene_type for each in one.expand.rollen] == [
        "medewerker",
        "organisatorische_eenheid",
    ]


async def test_what_a_zaak_is_bound_to_is_read_by_its_addresses() -> None:
    address = f"{HOST}/zaken/api/v1/zaken/{uuid(5)}"
    related = [{"url": address, "aardRelatie": "vervolg"}]
    one = await read(
        zaak(
            1,
            hoofdzaak=address,
            deelzaken=[address],
            relevanteAndereZaken=related,
            gerelateerdeZaken=[{"url": address}],
        )
    )
    assert (one.hoofdzaak, one.deelzaken) == (address, [address])
    assert [each.url for each in (*one.relevante_andere_zaken, *one.gerelateerde_zaken)] == [address] * 2


@pytest.mark.parametrize("name", EXPANDED)
async def test_every_recorded_part_of_a_zaak_is_read(name: str) -> None:
    body = json.loads((shared("recorded/openzaak") / f"{name}.json").read_text())["body"]
    parts = 0
    for row in body.get("results", [body]):
        one, came = await read(row), row.get("_expand", {})
        told = one.expand
        assert told is not None
        assert [(each.naam, each.waarde) for each in told.eigenschappen] == [
            (each["naam"], each["waarde"]) for each in came.get("eigenschappen", [])
        ]
        handling = [r for r in came.get("rollen", []) if r["omschrijvingGeneriek"] == "behandelaar"]
        assert [each.betrokkene_identificatie and each.betrokkene_identificatie.achternaam for each in told.rollen] == [
            each["betrokkeneIdentificatie"]["achternaam"] for each in handling
        ]
        assert one.laatst_gemuteerd is not None and one.opschorting is not None and one.verlenging is None
        parts += len(told.eigenschappen) + len(told.rollen)
    assert parts


async def test_a_page_of_notes_is_one_request_for_each_zaak() -> None:
    wire = Wire(lambda _: json_answer({"count": 0, "next": None, "results": []}), seconds=0.01)
    loader = ZakenLoaders(adapter(wire), scope_of()).substatussen
    await loader.load_many([(uuid(number), NONE) for number in (1, 2, 1)])
    assert len(wire.requests) == wire.busiest == 2
