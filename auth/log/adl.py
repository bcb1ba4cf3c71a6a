"""The decision log: Authorization Decision Log (ADL) 1.0.0, one record per evaluation.

Request and response stand in the body in the form of AuthZEN, without numbers or names of persons: pseudonyms only. A
refusal is no error (§3.3.6). The policy is a reference to its version (§3.3.7.3).
"""

from collections.abc import Iterable, Mapping

from auth.log.entry import Entry, Judgement
from auth.log.otlp import JSON, attributes, nanoseconds, resource, text_of, value
from auth.log.register import Register

__all__ = ["adl_records", "adl_request"]

_SCOPE = {"name": "mijndenhaag.adl", "version": "1.0.0"}
_EVENT = "adl.access_evaluation"
_UNKNOWN = "-"  # who has no id here: a resident who looks is told by the role only


def adl_records(entry: Entry, register: Register) -> list[JSON]:
    """The records of one operation as §3.3 has them, in JSON."""
    return [_record(entry, judgement, register) for judgement in entry.judgements]


def adl_request(entries: Iterable[Entry], register: Register, version: str) -> JSON | None:
    """An ExportLogsServiceRequest with all of these; None where nothing was asked of the policy.

    A log record of OTLP has no place for a parent or a status: both are attributes of ours in it.
    """
    records = [_wrapped(record) for entry in entries for record in adl_records(entry, register)]
    scoped = [{"scope": _SCOPE, "logRecords": records}]
    return {"resourceLogs": [{"resource": resource(version), "scopeLogs": scoped}]} if records else None


def _record(entry: Entry, judgement: Judgement, register: Register) -> JSON:
    about = None if judgement.subject is None else entry.subjects[judgement.subject]
    sealed = _UNKNOWN if about is None else text_of(about.sealed)
    response: JSON = {"decision": judgement.decision}
    if told := _given({"reason": judgement.reason, "level": judgement.level}):
        response["context"] = told
    return {
        "trace_id": entry.trace.hex(),
        "span_id": judgement.span.hex(),
        "parent_span_id": entry.span.hex(),
        "event_name": _EVENT,
        "timestamp": entry.start + judgement.after,
        "status": "Unset",
        "attributes": {
            "adl.core.policies": {"mijndenhaag": entry.policy},
            "adl.core.configuration": {"verwerkingenregister": entry.register},
            **(
                {}
                if about is None
                else {"dpl.core.data_subject_id": sealed, "dpl.core.data_subject_id_type": about.kind}
            ),
        },
        "body": {
            "adl.core.request": {
                "subject": {
                    "type": "niemand" if entry.role is None else entry.role,
                    "id": _viewer(entry),
                    "properties": {"level": entry.level, "scopes": list(entry.scopes)},
                },
                "action": _with(
                    {"name": judgement.action}, {"processing_activity_id": _activity(entry, judgement, register)}
                ),
                "resource": _with({"type": judgement.kind, "id": sealed}, {"relation": judgement.relation}),
                "context": {
                    **_given({"purpose": judgement.purpose}),
                    "moment": "record" if judgement.on_record else "vooraf",
                    "traceparent": f"00-{entry.trace.hex()}-{entry.span.hex()}-00",
                },
            },
            "adl.core.response": response,
        },
    }


def _wrapped(record: JSON) -> JSON:
    return {
        "timeUnixNano": nanoseconds(record["timestamp"]),
        "observedTimeUnixNano": nanoseconds(record["timestamp"]),
        "eventName": record["event_name"],
        "traceId": record["trace_id"],
        "spanId": record["span_id"],
        "attributes": attributes(
            {
                **record["attributes"],
                "mijndenhaag.adl.parent_span_id": record["parent_span_id"],
                "mijndenhaag.adl.status": record["status"],
            }
        ),
        "body": value(record["body"]),
    }


def _viewer(entry: Entry) -> str:
    if entry.agent is not None:
        return text_of(entry.agent)
    return entry.client or _UNKNOWN


def _activity(entry: Entry, judgement: Judgement, register: Register) -> str | None:
    """For which activity it was asked: that of the look at the same person for the same purpose, if there was one."""
    for look in entry.looks:
        if look.subject == judgement.subject and look.purpose == judgement.purpose and look.activity in register.keys:
            return register.uri(look.activity)
    return None


def _given(values: Mapping[str, object]) -> JSON:
    return {name: each for name, each in values.items() if each is not None}


def _with(made: JSON, properties: Mapping[str, object]) -> JSON:
    given = _given(properties)
    return {**made, "properties": given} if given else made
