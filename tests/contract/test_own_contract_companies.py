"""The own contract about organisations: asked by KVK number, apart from residents, and never mixed up with them."""

import asyncio
from typing import Any

import pytest

from sources.belastingen import stub as belastingen
from sources.belastingen.adapter import BelastingenAdapter
from sources.core.contract import ContractLoader
from sources.core.credentials import ApiKey
from sources.core.embedded import EmbeddedTransport
from sources.core.errors import InvalidKey
from sources.core.upstream import Upstream
from tests.contract.test_own_contract_adapter import BSN, FACTUREN, NONE, Row, each, says, uuid, uuids, van
from tests.contract.test_own_contract_adapter import Bron as Adapted
from tests.contract.test_own_contract_stubs import BELASTINGEN, CITY, Source
from tests.contract.test_own_contract_stubs import FACTUREN as STUB
from tests.contract.wire import scope_of

KVK, OTHER_KVK = "90001001", "90001002"


def row(bron: Adapted, number: int, kvk: str, kind: str = "kvk") -> Row:
    return bron.row(number) | {"belanghebbende": {"type": kind, "value": kvk}}


@each
async def test_a_list_of_an_organisation_is_one_search_by_its_number(bron: Adapted) -> None:
    loader = ContractLoader(bron.over(wire := says(row(bron, 1, KVK))), scope_of())
    assert uuids(await loader.rijen(van(KVK), 20, NONE)) == [uuid(1)]
    fields = sorted({"uuid", bron.datum})
    assert wire.bodies == [{"type": "ZoekMetKvkNummer", "kvkNummer": [KVK], "fields": fields}]
    assert KVK not in str((wire.requests[0].path, wire.requests[0].query)) + repr(van(KVK))


async def test_residents_and_organisations_never_share_a_call() -> None:
    loader = FACTUREN.loader(wire := says())
    await asyncio.gather(*(loader.rijen(van(number), 20, NONE) for number in (BSN, KVK, OTHER_KVK)))
    assert [body["type"] for body in wire.bodies] == ["ZoekMetBurgerservicenummer", "ZoekMetKvkNummer"]
    assert wire.bodies[1]["kvkNummer"] == [KVK, OTHER_KVK]
    with pytest.raises(ValueError, match="asked apart"):
        await FACTUREN.over(wire).zoek(scope_of(), [van(BSN), van(KVK)], 20, NONE, 1)


@each
async def test_rows_of_residents_and_of_other_organisations_are_dropped_and_counted(bron: Adapted) -> None:
    rows = [bron.row(1), row(bron, 2, OTHER_KVK), row(bron, 3, KVK), row(bron, 4, KVK, "bsn"), row(bron, 5, BSN)]
    found = (await (one := bron.over(says(*rows))).zoek(scope_of(), [van(KVK)], 20, NONE, 1))[van(KVK)]
    assert uuids(found) == [uuid(3)] and one.dropped.rows == {"foreign": 4}


@pytest.mark.parametrize("kvk", ["9000100x", "٩٠٠٠١٠٠١", " 9000100", "-9000100"])
async def test_what_is_no_number_of_an_organisation_is_not_sent(kvk: str) -> None:
    found = await FACTUREN.over(wire := says()).zoek(scope_of(), [van(kvk)], 20, NONE, 1)
    assert isinstance(found[van(kvk)], InvalidKey) and wire.requests == []


@pytest.mark.parametrize("source", [STUB, BELASTINGEN], ids=lambda source: source.soort)
async def test_the_stand_in_finds_what_an_organisation_has_and_nothing_of_its_owner(source: Source) -> None:
    validator = source.validator()
    answer = await source.ask("POST", "/_zoek", {"type": "ZoekMetKvkNummer", "kvkNummer": [KVK, OTHER_KVK]})
    rows = answer.json()["results"]
    assert {entry["belanghebbende"]["value"] for entry in rows} == {KVK, OTHER_KVK} and len(rows) > 5
    for entry in rows:
        validator.validate(entry)
        assert entry["belanghebbende"]["type"] == "kvk"
    one = await source.ask("GET", f"/{rows[0]['uuid']}")
    assert one.json() == rows[0]
    owner = CITY.companies.by_kvk(KVK).owner  # type: ignore[union-attr]
    theirs = await source.search(CITY.bsn(owner))  # type: ignore[arg-type]
    assert {entry["uuid"] for entry in theirs["results"]}.isdisjoint(entry["uuid"] for entry in rows)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"type": "ZoekMetKvkNummer"}, ["kvkNummer"]),
        ({"type": "ZoekMetKvkNummer", "kvkNummer": []}, ["kvkNummer"]),
        ({"type": "ZoekMetKvkNummer", "kvkNummer": [BSN]}, ["kvkNummer[0]"]),
        ({"type": "ZoekMetKvkNummer", "kvkNummer": [KVK], "burgerservicenummer": [BSN]}, ["burgerservicenummer"]),
        ({"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": [KVK]}, ["burgerservicenummer[0]"]),
    ],
    ids=str,
)
async def test_a_search_by_the_wrong_number_is_refused(body: dict[str, Any], named: list[str]) -> None:
    answer = await STUB.ask("POST", "/_zoek", body)
    assert answer.status_code == 400
    assert [fault["name"] for fault in answer.json()["invalidParams"]] == named


async def test_adapter_and_stand_in_agree() -> None:
    """Everything of the foundation, over its stand-in."""
    transport = EmbeddedTransport(belastingen.stub_app(CITY), "http://registers.invalid")
    credentials = ApiKey(belastingen.CREDENTIALS["header"], belastingen.CREDENTIALS["secret"])
    adapter = BelastingenAdapter(Upstream("belastingen", transport, credentials, timeout=5))
    lijst = await ContractLoader(adapter, scope_of()).rijen(van(OTHER_KVK), 20, frozenset({"aanslagnummer"}))
    assert lijst is not None and len(lijst.rijen) > 3 and adapter.dropped.rows == {}
