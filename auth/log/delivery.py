"""Delivery: sends what is in the store to the collector of the processing log or of the decision log, by OTLP/HTTP."""

import asyncio
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import httpx
import msgspec
import structlog
from sqlalchemy import and_, bindparam, or_, select, update

from auth.log.adl import adl_request
from auth.log.alone import alone
from auth.log.entry import Entry
from auth.log.errors import DeliveryFailed
from auth.log.finishing import to_the_end
from auth.log.ldv import ldv_request
from auth.log.otlp import JSON, safe
from auth.log.register import Register
from auth.store.database import Store
from auth.store.log_tables import log_operations

__all__ = ["Delivery"]

_log = structlog.get_logger("mijndenhaag.log")
_BATCH = 200  # operations in a request
_LATER = frozenset({408, 425, 429})  # and all of 5xx: the same request may do later
_COLUMNS = {"ldv": log_operations.c.ldv_sent, "adl": log_operations.c.adl_sent}
_REQUESTS: dict[str, Callable[[Iterable[Entry], Register, str], JSON | None]] = {
    "ldv": ldv_request,
    "adl": adl_request,
}
_Key = tuple[int, bytes, bytes]  # when it started, trace and span


class Delivery:
    """Sends one of both logs, `ldv` or `adl`, at least once and always with the same ids, until it is acknowledged.

    `url` is the whole address, with https; the client has credentials, certificate and time limits. Raises `ValueError`
    for another address than that, or one on this machine.
    """

    def __init__(
        self,
        kind: str,
        url: str,
        client: httpx.AsyncClient,
        store: Store,
        register: Register,
        *,
        version: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not safe(url):
            raise ValueError("the address of a collector begins with https://")
        self._kind, self._url, self._client, self._store = kind, url, client, store
        self._register, self._version, self._clock = register, version, clock
        self._sent, self._request = _COLUMNS[kind], _REQUESTS[kind]
        self.refused = 0  # operations that the collector did not want, in the last round

    async def run(self, folder: Path, interval: float = 1.0) -> None:
        """Deliver every so many seconds, less often while it fails; one process of those that share `folder` does."""
        pause = interval
        while True:
            with alone(folder, f"delivering-{self._kind}") as mine:
                try:
                    if mine:
                        await self.deliver()
                    pause = interval if not self.refused else min(2 * pause, 300.0)
                except Exception as error:  # whatever it is, what is in the store stays there and is sent again
                    pause = min(2 * pause, 300.0)
                    fault = getattr(error, "fault", type(error).__name__)
                    _log.warning("log_not_delivered", log=self._kind, fault=fault)
            await asyncio.sleep(pause)

    async def deliver(self) -> int:
        """Send all that was not acknowledged; how many operations were now.

        What the collector refuses stays, is counted in `refused`, and is offered again in the next round. Raises
        `DeliveryFailed` where the collector can't be reached or is too busy, and `StoreUnavailable`.
        """
        self.refused, sent = 0, 0
        last: _Key = (-(2**62), b"", b"")
        while rows := await to_the_end(self._next(last)):
            last = rows[-1][0]
            sent += await self._send([(key, Entry.decoded(payload)) for key, payload in rows])
        return sent

    async def _next(self, last: _Key) -> list[tuple[_Key, bytes]]:
        table = log_operations.c
        later = or_(
            table.started > last[0],
            and_(table.started == last[0], table.trace_id > last[1]),
            and_(table.started == last[0], table.trace_id == last[1], table.span_id > last[2]),
        )
        query = (
            select(table.started, table.trace_id, table.span_id, table.entry)
            .where(self._sent.is_(None), later)
            .order_by(table.started, table.trace_id, table.span_id)
            .limit(_BATCH)
        )
        async with self._store.reading() as connection:
            found = await connection.execute(query)
            return [((started, trace, span), entry) for started, trace, span, entry in found]

    async def _send(self, batch: list[tuple[_Key, Entry]]) -> int:
        """Halves what is refused, until it is known which operation it is that the collector does not want."""
        request = self._request((entry for _, entry in batch), self._register, self._version)
        if request is None or await self._accepted(request):
            await to_the_end(self._mark([key for key, _ in batch]))
            return len(batch)
        if len(batch) == 1:
            self.refused += 1
            _log.error("log_refused", log=self._kind, trace=batch[0][1].trace.hex())
            return 0
        half = len(batch) // 2
        return await self._send(batch[:half]) + await self._send(batch[half:])

    async def _accepted(self, request: JSON) -> bool:
        """Whether all of it was taken. A partial success (OTLP) is none: it is not told which lines were left out."""
        try:
            answer = await self._client.post(
                self._url, content=msgspec.json.encode(request), headers={"content-type": "application/json"}
            )
        except httpx.HTTPError as error:
            raise DeliveryFailed(type(error).__name__) from None
        if answer.status_code in _LATER or answer.status_code >= 500 or 300 <= answer.status_code < 400:
            raise DeliveryFailed(f"status {answer.status_code}")
        return answer.is_success and not _rejected(answer.content)

    async def _mark(self, keys: list[_Key]) -> None:
        table = log_operations.c
        mark = (
            update(log_operations)
            .where(table.trace_id == bindparam("trace"), table.span_id == bindparam("span"))
            .values({self._sent.name: int(self._clock() * 1000)})
        )
        async with self._store.begin() as connection:
            await connection.execute(mark, [{"trace": trace, "span": span} for _, trace, span in keys])


def _rejected(body: bytes) -> int:
    """How many lines the collector says it left out; an answer that says nothing left out none."""
    try:
        partial = (msgspec.json.decode(body) or {}).get("partialSuccess") or {}
        return int(partial.get("rejectedSpans") or partial.get("rejectedLogRecords") or 0)
    except (msgspec.MsgspecError, AttributeError, TypeError, ValueError):
        return 0
