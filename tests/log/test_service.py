"""The log as a service runs it: made of its settings, shipped beside it, handed on at its end."""

import asyncio
import base64
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auth.log.segments import segments
from keeping import Keeping
from settings import RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from tests.databases import LOG_KEY, STORE_KEY
from tests.log.desk import ANNA, looked_at_by_agent

OFF = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
PRODUCTIE: dict[str, Any] = {
    "omgeving": "productie",
    "token_issuer": "https://i.example",
    "token_jwks_url": "https://i.example/keys",
    "store_keys": [STORE_KEY],
}


def settings(folder: Path, **given: Any) -> Settings:
    return Settings(_env_file=None, **{"data_dir": folder, "omgeving": "ontwikkeling", "registries": OFF, **given})  # type: ignore[call-arg]


async def test_what_one_service_logged_the_next_one_knows(tmp_path: Path) -> None:
    first = Keeping(settings(tmp_path))
    async with first.running():
        await looked_at_by_agent(first.log).keep()
    second = Keeping(settings(tmp_path))
    async with second.running():
        (reading,) = (await second.logs.readings.looks_at(ANNA, date.today())).items
        assert reading.department == "Klantcontactcentrum"
        assert segments(tmp_path / "log") == [], "what a service that is gone left is shipped and removed"


async def test_beside_the_service_lines_get_into_the_store_by_themselves(tmp_path: Path) -> None:
    service = Keeping(settings(tmp_path))
    await looked_at_by_agent(service.log).keep()
    async with service.running():
        for _ in range(200):
            if service.logs.shipper._positions:
                break
            await asyncio.sleep(0.02)
        assert service.logs.shipper._positions
    assert {"log-key", "log"} <= set(os.listdir(tmp_path))


def test_in_productie_a_key_of_the_log_is_asked_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=r"^MIJNDENHAAG_LOG_KEYS: at least one key is needed$"):
        Keeping(settings(tmp_path, **PRODUCTIE)).check()
    assert list(tmp_path.iterdir()) == []
    Keeping(settings(tmp_path, **PRODUCTIE, log_keys=[LOG_KEY])).check()


@pytest.mark.parametrize("key", ["geen sleutel", base64.b64encode(b"te kort").decode()])
def test_a_wrong_key_stops_the_start_and_is_not_told(tmp_path: Path, key: str) -> None:
    with pytest.raises(Wrong, match=r"^MIJNDENHAAG_LOG_KEYS: key 1 ") as stopped:
        Keeping(settings(tmp_path, **PRODUCTIE, log_keys=[key])).check()
    assert key not in str(stopped.value)


@pytest.mark.parametrize("given", [{"collector_ca": "none.pem"}, {"collector_certificate": "a", "collector_key": "b"}])
def test_certificates_that_are_none_stop_the_start(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(Wrong, match=r"^MIJNDENHAAG_COLLECTOR_CA, "):
        Keeping(settings(tmp_path, **given)).logs  # noqa: B018 - made here
