"""Who downloads from the service in another process, as fast or as slowly as wanted, and what that process takes."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

__all__ = ["Fetched", "Served", "service"]

_LINKS = """query ($na: String) { mij { aanvragen(eerste: 100, na: $na) {
  knopen { documenten(eerste: 100) { knopen { grootte download } } } volgende } } }"""
_BUFFER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one download: its status, the bytes that were announced and that came, and how long it took."""

    status: int
    announced: int
    came: int
    seconds: float

    @property
    def whole(self) -> bool:
        """Whether all of it came."""
        return self.came == self.announced


class Served:
    """The service that listens on a port, seen from outside."""

    def __init__(self, process: "subprocess.Popen[str]", told: dict[str, Any]) -> None:
        self.process, self.port = process, int(told["port"])
        self._tokens = {name: str(value) for name, value in told.items() if name != "port"}
        self._url = f"http://127.0.0.1:{self.port}"

    def link(self, size: int) -> str:
        """A link of wim to a document of about this size in bytes."""
        headers = {"authorization": f"Bearer {self._tokens['wim']}"}
        place = None
        while True:
            body = {"query": _LINKS, "variables": {"na": place}}
            answer = httpx.post(f"{self._url}/graphql", json=body, headers=headers, timeout=30).json()
            page = answer["data"]["mij"]["aanvragen"]
            for document in (each for aanvraag in page["knopen"] for each in aanvraag["documenten"]["knopen"]):
                if size <= document["grootte"] < size + 10_000:
                    return str(document["download"])
            place = page["volgende"]
            if place is None:
                raise LookupError("wim has no document of this size")

    def fetch(
        self, path: str, who: str = "wim", *, pause: float = 0.0, pauses: int = 0, until: int | None = None
    ) -> Fetched:
        """Read it with a small buffer, and wait `pauses` times; `until` is after how many bytes the reader leaves."""
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            if pauses:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
            request = (
                f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {self._tokens[who]}"
            )
            connection.sendall(request.encode() + b"\r\n\r\n")
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(_BUFFER)
            head, _, body = head.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            announced, came = int(length[1]) if length else -1, len(body)
            between = announced // (pauses + 1)
            waited = 0
            while until is None or came < until:
                if waited < pauses and came >= between * (waited + 1):
                    waited += 1
                    time.sleep(pause)
                try:
                    piece = connection.recv(_BUFFER)
                except ConnectionError:
                    break
                if not piece:
                    break
                came += len(piece)
        return Fetched(int(head.split()[1]), announced, came, time.monotonic() - began)

    def memory(self, what: str = "VmRSS") -> int:
        """Bytes that the service takes now, or has taken at most (`VmHWM`) since `forget`."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(rf"{what}:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) * 1024

    def forget(self) -> None:
        """Count the peak of the memory anew (proc(5), clear_refs)."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")


@contextmanager
def service(folder: Path, patience: float) -> Iterator[Served]:
    """The service in a process of its own, with this patience for who takes nothing."""
    command = [sys.executable, "-m", "tests.downloads.served", str(folder), str(patience)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        served = Served(process, json.loads(process.stdout.readline()))
        for _ in range(300):
            try:
                if httpx.get(f"http://127.0.0.1:{served.port}/health/ready", timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.05)
        yield served
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()
