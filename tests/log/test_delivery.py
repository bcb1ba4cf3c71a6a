"""What the collectors get: the lines of the standards, read by OpenTelemetry's own description, and all of them."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from auth.log.delivery import Delivery
from auth.log.entry import Status
from auth.log.errors import DeliveryFailed
from auth.log.otlp import value
from auth.log.record import Log
from auth.log.shipper import Shipper
from auth.log.trace import Trace
from auth.principal import Principal
from auth.roles import Level, Role
from auth.store.database import Store
from tests.log.collector import Collector, logs_in, plain, spans_in
from tests.log.desk import AGENT, ANNA, BERT, GROUPS, asked, log_at, looked_at_by_agent, looked_at_by_self

URL = "https://collector.test/v1/traces"


class Line:
    """A log, its store and both collectors."""

    def __init__(self, log: Log, store: Store) -> None:
        self.log, self.collector = log, Collector()
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.collector))
        self.shipper = Shipper(log.journal.folder, store, log.register)
        self.of = {
            kind: Delivery(kind, URL, self.client, store, log.register, version="1", clock=log.clock)
            for kind in ("ldv", "adl")
        }

    async def deliver(self, kind: str) -> int:
        await self.shipper.catch_up()
        return await self.of[kind].deliver()

    @property
    def spans(self) -> list[Any]:
        return [span for body in self.collector.bodies for _, span in spans_in(body)]

    @property
    def records(self) -> list[Any]:
        return [record for body in self.collector.bodies for record in logs_in(body)]


@pytest.fixture
def line(tmp_path: Path, store: Store) -> Line:
    return Line(log_at(tmp_path / "log"), store)


async def test_the_processing_log_has_one_span_per_data_subject_under_that_of_the_operation(line: Line) -> None:
    caller = Trace.of("00-28dbeec32e77635cc19bc3204ec56c41-893e1b2ac52d712f-00")
    record = line.log.begin(AGENT, "Dossier", caller)
    for bsn in (ANNA, BERT):
        record.looked(bsn, GROUPS[:3], "klantcontact-parkeren")
    await record.keep()
    assert await line.deliver("ldv") == 1
    parent, first, second = line.spans
    assert {span.trace_id.hex() for span in line.spans} == {"28dbeec32e77635cc19bc3204ec56c41"}
    assert parent.span_id == caller.span and parent.parent_span_id.hex() == "893e1b2ac52d712f"
    assert [span.parent_span_id for span in (first, second)] == [caller.span] * 2
    assert plain(parent.attributes) == {
        "dpl.core.processing_activity_id": "urn:mijndenhaag:verwerking:klantcontact-parkeren"
    }
    for span, bsn in ((first, ANNA), (second, BERT)):
        told = plain(span.attributes)
        assert set(told) == {
            "dpl.core.processing_activity_id",
            "dpl.core.data_subject_id",
            "dpl.core.data_subject_id_type",
        }
        assert told["dpl.core.data_subject_id_type"] == "BSN"
        assert bsn not in told["dpl.core.data_subject_id"]
        assert span.status.code == Status.OK
        assert span.start_time_unix_nano == 1_795_000_000_000_000_000
    assert first.name.startswith("Klantcontact over parkeren: ") and GROUPS[2].dutch in first.name
    assert [name for body in line.collector.bodies for name, _ in spans_in(body)] == ["mijndenhaag"] * 3


async def test_an_own_look_is_told_by_its_activity_only(line: Line) -> None:
    await looked_at_by_self(line.log).keep()
    await line.deliver("ldv")
    assert [span.name for span in line.spans] == ["Inzage in het eigen dossier"] * 2


async def test_the_employee_is_in_no_line_of_the_processing_log(line: Line) -> None:
    await looked_at_by_agent(line.log).keep()
    await line.deliver("ldv")
    (body,) = line.collector.bodies
    text = json.dumps(body)
    sealed = line.log.pseudonyms.seal("MEDEWERKER", AGENT.id)
    for secret in (AGENT.id, ANNA, sealed.hex(), value(sealed.hex())["stringValue"], AGENT.department, "MEDEWERKER"):
        assert secret not in text


async def test_what_nobody_was_looked_at_for_has_no_line_in_the_processing_log(line: Line) -> None:
    record = line.log.begin(None, "Dossier")
    for question, decision in asked(Role.MEDEWERKER, Level.GEEN, None, GROUPS[:1]):
        record.judged(question, decision, ANNA)
    await record.keep(Status.UNSET)
    assert await line.deliver("ldv") == 1
    assert (line.collector.asked, await line.deliver("ldv")) == (0, 0)


async def test_the_decision_log_has_exactly_one_record_per_evaluation(line: Line) -> None:
    record = looked_at_by_self(line.log)
    await record.keep()
    assert await line.deliver("adl") == 1
    assert len(line.records) == 10
    assert len({each.span_id for each in line.records}) == 10
    for each in line.records:
        assert (each.event_name, each.trace_id) == ("adl.access_evaluation", record.trace.id)
        told, body = plain(each.attributes), plain(each.body)
        assert told["adl.core.policies"] == {"mijndenhaag": line.log.policy}
        assert told["mijndenhaag.adl.status"] == "Unset"
        assert told["mijndenhaag.adl.parent_span_id"] == record.trace.span.hex()
        assert told["dpl.core.data_subject_id"]
        assert set(body) == {"adl.core.request", "adl.core.response"}
        request = body["adl.core.request"]
        assert request["subject"] == {"type": "INWONER", "id": "-", "properties": {"level": 3, "scopes": []}}
        assert request["action"]["properties"] == {"processing_activity_id": "urn:mijndenhaag:verwerking:inzage-eigen"}
        assert request["resource"]["properties"] == {"relation": "ZELF"}
        assert body["adl.core.response"] == {"decision": True}
    assert [plain(each.body)["adl.core.request"]["resource"]["type"] for each in line.records] == [*GROUPS]
    assert ANNA not in json.dumps(line.collector.bodies)


async def test_a_refusal_is_no_error_and_says_why(line: Line) -> None:
    principal = Principal(Role.INWONER, "anna", "web", 2_000_000_000, Level.LAAG, subject=ANNA, bsn=ANNA)
    record = line.log.begin(principal, "Overzicht")
    for question, decision in asked(Role.INWONER, Level.LAAG, None, GROUPS[:1]):
        record.judged(question, decision, BERT)
        record.judged(question, decision)
    await record.keep(Status.UNSET)
    await line.deliver("adl")
    about, nobody = line.records
    assert plain(about.attributes)["mijndenhaag.adl.status"] == "Unset"
    assert plain(about.body)["adl.core.response"] == {
        "decision": False,
        "context": {"reason": "HOGER_NIVEAU_NODIG", "level": 2},
    }
    assert "dpl.core.data_subject_id" not in plain(nobody.attributes)


async def test_an_employee_is_a_pseudonym_in_the_decision_log(line: Line) -> None:
    await looked_at_by_agent(line.log).keep()
    await line.deliver("adl")
    subject = plain(line.records[0].body)["adl.core.request"]["subject"]
    assert subject["type"] == "MEDEWERKER" and len(subject["id"]) > 20
    assert plain(line.records[0].body)["adl.core.request"]["context"]["purpose"] == "BURGERZAKEN"
    assert AGENT.id not in json.dumps(line.collector.bodies)


@pytest.mark.parametrize("kind", ["ldv", "adl"])
async def test_what_was_acknowledged_is_not_sent_again(line: Line, kind: str) -> None:
    await asyncio.gather(*(looked_at_by_agent(line.log).keep() for _ in range(230)))
    assert await line.deliver(kind) == 230
    assert line.collector.asked == 2
    assert await line.deliver(kind) == 0
    traces = [each.trace_id for each in (line.spans if kind == "ldv" else line.records)]
    assert len(set(traces)) == 230 and len(traces) == (690 if kind == "adl" else 460)


@pytest.mark.parametrize("trouble", [500, 503, 429, 408, 302])
async def test_a_collector_in_trouble_gets_the_same_lines_with_the_same_ids_later(line: Line, trouble: int) -> None:
    await looked_at_by_agent(line.log).keep()
    line.collector.answers = [trouble]
    with pytest.raises(DeliveryFailed, match=str(trouble)):
        await line.deliver("ldv")
    assert await line.deliver("ldv") == 1
    assert len(line.spans) == 2


async def test_a_collector_that_is_not_there_is_a_failure_without_its_text(line: Line, store: Store) -> None:
    await looked_at_by_agent(line.log).keep()

    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no route, body was {request.content!r}")

    async with httpx.AsyncClient(transport=httpx.MockTransport(away)) as client:
        await line.shipper.catch_up()
        with pytest.raises(DeliveryFailed) as failure:
            await Delivery("ldv", URL, client, store, line.log.register).deliver()
    assert str(failure.value) == "the collector did not acknowledge: ConnectError"
    assert await line.deliver("ldv") == 1


async def test_one_operation_that_is_refused_stays_and_holds_up_nothing(line: Line) -> None:
    records = [looked_at_by_agent(line.log) for _ in range(9)]
    for record in records:
        await record.keep()
    line.collector.refuses = records[4].trace.id.hex()
    assert await line.deliver("adl") == 8
    assert line.of["adl"].refused == 1
    line.collector.refuses = None
    assert await line.deliver("adl") == 1
    assert line.of["adl"].refused == 0
    assert {each.trace_id for each in line.records} == {record.trace.id for record in records}


async def test_a_partial_success_is_none(line: Line) -> None:
    await looked_at_by_agent(line.log).keep()
    line.collector.answers = [{"partialSuccess": {"rejectedSpans": "1"}}]
    assert (await line.deliver("ldv"), line.of["ldv"].refused) == (0, 1)
    assert await line.deliver("ldv") == 1


@pytest.mark.parametrize("url", ["http://collector.example/v1/traces", "ftp://x", "", "http://10.0.0.1/", "https://"])
def test_lines_travel_by_https_only(line: Line, store: Store, url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Delivery("ldv", url, line.client, store, line.log.register)


def test_what_otlp_does_not_know_is_not_sent() -> None:
    assert value([True, 2, "drie"]) == {
        "arrayValue": {"values": [{"boolValue": True}, {"intValue": "2"}, {"stringValue": "drie"}]}
    }
    with pytest.raises(TypeError, match="bytes"):
        value(b"raw")
