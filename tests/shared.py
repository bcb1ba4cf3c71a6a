"""Where the researched facts and recorded exchanges stand that contract tests read in place."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MIJNDENHAAG_SHARED", Path(__file__).parents[2] / "shared"))


def shared(path: str) -> Path:
    """A file or folder of the shared facts; skips the test where they are absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"MIJNDENHAAG_SHARED has no {path}: contract facts are not on this machine")
    return found
