"""The processing log: Logboek dataverwerkingen (LDV) 1.0.0, as spans of OTLP.

One span for the operation and one child for each data subject (§3.3.1). The employee is not in it (§2.3.4): that is the
audit log. What others read is told by field groups, in the name (detail level 2), an own look by its activity (1).
"""

from collections.abc import Iterable
from datetime import date

from auth.groups import FieldGroup
from auth.log.entry import Entry, Look
from auth.log.otlp import JSON, attributes, nanoseconds, resource, text_of
from auth.log.register import Register
from auth.moments import moment

__all__ = ["ldv_request", "ldv_spans"]

_SCOPE = {"name": "mijndenhaag.ldv", "version": "1.0.0"}
_INTERNAL, _SERVER = 1, 2


def ldv_request(entries: Iterable[Entry], register: Register, version: str) -> JSON | None:
    """An ExportTraceServiceRequest with all of these; None where they looked at nobody."""
    spans = [span for entry in entries for span in ldv_spans(entry, register)]
    scoped = [{"scope": _SCOPE, "spans": spans}]
    return {"resourceSpans": [{"resource": resource(version), "scopeSpans": scoped}]} if spans else None


def ldv_spans(entry: Entry, register: Register) -> list[JSON]:
    """The lines of one operation; none where no data of a person was read."""
    if not entry.looks:
        return []
    day = moment(entry.start).date()
    first = entry.looks[0]
    whole = _span(entry, entry.span, entry.parent, entry.status, _name(first, register, day), _SERVER)
    whole["attributes"] = attributes({"dpl.core.processing_activity_id": _uri(first, register)})
    spans = [whole]
    for look in entry.looks:
        name, subject = _name(look, register, day), entry.subjects[look.subject]
        if not look.own and look.groups:
            name = f"{name}: {'; '.join(_words(group) for group in look.groups)}"
        span = _span(entry, look.span, entry.span, look.status, name, _INTERNAL)
        span["attributes"] = attributes(
            {
                "dpl.core.processing_activity_id": _uri(look, register),
                "dpl.core.data_subject_id": text_of(subject.sealed),
                "dpl.core.data_subject_id_type": subject.kind,
            }
        )
        spans.append(span)
    return spans


def _span(entry: Entry, span: bytes, parent: bytes | None, status: int, name: str, kind: int) -> JSON:
    made: JSON = {
        "traceId": entry.trace.hex(),
        "spanId": span.hex(),
        "name": name,
        "kind": kind,
        "startTimeUnixNano": nanoseconds(entry.start),
        "endTimeUnixNano": nanoseconds(entry.end),
        "status": {"code": int(status)},
    }
    if parent is not None:
        made["parentSpanId"] = parent.hex()
    return made


def _name(look: Look, register: Register, day: date) -> str:
    return register.of(look.activity, day).dutch if look.activity in register.keys else look.activity


def _uri(look: Look, register: Register) -> str:
    known = look.activity in register.keys
    return register.uri(look.activity) if known else f"urn:mijndenhaag:verwerking:{look.activity}"


def _words(group: str) -> str:
    return FieldGroup[group].dutch if group in FieldGroup.__members__ else group
