"""Klantcontacten: one employee, one dossier, one purpose, half an hour."""

from datetime import UTC, datetime, timedelta

import pytest

from auth.contacts import LIFETIME, Contacts, MemoryContacts
from auth.errors import Reason, Refused
from auth.principal import Principal
from auth.roles import Level, Purpose, Role, Verification

ASKED = Verification.CONTROLEVRAGEN
SUBJECT, OWN = "999990019", "999990020"
AGNES = Principal(Role.MEDEWERKER, "agnes", "kcc", 0, bsn=OWN)
BART = Principal(Role.MEDEWERKER, "bart", "kcc", 0)


class Clock:
    """A clock that is put right by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_an_employee_reads_the_contact_that_they_started(clock: Clock) -> None:
    contacts: Contacts = MemoryContacts(clock=clock)
    started = await contacts.start(AGNES, SUBJECT, Purpose.BURGERZAKEN, ASKED)
    read = await contacts.read(AGNES, started.id)
    assert read == started
    assert (started.agent, started.subject, started.purpose) == ("agnes", SUBJECT, Purpose.BURGERZAKEN)
    assert started.verification is ASKED
    assert (started.started, started.expires) == (clock.now, clock.now + timedelta(minutes=30))


async def test_unknown_foreign_and_expired_contacts_are_all_the_same_nothing(clock: Clock) -> None:
    contacts = MemoryContacts(clock=clock)
    started = await contacts.start(AGNES, SUBJECT, Purpose.OVERIG, ASKED)
    assert await contacts.read(AGNES, "unknown") is None
    assert await contacts.read(BART, started.id) is None
    clock.later(LIFETIME - timedelta(seconds=1))
    assert await contacts.read(AGNES, started.id) == started
    clock.later(timedelta(seconds=1))
    assert await contacts.read(AGNES, started.id) is None


@pytest.mark.parametrize("role", [Role.INWONER, Role.DIENST])
async def test_only_an_employee_starts_or_reads_one(clock: Clock, role: Role) -> None:
    contacts = MemoryContacts(clock=clock)
    started = await contacts.start(AGNES, SUBJECT, Purpose.OVERIG, ASKED)
    same_id = Principal(role, "agnes", "web", 0, Level.HOOG)
    assert await contacts.read(same_id, started.id) is None
    with pytest.raises(Refused) as refusal:
        await contacts.start(same_id, SUBJECT, Purpose.OVERIG, ASKED)
    assert refusal.value.reason is Reason.GEEN_TOEGANG


async def test_an_employees_own_number_is_refused(clock: Clock) -> None:
    with pytest.raises(Refused) as refusal:
        await MemoryContacts(clock=clock).start(AGNES, OWN, Purpose.OVERIG, ASKED)
    assert refusal.value.reason is Reason.GEEN_TOEGANG
    assert OWN not in f"{refusal.value!r}"


@pytest.mark.parametrize("number", ["", "999990018", "99999001", "999990019 ", "٩٩٩٩٩٠٠١٩", "000000000"])
async def test_what_is_no_bsn_opens_no_contact(clock: Clock, number: str) -> None:
    contacts = MemoryContacts(clock=clock)
    with pytest.raises(ValueError) as fault:
        await contacts.start(AGNES, number, Purpose.OVERIG, ASKED)
    assert not number or number not in str(fault.value)
    assert len(contacts) == 0


async def test_the_oldest_of_ones_own_contacts_makes_room_and_nobody_elses(clock: Clock) -> None:
    contacts = MemoryContacts(limit=3, clock=clock)
    barts = await contacts.start(BART, SUBJECT, Purpose.OVERIG, ASKED)
    hers = [await contacts.start(AGNES, SUBJECT, Purpose.OVERIG, ASKED) for _ in range(5)]
    found = [await contacts.read(AGNES, each.id) for each in hers]
    assert found == [None, None, *hers[2:]]
    assert await contacts.read(BART, barts.id) == barts
    assert len(contacts) == 4


async def test_what_is_over_is_forgotten(clock: Clock) -> None:
    contacts = MemoryContacts(clock=clock)
    for number in range(50):
        agent = Principal(Role.MEDEWERKER, f"agent {number}", "kcc", 0)
        await contacts.start(agent, SUBJECT, Purpose.OVERIG, ASKED)
    assert len(contacts) == 50
    clock.later(LIFETIME)
    await contacts.start(AGNES, SUBJECT, Purpose.OVERIG, ASKED)
    assert len(contacts) == 1


async def test_ids_are_128_random_bits_and_a_contact_does_not_show_whom_it_is_about(clock: Clock) -> None:
    contacts = MemoryContacts(limit=100, clock=clock)
    started = [await contacts.start(AGNES, SUBJECT, Purpose.OVERIG, ASKED) for _ in range(100)]
    assert len({each.id for each in started}) == 100
    assert all(len(each.id) == 22 for each in started)  # 16 bytes in base64url
    assert SUBJECT not in repr(started)


async def test_the_clock_of_the_world_is_the_default() -> None:
    started = await MemoryContacts().start(AGNES, SUBJECT, Purpose.OVERIG, ASKED)
    assert abs(started.started - datetime.now(UTC)) < timedelta(seconds=5)
