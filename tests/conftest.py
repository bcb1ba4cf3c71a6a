"""Guards that hold for the whole run: the right packages under generic names, a clean environment, and no leaks."""

import asyncio
import importlib
import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Stop with one plain sentence where a generic top-level name resolves to somebody else's package."""
    core = importlib.util.find_spec("graphql")
    if core is None or core.origin is None or ROOT / "graphql" in Path(core.origin).parents:
        raise pytest.UsageError("`graphql` is not graphql-core: remove graphql/__init__.py, install the requirements.")
    for name in ("schema", "resolvers", "sources", "auth"):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None or Path(spec.origin).parent != ROOT / name:
            raise pytest.UsageError(f"`{name}` resolves to {spec and spec.origin}: another package has taken the name.")
    leaks = importlib.import_module("tests.leaks")  # not before it is sure whose `sources` that finds
    config.pluginmanager.register(leaks.Guard(), "leaks")


def pytest_sessionfinish() -> None:
    """Leave nothing on the database server."""
    if "tests.databases" in sys.modules:
        asyncio.run(sys.modules["tests.databases"].drop_databases())


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's shell reaches a test."""
    for name in [
        n
        for n in os.environ
        if n.startswith("MIJNDENHAAG_") and n not in ("MIJNDENHAAG_SHARED", "MIJNDENHAAG_TEST_DATABASE")
    ]:
        monkeypatch.delenv(name)
