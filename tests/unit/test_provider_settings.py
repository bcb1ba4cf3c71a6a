"""The settings of identity providers: what is wrong stops the start by its name, and nothing shows a secret."""

import json
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from pydantic import SecretStr, ValidationError

from app import Service
from auth.roles import Level
from auth.ways import Way
from commands import main
from settings import ProviderSettings, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from tests.databases import STORE_KEY

SECRET = "een-geheim-dat-nergens-mag-staan"
GOOD: dict[str, Any] = {
    "issuer": "https://broker.example",
    "client_id": "wij",
    "client_secret": SECRET,
    "profile": "algemeen",
    "ways": ["digid", "eherkenning"],
}
SETTING = "MIJNDENHAAG_PROVIDERS__DIGID__"


def settings(tmp_path: Path, address: str = "https://mijn.example", **providers: dict[str, Any]) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        omgeving="productie",
        address=address,
        data_dir=tmp_path,
        store_keys=[SecretStr(STORE_KEY)],
        token_issuer="https://inloggen.example",
        token_jwks_url="https://inloggen.example/keys",
        registries={registry.name: RegistrySettings(mode="off") for registry in REGISTRIES},
        providers={name: ProviderSettings(**each) for name, each in providers.items()},
    )


async def test_a_provider_opens_its_ways_and_no_others(tmp_path: Path) -> None:
    chosen = settings(tmp_path, digid={**GOOD, "levels": {"digid": 3}, "max_age": None})
    service = Service(chosen)
    paths = {getattr(route, "path", "") for route in service.app.routes}
    assert {"/inloggen", "/inloggen/{way}/terug", "/uitloggen", "/uitloggen/achterkanaal/{provider}"} <= paths
    provider = service.parties[0].provider
    assert (provider.level(Way.DIGID), provider.level(Way.EHERKENNING)) == (Level.SUBSTANTIEEL, Level.SUBSTANTIEEL)
    assert provider.max_age is None and provider.scopes == ("openid",)
    assert SECRET not in repr(provider) + repr(chosen)
    await service.parties[0].remote.close()


async def test_without_providers_there_is_no_log_in(tmp_path: Path) -> None:
    assert not [r for r in Service(settings(tmp_path, "")).app.routes if "inloggen" in getattr(r, "path", "")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issuer": "http://broker.example"}, "ISSUER: "),
        ({"issuer": "broker.example"}, "ISSUER: "),
        ({"client_id": ""}, "CLIENT_ID: "),
        ({"profile": "anders"}, "PROFILE: one of nlgov"),
        ({"ways": []}, "WAYS: "),
        ({"profile": "medewerkers"}, "WAYS: some of medewerkers"),
        ({"client_secret": ""}, "CLIENT_SECRET, KEY: "),
        ({"key": "/nergens.pem"}, "CLIENT_SECRET, KEY: "),
        ({"client_secret": "", "key": "/nergens.pem"}, "KEY: "),
        ({"decryption_key": "/nergens.pem"}, "DECRYPTION_KEY: "),
        ({"scopes": ["profile"]}, "SCOPES: "),
        ({"levels": {"eidas": 3}}, "LEVELS: "),
        ({"tls_ca": "/nergens.pem"}, "TLS_CA: "),
    ],
)
def test_a_provider_that_is_not_whole_stops_the_start(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Wrong) as stopped:
        Service(settings(tmp_path, digid={**GOOD, **changes}))
    assert str(stopped.value).startswith(SETTING + said) and "nergens.pem" not in str(stopped.value)


@pytest.mark.parametrize(
    "address", ["", "mijn.example", "http://mijn.example", "https://mijn.example/pad", "https://a@b"]
)
def test_the_address_of_log_in_is_one_where_browsers_find_us(tmp_path: Path, address: str) -> None:
    with pytest.raises(Wrong, match="MIJNDENHAAG_ADDRESS: "):
        Service(settings(tmp_path, address, digid=GOOD))


def test_two_providers_for_one_way_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="MIJNDENHAAG_PROVIDERS: digid: one provider"):
        Service(settings(tmp_path, een=GOOD, twee=GOOD))


def test_a_file_of_claim_profiles_that_is_wrong_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "profielen.toml"
    file.write_text("[eigen.ways.digid]\nlevel = 9\n")
    for changes, said in (
        ({"claim_profiles": file}, "MIJNDENHAAG_CLAIM_PROFILES: eigen: "),
        ({"claim_profiles": tmp_path / "elders.toml"}, "MIJNDENHAAG_CLAIM_PROFILES: "),
        ({"token_profile": "eigen"}, "MIJNDENHAAG_TOKEN_PROFILE: one of nlgov"),
    ):
        with pytest.raises(Wrong) as stopped:
            Service(settings(tmp_path).model_copy(update=changes))
        assert str(stopped.value).startswith(said)


@pytest.mark.parametrize("kind", ["ec.pem", "rsa.pem", "ec.json", "rsa.json"])
def test_a_private_key_is_a_file_of_either_kind(tmp_path: Path, kind: str) -> None:
    key = ECKey.generate_key("P-256") if kind.startswith("ec") else RSAKey.generate_key(2048)
    file = tmp_path / kind
    if kind.endswith("pem"):
        file.write_bytes(key.as_pem(private=True))
    else:
        file.write_text(json.dumps({**key.as_dict(private=True), "kid": "k1"}))
    provider = settings(tmp_path, digid={**GOOD, "client_secret": "", "key": file})
    found = provider.provider("digid", provider.profiles()).key
    assert found is not None and found.is_private
    assert found.kid == ("k1" if kind.endswith("json") else key.thumbprint())


def test_a_key_that_can_not_sign_is_refused(tmp_path: Path) -> None:
    ec = ECKey.generate_key("P-256")
    texts = [ec.as_pem(private=False), json.dumps(ec.as_dict(private=False)).encode(), b"", b"{}", b"[1]", b"\xff"]
    texts.append(ECKey.generate_key("P-384").as_pem(private=True))
    texts.append(json.dumps(OctKey.generate_key(256).as_dict(private=True)).encode())
    for text in texts:
        file = tmp_path / "key"
        file.write_bytes(text)
        given = settings(tmp_path, digid={**GOOD, "client_secret": "", "key": file})
        with pytest.raises(Wrong, match="KEY: a file with a private key"):
            given.provider("digid", given.profiles())


def test_what_is_absent_in_the_environment_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MIJNDENHAAG_OMGEVING", "productie")
    monkeypatch.setenv(SETTING + "ISSUER", "https://broker.example")
    monkeypatch.setenv(SETTING + "CLIENT_SECRET", SECRET)
    monkeypatch.setenv(SETTING + "WAYS", '["sesam"]')
    assert main(["run"]) == 2
    said = "".join(capsys.readouterr())
    assert SETTING in said and SECRET not in said
    with pytest.raises(ValidationError):
        ProviderSettings(**{**GOOD, "secret": "x"})
