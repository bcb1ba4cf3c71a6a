"""Each test here runs on SQLite, and on PostgreSQL too where `MIJNDENHAAG_TEST_DATABASE` names a server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from auth.store.database import Store
from tests.databases import POSTGRESQL, database


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database."""
    if request.param == "postgresql" and not POSTGRESQL:
        pytest.skip("MIJNDENHAAG_TEST_DATABASE names no PostgreSQL server")
    async with database(tmp_path, POSTGRESQL if request.param == "postgresql" else "") as url:
        yield url


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    """A store with its tables."""
    made = Store(address)
    await made.upgrade()
    yield made
    await made.close()
