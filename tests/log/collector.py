"""A collector that reads what it is sent by OpenTelemetry's own description of it, and nothing of ours."""

import base64
import json
from typing import Any

from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

__all__ = ["Collector", "logs_in", "plain", "spans_in"]

_IDS = ("traceId", "spanId", "parentSpanId")  # hexadecimal in OTLP's JSON, where protobuf's own mapping has base64


class Collector:
    """An ASGI app. `answers` are statuses or bodies that it gives before it accepts; `refuses` is a trace, in hex."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []  # what it accepted
        self.answers: list[int | dict[str, Any]] = []
        self.refuses: str | None = None
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        self.asked += 1
        await self._answer(request, body)(scope, receive, send)

    def _answer(self, request: Request, body: bytes) -> Response:
        assert request.headers["content-type"] == "application/json"
        if self.answers:
            answer = self.answers.pop(0)
            return Response(status_code=answer) if isinstance(answer, int) else JSONResponse(answer)
        if self.refuses is not None and self.refuses in body.decode():
            return JSONResponse({"code": 3, "message": "no"}, status_code=400)
        self.bodies.append(json.loads(body))
        return JSONResponse({})


def spans_in(body: Any) -> list[tuple[str, Any]]:
    """Each span with the name of the service that sent it; raises where it is no ExportTraceServiceRequest."""
    request = json_format.ParseDict(_with_base64(body), ExportTraceServiceRequest())
    return [
        (plain(group.resource.attributes)["service.name"], span)
        for group in request.resource_spans
        for scoped in group.scope_spans
        for span in scoped.spans
    ]


def logs_in(body: Any) -> list[Any]:
    """Each log record; raises where it is no ExportLogsServiceRequest."""
    request = json_format.ParseDict(_with_base64(body), ExportLogsServiceRequest())
    return [record for group in request.resource_logs for scoped in group.scope_logs for record in scoped.log_records]


def plain(of: Any) -> Any:
    """An AnyValue, or a list of KeyValue, as ordinary values."""
    if isinstance(of, AnyValue):
        kind = of.WhichOneof("value")
        found: Any = getattr(of, kind) if kind else None
        if kind == "kvlist_value":
            return plain(found.values)
        return [plain(each) for each in found.values] if kind == "array_value" else found
    return {each.key: plain(each.value) for each in of if isinstance(each, KeyValue)}


def _with_base64(body: Any) -> Any:
    if isinstance(body, dict):
        return {
            key: base64.b64encode(bytes.fromhex(each)).decode() if key in _IDS else _with_base64(each)
            for key, each in body.items()
        }
    return [_with_base64(each) for each in body] if isinstance(body, list) else body
