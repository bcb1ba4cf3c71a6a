"""Settings: what stops the start, by its name and never by its value; and the page that lists them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import ValidationError

from app import Service
from commands import main
from manual import table
from settings import ROOT, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from tests.databases import KEYS, STORE_KEY

SECRET = "een-geheim-dat-nergens-mag-staan"
OFF = {f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}__MODE": "off" for registry in REGISTRIES}
ISSUER = {
    "MIJNDENHAAG_TOKEN_ISSUER": "https://inloggen.example",
    "MIJNDENHAAG_TOKEN_JWKS_URL": "https://inloggen.example/keys",
}


def productie(**changes: Any) -> Settings:
    return Settings(_env_file=None, omgeving="productie", **changes)  # type: ignore[call-arg]


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Command]:
    """The command as in productie with every registry off: its exit code and what it says.

    The address is of a documentation network (RFC 5737), so that what should not start can't listen either.
    """
    before = structlog.get_config()

    def run(*arguments: str, **environment: str) -> tuple[int, str]:
        given = {"MIJNDENHAAG_OMGEVING": "productie", "MIJNDENHAAG_HOST": "192.0.2.1", **OFF, **ISSUER}
        given |= {"MIJNDENHAAG_DATA_DIR": str(tmp_path)}
        given |= {f"MIJNDENHAAG_{name.upper()}": json.dumps(keys) for name, keys in KEYS.items()}
        given |= environment
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    yield run
    structlog.configure(**before)


def test_the_page_of_settings_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == table(), "run `make docs` and read the difference"


def test_every_setting_says_what_it_does() -> None:
    for fields in (Settings.model_fields, RegistrySettings.model_fields):
        for name, field in fields.items():
            assert field.description and field.description.endswith("."), name


def test_options_that_a_registry_does_not_know_stop_the_start() -> None:
    off = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
    given = {**off, "brp": RegistrySettings(url="https://brp.example", options={"mal": SECRET})}
    with pytest.raises(Wrong, match="MIJNDENHAAG_REGISTRIES__BRP__OPTIONS: there are none") as stopped:
        Service(productie(registries=given, token_issuer="https://i.example", token_jwks_url="https://i.example/keys"))
    assert SECRET not in str(stopped.value)


def test_without_any_setting_it_is_productie() -> None:
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    assert settings.omgeving == "productie" and not settings.development


@pytest.mark.parametrize(("host", "address"), [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")])
def test_on_a_workbench_browsers_find_us_where_we_listen(host: str, address: str) -> None:
    assert Settings(_env_file=None, omgeving="ontwikkeling", host=host).public_address == address  # type: ignore[call-arg]


def test_on_a_workbench_a_registry_that_is_not_named_is_its_stand_in() -> None:
    settings = Settings(_env_file=None, omgeving="ontwikkeling")  # type: ignore[call-arg]
    assert {settings.registry(registry.name).mode for registry in REGISTRIES} == {"embedded"}


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.name)
def test_in_productie_each_registry_has_to_be_named(registry: Any) -> None:
    with pytest.raises(Wrong, match=f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}__URL"):
        productie().registry(registry.name)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "url"),
        ({"url": "gateway.example/brp"}, "url"),
        ({"url": "https://brp.example", "auth": "zgw"}, "client_id, secret"),
        ({"url": "https://brp.example", "auth": "zgw", "client_id": "wij"}, "client_id, secret"),
        ({"url": "https://brp.example", "auth": "api-key"}, "secret"),
        ({"url": "https://brp.example", "auth": "token"}, "secret"),
        ({"url": "https://brp.example", "auth": "oauth2", "client_id": "wij", "secret": SECRET}, "token_url"),
        ({"url": "https://brp.example", "tls_certificate": "/wij.pem"}, "tls_certificate, tls_key"),
        ({"url": "https://brp.example", "tls_key": "/wij.pem"}, "tls_certificate, tls_key"),
    ],
)
def test_what_belongs_together_has_to_be_there_together(given: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=f"{named}: "):
        RegistrySettings.model_validate(given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "https://"},
        {"url": f"https://{SECRET}@brp.example"},
        {"url": "https://brp.example", "tls_ca": Path(f"/{SECRET}.pem")},
        {"url": "https://brp.example", "headers": {"x-doelbinding": f"{SECRET}\n"}},
        {
            "url": "https://brp.example",
            "auth": "oauth2",
            "client_id": "wij",
            "secret": SECRET,
            "token_url": f"https://token.example?{SECRET}",
        },
    ],
    ids=["no host", "a user in it", "no PEM file", "no header", "no token endpoint"],
)
@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
def test_a_registry_that_cannot_be_reached_like_that_stops_the_start(wrong: dict[str, Any], transport: str) -> None:
    off = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
    given = {**off, "brp": RegistrySettings.model_validate(wrong)}
    issuer = {name.removeprefix("MIJNDENHAAG_").lower(): value for name, value in ISSUER.items()}
    with pytest.raises(Wrong, match="MIJNDENHAAG_REGISTRIES__BRP") as caught:
        Service(productie(registries=given, transport=transport, **issuer))
    assert SECRET not in str(caught.value) and caught.value.__cause__ is None


@pytest.mark.parametrize("url", ["", "inloggen.example/keys", "https://"])
def test_without_the_keys_of_an_issuer_it_does_not_start(url: str) -> None:
    off = {registry.name: RegistrySettings(mode="off") for registry in REGISTRIES}
    with pytest.raises(Wrong, match="MIJNDENHAAG_TOKEN_JWKS_URL"):
        Service(productie(registries=off, token_issuer="https://inloggen.example", token_jwks_url=url, **KEYS))


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("MIJNDENHAAG_DEADLINE", SECRET, "MIJNDENHAAG_DEADLINE: "),
        ("MIJNDENHAAG_OMGEVING", SECRET, "MIJNDENHAAG_OMGEVING: "),
        ("MIJNDENHAAG_REGISTRIES__BRP__AUTH", SECRET, "MIJNDENHAAG_REGISTRIES__BRP__AUTH: "),
        ("MIJNDENHAAG_REGISTRIES__BRP__HEADERS", SECRET, "registries"),
        ("MIJNDENHAAG_REGISTRIES__BRP__MODE", "embedded", "MIJNDENHAAG_REGISTRIES__BRP__MODE: "),
        ("MIJNDENHAAG_REGISTRIES__BRP__MODUS", SECRET, "MIJNDENHAAG_REGISTRIES__BRP__MODUS: "),
        ("MIJNDENHAAG_STORE_KEYS", "[]", "MIJNDENHAAG_STORE_KEYS: "),
        ("MIJNDENHAAG_LOG_KEYS", "[]", "MIJNDENHAAG_LOG_KEYS: at least one key is needed"),
        ("MIJNDENHAAG_LOG_KEYS", json.dumps([STORE_KEY]), "MIJNDENHAAG_LOG_KEYS: key 1 has 32 bytes, not 64"),
        ("MIJNDENHAAG_LDV_URL", "http://collector.example/v1/traces", "https://"),
        ("MIJNDENHAAG_STORE_KEYS", SECRET, "store_keys"),
        ("MIJNDENHAAG_STORE_KEYS", json.dumps([STORE_KEY, SECRET]), "MIJNDENHAAG_STORE_KEYS: "),
        ("MIJNDENHAAG_DATABASE_URL", SECRET, "MIJNDENHAAG_DATABASE_URL"),
        ("MIJNDENHAAG_DATABASE_URL", f"mysql://{SECRET}", "MIJNDENHAAG_DATABASE_URL"),
        ("MIJNDENHAAG_DATABASE_URL", f"postgresql+asyncpg://x:{SECRET}@127.0.0.1:1/x", "MIJNDENHAAG_DATABASE_URL: "),
        ("MIJNDENHAAG_SESSION_IDLE", "901", "MIJNDENHAAG_SESSION_IDLE: "),
        ("MIJNDENHAAG_SESSION_LONGEST", "7201", "MIJNDENHAAG_SESSION_LONGEST: "),
    ],
)
def test_a_setting_that_is_wrong_stops_the_command_in_one_line(
    command: Command, setting: str, value: str, said: str
) -> None:
    code, output = command("run", **{setting: value})
    assert code == 2 and said in output and output.count("\n") == 1
    assert SECRET not in output


@pytest.mark.parametrize("arguments", [["personas"], ["registers"], ["token", "--persona", "jan"]])
def test_in_productie_the_tools_of_a_workbench_refuse(command: Command, arguments: list[str]) -> None:
    code, output = command(*arguments)
    assert code == 2 and output.startswith("MIJNDENHAAG_OMGEVING") and output.count("\n") == 1


def test_on_a_workbench_it_listens_on_a_loopback_address_only(command: Command, tmp_path: Path) -> None:
    code, output = command("run", MIJNDENHAAG_OMGEVING="ontwikkeling", MIJNDENHAAG_DATA_DIR=str(tmp_path))
    assert code == 2 and output.startswith("MIJNDENHAAG_HOST: ")


def test_a_document_that_cannot_be_planned_is_told_in_one_line(command: Command, tmp_path: Path) -> None:
    workbench = {"MIJNDENHAAG_OMGEVING": "ontwikkeling", "MIJNDENHAAG_DATA_DIR": str(tmp_path)}
    (tmp_path / "wrong.graphql").write_text("{ mij { onbekend } }")
    for name, said in (("wrong", "1:9: ONGELDIGE_INVOER"), ("absent", "No such file")):
        arguments = ("plan", str(tmp_path / f"{name}.graphql"), "--persona", "jan")
        code, output = command(*arguments, **workbench, **dict.fromkeys(ISSUER, ""))
        assert code == 2 and said in output and output.count("\n") == 1


def test_migrate_makes_the_tables_where_the_settings_say(command: Command, tmp_path: Path) -> None:
    assert command("migrate") == (0, "")
    assert (tmp_path / "mijndenhaag.db").stat().st_mode & 0o777 == 0o600
    assert command("migrate") == (0, "")
    path = tmp_path / "elsewhere" / "store.db"
    assert command("migrate", MIJNDENHAAG_DATABASE_URL=f"sqlite+aiosqlite:///{path}") == (0, "")
    assert path.stat().st_size
