"""The adapter of the decisions on the wire: what it asks, whose it lets through, and what was recorded."""

import asyncio
import json
from typing import Any

import pytest

from sources.besluiten.adapter import BesluitenAdapter
from sources.besluiten.loaders import BesluitenLoaders
from sources.besluiten.records import Besluit
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.zgw import uuid_of
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.contract.zaaksysteem import uuid
from tests.shared import shared

NONE: frozenset[str] = frozenset()
HOST = "https://zgw.example"
MINE, THEIRS = (f"{HOST}/zaken/api/v1/zaken/{uuid(number)}" for number in (1, 2))
OF_MINE = f"{HOST}/besluiten/api/v1/besluiten/{uuid(11)}"
RECORDED = ("109-besluiten.json", "110-besluiten-all.json")


def besluit(number: int = 11, **other: Any) -> dict[str, Any]:
    return {
        "url": f"{HOST}/besluiten/api/v1/besluiten/{uuid(number)}",
        "identificatie": f"BESLUIT-{number}",
        "besluittype": f"{HOST}/catalogi/api/v1/besluittypen/{uuid(9)}",
        "zaak": MINE,
        "datum": "2026-01-01",
        "toelichting": "",
        "uiterlijkeReactiedatum": None,
    } | other


def says(rows: list[Any], **page: Any) -> Wire:
    return always(json_answer({"count": len(rows), "next": None, "results": rows} | page))


def adapter(wire: Wire) -> BesluitenAdapter:
    return BesluitenAdapter(upstream("besluiten", wire))


async def asked(wire: Wire, zaak: str = MINE) -> list[Any]:
    return await adapter(wire).besluiten(scope_of(), zaak, 1)


async def test_the_decisions_of_a_zaak_are_one_request_the_latest_first() -> None:
    wire = says(
        [besluit(11), besluit(12, datum="2026-05-01", uiterlijkeReactiedatum="2026-06-12"), besluit(13, datum=None)]
    )
    found = await asked(wire)
    assert [each.identificatie for each in found] == ["BESLUIT-12", "BESLUIT-11", "BESLUIT-13"]
    assert found[0].uuid == uuid(12) and str(found[0].uiterlijke_reactiedatum) == "2026-06-12"
    assert found[1].toelichting is None
    (request,) = wire.requests
    assert (request.method, request.path) == ("GET", "/besluiten")
    assert request.query == (("zaak", MINE), ("pageSize", "100")) and request.idempotent


async def test_a_decision_on_another_zaak_does_not_get_through() -> None:
    """A filter that is ignored gives everybody's: each row says which zaak it is about."""
    one = adapter(says([besluit(11), besluit(12, zaak=THEIRS), besluit(13, zaak=""), besluit(14, zaak=None)]))
    assert [each.uuid for each in await one.besluiten(scope_of(), MINE, 1) if isinstance(each, Besluit)] == [uuid(11)]
    assert one.dropped.rows == {"foreign": 3}


async def test_one_malformed_decision_does_not_fail_the_others() -> None:
    found = await asked(says([besluit(11), besluit(12, datum="gisteren"), besluit(13, datum="gisteren", zaak=THEIRS)]))
    assert [type(each).__name__ for each in found] == ["Besluit", "RegistryInvalid"]


@pytest.mark.parametrize("key", ["", "x", f"{HOST}/zaken/", f"{HOST}/zaken/{uuid(1)}\n", "https://x/?zaak="])
async def test_what_is_no_address_of_a_zaak_is_not_sent(key: str) -> None:
    wire = says([])
    for ask in (adapter(wire).besluiten, adapter(wire).documenten):
        with pytest.raises(InvalidKey):
            await ask(scope_of(), key, 1)
    assert wire.requests == []


async def test_the_documents_of_a_decision_are_a_bare_list_of_which_only_its_own_count() -> None:
    rows = [
        {
            "url": "u",
            "besluit": of,
            "informatieobject": f"{HOST}/documenten/api/v1/enkelvoudiginformatieobjecten/{number}",
        }
        for number, of in ((1, OF_MINE), (2, THEIRS), (3, OF_MINE), (1, OF_MINE))
    ]
    wire = always(json_answer(rows))
    one = adapter(wire)
    assert [url[-1] for url in await one.documenten(scope_of(), OF_MINE, 1)] == ["1", "3"]
    assert wire.requests[0].query == (("besluit", OF_MINE),) and one.dropped.rows == {"foreign": 1}


async def test_a_zaak_is_asked_once_in_an_operation_and_several_at_once() -> None:
    wire = Wire(lambda request: says_of(dict(request.query)["zaak"]), seconds=0.01)
    loader = BesluitenLoaders(adapter(wire), scope_of()).besluiten
    first, again, other = await asyncio.gather(*(loader.load((zaak, NONE)) for zaak in (MINE, MINE, THEIRS)))
    assert first is again and first is not None and other is not None
    assert len(wire.requests) == wire.busiest == 2


def says_of(zaak: str) -> Any:
    return json_answer({"count": 1, "next": None, "results": [besluit(zaak=zaak)]})


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = RUBBISH[kind]
    with pytest.raises(RegistryError) as caught:
        await asked(always(answer))
    assert type(caught.value).__name__ == name and caught.value.registry == "besluiten"
    assert uuid(1) not in str(caught.value)


async def test_the_canary_lives_where_the_filter_is_honoured_and_dies_where_it_is_not() -> None:
    def honest(request: Any) -> Any:
        rows = [besluit()] if dict(request.query)["zaak"] == MINE else []
        return json_answer({"count": len(rows), "next": None, "results": rows})

    assert await adapter(Wire(honest)).canary(scope_of(), "999990019") is True
    assert await adapter(says([besluit()])).canary(scope_of(), "999990019") is False
    assert await adapter(says([], count=20)).canary(scope_of(), "999990019") is False


@pytest.mark.parametrize("name", RECORDED)
async def test_every_recorded_decision_is_read_whole(name: str) -> None:
    """Also the answer of everybody's, of which each is asked for by its zaak."""
    body = json.loads((shared("recorded/openzaak") / name).read_text())["body"]
    assert body["results"]
    for row in body["results"]:
        one = adapter(always(json_answer(body)))
        (found,) = await one.besluiten(scope_of(), row["zaak"], 1)
        assert isinstance(found, Besluit) and found.uuid == uuid_of(row["url"])
        assert (found.identificatie, str(found.datum), str(found.ingangsdatum)) == (
            row["identificatie"],
            row["datum"],
            row["ingangsdatum"],
        )
        assert (found.vervaldatum, found.toelichting, found.vervalreden) == (None, None, None)
        assert one.dropped.rows == ({"foreign": len(body["results"]) - 1} if len(body["results"]) > 1 else {})


async def test_a_row_that_could_be_any_makes_no_answer() -> None:
    with pytest.raises(RegistryInvalid):
        await asked(says([besluit(), 7]))
