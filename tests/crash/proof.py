"""The proof: a thousand points and twenty real kills. `make proof-crash`; what was done is kept and gone on from.

`python -m tests.crash.proof [--points 1000] [--kills 20] [--seed 4]` writes `docs/proofs/crash.md`.
"""

import argparse
import json
import logging
import platform
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from tests.crash.killing import Broken, Place, Point, checked, chosen, killed
from tests.crash.real import killed_for_real
from tests.proofs import commit

__all__ = ["Progress", "main"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "proofs" / "crash.md"
KEPT = ROOT / ".mijndenhaag" / "proof-crash.json"
_IN_A_ROW = 20  # workers that live and die in one place before a fresh one


@dataclass
class Progress:
    """What was done until now, of this commit and this seed."""

    commit: str
    seed: int
    points: int = 0
    kills: int = 0
    answers: int = 0
    answers_real: int = 0
    failures: int = 0  # of the power
    seconds: float = 0
    kinds: Counter[str] = field(default_factory=Counter)

    @classmethod
    def found(cls, commit: str, seed: int) -> "Progress":
        """What an earlier run kept; nothing where it was of another commit or seed."""
        try:
            kept: dict[str, Any] = json.loads(KEPT.read_text())
            if (kept["commit"], kept["seed"]) == (commit, seed):
                return cls(**{**kept, "kinds": Counter(kept["kinds"])})
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(commit, seed)

    def keep(self) -> None:
        """For a run that goes on from here."""
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(vars(self)))


def main() -> int:
    """Go on to the end, and write the page; 1 where something did not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    progress = Progress.found(commit(), given.seed)
    try:
        while progress.points < given.points:
            _row(progress, min(_IN_A_ROW, given.points - progress.points))
            print(f"{progress.points} points, {progress.answers} answers, {progress.seconds:.0f} s", flush=True)
        while progress.kills < given.kills:
            _kill(progress)
            print(f"{progress.kills} kills, {progress.answers_real} answers, {progress.seconds:.0f} s", flush=True)
    except Broken as broken:
        print(f"after {progress.points} points and {progress.kills} kills: {broken}", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(progress))
    return 0


def _row(progress: Progress, number: int) -> None:
    """So many workers in one place; some of them find what several before them have left."""
    began = time.monotonic()
    chance = random.Random(f"{progress.seed} {progress.points}")
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    place, kinds, failures = Place.made(folder / "place"), Counter[str](), 0
    steps = killed(place, Point(0)).steps
    done = 0
    while done < number:
        point = chosen(chance, steps)
        death = killed(place, point)
        kinds[death.kind] += 1
        if not death.at_the_end:  # it came to its step
            done += 1
            failures += point.power
        if chance.random() < 0.5:
            checked(place)
    checked(place)
    shutil.rmtree(folder)
    progress.points += number
    progress.kinds += kinds
    progress.failures += failures
    progress.answers += len(place.answered)
    progress.seconds += time.monotonic() - began
    progress.keep()


def _kill(progress: Progress) -> None:
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    place = Place.made(folder / "place")
    killed_for_real(place, random.Random(f"{progress.seed} real {progress.kills}"))
    checked(place)
    shutil.rmtree(folder)
    progress.kills += 1
    progress.answers_real += len(place.answered)
    progress.seconds += time.monotonic() - began
    progress.keep()


def page(progress: Progress) -> str:
    """`docs/proofs/crash.md`."""
    kinds = "\n".join(f"| {kind} | {number} |" for kind, number in sorted(progress.kinds.items()))
    return f"""# Proof: no answer without its lines

{_WHAT}

| | |
|---|---|
| commit | `{progress.commit}` |
| seed | {progress.seed} |
| date | {datetime.now(UTC):%d %B %Y} |
| machine | Python {platform.python_version()}, {platform.system()} {platform.machine()} |
| length | {progress.seconds:.0f} seconds |
| crash points | {progress.points}, of which {progress.failures} with a failure of the power |
| answers before them | {progress.answers} |
| besides, workers that came to their end and were killed there | {progress.kinds.total() - progress.points} |
| real kills | {progress.kills}, with {progress.answers_real} answers before them |
| answers without their lines | 0 |
| lines that are double | 0 |

| where the worker died | times |
|---|---|
{kinds}
"""


_WHAT = """The whole service is forked, serves clients, ships its log, and kills itself (SIGKILL) at one step of the
file system or the store, chosen at random; in half of the cases everything that it had not synced is taken away too, as
when the power fails. Then the log is recovered, recovered again, and recovered from a copy. Each answer that a client
had must have its operation and each of its looks in the store exactly once, and nothing may be there that nobody asked
for. A real kill takes both workers of a uvicorn service under load. `make proof-crash` does it again and writes this
page; a run that was stopped goes on."""


if __name__ == "__main__":
    sys.exit(main())
