"""Appointments in the graph: to come and past, page by page, of whom, and in how many calls."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from auth.roles import Purpose
from resolvers.aanvraag import id_van
from resolvers.afspraak import aanvraag_van, veilig
from sources.afspraken.loaders import AfsprakenLoaders
from sources.city.dossiers import Kind
from sources.core.belanghebbende import Belanghebbende
from sources.core.contract import Vraag
from tests.e2e.dossiers import opened
from tests.e2e.test_downloads import fetch, kept, told
from tests.faults import answers, spoilt_json
from tests.unit.test_agenda import read
from tests.workbench import Workbench, bsn_of, workbench

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WHOLE = "id onderwerp producten begin eind locatie adres online meenemen status wijzigen aanvraagId"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def shown(bench: Workbench, persona: str, filter_: str = "", fields: str = "status begin") -> list[Any]:
    given = f"(filter: {filter_})" if filter_ else ""
    answer = await bench.ask(persona, f"{{ mij {{ afspraken{given} {{ knopen {{ {fields} }} }} }} }}")
    assert not answer.codes, answer.text
    found: list[Any] = answer.data["mij"]["afspraken"]["knopen"]
    return found


async def test_an_appointment_is_told_whole_in_one_call(bench: Workbench) -> None:
    answer = await bench.ask("jan", f"{{ mij {{ afspraken {{ knopen {{ {WHOLE} }} heeftVolgende }} }} }}")
    assert Counter(wire.registry for wire in answer.wires) == {"afspraken": 1}
    wedding, cancelled, passport, *past = answer.data["mij"]["afspraken"]["knopen"]
    assert [each["status"] for each in past] == ["AFGEROND", "NIET_VERSCHENEN"]
    assert (wedding["online"], wedding["locatie"], wedding["adres"]) == (True, None, None)
    assert cancelled["status"] == "GEANNULEERD" and cancelled["wijzigen"] is None
    assert passport["locatie"].startswith("Stadsdeelkantoor ") and passport["adres"].endswith(" Den Haag")
    assert passport["wijzigen"].startswith("https://") and len(passport["meenemen"]) == 2
    begin, eind = (datetime.fromisoformat(passport[name]) for name in ("begin", "eind"))
    assert eind - begin == timedelta(minutes=15) and begin.utcoffset() is not None
    mine = {id_van(bench.city.dossiers.uuid(Kind.ZAAK, zaak)) for zaak in bench.city.dossiers.of(bsn_of("jan"))}
    assert passport["aanvraagId"] in mine
    request = await bench.ask("jan", f'{{ mij {{ aanvraag(id: "{passport["aanvraagId"]}") {{ id }} }} }}')
    assert request.data["mij"]["aanvraag"] == {"id": passport["aanvraagId"]}


async def test_what_is_to_come_is_from_today_on_and_takes_place(bench: Workbench) -> None:
    assert [each["status"] for each in await shown(bench, "jan", "KOMEND")] == ["GEPLAND", "BEVESTIGD"]
    assert [each["status"] for each in await shown(bench, "jan", "GEWEEST")] == ["AFGEROND", "NIET_VERSCHENEN"]
    [today] = await shown(bench, "fatima", "KOMEND")
    assert datetime.fromisoformat(today["begin"]).date() == bench.city.today
    assert await shown(bench, "willemijn") == [] == await shown(bench, "willemijn", "KOMEND")


async def test_today_ends_at_midnight_in_amsterdam(tmp_path: Path) -> None:
    midnight = datetime(2027, 7, 2, tzinfo=AMSTERDAM)
    with time_machine.travel(midnight - timedelta(minutes=1)) as clock:
        async with workbench(tmp_path) as bench:
            assert len(await shown(bench, "fatima", "KOMEND")) == 1
            clock.move_to(midnight + timedelta(minutes=1))
            assert await shown(bench, "fatima", "KOMEND") == []
            assert len(await shown(bench, "fatima", "GEWEEST")) == 2


async def test_a_long_list_comes_page_by_page_also_where_two_begin_at_one_moment(bench: Workbench) -> None:
    seen: list[Any] = []
    na, pages = None, 0
    while pages == 0 or na is not None:
        answer = await bench.ask(
            "wim",
            "query ($na: String) { mij { afspraken(eerste: 7, na: $na) { "
            "knopen { id begin } heeftVolgende volgende } } }",
            na=na,
        )
        page = answer.data["mij"]["afspraken"]
        assert len(answer.wires) <= 2, "a second where more of that day come along than there was room for"
        assert page["heeftVolgende"] == (page["volgende"] is not None)
        seen, na, pages = seen + page["knopen"], page["volgende"], pages + 1
    begins = [datetime.fromisoformat(each["begin"]) for each in seen]
    assert len(seen) == len({each["id"] for each in seen}) == 61 and pages == 9
    assert begins == sorted(begins, reverse=True) and len(set(begins)) < len(begins)


async def test_the_appointments_of_fifty_persons_are_one_call(bench: Workbench) -> None:
    """Asked as the service itself may, since a service gets none."""
    bsns = [bench.city.bsn(index) for index in range(100, 150)]
    before = len(bench.tap.of("afspraken"))
    load = bench.service.context(None, {}).of(AfsprakenLoaders).afspraken.rijen
    found = [load(Vraag(Belanghebbende(bsn)), 20, frozenset({"onderwerp"})) for bsn in bsns]
    for bsn, lijst in zip(bsns, [await each for each in found], strict=True):
        index = bench.city.index(bsn)
        assert index is not None and lijst is not None
        assert [place.uuid for place, _ in lijst.rijen] == [each.uuid for each in bench.city.appointments.of(index)]
    assert len(bench.tap.of("afspraken")) == before + 1


async def test_an_employee_sees_them_and_a_service_does_not(bench: Workbench) -> None:
    answer = await opened(bench, bsn_of("jan"), "afspraken { knopen { onderwerp } }", Purpose.OVERIG)
    assert len(answer.data["klantcontact"]["persoon"]["afspraken"]["knopen"]) == 5
    query = f'{{ personen(burgerservicenummers: ["{bsn_of("jan")}"]) {{ afspraken {{ knopen {{ id }} }} }} }}'
    refused = await bench.ask("dienst", query)
    assert refused.codes == {"personen.0.afspraken": "GEEN_TOEGANG"} and not refused.wires


async def test_one_that_can_not_be_read_is_an_error_in_its_place(bench: Workbench) -> None:
    def spoil(body: Any) -> Any:
        return body | {
            "results": [{**row, "meenemen": 7} if at == 1 else row for at, row in enumerate(body["results"])]
        }

    bench.tap.faults["afspraken"] = spoilt_json(spoil)
    answer = await bench.ask("jan", "{ mij { afspraken { knopen { status } } } }")
    assert [each is None for each in answer.data["mij"]["afspraken"]["knopen"]] == [False, True, False, False, False]
    assert answer.codes == {"mij.afspraken.knopen.1": "BRON_ONGELDIG"}


# For one's own calendar


async def link_of(bench: Workbench, persona: Any = "jan") -> str:
    """The link to the appointment that is confirmed."""
    answer = await bench.ask(persona, "{ mij { afspraken { knopen { status agenda } } } }")
    assert not answer.codes
    told = [(each["status"], each["agenda"]) for each in answer.data["mij"]["afspraken"]["knopen"]]
    coming = [link for status, link in told if status in ("GEPLAND", "BEVESTIGD")]
    assert all(coming) and not any(link for status, link in told if link not in coming), "what is over has none"
    return str(coming[-1])


async def test_an_own_appointment_comes_as_a_file_for_a_calendar_and_is_a_look(bench: Workbench) -> None:
    link = await link_of(bench)
    [found] = [each for each in bench.city.appointments.of(0) if each.status == "bevestigd"]
    assert found.uuid not in link and bsn_of("jan") not in link and "jan" not in link
    before = len(bench.tap.wires)
    answer = await fetch(bench, link, "jan", accept_language="en")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/calendar"
    assert answer.headers["content-disposition"] == 'attachment; filename="appointment.ics"'
    assert answer.headers["cache-control"] == "private, no-store"
    event = read(answer.content)["VEVENT"]
    assert event["UID"] == found.uuid and event["SUMMARY"] == found.onderwerp
    assert event["DTSTART"] == f"{found.begin.astimezone(UTC):%Y%m%dT%H%M%SZ}" and event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"].startswith("Bring: ")
    assert [(wire.registry, wire.method, wire.path) for wire in bench.tap.wires[before:]] == [
        ("afspraken", "GET", f"/afspraken/{found.uuid}")
    ]
    [entry] = kept(bench)
    [look] = entry.looks
    assert "BERICHTEN" in look.groups and look.own
    head = await fetch(bench, link, "jan", method="HEAD", accept_language="en")
    assert head.headers["content-length"] == str(len(answer.content)) and head.content == b""


async def test_the_link_of_another_is_nothing_and_can_not_be_told_from_one_that_never_was(bench: Workbench) -> None:
    link = await link_of(bench)
    nowhere = told(await fetch(bench, f"{link[:-4]}AAAA", "fatima"))
    for persona in ("fatima", "daan", "wim", "agnes", "dienst"):
        before = len(bench.tap.wires)
        answer = await fetch(bench, link, persona)
        assert told(answer) == nowhere and answer.status_code == 404 and len(bench.tap.wires) == before
    assert (await fetch(bench, link)).status_code == 401


async def test_an_appointment_that_says_it_is_anothers_is_not_sent(bench: Workbench) -> None:
    link = await link_of(bench)
    theirs = {"belanghebbende": {"type": "bsn", "value": bsn_of("els")}}
    bench.tap.faults["afspraken"] = spoilt_json(lambda body: body | theirs)
    assert (await fetch(bench, link, "jan")).status_code == 404
    bench.tap.faults["afspraken"] = answers(503, "application/json", b"{}")
    assert (await fetch(bench, link, "jan")).status_code == 503
    bench.tap.faults["afspraken"] = spoilt_json(lambda body: body | {"begin": "morgen"})
    assert (await fetch(bench, link, "jan")).status_code == 502


async def test_what_does_not_take_place_any_more_says_so_in_a_calendar(bench: Workbench) -> None:
    link = await link_of(bench)
    bench.tap.faults["afspraken"] = spoilt_json(lambda body: body | {"status": "geannuleerd"})
    assert read((await fetch(bench, link, "jan")).content)["VEVENT"]["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    "link", ["http://a.nl/1", "javascript:alert(1)", "//x", "https://a.nl/\n", "https://a b", "", None]
)
def test_a_link_that_is_not_over_https_is_none(link: str | None) -> None:
    assert veilig(link) is None and veilig("https://afspraken.example.nl/1") == "https://afspraken.example.nl/1"


@pytest.mark.parametrize("urn", [None, "", "urn:x:zaak:", "urn:x:product:00000000-0000-4000-8000-000000000001", "zaak"])
def test_a_urn_of_something_else_names_no_request(urn: str | None) -> None:
    uuid = "00000000-0000-4000-8000-000000000001"
    assert aanvraag_van(urn) is None and aanvraag_van(f"urn:nld:gemeente-den-haag:zaak:{uuid}") == id_van(uuid)
