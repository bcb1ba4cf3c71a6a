"""The proof: 200 MB through the service. `make proof-download` writes `docs/proofs/download.md`."""

import sys
import tempfile
from pathlib import Path

from tests.downloads.reader import Fetched, Served, service
from tests.proofs import circumstances

__all__ = ["main"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "proofs" / "download.md"
_SIZE, _WARM = 200 * 10**6, 10**6
_PATIENCE = 5.0
_ROOM = 16 * 2**20  # bytes


def main() -> int:
    """Measure, and write the page; 1 where something did not hold."""
    rows, held = [], True
    with tempfile.TemporaryDirectory() as folder, service(Path(folder), _PATIENCE) as served:
        served.fetch(served.link(_WARM))
        for name, pause, pauses in (("fast", 0.0, 0), ("fast, again", 0.0, 0), ("slow", 2.0, 10)):
            row, well = _measured(served, name, pause, pauses)
            rows.append(row)
            held = held and well
        stopped = served.fetch(served.link(_SIZE), pause=2 * _PATIENCE, pauses=1)
        other = served.fetch(served.link(_SIZE), "fatima")
    held = held and not stopped.whole and other.status == 404
    PAGE.write_text(_page(rows, stopped, other))
    print(PAGE.read_text())
    return 0 if held else 1


def _measured(served: Served, name: str, pause: float, pauses: int) -> tuple[str, bool]:
    before = served.memory()
    served.forget()
    fetched = served.fetch(served.link(_SIZE), pause=pause, pauses=pauses)
    peak, after = served.memory("VmHWM"), served.memory()
    megabytes = " | ".join(f"{each / 2**20:.1f}" for each in (before, peak, after, peak - before))
    row = f"| {name} | {fetched.came / 10**6:.1f} | {fetched.seconds:.1f} | {megabytes} |"
    return row, fetched.whole and peak - before < _ROOM


def _page(rows: list[str], stopped: Fetched, other: Fetched) -> str:
    table = "\n".join(rows)
    left = f"{stopped.came / 10**6:.1f} of {stopped.announced / 10**6:.1f} MB"
    return f"""# Proof: a document of 200 MB, and memory stays flat

{_WHAT}

{circumstances()}

| reader | MB read | seconds | MiB before | MiB at most | MiB after | growth |
|---|---|---|---|---|---|---|
{table}

| | |
|---|---|
| who takes nothing for {2 * _PATIENCE:.0f} s; the patience is {_PATIENCE:.0f} s | {left}, then the connection ends |
| another person with the same link | {other.status} |
"""


_WHAT = """The service runs in a process of its own behind uvicorn, with stand-ins in it that make the document while it
is read. A reader in another process fetches it over the loopback address: as fast as it comes, and with a small buffer
and ten pauses of two seconds. Memory is what the kernel says of the whole service, stand-ins included (resident, and
its peak since the download began). It may grow by 16 MiB at most. `make proof-download` does it again and writes this
page."""


if __name__ == "__main__":
    sys.exit(main())
