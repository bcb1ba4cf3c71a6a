"""The whole service on a store: what it keeps outlives it, and what it can't reach stops its start."""

import base64
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from app import Service
from auth.principal import Principal
from auth.roles import Purpose, Role, Verification
from settings import RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from tests.databases import STORE_KEY

BSN, SECRET = "999990019", "een-geheim-dat-nergens-mag-staan"
AGNES = Principal(Role.MEDEWERKER, "agnes", "kcc", 0)
EMMA = Principal(Role.INWONER, "emma", "web", 0, subject=BSN, bsn=BSN)
OFF = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
PRODUCTIE: dict[str, Any] = {
    "omgeving": "productie",
    "registries": OFF,
    "token_issuer": "https://i.example",
    "token_jwks_url": "https://i.example/keys",
}


def settings(folder: Path, **given: Any) -> Settings:
    return Settings(_env_file=None, **{"data_dir": folder, "omgeving": "ontwikkeling", "registries": OFF, **given})  # type: ignore[call-arg]


async def test_a_klantcontact_and_a_session_outlive_the_process(tmp_path: Path, address: str) -> None:
    given = settings(tmp_path, database_url=address, session_idle=60)
    first = Service(given)
    async with first.running():
        contact = await first.contacts.start(AGNES, BSN, Purpose.OVERIG, Verification.LEGITIMATIE)
        token, session = await first.sessions.open(EMMA, provider="digid")
    assert session.ends == session.began + 60
    second = Service(given)
    async with second.running():
        assert await second.contacts.read(AGNES, contact.id) == contact
        assert await second.sessions.read(token) == session


async def test_without_settings_a_workbench_keeps_everything_in_its_own_folder(tmp_path: Path) -> None:
    service = Service(settings(tmp_path))
    async with service.running():
        await service.sessions.open(EMMA, provider="digid")
    assert {"mijndenhaag.db", "store-key", "development-key.json"} <= set(os.listdir(tmp_path))


def test_in_productie_a_key_is_not_made_but_asked(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=r"^MIJNDENHAAG_STORE_KEYS: "):
        Service(settings(tmp_path, **PRODUCTIE))
    assert list(tmp_path.iterdir()) == []
    Service(settings(tmp_path, **PRODUCTIE, store_keys=[STORE_KEY]))


@pytest.mark.parametrize("keys", [[SECRET], [STORE_KEY, SECRET], [""], [base64.b64encode(b"short").decode()]])
def test_a_wrong_key_stops_the_start(tmp_path: Path, keys: list[str]) -> None:
    for given in ({}, PRODUCTIE):
        with pytest.raises(Wrong, match=r"^MIJNDENHAAG_STORE_KEYS: ") as stopped:
            Service(settings(tmp_path, **given, store_keys=[SecretStr(key) for key in keys]))
        assert SECRET not in str(stopped.value)


async def test_a_store_that_is_not_there_stops_the_start(tmp_path: Path, unused_tcp_port: int) -> None:
    away = f"postgresql+asyncpg://iemand:{SECRET}@127.0.0.1:{unused_tcp_port}/{SECRET}"
    service = Service(settings(tmp_path, database_url=away))
    with pytest.raises(Wrong, match=r"^MIJNDENHAAG_DATABASE_URL: ") as stopped:
        async with service.running():
            pass
    assert SECRET not in str(stopped.value)


@pytest.mark.parametrize("folder", [f"{SECRET}/data", "data?x=%41#"])
def test_a_folder_of_any_name_holds_the_store_and_one_that_cannot_be_made_stops_the_start(
    tmp_path: Path, folder: str
) -> None:
    Service(settings(tmp_path / folder)).store  # noqa: B018 - made here
    assert (tmp_path / folder / "mijndenhaag.db").exists()
    (tmp_path / "file").write_text("")
    in_the_way = Service(settings(tmp_path / "file" / SECRET, **PRODUCTIE, store_keys=[STORE_KEY]))
    with pytest.raises(Wrong, match="MIJNDENHAAG_DATA_DIR") as stopped:
        in_the_way.store  # noqa: B018
    assert SECRET not in str(stopped.value)
