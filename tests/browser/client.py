"""A client of ours in a real browser: the whole service on a port of this machine, and somebody who has logged in."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from settings import ROOT
from sources.city.personas import PERSONAS
from tests.browser.served import listening, portal
from tests.faults import answers
from tests.node import chromium, ran
from tests.workbench import Workbench

__all__ = ["Served", "city", "faultless"]

CLIENTS = ROOT / "clients"
BUILD = "npm ci --prefix clients --no-audit --no-fund && npm run --prefix clients build"
AWAY = answers(503, "application/problem+json", b"{}")  # what a registry that is down says


@dataclass(frozen=True)
class Served:
    """The service with the built clients, its origin, and where a browser says which registry is down from then on."""

    bench: Workbench
    origin: str
    switchboard: str

    async def used(self, persona: str | None, steps: Sequence[dict[str, Any]], **job: Any) -> dict[str, Any]:
        """What is seen when somebody does this, see client.mjs; a persona is called as the choice at log-in does."""
        told = {"origin": self.origin, "switchboard": self.switchboard, "persona": persona, "steps": steps, **job}
        seen: dict[str, Any] = await ran(Path(__file__).parent, "client.mjs", chromium(), json.dumps(told), seconds=600)
        return seen


@asynccontextmanager
async def city(tmp_path: Path, **settings: Any) -> AsyncIterator[Served]:
    """A service with the built clients; skips where there is no browser."""
    chromium()
    assert (CLIENTS / "web" / "dist" / "index.html").is_file(), f"the clients are not built: {BUILD}"
    async with portal(tmp_path, clients=CLIENTS, **settings) as (bench, origin):

        async def down(request: Request) -> Response:
            registry = request.path_params["registry"]
            bench.tap.faults = {registry: AWAY} if registry else {}
            return Response()

        async with listening(Starlette(routes=[Route("/{registry:path}", down)])) as switchboard:
            yield Served(bench, origin, switchboard)


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
