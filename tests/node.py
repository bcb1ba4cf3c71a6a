"""JavaScript that tests need run: the programs of others that look at ours."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

__all__ = ["chromium", "ran"]


def chromium() -> str:
    """The browser of this machine; skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("chromium is not on this machine, and what this test looks at is a page in a browser")
    return found


async def ran(folder: Path, *arguments: str, seconds: float = 60) -> Any:
    """What a script prints as JSON; skips where there is no Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine, and what this test runs is JavaScript")
    process = await asyncio.create_subprocess_exec(
        node, *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert process.returncode == 0, err.decode()
    return json.loads(out)
