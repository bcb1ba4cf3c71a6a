"""Appointments by the own contract: sorted by moment, asked by days in Amsterdam, and its stand-in."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import httpx
import jsonschema_rs
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from auth.moments import AMSTERDAM
from sources.afspraken.adapter import KOMEND, AfsprakenAdapter
from sources.afspraken.records import Afspraak, AfspraakStatus
from sources.afspraken.stub import CREDENTIALS, stub_app
from sources.city import PERSONAS, City
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import ContractLoader, Lijst, Moment, Plaats, Vraag
from sources.core.errors import RegistryInvalid
from tests.contract.wire import Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

CITY = City(2026, date(2026, 11, 23))
BSN = {persona.name: persona.bsn for persona in PERSONAS}
JAN = BSN["jan"]
WIE = Belanghebbende(JAN)
NONE = frozenset[str]()
NEW_YORK = timezone(timedelta(hours=-5))
Row = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=number))


def row(number: int, begin: datetime, bsn: str = JAN, **other: Any) -> Row:
    whose = {"uuid": uuid(number), "belanghebbende": {"type": "bsn", "value": bsn}, "status": "gepland"}
    return whose | {"begin": begin.isoformat()} | other


def says(*rows: Row) -> Wire:
    return always(json_answer({"count": len(rows), "next": None, "previous": None, "results": rows}))


async def read(wire: Wire, vraag: Vraag) -> Lijst[Afspraak]:
    found = await ContractLoader(AfsprakenAdapter(upstream("afspraken", wire)), scope_of()).rijen(vraag, 20, NONE)
    assert found is not None
    return found


def uuids(lijst: Lijst[Afspraak]) -> list[str]:
    return [place.uuid for place, _ in lijst.rijen]


def test_fields_and_statuses_are_those_of_the_schema() -> None:
    schema = json.loads(shared("registers/eigen-contracten/afspraak.schema.json").read_text())["properties"]
    inner = {name: told.get("properties", {}) for name, told in schema.items()}
    leaves = {f"{name}.{leaf}".rstrip(".") for name, below in inner.items() for leaf in (below or [""])}
    assert leaves == AfsprakenAdapter.fields.leaves | {"belanghebbende.type", "belanghebbende.value"}
    assert [status.value for status in AfspraakStatus] == schema["status"]["enum"]


async def test_of_one_day_the_last_moment_comes_first_whatever_its_zone() -> None:
    """23:30 in New York is after 23:45 of that day in Amsterdam, which is after 22:30 UTC."""
    rows = [
        row(1, datetime(2026, 12, 1, 23, 30, tzinfo=NEW_YORK)),
        row(2, datetime(2026, 12, 1, 23, 45, tzinfo=AMSTERDAM)),
        row(3, datetime(2026, 12, 1, 22, 30, tzinfo=UTC)),
    ]
    assert uuids(await read(says(*rows), Vraag(WIE))) == [uuid(1), uuid(2), uuid(3)]
    with pytest.raises(RegistryInvalid, match=r"^afspraken: not newest first$"):
        await read(says(rows[1], rows[0]), Vraag(WIE))


@pytest.mark.parametrize("begin", ["2026-12-01", "2026-12-01T10:00:00", "geheim", 7, None])
async def test_a_moment_without_a_zone_can_not_be_placed(begin: Any) -> None:
    with pytest.raises(RegistryInvalid, match=r"^afspraken: not as its contract says$"):
        await read(says(row(1, datetime.now(UTC)) | {"begin": begin}), Vraag(WIE))


async def test_days_are_those_in_amsterdam_and_what_is_not_of_them_is_dropped() -> None:
    midnight = datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    rows = [row(at, midnight + timedelta(minutes=minutes)) for at, minutes in enumerate((1440, 1439, 0, -1))]
    wire = says(*rows)
    vraag = Vraag(WIE, KOMEND, vanaf=date(2026, 12, 1), tot=date(2026, 12, 1))
    adapter = AfsprakenAdapter(upstream("afspraken", wire))
    found = (await adapter.zoek(scope_of(), [vraag], 20, AfsprakenAdapter.fields.of(NONE), 1))[vraag]
    assert isinstance(found, Lijst) and uuids(found) == [uuid(1), uuid(2)]
    assert adapter.dropped.rows == {"foreign": 2}
    body = wire.bodies[0]
    assert (body["datumVanaf"], body["datumTot"]) == ("2026-12-01", "2026-12-01")
    assert body["status"] == ["gepland", "bevestigd"] and set(body["fields"]) == {"uuid", "begin", "status"}


async def test_a_next_page_begins_after_a_moment_and_is_asked_by_its_day() -> None:
    begin = datetime(2026, 12, 1, 0, 30, tzinfo=AMSTERDAM)  # in UTC it is still November
    place = Moment.read(Moment(begin.astimezone(UTC), uuid(5)).text())
    assert (place.datum, place.dag) == (begin, date(2026, 12, 1))
    wire = says(row(9, begin), row(5, begin), row(4, begin), row(8, begin - timedelta(days=1)))
    assert uuids(await read(wire, Vraag(WIE, na=place))) == [uuid(4), uuid(8)]
    assert wire.bodies[0]["datumTot"] == "2026-12-01"
    await read(wire, Vraag(WIE, na=place, tot=date(2026, 11, 22)))
    assert wire.bodies[1]["datumTot"] == "2026-11-22"


@pytest.mark.parametrize("text", ["", "x", Plaats(date(2026, 1, 1), "u").text()])
def test_what_is_no_moment_in_a_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a place in this list$"):
        Moment.read(text)


async def search(*bsns: str, **more: Any) -> Any:
    app = Starlette(routes=[Mount("/afspraken/api/v1", stub_app(CITY))])
    body = {"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": list(bsns), **more}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bron.test") as client:
        path, key = "/afspraken/api/v1/afspraken/_zoek?pageSize=500", {"X-API-KEY": CREDENTIALS["secret"]}
        answer = await client.post(path, json=body, headers=key)
        assert answer.status_code == 200, answer.text
        first = answer.json()["results"][:1]
        for found in first:
            one = await client.get(f"/afspraken/api/v1/afspraken/{found['uuid']}", headers=key)
            assert one.status_code == 200 and one.json()["uuid"] == found["uuid"]
        return answer.json()


async def test_every_result_of_the_stand_in_is_as_the_schema_says_and_the_last_to_begin_comes_first() -> None:
    schema = json.loads(shared("registers/eigen-contracten/afspraak.schema.json").read_text())
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    for bsns in (list(BSN.values()), [CITY.bsn(index) for index in range(1000, 1100)]):
        found = await search(*bsns)
        assert found["count"] > 70
        for each in found["results"]:
            validator.validate(each)
        places = [(datetime.fromisoformat(each["begin"]), each["uuid"]) for each in found["results"]]
        assert places == sorted(places, reverse=True)
        assert all(each["begin"] < each["eind"] for each in found["results"])
    whole = {name for each in (await search(*BSN.values()))["results"] for name in each}
    assert whole == set(schema["properties"])


async def test_the_stand_in_keeps_to_days_and_statuses_and_knows_nobody_else() -> None:
    coming = await search(JAN, datumVanaf="2026-11-23", status=["gepland", "bevestigd"])
    past = await search(JAN, datumTot="2026-11-22")
    assert [each["status"] for each in coming["results"]] == ["gepland", "bevestigd"]
    assert [each["status"] for each in past["results"]] == ["afgerond", "niet_verschenen"]
    assert (await search(BSN["kees"], "111222333"))["results"] == []


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2024, 2, 29), date(2027, 3, 28)], ids=str)
def test_appointments_are_on_working_days_in_working_hours_and_found_back(today: date) -> None:
    city = City(7, today)
    for index in [*range(60), 300, 9000]:
        for found in city.appointments.of(index):
            assert city.appointments.find(found.uuid) == found
            assert found.begin.weekday() < 5 or found.begin.date() == today
            assert 9 <= found.begin.hour < 16 and found.begin < found.end
            assert (found.status in ("gepland", "bevestigd")) <= (found.begin.date() >= today)
    assert city.appointments.find(uuid(1)) is None
