"""What one call costs over each transport, in CPU time of this process, all threads.

    python -m tests.bench.bench_transport

A server in a process of its own answers 2.5 kB of JSON over plain HTTP on the loopback address. The transports take
turns, pass after pass, so that whatever else the machine does hits both; medians are compared, and read as ratios.
"""

import asyncio
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import cast

import uvloop

from sources.core.over_httpx import HttpxTransport
from sources.core.over_pyreqwest import PyreqwestTransport
from sources.core.transport import Request, Transport

__all__ = ["TRANSPORTS", "cost", "server"]

TRANSPORTS: dict[str, Callable[[str], Transport]] = {"pyreqwest": PyreqwestTransport, "httpx": HttpxTransport}
CALLS = {"pyreqwest": 1280, "httpx": 128}  # per pass; the cheap one makes more, to be measured as well
IN_FLIGHT = (1, 16, 64)
PASSES = 5
BUDGET = 30.0  # seconds for all passes; at least three are made

_BODY = b'{"naam":"' + b"x" * 2489 + b'"}'
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(_BODY), _BODY)


async def cost(transport: Transport, calls: int, in_flight: int) -> float:
    """Microseconds of CPU per call, once the connections are open."""

    async def some(number: int) -> None:
        for _ in range(number):
            answer = await transport.send(Request("GET", "/personen", (("fields", "naam"),)), 30.0)
            assert len(answer.body) == len(_BODY)

    await asyncio.gather(*(some(1) for _ in range(in_flight)))
    begun = time.process_time()
    await asyncio.gather(*(some(calls // in_flight) for _ in range(in_flight)))
    return (time.process_time() - begun) / (calls // in_flight * in_flight) * 1e6


@contextmanager
def server() -> Iterator[str]:
    """The address of a server in another process."""
    command = [sys.executable, "-m", "tests.bench.bench_transport", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


class _Answers(asyncio.Protocol):
    """Answers every head that ends; requests here have no body."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._rest = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        *heads, self._rest = (self._rest + data).split(b"\r\n\r\n")
        self._transport.write(_ANSWER * len(heads))


async def _serve() -> None:
    listening = await asyncio.get_running_loop().create_server(_Answers, "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


async def _passes(address: str) -> dict[tuple[str, int], list[float]]:
    figures: dict[tuple[str, int], list[float]] = {(name, n): [] for n in IN_FLIGHT for name in TRANSPORTS}
    begun = time.monotonic()
    for number in range(PASSES):
        if number >= 3 and time.monotonic() - begun > BUDGET:
            break
        for name, n in figures if number % 2 else reversed(figures):
            transport = TRANSPORTS[name](address)
            figures[name, n].append(await cost(transport, CALLS[name], n))
            await transport.close()
    return figures


async def _main() -> None:
    with server() as address:
        figures = await _passes(address)
    made = len(figures["httpx", 1])
    print(f"Python {platform.python_version()}, uvloop {version('uvloop')}, {made} passes, medians (least to most).\n")
    print("| calls in flight |", *(f"{name} {version(name)}, µs |" for name in TRANSPORTS), "httpx / pyreqwest |")
    print("|---|" + "---|" * (len(TRANSPORTS) + 1))
    for n in IN_FLIGHT:
        cells = [f"{median(f):.0f} ({min(f):.0f} to {max(f):.0f})" for f in (figures[name, n] for name in TRANSPORTS)]
        ratio = median(figures["httpx", n]) / median(figures["pyreqwest", n])
        print(f"| {n} |", *(f"{cell} |" for cell in cells), f"{ratio:.0f} |")


if __name__ == "__main__":
    uvloop.run(_serve() if "--serve" in sys.argv else _main())
