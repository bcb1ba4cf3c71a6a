"""What stands at the head of every proof: of which code, when, and on what machine."""

import platform
import subprocess
from datetime import UTC, datetime

from settings import ROOT

__all__ = ["circumstances", "commit"]


def commit() -> str:
    """The commit that is checked out."""
    run = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607 - git, from the path
    return run.stdout.strip()


def circumstances() -> str:
    """The table of it, to which a proof may add rows."""
    return f"""| | |
|---|---|
| commit | `{commit()}` |
| date | {datetime.now(UTC):%d %B %Y} |
| machine | Python {platform.python_version()}, {platform.system()} {platform.machine()} |"""
