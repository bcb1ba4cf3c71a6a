"""The server audits of npm's `graphql-http`, played against the door behind a real HTTP server."""

from pathlib import Path
from typing import Any

from tests.browser.served import listening
from tests.e2e.toy import endpoint
from tests.node import ran

AUDITS = Path(__file__).parent / "audits"
INSTALL = "npm ci --prefix tests/e2e/audits --no-audit --no-fund"

# what the audits would like of a server that reads GET; ours does not (design, §8)
GET_IS_OFF = {"5A70", "D6D5", "6A70"}


async def played(url: str) -> list[dict[str, Any]]:
    """The result of each audit."""
    assert (AUDITS / "node_modules").is_dir(), f"the audits are not installed: {INSTALL}"
    results: list[dict[str, Any]] = await ran(AUDITS, "audit.mjs", url)
    return results


async def test_every_must_and_should_of_graphql_over_http_holds() -> None:
    async with listening(endpoint()) as origin:
        results = await played(f"{origin}/graphql")
    by_level = {level: [r for r in results if r["name"].startswith(level)] for level in ("MUST", "SHOULD", "MAY")}
    assert {level: len(some) for level, some in by_level.items()} == {"MUST": 13, "SHOULD": 23, "MAY": 25}
    for level in ("MUST", "SHOULD"):
        assert [(r["id"], r["name"], r.get("reason")) for r in by_level[level] if r["status"] != "ok"] == []
    assert {r["id"] for r in by_level["MAY"] if r["status"] != "ok"} == GET_IS_OFF
