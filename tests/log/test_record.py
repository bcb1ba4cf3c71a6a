"""One operation is one frame, with nothing personal to be read in it, and no frame means no answer."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from auth.groups import FieldGroup
from auth.log.entry import Entry, Look, Status, Subject, SubjectKind
from auth.log.errors import LogUnavailable
from auth.log.pseudonym import Pseudonyms
from auth.log.record import AGENT as AGENT_KIND
from auth.log.record import Log
from auth.log.segments import segments
from auth.log.trace import Trace
from auth.principal import Principal
from auth.roles import Level, Purpose, Role, Scope
from tests.log.desk import ANNA, BERT, GROUPS, KEYS, Clock, asked, log_at, looked_at_by_agent, looked_at_by_self
from tests.log.disks import FailingDisk


def kept(log: Log) -> list[Entry]:
    return [Entry.decoded(payload) for segment in segments(log.journal.folder) for _, payload in segment.frames()]


async def test_an_overview_is_one_frame_with_its_look_and_every_decision(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    record = looked_at_by_self(log)
    await record.keep()
    (entry,) = kept(log)
    assert (entry.trace, entry.span, entry.parent) == (record.trace.id, record.trace.span, None)
    assert (entry.name, entry.role, entry.level, entry.status) == ("Overzicht", "INWONER", 3, Status.OK)
    assert (entry.agent, entry.client, entry.start, entry.end) == (None, None, 1_795_000_000_000, 1_795_000_000_000)
    assert (entry.policy, entry.register) == (log.policy, log.register.version)
    (look,) = entry.looks
    assert (look.activity, look.own, look.groups) == ("inzage-eigen", True, tuple(sorted(GROUPS[:8])))
    assert len(entry.judgements) == 10
    spans = {entry.span, look.span, *(judgement.span for judgement in entry.judgements)}
    assert len(spans) == 12 and all(len(span) == 8 for span in spans)
    assert log.pseudonyms.open("BSN", entry.subjects[look.subject].sealed) == ANNA
    await log.journal.close()


async def test_an_agent_is_sealed_and_a_resident_or_service_is_not_an_agent(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    await looked_at_by_agent(log).keep()
    service = log.begin(
        Principal(Role.DIENST, "svc", "mijndenhaag-dienst", 2_000_000_000, scopes=frozenset(Scope)), "Personen"
    )
    service.looked(ANNA, GROUPS[:1], "dienst-raadplegen")
    await service.keep()
    by_agent, by_service = kept(log)
    assert by_agent.agent is not None and log.pseudonyms.open(AGENT_KIND, by_agent.agent) == "agnes"
    assert (by_agent.department, by_agent.client) == ("Klantcontactcentrum", None)
    assert (by_agent.looks[0].purpose, len(by_agent.looks[0].contact or b"")) == (Purpose.BURGERZAKEN, 16)
    assert (by_service.agent, by_service.client) == (None, "mijndenhaag-dienst")
    assert by_service.scopes == tuple(sorted(Scope))
    await log.journal.close()


async def test_a_frame_and_every_repr_tell_nobody(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    record = looked_at_by_agent(log)
    await record.keep()
    (entry,) = kept(log)
    texts = [
        entry.encoded(),
        *(repr(each).encode() for each in (record, entry, *entry.subjects, *entry.looks, *entry.judgements)),
    ]
    for secret in (ANNA.encode(), b"agnes", b"contact-1", bytes.fromhex("00") * 8 + b"agnes"):
        assert not any(secret in text for text in texts)
    assert entry.agent is not None and repr(entry.agent) not in repr(entry)
    await log.journal.close()


async def test_several_looks_at_one_person_are_one_and_of_several_persons_several(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    record = log.begin(None, "Overzicht")
    record.looked(ANNA, [FieldGroup.BSN], "inzage-eigen")
    record.looked(ANNA, [FieldGroup.ADRES, FieldGroup.BSN], "inzage-eigen")
    record.looked(BERT, [FieldGroup.BSN], "inzage-ouder")
    record.looked("12345678", [FieldGroup.OPENBAAR], "inzage-onderneming", kind=SubjectKind.KVK)
    await record.keep()
    (entry,) = kept(log)
    assert [(look.subject, look.groups) for look in entry.looks] == [
        (0, ("ADRES", "BSN")),
        (1, ("BSN",)),
        (2, ("OPENBAAR",)),
    ]
    assert [subject.kind for subject in entry.subjects] == ["BSN", "BSN", "KVK"]
    assert len({look.span for look in entry.looks}) == 3
    await log.journal.close()


async def test_who_was_asked_about_and_not_looked_at_has_no_look(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    record = log.begin(None, "Overzicht")
    for question, decision in asked(Role.INWONER, Level.LAAG, None, GROUPS[:1]):
        record.judged(question, decision, BERT)
        record.judged(question, decision)
    await record.keep(Status.UNSET)
    (entry,) = kept(log)
    assert (entry.looks, len(entry.subjects), entry.status) == ((), 1, Status.UNSET)
    assert [(j.subject, j.decision, j.reason, j.level) for j in entry.judgements] == [
        (0, False, "HOGER_NIVEAU_NODIG", Level.MIDDEN),
        (None, False, "HOGER_NIVEAU_NODIG", Level.MIDDEN),
    ]
    await log.journal.close()


async def test_nothing_looked_at_and_nothing_asked_writes_nothing(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    await log.begin(None, "Sessie").keep()
    assert not log.journal.folder.exists()


async def test_a_disk_that_fails_reaches_who_would_answer(tmp_path: Path) -> None:
    disk = FailingDisk()
    log = log_at(tmp_path / "log", disk=disk)
    disk.failing = {"sync": 0}
    with pytest.raises(LogUnavailable):
        await looked_at_by_self(log).keep()
    await log.journal.close()


async def test_a_record_is_kept_once_and_knows_its_activities(tmp_path: Path) -> None:
    log = log_at(tmp_path / "log")
    record = looked_at_by_self(log)
    await record.keep()
    with pytest.raises(RuntimeError, match="once"):
        await record.keep()
    with pytest.raises(KeyError, match="register"):
        log.begin(None, "x").looked(ANNA, [], "bestaat-niet")
    await log.journal.close()


async def test_a_hundred_operations_at_once_are_a_hundred_entries(tmp_path: Path) -> None:
    clock = Clock()
    log = log_at(tmp_path / "log", clock=clock)
    records = [looked_at_by_self(log) for _ in range(100)]
    clock.now += 0.25
    await asyncio.gather(*(record.keep() for record in records))
    entries = kept(log)
    assert {entry.trace for entry in entries} == {record.trace.id for record in records}
    assert {(entry.start, entry.end) for entry in entries} == {(1_795_000_000_000, 1_795_000_000_250)}
    await log.journal.close()


def test_a_frame_of_an_older_version_can_be_read() -> None:
    look = Look(b"s" * 8, 0, "inzage-eigen", ("BSN",))
    entry = Entry(
        b"t" * 16, b"s" * 8, None, "n", 1, 2, 1, None, 0, (), None, None, "", "p", "r", (Subject("BSN", b"x"),), (look,)
    )
    parts = msgspec.msgpack.decode(entry.encoded())
    parts[16] = [part[:4] for part in parts[16]]  # a look as it was before status and what follows
    assert Entry.decoded(msgspec.msgpack.encode(parts[:17])).looks == (Look(b"s" * 8, 0, "inzage-eigen", ("BSN",)),)
    assert Entry.decoded(msgspec.msgpack.encode([*parts, (), "a field of a later version"])) is not None
    with pytest.raises(msgspec.MsgspecError):
        Entry.decoded(b"no entry")


def test_the_trace_of_who_called_is_taken_over_unchanged() -> None:
    called = Trace.of("00-28dbeec32e77635cc19bc3204ec56c41-893e1b2ac52d712f-00")
    assert called.id.hex() == "28dbeec32e77635cc19bc3204ec56c41"
    assert called.parent is not None and called.parent.hex() == "893e1b2ac52d712f"
    assert len(called.span) == 8 and called.span != called.parent


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "00-" + "0" * 32 + "-893e1b2ac52d712f-01",
        "00-28dbeec32e77635cc19bc3204ec56c41-" + "0" * 16 + "-01",
        "ff-28dbeec32e77635cc19bc3204ec56c41-893e1b2ac52d712f-01",
        "00-28DBEEC32E77635CC19BC3204EC56C41-893e1b2ac52d712f-01",
        "00-28dbeec32e77635cc19bc3204ec56c41-893e1b2ac52d712f-01-more",
        "00-28dbeec32e77635cc19bc3204ec56c41-893e1b2ac52d712f-01\n",
    ],
)
def test_what_is_no_traceparent_begins_a_new_trace(header: str | None) -> None:
    trace = Trace.of(header)
    assert (len(trace.id), len(trace.span), trace.parent) == (16, 8, None)
    assert trace.id.hex() != "28dbeec32e77635cc19bc3204ec56c41"


def test_a_pseudonym_is_the_same_each_time_and_only_our_keys_open_it() -> None:
    ours, rotated, other = Pseudonyms(KEYS[:1]), Pseudonyms(KEYS[::-1]), Pseudonyms(KEYS[1:])
    sealed = ours.seal("BSN", ANNA)
    assert sealed == ours.seal("BSN", ANNA) != ours.seal("KVK", ANNA)
    assert sealed != rotated.seal("BSN", ANNA) == other.seal("BSN", ANNA)
    assert rotated.open("BSN", sealed) == ANNA
    assert sealed in rotated.all_forms("BSN", ANNA) and len(rotated.all_forms("BSN", ANNA)) == 2
    for keys, kind, what in (
        (other, "BSN", sealed),
        (ours, "KVK", sealed),
        (ours, "BSN", sealed[:-1] + b"x"),
        (ours, "BSN", b""),
    ):
        with pytest.raises(ValueError, match="no key of ours"):
            keys.open(kind, what)
    with pytest.raises(ValueError, match="nothing"):
        ours.seal("BSN", "")


@pytest.mark.parametrize("keys", [(), (b"short",)])
def test_what_is_no_key_makes_no_pseudonyms(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="key"):
        Pseudonyms(keys)
