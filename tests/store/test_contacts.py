"""Klantcontacten: one employee, one dossier, one purpose, half an hour."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from auth.contacts import LIFETIME, Contact, Contacts
from auth.errors import Reason, Refused
from auth.principal import Principal
from auth.roles import Level, Purpose, Role, Verification
from auth.store.contacts import StoreContacts
from auth.store.database import Store
from auth.store.tables import contacts as table
from auth.store.vault import Vault

SUBJECT, OWN = "999990019", "999990020"
AGNES = Principal(Role.MEDEWERKER, "agnes", "kcc", 0, bsn=OWN)
BART = Principal(Role.MEDEWERKER, "bart", "kcc", 0)
KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(2)]


class Clock:
    """A clock that is put right by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, 0, 123457, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def contacts(store: Store, clock: Clock) -> StoreContacts:
    return StoreContacts(store, Vault(KEYS[:1]), clock=clock)


async def start(contacts: Contacts, agent: Principal = AGNES, purpose: Purpose = Purpose.OVERIG) -> Contact:
    return await contacts.start(agent, SUBJECT, purpose, Verification.CONTROLEVRAGEN)


async def count(store: Store) -> int:
    async with store.reading() as connection:
        return (await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()


async def test_an_employee_reads_the_contact_that_they_started(contacts: StoreContacts, clock: Clock) -> None:
    started = await start(contacts, purpose=Purpose.BURGERZAKEN)
    assert await contacts.read(AGNES, started.id) == started
    assert (started.agent, started.subject, started.purpose) == ("agnes", SUBJECT, Purpose.BURGERZAKEN)
    assert started.verification is Verification.CONTROLEVRAGEN
    assert (started.started, started.expires) == (clock.now, clock.now + timedelta(minutes=30))


async def test_unknown_foreign_and_expired_contacts_are_all_the_same_nothing(
    contacts: StoreContacts, clock: Clock
) -> None:
    started = await start(contacts)
    for unknown in ("unknown", "", "\ud800", "x" * 10_000):
        assert await contacts.read(AGNES, unknown) is None
    assert await contacts.read(BART, started.id) is None
    clock.later(LIFETIME - timedelta(seconds=1))
    assert await contacts.read(AGNES, started.id) == started
    clock.later(timedelta(seconds=1))
    assert await contacts.read(AGNES, started.id) is None


@pytest.mark.parametrize("role", [role for role in Role if not role.is_employee])
async def test_only_an_employee_starts_or_reads_one(store: Store, clock: Clock, role: Role) -> None:
    contacts = StoreContacts(store, Vault(KEYS[:1]), clock=clock)
    started = await start(contacts)
    same_id = Principal(role, "agnes", "web", 0, Level.HOOG)
    assert await contacts.read(same_id, started.id) is None
    with pytest.raises(Refused) as refusal:
        await start(contacts, same_id)
    assert refusal.value.reason is Reason.GEEN_TOEGANG


async def test_an_employees_own_number_is_refused(contacts: StoreContacts) -> None:
    with pytest.raises(Refused) as refusal:
        await contacts.start(AGNES, OWN, Purpose.OVERIG, Verification.LEGITIMATIE)
    assert refusal.value.reason is Reason.GEEN_TOEGANG
    assert OWN not in f"{refusal.value!r}"


@pytest.mark.parametrize("number", ["", "999990018", "9999900", "9000100x", "999990019 ", "٩٩٩٩٩٠٠١٩", "000000000"])
async def test_what_is_no_number_of_a_dossier_opens_no_contact(
    contacts: StoreContacts, store: Store, number: str
) -> None:
    with pytest.raises(ValueError) as fault:
        await contacts.start(AGNES, number, Purpose.OVERIG, Verification.LEGITIMATIE)
    assert not number or number not in str(fault.value)
    assert await count(store) == 0


async def test_the_oldest_of_ones_own_contacts_makes_room_and_nobody_elses(store: Store, clock: Clock) -> None:
    contacts = StoreContacts(store, Vault(KEYS[:1]), limit=3, clock=clock)
    barts = await start(contacts, BART)
    hers = [await start(contacts) for _ in range(5)]
    found = [await contacts.read(AGNES, each.id) for each in hers]
    assert found == [None, None, *hers[2:]]
    assert await contacts.read(BART, barts.id) == barts
    assert await count(store) == 4


async def test_of_many_started_at_once_as_many_stay_as_there_is_room_for(
    store: Store, address: str, clock: Clock
) -> None:
    others = [Store(address) for _ in range(2)]
    all_of_them = [StoreContacts(each, Vault(KEYS[:1]), limit=3, clock=clock) for each in (store, *others)]
    for contacts in all_of_them:
        await start(contacts)
    started = await asyncio.gather(*(start(contacts) for contacts in all_of_them for _ in range(5)))
    kept = [each for each in started if await all_of_them[0].read(AGNES, each.id)]
    assert await count(store) == len(kept) == 3
    for other in others:
        await other.close()


async def test_what_is_over_is_swept(contacts: StoreContacts, store: Store, clock: Clock) -> None:
    await start(contacts)
    clock.later(timedelta(minutes=1))
    await start(contacts, BART)
    clock.later(LIFETIME - timedelta(minutes=1))
    assert await store.sweep(clock.now.timestamp()) == 1
    assert await count(store) == 1


async def test_ids_are_128_random_bits_and_a_contact_does_not_show_whom_it_is_about(contacts: StoreContacts) -> None:
    started = [await start(contacts) for _ in range(30)]
    assert len({each.id for each in started}) == 30
    assert all(len(each.id) == 22 for each in started)  # 16 bytes in base64url
    assert SUBJECT not in repr(started)


async def test_a_key_is_rotated_during_a_contact(store: Store, clock: Clock) -> None:
    started = await start(StoreContacts(store, Vault(KEYS[:1]), clock=clock))
    rotated = StoreContacts(store, Vault(KEYS[::-1]), limit=2, clock=clock)
    assert await rotated.read(AGNES, started.id) == started
    for _ in range(2):
        await start(rotated)
    assert await rotated.read(AGNES, started.id) is None, "what an earlier key kept makes room too"
    lost = StoreContacts(store, Vault(KEYS[1:]), clock=clock)
    assert await lost.read(AGNES, (await start(lost)).id)
    assert await count(store) == 3


async def test_the_clock_of_the_world_is_the_default(store: Store) -> None:
    started = await start(StoreContacts(store, Vault(KEYS)))
    assert abs(started.started - datetime.now(UTC)) < timedelta(seconds=5)
