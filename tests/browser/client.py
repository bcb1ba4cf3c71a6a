"""A client of ours in a real browser: the whole service on a port of this machine, and somebody who has logged in."""

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from settings import ROOT
from sources.city.personas import PERSONAS
from tests.faults import answers
from tests.node import ran
from tests.workbench import Workbench, workbench

__all__ = ["AWAY", "city", "faultless", "used"]

CLIENTS = ROOT / "clients"
BUILD = "npm ci --prefix clients --no-audit --no-fund && npm run --prefix clients build"
AWAY = answers(503, "application/problem+json", b"{}")  # what a registry that is down says


@asynccontextmanager
async def city(tmp_path: Path, **settings: Any) -> AsyncIterator[tuple[Workbench, str]]:
    """The service with the built clients, and its origin; skips where there is no browser."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not on this machine, and what this test looks at are pages")
    assert (CLIENTS / "web" / "dist" / "index.html").is_file(), f"the clients are not built: {BUILD}"
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        async with workbench(tmp_path, port=port, clients=CLIENTS, **settings) as bench:
            config = uvicorn.Config(bench.service.app, lifespan="off", log_config=None, log_level="warning")
            server = uvicorn.Server(config)
            serving = asyncio.ensure_future(server.serve(sockets=[listener]))
            try:
                yield bench, f"http://127.0.0.1:{port}"
            finally:
                server.should_exit = True
                await serving


async def used(origin: str, persona: str, steps: Sequence[dict[str, Any]], **job: Any) -> dict[str, Any]:
    """What is seen when a persona does this, see client.mjs; a persona is called as the choice at log-in calls them."""
    chromium = shutil.which("chromium")
    assert chromium is not None
    told = {"origin": origin, "persona": persona, "steps": steps, **job}
    seen: dict[str, Any] = await ran(Path(__file__).parent, "client.mjs", chromium, json.dumps(told), seconds=600)
    return seen


def faultless(seen: dict[str, Any], *personas: str) -> None:
    """Nothing is wrong that holds for every page, and no address has a number or name of these personas."""
    assert seen["errors"] == [] and seen["strangers"] == []
    told = [text for each in PERSONAS if each.name in personas for text in (each.bsn, each.surname.rpartition("|")[2])]
    assert told and not any(text in url for text in told for url in seen["urls"])
    for look in seen["looks"]:
        where = f"{look['name']} at {look['width']}"
        assert look["violations"] == [], where
        assert look["over"] <= 0, f"{where} hangs {look['over']} px over the edge"
        assert [level for level, _ in look["headings"]].count("H1") == 1, where
        assert look["unnamed"] == 0 and look["landmarks"][1] == 1, where
        levels = [int(level[1]) for level, _ in look["headings"]]
        assert all(after - before <= 1 for before, after in pairwise(levels)), where
