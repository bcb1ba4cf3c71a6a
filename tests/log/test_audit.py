"""The audit log tells which employee looked at whom; a resident is in it by pseudonym only."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from auth.log.audit import Audit
from auth.log.entry import Status
from auth.log.shipper import Shipper
from auth.principal import Principal
from auth.roles import Level, Purpose, Role
from auth.store.database import Store
from tests.log.desk import AGENT, ANNA, BERT, GROUPS, Clock, asked, log_at, looked_at_by_agent, looked_at_by_self

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = (NOW - timedelta(hours=1), NOW + timedelta(hours=1))
BART = Principal(Role.MEDEWERKER, "bart", "kcc", 2_000_000_000, department="Burgerzaken")


async def test_who_answers_for_employees_reads_at_whom_each_looked(tmp_path: Path, store: Store) -> None:
    clock = Clock(NOW.timestamp())
    log = log_at(tmp_path / "log", clock=clock)
    record = looked_at_by_agent(log, purpose=Purpose.PARKEREN)
    await record.keep()
    await looked_at_by_agent(log, BERT, agent=BART).keep()
    await looked_at_by_self(log).keep()
    refused = log.begin(AGENT, "Dossier")
    for question, decision in asked(Role.MEDEWERKER, Level.GEEN, None, GROUPS[:1]):
        refused.judged(question, decision, BERT)
    await refused.keep(Status.UNSET)
    await Shipper(log.journal.folder, store, log.register).catch_up()
    audit = Audit(store, log.pseudonyms)

    (line,) = await audit.by("agnes", *DAY)
    assert (line.agent, line.purpose, line.department) == ("agnes", "PARKEREN", "Klantcontactcentrum")
    assert (line.moment.isoformat(), line.trace) == ("2026-11-20T10:00:00+01:00", record.trace.id.hex())
    assert line.groups == (GROUPS[0], GROUPS[1], GROUPS[2])
    assert log.pseudonyms.open("BSN", line.subject) == ANNA
    assert "agnes" not in repr(line)
    assert await audit.of(ANNA, *DAY) == [line], "an own look is no look of an employee"
    assert [each.agent for each in await audit.of(BERT, *DAY)] == ["bart"]
    assert await audit.refused("agnes", *DAY) == [refused.trace.id.hex()]
    assert await audit.refused("bart", *DAY) == []
    earlier = (NOW - timedelta(days=2), NOW)
    assert (await audit.by("agnes", *earlier), await audit.refused("agnes", *earlier)) == ([], [])
    await log.journal.close()
