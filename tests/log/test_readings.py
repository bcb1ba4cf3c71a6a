"""What a resident reads of who looked: department, reason and moment in plain words, and never an employee."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from auth.groups import FieldGroup
from auth.log.errors import WrongCursor
from auth.log.pseudonym import Pseudonyms
from auth.log.readings import Reading, Readings
from auth.log.record import Log
from auth.log.register import DOWNLOAD, LOG_IN, Activity, Register, read_register
from auth.log.shipper import Shipper
from auth.roles import Purpose
from auth.store.database import Store
from tests.log.desk import AGENT, ANNA, BERT, GROUPS, KEYS, Clock, log_at, looked_at_by_agent, looked_at_by_self

TODAY = date(2026, 11, 30)
HOUR = 3600.0


def readings_of(log: Log, store: Store, keys: Sequence[bytes] = KEYS, register: Register | None = None) -> Readings:
    register = log.register if register is None else register
    return Readings(store, Pseudonyms(keys), register, Shipper(log.journal.folder, store, register))


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> float:
    return datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()


async def everything(readings: Readings, first: int, bsn: str = ANNA) -> list[Reading]:
    found: list[Reading] = []
    after = None
    while True:
        page = await readings.looks_at(bsn, TODAY, first=first, after=after)
        found += page.items
        assert len(page.items) <= first
        if not page.more:
            return found
        assert len(page.items) == first
        after = page.items[-1].id


async def test_a_resident_reads_that_an_agent_looked_after_the_agent_did(tmp_path: Path, store: Store) -> None:
    clock = Clock(at(2026, 11, 23, 13, 5))
    log = log_at(tmp_path / "log", clock=clock)
    readings = readings_of(log, store)
    assert (await readings.looks_at(ANNA, TODAY)).items == ()
    await looked_at_by_agent(log).keep()
    (look,) = (await readings.looks_at(ANNA, TODAY)).items
    assert look.text == (
        "Een medewerker van het klantcontactcentrum beantwoordde een vraag over een paspoort, rijbewijs, verhuizing"
        " of de basisregistratie"
    )
    assert look.purpose is Purpose.BURGERZAKEN
    assert (look.department, look.own, look.times) == ("Klantcontactcentrum", False, 1)
    assert look.moment.isoformat() == "2026-11-23T14:05:00+01:00"
    assert look.groups == (FieldGroup.BSN, FieldGroup.IDENTITEIT, FieldGroup.ADRES)
    (english,) = (await readings.looks_at(ANNA, TODAY, "en")).items
    assert english.text.startswith("An employee of the customer contact centre answered a question")
    assert (await readings.looks_at(BERT, TODAY)).items == ()
    for secret in (AGENT.id, ANNA, "contact-1"):
        assert secret not in str(msgspec.json.encode(look))
    await log.journal.close()


async def test_others_come_first_and_own_visits_are_one_line_a_day(tmp_path: Path, store: Store) -> None:
    clock = Clock()
    log = log_at(tmp_path / "log", clock=clock)
    for moment, by_agent, groups in (
        (at(2026, 11, 20, 8), False, GROUPS[:2]),
        (at(2026, 11, 20, 9), True, GROUPS[:1]),
        (at(2026, 11, 20, 22, 30), False, GROUPS[2:4]),  # 23.30 in The Hague
        (at(2026, 11, 20, 23, 30), False, GROUPS[:1]),  # the day after, there
        (at(2026, 11, 19, 9), True, GROUPS[:1]),
    ):
        clock.now = moment
        record = (
            looked_at_by_agent(log, groups=groups, contact=None) if by_agent else looked_at_by_self(log, groups=groups)
        )
        if not by_agent:  # who looks has logged in before, and fetches a document after
            record.looked(ANNA, {FieldGroup.IDENTITEIT}, LOG_IN, own=True)
            record.looked(ANNA, {FieldGroup.ZAKEN}, DOWNLOAD, own=True)
        await record.keep()
    found = await everything(readings_of(log, store), 20)
    assert [(each.own, each.moment.day, each.times) for each in found] == [
        (False, 20, 1),
        (False, 19, 1),
        (True, 21, 1),
        (True, 20, 2),
    ]
    shown = {*GROUPS[:4], FieldGroup.ZAKEN}
    assert found[3].groups == tuple(group for group in FieldGroup if group in shown)
    assert (found[3].text, found[3].purpose) == ("U bekeek uw eigen gegevens", None)
    await log.journal.close()


async def test_all_that_was_looked_at_in_one_klantcontact_is_one_line(tmp_path: Path, store: Store) -> None:
    clock = Clock(at(2026, 11, 20, 9))
    log = log_at(tmp_path / "log", clock=clock)
    for contact, groups in (("one", GROUPS[:1]), ("one", GROUPS[1:3]), ("two", GROUPS[:1]), ("one", GROUPS[5:6])):
        await looked_at_by_agent(log, contact=contact, groups=groups).keep()
        clock.now += 60
    readings = readings_of(log, store)
    for first in (1, 5):
        two, one = await everything(readings, first)
        assert (two.times, one.times) == (1, 3)
        assert (two.moment.minute, one.moment.minute) == (2, 0)
        assert set(one.groups) == {GROUPS[0], *GROUPS[1:3], GROUPS[5]}
    await log.journal.close()


@pytest.mark.parametrize("first", [1, 2, 3, 7, 50])
async def test_pages_of_any_size_are_the_whole_list_in_order(tmp_path: Path, store: Store, first: int) -> None:
    clock = Clock(at(2026, 11, 1, 12))
    log = log_at(tmp_path / "log", clock=clock)
    for number in range(14):
        clock.now += HOUR * (number % 3) * 5  # some at the same millisecond
        await (looked_at_by_agent(log, contact=None) if number % 2 else looked_at_by_self(log)).keep()
    found = await everything(readings_of(log, store), first)
    others, own = [each for each in found if not each.own], [each for each in found if each.own]
    assert found == [*others, *own]
    assert len(others) == 7 and sum(each.times for each in own) == 7
    for section in (others, own):
        assert [each.moment for each in section] == sorted((each.moment for each in section), reverse=True)
    assert len({each.id for each in found}) == len(found)
    await log.journal.close()


async def test_what_is_confidential_is_withheld_until_its_release(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log", clock=Clock(at(2026, 11, 20, 9)))
    await looked_at_by_agent(log, purpose=Purpose.OVERIG).keep()
    await looked_at_by_agent(log, purpose=Purpose.PARKEREN).keep()
    readings = readings_of(log, store, register=with_confidential("klantcontact-overig", date(2027, 1, 1)))
    for today, purposes in ((TODAY, {"PARKEREN"}), (date(2027, 1, 1), {"PARKEREN", "OVERIG"})):
        assert {look.purpose for look in (await readings.looks_at(ANNA, today)).items} == purposes
    await log.journal.close()


def with_confidential(key: str, released: date) -> Register:
    known = read_register()
    activities: list[Activity] = [known.of(each, TODAY) for each in sorted(known.keys)]
    return Register(
        [
            msgspec.structs.replace(each, confidential=True, released=released) if each.key == key else each
            for each in activities
        ]
    )


async def test_after_a_rotation_of_keys_what_is_older_is_found(tmp_path: Path, store: Store) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_agent(log).keep()
    assert len((await readings_of(log, store, KEYS[::-1]).looks_at(ANNA, TODAY)).items) == 1
    assert len((await readings_of(log, store, KEYS[1:]).looks_at(ANNA, TODAY)).items) == 0
    await log.journal.close()


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "niet een cursor", "kwEB", "k8PPf_________"])
async def test_what_is_no_cursor_is_refused(tmp_path: Path, store: Store, cursor: str) -> None:
    log = log_at(tmp_path / "log")
    with pytest.raises(WrongCursor):
        await readings_of(log, store).looks_at(ANNA, TODAY, after=cursor)
